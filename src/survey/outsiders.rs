//! Who else has a part in the deal and does not write the letter: another lienholder, an insurer of the loan, the buyer.

use crate::lexicon::plain::is_plain;
use crate::text::Twofold;

/// What an outsider is to the loan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Holds another lien on the property.
    OtherLienholder,
    /// Insures or guarantees the loan.
    Insurer,
    /// Buys the property.
    Buyer,
}

/// A name: capitals, perhaps with small words between.
const NAME: &str = r"(?P<name>[A-Z][\w'&-]+(?:,?[ \n](?:of[ \n](?:the[ \n])?|and[ \n]|&[ \n])?[A-Z][\w'&.-]*){0,5})";
/// What the other lien is called.
const OTHER: &str = r"(?:second|2nd|junior|subordinate|senior|HELOC|equity line|home equity)";
/// What is owed under it.
const LOAN: &str = r"(?:loan|lien|mortgage|trust deed|deed of trust|line|mortgagee|lender|lienholder|lien holder)";

/// A way to say which part a name has. A form that begins with a name is slow to look for, and slow to make.
struct Form {
    part: Part,
    /// Words of which one stands in all that is said so, in small letters.
    hints: &'static [&'static str],
    said: Twofold,
}

impl Form {
    const fn new((part, hints): (Part, &'static [&'static str]), said: fn() -> String) -> Self {
        Self { part, hints, said: Twofold::new(said) }
    }
}

/// Hints of another lien: how [`OTHER`] begins.
const LIENHOLDERS: (Part, &[&str]) = (
    Part::OtherLienholder,
    &["second", "2nd", "junior", "subordinate", "senior", "heloc", "equity line", "home equity"],
);
/// Another lien by its place: "holds a line of credit behind us".
const BEHIND: (Part, &[&str]) =
    (Part::OtherLienholder, &["behind", "junior to", "subordinate to", "after our", "after us"]);
const INSURERS: (Part, &[&str]) = (Part::Insurer, &["insure", "guarant"]);
const BUYERS: (Part, &[&str]) = (Part::Buyer, &["buyer", "purchaser", "sale", "sell", "sold"]);

/// What another lien is called, with its rank and kind.
fn other() -> String {
    format!(r"(?i-u:{OTHER}(?:[ \n](?:priority|position))?(?:[ -]{LOAN}){{0,2}})")
}

const HOLDS: &str = r"(?i-u:(?:which|who|that)?[ \n]?(?:is|holds|has|owns|stands)?[ \n]?(?:the|a|your|its)?[ \n]?(?:holder[ \n]of)?[ \n]?(?:the|a|your)?[ \n]?)";
const INSURES: &str = r"(?i-u:insured|insures|guaranteed|guarantees)";

/// Ways to say which part a name has.
static SAID: [Form; 10] = [
    Form::new(LIENHOLDERS, || format!(r"{NAME}[ \n]\((?i-u:the[ \n]|your[ \n])?{}\)", other())),
    Form::new(LIENHOLDERS, || format!(r"{NAME},[ \n]{HOLDS}{}", other())),
    Form::new(LIENHOLDERS, || {
        let between = r"(?i-u:[ \n](?:of|held[ \n]by|with|from|to|is)[ \n]|,[ \n]|[ \t]*[-:(][ \t]*|[ \t]{2,})";
        format!("{}{between}{NAME}", other())
    }),
    Form::new(BEHIND, || {
        let holds =
            r"(?i-u:(?:which|who|that)[ \n])?(?i-u:holds|has|owns|keeps)[ \n][^.;\n]{2,40}(?:\n[^.;\n]{0,40})?[ \n]";
        let behind = r"(?i-u:behind|junior[ \n]to|subordinate[ \n]to|after)[ \n](?i-u:us|ours?|it|the[ \n]first)\b";
        format!(r"{NAME},?[ \n]{holds}{behind}")
    }),
    Form::new(INSURERS, || {
        let loan = r"(?i-u:(?:your|this|the)[ \n](?:loan|mortgage)|it\b)";
        let does = format!(r"(?i-u:(?:which|who|that)[ \n])?(?i-u:has[ \n])?{INSURES}[ \n]{loan}");
        format!(r"{NAME}(?:[ \n]\([^()]{{2,40}}\))?,?[ \n]{does}")
    }),
    Form::new(INSURERS, || {
        let by = r"(?i-u:(?:insured|guaranteed)[ \n]by|mortgage[ \n]insurer,?|loan[ \n]guarantor,?)";
        format!(r"{by}[ \n](?i-u:the[ \n])?{NAME}")
    }),
    Form::new(INSURERS, || format!(r"{NAME},[ \n](?i-u:the|your|our|its)[ \n](?i-u:mortgage[ \n])?(?i-u:insurer)")),
    Form::new(INSURERS, || format!(r"{NAME}[ \n]\((?i-u:the[ \n])?(?i-u:mortgage[ \n])?(?i-u:insurer|guarantor)\)")),
    Form::new(BUYERS, || {
        format!(r"(?i-u:buyers?|purchasers?)(?i-u:\(s\))?(?:[ \t]*:[ \t]*|,[ \n]|[ \t]{{2,}}|\t){NAME}")
    }),
    Form::new(BUYERS, || {
        let sells = r"(?i-u:sale|sell|sold|selling)[ \n](?i:(?:the|your|this)[ \n]\w+[ \n])?(?i-u:to)";
        format!(r"{sells}[ \n](?:M(?:r|s|rs)\.[ \n])?{NAME}")
    }),
];

