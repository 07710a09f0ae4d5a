//! What Outlook wraps attachments into when it sends to others (`winmail.dat`, MS-OXTNEF): attributes
//! one after another, of which those of attachments are taken. The text of the mail stands outside.

use super::budget::length;
use super::{Outer, Stop, Unpacking};

/// The attribute that begins an attachment, its name, its content.
const BEGIN: u32 = 0x0006_9002;
const NAME: u32 = 0x0001_8010;
const CONTENT: u32 = 0x0006_800f;

pub(super) fn open(at: &mut Unpacking<'_, '_>, outer: &Outer, bytes: &[u8]) -> Result<(), Stop> {
    const HEAD: usize = 6;
    let mut rest = bytes.get(HEAD..).unwrap_or_default();
    let mut name = String::new();
    let mut number = 0_usize;
    while let Some((attribute, content, after)) = attribute(rest) {
        rest = after;
        match attribute {
            BEGIN => {
                name.clear();
                number = number.saturating_add(1);
            }
            NAME => name = text(content),
            CONTENT => {
                at.budget.count(1)?;
                if name.trim().is_empty() {
                    name = format!("Tệp kèm {number}");
                }
                take(at, outer, &name, content)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// The next attribute, its content, and what follows its checksum.
fn attribute(bytes: &[u8]) -> Option<(u32, &[u8], &[u8])> {
    const CHECKSUM: usize = 2;
    let ([_level, head @ ..], rest) = bytes.split_first_chunk::<9>()?;
    let ([i0, i1, i2, i3], [l0, l1, l2, l3]) = (head.first_chunk::<4>()?, head.last_chunk::<4>()?);
    let length = u32::from_le_bytes([*l0, *l1, *l2, *l3]);
    let (content, after) = rest.split_at_checked(usize::try_from(length).ok()?)?;
    let after = after.get(CHECKSUM..).unwrap_or_default();
    Some((u32::from_le_bytes([*i0, *i1, *i2, *i3]), content, after))
}

fn text(bytes: &[u8]) -> String {
    let end = bytes.iter().position(|byte| *byte == 0);
    let bytes = bytes.get(..end.unwrap_or(bytes.len())).unwrap_or(bytes);
    String::from_utf8_lossy(bytes).into_owned()
}

fn take(at: &mut Unpacking<'_, '_>, outer: &Outer, name: &str, content: &[u8]) -> Result<(), Stop> {
    let size = length(content);
    let taken = at.budget.read(content, size, size);
    at.settle(outer, name, taken)
}
