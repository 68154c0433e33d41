//! Reader A: tables of sentences an attorney can check, and laws that hold for any words.

use acquit::fuse::Kit;
use acquit::reading::Passage;
use proptest::prelude::*;

/// What the sentence does, as the banks label it, core clauses and hazards alike.
fn labels(words: &str) -> Vec<String> {
    let kit = Kit::built_in().unwrap_or_else(|e| panic!("{e}"));
    kit.read(&Passage { words, ..Passage::default() }, &[]).iter().map(|r| r.effect.label()).collect()
}

fn does(words: &str, label: &str) -> bool {
    labels(words).iter().any(|l| l == label)
}

const RELEASE: &str = "debt-release:present";
const WAIVER: &str = "deficiency-waiver:present";
const LIEN: &str = "lien-release:present";
const RESERVED: &str = "deficiency-reservation";

#[test]
fn one_act_in_many_forms() {
    for sentence in [
        "Upon receipt of the net proceeds we release you from all liability under the note.",
        "You are released from any further obligation on the loan.",
        "The note shall be deemed cancelled and the debt is extinguished.",
        "After closing you will have no further liability for the debt.",
        "Lender accepts the proceeds in full satisfaction of the indebtedness.",
        "Your obligation to repay the loan ends when the deed is recorded.",
        "Once we receive $75,000 the debt is settled.",
        "Nothing further will be owed on the note.",
    ] {
        assert!(does(sentence, RELEASE), "{sentence}: {:?}", labels(sentence));
        assert!(!does(sentence, RESERVED), "{sentence}: {:?}", labels(sentence));
    }
}

#[test]
fn a_free_relative_is_what_its_verb_speaks_of() {
    for sentence in [
        "What is unpaid on the loan is forgiven.",
        "Whatever is then still unpaid is cancelled.",
        "From that day we release you from the debt.",
        "The $7,000.00 discharges the debt.",
    ] {
        assert!(does(sentence, RELEASE), "{sentence}: {:?}", labels(sentence));
        assert!(!does(sentence, RESERVED), "{sentence}: {:?}", labels(sentence));
    }
    for sentence in ["What the sale does not pay stays due.", "What is unpaid after the sale is still your debt."] {
        assert!(does(sentence, RESERVED), "{sentence}: {:?}", labels(sentence));
        assert!(!does(sentence, RELEASE), "{sentence}: {:?}", labels(sentence));
    }
}

#[test]
fn giving_up_the_deficiency() {
    for sentence in [
        "We will not pursue you for any deficiency.",
        "Lender waives its right to collect the shortfall.",
        "The bank relinquishes any claim to the remaining balance.",
        "Neither the Servicer nor the Investor will seek a deficiency judgment against the Borrower.",
        "Lender covenants not to sue Borrower on the Note.",
        "No deficiency will be collected from you.",
        "You will owe us nothing more, and we waive the deficiency.",
        "You are released from the debt, and no deficiency will be collected from you.",
    ] {
        assert!(does(sentence, WAIVER), "{sentence}: {:?}", labels(sentence));
        assert!(!does(sentence, RESERVED), "{sentence}: {:?}", labels(sentence));
    }
}

#[test]
fn keeping_the_debt() {
    for sentence in [
        "Our acceptance of the proceeds does not release you from your obligation under the Note.",
        "Neither the Servicer nor the Investor waives any deficiency.",
        "You remain liable for the unpaid balance.",
        "We reserve the right to pursue the deficiency.",
        "The lender may pursue a deficiency judgment, unless prohibited by law.",
        "Acceptance of this payment is not a waiver of the deficiency.",
        "The note remains in full force and effect.",
        "Your request for a waiver of the deficiency is declined.",
        "Lender releases its lien but not the debt.",
        "We accept nothing less than the balance, and you are not released from the debt.",
        "The lien is released and no deficiency is waived.",
        "You owe us a balance, and no agent or officer of the bank waives the deficiency.",
        "You owe us the balance, and neither the bank nor its investor waives the deficiency.",
        "You owe us the balance and in no event will we waive the deficiency.",
    ] {
        assert!(does(sentence, RESERVED), "{sentence}: {:?}", labels(sentence));
        assert!(!does(sentence, RELEASE) && !does(sentence, WAIVER), "{sentence}: {:?}", labels(sentence));
    }
}

#[test]
fn a_lien_is_no_debt() {
    for sentence in [
        "We will release the lien on the property.",
        "The Deed of Trust shall be reconveyed.",
        "Lender will record a full reconveyance within thirty days.",
        "The bank will have its mortgage discharged of record.",
    ] {
        assert!(does(sentence, LIEN), "{sentence}: {:?}", labels(sentence));
        assert!(!does(sentence, RELEASE) && !does(sentence, WAIVER), "{sentence}: {:?}", labels(sentence));
    }
}

