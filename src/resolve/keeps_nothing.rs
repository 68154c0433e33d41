//! Passages that the learned reader takes, or half takes, for a claim that is kept, and that keep nothing of this borrower: a
//! label over a choice, a claim against somebody who handles the closing, an insurer that pays the lender and no more.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::Twofold;

/// A claim against the desk that closes.
static ON_THE_DESK: Twofold = Twofold::new(|| {
    let desk = r"(?:closing|escrow|title|settlement)\s+(?:attorney|agent|company|officer|office)|M(?:r|s|rs)\.\s+[\w-]+['\u{2019}]s?\s+(?:office|firm)";
    format!(r"(?i)\b(?:collect|recover|claim|demand|have)\b[^.;]{{0,40}}\bfrom\s+(?:the\s+|that\s+)?(?:{desk})\b")
});

/// "No waiver of one closing requirement is a waiver of another": of what must be done, and not of the debt.
static NO_OTHER_WAIVER: Twofold = Twofold::new(|| {
    r"(?i)^no\s+waiver\s+(?:by\s+[\w\s]{2,30}\s)?of\s+(?:one|any|a)\s+(?:\w+\s+){0,2}(?:requirements?|conditions?|terms?|breach(?:es)?|defaults?|provisions?)\s+(?:is|shall\s+be|will\s+be|operates\s+as)\s+(?:deemed\s+)?a\s+waiver\s+of\s+(?:another|any\s+other|others)\b[^.;]{0,40}[.]?$".to_owned()
});

/// Who handles the loan, and for whom: "Tarrow Ridge collects this loan for Kestrel Home Trust".
static HANDLES: Twofold = Twofold::new(|| {
    r"(?i)\b(?:collects?|services?|looks?\s+after|administers?|handles?)\s+(?:your|this|the)\s+(?:loan|account|note|mortgage)\b".to_owned()
});

/// Words of what happens to it: then more is said than who handles it.
static BEYOND: Twofold = Twofold::new(|| {
    r"(?i)\b(?:deficien\w+|balance|short\w+|rest|remain\w*|after|still|will|shall|unpaid|difference|from\s+you|owe[sd]?|until|liab\w+|continues?|reserv\w+|retain\w*|maintain\w*|claims?|recover\w*|recourse|pursu\w+|waive\w*|gives?|loss|lost|keeps?|kept|rights?|open|sue[sd]?|but|except)\b".to_owned()
});

/// What the borrowers may owe one another is not owed to the lender.
static AMONG_THEM: Twofold = Twofold::new(|| {
    r"(?i)\bnothing\s+(?:here|in\s+this\s+\w+)\s+(?:alters?|changes?|affects?)\s+what\s+(?:they|you)\s+(?:may\s+)?owe\s+(?:each\s+other|one\s+another)\b[^.;,]*[.]?$".to_owned()
});

/// A claim against more than one.
static OR_FROM: Twofold = Twofold::new(|| r"(?i)(?:,|\band|\bor)\s+from\b".to_owned());

/// The borrower in any part of a sentence.
static BORROWER: Twofold = Twofold::new(|| {
    r"(?i)\b(?:you|your|yours|borrowers?|sellers?|obligors?|grantors?|mortgagors?|makers?|he|she|they|him|her|them)\b"
        .to_owned()
});

/// A label: capitals without a sum, and nothing that says that anything is owed.
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^[A-Z][A-Z ,'\u{2019}()-]{3,79}:?$").ok());

/// Words by which a label says something after all.
static SAYS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?:OWE[SD]?|OWING|LIABLE|LIABILITY|REMAINS?|STAYS?|KEPT|KEEPS?|RESERV\w+|RETAIN\w*|MAINTAIN\w*|CLAIM\w*|RECOVER\w*|RECOURSE|OPEN|PURSU\w+|HOLDS?|HELD|NOT|NO|COLLECT\w*|DUE|PAYABLE|SURVIVES?|WILL|SHALL|MUST|MAY|YOU|YOUR|WE|BANK|LENDER|MR|MRS|MS|BORROWERS?|SELLERS?)\b").ok()
});

/// Whether words keep nothing against the borrower.
pub(super) fn keeps_nothing(words: &str) -> bool {
    let has = |shape: &LazyLock<Option<Regex>>| shape.as_ref().is_some_and(|it| it.is_match(words.trim()));
    let of_others = ON_THE_DESK.is_in(words) && !BORROWER.is_in(words);
    let only_handles = HANDLES.is_in(words) && !BEYOND.is_in(words);
    let is_of_others = of_others && !OR_FROM.is_in(words);
    let is_between = AMONG_THEM.is_in(words) && words.to_lowercase().matches("owe").count() == 1;
    let is_label = has(&LABEL) && !has(&SAYS);
    is_of_others || only_handles || is_between || NO_OTHER_WAIVER.is_in(words) || is_label
}

/// Who but the borrower may not rely on a letter: nothing is taken back by it.
static RELIED_ON: Twofold = Twofold::new(|| {
    r"(?i)^[^.;]*\bmay\s+not\s+be\s+relied\s+(?:up)?on\s+by\s+any\s+(?:other\s+)?(?:purchasers?|buyers?)\b(?:\s+(?:but|other\s+than|except)\s+(?:M(?:r|s|rs)\.\s+)?[^.;,]{2,30})?\.?\s*$".to_owned()
});

