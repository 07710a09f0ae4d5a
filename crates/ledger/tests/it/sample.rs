//! A ledger of invented entries in memory.

use std::collections::BTreeMap;

use luytre_ledger::checkpoint;
use luytre_ledger::hash::Hash;
use luytre_ledger::leaf::{Leaf, commit};
use luytre_ledger::secret::{LedgerKey, WitnessKey};
use luytre_ledger::tree::{NodeId, append, root};
use luytre_ledger::verify::Head;

pub(crate) fn ledger_key() -> LedgerKey {
    LedgerKey::new("H16.12.03/so-chung-cu".parse().expect("a name"), &[1; 32])
}

pub(crate) fn witness_key() -> WitnessKey {
    WitnessKey::new("H16/chung-thuc".parse().expect("a name"), &[2; 32])
}

pub(crate) fn leaf(number: u64) -> Leaf {
    Leaf {
        kind: "evidence.confirmed".to_owned(),
        office: "01932c07-209c-7707-8707-000000000001".to_owned(),
        object: "evidence".to_owned(),
        id: format!("01932c07-209c-7707-8707-{number:012}"),
        revision: 1,
        actor: Some("01932c07-209c-7707-8707-000000000002".to_owned()),
        unit: None,
        at: 1_790_000_000_000 + i64::try_from(number).expect("small"),
        payload: commit(&[3; 32], &number.to_be_bytes()),
    }
}

#[derive(Default)]
pub(crate) struct Ledger {
    pub(crate) bodies: Vec<Vec<u8>>,
    pub(crate) nodes: BTreeMap<NodeId, Hash>,
}

impl Ledger {
    pub(crate) fn of(entries: u64) -> Self {
        let mut ledger = Self::default();
        for number in 0..entries {
            ledger.push(leaf(number).to_bytes().expect("a small leaf"));
        }
        ledger
    }

    pub(crate) fn push(&mut self, body: Vec<u8>) {
        let size = self.bodies.len() as u64;
        let new = append(size, Hash::of_leaf(&body), &self.nodes).expect("all nodes are there");
        self.nodes.extend(new);
        self.bodies.push(body);
    }

    pub(crate) fn head(&self, size: u64) -> Head {
        Head {
            size,
            root: root(size, &self.nodes).expect("all nodes are there"),
        }
    }

    pub(crate) fn checkpoint(&self, size: u64) -> String {
        checkpoint::sign(&self.head(size), &ledger_key())
    }
}

/// Every text that comes from `text` by changing one byte, while it stays UTF-8.
pub(crate) fn changed_texts(text: &str) -> impl Iterator<Item = (usize, String)> {
    changed_bytes(text.as_bytes())
        .filter_map(|(at, bytes)| Some((at, String::from_utf8(bytes).ok()?)))
}

/// For each byte of `bytes`: the same bytes with that one changed in three ways.
pub(crate) fn changed_bytes(bytes: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>)> {
    (0..bytes.len()).flat_map(move |at| {
        [1_u8, 2, 0x20].map(|flip| {
            let mut changed = bytes.to_vec();
            changed[at] ^= flip;
            (at, changed)
        })
    })
}
