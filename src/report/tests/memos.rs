//! The memo in Markdown and Word, and the letter to the lender: they tell all findings, and nothing in them is alive.

use std::io::Read as _;

use crate::extract;
use crate::finding::Finding;
use crate::finding::FindingId;
use crate::id::Hazard;
use crate::id::Kind;
use crate::judge;
use crate::report::accept::Accepted;
use crate::report::accept::By;
use crate::report::checked::Checked;
use crate::report::docx::Memos;
use crate::report::exit::Gate;
use crate::report::markdown;
use crate::report::request;
use crate::report::request::Requests;
use crate::report::sample;
use crate::report::terminal;
use crate::report::tests::formats::checked;
use crate::report::tests::formats::samples;
use crate::report::tests::plain;
use crate::report::visible::visible;
use crate::report::visible::visible_name;
use crate::report::words;
use crate::review::Review;
use crate::review::redact::Mask;

fn docx(checked: &Checked<'_>) -> Vec<u8> {
    let mut memos = Memos::default();
    memos.add(checked);
    memos.file().unwrap()
}

fn letter(checked: &Checked<'_>) -> Vec<u8> {
    let mut letters = Requests::default();
    letters.add(checked);
    letters.file().unwrap()
}

/// What our own reader reads in a Word document, white space made plain.
fn read_back(file: &[u8]) -> String {
    let pages = extract::pages(file);
    assert!(pages.troubles.is_empty(), "{:?}", pages.troubles);
    flat(&pages.text)
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Markdown whose signs are themselves again.
fn unescaped(markdown: &str) -> String {
    let mut out = String::new();
    let mut signs = markdown.chars();
    while let Some(c) = signs.next() {
        out.extend(if c == '\\' { signs.next() } else { Some(c) });
    }
    out
}

/// Every way to write the whole memo, as plain text.
fn whole(checked: &Checked<'_>) -> [(&'static str, String); 2] {
    [("markdown", flat(&unescaped(&markdown::memo(checked)))), ("docx", read_back(&docx(checked)))]
}

fn documents(review: &Review) -> Vec<&Review> {
    if review.parts.is_empty() { vec![review] } else { review.parts.iter().flat_map(documents).collect() }
}

#[test]
fn the_whole_memo_in_markdown() {
    insta::assert_snapshot!(markdown::memo(&checked(&sample::contradiction())));
}

#[test]
fn the_letter_to_the_lender() {
    insta::assert_snapshot!(request::text(&checked(&sample::contradiction())));
}

#[test]
fn the_word_document_as_read_back() {
    insta::assert_snapshot!(extract::pages(&docx(&checked(&sample::contradiction()))).text);
}

#[test]
fn whole_memos_tell_every_finding_with_its_words_and_what_to_ask_for() {
    for review in samples() {
        for (format, out) in whole(&checked(&review)) {
            assert!(out.contains(words::verdict(review.judgement.verdict)), "{format}: {out}");
            assert!(out.contains(words::NO_ADVICE), "{format}: {out}");
            for finding in documents(&review).into_iter().flat_map(|document| &document.findings) {
                let head = match format {
                    "markdown" => format!("**{} {}**: ", finding.severity, finding.id),
                    _ => format!("{}: ", finding.severity),
                };
                let said = [&finding.message, &finding.ask].map(|said| flat(&visible(said)));
                let quotes = finding.evidence.iter().map(|e| flat(&visible(&e.quote)));
                for words in said.into_iter().chain(quotes).chain([head.trim_end().to_owned(), finding.id.to_string()])
                {
                    assert!(out.contains(&words), "{format} of {}: no `{words}` in\n{out}", review.meta.name);
                }
            }
        }
    }
}

/// The short memo names small gaps by id alone.
#[test]
fn the_terminal_names_every_finding_of_the_letter_that_decides() {
    for review in samples() {
        let memo = flat(&plain(&terminal::memo(&review, 80)));
        for finding in &review.findings {
            assert!(memo.contains(finding.id.as_str()), "{}: no {} in\n{memo}", review.meta.name, finding.id);
        }
    }
}

