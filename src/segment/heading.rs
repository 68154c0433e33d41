//! Headings: on lines of their own, and run into the first sentence.

use super::shape;
use super::shape::Shape;

/// Interrogatives that open a heading as well as a question.
const ASKING: &[&str] = &["what", "how", "why", "who", "where", "when", "if", "while", "before", "after"];

/// Words that end as a past participle does may say that something is done: "Deficiency waived".
fn says_done(words: &str) -> bool {
    let done = |word: &str| {
        let core = word.trim_matches(|c: char| !c.is_alphabetic()).to_ascii_lowercase();
        (core.len() > 4 && (core.ends_with("ed") || core.ends_with("ven")))
            || matches!(
                core.as_str(),
                "none" | "no" | "nil" | "zero" | "ok" | "nothing" | "done" | "gone" | "paid" | "free" | "bound"
            )
    };
    words.split(' ').any(done)
}

/// Somebody speaks or is spoken to: no title ("Thank you.", "Call us.").
fn speaks(words: &str) -> bool {
    const PERSONS: &[&str] = &["you", "us", "we", "it", "me", "i", "them", "they", "he", "she", "him", "her"];
    words.split(|c: char| !c.is_alphabetic()).any(|word| PERSONS.contains(&word.to_ascii_lowercase().as_str()))
}

/// How a block of lines looks that may be a heading.
#[derive(Debug, Clone, Copy)]
pub(super) struct Looks {
    /// Number of its lines.
    pub lines: usize,
    /// Set in bold throughout.
    pub bold: bool,
}

/// Whether a block without a list mark, apart from its neighbours, is a heading.
pub(super) fn is_heading((words, shape): (&str, Shape), looks: Looks) -> bool {
    let fits = (1..=14).contains(&shape.words) && looks.lines <= 3 && shape.upper + shape.lower > 2;
    if !fits || shape::is_finished(words) || words.ends_with([',', ';']) || words.contains("___") {
        return false;
    }
    let first = words.split(' ').next().unwrap_or("").to_ascii_lowercase();
    let asking = ASKING.contains(&first.as_str()) && !words.contains(['?', ',']);
    let sum = words.as_bytes().windows(2).any(|w| w[0] == b',' && w[1].is_ascii_digit());
    if shape.is_caps() {
        return !sum && (asking || shape.verbs == 0);
    }
    if words.ends_with(':')
        || words.contains('$')
        || !words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    {
        return false;
    }
    let titled = shape.small == 0 && shape.capital >= 1 && shape.verbs == 0;
    let short = shape.words <= 6 && shape.verbs == 0 && shape.digits == 0 && !says_done(words);
    looks.bold && shape.verbs == 0 || (asking && shape.words <= 10) || ((titled || short) && looks.lines == 1)
}

/// Whether a few words, with or without a full stop, are a title rather than a short sentence.
pub(super) fn is_title(words: &str, most: usize) -> bool {
    const ORDERS: &[&str] = &[
        "keep", "hold", "get", "send", "ask", "call", "put", "use", "wire", "leave", "pay", "return", "sign", "see",
        "let", "give", "take", "tell", "allow", "bring", "do", "yes", "no", "none", "nil", "thanks", "thank", "good",
        "wait", "read", "make", "write", "quote", "deal", "go", "come", "look", "remember", "note", "hang", "mark",
        "try", "start", "stop",
    ];
    if !words.starts_with(char::is_uppercase) || exceeds(words, most) {
        return false;
    }
    let shape = Shape::of(words);
    let first = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_ascii_lowercase();
    let few = (1..=most).contains(&shape.words);
    let asking = ASKING.contains(&first.as_str()) && shape.words <= 5 && !words.contains(['?', ',']);
    let noun = shape.verbs == 0 && shape.digits == 0 && !says_done(words) && !speaks(words);
    let order = ORDERS.contains(&first.as_str()) && (shape.words > 1 || first != "note");
    few && (asking || noun) && !order && !words.contains(['$', '"', ';'])
}

/// Whether there are more words than so many; sentences are ruled out before anything else is asked of them.
fn exceeds(words: &str, most: usize) -> bool {
    words.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).nth(most).is_some()
}

/// End of a heading that is run into its paragraph: "4. RELEASE. Lender …", "Credit bureaus. In the month …".
/// `first` is the first sentence, `rest` whatever follows it.
pub(super) fn run_in(first: &str, rest: &str, most: usize) -> Option<usize> {
    if !rest.trim().is_empty() && first.ends_with('.') && is_title(first, most) {
        return Some(first.len());
    }
    let dash = first.find(" - ").filter(|&at| first.get(..at).is_some_and(|head| is_title(head, most)));
    dash.filter(|&at| Shape::of(first.get(at + 3..).unwrap_or("")).is_prose())
}
