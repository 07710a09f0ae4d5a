//! Word-processing documents written part by part: the few elements that the layouts need, from
//! measures that are handed in. Knows no legal rule and no domain word.

pub(crate) mod block;
pub(crate) mod package;
mod styles;
pub(crate) mod xml;
