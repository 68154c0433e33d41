//! Names of people and companies, as lists in letters have them.

use std::sync::LazyLock;

use serde::Deserialize;

/// Words that tell names apart.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Words {
    /// Titles before a name.
    honorifics: Vec<String>,
    /// Small words inside a name.
    particles: Vec<String>,
    /// Words that a lender's name has.
    lender: Vec<String>,
    /// Words that make a name a company's or an office's, and never a person's.
    company: Vec<String>,
    /// Words that make a stretch with a lender's word in it a department, a title or a label.
    not_lender: Vec<String>,
    /// Words of the trade: a name is made of more.
    generic: Vec<String>,
    /// Words with which a description of the person starts.
    descriptions: Vec<String>,
    /// Offices that a signer holds.
    titles: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| read().unwrap_or_default());

fn read() -> Result<Words, String> {
    toml::from_str(include_str!("../../patterns/survey/names.toml")).map_err(|error| error.to_string())
}

fn has(words: &[String], word: &str) -> bool {
    words.iter().any(|there| there == word)
}

/// Lower-case words of a name, without full stops and commas.
fn plain_words(name: &str) -> impl Iterator<Item = String> {
    name.split_whitespace().map(|word| word.trim_matches(['.', ',', ';', ':']).to_lowercase())
}

/// Whether a stretch of words has the shape of a name: two to six capitalised words.
fn is_capitalised(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let starts_small = words
        .first()
        .is_none_or(|word| has(&WORDS.particles, &word.to_lowercase()) || word.starts_with(char::is_lowercase));
    let fits = |word: &&str| {
        let mut letters = word.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let rest = letters.all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '-'));
        (capital && rest) || has(&WORDS.particles, word)
    };
    (2..=6).contains(&words.len()) && !starts_small && words.iter().all(fits)
}

/// Whether it is a person's name by its shape.
pub(super) fn is_person(name: &str) -> bool {
    is_capitalised(name) && !plain_words(name).any(|word| has(&WORDS.company, &word) || has(&WORDS.lender, &word))
}

