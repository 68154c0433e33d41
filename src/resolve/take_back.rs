//! Passages that speak of the release itself, of which no reader made anything: they are read by eye.
//!
//! "The foregoing shall have no effect where …", "the owner of the note is not bound by this letter", "when you have paid
//! the shortfall" take a release back without a word that a reader knows. Nothing is concluded from these shapes but that
//! an attorney must look; that is why they may be few and blunt.

mod quiet;

use std::sync::LazyLock;

use regex::Regex;

/// What is said of a release, a promise or a passage.
const TAKES: &str = r"(?:(?:do(?:es)?|shall|will|is|are|may|can)\s+not\s+(?:apply|bind|extend|take\s+effect|binding|effective|rely|be\s+relied)|(?:has|have|of|be\s+of|without)\s+no\s+(?:further\s+)?(?:force|effect)|expires?|(?:shall|will)\s+(?:expire|lapse|terminate|end)|terminates?|lapses?|ends|(?:is|are)\s+(?:void|withdrawn|revoked)|appl(?:y|ies)\s+only|means?\s+only|effective\s+only|took\s+effect\s+only|good\s+for|struck(?:\s+out)?|deleted|no\s+longer)";

static SHAPES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let release = format!(
        r"(?i)\b(?:this|the|these|our|such|said)\s+(?:\w+\s+){{0,2}}(?:release|waiver|forgiveness|discharge|promises?|covenant)\s+(?:\w+\s+){{0,4}}?{TAKES}\b"
    );
    let passage = format!(
        r"(?i)\b(?:foregoing|preceding|above|last|this|that)\s+(?:sentence|paragraph|provision|clause|passage)\b(?:\s+above)?\s+(?:\w+\s+){{0,3}}?{TAKES}\b"
    );
    let holder = r"(?i)\b(?:owner|holder|noteholder|investor)\b[^.;]{0,50}\b(?:not\s+bound|has\s+not\s+(?:yet\s+)?(?:decided|agreed|consented)|makes?\s+no\s+(?:such\s+)?promise)\b|\b(?:not|cannot)\s+(?:speak\s+for|bind)\s+(?:the|our)\s+(?:owner|holder|noteholder|investor)\b";
    let word = r"(?i)\b(?:forgive\w*|release\w*|waive\w*|deficiency|debt)\b[^.;]{0,40}\b(?:means?\s+only|refers?\s+to\s+the\s+lien\s+only)\b|\b(?:may|can)\s+not\s+rely\s+on\s+(?:it|them|this)\b|\bmay\s+not\s+be\s+relied\s+(?:up)?on\b";
    let paid = r"(?i)\b(?:when|once|after|upon|until|if|provided(?:\s+that)?|as\s+soon\s+as)\b(?:\s+(?:you|the|your|borrower|seller|have|has|our|receipt|of|closing|and|from|by|us|\w+ed)\b){0,8}\s+(?:pay|pays|paid|payment\s+(?:by\s+(?:you|the\s+\w+)\s+)?of|payment\s+in\s+full\s+of)\s+(?:(?:us|to|in|full|the|any|your|of|entire|whole)\s+){0,3}(?:deficiency|shortfall|difference|(?:remaining|unpaid|full|deficiency)\s+(?:loan\s+)?balance|amount\s+by\s+which)\b";
    let gap = r"(?:deficiency|shortfall|difference|(?:remaining|unpaid|full|deficiency)\s+(?:loan\s+)?balance|amount\s+by\s+which)";
    let by_you = format!(
        r"(?i)\b(?:when|once|after|upon|until|if|provided)\b[^.;]{{0,30}}\b{gap}\b[^.;]{{0,20}}\b(?:has\s+been|have\s+been|is|are)\s+(?:fully\s+)?paid\b|\b(?:receipt\s+from\s+you|(?:delivery|payment)\s+by\s+you|your\s+(?:delivery|payment))\s+of\b[^.;]{{0,40}}\b{gap}\b"
    );
    let struck = r"(?i)\b(?:sentence|paragraph|provision|clause|passage)\s+above\s+(?:was\s+|is\s+|has\s+been\s+)?(?:struck|deleted|crossed)|\bbefore\s+(?:this|it|the\s+(?:release|waiver|forgiveness|discharge))\s+takes\s+effect\b";
    let meaning = r"(?i)\b(?:as\s+used\s+in|in|for|for\s+the\s+purposes?\s+of)\s+this\s+(?:letter|agreement|approval|notice)\b[^.;]{0,60}\b(?:deficiency|(?:in)?debt(?:edness)?|forgiv\w+|releas\w+|waive\w*|borrowers?|obligors?|balance|obligations?)\b[^.;]{0,40}\bmeans?\b|\b(?:deficiency|debt|forgiv\w+|releas\w+|waive\w*)\b,?\s+(?:as\s+used\s+in|in|for|for\s+the\s+purposes?\s+of)\s+this\s+(?:letter|agreement|approval|notice)\b[^.;]{0,20}\bmeans?\b";
    let untrue = r"(?i)\b(?:accurate|complete|correct|true|misstate\w*|omi(?:t|ss)\w*|inaccura\w+|incomplete|untrue|false)\b[^.;]{0,90}\b(?:this|the)\s+(?:letter|approval|agreement|settlement|release|waiver)\s+(?:\w+\s+){0,3}(?:of\s+no\s+(?:force|effect)|void|null|at\s+an\s+end)\b";
    let part = r"(?:sentence|paragraph|provision|clause|passage|wording|language|statement)s?";
    let undone = format!(
        r"(?i)\b(?:disregard|ignore|strike|delete|withdraw|cross\s+out)\b[^.;]{{0,30}}\b{part}\b|\b(?:the|this|that)\s+(?:\w+\s+)?{part}\b[^.;]{{0,80}}\b(?:(?:included|sent|printed|inserted|left)\s+(?:in\s+error|by\s+mistake)|(?:is|are|was|were|has\s+been|have\s+been)\s+(?:hereby\s+)?(?:deleted|withdrawn|removed|stricken|revoked|rescinded|taken\s+out))\b"
    );
    let back = r"(?i)\bback\s+(?:where|as)\b[^.;]*\b(?:loan|debt|note|mortgage)\b|\b(?:exhibit|paragraph|section|release|waiver|covenant|agreement|promise)\b[^.;]*\bloses?\s+(?:its|all|their)\s+(?:force|effect)\b";
    let over = r"(?i)\bno\s+(?:version|approval|offer|consent|commitment)\s+is\s+(?:now\s+)?(?:open|in\s+effect|outstanding|in\s+force)\b";
    let alone = r"(?i)\b(?:paragraph|promise|release|waiver|forgiveness|sentence|clause|section)\s+(?:is|are|was)\s+(?:given|made|meant|good|intended)\s+(?:for|to|as\s+to|with\s+respect\s+to)\b[^.;]*\b(?:only|alone)\b";
    let silent = r"(?i)\bnothing\s+in\s+(?:this|these)\s+(?:\w+\s+)?(?:speaks\s+to|touches|changes|affects|reaches|deals\s+with|alters|concerns)\s+(?:her|his|their|the)\s+(?:own\s+)?(?:position|liabilit\w+|obligations?|guarant\w+|debt)\b";
    let outline = r"(?i)\bfor\s+(?:files|cases|loans|requests|customers|borrowers|homeowners)\s+(?:that\s+|which\s+|whom\s+)?(?:the\s+)?\w+\s+(?:pass|passes|approve|approves|accept|accepts)\b|\bhow\s+an?\s+(?:deed\s+in\s+lieu|short\s+sale)\s+works?\b";
    let secured = r"(?i)\b(?:as|only\s+as)\s+to\s+the\s+secured\s+(?:portion|part|debt)\b|\bfor\s+(?:the\s+)?purposes?\s+of\s+(?:this\s+sale|the\s+sale|credit\s+reporting)\b";
    let instalments = r"(?i)\b(?:released|relieved|excused|freed)\s+from\s+(?:\w+\s+){0,5}?(?:further|future|monthly|remaining)\s+(?:monthly\s+)?(?:payments?|instal?lments?)\b";
    let by_whom = r"(?i)\b(?:deficiency|balance|shortfall|debt)\b[^.;]*\bby\s+(?:(?:judicial|way\s+of)\s+foreclosure|[\w\s,&]{2,40}\b(?:itself|alone))\b";
    let governs = r"(?i)\b(?:governs?|controls?|prevails?)\s+(?:(?:in\s+(?:case|the\s+event)\s+of|if\s+there\s+is)\s+(?:a\s+|any\s+)?conflict|where\s+(?:it|they)\s+differ|over\s+this\s+letter)\b";
    let nobody = r"(?i)\b(?:release|waiver|forgiveness|discharge)\b(?:\s+\w+){0,3}\s+(?:confers?|gives?|grants?)\s+(?:no|nothing)\b|\bconfers?\s+nothing\b|\b(?:words|release|waiver|forgiveness)\b[^.;]{0,40}\b(?:is|are)\s+(?:given\s+)?for\s+(?:the\s+)?(?:(?:benefit|information|convenience|use)\s+of\s+(?:the\s+)?(?:escrow|closing|title|settlement|buyers?|purchasers?|brokers?|agents?|lender|bank|servicer|investor)|\w+'s\s+(?:benefit|information|convenience|use))|\b(?:may|can)\s*not\s+rely\s+on\s+(?:\w+\s+){0,3}(?:release|waiver|words|letter|promise|forgiveness)\b";
    let pending = r"(?i)\b(?:sign-?off|approval|consent|concurrence|ratification)\b[^.;]{0,40}\b(?:waiver|release|forgiveness|write-?off|cancellation)\b[^.;]{0,80}\b(?:requested|pending|awaited|outstanding|when\s+it\s+comes|not\s+yet|applied\s+for)\b|\bnot\s+yet\s+(?:signed\s+off|approved|agreed\s+to|consented\s+to|decided)\b[^.;]{0,40}\b(?:waiver|release|forgiveness|balance|shortfall)\b|\basked\s+to\s+(?:approve|sign\s+off\s+on|consent\s+to|agree\s+to)\s+(?:the\s+)?(?:waiver|release|forgiveness)\b";
    let lasts = r"(?i)\b(?:release|waiver|forgiveness)\s+(?:(?:will|shall)\s+)?(?:lasts?|holds?|stands?|is\s+honou?red|runs?|continues?)\s+for\s+\w+(?:\s+\w+)?\s+(?:days|months|years)\b|\bhonou?r\s+(?:this|the|our)\s+(?:release|waiver|promise)\s+for\b|\b(?:note|loan|debt)\s+(?:governs?|applies|stands|is\s+(?:owed|due))\s+again\b|\bthereafter\s+is\s+governed\s+by\b";
    let scope = r"(?i)\b(?:those|these|both)\s+(?:paragraphs|sentences|clauses|provisions)\s+(?:speak|relate|refer|go|extend|reach|concern|cover|are\s+(?:limited|confined|subject|meant|given))\b";
    let anew = r"(?i)\b(?:sign\w*|deliver\w*|execute\w*|must|shall|will|give)\b[^.;]{0,40}\breaffirm\w*\b[^.;]{0,30}\b(?:loan|note|debt|obligation)\b|\bpayments?\s+(?:will\s+|shall\s+)?resume\b|\bresum(?:e|ing)\s+(?:your\s+|the\s+|monthly\s+)?payments?\b";
    let one_alone = r"(?i)\bthis\s+(?:letter|agreement|release|approval)\s+is\s+for\s+(?:him|her|(?:M[rs]{1,2}\.?\s+)?(?-i:[A-Z])\w+(?:\s+(?-i:[A-Z])[\w-]+)?)\s+(?:alone|only)\b|\b(?:write|speak|talk)\s+(?:to|with)\s+(?:her|him|them|M[rs]{1,2}\.\s+\w+)\s+separately\b|\bposition\s+(?:is|was)\s+not\s+(?:dealt|addressed|covered|settled)\b";
    let falls = r"\b(?:(?i:this|the|our|your|such|said|his|her|their|that)\s+(?:\w+\s+)?|[A-Z][\w'-]*'s?\s+)(?i:release|waiver|discharge|forgiveness|acquittance|cancellation)(?:\s+(?:under|in|of|by|at)\s+(?:(?i:section|paragraph|item|part|article|clause|point|no\.)\s+)?(?:[A-Z\d][\w.()]*|this\s+\w+|the\s+(?:debt|note|loan|deficiency|balance)))?\s+(?i:(?:(?:shall|will|would|may)\s+)?(?:falls?|fails?|ceases?|dies?|die|perish(?:es)?|collapses?|dissolves?|unwinds?|evaporates?|vanish(?:es)?|disappears?|goes?\s+(?:with|away|too)|comes?\s+(?:undone|apart|to\s+an\s+end)|(?:is|be)\s+(?:undone|lost|gone|forfeit\w*|unwound|annulled|avoided|reversed|set\s+aside|null)))\b";
    let withdrawn = r"(?i)\b(?:approval|consent|okay|permission|offer|commitment)\b[^.;]{0,30}\b(?:(?:was|were|has\s+been|have\s+been)\s+(?:taken\s+back|called\s+off)|came\s+to\s+(?:its|an|their)\s+end|no\s+longer\s+(?:stands?|holds?|counts?)|(?:ran|has\s+run)\s+out)\b";
    let statute = r"(?i)\b(?:forgo(?:es)?|gives?\s+up|waives?|renounces?|surrenders?|relinquish(?:es)?|yields?|do(?:es)?\s+without)\b[^.;]{0,60}\b(?:(?:sections?|\u{a7}+|code)\s*(?:580[abde]|726)|anti-?deficiency|fair\s+value\s+(?:hearing|limit\w*|protections?))\b";
    let untouched = r"(?i)\b(?:his|her|their|\w+'s)\s+(?:own\s+)?(?:undertaking|promise|liability|obligations?|duty|duties)\b[^.;]{0,40}\b(?:(?:is|are)\s+not\s+(?:touched|affected|changed|dealt|covered|altered|released|reached)|untouched|unaffected|unchanged)\b";
    let lined = r"(?i)\b(?:no\.?|nos\.?|numbers?|items?|paragraphs?|points?|sections?|clauses?)\s*\d+\b[^.;]{0,20}\b(?:lined\s+out|crossed\s+(?:out|off)|x'd\s+out)\b";
    let judged = r"(?i)\b(?:the|our|its)\s+judgment\b[^;]{0,160}\b(?:(?:is|are)\s+not\s+(?:affected|touched|released|satisfied|disturbed)|unaffected|stays|stands|remains|continues|survives)\b";
    let made_up = r"(?i)\b(?:you|borrowers?|sellers?|grantors?|he|she|they)\b[^.;]{0,30}\bmakes?\s+(?:up|good)\s+(?:the|any|that)\s+(?:difference|shortfall|gap|loss|rest|shortage)\b";
    let not_gone = r"(?i)\b(?:is|are)\s+not\s+(?:forgiven|included\s+in\s+(?:the|this)\s+(?:release|waiver|forgiveness|settlement))\b|\b(?:do(?:es)?|will)\s+not\s+go\s+away\b|\bhow\s+you\s+(?:wish|want|propose|plan|intend)\s+to\s+(?:re)?pay\b|\bmust\s+(?:still\s+)?be\s+repaid\b";
    let moved = r"(?i)\b(?:balance|remainder|rest|residue|shortfall|deficiency|charged-?off\s+\w+)\b[^.;]{0,30}\b(?:moves?|goes|passes|(?:is|are|be)\s+(?:moved|passed|turned\s+over|handed|sent))\s+(?:over\s+)?to\b[^.;]{0,60}\b(?:recover\w*|collect\w*|counsel|attorneys?|agency|partners)\b";
    let inaccurate = r"(?i)\bif\b[^.;]{0,30}\b(?:answers?|statements?|information|representations?|figures?|forms?|applications?|financials?|package)\b[^.;]{0,50}\b(?:is|are|was|were|be|proves?|turns?\s+out)\s+(?:found\s+|shown\s+|proved\s+|later\s+)?(?:to\s+(?:be|have\s+been)\s+)?(?:inaccurate|incomplete|incorrect|wrong|mistaken)\b";
    let blunt = [
        lined,
        inaccurate,
        judged,
        made_up,
        not_gone,
        moved,
        withdrawn,
        statute,
        untouched,
        falls,
        nobody,
        pending,
        lasts,
        scope,
        anew,
        one_alone,
        secured,
        instalments,
        by_whom,
        governs,
        holder,
        word,
        paid,
        struck,
        meaning,
        untrue,
        back,
        over,
        alone,
        silent,
        outline,
    ];
    [&release, &passage, &by_you, &undone]
        .into_iter()
        .map(String::as_str)
        .chain(blunt)
        .filter_map(|shape| Regex::new(shape).ok())
        .collect()
});

