//! `layers`: holds the house as ARCHITECTURE.md draws it. Says every breach; mends none.
//!
//! - who may import whom, and which packages a crate may reach (`graph`, `table`);
//! - where SQL and names of other layers may stand in the text (`sources`);
//! - versions stand in the workspace alone, every crate is on the map (`manifests`);
//! - licences of everything that is built in (`licences`).

mod graph;
mod licences;
mod manifests;
mod sources;
mod strings;
mod table;

use crate::error::Error;
use crate::workspace;

/// Checks the house and prints every breach.
pub(crate) fn run(arguments: &[String]) -> Result<(), Error> {
    if !arguments.is_empty() {
        return Err(Error::Usage("`layers` takes no arguments".to_owned()));
    }
    let house = graph::read(&workspace::metadata()?)?;
    let mut breaches = graph::breaches(&house, table::HOUSE);
    breaches.extend(sources::breaches(&house, table::HOUSE)?);
    breaches.extend(manifests::breaches(&house, workspace::root())?);
    breaches.extend(licences::breaches(&house));
    if breaches.is_empty() {
        println!("{} crates keep to the house", house.members.len());
        return Ok(());
    }
    for breach in &breaches {
        println!("{breach}");
    }
    Err(Error::Failed {
        what: format!("the house is breached in {} places", breaches.len()),
        tail: breaches,
        tally: Default::default(),
    })
}
