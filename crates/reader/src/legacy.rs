//! Old Vietnamese encodings: text that was typed before Unicode, by the name of its font where it
//! has one, by the shape of its syllables where it has none. Text that is Vietnamese already is
//! never decoded a second time.

mod decode;
mod encoding;
mod font;
mod guess;
mod mend;
mod spelling;
mod syllable;
mod tables;
mod viqr;

pub use encoding::Encoding;

pub(crate) use decode::{Decoder, is_letter_beyond_latin1, windows_1252};
pub(crate) use font::FontCode;
pub(crate) use guess::of_bytes;
pub(crate) use mend::mend;
