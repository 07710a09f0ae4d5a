//! Base64 as mails and edXML carry it: blanks and line ends anywhere, padding or none.

/// Decodes up to the first sign that is none of base64; `None` where that is not the end.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let mut held = 0_u32;
    let mut bits = 0_u32;
    let mut signs = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
    for sign in signs.by_ref() {
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => return None,
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            let [byte, ..] = (held >> bits).to_le_bytes();
            bytes.push(byte);
        }
    }
    signs.all(|sign| sign == b'=').then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn padding_and_blanks_do_not_matter() {
        for text in ["TMWpeSBUcmU=", "TMWpeSBU\r\ncmU", " TMWp eSBUcmU= "] {
            assert_eq!(
                decode(text).as_deref(),
                Some("Lũy Tre".as_bytes()),
                "{text}"
            );
        }
        assert_eq!(decode(""), Some(Vec::new()));
        for text in ["TM!p", "TMWp=eSBU", "ũ"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
