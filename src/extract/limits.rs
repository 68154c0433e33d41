//! How much is read of one file at most, and what is said of what lies beyond.
//!
//! One table, [`Limit`]: the readers ask it, the command line makes a flag of each row, `docs/limits.md` lists them.
//! A document over a limit is never "nothing found": what lies beyond is unread, and the trouble names the limit.

use crate::document::Format;
use crate::document::Pages;
use crate::document::Trouble;
use crate::document::What;

/// The limits of reading. Sizes are in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file.
    pub file: u64,
    /// Length of the text in UTF-8.
    pub text: u64,
    /// Lines of the text; of a Word document also its paragraphs.
    pub lines: u64,
    /// Pages.
    pub pages: u64,
    /// Everything in the file together, unpacked.
    pub unpacked: u64,
    /// One stream or part of the file, unpacked.
    pub stream: u64,
    /// How many times its packed size a stream of more than [`RATIO_FROM`] may unpack to.
    pub ratio: u64,
    /// How deep files may stand in files.
    pub nesting: u64,
    /// How deep the elements of an XML part may stand in one another.
    pub levels: u64,
    /// Members of an archive.
    pub members: u64,
    /// Pixels of one picture.
    pub picture: u64,
}

/// Up to this size a stream may unpack to any multiple of its packed size, in bytes: 1 MB. Blank rows pack well.
pub const RATIO_FROM: u64 = MB;

const MB: u64 = 1 << 20;

impl Default for Limits {
    /// The published defaults (`docs/limits.md`).
    fn default() -> Self {
        Self {
            file: 100 * MB,
            // What judges the text stands in the main process and takes 50 MB and 0.6 s for each MB of it.
            text: 2 * MB,
            lines: 500_000,
            pages: 2_000,
            unpacked: 400 * MB,
            stream: 75 * MB,
            ratio: 100,
            nesting: 10,
            levels: 100,
            members: 10_000,
            picture: 100_000_000,
        }
    }
}

/// One limit of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    /// [`Limits::file`]
    File,
    /// [`Limits::text`]
    Text,
    /// [`Limits::lines`]
    Lines,
    /// [`Limits::pages`]
    Pages,
    /// [`Limits::unpacked`]
    Unpacked,
    /// [`Limits::stream`]
    Stream,
    /// [`Limits::ratio`]
    Ratio,
    /// [`Limits::nesting`]
    Nesting,
    /// [`Limits::levels`]
    Levels,
    /// [`Limits::members`]
    Members,
    /// [`Limits::picture`]
    Picture,
}

/// How a limit is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes, written `100MB`, `64KB` or `1B`.
    Bytes,
    /// Things, written as a number.
    Count,
}

impl Limit {
    /// All, in the order of the table.
    pub const ALL: [Self; 11] = [
        Self::File,
        Self::Text,
        Self::Lines,
        Self::Pages,
        Self::Unpacked,
        Self::Stream,
        Self::Ratio,
        Self::Nesting,
        Self::Levels,
        Self::Members,
        Self::Picture,
    ];

    /// Its name, which is its flag without the two hyphens.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::File => "max-file",
            Self::Text => "max-text",
            Self::Lines => "max-lines",
            Self::Pages => "max-pages",
            Self::Unpacked => "max-unpacked",
            Self::Stream => "max-stream",
            Self::Ratio => "max-ratio",
            Self::Nesting => "max-nesting",
            Self::Levels => "max-levels",
            Self::Members => "max-members",
            Self::Picture => "max-pixels",
        }
    }

    /// How it is counted.
    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::File | Self::Text | Self::Unpacked | Self::Stream => Unit::Bytes,
            _ => Unit::Count,
        }
    }

    /// What it is, for help.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::File => "Largest file that is read",
            Self::Text => "Longest text of a document",
            Self::Lines => "Most lines of a document",
            Self::Pages => "Most pages of a document",
            Self::Unpacked => "Most bytes of everything in a file together, unpacked",
            Self::Stream => "Most bytes of one stream or part of a file, unpacked",
            Self::Ratio => "How many times its packed size a stream of over 1 MB may unpack to",
            Self::Nesting => "How deep files may stand in files (a ZIP in an e-mail is 2)",
            Self::Levels => "How deep the XML elements of a Word document may stand in one another",
            Self::Members => "Most members of an archive",
            Self::Picture => "Most pixels of one picture",
        }
    }

    /// A value of this limit as people write it: `20 MB`, `2,000`.
    #[must_use]
    pub fn shown(self, value: u64) -> String {
        match self.unit() {
            Unit::Count => grouped(value),
            Unit::Bytes if value.is_multiple_of(MB) => format!("{} MB", grouped(value / MB)),
            Unit::Bytes if value.is_multiple_of(1 << 10) => format!("{} KB", grouped(value >> 10)),
            Unit::Bytes => format!("{} bytes", grouped(value)),
        }
    }

    /// Reads a value as it is typed: `100MB`, `64KB`, `1B` and a bare number of MB for sizes, else a number.
    ///
    /// # Errors
    /// What is wrong with it, and how it is written.
    pub fn parse(self, word: &str) -> Result<u64, String> {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let unit = word.get(digits.len()..).unwrap_or("").to_ascii_uppercase();
        let times = match (self.unit(), unit.as_str()) {
            (Unit::Bytes, "" | "MB") => Some(MB),
            (Unit::Bytes, "KB") => Some(1 << 10),
            (Unit::Bytes, "GB") => Some(1 << 30),
            (Unit::Bytes, "B") | (Unit::Count, "") => Some(1),
            _ => None,
        };
        let value = times.and_then(|times| digits.parse::<u64>().ok()?.checked_mul(times)).filter(|value| *value > 0);
        value.ok_or_else(|| match self.unit() {
            Unit::Bytes => format!("`{word}` is no size: use for example 100MB, 64KB or 1B"),
            Unit::Count => format!("`{word}` is no number from 1 on"),
        })
    }

    /// What is said of a document with more than its limit.
    #[must_use]
    pub fn beyond(self, limits: &Limits) -> Trouble {
        let (limit, flag) = (self.shown(limits.of(self)), self.key());
        let passed = match self {
            Self::File => format!("The file is larger than {limit}"),
            Self::Text => format!("The text is longer than {limit}"),
            Self::Lines => format!("The document has more than {limit} lines or paragraphs"),
            Self::Pages => format!("The document has more than {limit} pages"),
            Self::Unpacked => format!("The file unpacks to more than {limit} in all"),
            Self::Stream => format!("A part of the file unpacks to more than {limit}"),
            Self::Ratio => format!("A part of the file unpacks to more than {limit} times its size"),
            Self::Nesting => format!("Files stand in files more than {limit} deep"),
            Self::Levels => format!("Elements stand in one another more than {limit} levels deep"),
            Self::Members => format!("The file holds more than {limit} members"),
            Self::Picture => format!("A picture has more than {limit} pixels"),
        };
        let says = format!(
            "{passed}, which is the limit; what lies beyond was not read. Save the letter alone as a smaller PDF or \
             DOCX and run again, or raise the limit with --{flag}."
        );
        Trouble::whole(if self == Self::File { What::TooLarge } else { What::LimitReached }, says)
    }
}

