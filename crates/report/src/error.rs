//! What can go wrong while a document is written.

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A layout table in `layouts/` is not what this version understands.
    #[error("could not read the layout {layout}")]
    Layout {
        /// The file's stem.
        layout: &'static str,
        /// What the table lacks or says wrongly.
        source: Box<toml::de::Error>,
    },
    /// The layout knows no such manner of signing.
    #[error("the layout {layout} knows no signature by mandate")]
    NoMandate {
        /// The layout's name.
        layout: String,
    },
    /// The parts could not be put into one file.
    #[error("could not pack the document")]
    Pack(#[source] Box<zip::result::ZipError>),
    /// A sheet does not fit into the format.
    #[error("could not write the sheet")]
    Sheet(#[source] Box<rust_xlsxwriter::XlsxError>),
}

impl From<rust_xlsxwriter::XlsxError> for ReportError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Sheet(Box::new(error))
    }
}

impl From<zip::result::ZipError> for ReportError {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Pack(Box::new(error))
    }
}
