//! The ledger against its standards, against independent programs, and against changed bytes.

#[cfg(test)]
mod leaf;
#[cfg(test)]
mod note;
#[cfg(test)]
mod pack;
#[cfg(test)]
mod proof;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tree;
#[cfg(test)]
mod vectors;
#[cfg(test)]
mod witness;
