//! The store on both engines: the core, then a file for each table.

#[cfg(test)]
mod assignments;
#[cfg(test)]
mod checkpoints;
#[cfg(test)]
mod claims;
#[cfg(test)]
mod credentials;
#[cfg(test)]
mod dispatches;
#[cfg(test)]
mod evidence;
#[cfg(test)]
mod files;
#[cfg(test)]
mod kill;
#[cfg(test)]
mod lineage;
#[cfg(test)]
mod links;
#[cfg(test)]
mod months;
#[cfg(test)]
mod obligations;
#[cfg(test)]
mod occurrences;
#[cfg(test)]
mod offices;
#[cfg(test)]
mod people;
#[cfg(test)]
mod plan;
#[cfg(test)]
mod questions;
#[cfg(test)]
mod registers;
#[cfg(test)]
mod roll_up;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod search;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod support;
#[cfg(test)]
mod trail;
#[cfg(test)]
mod write;
