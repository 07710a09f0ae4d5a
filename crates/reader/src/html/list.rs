//! Numbers and bullets of lists in web pages.

use crate::numerals::{Numerals, bullet};

/// Lists nested deeper than this bear the bullets of those they stand in.
const DEEPEST: usize = 64;

#[derive(Default)]
pub(super) struct Lists(Vec<List>);

struct List {
    sign: Sign,
    next: u32,
}

#[derive(Clone, Copy)]
enum Sign {
    Nothing,
    Bullet,
    Number(Numerals),
}

impl Lists {
    /// A list begins. `kind` is its `type`, or the kind of its style.
    pub(super) fn begin(&mut self, name: &str, kind: &str, start: Option<u32>) {
        let sign = match kind.trim() {
            "none" => Sign::Nothing,
            "a" | "lower-alpha" | "lower-latin" => Sign::Number(Numerals::LowerLetter),
            "A" | "upper-alpha" | "upper-latin" => Sign::Number(Numerals::UpperLetter),
            "i" | "lower-roman" => Sign::Number(Numerals::LowerRoman),
            "I" | "upper-roman" => Sign::Number(Numerals::UpperRoman),
            "decimal-leading-zero" => Sign::Number(Numerals::DecimalZero),
            _ if name == "ol" => Sign::Number(Numerals::Decimal),
            _ => Sign::Bullet,
        };
        if self.0.len() < DEEPEST {
            let next = start.unwrap_or(1);
            self.0.push(List { sign, next });
        }
    }

    pub(super) fn end(&mut self) {
        self.0.pop();
    }

    /// An item begins; gives what stands before it.
    pub(super) fn item(&mut self, value: Option<u32>) -> String {
        let Some(list) = self.0.last_mut() else {
            return bullet("").to_owned();
        };
        let number = value.unwrap_or(list.next);
        list.next = number.saturating_add(1);
        match list.sign {
            Sign::Nothing => String::new(),
            Sign::Bullet => bullet("").to_owned(),
            Sign::Number(numerals) => format!("{}.", numerals.write(number)),
        }
    }
}
