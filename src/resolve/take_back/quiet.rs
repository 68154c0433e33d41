//! Ways to take a release back that name neither a debt nor a release: by what points back at it ("this promise", "items (b)
//! and (c)", "the excess"), by what has happened already (a part that was sold, a judgment on the note), or by somebody who is
//! left out.

use crate::text::Twofold;

/// A part of the loan that somebody else has by now.
static SOLD: Twofold = Twofold::new(|| {
    let part = r"(?:part|portion|piece|share|half|thirds?|fourths?|fifths?|quarters?|tenths?|percent|%)";
    let done = r"(?:conveyed|sold|bought|assigned|transferred|passed|acquired|purchased)";
    format!(
        r"(?i){part}\s[^.;]{{0,15}}\b(?:of|in)\s+(?:the|this|your|our)\s+(?:\w+\s+)?(?:loan|account|debt|note|balance)\b[^;]{{0,110}}\b{done}\b|\bno\s+longer\s+(?:holds?|owns?)\b[^.;]{{0,40}}\b(?:loan|debt|note|account|balance|piece|part|portion)\b|\bdeal\s+with\s+\w+\s+about\s+its\b"
    )
});

/// What comes out above a figure, and who pays it.
static OVERAGE: Twofold = Twofold::new(|| {
    let owed = r"(?:(?:is|are|shall\s+be|will\s+be)\s+(?:for\s+your\s+account|yours|due|payable|owed|charged|billed|to\s+be\s+paid)|to\s+(?:the\s+)?(?:sellers?|borrowers?)\b|you\s+(?:will\s+|shall\s+|must\s+)?(?:owe|pay))";
    let more = r"\b(?:if|should)\b[^.;]{0,80}\b(?:more|higher|greater|larger|exceeds?)\b[^.;]{0,60}\byou\b[^.;]{0,20}\b(?:owe|pay|bear)\b";
    format!(r"(?i)\b(?:excess|overage|overrun|true-?up)\b[^.;]{{0,40}}\b{owed}|{more}")
});

/// A promise that lasts for a while.
static FOR_A_WHILE: Twofold = Twofold::new(|| {
    let promise = r"(?:promises?|undertakings?|releases?|waivers?|forgiveness|covenants?|assurances?)";
    let lasts = r"(?:runs?|lasts?|holds?|stands?|(?:is|are)\s+good)";
    format!(
        r"(?i)\b{promise}\b[^.;]{{0,30}}\b{lasts}\b[^.;]{{0,20}}\b(?:for|until|till|to|through)\b[^.;]{{0,40}}\b(?:months?|years?|days|anniversary)\b"
    )
});

/// A promise for one place, and rights that stay at another.
static FOR_A_PLACE: Twofold = Twofold::new(|| {
    let item = r"(?:items?|paragraphs?|sections?|clauses?|points?|sentences?|parts?|nos?\.)\s*\(?[0-9a-z]{1,3}\)?(?:[^.;]{0,12}\(?\b[0-9a-z]{1,3}\)?)?";
    let only = format!(
        r"\b{item}\s+(?:is|are|was|were)\s+(?:given|made|meant|good|said)\s+(?:for|in|as\s+to)\b[^.;]*\b(?:only|alone)\b"
    );
    let there = r"\bkeeps?\s+what(?:ever)?\s+(?:it|we|rights?)\b|\bconcerns?\s+(?:proceedings|suits|actions)\s+in\b|\bwhat\s+(?:we|it|the\s+bank)\s+may\s+do\s+(?:in|there|elsewhere)\b";
    format!(r"(?i){only}|{there}")
});

/// Somebody who keeps rights in what another gives up: "the Trust keeps its own rights in that sum".
static OWN_RIGHTS: Twofold = Twofold::new(|| {
    let sum = r"(?:(?:that|this|the|such|said)\s+(?:\w+\s+)?(?:sum|balance|debt|note|difference|deficiency|shortfall|shortage|rest|residual|residue|remainder|amount|loan)|it|you|the\s+borrowers?)";
    format!(
        r"(?i)\bkeeps?\s+(?:its|their|all|his|her)\s+(?:own\s+)?rights?\s+(?:in|to|on|under|against)\s+{sum}\b|\bfor\s+(?:itself|himself|herself|themselves)\s+alone\b"
    )
});

/// The shortfall outside of what is released, and an insurer that gets back what it pays.
static OUTSIDE: Twofold = Twofold::new(|| {
    let gap = r"(?:shortage|shortfall|deficiency|difference|(?:unpaid|remaining)\s+(?:balance|rest|part))";
    let left = r"(?:is|are)\s+(?:left\s+)?(?:outside|excluded|not\s+(?:included|covered|a?\s*part)|no\s+part\s+of)";
    let back = r"(?:will|may|can|to)\s+(?:get|have|take|claim)\s+(?:it|them|that|this|what\s+it\s+(?:paid|pays))\s+back\s+from";
    format!(r"(?i)\b{gap}\b[^.;]{{0,40}}\b{left}\b|\b{back}\b")
});

/// Somebody who is not released.
static LEFT_OUT: Twofold = Twofold::new(|| {
    let who = r"(?:M(?:r|s|rs|iss|x)\.?\s+[A-Z][\w'-]+|[A-Z][\w'-]+\s+[A-Z][\w'-]+|(?i:he|she|they|(?:the\s+)?(?:co-?)?(?:borrower|maker|signer|obligor)s?|(?:your\s+)?(?:spouse|husband|wife)))";
    format!(r"\b{who}\s+(?i:is|are)\s+(?i:not\s+(?:released|freed|discharged|let\s+off|let\s+go))\b")
});