/// Words of a name that are shared by many ("Bank", "First", "Department" stays: it is the agency's short name).
const COMMON: [&str; 22] = [
    "bank",
    "first",
    "second",
    "national",
    "credit",
    "union",
    "mortgage",
    "home",
    "federal",
    "state",
    "county",
    "city",
    "loan",
    "the",
    "servicing",
    "savings",
    "trust",
    "american",
    "united",
    "mr",
    "ms",
    "mrs",
];
/// Agencies that go on under a common noun.
const AGENCIES: [&str; 3] = ["Department", "Administration", "Agency"];
/// Lines of a letterhead in which the writer names itself.
const HEAD: usize = 4;

/// The outsiders of a document as it is laid out, each by the word by which it goes on calling them ("Corvane",
/// "Department"), sorted. Who writes, owns the loan or owes it is none, whatever else is said of it.
pub(super) fn of(laid: &str, insiders: &[String]) -> Vec<String> {
    let head = laid.split('\n').take(HEAD).collect::<String>().to_lowercase();
    let inside = |word: &str| insiders.iter().any(|name| name.contains(word)) || head.contains(word);
    let mut all: Vec<String> = Vec::new();
    let small = laid.to_ascii_lowercase();
    for form in SAID.iter().filter(|form| form.hints.iter().any(|hint| small.contains(hint))) {
        for found in form.said.of(laid).into_iter().flat_map(|said| said.captures_iter(laid)) {
            let short = found.name("name").and_then(|name| short(name.as_str(), form.part));
            all.extend(short.filter(|short| !inside(&short.to_lowercase())));
        }
    }
    all.sort();
    all.dedup();
    all
}

/// Whether a word tells a name from others: an agency's noun, or what is no word of letters.
pub(super) fn can_call(word: &str) -> bool {
    AGENCIES.contains(&word) || is_telling(word)
}

fn is_telling(word: &str) -> bool {
    let lower = word.trim_end_matches(['.', '\'', 's']).to_lowercase();
    word.len() >= 3 && !COMMON.contains(&word.to_lowercase().as_str()) && !is_plain(&lower)
}

/// The word of a name by which a letter goes on calling it: an agency's noun, a person's last name, a company's first.
fn short(name: &str, part: Part) -> Option<String> {
    let words: Vec<&str> = name.split([' ', '\n', ',']).filter(|w| !w.is_empty()).collect();
    if let Some(agency) = words.iter().find(|w| AGENCIES.contains(w)) {
        return Some((*agency).to_owned());
    }
    let company = words.iter().find(|word| is_telling(word));
    let person = words.last().filter(|word| is_telling(word));
    let chosen = if part == Part::Buyer { person.or(company) } else { company };
    // Letters by which a company calls itself ("payoff to TSG") are as often the writer's.
    let is_ambiguous = |word: &&&str| part == Part::OtherLienholder && !word.contains(char::is_lowercase);
    chosen.filter(|word| !is_ambiguous(word)).map(|word| word.trim_end_matches('.').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::sample;

    #[test]
    fn every_form_is_a_pattern() {
        for form in &SAID {
            assert!(form.said.of("").is_some() && form.said.of("\u{e9}").is_some(), "{:?}", form.said);
        }
    }

    #[test]
    fn outsiders_are_found_by_their_part() {
        let table: [(&str, &[&str]); 10] = [
            ("Corvane Credit Union (second loan)      $4,000.00", &["Corvane"]),
            ("Second lien - Copperfield Bank, loan ending 0092", &["Copperfield"]),
            ("Valley Bell, which holds the second mortgage, gets $3,000.", &["Valley"]),
            ("for the Department of Veterans Affairs, which guaranteed your loan.", &["Department"]),
            ("Your mortgage insurer, Quillmark Guaranty, has approved.", &["Quillmark"]),
            ("Buyer: Peter Langstrom", &["Langstrom"]),
            ("We approve the sale to Ms. Okoye.", &["Okoye"]),
            ("Elmshade Bank made your first mortgage and keeps it.", &[]),
            ("Show it as \"payoff of second mortgage to TSG\".", &[]),
            ("We hold the second mortgage, dated May 3, 2012.", &[]),
        ];
        for (words, right) in table {
            let (pages, text) = sample::text(
                &["Pell Lake Mortgage\nMadison, Wisconsin\nMay 3, 2012\nLoan 5\nDear Sir:\n", words].concat(),
            );
            let read = of(&crate::survey::sheet::lay_out(&pages, &text), &["pell lake mortgage".to_owned()]);
            assert_eq!(read, right, "{words}");
        }
    }
}
