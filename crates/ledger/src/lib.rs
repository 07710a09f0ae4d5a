//! The evidence ledger (sổ chứng cứ): an append-only log whose entries cannot be changed, taken out
//! or put in later without anybody who holds a signed checkpoint seeing it.
//!
//! The tree is that of RFC 6962; checkpoints, notes, witness cosignatures and proofs are the text
//! formats of C2SP (`c2sp.org/tlog-checkpoint`, `signed-note`, `tlog-cosignature`, `tlog-proof`,
//! `tlog-witness`), so that other programs can verify what this one writes.
//!
//! Nothing here stores anything, opens a connection, reads a clock or makes a random number: nodes,
//! times, salts and key seeds are handed in. What the ledger proves is *when at the latest* a thing
//! was written and that it has not changed since; whether it was true is for people.
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
