//! Turns glyphs and their places into lines in reading order. The two columns of a heading
//! (issuer, national title) and of a sign-off (recipients, signature) come one after the other;
//! the rows of tables stay rows.

use super::page::{Glyph, Page};

/// Gaps wider than this part of the font size are blanks.
const BLANK: f64 = 0.2;
/// Baselines closer than this part of the font size are one line.
const ONE_LINE: f64 = 0.4;
/// Gaps wider than this part of the font size part columns.
const WIDE: f64 = 1.5;
/// Gaps wider than this part columns if the next line has one in the same place.
const NARROW: f64 = 0.6;
/// Lines further apart than this many times the font size belong to different blocks.
const FAR: f64 = 2.2;
/// The same where a signature and a seal may stand between.
const SIGNATURE: f64 = 10.0;
/// A column begins with more than a number or a bullet.
const SHORTEST_COLUMN: usize = 6;

/// A run of text without a wide gap, or a part of a line between two gaps.
#[derive(Clone, Debug)]
struct Piece {
    text: String,
    start: f64,
    end: f64,
}

/// Pieces on one baseline, from left to right.
#[derive(Clone, Debug)]
struct Line {
    pieces: Vec<Piece>,
    y: f64,
    size: f64,
}

/// The empty strip between two columns.
#[derive(Clone, Copy, Debug)]
struct Gutter {
    start: f64,
    end: f64,
}

/// The text of a page. Text that runs in another direction than most stands at the end.
pub(crate) fn text(page: &Page) -> String {
    let mut turns: Vec<(usize, u8)> = (0..4)
        .map(|turn| {
            let count = page
                .glyphs
                .iter()
                .filter(|glyph| glyph.turn == turn)
                .count();
            (count, turn)
        })
        .filter(|(count, _)| *count > 0)
        .collect();
    turns.sort_by_key(|(count, turn)| (usize::MAX - count, *turn));
    let mut written = String::new();
    for (_, turn) in turns {
        let lines = lines(page, turn);
        write_lines(&lines, &mut written);
    }
    written
}

fn lines(page: &Page, turn: u8) -> Vec<Line> {
    let mut glyphs: Vec<&Glyph> = page
        .glyphs
        .iter()
        .filter(|glyph| glyph.turn == turn)
        .collect();
    // Stable: what stands at the same height stays in the order in which it was written.
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut lines = Vec::new();
    let mut row: Vec<&Glyph> = Vec::new();
    for glyph in glyphs {
        let apart = row.first().is_some_and(|first: &&Glyph| {
            first.y - glyph.y > ONE_LINE * first.size.max(glyph.size)
        });
        if apart {
            lines.extend(line(page, std::mem::take(&mut row)));
        }
        row.push(glyph);
    }
    lines.extend(line(page, row));
    lines
}

/// Joins the glyphs of one baseline; `None` if all of them are blank.
fn line(page: &Page, mut row: Vec<&Glyph>) -> Option<Line> {
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    let size = row.iter().map(|glyph| glyph.size).fold(0.0, f64::max);
    let mut joint = Joint::default();
    let mut last: Option<&Glyph> = None;
    for glyph in &row {
        let text = page.text.get(glyph.text.clone()).unwrap_or_default();
        if text.trim().is_empty() {
            joint.blank(glyph);
        } else if !last.is_some_and(|last| is_double(page, last, glyph, text)) {
            joint.push(glyph, text);
            last = Some(glyph);
        }
    }
    let (pieces, y) = (joint.pieces, row.first()?.y);
    (!pieces.is_empty()).then_some(Line { pieces, y, size })
}

/// Glyphs of a line being joined to pieces. Blanks that were typed join, however many: a number
/// left open, `Số:      /UBND`, is one piece. Only a jump parts.
#[derive(Default)]
struct Joint {
    pieces: Vec<Piece>,
    /// How far glyphs reach, blanks included.
    reach: f64,
    blank: bool,
    jumped: bool,
}

