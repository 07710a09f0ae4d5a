//! The evidence ledger (sổ chứng cứ): an append-only log whose entries cannot be changed, taken
//! out or put in later without anybody who holds a signed checkpoint seeing it.
//!
//! The tree is that of RFC 6962; checkpoints, notes, witness cosignatures and proofs are the text
//! formats of C2SP (`c2sp.org/tlog-checkpoint`, `signed-note`, `tlog-cosignature`, `tlog-proof`,
//! `tlog-witness`), so that other programs can verify what this one writes.
//!
//! Nothing here stores anything, opens a connection, reads a clock or makes a random number: nodes,
//! times, salts and key seeds are handed in. What the ledger proves is *when at the latest* a thing
//! was written and that it has not changed since; whether it was true is for people.
//!
//! A store appends and signs like this; the salt and the seed of the key are random, and `nodes` is
//! what its table had of [`needed_for_root`](tree::needed_for_root).
//!
//! ```
//! # use std::collections::HashMap;
//! use luytre_ledger::{checkpoint, hash::Hash, leaf, proof, prove, secret::LedgerKey, tree};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let (mut nodes, size, salt, seed) = (HashMap::new(), 0, [1; 32], [2; 32]);
//! let body = leaf::Leaf {
//!     kind: "dispatch.received".to_owned(),
//!     office: "01932c07-209c-7707-8707-000000000001".to_owned(),
//!     object: "dispatch".to_owned(),
//!     id: "01932c07-209c-7707-8707-000000000002".to_owned(),
//!     revision: 1,
//!     actor: None,
//!     unit: None,
//!     at: 1_790_000_000_000,
//!     payload: leaf::commit(&salt, b"the content, kept elsewhere"),
//! }
//! .to_bytes()?;
//!
//! let mut tree = tree::Frontier::load(size, &nodes)?;
//! nodes.extend(tree.push(Hash::of_leaf(&body))); // rows to insert, with the body's own
//!
//! let key = LedgerKey::new("H16.12.03/so-chung-cu".parse()?, &seed);
//! let checkpoint = checkpoint::sign(&tree.head(), &key);
//!
//! let hashes = prove::inclusion_proof(size, tree.size(), &nodes)?;
//! let file = proof::Proof { index: size, leaf: Some(body), hashes, checkpoint }.to_text();
//! assert!(proof::verify(&file, &[key.verifier()]).is_ok());
//! # Ok(())
//! # }
//! ```
//!
//! | module | what for |
//! |---|---|
//! | [`hash`] | the three hashes of the tree |
//! | [`tree`] | which complete subtrees exist, appending, the root |
//! | [`prove`] | inclusion and consistency proofs, and which nodes each needs |
//! | [`verify`] | the verification of both, in full |
//! | [`canonical`], [`leaf`] | the bytes of an entry |
//! | [`key`], [`secret`] | public keys to verify with, secret keys to sign with |
//! | [`note`], [`checkpoint`] | signed notes, signed tree heads |
//! | [`proof`], [`pack`] | files that a superior office verifies without a network |
//! | [`witness`] | how a superior office vouches that a log only grew |

pub mod canonical;
pub mod checkpoint;
mod encoding;
pub mod hash;
pub mod key;
pub mod leaf;
pub mod note;
pub mod pack;
pub mod proof;
pub mod prove;
pub mod secret;
pub mod tree;
pub mod verify;
pub mod witness;
