//! Where a unit stands, by headings and quotation signs.

use super::Standing;

/// How deep a heading stands: a region ends at the next heading of its own rank or a higher one.
pub(super) mod rank {
    /// Exhibits.
    pub(crate) const EXHIBIT: usize = 0;
    /// Headings in capitals; articles.
    pub(crate) const CAPITALS: usize = 1;
    /// Other headings on a line of their own.
    pub(crate) const TITLE: usize = 2;
    /// Numbered sections at the outermost level; deeper ones add their level.
    pub(crate) const NUMBERED: usize = 3;
    /// One paragraph.
    pub(crate) const PARAGRAPH: usize = 99;
}

/// The standing of the text at a point of the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Region {
    base: Standing,
    inner: Option<(Standing, usize)>,
}

impl Region {
    pub(super) const fn new() -> Self {
        Self { base: Standing::Body, inner: None }
    }

    pub(super) fn now(&self) -> Standing {
        self.inner.map_or(self.base, |(standing, _)| standing)
    }

    /// From here to the end of the document.
    pub(super) fn base(&mut self, standing: Standing) {
        (self.base, self.inner) = (standing, None);
    }

    /// From here to the next heading of this rank.
    pub(super) fn open(&mut self, standing: Standing, rank: usize) {
        self.inner = Some((standing, rank));
    }

    /// A heading or section of this rank stands here.
    pub(super) fn close(&mut self, rank: usize) {
        self.inner = self.inner.filter(|(_, own)| *own < rank);
    }

    /// A heading: closes what it ends and opens what it names.
    pub(super) fn heading(&mut self, words: &str, rank: usize) {
        self.close(rank);
        if let Some(standing) = named(words) {
            self.open(standing, rank);
        }
    }

    /// Whether the text is the letter's own down to the end.
    pub(super) fn is_body(&self) -> bool {
        self.base == Standing::Body
    }
}

/// The standing that a heading gives to what stands below it.
pub(super) fn named(heading: &str) -> Option<Standing> {
    const EXPLAINER: &[&str] = &[
        "frequently asked",
        "faq",
        "questions and answers",
        "q & a",
        "q&a",
        "common questions",
        "about short sales",
        "about deeds in lieu",
        "how it works",
        "how a short sale works",
        "how short sales work",
        "what is a short sale",
        "what a short sale is",
        "what a deed in lieu is",
        "what is a deed in lieu",
        "short sale basics",
        "general information",
        "understanding your",
        "understanding a ",
        "understanding the ",
        "understanding short",
        "understanding deeds",
        "how a deed in lieu works",
        "questions people ask",
        "questions we hear",
    ];
    const DEFINITION: &[&str] = &[
        "definition",
        "defined terms",
        "terms defined",
        "interpretation",
        "words used",
        "words we use",
        "meaning of",
        "meanings",
    ];
    const RECITAL: &[&str] = &["recital", "background", "whereas", "preliminary statement", "witnesseth"];
    let lower = heading.to_lowercase();
    let holds = |list: &[&str]| list.iter().any(|words| lower.contains(words));
    if holds(EXPLAINER) && !lower.contains("your question") {
        return Some(Standing::Explainer);
    }
    if holds(DEFINITION) {
        return Some(Standing::Definition);
    }
    let first = lower.split(' ').take(3).collect::<Vec<_>>().join(" ");
    RECITAL.iter().any(|word| first.contains(word)).then_some(Standing::Recital)
}

/// Whether a line opens an exhibit or attachment.
pub(super) fn is_exhibit(words: &str) -> bool {
    const NAMES: &[&str] = &["exhibit", "attachment", "annex", "appendix", "schedule", "addendum"];
    let mut parts = words.split(' ');
    let name = parts.next().unwrap_or("").trim_end_matches(':');
    if !NAMES.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        return false;
    }
    let id = parts.next().unwrap_or("");
    let short_id = id.is_empty() || id == "-" || id.trim_end_matches([':', '.', ',']).len() <= 4;
    let fits = !words.ends_with('.') && !words.ends_with(',') && words.split(' ').count() <= 12;
    let id_ok =
        id.is_empty() || id == "-" || id.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '"');
    let named = short_id && id_ok && fits && words.starts_with(char::is_uppercase);
    named && !is_of_the_letter(words)
}

