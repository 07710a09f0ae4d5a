//! How fast the ledger is: `cargo bench -p luytre-ledger`. Prints one line a figure.
#![expect(clippy::print_stdout, reason = "the figures are the output")]

use std::collections::HashMap;
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use luytre_ledger::hash::Hash;
use luytre_ledger::leaf::{Leaf, commit};
use luytre_ledger::proof::{self, Proof};
use luytre_ledger::prove::{consistency_proof, inclusion_proof};
use luytre_ledger::secret::LedgerKey;
use luytre_ledger::tree::{Frontier, NodeId};
use luytre_ledger::verify::{Head, verify_consistency};
use luytre_ledger::{checkpoint, pack};

const LEAVES: u32 = 200_000;
const PROOFS: u32 = 20_000;
const SIGNATURES: u32 = 2_000;

fn main() -> Result<(), Box<dyn Error>> {
    let key = LedgerKey::new("bench.example/ledger".parse()?, &[7; 32]);
    let keys = [key.verifier()];
    let bodies = (0..LEAVES).map(body).collect::<Result<Vec<_>, _>>()?;

    let mut nodes = HashMap::<NodeId, Hash>::new();
    let mut tree = Frontier::default();
    let start = Instant::now();
    for body in &bodies {
        nodes.extend(tree.push(Hash::of_leaf(body)));
    }
    rate("entries appended, in memory", LEAVES, start.elapsed());
    let (size, root) = (tree.size(), tree.root());

    let places: Vec<u64> = (0..PROOFS).map(|n| u64::from(n) * 7_919 % size).collect();
    let start = Instant::now();
    for index in &places {
        black_box(inclusion_proof(*index, size, &nodes)?);
    }
    rate("inclusion proofs built", PROOFS, start.elapsed());

    let mut proofs = Vec::new();
    let start = Instant::now();
    for old in &places {
        proofs.push(consistency_proof(*old, size, &nodes)?);
    }
    rate("consistency proofs built", PROOFS, start.elapsed());

    let heads: Vec<Head> = (places.iter())
        .map(|old| {
            Ok(Head {
                size: *old,
                root: luytre_ledger::tree::root(*old, &nodes)?,
            })
        })
        .collect::<Result<_, Box<dyn Error>>>()?;
    let start = Instant::now();
    for (old, proof) in heads.iter().zip(&proofs) {
        verify_consistency(old, &Head { size, root }, proof)?;
    }
    rate("consistency proofs verified", PROOFS, start.elapsed());

    let start = Instant::now();
    for _ in 0..SIGNATURES {
        black_box(checkpoint::sign(&Head { size, root }, &key));
    }
    rate("checkpoints signed", SIGNATURES, start.elapsed());

    let note = checkpoint::sign(&Head { size, root }, &key);
    let hashes = inclusion_proof(12_345, size, &nodes)?;
    let leaf = Some(body(12_345)?);
    let text = Proof {
        index: 12_345,
        leaf,
        hashes,
        checkpoint: note.clone(),
    }
    .to_text();
    let start = Instant::now();
    for _ in 0..SIGNATURES {
        black_box(proof::verify(&text, &keys)?);
    }
    rate(
        "proof files verified, with signature",
        SIGNATURES,
        start.elapsed(),
    );
    println!(
        "{:>14} bytes: a proof file with its entry, of {size}",
        text.len()
    );

    let mut writer = pack::Writer::new(Vec::new())?;
    bodies.iter().try_for_each(|body| writer.leaf(body))?;
    writer.checkpoint(&note)?;
    let written = writer.finish()?;
    let start = Instant::now();
    black_box(pack::verify(written.as_slice(), &keys)?);
    rate("entries of a pack verified", LEAVES, start.elapsed());
    println!("{:>14} bytes: a pack of {size} entries", written.len());
    Ok(())
}

fn body(number: u32) -> Result<Vec<u8>, Box<dyn Error>> {
    let leaf = Leaf {
        kind: "evidence.confirmed".to_owned(),
        office: "01932c07-209c-7707-8707-000000000001".to_owned(),
        object: "evidence".to_owned(),
        id: format!("01932c07-209c-7707-8707-{number:012x}"),
        revision: 1,
        actor: Some("01932c07-209c-7707-8707-000000000002".to_owned()),
        unit: Some("01932c07-209c-7707-8707-000000000003".to_owned()),
        at: 1_790_000_000_000 + i64::from(number),
        payload: commit(&[3; 32], &number.to_be_bytes()),
    };
    Ok(leaf.to_bytes()?)
}

fn rate(what: &str, count: u32, took: Duration) {
    let each = took / count;
    println!(
        "{:>14.0} a second, {each:>10.2?} each: {what}",
        f64::from(count) / took.as_secs_f64()
    );
}
