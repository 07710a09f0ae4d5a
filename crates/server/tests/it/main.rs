//! The pages through the whole router, as a browser without script uses them.

#[cfg(test)]
mod browser;
#[cfg(test)]
mod dispatches;
#[cfg(test)]
mod house;
#[cfg(test)]
mod identity;
#[cfg(test)]
mod jobs;
#[cfg(test)]
mod links;
#[cfg(test)]
mod overview;
#[cfg(test)]
mod registers;
#[cfg(test)]
mod routes;
#[cfg(test)]
mod work;