/// Words by which a passage says the contrary of what its shape looks like.
static DENIES: Twofold = Twofold::new(|| {
    r"(?i)\b(?:neither|nobody|no\s+one|never|nor|no\s+(?:part|excess|overage)|none|forever|permanent(?:ly)?|not\s+be\s+(?:asked|billed|charged))\b"
        .to_owned()
});

/// A judgment that was taken on the note.
static JUDGMENT: Twofold = Twofold::new(|| {
    let on = r"(?:on|upon|under)\s+(?:the|this|that|your)\s+(?:same\s+)?(?:note|debt|loan|bond|obligation)";
    format!(
        r"(?i)\bjudgment\b[^.;]{{0,60}}\b{on}\b|\bjudgment\b[^.;]{{0,60}}\bagainst\s+you\b|\bnote\b[^.;]{{0,20}}\bmerged\s+in(?:to)?\b"
    )
});

/// A judgment that goes with the debt, or that is none of this note's.
static JUDGMENT_GOES: Twofold = Twofold::new(|| {
    let goes = r"(?:satisf\w+|releas\w+|dismiss\w+|cancel\w+|discharg\w+|withdraw\w*|withdrawn|lifted|removed|marked|waiv\w+|seek\w*|sought|taken\s+off|given\s+up|strik\w+|struck|set\s+aside|vacat\w+)";
    format!(
        r"(?i)\bjudgment\b[^;]{{0,120}}\b{goes}|\b{goes}[^;]{{0,80}}\bjudgment\b|\b(?:sole|own|better|business|good)\s+judgment\b|\bdeficiency\s+judgment\b|\bno\s+judgment\b|\bjudgment\s+of\s+foreclosure\b|\bforeclosure\s+judgment\b"
    )
});

/// A judgment that does not go after all.
static JUDGMENT_STAYS: Twofold = Twofold::new(|| {
    r"(?i)\bnot\s+(?:be\s+|hereby\s+|thereby\s+)?(?:vacated|released|satisfied|cancell?ed|discharged|dismissed|affected)\b|\b(?:until|unless|till)\s+(?:\w+\s+){0,2}(?:satisf\w+|releas\w+|discharg\w+|cancel\w*)\b".to_owned()
});

/// Whether words may take a release back without naming it.
pub(super) fn takes(words: &str) -> bool {
    let ends = [&SOLD, &OVERAGE, &FOR_A_WHILE, &FOR_A_PLACE, &OWN_RIGHTS, &OUTSIDE, &LEFT_OUT]
        .into_iter()
        .filter_map(|shape| shape.of(words)?.find(words).map(|found| found.end()));
    // What is denied behind it is another thing: "for twenty-four months and never longer".
    let is_said = |end: usize| !words.get(..end).is_some_and(|said| DENIES.is_in(said));
    ends.into_iter().any(is_said) || has_a_judgment(words)
}

/// Whether a judgment on the note is told of, and not that it goes.
fn has_a_judgment(words: &str) -> bool {
    if !JUDGMENT.is_in(words) {
        return false;
    }
    !JUDGMENT_GOES.is_in(words) || JUDGMENT_STAYS.is_in(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_back_without_a_name_is_seen() {
        for words in [
            "The part of your account not backed by the value of the house ($58,210.44) was conveyed to Redrock Receivables.",
            "As our notice told you, two fifths of this loan was bought by Cormorant that month.",
            "We no longer hold the unsecured piece of the loan.",
            "You will deal with Cormorant about its two fifths.",
            "Should the true figure come out higher, the excess is for your account.",
            "Overage on line 4, if any   to seller, net 60 days",
            "If the shortfall at closing is more than that, you will owe us the difference.",
            "The whole of this promise runs for twenty-four months from the day of closing.",
            "The second and third undertakings last until the second anniversary of closing.",
            "Items (b) and (c) are given for South Carolina only.",
            "Since you live in Idaho, SNH keeps whatever it could ask for there.",
            "What is said above concerns proceedings in the courts of Nevada.",
            "What we may do in Georgia is as it was.",
            "Mrs. Coombs is not released.",
            "The rest is forgiven, for itself alone, and the Trust keeps its own rights in that sum.",
            "The money judgment docketed on the note is not vacated by this letter.",
            "The judgment in 25 CVS 1140 was taken on the same note last autumn.",
            "We took a judgment on the note in February.",
            "The shortage of $31,400 is outside the release.",
            "The difference of $31,400 is not included.",
            "Cardinal will pay the bank a claim for the loss and will get it back from Ms. Quillon.",
            "We have a judgment on the note, which, until satisfied, is a lien on your other land.",
            "This promise runs for twenty-four months from closing and never longer.",
            "The overage is for your account, and none of it is ours to bear.",
            "Da\u{df} Mrs. L\u{e9}vy is not released.",
        ] {
            assert!(takes(words), "{words}");
        }
        for words in [
            "The servicing of your loan was transferred to us in May.",
            "If the price is higher, you will not be asked for more.",
            "Neither of you will owe us the excess, should the figure come out higher.",
            "This promise holds for good.",
            "The approval is good for sixty days.",
            "The lien is not released until we are paid.",
            "The judgment on the note will be marked satisfied.",
            "No judgment will be taken on the note.",
            "We will not seek a deficiency judgment on the note.",
            "Judgment of foreclosure has been entered against you both.",
            "In our sole judgment the offer is fair.",
            "Part of the price was sold short.",
        ] {
            assert!(!takes(words), "{words}");
        }
    }
}
