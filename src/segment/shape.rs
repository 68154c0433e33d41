//! What a few words look like: capitals, prose, a label, a closing. Small closed lists, no meaning.

use super::word_list::Sort;

/// Counts of the words of a line or block.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shape {
    /// All words that hold a letter or digit.
    pub words: usize,
    /// Words that start with a lower-case letter and are no link.
    pub small: usize,
    /// Words that start with an upper-case letter.
    pub capital: usize,
    /// Words that hold a digit.
    pub digits: usize,
    /// Function verbs, in any case.
    pub verbs: usize,
    /// Lower-case letters.
    pub lower: usize,
    /// Upper-case letters.
    pub upper: usize,
}

impl Shape {
    pub(super) fn of(words: &str) -> Self {
        let mut shape = Self::default();
        // The one byte of white space that is white for Unicode and not for ASCII is the vertical tab.
        if words.bytes().all(|byte| byte.is_ascii() && byte != 0x0b) {
            words.split_ascii_whitespace().for_each(|word| shape.word(word));
        } else {
            words.split_whitespace().for_each(|word| shape.word(word));
        }
        shape
    }

    fn word(&mut self, word: &str) {
        let core = core(word);
        let Some(first) = core.chars().next() else { return };
        self.words += 1;
        let mut digit = false;
        for byte in core.bytes() {
            self.lower += usize::from(byte.is_ascii_lowercase());
            self.upper += usize::from(byte.is_ascii_uppercase());
            digit |= byte.is_ascii_digit();
        }
        self.digits += usize::from(digit);
        self.capital += usize::from(first.is_uppercase());
        let (small, sort) = (first.is_lowercase(), Sort::of(core));
        self.verbs += usize::from(sort == Some(Sort::Verb) || (self.words > 1 && small && sort == Some(Sort::Act)));
        self.small += usize::from(small && sort != Some(Sort::Link) && !core.bytes().any(|b| matches!(b, b'@' | b'/')));
    }

    /// All letters are capitals, but for a few.
    pub(super) const fn is_caps(&self) -> bool {
        self.upper >= 3 && self.lower * 6 <= self.upper
    }

    /// Reads like running text rather than names, numbers and titles.
    pub(super) const fn is_prose(&self) -> bool {
        self.small >= 3
            || (self.verbs >= 1 && self.words >= 3 && self.small + self.verbs >= 2)
            || (self.is_caps() && self.verbs >= 1 && self.words >= 4)
    }
}

