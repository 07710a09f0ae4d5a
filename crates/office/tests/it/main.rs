//! The use cases on both engines: a file for each area.

#[cfg(test)]
mod house;
#[cfg(test)]
mod import;
#[cfg(test)]
mod people;
#[cfg(test)]
mod second_step;
#[cfg(test)]
mod setup;
#[cfg(test)]
mod sign_in;
