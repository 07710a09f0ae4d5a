//! Web pages, as saved by a browser, by Word or by LibreOffice: text by blocks, tables as cells, lists
//! numbered as shown. Scripts, styles and what is embedded are dropped; nothing is loaded. What a
//! page has around its text (menus, advertisements) stays in the text.

mod charset;
mod css;
mod list;
mod page;
mod stack;
mod table;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use crate::assembly::Assembly;
use crate::{Format, Limits, ReadError};
use page::Page;

pub(crate) fn read(bytes: &[u8], limits: &Limits, out: &mut Assembly) {
    let text = charset::decode(bytes, out);
    let mut emitter = DefaultEmitter::default();
    // Within scripts, styles and titles, tags are text.
    emitter.naively_switch_states(true);
    let mut page = Page::new(limits.depth);
    for Ok(token) in Tokenizer::new_with_emitter(text.as_ref(), emitter) {
        match token {
            Token::StartTag(tag) => page.begin(&tag, out),
            Token::EndTag(tag) => page.end(&String::from_utf8_lossy(&tag.name), out),
            Token::String(text) => page.text(&String::from_utf8_lossy(&text), out),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
        if out.is_full() {
            break;
        }
    }
    page.finish(out);
}

/// The text of a page alone, for mails that have no other.
pub(crate) fn text(bytes: &[u8], limits: &Limits) -> Result<String, ReadError> {
    let mut out = Assembly::new(limits);
    read(bytes, limits, &mut out);
    Ok(out.finish(Format::Html)?.text)
}
