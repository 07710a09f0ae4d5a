//! Word documents: which parts of the package are read and in which order. Macros, embedded
//! documents, pictures and links stay closed.

mod body;
mod numbering;
mod paragraph;
mod story;
mod styles;

use crate::assembly::Assembly;
use crate::package::Package;
use crate::xml::Flaw;
use crate::{Damage, Format, Limits, Problem, ReadError};
use body::Body;
use story::Story;
use styles::Styles;

/// Body first, then notes, then page margins, so that these do not break the text.
pub(crate) fn read(bytes: &[u8], limits: &Limits, out: &mut Assembly) -> Result<(), ReadError> {
    let mut package = Package::open(bytes, Format::Docx, limits)?;
    let Some(main) = main_part(&package) else {
        return Err(broken(Damage::NoMainPart));
    };
    let styles = side_part(
        &mut package,
        &format!("{}styles.xml", main.folder),
        out,
        Styles::parse,
    )?;
    let numbering = side_part(
        &mut package,
        &format!("{}numbering.xml", main.folder),
        out,
        numbering::parse,
    )?;
    let mut body = Body::new(numbering, styles, limits.depth);

    let document = package
        .text(&main.name)?
        .ok_or(broken(Damage::NoMainPart))?;
    body.read(&document, Story::Body, out)
        .map_err(|flaw| flaw_of_main(flaw, limits))?;
    drop(document);

    for (name, story) in side_stories(&package, &main.folder) {
        match package.text(&name) {
            Ok(Some(part)) if body.read(&part, story, out).is_ok() => {}
            Err(bomb @ ReadError::Bomb { .. }) => return Err(bomb),
            _ => out.problem(Problem::PartLeftOut { name }),
        }
    }
    body.report(out);
    if package.has(&format!("{}comments.xml", main.folder)) {
        out.problem(Problem::Comments);
    }
    if package.has(&format!("{}vbaProject.bin", main.folder)) {
        out.problem(Problem::Macros);
    }
    Ok(())
}

/// The part with the body of the text, and the folder in which its companions lie.
struct MainPart {
    name: String,
    folder: String,
}

/// The usual name, or the one part that can be meant when a program names it otherwise.
fn main_part(package: &Package<'_>) -> Option<MainPart> {
    let usual = "word/document.xml";
    let name = if package.has(usual) {
        usual.to_owned()
    } else {
        package
            .numbered_parts("word/", "document")
            .into_iter()
            .next()?
    };
    let folder = name
        .rsplit_once('/')
        .map(|(folder, _)| format!("{folder}/"))
        .unwrap_or_default();
    Some(MainPart { name, folder })
}

fn side_stories(package: &Package<'_>, folder: &str) -> Vec<(String, Story)> {
    let kinds = [
        ("footnotes", Story::Note),
        ("endnotes", Story::Note),
        ("header", Story::Header),
        ("footer", Story::Footer),
    ];
    let mut found = Vec::new();
    for (stem, story) in kinds {
        for name in package.numbered_parts(folder, stem) {
            found.push((name, story));
        }
    }
    found
}

/// Reads a part without which the text is poorer but still there.
fn side_part<T: Default>(
    package: &mut Package<'_>,
    name: &str,
    out: &mut Assembly,
    parse: impl FnOnce(&str) -> Result<T, Flaw>,
) -> Result<T, ReadError> {
    let parsed = match package.text(name) {
        Ok(None) => return Ok(T::default()),
        Ok(Some(text)) => parse(&text).ok(),
        Err(bomb @ ReadError::Bomb { .. }) => return Err(bomb),
        Err(_) => None,
    };
    Ok(parsed.unwrap_or_else(|| {
        out.problem(Problem::PartLeftOut {
            name: name.to_owned(),
        });
        T::default()
    }))
}

const fn broken(damage: Damage) -> ReadError {
    ReadError::Broken {
        format: Format::Docx,
        damage,
    }
}

fn flaw_of_main(flaw: Flaw, limits: &Limits) -> ReadError {
    match flaw {
        Flaw::Depth => ReadError::Bomb {
            excess: crate::Excess::Depth,
            limit: u64::try_from(limits.depth).unwrap_or(u64::MAX),
        },
        Flaw::Markup => broken(Damage::Markup),
    }
}
