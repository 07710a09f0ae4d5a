//! gzip: one file, packed; its name stands in the header or is that of the archive.

use flate2::read::MultiGzDecoder;

use super::budget::length;
use super::{Outer, Reason, Stop, Unpacking};

pub(super) fn open(at: &mut Unpacking<'_, '_>, outer: &Outer, bytes: &[u8]) -> Result<(), Stop> {
    at.budget.count(1)?;
    let mut decoder = MultiGzDecoder::new(bytes);
    let stored = decoder
        .header()
        .and_then(|header| header.filename())
        .map(|name| String::from_utf8_lossy(name).into_owned());
    let unpacked = at.budget.read(&mut decoder, length(bytes), 0)?;
    if unpacked.is_empty() {
        return Err(Stop::Leave(Reason::Damaged));
    }
    let name = stored.unwrap_or_else(|| bare(&outer.name));
    at.found(outer, &name, unpacked)
}

/// `a.txt.gz` is `a.txt`, `a.tgz` is `a.tar`.
fn bare(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, "tgz")) => format!("{stem}.tar"),
        Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
        _ => name.to_owned(),
    }
}