impl Joint {
    fn advance(&mut self, glyph: &Glyph) -> f64 {
        let gap = (glyph.x - self.reach) / glyph.size.max(1.0);
        self.jumped |= gap > NARROW;
        self.reach = glyph.end.max(self.reach);
        gap
    }

    fn blank(&mut self, glyph: &Glyph) {
        self.advance(glyph);
        self.blank = true;
    }

    fn push(&mut self, glyph: &Glyph, text: &str) {
        let gap = self.advance(glyph);
        match self.pieces.last_mut().filter(|_| !self.jumped) {
            Some(piece) => {
                if self.blank || gap > BLANK {
                    piece.text.push(' ');
                }
                piece.text.push_str(text);
                piece.end = piece.end.max(glyph.end);
            }
            None => {
                self.reach = glyph.end;
                self.pieces.push(Piece {
                    text: text.to_owned(),
                    start: glyph.x,
                    end: glyph.end,
                });
            }
        }
        self.blank = false;
        self.jumped = false;
    }
}

/// Bold is sometimes made by writing a glyph twice, a hair apart.
fn is_double(page: &Page, last: &Glyph, glyph: &Glyph, text: &str) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() < 0.08 * glyph.size;
    near(last.x, glyph.x)
        && near(last.y, glyph.y)
        && page.text.get(last.text.clone()) == Some(text)
        && glyph.end - glyph.x > 0.1 * glyph.size
}

fn write_lines(lines: &[Line], written: &mut String) {
    let mut rest = lines;
    while let Some((first, after)) = rest.split_first() {
        if let Some((gutter, count)) = region(rest) {
            let (columns, below) = rest.split_at(count);
            for line in columns {
                push_line(&line.side(gutter, true), written);
            }
            for line in columns {
                push_line(&line.side(gutter, false), written);
            }
            rest = below;
        } else {
            push_line(&first.pieces, written);
            rest = after;
        }
    }
}

/// Pieces far apart are cells of a row, others words of a line.
fn push_line(pieces: &[Piece], written: &mut String) {
    let mut end: Option<f64> = None;
    for piece in pieces {
        if let Some(end) = end {
            let measure = piece.measure();
            written.push(if piece.start - end > 3.0 * measure {
                '\t'
            } else {
                ' '
            });
        }
        written.push_str(&piece.text);
        end = Some(piece.end);
    }
    if end.is_some() {
        written.push('\n');
    }
}

/// Whether the lines begin with two columns: the strip between them, and how many lines.
fn region(lines: &[Line]) -> Option<(Gutter, usize)> {
    let (first, after) = lines.split_first()?;
    let mut gutter = first.gutter(after.first())?;
    let mut kept = 1;
    let mut above = first;
    // Lines with something in both columns; two of them are no accident, so that a third may have
    // room left open in it, as for the number and the day of a letter.
    let mut shared = 1;
    for (at, line) in after.iter().enumerate() {
        let is_row = line.wide_gaps() > 1 && shared < 2;
        let Some(narrowed) = line.narrow(gutter).filter(|_| !is_row) else {
            break;
        };
        shared += usize::from(line.has_both(narrowed));
        let below = (above.y - line.y) / above.size.max(line.size);
        if below > SIGNATURE {
            break;
        }
        let has_right = !line.side(narrowed, false).is_empty();
        // Room is left on the right for a signature; on the left it ends the column.
        if !has_right && below > FAR {
            break;
        }
        // What follows on the left alone may be body text again, unless the right goes on below.
        let column = lines.get(..=at).unwrap_or_default();
        if has_right || line.continues(column, narrowed) {
            kept = at + 2;
        }
        gutter = narrowed;
        above = line;
    }
    Some((gutter, kept))
}

