//! People as a sheet: the form that an office fills in, the list that it gets out, and the reading
//! of either. What is read is text; whether a unit exists or a role is allowed is not decided here.

mod csv_rows;
mod read;
mod sheet;
mod words;
mod xlsx_rows;

pub use read::{ImportError, read_people, read_role};
pub use sheet::{people_template_xlsx, people_xlsx};

/// The greatest size of a file that is read: 20 MB.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;
/// The greatest number of people in a file.
pub const MOST_ROWS: usize = 50_000;
/// The greatest length of a cell, in characters.
pub const MOST_CELL: usize = 1_000;

/// The language of headings, help and names of roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetLanguage {
    /// Vietnamese.
    Vietnamese,
    /// English.
    English,
}

/// One person as written in a sheet. Cells are composed (NFC) and without spaces at the ends; what
/// was not given is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonRow {
    /// The line of the file, for messages; ignored when a sheet is written.
    pub line: u32,
    /// Họ và tên.
    pub name: String,
    /// Đơn vị.
    pub unit: String,
    /// Chức vụ.
    pub post: String,
    /// Vai trò as written; [`read_role`] tells which it is.
    pub role: String,
    /// Thư điện tử.
    pub email: String,
    /// Tên đăng nhập.
    pub login: String,
}

/// A column of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonColumn {
    /// Họ và tên.
    Name,
    /// Đơn vị.
    Unit,
    /// Chức vụ.
    Post,
    /// Vai trò.
    Role,
    /// Thư điện tử.
    Email,
    /// Tên đăng nhập.
    Login,
}

impl PersonColumn {
    /// In the order of the sheet.
    pub const ALL: [Self; 6] = [
        Self::Name,
        Self::Unit,
        Self::Post,
        Self::Role,
        Self::Email,
        Self::Login,
    ];

    /// Whether a sheet without this column is refused.
    #[must_use]
    pub const fn required(self) -> bool {
        matches!(self, Self::Name | Self::Unit)
    }
}

impl PersonRow {
    fn cell(&self, column: PersonColumn) -> &str {
        match column {
            PersonColumn::Name => &self.name,
            PersonColumn::Unit => &self.unit,
            PersonColumn::Post => &self.post,
            PersonColumn::Role => &self.role,
            PersonColumn::Email => &self.email,
            PersonColumn::Login => &self.login,
        }
    }

    const fn cell_mut(&mut self, column: PersonColumn) -> &mut String {
        match column {
            PersonColumn::Name => &mut self.name,
            PersonColumn::Unit => &mut self.unit,
            PersonColumn::Post => &mut self.post,
            PersonColumn::Role => &mut self.role,
            PersonColumn::Email => &mut self.email,
            PersonColumn::Login => &mut self.login,
        }
    }
}