/// A word without the marks before and behind it. Most words bear none, and nearly all are plain letters.
fn core(word: &str) -> &str {
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = word.as_bytes();
    if is_plain(bytes.first()) && is_plain(bytes.last()) {
        return word;
    }
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a line ends what it says: with a full stop, question mark or the like, brackets and quotes aside.
pub(super) fn is_finished(words: &str) -> bool {
    words.trim_end_matches(['"', '\'', ')', ']', ' ', '|']).ends_with(['.', '?', '!'])
}

/// Whether a line ends a part: a sentence, an item, a lead-in.
pub(super) fn is_parted(words: &str) -> bool {
    is_finished(words) || words.ends_with([':', ';']) || words.ends_with("; and") || words.ends_with("; or")
}

/// Whether words start as the middle of a sentence does.
pub(super) fn starts_small(words: &str) -> bool {
    words.trim_start_matches(['"', '\'', '(']).starts_with(|c: char| c.is_lowercase())
}

/// Whether a line holds only rules: dashes, underscores, stars, pipes.
pub(super) fn is_rule(words: &str) -> bool {
    let drawn = |b: u8| b"-_=*.~+|# <>\\/^".contains(&b) || b >= 0x80;
    words.bytes().all(drawn)
        && !words.chars().any(char::is_alphanumeric)
        && !super::tick::holds_box(words)
        && words.len() >= 2
}

/// Whether a line is a letter's salutation.
pub(super) fn is_salutation(words: &str) -> bool {
    const OPENERS: &[&str] = &[
        "Dear ",
        "DEAR ",
        "Hi ",
        "Hello ",
        "Gentlemen",
        "Ladies",
        "To Whom",
        "TO WHOM",
        "Good morning",
        "Good afternoon",
    ];
    let Some(head) = words.strip_suffix([',', ':']) else { return words.starts_with("Dear ") && words.len() < 60 };
    words.len() < 90 && OPENERS.iter().any(|opener| head.starts_with(opener))
}

/// Whether a line closes a letter ("Sincerely,").
pub(super) fn is_closing(words: &str) -> bool {
    const CLOSERS: &[&str] = &[
        "sincerely",
        "regards",
        "yours",
        "truly",
        "respectfully",
        "cordially",
        "warmly",
        "fraternally",
        "faithfully",
        "regards",
        "wishes",
        "thanks",
        "thank you",
        "best",
        "love",
        "respectfully submitted",
        "compliments",
        "membership",
        "for and on behalf of",
        "by order of",
        "message ends",
    ];
    let count = 1 + words.bytes().filter(|b| *b == b' ').count();
    if count > 6 || words.ends_with(':') {
        return false;
    }
    let lower = words.trim_end_matches([',', '.']).to_ascii_lowercase();
    let comma = words.ends_with(',');
    CLOSERS.iter().any(|c| {
        let ends = lower.ends_with(c) && (comma || count <= 3);
        let opens = lower.starts_with(c) && comma;
        (ends || opens) && !Shape::of(words).is_prose()
    }) && !words.ends_with(". ")
}

/// Whether a line belongs to a signature block.
pub(super) fn is_signature(words: &str) -> bool {
    const OPENERS: &[&str] = &["By:", "By ", "BY:", "Name:", "Title:", "Its:", "Its ", "Signed", "[signed", "(a) /s/"];
    let may_be_marked = words.bytes().any(|byte| matches!(byte, b'_' | b'/'));
    may_be_marked && ["____", "/s/", "/S/", "/ s /"].iter().any(|mark| words.contains(mark))
        || words.len() < 60 && OPENERS.iter().any(|opener| words.starts_with(opener))
}

/// Labels of the lines that only say who and which file.
const LABELS: &[&str] = &[
    "loan",
    "account",
    "acct",
    "borrower",
    "borrowers",
    "co-borrower",
    "property",
    "re",
    "date",
    "to",
    "from",
    "phone",
    "fax",
    "tel",
    "telephone",
    "email",
    "e-mail",
    "attn",
    "attention",
    "cc",
    "bcc",
    "copy",
    "escrow",
    "file",
    "buyer",
    "buyers",
    "purchaser",
    "seller",
    "sellers",
    "investor",
    "servicer",
    "lender",
    "reference",
    "ref",
    "sent",
    "subject",
    "bank",
    "aba",
    "routing",
    "beneficiary",
    "payee",
    "mail",
    "member",
    "customer",
    "obligor",
    "collateral",
    "address",
    "enclosure",
    "enclosures",
    "encl",
    "attachments",
    "copies",
    "notice",
    "case",
    "website",
    "hours",
    "contact",
    "agent",
    "title",
    "name",
    "order",
    "owner",
    "mortgagor",
    "mortgagee",
    "grantor",
    "grantee",
    "trustor",
    "trustee",
    "security",
];

/// Whether a label only names people, places and files.
pub(super) fn is_reference_label(label: &str) -> bool {
    let first = label.split([' ', '/', '(', ':', '#', '.']).find(|word| !word.is_empty()).unwrap_or("");
    LABELS.iter().any(|known| known.eq_ignore_ascii_case(first)) && Shape::of(label).verbs == 0
}

/// End of a label with a colon at the start of `words` ("Deficiency: waived"): the byte of the colon.
pub(super) fn label(words: &str) -> Option<usize> {
    let colon = memchr::memchr(b':', words.as_bytes()).filter(|&at| (2..48).contains(&at))?;
    let (head, tail) = (words.get(..colon)?, words.get(colon + 1..)?);
    let shape = Shape::of(head);
    let opens = head.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let fits = shape.words <= 6 && shape.verbs == 0 && !head.contains(['.', ',', ';', '"', '?']);
    (opens && fits && shape.words > 0 && (tail.starts_with(' ') || tail.is_empty())).then_some(colon)
}

/// "WHEREAS, …"
pub(super) fn starts_with_whereas(words: &str) -> bool {
    words.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("whereas"))
}
