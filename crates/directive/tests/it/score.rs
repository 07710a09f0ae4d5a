//! The figures of the annotation: how near a reading comes to its labels.
//!
//! Spans are compared without white space, in composed form. A duty is found when a read one
//! overlaps it by half or more.

use std::collections::HashMap;

use luytre_model::fold::nfc;
use serde_json::Value;

/// Sums over documents.
#[derive(Debug, Default)]
pub(crate) struct Score {
    header: (f64, f64),
    basis: (f64, f64),
    characters: (usize, usize, usize),
    units: (usize, usize, usize),
    force: (usize, usize),
    actor: (f64, f64),
    when: (usize, usize, usize),
    control: (usize, usize),
    pub(crate) not_verbatim: usize,
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        number(part) / number(whole)
    }
}

fn number(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap())
}

impl Score {
    pub(crate) fn header_mean(&self) -> f64 {
        self.header.0 / self.header.1
    }
    pub(crate) fn based_on(&self) -> f64 {
        self.basis.0 / self.basis.1
    }
    pub(crate) fn f1(&self) -> f64 {
        let (hit, extra, missed) = self.characters;
        ratio(2 * hit, 2 * hit + extra + missed)
    }
    pub(crate) fn unit_f1(&self) -> f64 {
        ratio(2 * self.units.0, self.units.1 + self.units.2)
    }
    pub(crate) fn force(&self) -> f64 {
        ratio(self.force.0, self.force.1)
    }
    pub(crate) fn actor(&self) -> f64 {
        self.actor.0 / self.actor.1
    }
    pub(crate) fn when(&self) -> f64 {
        let (hit, extra, missed) = self.when;
        ratio(2 * hit, 2 * hit + extra + missed)
    }
    pub(crate) fn control(&self) -> f64 {
        ratio(self.control.0, self.control.1)
    }

    /// Adds one document.
    pub(crate) fn add(&mut self, text: &str, gold: &Value, read: &Value) {
        self.add_header(&gold["dispatch"], &read["dispatch"]);
        self.basis.0 += set_f1(
            list(&gold["based_on"]),
            list(&read["based_on"]),
            same_document,
        );
        self.basis.1 += 1.0;
        let text = squash(text);
        let (golds, reads) = (list(&gold["obligations"]), list(&read["obligations"]));
        let (gold_at, read_at) = (locate(&text, golds), locate(&text, reads));
        self.not_verbatim += read_at.iter().filter(|at| at.is_none()).count();
        self.add_characters(golds, reads, &gold_at, &read_at);
        self.add_units(&gold_at, &read_at);
        self.add_values(golds, reads, &gold_at, &read_at);
    }

    fn add_header(&mut self, gold: &Value, read: &Value) {
        for key in [
            "kind", "number", "symbol", "date", "place", "secrecy", "urgency",
        ] {
            self.point(fold(&gold[key]) == fold(&read[key]));
        }
        for key in ["issuer", "subject"] {
            self.point(token_f1(&gold[key], &read[key]) >= 0.9);
        }
        let recipients = set_f1(
            list(&gold["recipients"]),
            list(&read["recipients"]),
            |a, b| token_f1(a, b) >= 0.85,
        );
        self.header.0 += recipients;
        self.header.1 += 1.0;
        for key in ["name", "title", "authority"] {
            self.point(fold(&gold["signer"][key]) == fold(&read["signer"][key]));
        }
    }

    fn point(&mut self, hit: bool) {
        self.header.0 += f64::from(u8::from(hit));
        self.header.1 += 1.0;
    }

    fn add_characters(
        &mut self,
        golds: &[Value],
        reads: &[Value],
        gold_at: &[Span],
        read_at: &[Span],
    ) {
        let (gold, read) = (cover(gold_at), cover(read_at));
        let shared: Vec<&usize> = gold.keys().filter(|at| read.contains_key(at)).collect();
        self.characters.0 += shared.len();
        self.characters.1 += read.len() - shared.len();
        self.characters.2 += gold.len() - shared.len();
        self.force.1 += shared.len();
        self.force.0 += shared
            .iter()
            .filter(|at| golds[gold[**at]]["force"] == reads[read[**at]]["force"])
            .count();
    }

    fn add_units(&mut self, gold_at: &[Span], read_at: &[Span]) {
        let mut pairs = Vec::new();
        for (i, a) in gold_at.iter().enumerate() {
            for (j, b) in read_at.iter().enumerate() {
                let (Some(a), Some(b)) = (a, b) else { continue };
                let (from, to) = (a.0.max(b.0), a.1.min(b.1));
                if to > from {
                    pairs.push((ratio(to - from, a.1.max(b.1) - a.0.min(b.0)), i, j));
                }
            }
        }
        pairs.sort_by(|a, b| b.partial_cmp(a).unwrap());
        let (mut used_i, mut used_j) = (Vec::new(), Vec::new());
        for (overlap, i, j) in pairs {
            if overlap >= 0.5 && !used_i.contains(&i) && !used_j.contains(&j) {
                used_i.push(i);
                used_j.push(j);
            }
        }
        self.units.0 += used_i.len();
        self.units.1 += gold_at.iter().flatten().count();
        self.units.2 += read_at.len();
    }

