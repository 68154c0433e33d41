//! English inflection, as far as the lexicon's words need it.

use crate::lexicon::file::{Class, Entry};

/// The form a word stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Inflection {
    /// As written in the lexicon: infinitive, singular, or an uninflected word.
    Base,
    /// Third person singular.
    Third,
    /// Past tense that is also the participle ("released").
    Past,
    /// Past tense alone ("forgave").
    Preterite,
    /// Participle alone ("forgiven").
    Participle,
    /// "-ing".
    Ing,
    /// Plural noun.
    Plural,
}

use Inflection::{Base, Ing, Participle, Past, Plural, Preterite, Third};

/// Verbs whose past is not "-ed": base, past, participle.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("be", "was", "been"),
    ("bear", "bore", "borne"),
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("bind", "bound", "bound"),
    ("bring", "brought", "brought"),
    ("buy", "bought", "bought"),
    ("choose", "chose", "chosen"),
    ("come", "came", "come"),
    ("cut", "cut", "cut"),
    ("do", "did", "done"),
    ("drop", "dropped", "dropped"),
    ("fall", "fell", "fallen"),
    ("find", "found", "found"),
    ("forbear", "forbore", "forborne"),
    ("forbid", "forbade", "forbidden"),
    ("forego", "forewent", "foregone"),
    ("forgive", "forgave", "forgiven"),
    ("forgo", "forwent", "forgone"),
    ("get", "got", "gotten"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("hold", "held", "held"),
    ("keep", "kept", "kept"),
    ("lay", "laid", "laid"),
    ("leave", "left", "left"),
    ("let", "let", "let"),
    ("lie", "lay", "lain"),
    ("make", "made", "made"),
    ("mean", "meant", "meant"),
    ("pay", "paid", "paid"),
    ("put", "put", "put"),
    ("quit", "quit", "quit"),
    ("repay", "repaid", "repaid"),
    ("rise", "rose", "risen"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("seek", "sought", "sought"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("show", "showed", "shown"),
    ("sign", "signed", "signed"),
    ("spring", "sprang", "sprung"),
    ("stand", "stood", "stood"),
    ("strike", "struck", "struck"),
    ("take", "took", "taken"),
    ("tear", "tore", "torn"),
    ("tell", "told", "told"),
    ("undertake", "undertook", "undertaken"),
    ("undo", "undid", "undone"),
    ("wind", "wound", "wound"),
    ("withdraw", "withdrew", "withdrawn"),
    ("withhold", "withheld", "withheld"),
    ("write", "wrote", "written"),
    ("owe", "owed", "owed"),
    ("free", "freed", "freed"),
    ("agree", "agreed", "agreed"),
    ("guarantee", "guaranteed", "guaranteed"),
];

/// Two-syllable verbs that double their last letter, besides short ones.
const DOUBLING: &[&str] = &[
    "submit", "remit", "permit", "refer", "defer", "commit", "acquit", "bar", "estop", "compel", "admit", "omit",
    "forget", "transfer", "cancel",
];

/// What looks like an "-ing" form and is another word: "the foregoing" is what stands before, and waives nothing.
const ANOTHER_WORD: &[&str] = &["foregoing"];

/// Every surface form of a concept's entries.
pub(super) fn forms(entries: &[Entry]) -> Vec<(String, Inflection)> {
    let mut all = Vec::new();
    for entry in entries {
        for word in &entry.words {
            match entry.class {
                Class::Word => all.push((word.clone(), Base)),
                Class::Noun => {
                    all.push((word.clone(), Base));
                    all.push((plural_phrase(word), Plural));
                }
                Class::Verb => verb_phrase(word, &mut all),
            }
        }
    }
    all
}

fn verb_phrase(phrase: &str, all: &mut Vec<(String, Inflection)>) {
    let (verb, rest) = phrase.split_once(' ').map_or((phrase, String::new()), |(v, r)| (v, format!(" {r}")));
    all.push((phrase.to_owned(), Base));
    for (form, inflection) in verb_forms(verb) {
        all.push((format!("{form}{rest}"), inflection));
    }
}

fn verb_forms(verb: &str) -> Vec<(String, Inflection)> {
    let mut forms = vec![(with_s(verb), Third)];
    if !ANOTHER_WORD.contains(&with_ing(verb).as_str()) {
        forms.push((with_ing(verb), Ing));
    }
    match IRREGULAR.iter().find(|(base, _, _)| *base == verb) {
        Some((_, past, participle)) if past == participle => forms.push(((*past).to_owned(), Past)),
        Some((_, past, participle)) => {
            forms.push(((*past).to_owned(), Preterite));
            forms.push(((*participle).to_owned(), Participle));
        }
        None => forms.push((with_ed(verb), Past)),
    }
    // A passage is struck, and in a lawyer's letter stricken.
    if verb == "strike" {
        forms.push(("stricken".to_owned(), Participle));
    }
    if verb == "cancel" {
        forms.push(("canceled".to_owned(), Past));
        forms.push(("canceling".to_owned(), Ing));
    }
    forms
}

fn ends_in_consonant_y(word: &str) -> bool {
    let mut back = word.chars().rev();
    back.next() == Some('y') && back.next().is_some_and(|c| !"aeiou".contains(c))
}

fn with_s(word: &str) -> String {
    if ends_in_consonant_y(word) {
        return format!("{}ies", &word[..word.len() - 1]);
    }
    let hissing = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end))
        || ["go", "do", "forgo", "forego", "undo"].contains(&word);
    if hissing { format!("{word}es") } else { format!("{word}s") }
}

fn doubles(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    let short = chars.len() <= 4
        && matches!(chars[..], [.., a, b, c] if !"aeiou".contains(a) && "aeiou".contains(b) && !"aeiouwxy".contains(c));
    DOUBLING.contains(&word) || short && chars.iter().filter(|c| "aeiou".contains(**c)).count() == 1
}

fn doubled(word: &str) -> String {
    match word.chars().last() {
        Some(last) if doubles(word) => format!("{word}{last}"),
        _ => word.to_owned(),
    }
}

fn with_ing(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    if word.ends_with('e') && !word.ends_with("ee") && word != "be" {
        return format!("{}ing", &word[..word.len() - 1]);
    }
    format!("{}ing", doubled(word))
}

fn with_ed(word: &str) -> String {
    if ends_in_consonant_y(word) {
        return format!("{}ied", &word[..word.len() - 1]);
    }
    if word.ends_with('e') { format!("{word}d") } else { format!("{}ed", doubled(word)) }
}

fn plural_phrase(phrase: &str) -> String {
    match phrase.find(" of ") {
        Some(at) => format!("{}{}", plural(&phrase[..at]), &phrase[at..]),
        None => plural(phrase),
    }
}

fn plural(word: &str) -> String {
    with_s(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_nouns_inflect() {
        let table = [
            ("release", "releases releasing released"),
            ("satisfy", "satisfies satisfying satisfied"),
            ("forgive", "forgives forgiving forgave forgiven"),
            ("submit", "submits submitting submitted"),
            ("sue", "sues suing sued"),
            ("waive", "waives waiving waived"),
            ("drop", "drops dropping dropped"),
            ("look", "looks looking looked"),
            ("forego", "foregoes forewent foregone"),
        ];
        for (verb, want) in table {
            let got: Vec<String> = verb_forms(verb).into_iter().map(|(f, _)| f).collect();
            assert_eq!(got.join(" "), want);
        }
        assert_eq!(plural_phrase("deed of trust"), "deeds of trust");
        assert_eq!(plural_phrase("liability"), "liabilities");
    }
}