/// That a term is a fair price.
static FAIR: Twofold = Twofold::new(|| {
    r"(?i)\b(?:is|are)\s+(?:a\s+)?(?:fair|good|adequate|sufficient)\s+(?:return|exchange|consideration|value|price)\b"
        .to_owned()
});

/// Words by which a term ends or hangs on something.
static ENDS: Twofold = Twofold::new(|| {
    r"(?i)\b(?:withdraw\w*|withdrawn|revok\w*|rescind\w*|unless|if|until|till|months?|years?|days|nor|runs?|lasts?|void|only|expires?|lapses?|ceases?|anniversary)\b".to_owned()
});

/// Whether words that speak of the release take nothing of it back.
pub(super) fn takes_nothing(words: &str) -> bool {
    RELIED_ON.is_in(words) || FAIR.is_in(words) && !ENDS.is_in(words)
}

/// An insurer pays, or is asked to.
static PAYS: Twofold = Twofold::new(|| {
    let pays = r"(?:will\s+)?(?:pays?|makes?\s+good)\b[^.;]{0,60}\bclaim\b|\bmake\s+good\b[^.;]{0,90}\bclaim\b|\bwill\s+be\s+claimed\s+from\b";
    format!(r"(?i)\b(?:{pays})")
});

/// More than that: a second thing that is done, somebody of whom, or a way back to the borrower.
static MORE: Twofold = Twofold::new(|| {
    r"(?i)\b(?:and|then|but|which|who|may|might|can|could|gets?|got|becomes?|entitled|reimburs\w*|repa\w*|assign\w*|succe\w*|transfer\w*|back|subrogat\w*|recover\w*|recourse|rights?|reserv\w+|pursu\w+|collect\w*|bill(?:s|ed)?|steps?|stands?|place|bound|joins?|debt|owed?|owes|seek\w*|sue[sd]?|against|look\w*|turns?|ask(?:s|ed)?|keeps?|kept|free|M(?:r|s|rs|iss|x)\.)".to_owned()
});

/// Whether words say that an insurer pays the lender, and nothing else.
pub(super) fn only_pays(words: &str) -> bool {
    PAYS.is_in(words) && !MORE.is_in(words) && !BORROWER.is_in(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_claims_against_the_desk_keep_nothing() {
        for words in [
            "WHAT IS STILL UNPAID AFTER THE MONEY COMES IN",
            "BALANCE OF THE NOTE AFTER THE PRICE IS APPLIED:",
            "The lender may recover from the title company any part of the price that was not passed on.",
            "Nothing here takes away our right to collect from Ms. L\u{e9}vy\u{2019}s office what was not passed on.",
        ] {
            assert!(keeps_nothing(words), "{words}");
        }
        assert!(keeps_nothing("Tarrow Ridge collects this loan for Kestrel Home Trust 2006-4, which owns the note."));
        assert!(!keeps_nothing("Tarrow Ridge collects the loan after the sale as well."));
        assert!(keeps_nothing("Nothing here alters what they may owe each other under the decree."));
        assert!(keeps_nothing("No waiver by the bank of one closing requirement is a waiver of another."));
        for words in [
            "No waiver by the bank of the lien is a waiver of the debt.",
            "You still owe us the difference, and what you owe each other is your affair.",
            "Tarrow Ridge services your loan for the Trust, which reserves every claim on the note.",
            "BANK RETAINS CLAIM FOR DEFICIENCY",
            "DEFICIENCY OPEN FOR RECOVERY FROM MS. QUILLON",
            "The bank may recover from the title company, and from Ms. Quillon, what was not passed on.",
            "THE BALANCE REMAINS DUE",
            "REMAINING BALANCE: $14,000.00",
            "DEFICIENCY NOT WAIVED",
            "What is still unpaid after the money comes in",
            "We may recover from the title company or from you what is not paid.",
            "We may recover from you what is not paid.",
            "The lender may collect from Ms. Levy what is not paid.",
        ] {
            assert!(!keeps_nothing(words), "{words}");
        }
    }

    #[test]
    fn an_insurer_that_pays_keeps_nothing() {
        for (words, only) in [
            ("Under the master policy Cardinal will pay Tallgrass a claim for part of that sum.", true),
            ("The Department will make good the rest of the loss, within its guaranty, by a claim payment.", true),
            ("What the sale does not bring in will be claimed from the Department under its guaranty.", true),
            ("Cardinal will pay a claim and may come to you for it.", false),
            (
                "Cardinal Mortgage Insurance will pay the bank a claim for the loss and will get it back from Ms. Quillon.",
                false,
            ),
            ("Cardinal will pay a claim to Elm, and becomes entitled to reimbursement by Ms. Quillon.", false),
            ("The insurer has its own view.", false),
            ("Cardinal will pay a claim and recover it.", false),
            ("Cardinal, which pays the claim, keeps its subrogation.", false),
            ("The insurer pays a claim and has made its own decision.", false),
        ] {
            assert_eq!(only_pays(words), only, "{words}");
        }
    }

    #[test]
    fn who_relies_and_what_is_fair_takes_nothing() {
        assert!(takes_nothing("The consent may not be relied on by any purchaser but Mr. Sprague."));
        assert!(takes_nothing("You say that section 3 is a fair return for it."));
        for words in [
            "The release may not be relied on.",
            "The release is withdrawn unless we think the price is fair value.",
            "This promise runs for twelve months from closing, and the price is a fair return for it.",
            "The release may not be relied on by any purchaser, nor by you after the first anniversary of closing.",
        ] {
            assert!(!takes_nothing(words), "{words}");
        }
    }
}
