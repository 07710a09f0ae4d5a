//! Open Document texts (`.odt`, and `.fodt` in one piece of XML): which parts are read and in which
//! order. Scripts, forms, pictures, links and embedded documents stay closed; a password is named.

mod body;
mod list;
mod paragraph;
mod styles;

use crate::assembly::Assembly;
use crate::package::Package;
use crate::xml::{Flaw, Step, attribute, walk};
use crate::{Damage, Excess, Format, Limits, Problem, ReadError};
use body::{Body, Region};
use styles::Styles;

/// Body first, then notes, then page margins, so that these do not break the text.
pub(crate) fn read(bytes: &[u8], limits: &Limits, out: &mut Assembly) -> Result<(), ReadError> {
    let (content, common) = parts(bytes, limits, out)?;
    let common = common.as_deref().unwrap_or(&content);
    let margin_styles = Styles::parse(common, limits.depth).unwrap_or_default();
    let mut styles = margin_styles.clone();
    styles
        .add(&content, limits.depth)
        .map_err(|flaw| flaw_of_main(flaw, limits))?;
    let mut body = Body::new(limits.depth);
    body.read(&content, &styles, Region::Body, out)
        .map_err(|flaw| flaw_of_main(flaw, limits))?;
    body.hand_over_notes(out);
    if body
        .read(common, &margin_styles, Region::Margins, out)
        .is_err()
    {
        out.problem(left_out("styles.xml"));
    }
    body.report(out);
    Ok(())
}

/// The content, and the part with common styles and margins where it is one apart.
fn parts(
    bytes: &[u8],
    limits: &Limits,
    out: &mut Assembly,
) -> Result<(String, Option<String>), ReadError> {
    if !bytes.starts_with(b"PK") {
        let text = std::str::from_utf8(bytes).map_err(|_| broken(Damage::Markup))?;
        return Ok((text.to_owned(), None));
    }
    let mut package = Package::open(bytes, Format::Odt, limits)?;
    if is_encrypted(&mut package) {
        return Err(ReadError::Encrypted {
            format: Some(Format::Odt),
        });
    }
    let content = package
        .text("content.xml")?
        .ok_or(broken(Damage::NoMainPart))?;
    let common = match package.text("styles.xml") {
        Ok(common) => common,
        Err(bomb @ ReadError::Bomb { .. }) => return Err(bomb),
        Err(_) => {
            out.problem(left_out("styles.xml"));
            None
        }
    };
    if package.has("Basic/script-lc.xml") {
        out.problem(Problem::Macros);
    }
    Ok((content, Some(common.unwrap_or_default())))
}

/// Whether the list of parts tells how the content is encrypted.
pub(crate) fn is_encrypted(package: &mut Package<'_>) -> bool {
    const DEPTH: usize = 16;
    let Ok(Some(manifest)) = package.text("META-INF/manifest.xml") else {
        return false;
    };
    let mut is_content = false;
    let mut encrypted = false;
    // What a damaged list said before its flaw still counts.
    let _ = walk(&manifest, DEPTH, |step| match step {
        Step::Start("file-entry", start) => {
            let name = attribute(start, "full-path");
            is_content = matches!(name.as_deref(), Some("content.xml" | "encrypted-package"));
        }
        Step::Start("encryption-data", _) => encrypted |= is_content,
        _ => {}
    });
    encrypted
}

fn left_out(name: &str) -> Problem {
    let name = name.to_owned();
    Problem::PartLeftOut { name }
}

const fn broken(damage: Damage) -> ReadError {
    ReadError::Broken {
        format: Format::Odt,
        damage,
    }
}

fn flaw_of_main(flaw: Flaw, limits: &Limits) -> ReadError {
    match flaw {
        Flaw::Depth => ReadError::Bomb {
            excess: Excess::Depth,
            limit: u64::try_from(limits.depth).unwrap_or(u64::MAX),
        },
        Flaw::Markup => broken(Damage::Markup),
    }
}