/// What a request is about, as the lender hears it.
fn said_to_the_lender(finding: &Finding) -> String {
    if finding.id.as_str() == "unclear-language" {
        return "A sentence that can be read in more than one way".to_owned();
    }
    let message = flat(&visible(&finding.message));
    let known = [("Missing: ", "To be added: "), ("Weak: ", "To be made firm: ")];
    let told = known.iter().find_map(|(ours, theirs)| Some([theirs, message.strip_prefix(ours)?].concat()));
    told.unwrap_or(message)
}

#[test]
fn the_letter_asks_once_for_each_finding_in_order_of_gravity() {
    for review in samples() {
        let checked = checked(&review);
        let texts = [flat(&request::text(&checked)), read_back(&letter(&checked))];
        for text in &texts {
            assert!(text.contains("ot legal advice"), "{text}");
            for document in documents(&review) {
                if !matches!(document.judgement.kind, Kind::ShortSale | Kind::DeedInLieu) {
                    assert!(!text.contains(&format!("made by acquit from {}.", document.meta.name)), "{text}");
                    continue;
                }
                let informs = |id: FindingId| matches!(id.as_str(), "tax-reporting" | "fraud-waste-carve-out");
                let asked = document.findings.iter().filter(|finding| !informs(finding.id));
                let own = text.split("DRAFT").find(|own| own.contains(&visible_name(&document.meta.name))).unwrap();
                let mut after = 0;
                for (number, finding) in (1..).zip(asked) {
                    let head = format!("{number}. {}", said_to_the_lender(finding));
                    let at = own.find(&head).unwrap_or_else(|| panic!("no `{head}` in\n{own}"));
                    assert!(at >= after, "{head}: {own}");
                    after = at;
                    let rest = &own[at..];
                    let ask = format!("We ask for: {}", flat(&visible(&finding.request)));
                    assert!(rest.contains(&ask), "{ask}: {rest}");
                    for e in &finding.evidence {
                        let quote = format!("Your letter says ({}): “{}”", words::place(e), flat(&visible(&e.quote)));
                        // Words that several requests are about are quoted once.
                        assert!(own.contains(&quote), "{quote}: {own}");
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_not_known_is_a_placeholder_and_what_is_known_is_none() {
    let known = request::text(&checked(&sample::contradiction()));
    for words in ["Loan number: 0042-7715", "Property: 9 Fig Lane, Fresno, CA 93701", "dated: May 1, 2019", "[Lender]"]
    {
        assert!(known.contains(words), "{words}: {known}");
    }
    let unknown = request::text(&checked(&sample::lien_only()));
    for words in ["[loan number]", "[names]", "[address of the property]", "[date of the letter]"] {
        assert!(unknown.contains(words) && !known.contains(words), "{words}: {unknown}");
    }
    let none = request::text(&checked(&sample::other()));
    assert!(none.contains("no letter to the lender was drafted") && !none.contains("Dear"), "{none}");
}

#[test]
fn a_contribution_that_a_statute_forbids_is_met_with_the_statute() {
    let asked = |facts: &str| {
        let letter = judge::sample::letter(Kind::ShortSale, &["You will bring $2,000.00 to the closing."])
            .risks(Hazard::SellerContribution, "You will bring $2,000.00 to the closing.");
        request::text(&checked(&sample::reviewed("letter.pdf", letter, facts)))
    };
    let home = "state=CA,units=1,trustor=individual,cross-collateral=no,consent-date=2019-05-01";
    assert!(asked(home).contains("By statute: CCP 580e(b)."), "{}", asked(home));
    // What only may apply is not said to the lender.
    for facts in ["state=CA", "state=TX,units=1,trustor=individual"] {
        assert!(!asked(facts).contains("By statute"), "{facts}");
    }
}

#[test]
fn decisions_are_told_and_ask_for_nothing() {
    let review = sample::contradiction();
    let accept = |finding: &crate::finding::Finding| {
        let reason = Some("Struck in the signed copy, page 2.".to_owned());
        (finding.id.as_str() == "seller-contribution").then_some(Accepted { by: By::Review, reason, until: None })
    };
    let decided = Checked::of(&review, Gate::default(), accept);
    let says = "accepted by review (Struck in the signed copy, page 2.)";
    let memo = flat(&plain(&terminal::checked(&decided, 80)));
    for (format, out) in whole(&decided).into_iter().chain([("terminal", memo)]) {
        assert!(out.contains(&format!("Decision: {says}")), "{format}: {out}");
        assert!(out.contains("NO RELEASE") && out.contains("You will bring $2,000.00"), "{format}: {out}");
    }
    let letter = flat(&request::text(&decided));
    assert!(letter.contains(&format!("Not asked for: seller-contribution ({says})")), "{letter}");
    assert!(!letter.contains("You will bring"), "{letter}");
}

#[test]
fn hostile_words_are_inert_in_memos_and_letters() {
    let review = sample::hostile();
    let accept = |_: &_| Some(Accepted { by: By::Review, reason: Some(sample::HOSTILE.to_owned()), until: None });
    for checked in [checked(&review), Checked::of(&review, Gate::default(), accept)] {
        let texts = [markdown::memo(&checked), request::text(&checked), plain(&terminal::checked(&checked, 80))];
        for text in texts.iter().chain(&[xml(&docx(&checked)), xml(&letter(&checked))]) {
            let odd: String = text
                .chars()
                .filter(|c| c.is_control() && *c != '\n' || "\u{202e}\u{2028}\u{fffe}\u{ffff}\u{e0041}".contains(*c))
                .collect();
            assert!(odd.is_empty(), "{odd:?}");
        }
        let markdown = markdown::memo(&checked);
        for alive in ["<b ", "[here](", "http://", "&amp;&#65;"] {
            assert!(!markdown.replace(&format!("\\{alive}"), "").contains(alive), "{alive}: {markdown}");
        }
        for file in [docx(&checked), letter(&checked)] {
            assert!(!xml(&file).contains("<b "), "an element of the document's");
            assert!(!xml(&file).contains("w:hyperlink"));
            read_back(&file);
        }
    }
}

/// All the XML in a Word document; each file of it must be whole.
fn xml(file: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut text = String::new();
        archive.by_index(at).unwrap().read_to_string(&mut text).unwrap();
        super::formats::xml_text(&text);
        all.push_str(&text);
    }
    all
}

#[test]
fn a_word_document_has_headings_tables_page_numbers_and_a_language() {
    let xml = xml(&docx(&checked(&sample::contradiction())));
    for part in [
        "\"Heading1\"",
        "\"Heading2\"",
        "\"Heading3\"",
        "<w:tblHeader/>",
        "w:instr=\" PAGE \"",
        "w:val=\"en-US\"",
        "NUMPAGES",
    ] {
        assert!(xml.contains(part), "{part}");
    }
    for style in xml.split("<w:pStyle w:val=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(xml.contains(&format!("w:styleId=\"{style}\"")), "no style {style}");
    }
}

#[test]
fn the_same_review_gives_the_same_bytes() {
    for review in samples() {
        assert_eq!(docx(&checked(&review)), docx(&checked(&review)));
        assert_eq!(letter(&checked(&review)), letter(&checked(&review)));
    }
}

#[test]
fn masked_people_are_in_no_memo_and_no_letter() {
    for review in [sample::contradiction(), sample::mail()] {
        let masked = Mask::of(&review).review(&review);
        let checked = checked(&masked);
        let texts = whole(&checked).map(|(_, text)| text);
        for text in texts.iter().chain(&[request::text(&checked), read_back(&letter(&checked))]) {
            for word in ["Ruiz", "ruiz", "Ana", "Ben ", "0042-7715", "0051-332077", "Fig Lane", "Brandt"] {
                assert!(!text.contains(word), "{word} in\n{text}");
            }
        }
    }
}
