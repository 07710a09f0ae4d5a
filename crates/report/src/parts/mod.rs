//! What every document of an office has: the heading, the addressees, the end; and how its text is
//! written.

pub(crate) mod body;
pub(crate) mod foot;
pub(crate) mod frame;
pub(crate) mod head;
pub(crate) mod rows;
pub(crate) mod signer;
pub(crate) mod text;
