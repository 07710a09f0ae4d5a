//! The set words of a layout, as they stand in its table. No document adds its own.

use serde::Deserialize;

/// Words that stand in every document of a layout.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The first line at the right.
    pub nation: String,
    /// The motto under it; Party documents have none.
    pub motto: Option<String>,
    /// The sign under the issuing body in Party documents.
    pub star: Option<String>,
    /// What stands before the number.
    pub number: String,
    /// Spaces left for the number.
    pub number_blank: usize,
    /// What joins number and symbol.
    pub number_join: String,
    /// Spaces left for the day, and for the month.
    pub date_blank: usize,
    /// What stands before the subject of a letter.
    pub subject: String,
    /// What stands before the addressees.
    pub to: String,
    /// Whether the first of several addressees stands beside the words or under them.
    pub to_same_line: bool,
    /// What stands before each legal basis.
    pub basis_dash: String,
    /// What stands before the time of a duty.
    pub period: String,
    /// What stands before those who carry out a duty.
    pub units: String,
    /// Heading of the paragraph on reports.
    pub reporting: String,
    /// The mark that ends the text.
    pub end: String,
    /// The sign under the title of a named document.
    pub title_end: Option<String>,
    /// What stands before those who get a copy.
    pub copies: String,
    /// The first of those who get a copy.
    pub as_above: String,
    /// What stands before the place where the document is kept.
    pub filed: String,
    /// Words of the assignment slip.
    pub slip: SlipWords,
    /// Words of the plan.
    pub plan: PlanWords,
    /// Words of the reminder.
    pub reminder: ReminderWords,
    /// Manners of signing.
    pub authority: AuthorityWords,
}

/// Words of the assignment slip.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlipWords {
    /// The kind of document.
    pub title: String,
    /// Headings of the table: number, duty, clause, time, proof.
    pub headings: [String; 5],
}

/// Words of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanWords {
    /// The kind of document.
    pub title: String,
    /// Headings of its three sections.
    pub sections: [String; 3],
    /// Heading of what it is for.
    pub purposes: String,
    /// Heading of what it asks for.
    pub demands: String,
    /// Headings of the table: number, duty, who leads, who helps, time, clause.
    pub headings: [String; 6],
}

/// Words of the reminder.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReminderWords {
    /// The kind of document.
    pub title: String,
    /// Heading of what is late.
    pub late: String,
    /// Heading of what falls due soon.
    pub soon: String,
    /// Headings of the tables: number, duty, source, day, how it stands.
    pub headings: [String; 5],
}

/// How manners of signing are written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorityWords {
    /// For a collective body.
    pub on_behalf: String,
    /// A deputy for the head.
    pub for_head: String,
    /// By order.
    pub by_order: String,
    /// By mandate, where the layout knows it.
    pub by_mandate: Option<String>,
}
