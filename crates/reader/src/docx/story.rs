//! The streams of text of a Word document.

/// Which stream of text a part belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Story {
    Body,
    Note,
    Header,
    Footer,
}