/// The items below "the following" are its subject or its object.
#[test]
fn what_follows_a_lead_in() {
    for (lead_in, words, label) in [
        ("On the Acceptance Date the following survive:", "every claim for a deficiency.", RESERVED),
        ("The following shall not be affected by this approval:", "your liability on the note; and", RESERVED),
        ("The following remain owing after the sale:", "the unpaid balance of the note", RESERVED),
        ("Upon recording, the following are released and discharged:", "the debt evidenced by the Note;", RELEASE),
        ("On receipt of funds the following are waived by Lender:", "any deficiency;", WAIVER),
        ("On receipt of funds Lender waives the following:", "any deficiency after the sale;", WAIVER),
        ("The following will be released at closing:", "the lien of the deed of trust", LIEN),
        ("Borrower agrees to the following:", "pay any deficiency", RESERVED),
        ("On receipt of funds we will do the following:", "release the deed of trust", LIEN),
        ("The following terms apply:", "Lender waives any deficiency.", WAIVER),
        ("None of the following is released by this approval:", "the debt evidenced by the Note;", RESERVED),
        ("Neither of the following is waived:", "the liability of the mortgagor", RESERVED),
        ("Lender does not waive the following:", "any claim for a deficiency", RESERVED),
        ("The following will be released at closing:", "the lien on the land", LIEN),
    ] {
        let kit = Kit::built_in().unwrap_or_else(|e| panic!("{e}"));
        let readings = kit.read(&Passage { words, lead_in, ..Passage::default() }, &[]);
        let labels: Vec<String> = readings.iter().map(|r| r.effect.label()).collect();
        assert!(labels.iter().any(|l| l == label), "{lead_in} {words}: {labels:?}");
        let frees = labels.iter().any(|l| l == RELEASE || l == WAIVER);
        assert!(label != RESERVED || !frees, "{lead_in} {words}: {labels:?}");
        assert!(readings.iter().all(|r| words.get(r.evidence.start..r.evidence.end).is_some()), "{lead_in} {words}");
    }
}

/// "Foregoing" is what stands before, not the act of forgoing; a request made without a waiver is not one for it.
#[test]
fn words_that_only_look_like_giving_up() {
    assert!(does("Lender reserves its right to collect the foregoing deficiency.", RESERVED));
    assert!(!does("Lender reserves its right to collect the foregoing deficiency.", WAIVER));
    assert!(does("Subject to the foregoing, Lender waives any deficiency.", WAIVER));
    assert!(!does("Your request for a sale without a waiver of the deficiency is granted.", WAIVER));
    assert!(!does("The Loan Documents are in full force and effect and Borrower has no defense to them.", RESERVED));
}

#[test]
fn words_that_promise_nothing() {
    for sentence in [
        "If the deficiency is waived, you may receive a Form 1099-C.",
        "Borrower releases and forever discharges Lender from all debts and claims.",
        "Seller shall be released from the listing agreement.",
        "You asked us to waive the deficiency.",
        "We forgive late fees of $1,240.",
        "Many lenders waive the deficiency.",
        "Will the bank waive the deficiency?",
    ] {
        let all = labels(sentence);
        assert!(
            !all.iter().any(|l| l.starts_with("debt-release") || l.starts_with("deficiency")),
            "{sentence}: {all:?}"
        );
    }
}

#[test]
fn weak_words_are_weak() {
    for (sentence, hazard) in [
        ("We may release you from the debt.", "nonbinding-release"),
        ("We do not intend to pursue the deficiency at this time.", "nonbinding-release"),
        ("The balance is forgiven provided the mortgage insurer so agrees in writing.", "conditional-release"),
        ("We forgive $20,000.00 of the deficiency.", "partial-release"),
    ] {
        let all = labels(sentence);
        assert!(all.iter().any(|l| l == hazard), "{sentence}: {all:?}");
        assert!(!all.iter().any(|l| l == RELEASE || l == WAIVER), "{sentence}: {all:?}");
    }
}

/// Words of the field, in any order: what a reader must survive.
#[expect(clippy::too_many_lines, reason = "a list of words")]
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "release",
        "released",
        "we",
        "you",
        "the",
        "lender",
        "borrower",
        "deficiency",
        "not",
        "no",
        "will",
        "may",
        "if",
        "unless",
        "except",
        "for",
        "from",
        "of",
        "to",
        "and",
        "or",
        "but",
        ",",
        ";",
        ".",
        ":",
        "(",
        ")",
        "[",
        "]",
        "\"",
        "waive",
        "note",
        "lien",
        "which",
        "that",
        "what",
        "upon",
        "receipt",
        "is",
        "remain",
        "liable",
        "any",
        "all",
        "$500.00",
        "12",
        "neither",
        "nor",
        "should",
        "before",
        "N.A.",
        "Mrs.",
        "it",
        "reserves",
        "right",
        "pay",
        "nothing",
        "\u{2610}",
        "~~",
    ]);
    prop::collection::vec(word, 0..60).prop_map(|all| all.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_words_are_read_and_quoted_from_themselves(words in words()) {
        let kit = Kit::built_in().unwrap();
        let passage = Passage { words: &words, lead_in: "Lender agrees:", ..Passage::default() };
        for reading in kit.read(&passage, &[]) {
            prop_assert!(reading.evidence.end <= words.len() && !reading.evidence.is_empty());
            prop_assert!(words.is_char_boundary(reading.evidence.start) && words.is_char_boundary(reading.evidence.end));
        }
    }

    #[test]
    fn reading_twice_reads_the_same(words in words()) {
        prop_assert_eq!(labels(&words), labels(&words));
    }
}
