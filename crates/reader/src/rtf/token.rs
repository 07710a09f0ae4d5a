//! Splits RTF into its tokens: groups, control words, bytes of text.

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'bytes> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word` or `\word-12`
    Word(&'bytes [u8], Option<i32>),
    /// `\~` and other signs after a backslash.
    Symbol(u8),
    /// `\'e9`
    Hex(u8),
    /// A byte of text; line ends of the file are none.
    Byte(u8),
}

pub(super) struct Tokens<'bytes> {
    rest: &'bytes [u8],
}

/// Longest control word; longer ones are cut into pieces that mean nothing.
const LONGEST_WORD: usize = 32;

impl<'bytes> Tokens<'bytes> {
    pub(super) const fn new(bytes: &'bytes [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Leaves out this many bytes, the binary data of a picture.
    pub(super) fn leave_out(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    fn escaped(&mut self) -> Option<Token<'bytes>> {
        let (sign, rest) = self.rest.split_first()?;
        if sign.is_ascii_alphabetic() {
            return Some(self.word());
        }
        self.rest = rest;
        if *sign != b'\'' {
            return Some(Token::Symbol(*sign));
        }
        let digits = rest.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                self.leave_out(2);
                Some(Token::Hex(byte))
            }
            None => Some(Token::Symbol(b'\'')),
        }
    }

    fn word(&mut self) -> Token<'bytes> {
        let letters = self
            .rest
            .iter()
            .take(LONGEST_WORD)
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        let (word, rest) = self.rest.split_at_checked(letters).unwrap_or_default();
        let sign = usize::from(rest.first() == Some(&b'-'));
        let digits = rest
            .iter()
            .skip(sign)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let length = if digits > 0 { sign + digits } else { 0 };
        let (number, rest) = rest.split_at_checked(length).unwrap_or_default();
        self.rest = rest.strip_prefix(b" ").unwrap_or(rest);
        let number = std::str::from_utf8(number).ok();
        Token::Word(word, number.and_then(|number| number.parse().ok()))
    }
}

impl<'bytes> Iterator for Tokens<'bytes> {
    type Item = Token<'bytes>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            match byte {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.escaped(),
                b'\r' | b'\n' | 0 => {}
                byte => return Some(Token::Byte(*byte)),
            }
        }
    }
}
