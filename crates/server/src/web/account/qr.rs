//! A QR code as SVG inside the page: dark squares on white, with the quiet zone that readers need.

use std::fmt::Write as _;

use askama::Template;
use askama::filters::HtmlSafe;
use qrcode::{Color, EcLevel, QrCode};

/// Empty squares around the code; ISO/IEC 18004 asks for four.
const QUIET: usize = 4;

/// The code, ready to be printed in a template.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r##"<svg viewBox="0 0 {{ size }} {{ size }}" width="240" height="240" role="img" aria-hidden="true" shape-rendering="crispEdges"><rect width="{{ size }}" height="{{ size }}" fill="#fff"/><path d="{{ path }}" fill="#000"/></svg>"##
)]
pub struct Qr {
    size: usize,
    path: String,
}

impl HtmlSafe for Qr {}

impl Qr {
    /// The code of a text; `None` where it is too long for one.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let width = code.width();
        let mut path = String::new();
        for (at, color) in code.to_colors().into_iter().enumerate() {
            if color == Color::Dark {
                let (x, y) = (at % width + QUIET, at / width + QUIET);
                // Writing to a String cannot fail.
                let _ = write!(path, "M{x} {y}h1v1h-1z");
            }
        }
        Some(Self {
            size: width + 2 * QUIET,
            path,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_a_quiet_zone() {
        let code = Qr::of("otpauth://totp/Luy%20Tre:lan.nt?secret=GEZDGNBVGY3TQOJQ").unwrap();
        let last = code.size - 5;
        for (x, y) in [(4, 4), (last, 4), (4, last)] {
            assert!(code.path.contains(&format!("M{x} {y}h")), "{x} {y}");
        }
        assert!(!code.path.contains(&format!("M{} {}h", last, last + 1)));
        assert!(Qr::of(&"x".repeat(4000)).is_none());
    }
}
