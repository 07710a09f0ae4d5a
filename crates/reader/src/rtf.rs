//! Rich Text Format: text with its places. Styles, pictures, objects and instructions of fields are
//! left out; nothing that is embedded is opened.

mod font;
mod reader;
mod state;
mod token;

use crate::assembly::Assembly;
use crate::{Limits, ReadError};

pub(crate) fn read(bytes: &[u8], limits: &Limits, out: &mut Assembly) -> Result<(), ReadError> {
    reader::Reader::new(bytes, limits, out).read()
}
