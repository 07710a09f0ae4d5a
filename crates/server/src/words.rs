//! The words on the screen, Vietnamese and English, from `words/<lang>/<area>.ftl` (Fluent).
//!
//! A missing word shows its key: wrong, but never blank and never an error page. Tests hold that
//! both languages have the same keys with the same arguments, and that no key is missing or unused.

pub mod format;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Vietnamese, what an office gets unless it asks otherwise.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// The code as HTML's `lang` and the cookie have it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language of a code such as `vi` or `en-GB`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code.split(['-', '_']).next()?.trim() {
            "vi" => Some(Self::Vi),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

/// Names an area once for both languages: a new area is one line here and a file for each.
macro_rules! areas {
    ($($area:literal),* $(,)?) => {
        const AREAS: &[(&str, &str, &str)] = &[$((
            $area,
            include_str!(concat!("../words/vi/", $area, ".ftl")),
            include_str!(concat!("../words/en/", $area, ".ftl")),
        )),*];
    };
}

areas![
    "account",
    "admin",
    "assignments",
    "controls",
    "dispatches",
    "errors",
    "happened",
    "ledger",
    "lineage",
    "overview",
    "parts",
    "people",
    "problems",
    "questions",
    "registers",
    "reminders",
    "search",
    "set-up",
    "shell",
    "sign-in",
    "status",
    "telling",
    "time",
    "unit",
    "work",
];

type Bundle = FluentBundle<FluentResource>;

static VI: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::Vi));
static EN: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::En));

fn bundle(lang: Lang) -> Bundle {
    // Chooses the plural rules. Both codes parse; the default, "any language", has no plural forms.
    let locale: LanguageIdentifier = lang.code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![locale]);
    // Otherwise every argument comes wrapped in invisible marks, which readers copy along.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::Vi => |value, _| format::fluent_number(Lang::Vi, value),
        Lang::En => |value, _| format::fluent_number(Lang::En, value),
    }));
    for (_, vi, en) in AREAS {
        let text = match lang {
            Lang::Vi => vi,
            Lang::En => en,
        };
        // A file that does not parse gives what it has; the tests refuse it.
        let resource =
            FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// Parses both languages now, so that the first reader does not wait for it.
pub fn warm() {
    LazyLock::force(&VI);
    LazyLock::force(&EN);
}

/// The words of one key.
#[must_use]
pub fn word(lang: Lang, key: &str) -> Cow<'static, str> {
    resolve(lang, key, None)
}

/// The words of one key with arguments: `sentence(lang, "pager-shown").with("count", 20)`.
#[must_use]
pub fn sentence(lang: Lang, key: &str) -> Sentence {
    Sentence {
        lang,
        key: key.to_owned(),
        args: FluentArgs::new(),
    }
}

/// Whether a key has words.
#[must_use]
pub fn knows(key: &str) -> bool {
    VI.has_message(key)
}

/// Length of `2026-06-30`.
const ISO_DAY: usize = 10;

/// The words of one key with facts as the use cases give them; whole numbers count as numbers, ISO
/// days are written as days.
#[must_use]
pub fn with_facts(lang: Lang, key: &str, facts: &[(&'static str, String)]) -> String {
    let mut sentence = sentence(lang, key);
    for (name, value) in facts {
        sentence = match value.parse::<i64>() {
            Ok(number) if number.to_string() == *value => sentence.with(name, number),
            _ => match value.parse() {
                Ok(day) if value.len() == ISO_DAY => sentence.with(name, format::date(day)),
                _ => sentence.with(name, value.as_str()),
            },
        };
    }
    sentence.to_string()
}

fn resolve(lang: Lang, key: &str, args: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
    let bundle: &'static Bundle = match lang {
        Lang::Vi => &VI,
        Lang::En => &EN,
    };
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return Cow::Owned(key.to_owned());
    };
    let mut errors = Vec::new();
    match args {
        None => bundle.format_pattern(pattern, None, &mut errors),
        Some(args) => Cow::Owned(
            bundle
                .format_pattern(pattern, Some(args), &mut errors)
                .into_owned(),
        ),
    }
}

/// A sentence that waits for its arguments; prints itself.
#[derive(Debug)]
pub struct Sentence {
    lang: Lang,
    key: String,
    args: FluentArgs<'static>,
}

impl Sentence {
    /// Sets one argument. Numbers choose the plural form and get the language's separators.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Argument) -> Self {
        self.args.set(name, value.into_fluent());
        self
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&resolve(self.lang, &self.key, Some(&self.args)))
    }
}

/// What may stand in a sentence. Templates hand over references, hence the blanket one.
pub trait Argument {
    /// The value as Fluent takes it.
    fn into_fluent(self) -> FluentValue<'static>;
}

impl<T: Argument + Clone> Argument for &T {
    fn into_fluent(self) -> FluentValue<'static> {
        self.clone().into_fluent()
    }
}

impl Argument for &str {
    fn into_fluent(self) -> FluentValue<'static> {
        FluentValue::from(self.to_owned())
    }
}

macro_rules! arguments {
    ($($kind:ty),*) => {$(
        impl Argument for $kind {
            fn into_fluent(self) -> FluentValue<'static> {
                FluentValue::from(self)
            }
        }
    )*};
}

arguments!(String, i32, i64, u16, u32, u64, usize);