/// Whether words speak of the release itself in a way that may take it back.
pub(super) fn is_likely(words: &str) -> bool {
    let harmless = |shape: &LazyLock<Option<Regex>>| shape.as_ref().is_some_and(|it| it.is_match(words));
    let shaped = SHAPES.iter().any(|shape| shape.is_match(words)) && !harmless(&NO_SALE) && !harmless(&UNMARKED);
    shaped || quiet::takes(words)
}

/// "Words in a box without a mark do not bind": that is how boxes are read anyway.
static UNMARKED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:words|text|terms|options?)\s+(?:in|beside|behind)\s+(?:a|an|any)\s+box\s+(?:without\s+a\s+mark|(?:that\s+is\s+)?(?:not|un)\s*(?:marked|ticked|checked))\s+(?:do(?:es)?|shall|will)\s+not\s+(?:bind|apply|count)\b").ok()
});

/// What is said of a sale that comes to nothing takes back no release.
static NO_SALE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:sale|closing)\s+(?:does\s+not|doesn't|fails\s+to)\s+(?:close|take\s+place|happen)[^.;]{0,40}\bpayments?\b").ok()
});

/// "If the buyers back out": what comes after a condition that the sale fails holds only where it does (contract 8.21).
static IF_NO_SALE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let who = r"(?:the\s+|this\s+|that\s+|your\s+)?(?:sale|closing|deal|buyers?|purchasers?|wire|escrow|contract|(?-i:[A-Z])\w+|it|they|day|date)";
    let fails = r"(?:backs?\s+out|falls?\s+(?:apart|through)|fails?|walks?\s+away|(?:do(?:es)?|is|are|has|have)(?:\s+not|n't|\s+never)|without|comes\s+and\s+goes|collapses?|is\s+cancell?ed|drops?\s+out)";
    Regex::new(&format!(r"(?i)^(?:but\s+|and\s+)?(?:if|should)\s+{who}\b[^,;.]{{0,40}}?\b{fails}\b")).ok()
});

