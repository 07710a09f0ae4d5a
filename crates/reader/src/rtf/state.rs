//! What holds within a group of RTF, and what its destinations are.

use crate::flow::Story;

/// Where the text of a group goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The story under way.
    Text,
    /// The number or bullet of the paragraph.
    Label,
    /// The table of fonts.
    Fonts,
    /// Nowhere.
    Nowhere,
}

/// What holds until the group ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub(super) target: Target,
    pub(super) font: i32,
    /// How many characters stand in for one of Unicode.
    pub(super) stand_ins: usize,
    pub(super) deleted: bool,
    pub(super) inserted: bool,
    pub(super) hidden: bool,
    /// Depth of tables that paragraphs stand in.
    pub(super) depth: u32,
    /// A story that ends with the group.
    pub(super) opens_story: bool,
}

/// What a control word makes of the group that it stands first in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    To(Target),
    Story(Story),
    /// An embedded object, left out and counted.
    Object,
    /// What a reviewer said, left out and told.
    Comment,
    /// Marked as one that readers may leave out, but holds text.
    Through,
}

impl Destination {
    pub(super) fn of(word: &[u8]) -> Option<Self> {
        Some(match word {
            b"fonttbl" => Self::To(Target::Fonts),
            b"listtext" | b"pntext" => Self::To(Target::Label),
            b"header" | b"headerl" | b"headerr" | b"headerf" => Self::Story(Story::Header),
            b"footer" | b"footerl" | b"footerr" | b"footerf" => Self::Story(Story::Footer),
            b"footnote" => Self::Story(Story::Note),
            b"shptxt" | b"dptxbxtext" => Self::Story(Story::TextBox),
            b"object" => Self::Object,
            b"annotation" => Self::Comment,
            b"shpinst" | b"do" => Self::Through,
            b"colortbl" | b"stylesheet" | b"info" | b"pict" | b"fldinst" | b"shprslt" | b"sp"
            | b"nonesttables" | b"nonshppict" | b"pntxta" | b"pntxtb" | b"listtable"
            | b"listoverridetable" | b"rxe" | b"xe" | b"tc" | b"tcn" | b"bkmkstart"
            | b"bkmkend" | b"filetbl" | b"revtbl" | b"rsidtbl" | b"ftnsep" | b"ftnsepc"
            | b"ftncn" | b"aftnsep" | b"aftnsepc" | b"aftncn" | b"upr" | b"private" | b"pgptbl"
            | b"template" | b"operator" | b"docvar" => Self::To(Target::Nowhere),
            _ => return None,
        })
    }
}

/// Text for a control word that stands for a character.
pub(super) const fn character(word: &[u8]) -> Option<char> {
    Some(match word {
        b"tab" => '\t',
        b"line" | b"page" | b"column" | b"softline" | b"lbr" => '\n',
        b"emdash" => '—',
        b"endash" => '–',
        b"lquote" => '‘',
        b"rquote" => '’',
        b"ldblquote" => '“',
        b"rdblquote" => '”',
        b"bullet" => '•',
        b"emspace" | b"enspace" | b"qmspace" => ' ',
        _ => return None,
    })
}
