//! Whether a text is English, told by its most common words.

use std::collections::BTreeSet;

/// Words that make up a large part of any English text and hardly any of another language's.
const ENGLISH: [&str; 40] = [
    "the", "of", "and", "to", "in", "is", "that", "for", "it", "as", "was", "with", "be", "by", "on", "not", "or",
    "are", "this", "from", "at", "which", "we", "you", "your", "our", "will", "any", "has", "have", "if", "been", "an",
    "all", "its", "under", "shall", "may", "upon", "no",
];
/// Words that other languages of letters in America make their sentences of, and English does not.
const FOREIGN: [&str; 73] = [
    "auprès", "droit", "avec", "cette", "leur", "de", "la", "se", "en", "el", "los", "las", "del", "que", "por",
    "para", "con", "una", "su", "sus", "es", "al", "lo", "sin", "este", "esta", "usted", "le", "les", "des", "du",
    "et", "pour", "par", "ne", "pas", "est", "une", "vous", "nous", "sur", "aux", "dans", "votre", "der", "die", "das",
    "und", "den", "dem", "ist", "nicht", "von", "mit", "auf", "wir", "sie", "wird", "zu", "ihre", "il", "che", "non",
    "della", "di", "ang", "mga", "ng", "na", "sa", "và", "não", "você",
];
/// A sentence of another language has so many different ones of them, and so many words.
const TELLING: usize = 4;
const SENTENCE: usize = 8;

/// How words for a debt, and for keeping it or letting it go, begin in those languages.
const DEBTS: [&str; 26] = [
    "deud",
    "sald",
    "préstam",
    "prestam",
    "deficien",
    "hipotec",
    "cobr",
    "oblig",
    "renunci",
    "liber",
    "reserv",
    "dett",
    "sold",
    "prêt",
    "créanc",
    "hypoth",
    "réserv",
    "libèr",
    "recouvr",
    "schuld",
    "forderung",
    "darlehen",
    "verzicht",
    "dívid",
    "utang",
    "pautang",
];

/// Whether a passage speaks of a debt in another language: nobody here can say what it does. "Si usted no entiende esta
/// carta, llame" needs no eye.
#[must_use]
pub fn speaks_of_a_debt_abroad(passage: &str) -> bool {
    let lower = passage.to_lowercase();
    let speaks = lower.split(|c: char| !c.is_alphabetic()).any(|word| DEBTS.iter().any(|debt| word.starts_with(debt)));
    speaks && is_foreign(passage)
}

/// Whether a passage is a sentence of another language.
fn is_foreign(passage: &str) -> bool {
    // Names of streets and towns have capitals: "El Camino de la Reina".
    let shouted = !passage.contains(char::is_lowercase);
    let words: Vec<&str> =
        passage.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|word| word.chars().count() > 1).collect();
    let plain = |word: &&&str| shouted || word.chars().all(char::is_lowercase);
    let foreign: BTreeSet<String> = words.iter().filter(plain).map(|word| word.to_lowercase()).collect();
    let foreign = foreign.iter().filter(|word| FOREIGN.contains(&word.as_str())).count();
    let english = words.iter().filter(|word| ENGLISH.iter().any(|common| word.eq_ignore_ascii_case(common))).count();
    // A line in capitals is short, and its English words would be seen.
    let telling = if shouted { TELLING - 1 } else { TELLING };
    words.len() >= SENTENCE && foreign >= telling && foreign > 2 * english
}

/// Fewer words than this are too few to tell the kind of a document.
const FEWEST: usize = 12;
/// From this many words on the language is told.
const ENOUGH: usize = 40;
/// Share of common words below which running text is not English: English letters have .25 to .5, forms .1 and more.
const LEAST: f64 = 0.06;

/// What a text is written in, as far as the survey cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English, or too short to say that it is not.
    English,
    /// Not English.
    Other,
    /// Too few words to tell anything.
    TooFew,
}

/// Tells the language of a text.
pub(super) fn language(text: &str) -> Language {
    let words = || text.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|word| word.chars().count() > 1);
    let count = words().count();
    let common = words().filter(|word| ENGLISH.iter().any(|common| word.eq_ignore_ascii_case(common))).count();
    if count < FEWEST {
        return Language::TooFew;
    }
    #[expect(clippy::cast_precision_loss, reason = "word counts of documents are far below 2^52")]
    let share = common as f64 / count as f64;
    if count >= ENOUGH && share < LEAST || count < ENOUGH && is_foreign(text) {
        Language::Other
    } else {
        Language::English
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_of_another_language_is_seen_among_english_ones() {
        for foreign in [
            "El banco se reserva el derecho de cobrar la deuda restante por todos los medios legales.",
            "La banque se réserve le droit de recouvrer le solde restant auprès de l'emprunteur.",
            "La banque se réserve le droit de réclamer le solde restant et ne libère pas l'emprunteur.",
            "SALDO: DER RESTBETRAG BLEIBT GESCHULDET UND WIRD EINGEFORDERT.",
            "DIE BANK VERZICHTET NICHT AUF DIE RESTLICHE FORDERUNG UND WIRD SIE VON IHNEN EINFORDERN.",
        ] {
            assert!(speaks_of_a_debt_abroad(foreign), "{foreign}");
        }
        let help = "Si usted no entiende esta carta, llame al número de arriba y pida un intérprete para su idioma.";
        assert!(is_foreign(help) && !speaks_of_a_debt_abroad(help));
        for english in [
            "1200 El Camino de la Reina, Los Angeles, Las Palmas del Mar, California 90210, San Diego",
            "The bank releases Maria de los Angeles Ruiz and Juan del Rio from the note and the deed of trust.",
            "Banco Popular del Norte, for the holder of the note, waives the deficiency.",
        ] {
            assert!(!is_foreign(english), "{english}");
        }
    }

    #[test]
    fn languages_are_told_apart() {
        let spanish = "Estimados señores: Nos complace informarles que el banco ha aprobado la venta de su propiedad \
            por menos de la cantidad adeudada. Al recibir los fondos netos, el banco cancelará el gravamen y los \
            liberará de toda responsabilidad por el saldo restante del préstamo, sin reservar derecho alguno.";
        let german = "Sehr geehrte Damen und Herren, wir teilen Ihnen mit, dass die Bank dem Verkauf des Hauses \
            zustimmt und nach Eingang des Betrages auf die restliche Forderung aus dem Darlehen verzichtet. Die \
            Grundschuld wird nach Zahlung gelöscht. Mit freundlichen Grüßen, Ihre Sparkasse in Musterstadt am See.";
        let form = "Borrower Jan Okafor Property 12 Elm Street Lien first Buyer Pat Doe Price 100,000 Net to us 90,000 \
            Close by May 1, 2020 Commission 6 percent Reconveyance yes Balance forgiven yes Note returned no Signed \
            by A. Clerk, Recovery Officer, for the credit union, the holder of the note";
        let table = [
            (spanish, Language::Other),
            (german, Language::Other),
            (form, Language::English),
            (
                "Estimada señora: El banco se reserva el derecho de cobrar la deuda restante por todos los medios.",
                Language::Other,
            ),
            ("Page 1 of 1", Language::TooFew),
            ("", Language::TooFew),
        ];
        for (text, told) in table {
            assert_eq!(language(text), told, "{text}");
        }
    }
}
