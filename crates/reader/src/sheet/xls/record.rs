//! Records of a stream, and the fields in one.

/// A record: what it is and its content.
#[derive(Clone, Copy)]
pub(super) struct Record<'bytes> {
    pub(super) kind: u16,
    pub(super) bytes: &'bytes [u8],
}

impl Record<'_> {
    pub(super) const BEGIN: u16 = 0x0809;
    pub(super) const END: u16 = 0x000a;
    pub(super) const CONTINUE: u16 = 0x003c;
    pub(super) const ENCRYPTED: u16 = 0x002f;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const EPOCH: u16 = 0x0022;
    pub(super) const FORMAT: u16 = 0x041e;
    pub(super) const FONT: u16 = 0x0031;
    pub(super) const STYLE: u16 = 0x00e0;
    pub(super) const SHARED_STRINGS: u16 = 0x00fc;
    pub(super) const LABEL_SST: u16 = 0x00fd;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const RICH_LABEL: u16 = 0x00d6;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const RK: u16 = 0x027e;
    pub(super) const MANY_RK: u16 = 0x00bd;
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const STRING: u16 = 0x0207;
    pub(super) const BOOL_OR_ERROR: u16 = 0x0205;

    /// With its head.
    pub(super) fn size(&self) -> u64 {
        u64::try_from(self.bytes.len())
            .unwrap_or(u64::MAX)
            .saturating_add(4)
    }
}

/// The records of a stream, until one does not fit.
pub(super) fn records(stream: &[u8]) -> impl Iterator<Item = Record<'_>> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let mut fields = Fields::new(rest);
        let kind = fields.u16()?;
        let length = usize::from(fields.u16()?);
        let bytes = fields.take(length)?;
        rest = fields.rest;
        Some(Record { kind, bytes })
    })
}

/// Reads fields one after another; `None` beyond the end.
pub(super) struct Fields<'bytes> {
    rest: &'bytes [u8],
}

impl<'bytes> Fields<'bytes> {
    pub(super) const fn new(bytes: &'bytes [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) const fn left(&self) -> usize {
        self.rest.len()
    }

    pub(super) fn take(&mut self, length: usize) -> Option<&'bytes [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        Some(*taken)
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.array().map(|[byte]| byte)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    /// Text behind its length in two bytes.
    pub(super) fn text(&mut self) -> Option<String> {
        let length = usize::from(self.u16()?);
        self.characters(length)
    }

    /// Text behind its length in one byte.
    pub(super) fn short_text(&mut self) -> Option<String> {
        let length = usize::from(self.u8()?);
        self.characters(length)
    }

    fn characters(&mut self, length: usize) -> Option<String> {
        let wide = self.u8()? & 1 == 1;
        let bytes = self.take(if wide { length.checked_mul(2)? } else { length })?;
        Some(decode(bytes, wide))
    }
}

/// Units of two bytes, or the lower halves of such.
pub(super) fn decode(bytes: &[u8], wide: bool) -> String {
    if !wide {
        return bytes.iter().map(|byte| char::from(*byte)).collect();
    }
    let (pairs, _) = bytes.as_chunks::<2>();
    char::decode_utf16(pairs.iter().map(|pair| u16::from_le_bytes(*pair)))
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}
