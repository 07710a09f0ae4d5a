//! Licences of all packages by what they state themselves. `deny.toml` holds the same list.

use super::graph::{House, Package};

/// What may be built in.
const ALLOWED: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "MPL-2.0",
    "Unicode-3.0",
    "CDLA-Permissive-2.0",
];

/// Packages with a licence that is not on the list, or from elsewhere than crates.io.
pub(crate) fn breaches(house: &House) -> Vec<String> {
    let mut breaches = Vec::new();
    for Package {
        name,
        licence,
        from_registry,
    } in &house.packages
    {
        match licence {
            None => breaches.push(format!("{name}: states no licence")),
            Some(licence) if !allowed(licence) => {
                breaches.push(format!("{name}: the licence {licence} is not on the list"));
            }
            Some(_) => {}
        }
        if !from_registry {
            breaches.push(format!("{name}: does not come from crates.io"));
        }
    }
    breaches
}

/// Whether an SPDX expression leaves a choice that is allowed.
fn allowed(expression: &str) -> bool {
    // Before SPDX was settled, `/` meant OR.
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    either(&mut rest).unwrap_or(false) && rest.is_empty()
}

fn either(words: &mut &[&str]) -> Option<bool> {
    let mut any = all(words)?;
    while let Some((&"OR", rest)) = words.split_first() {
        *words = rest;
        any |= all(words)?;
    }
    Some(any)
}

fn all(words: &mut &[&str]) -> Option<bool> {
    let mut every = one(words)?;
    while let Some((&"AND", rest)) = words.split_first() {
        *words = rest;
        every &= one(words)?;
    }
    Some(every)
}

fn one(words: &mut &[&str]) -> Option<bool> {
    let (first, rest) = words.split_first()?;
    *words = rest;
    if *first == "(" {
        let inside = either(words)?;
        let (close, rest) = words.split_first()?;
        *words = rest;
        return (*close == ")").then_some(inside);
    }
    let mut licence = (*first).to_owned();
    if let [with, exception, rest @ ..] = *words
        && *with == "WITH"
    {
        licence = format!("{licence} WITH {exception}");
        *words = rest;
    }
    Some(ALLOWED.contains(&licence.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_allowed_choice_is_enough() {
        for licence in [
            "MIT",
            "MIT OR Apache-2.0",
            "Unlicense/MIT",
            "GPL-3.0 OR MIT",
            "(MIT OR GPL-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR GPL-2.0",
        ] {
            assert!(allowed(licence), "{licence}");
        }
    }

    #[test]
    fn all_that_must_hold_must_be_allowed() {
        for licence in [
            "GPL-3.0-only",
            "MIT AND GPL-3.0",
            "AGPL-3.0 OR LGPL-2.1",
            "(MIT OR Apache-2.0) AND OpenSSL",
            "GPL-2.0 WITH LLVM-exception",
            "MIT OR",
            "(MIT",
            "MIT MIT",
            "",
        ] {
            assert!(!allowed(licence), "{licence}");
        }
    }

    #[test]
    fn a_package_without_licence_or_from_elsewhere_is_told() {
        let house = House {
            packages: vec![Package {
                name: "odd".to_owned(),
                licence: None,
                from_registry: false,
            }],
            ..House::default()
        };
        assert_eq!(
            breaches(&house),
            [
                "odd: states no licence",
                "odd: does not come from crates.io"
            ]
        );
    }
}
