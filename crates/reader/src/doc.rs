//! Word documents from before 2007: which streams are read and in which order. Macros, embedded
//! documents and pictures stay closed; documents of Word 6 and 95 are named, not read.

mod boxes;
mod bytes;
mod fonts;
mod header;
mod lists;
mod pages;
mod pieces;
mod properties;
mod sprm;
mod story;
mod styles;

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use crate::assembly::Assembly;
use crate::flow::Story;
use crate::{Damage, Excess, Format, Kind, Limits, Problem, ReadError};
use boxes::Boxes;
use header::{Header, Refusal, Table};
use story::Walker;

type Compound<'bytes> = CompoundFile<Cursor<&'bytes [u8]>>;

/// Body with its boxes, then notes, then page margins, so that these do not break the text.
pub(crate) fn read(bytes: &[u8], limits: &Limits, out: &mut Assembly) -> Result<(), ReadError> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| broken(Damage::Archive))?;
    let Some(main) = stream(&mut file, "WordDocument", limits)? else {
        return Err(broken(Damage::NoMainPart));
    };
    let header = Header::parse(&main).map_err(|refusal| match refusal {
        Refusal::Encrypted => ReadError::Encrypted {
            format: Some(Format::Doc),
        },
        Refusal::Older => ReadError::Unsupported { kind: Kind::Word95 },
        Refusal::Damaged => broken(Damage::NoMainPart),
    })?;
    let Some(table) = stream(&mut file, header.table_stream, limits)? else {
        return Err(broken(Damage::NoMainPart));
    };
    // Properties that are too long for their page, of wide tables mostly.
    let data = stream(&mut file, "Data", limits)?.unwrap_or_default();
    if file.is_storage("Macros") {
        out.problem(Problem::Macros);
    }
    let embedded = embedded(&file);
    let mut walker = Walker::new(&main, &table, &data, &header, out);
    if !walker.has_text() {
        return Err(broken(Damage::NoMainPart));
    }
    walker.counts().embedded = embedded;
    let boxes = Boxes::parse(&header, &table);
    walker.body(&header, &boxes);
    walker.aside(header.notes(), Story::Note);
    walker.aside(header.end_notes(), Story::Note);
    for (range, story) in header.margins(&table) {
        walker.aside(range, story);
    }
    walker.aside(header.margin_boxes(), Story::Header);
    if !header.comments().is_empty() || header.part(&table, Table::CommentReferences).is_some() {
        walker.problem(Problem::Comments);
    }
    walker.finish();
    Ok(())
}

/// A stream whole; `None` where there is none of this name.
fn stream(
    file: &mut Compound<'_>,
    name: &str,
    limits: &Limits,
) -> Result<Option<Vec<u8>>, ReadError> {
    if !file.is_stream(name) {
        return Ok(None);
    }
    let stream = file
        .open_stream(name)
        .map_err(|_| broken(Damage::Archive))?;
    if stream.len() > limits.part_bytes {
        return Err(ReadError::Bomb {
            excess: Excess::PartBytes,
            limit: limits.part_bytes,
        });
    }
    let mut bytes = Vec::new();
    // What a damaged file still gives is looked at.
    let _ = stream.take(limits.part_bytes).read_to_end(&mut bytes);
    Ok(Some(bytes))
}

/// Documents within the document, one storage each.
fn embedded(file: &Compound<'_>) -> usize {
    file.read_storage("ObjectPool").map_or(0, Iterator::count)
}

const fn broken(damage: Damage) -> ReadError {
    ReadError::Broken {
        format: Format::Doc,
        damage,
    }
}