impl Piece {
    /// A width that stands for the font size: half of it is about a letter.
    fn measure(&self) -> f64 {
        let letters = u32::try_from(self.text.chars().count()).unwrap_or(u32::MAX);
        2.0 * (self.end - self.start) / f64::from(letters.max(1))
    }
}

impl Line {
    /// The strip that parts this line in two columns, if it does.
    fn gutter(&self, next: Option<&Self>) -> Option<Gutter> {
        let gaps = self.gaps();
        let mut wides = gaps.iter().enumerate().filter(|(_, gap)| self.is_wide(gap));
        let (at, gutter) = match (wides.next(), wides.next()) {
            (Some((at, only)), None) => (at, *only),
            _ => {
                let next = next?;
                let shared = |gap: &Gutter| {
                    next.pieces.len() > 1
                        && next
                            .narrow(*gap)
                            .is_some_and(|left| left.end - left.start > NARROW * self.size)
                };
                let mut found = gaps.iter().enumerate().filter(|(_, gap)| shared(gap));
                match (found.next(), found.next()) {
                    (Some((at, only)), None) => (at, *only),
                    _ => return None,
                }
            }
        };
        let left: usize = self
            .pieces
            .iter()
            .take(at + 1)
            .map(|piece| piece.text.chars().count())
            .sum();
        (left >= SHORTEST_COLUMN).then_some(gutter)
    }

    fn gaps(&self) -> Vec<Gutter> {
        self.pieces
            .windows(2)
            .filter_map(|pair| match pair {
                [left, right] => Some(Gutter {
                    start: left.end,
                    end: right.start,
                }),
                _ => None,
            })
            .collect()
    }

    fn is_wide(&self, gap: &Gutter) -> bool {
        gap.end - gap.start > WIDE * self.size
    }

    fn wide_gaps(&self) -> usize {
        self.gaps().iter().filter(|gap| self.is_wide(gap)).count()
    }

    /// What is left of the strip beside this line; `None` if the line crosses it.
    fn narrow(&self, gutter: Gutter) -> Option<Gutter> {
        let middle = gutter.start.midpoint(gutter.end);
        let mut left = gutter;
        for piece in &self.pieces {
            if piece.end <= middle {
                left.start = left.start.max(piece.end);
            } else if piece.start >= middle {
                left.end = left.end.min(piece.start);
            } else if piece.end < gutter.end && piece.end - middle < gutter.end - piece.end {
                left.start = left.start.max(piece.end);
            } else if piece.start > gutter.start {
                left.end = left.end.min(piece.start);
            } else {
                return None;
            }
        }
        (left.end - left.start > BLANK * self.size).then_some(left)
    }

    fn has_both(&self, gutter: Gutter) -> bool {
        !self.side(gutter, true).is_empty() && !self.side(gutter, false).is_empty()
    }

    /// The pieces on one side of the strip.
    fn side(&self, gutter: Gutter, left: bool) -> Vec<Piece> {
        let middle = gutter.start.midpoint(gutter.end);
        self.pieces
            .iter()
            .filter(|piece| (piece.start.midpoint(piece.end) < middle) == left)
            .cloned()
            .collect()
    }

    /// Whether this line continues the left column above: set flush like a list of recipients, or
    /// centred like the subject under a number.
    fn continues(&self, above: &[Self], gutter: Gutter) -> bool {
        let ends = |line: &Self| {
            let left = line.side(gutter, true);
            Some((left.first()?.start, left.last()?.end))
        };
        let Some((start, end)) = ends(self) else {
            return false;
        };
        let near = |a: f64, b: f64| (a - b).abs() < 2.0;
        let column: Vec<(f64, f64)> = above.iter().filter_map(ends).collect();
        let flush = column.iter().filter(|other| near(other.0, start)).count();
        let centred = column
            .iter()
            .filter(|other| near(other.0 + other.1, start + end))
            .count();
        flush.max(centred) >= 2 && self.size <= above.first().map_or(0.0, |line| line.size)
    }
}