impl Limits {
    /// The value of a limit.
    #[must_use]
    pub const fn of(&self, limit: Limit) -> u64 {
        match limit {
            Limit::File => self.file,
            Limit::Text => self.text,
            Limit::Lines => self.lines,
            Limit::Pages => self.pages,
            Limit::Unpacked => self.unpacked,
            Limit::Stream => self.stream,
            Limit::Ratio => self.ratio,
            Limit::Nesting => self.nesting,
            Limit::Levels => self.levels,
            Limit::Members => self.members,
            Limit::Picture => self.picture,
        }
    }

    /// Sets a limit.
    pub const fn set(&mut self, limit: Limit, value: u64) {
        *match limit {
            Limit::File => &mut self.file,
            Limit::Text => &mut self.text,
            Limit::Lines => &mut self.lines,
            Limit::Pages => &mut self.pages,
            Limit::Unpacked => &mut self.unpacked,
            Limit::Stream => &mut self.stream,
            Limit::Ratio => &mut self.ratio,
            Limit::Nesting => &mut self.nesting,
            Limit::Levels => &mut self.levels,
            Limit::Members => &mut self.members,
            Limit::Picture => &mut self.picture,
        } = value;
    }

    /// The limit that a stream of `packed` bytes passes by unpacking to `unpacked`, where `before` bytes of the same
    /// file have been unpacked already.
    #[must_use]
    pub const fn passed(&self, packed: u64, unpacked: u64, before: u64) -> Option<Limit> {
        if unpacked > self.stream {
            Some(Limit::Stream)
        } else if before.saturating_add(unpacked) > self.unpacked {
            Some(Limit::Unpacked)
        } else if unpacked > RATIO_FROM && unpacked > packed.saturating_mul(self.ratio) {
            Some(Limit::Ratio)
        } else {
            None
        }
    }

    /// Every format is held to the limits of text, lines and pages, whatever its reader did about them itself. A
    /// reader that stopped at a limit said so.
    pub(super) fn hold(&self, pages: Pages) -> Pages {
        if pages.has_unread() && pages.troubles.iter().any(|trouble| trouble.what == What::LimitReached) {
            return pages;
        }
        let lines = pages.pages.iter().map(|page| page.lines.len() as u64).sum();
        let counted =
            [(Limit::Text, pages.text.len() as u64), (Limit::Lines, lines), (Limit::Pages, pages.pages.len() as u64)];
        match counted.into_iter().find(|(limit, count)| *count > self.of(*limit)) {
            Some((limit, _)) => beyond(pages.format, limit, self),
            None => pages,
        }
    }
}

/// A document of which nothing was read because of a limit.
pub(super) fn beyond(format: Format, limit: Limit, limits: &Limits) -> Pages {
    Pages::unread(format, limit.beyond(limits))
}

/// Digits in groups of three.
fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_and_shown() {
        let table = [
            (Limit::File, "100MB", Some(100 << 20), "100 MB"),
            (Limit::File, "100", Some(100 << 20), "100 MB"),
            (Limit::Text, "64kb", Some(64 << 10), "64 KB"),
            (Limit::Stream, "1B", Some(1), "1 bytes"),
            (Limit::Unpacked, "2GB", Some(2 << 30), "2,048 MB"),
            (Limit::Pages, "2000", Some(2_000), "2,000"),
            (Limit::Pages, "2MB", None, ""),
            (Limit::Pages, "0", None, ""),
            (Limit::File, "-1", None, ""),
            (Limit::File, "MB", None, ""),
            (Limit::File, "99999999999GB", None, ""),
        ];
        for (limit, word, value, shown) in table {
            assert_eq!(limit.parse(word).ok(), value, "{word}");
            assert_eq!(value.map_or_else(String::new, |value| limit.shown(value)), shown, "{word}");
        }
    }

    #[test]
    fn every_excess_names_its_limit_and_its_flag() {
        for limit in Limit::ALL {
            let mut limits = Limits::default();
            limits.set(limit, 12_345);
            let trouble = limit.beyond(&limits);
            assert!(trouble.says.contains("12,345") && trouble.says.contains(limit.key()), "{trouble}");
            assert!(trouble.what.hides_words());
        }
    }
}