/// Words of a sentence that may be about what a sale leaves unpaid, or about the borrower's own failing.
const BEYOND: [&str; 22] = [
    "after",
    "deficiency",
    "shortfall",
    "nevertheless",
    "also",
    "still",
    "full",
    "enough",
    "cover",
    "pay",
    "pays",
    "rest",
    "balance",
    "remain",
    "remains",
    "remaining",
    "collect",
    "difference",
    "borrower",
    "borrowers",
    "seller",
    "lender",
];

/// Whether words say what holds only where the sale fails, and nothing beyond.
pub(super) fn is_without_a_sale(words: &str) -> bool {
    let beyond = |word: &str| BEYOND.contains(&word);
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let words_beyond = words.split_whitespace().any(|word| beyond(&plain(word)));
    IF_NO_SALE.as_ref().is_some_and(|it| it.is_match(words)) && !words_beyond
}

/// "Should the deed be set aside, the debt remains discharged": what comes back is not the debt.
static STAYS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    // Of a debt "in force" says that it is owed.
    let ended = r"(?:discharged|released|forgiven|cancell?ed|extinguished|satisfied|waived)";
    let debt = r"(?:debt|note|loan|obligations?|liability|balance)";
    let release = r"(?:release|discharge|forgiveness|waiver)";
    let good = r"(?:as\s+it\s+is|in\s+(?:full\s+)?force|untouched|undisturbed|unaffected)";
    let stays = r"\s+(?:\w+\s+){0,4}?(?:remains?|stays?|stands?)\s+";
    Regex::new(&format!(r"(?i)\b{debt}{stays}{ended}\b|\b{release}{stays}{good}\b")).ok()
});