/// Whether a heading that opens an exhibit calls it a schedule.
pub(super) fn is_schedule(words: &str) -> bool {
    words.get(..8).is_some_and(|name| name.eq_ignore_ascii_case("schedule"))
}

/// Whether a heading opens terms of the letter itself: "Schedule of terms", "Addendum FL-3 to short sale approval".
fn is_of_the_letter(words: &str) -> bool {
    const CONTRACT: [&str; 3] = ["purchase", "contract", "listing"];
    const LETTER: [&str; 8] =
        ["approval", "short sale", "short payoff", "settlement", "deed in lieu", "deed-in-lieu", "letter", "terms"];
    let lower = words.to_lowercase();
    let holds = |list: &[&str]| list.iter().any(|word| lower.contains(word));
    ["schedule", "addendum"].iter().any(|name| lower.starts_with(name)) && !holds(&CONTRACT) && holds(&LETTER)
}

/// Whether a line opens an earlier mail.
pub(super) fn is_mail_rule(words: &str) -> bool {
    let core = words.trim_matches(['-', ' ', '_', '*']);
    let is = |known: &str| core.eq_ignore_ascii_case(known);
    let ruled = words.starts_with("--") || words.starts_with("__");
    (ruled && ["original message", "original e-mail", "forwarded message"].into_iter().any(is))
        || is("begin forwarded message:")
        || (core.len() < 160 && starts(core, "on ") && ends(core, " wrote:"))
}

fn starts(words: &str, with: &str) -> bool {
    words.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with))
}

fn ends(words: &str, with: &str) -> bool {
    let from = words.len().checked_sub(with.len());
    from.and_then(|from| words.get(from..)).is_some_and(|tail| tail.eq_ignore_ascii_case(with))
}

/// Whether words announce that somebody else's words follow.
pub(super) fn announces_quotation(words: &str) -> bool {
    const VERBS: &[&str] = &["writes", "wrote", "says", "said", "states", "stated", "reads", "read", "quote", "quoted"];
    let head = words.trim_end_matches([':', ',', ' ']);
    words.ends_with(':') && head.rsplit(' ').take(4).any(|word| VERBS.contains(&word))
}

/// Whether words say of an earlier text that it holds: "the leave of April 20 remains in force", "as it now reads".
pub(super) fn is_in_force(words: &str) -> bool {
    const HOLDS: [&str; 10] = [
        "remains in force",
        "remain in force",
        "remains in effect",
        "still in force",
        "still stands",
        "stands unchanged",
        "now reads",
        "now read",
        "is confirmed",
        "we repeat",
    ];
    const NOT: [&str; 22] = [
        "not",
        "no",
        "until",
        "never",
        "withdrawn",
        "nothing",
        "none",
        "except",
        "save",
        "but",
        "aside",
        "recall",
        "recalled",
        "revoked",
        "superseded",
        "cannot",
        "unless",
        "only",
        "other",
        "neither",
        "nor",
        "without",
    ];
    let lower = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    HOLDS.iter().any(|holds| lower.contains(holds)) && !lower.contains("n't") && !words.any(|word| NOT.contains(&word))
}

/// Whether a sentence ends the recitals.
pub(super) fn ends_recitals(words: &str) -> bool {
    const ENDS: &[&str] = &[
        "now, therefore",
        "now therefore",
        "the parties agree",
        "the parties therefore",
        "it is agreed",
        "accordingly,",
        "in consideration of",
        "therefore,",
        "agreement",
        "agreed terms",
        "terms",
    ];
    let lower = words.to_ascii_lowercase();
    ENDS.iter().any(|end| lower.starts_with(end))
}