    fn add_values(&mut self, golds: &[Value], reads: &[Value], gold_at: &[Span], read_at: &[Span]) {
        let read = cover(read_at);
        let mut matched = Vec::new();
        for (gold, at) in golds.iter().zip(gold_at) {
            let Some(at) = at else { continue };
            let mut counts: HashMap<usize, usize> = HashMap::new();
            for place in at.0..at.1 {
                if let Some(number) = read.get(&place) {
                    *counts.entry(*number).or_default() += 1;
                }
            }
            let best = counts
                .into_iter()
                .max_by_key(|(number, count)| (*count, usize::MAX - number))
                .filter(|(_, count)| count * 2 >= at.1 - at.0);
            let found = best.map(|(number, _)| &reads[number]);
            matched.extend(best.map(|(number, _)| number));
            self.actor.1 += 1.0;
            if let Some(found) = found {
                self.actor.0 += set_f1(list(&gold["actors"]), list(&found["actors"]), |a, b| {
                    token_f1(a, b) >= 0.8
                });
            }
            let want = list(&gold["controls"]);
            if !want.is_empty() && want != [Value::from("OTHER")] {
                self.control.1 += 1;
                let first = found.and_then(|found| list(&found["controls"]).first());
                self.control.0 += usize::from(first.is_some_and(|id| want.contains(id)));
            }
            for key in ["recurrence", "due", "trigger"] {
                let (a, b) = (&gold[key], found.map_or(&Value::Null, |found| &found[key]));
                if !a.is_null() && a == b {
                    self.when.0 += 1;
                } else {
                    self.when.2 += usize::from(!a.is_null());
                    self.when.1 += usize::from(!b.is_null());
                }
            }
        }
        for (number, duty) in reads.iter().enumerate() {
            if !matched.contains(&number) {
                let said = ["recurrence", "due", "trigger"];
                self.when.1 += said.iter().filter(|key| !duty[**key].is_null()).count();
            }
        }
    }
}

type Span = Option<(usize, usize)>;

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn squash(text: &str) -> String {
    nfc(text).chars().filter(|c| !c.is_whitespace()).collect()
}

fn locate(text: &str, duties: &[Value]) -> Vec<Span> {
    let mut from = 0;
    duties
        .iter()
        .map(|duty| {
            let piece = squash(duty["text"].as_str().unwrap());
            let at = text[from..]
                .find(&piece)
                .map(|at| at + from)
                .or_else(|| text.find(&piece))?;
            from = at + text[at..].chars().next().map_or(0, char::len_utf8);
            Some((at, at + piece.len()))
        })
        .collect()
}

fn cover(spans: &[Span]) -> HashMap<usize, usize> {
    let mut out = HashMap::new();
    for (number, span) in spans.iter().enumerate() {
        if let Some((from, to)) = span {
            out.extend((*from..*to).map(|at| (at, number)));
        }
    }
    out
}

fn fold(value: &Value) -> String {
    let text = value.as_str().unwrap_or_default().to_lowercase();
    let text = luytre_model::fold::fold(&text);
    let words: Vec<&str> = text
        .split(' ')
        .map(|word| match word {
            "ubnd" => "uy ban nhan dan",
            "hdnd" => "hoi dong nhan dan",
            "tp" => "thanh pho",
            word => word,
        })
        .collect();
    words.join(" ")
}

fn token_f1(a: &Value, b: &Value) -> f64 {
    let (a, b) = (fold(a), fold(b));
    let a: Vec<&str> = a.split_whitespace().collect();
    let mut b: Vec<&str> = b.split_whitespace().collect();
    if a.is_empty() || b.is_empty() {
        return f64::from(u8::from(a.is_empty() && b.is_empty()));
    }
    let whole = a.len() + b.len();
    let mut hits = 0;
    for word in a {
        if let Some(at) = b.iter().position(|other| *other == word) {
            b.remove(at);
            hits += 1;
        }
    }
    ratio(2 * hits, whole)
}

fn set_f1(gold: &[Value], read: &[Value], same: impl Fn(&Value, &Value) -> bool) -> f64 {
    let mut left: Vec<&Value> = read.iter().collect();
    let mut hits = 0;
    for want in gold {
        if let Some(at) = left.iter().position(|got| same(want, got)) {
            left.remove(at);
            hits += 1;
        }
    }
    ratio(2 * hits, gold.len() + read.len())
}

fn same_document(a: &Value, b: &Value) -> bool {
    if a["number"].is_string() {
        return ["number", "symbol", "date"]
            .iter()
            .all(|key| fold(&a[*key]) == fold(&b[*key]));
    }
    a["title"].is_string() && token_f1(&a["title"], &b["title"]) >= 0.8
}