/// Words by which that holds for a while or for somebody only.
static BUT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:unless|until|except|only|provided|so\s+long|as\s+long|not|no\s+longer|reinstat\w*|reviv\w*|collect\w*|void|again)\b").ok()
});

/// Whether words say of the release that it stays, whatever comes.
pub(super) fn stays_free(words: &str) -> bool {
    let has = |shape: &LazyLock<Option<Regex>>| shape.as_ref().is_some_and(|it| it.is_match(words));
    has(&STAYS) && !has(&BUT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_seen() {
        assert_eq!(SHAPES.len(), 35);
        for words in [
            "The words of release above are for the benefit of escrow and confer nothing on the sellers.",
            "The sellers may not rely on the words of release above.",
            "Bellhaven's sign-off on the waiver of the balance has been requested.",
            "The investor has not yet signed off on the waiver of the balance.",
            "The investor has been asked to approve the waiver.",
            "The release lasts for six years after closing.",
            "We will honor this release for six years.",
            "After six years the note governs again.",
            "Those paragraphs speak to the sum of $60,000.00.",
            "Mrs. Doyle to deliver her reaffirmation of the loan with the closing package.",
            "Should either of you return to work within eighteen months, payments resume.",
            "This letter is for Mr. Doyle alone.",
            "This release is given for the benefit of both of you, and after six years the note governs again.",
            "We will write to her separately about her position.",
            "We accept the net proceeds in full satisfaction of the debt as to the secured portion.",
            "The account will be treated as settled for purposes of this sale.",
            "You are released from your obligation to make further monthly payments under the note.",
            "We waive any right to collect the deficiency by judicial foreclosure.",
            "No deficiency will be sought by the Bank itself.",
            "Schedule B, which forms part of this letter, governs in case of conflict.",
            "Should that happen, both sides are back where they stood before the deed, the loan with them.",
            "If a judge sets the deed aside, Section 4 loses its effect.",
            "The request was refused, and no approval is open.",
            "This clause is given for the first account only.",
            "Nothing in this letter speaks to her position.",
            "For files that the board passes, our attorney prepares the papers.",
            "Here is how a deed in lieu works with this bank.",
        ] {
            assert!(is_likely(words), "{words}");
        }
    }

    #[test]
    fn older_shapes_are_seen() {
        for words in [
            "The foregoing sentence shall have no effect where the net proceeds are less than the payoff.",
            "The preceding sentence does not apply if the net proceeds are below $200,000.",
            "The release does not apply if net proceeds fall short of the total amount you owe.",
            "This waiver expires on June 30, 2028.",
            "This promise shall lapse on December 31, 2028.",
            "This release terminates two years after closing.",
            "The waiver is effective only until the loan is sold to a new holder.",
            "This release does not bind the investor that owns the loan.",
            "The owner of the note is not bound by this letter.",
            "We do not speak for the owner of the note.",
            "Forgiveness, as used here, means only that we will not report the balance.",
            "These promises are made to the buyer only and you may not rely on them.",
            "When you have paid us the shortfall, we will release you from the debt.",
            "Once you pay the deficiency balance of $92,764.09, you will have no further liability.",
            "You will be released from the debt when you have paid the remaining balance in full.",
            "The lender will discharge you from all liability on the debt once the shortfall has been paid by you.",
            "We will cancel the note upon receipt from you of the amount by which the debt exceeds the proceeds.",
            "The debt is fully satisfied by your delivery of cash equal to the difference.",
            "Paragraph above struck out by mutual agreement.",
            "In this letter 'Indebtedness' means the portion of the loan balance that is equal to the Net Proceeds.",
            "Should any of them turn out to be other than complete and accurate, this letter will be of no effect from its date.",
            "An officer of the bank must countersign a separate release before this takes effect.",
            "As used in this letter, deficiency and debt mean unpaid late charges.",
            "In this letter, the borrower means the purchaser of the property.",
            "Forgiven, for this letter, means that we will not foreclose.",
            "CORRECTION OF MAY 14: the sentence above on liability was included in error and is deleted.",
            "Should a court set the deed aside, the Owner's discharge under Three falls with it.",
            "(c) if an answer in your October form is found to be inaccurate.",
            "If the box is not initialed by our officer, the release above does not apply.",
            "2/5/26 - Per board call, no. 4 lined out on bank's original. Nos. 1-3 ok.",
            "The judgment that the court entered on this note is not affected by the settlement.",
            "Should the books show a loss, you will make up the difference within a year.",
            "The $16,904.00 that the bank advanced is not forgiven and must be repaid.",
            "What we advanced does not go away with the note; tell us how you wish to repay it.",
            "The charged-off remainder moves to Tidewater Recovery Partners, who will be in touch.",
            "This okay was taken back on June 20, and it no longer stands.",
            "The answer is that the consent came to its end on May 30, 2025.",
            "As part of this transaction the borrowers forgo the benefit of section 580e.",
            "The bank has not come to the end of that; her undertaking on the note is not touched by (iii).",
            "This paragraph no longer has a place in our agreement with you.",
            "Should a lien come to light, we would put things back as they were, the loan included.",
            "If that happens, the release dies with the deed.",
            "P.S. Please disregard the paragraph about liability.",
            "REVISION: the second paragraph is withdrawn.",
        ] {
            assert!(is_likely(words), "{words}");
        }
    }

    #[test]
    fn a_release_that_stays_is_told_from_one_that_comes_to_an_end() {
        assert!(stays_free("Should a court set the deed aside, the debt remains discharged and the mortgage returns."));
        assert!(stays_free("If that happens, the release in Section 3 stays in force."));
        assert!(!stays_free("The debt remains discharged only until the deed is set aside."));
        assert!(!stays_free("If the deed is set aside, the debt stands as before."));
        assert!(!stays_free("If the sale is rescinded, the Note remains in full force and effect."));
        assert!(!stays_free("The loan is reinstated and the obligation stands as it is today."));
    }

    #[test]
    fn what_holds_only_without_a_sale_is_told_from_what_holds_after_one() {
        for words in [
            "If the Castellanos back out, we just go along as we were, and you owe me what you owed me.",
            "If the closing falls apart then the loan stays as it is and we talk again, I guess.",
            "But if the wire is not here by then, the note runs on as it was written.",
        ] {
            assert!(is_without_a_sale(words), "{words}");
        }
        for words in [
            "If the sale does not pay us in full, you still owe the rest.",
            "If the sale does not pay us in full, you owe the rest.",
            "If the funds are not enough to pay the note in full, you owe us the balance.",
            "If Borrower fails to pay the note, Lender may collect the balance.",
            "If the net fails to reach the payoff, the shortfall is yours.",
            "If you back out, you owe me what you owed me.",
            "The note stays as it is.",
        ] {
            assert!(!is_without_a_sale(words), "{words}");
        }
    }

    #[test]
    fn good_and_plain_words_are_not() {
        for words in [
            "This approval expires on April 30, 2027.",
            "This letter is void if the sale does not close.",
            "Upon receipt of the net proceeds we will release you from the debt and waive the deficiency.",
            "You will not be asked to pay the deficiency.",
            "After closing you need not pay the remaining balance.",
            "The release takes effect at closing.",
            "If the sale closes, the shortfall will be forgiven.",
            "The owner of the note has agreed to this release.",
            "If you are in bankruptcy, this letter is for information only.",
            "If the sale does not close, your payments resume where they stood.",
            "The investor has signed off on the waiver of the balance.",
            "This release is given for the benefit of both of you.",
            "Words in a box without a mark do not bind the holder or the borrower.",
            "A discharge of the mortgage goes up to the registry.",
        ] {
            assert!(!is_likely(words), "{words}");
        }
    }
}
