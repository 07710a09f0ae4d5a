//! The use cases on both engines: a file for each area.

#[cfg(test)]
mod arrivals;

mod demo;
#[cfg(test)]
mod dispatches;
#[cfg(test)]
mod dispatches_confirm;
#[cfg(test)]
mod dispatches_review;
#[cfg(test)]
mod draft;
#[cfg(test)]
mod formats;
#[cfg(test)]
mod house;
#[cfg(test)]
mod import;
#[cfg(test)]
mod ledger;
#[cfg(test)]
mod lineage;
#[cfg(test)]
mod overview;
#[cfg(test)]
mod people;
#[cfg(test)]
mod plan;
#[cfg(test)]
mod registers;
#[cfg(test)]
mod search;
#[cfg(test)]
mod second_step;
#[cfg(test)]
mod setup;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod succession;
#[cfg(test)]
mod support;
#[cfg(test)]
mod work;
#[cfg(test)]
mod work_files;