/// Whether it can be the name of a company that lends or services.
pub(super) fn is_lender(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let starts = words.first().is_some_and(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    let small = words.iter().filter(|word| word.starts_with(|c: char| c.is_lowercase())).count();
    let is_named = plain_words(name).any(|word| has(&WORDS.lender, &word));
    let is_office = plain_words(name).any(|word| has(&WORDS.not_lender, &word));
    let own = plain_words(name).any(|word| !has(&WORDS.generic, &word) && word.starts_with(char::is_alphabetic));
    (2..=9).contains(&words.len())
        && starts
        && own
        && !is_office
        && small <= 2
        && is_named
        && !name.contains([':', '@', '|', '$'])
}

/// Whether the words name an office that a signer holds.
pub(super) fn is_title(words: &str) -> bool {
    words.len() < 70 && plain_words(words).any(|word| has(&WORDS.titles, &word))
}

/// Whether it can be the name of a company that owns a house.
fn is_firm(name: &str) -> bool {
    let plain = name.replace('\u{1}', " ");
    let last = plain_words(&plain).last().unwrap_or_default();
    let starts = name.starts_with(|c: char| c.is_uppercase());
    let estate = name.starts_with("Estate of ") || name.starts_with("ESTATE OF ");
    starts
        && name.len() < 60
        && (estate || ["llc", "inc", "lp", "trust", "corp", "corporation", "ltd"].contains(&&*last))
}

/// The names in a list such as "Mr. and Mrs. Dale Roe", "ANN LEE and BO LEE, wife and husband", "Kit Moss; Lou Moss".
pub(super) fn list(words: &str) -> Vec<String> {
    let mut line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    // The comma of "Moss Homes, LLC" parts nothing.
    if line.contains(", ") {
        for form in ["LLC", "Inc", "LP", "Ltd", "Corp"] {
            line = line.replace(&format!(", {form}"), &format!("\u{1}{form}"));
        }
    }
    let end = WORDS.descriptions.iter().filter_map(|start| line.find(start.as_str())).min().unwrap_or(line.len());
    let line = line.get(..end).unwrap_or("").replace(" AND ", " and ");
    let apart = line.replace(" and ", ";").replace([',', '&', '/'], ";").replace("; ", ";");
    let bare: Vec<String> = apart.split(';').map(without_honorific).filter(|name| !name.is_empty()).collect();
    let mut names: Vec<String> = Vec::new();
    for (n, name) in bare.iter().enumerate() {
        let full = if name.contains([' ', '\u{1}']) { name.clone() } else { with_surname(name, bare.get(n + 1)) };
        if (is_person(&full) || is_firm(&full)) && !names.iter().any(|there| there.eq_ignore_ascii_case(&full)) {
            names.push(title_case(&full.replace('\u{1}', ", ")));
        }
    }
    names
}

fn without_honorific(name: &str) -> String {
    let is_honorific = |word: &&str| has(&WORDS.honorifics, &word.trim_end_matches('.').to_lowercase());
    name.split(' ').skip_while(is_honorific).collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// "Dale" of "Dale and Ruth Lindqvist".
fn with_surname(name: &str, next: Option<&String>) -> String {
    let surname = next.and_then(|next| next.split_once(' ')).map(|(_, surname)| surname);
    surname.map_or_else(|| name.to_owned(), |surname| format!("{name} {surname}"))
}

/// A name in capitals set as names are; others as they are.
pub(super) fn title_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut out = String::new();
    let mut starts = true;
    for word in name.split(' ') {
        let keep = ["LLC", "LP", "LLP", "N.A.", "II", "III", "IV", "F.S.B.", "FSB"].contains(&word);
        if !out.is_empty() {
            out.push(' ');
            starts = true;
        }
        for c in word.chars() {
            if starts || keep {
                out.push(c);
            } else {
                out.extend(c.to_lowercase());
            }
            starts = !c.is_alphabetic() && c != '\'';
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_read() {
        assert_eq!(read().map(|words| words.lender.is_empty()), Ok(false));
    }

    #[test]
    fn lists_of_names_are_split() {
        let table = [
            ("Ray Anthony Dibello and Corinne Dibello", "Ray Anthony Dibello|Corinne Dibello"),
            ("Dale and Ruth Lindqvist", "Dale Lindqvist|Ruth Lindqvist"),
            (
                "ROSALIND M. ACHTERBERG and TOBIAS ACHTERBERG, wife and husband",
                "Rosalind M. Achterberg|Tobias Achterberg",
            ),
            ("Gwendolyn T. Abara, an unmarried woman", "Gwendolyn T. Abara"),
            ("Kit Lind; Lou Lind", "Kit Lind|Lou Lind"),
            ("Mr. Leonard P. Whitcomb", "Leonard P. Whitcomb"),
            ("Anneke van Dorn", "Anneke van Dorn"),
            ("Kestrel Row Holdings LLC, a Nevada limited liability company", "Kestrel Row Holdings LLC"),
            ("Brightwater Title Services", ""),
            ("the borrower shall pay", ""),
            ("Loss Mitigation", ""),
        ];
        for (words, names) in table {
            assert_eq!(list(words).join("|"), names, "{words}");
        }
    }

    #[test]
    fn lenders_have_lenders_names() {
        let table = [
            ("Cordillera National Bank", true),
            ("PALISADE LOAN SERVICING, LLC", true),
            ("Hollin & Strand Home Finance LLC", true),
            ("Annette Furlong", false),
            ("We hold the loan", false),
            ("Fax 555-0118", false),
            ("First mortgage", false),
            ("Loan 18-CRE-3320", false),
        ];
        for (words, is) in table {
            assert_eq!(is_lender(words), is, "{words}");
        }
    }
}
