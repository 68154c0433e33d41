//! RTF bytes as a row of tokens.

/// One step through the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word and its number: `\par`, `\u8217`.
    Word(&'a str, Option<i32>),
    /// A control symbol that is no word: `\~`, `\*`.
    Symbol(u8),
    /// One byte of text, written in hexadecimal digits or behind a backslash.
    Byte(u8),
    /// Text as it stands.
    Text(&'a [u8]),
    /// Binary data (`\bin`) that is longer than the file.
    Short,
}

/// Longest control word of the specification, and more.
const MAX_WORD: usize = 40;

/// Steps through a file.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    /// Begins at the first byte.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// What was not stepped through yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(length.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let first = *self.rest.first()?;
        if first.is_ascii_alphabetic() {
            return Some(self.word());
        }
        self.take(1);
        Some(match first {
            b'\'' => {
                let digit = |at: usize| self.rest.get(at).and_then(|&byte| char::from(byte).to_digit(16));
                let Some((high, low)) = digit(0).zip(digit(1)) else { return Some(Token::Symbol(first)) };
                self.take(2);
                Token::Byte(u8::try_from(high * 16 + low).unwrap_or_default())
            }
            b'\\' | b'{' | b'}' => Token::Byte(first),
            b'\r' | b'\n' => Token::Word("par", None),
            b'\t' => Token::Word("tab", None),
            _ => Token::Symbol(first),
        })
    }

    fn word(&mut self) -> Token<'a> {
        let letters = self.rest.iter().take(MAX_WORD).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let name = std::str::from_utf8(self.take(letters)).unwrap_or_default();
        let sign = usize::from(self.rest.first() == Some(&b'-'));
        let digits = self.rest.iter().skip(sign).take_while(|byte| byte.is_ascii_digit()).count();
        let number = if digits > 0 {
            std::str::from_utf8(self.take(sign + digits)).ok().and_then(|number| number.parse().ok())
        } else {
            None
        };
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        if name != "bin" {
            return Token::Word(name, number);
        }
        let length = number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0);
        if length > self.rest.len() {
            return Token::Short;
        }
        self.take(length);
        Token::Word(name, number)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let plain = |byte: &u8| !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n');
            let length = self.rest.iter().position(|byte| !plain(byte)).unwrap_or(self.rest.len());
            if length > 0 {
                return Some(Token::Text(self.take(length)));
            }
            match *self.take(1).first()? {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.control(),
                // Line ends part lines of the file, not of the text.
                _ => {}
            }
        }
    }
}
