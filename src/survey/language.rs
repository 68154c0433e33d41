//! Whether a text is English, told by its most common words.

use std::collections::BTreeSet;

/// Whether a word is one of those that make up a large part of any English text and hardly any of another language's.
fn is_english(word: &str) -> bool {
    let mut small = [0; 5];
    let Some(small) = small.get_mut(..word.len()) else { return false };
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    matches!(
        &*small,
        b"the"
            | b"of"
            | b"and"
            | b"to"
            | b"in"
            | b"is"
            | b"that"
            | b"for"
            | b"it"
            | b"as"
            | b"was"
            | b"with"
            | b"be"
            | b"by"
            | b"on"
            | b"not"
            | b"or"
            | b"are"
            | b"this"
            | b"from"
            | b"at"
            | b"which"
            | b"we"
            | b"you"
            | b"your"
            | b"our"
            | b"will"
            | b"any"
            | b"has"
            | b"have"
            | b"if"
            | b"been"
            | b"an"
            | b"all"
            | b"its"
            | b"under"
            | b"shall"
            | b"may"
            | b"upon"
            | b"no"
    )
}

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

/// The second letters of those that begin with each letter, a bit each. Hardly a word of a letter begins as one of them.
const SECOND: [u32; 26] = {
    let (mut second, mut n) = ([0; 26], 0);
    while n < DEBTS.len() {
        let debt = DEBTS[n].as_bytes();
        second[(debt[0] - b'a') as usize] |= letter_bit(debt[1]);
        n += 1;
    }
    second
};

/// The bit of a letter in whatever case; what is beyond ASCII shares one.
const fn letter_bit(byte: u8) -> u32 {
    let small = byte.to_ascii_lowercase();
    if small.is_ascii_lowercase() { 1 << (small - b'a') } else { 1 << 31 }
}

/// Whether a word begins as one of them, the shortest of which have four letters.
fn begins_debt(word: &[u8]) -> bool {
    let [first, second, _, _, ..] = word else { return false };
    let seconds = SECOND.get(usize::from(first.to_ascii_lowercase().wrapping_sub(b'a')));
    let begins = |debt: &[u8]| word.get(..debt.len()).is_some_and(|start| start.eq_ignore_ascii_case(debt));
    seconds.is_some_and(|seconds| seconds & letter_bit(*second) != 0)
        && DEBTS.iter().any(|debt| begins(debt.as_bytes()))
}

/// Whether a passage speaks of a debt in another language: nobody here can say what it does. "Si usted no entiende esta
/// carta, llame" needs no eye.
#[must_use]
pub fn speaks_of_a_debt_abroad(passage: &str) -> bool {
    let speaks = if passage.is_ascii() {
        passage.as_bytes().split(|byte| !byte.is_ascii_alphabetic()).any(begins_debt)
    } else {
        passage.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|word| begins_debt(word.as_bytes()))
    };
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
    let english = words.iter().filter(|word| is_english(word)).count();
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
    let words = text.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|word| word.chars().nth(1).is_some());
    let (mut count, mut common) = (0_usize, 0_usize);
    for word in words {
        count += 1;
        common += usize::from(is_english(word));
    }
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
