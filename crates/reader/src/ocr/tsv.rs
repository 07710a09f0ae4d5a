//! The words of a page as Tesseract lists them: one a line, fields parted by tabs.

/// A word that was recognised, with its place in pixels from the top left.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    /// Which line it stands on; lines are numbered as they are met.
    pub(super) line: u32,
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
    /// How sure, from 0 to 100.
    pub(super) sure: f64,
}

impl Word {
    /// How high it is.
    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Whether it has more than marks.
    pub(super) fn has_letters(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }
}

/// Most words of a page; a full one has 700.
const MOST_WORDS: usize = 20_000;

/// The words in the order in which they are listed. What is no word is left out.
pub(super) fn words(tsv: &str) -> Vec<Word> {
    let mut lines = Lines::default();
    tsv.lines()
        .filter_map(|line| word(line, &mut lines))
        .take(MOST_WORDS)
        .collect()
}

/// Numbers lines, of which each is known by its block, paragraph and line.
#[derive(Default)]
struct Lines {
    last: Option<(u32, u32, u32)>,
    count: u32,
}

impl Lines {
    fn number(&mut self, line: (u32, u32, u32)) -> u32 {
        if self.last != Some(line) {
            self.last = Some(line);
            self.count += 1;
        }
        self.count
    }
}

fn word(line: &str, lines: &mut Lines) -> Option<Word> {
    let mut fields = line.splitn(12, '\t');
    if fields.next()? != "5" {
        return None;
    }
    let _page = fields.next()?;
    let mut count = || fields.next()?.parse::<u32>().ok();
    let line = (count()?, count()?, count()?);
    let _word = count()?;
    let mut size = || count().map(f64::from);
    let (left, top, width, height) = (size()?, size()?, size()?, size()?);
    let sure: f64 = fields.next()?.parse().ok()?;
    let text = fields.next()?.trim();
    if text.is_empty() || !sure.is_finite() {
        return None;
    }
    Some(Word {
        text: text.to_owned(),
        line: lines.number(line),
        left,
        top,
        right: left + width,
        bottom: top + height,
        sure,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORDED: &str = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
        4\t1\t1\t1\t1\t0\t90\t70\t300\t28\t-1\t\n\
        5\t1\t1\t1\t1\t1\t90\t70\t60\t28\t96.2\tKính\n\
        5\t1\t1\t1\t1\t2\t160\t72\t60\t26\t91.0\tgửi:\n\
        5\t1\t1\t1\t2\t1\t90\t110\t8\t26\t20.5\t \n\
        5\t1\t1\t1\t2\t2\t100\t110\t70\t26\t88\tCác\n\
        5\t1\tx\t1\t2\t2\t100\t110\t70\t26\t88\tno\n";

    #[test]
    fn words_are_taken_with_their_places_and_lines() {
        let words = words(RECORDED);
        let told: Vec<(&str, u32)> = words
            .iter()
            .map(|word| (word.text.as_str(), word.line))
            .collect();
        assert_eq!(told, [("Kính", 1), ("gửi:", 1), ("Các", 2)]);
        assert_eq!(
            (words[1].left, words[1].right, words[1].bottom),
            (160.0, 220.0, 98.0)
        );
        assert_eq!(words[1].sure, 91.0);
    }
}
