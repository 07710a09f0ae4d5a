//! How much work and memory one file may cost.

use std::time::Duration;

/// Bounds on reading one file. [`Limits::default`] is what the office uses; a test or a gateway
/// may set them lower. A value exactly at its bound is still accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Greatest size of the file itself.
    pub file_bytes: u64,
    /// Greatest size of everything unpacked from the file, taken together.
    pub unpacked_bytes: u64,
    /// Greatest size of one unpacked part, which is held in memory whole.
    pub part_bytes: u64,
    /// Greatest size of the files of a container that are held at the same time; what is beyond is
    /// left out, with a problem.
    pub held_bytes: u64,
    /// Greatest depth of containers within containers.
    pub nesting: usize,
    /// Greatest ratio of unpacked to packed size of a part; parts under 4 MiB are not judged.
    pub ratio: u64,
    /// Greatest number of entries of an archive.
    pub entries: usize,
    /// Greatest depth of nested elements or objects.
    pub depth: usize,
    /// Greatest length of the text; what is beyond is left out, with a problem.
    pub text_bytes: usize,
    /// Greatest number of parts (paragraphs, lines); what is beyond is left out, with a problem.
    pub parts: usize,
    /// Greatest number of pages recognised from pictures; what is beyond is left out, with a problem.
    pub scanned_pages: usize,
    /// Greatest number of pixels of a picture; A4 at 600 dots an inch has 35 million.
    pub pixels: u64,
    /// How long recognising one page may take.
    pub page_time: Duration,
    /// Greatest number of pages read; what is beyond is left out, with a problem.
    pub pages: usize,
}

const MIB: u64 = 1024 * 1024;

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 100 * MIB,
            unpacked_bytes: 256 * MIB,
            part_bytes: 64 * MIB,
            held_bytes: 80 * MIB,
            nesting: 4,
            ratio: 300,
            entries: 10_000,
            depth: 512,
            text_bytes: 8 * 1024 * 1024,
            parts: 500_000,
            scanned_pages: 200,
            pages: 2_000,
            pixels: 40_000_000,
            page_time: Duration::from_secs(60),
        }
    }
}
