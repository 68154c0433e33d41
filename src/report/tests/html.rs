//! The page for a browser: what it tells, what it lets in, and what hostile words can do there.

use std::collections::BTreeSet;

use super::formats::samples;
use crate::document::Packed;
use crate::document::Rect;
use crate::document::Shot;
use crate::report::accept::Accepted;
use crate::report::accept::By;
use crate::report::checked::Checked;
use crate::report::exit::Gate;
use crate::report::html;
use crate::report::marks;
use crate::report::marks::Looks;
use crate::report::sample;
use crate::report::top_line;
use crate::report::visible::visible;
use crate::review::Review;

/// A page of one dot.
fn shot() -> Shot {
    let part = Rect { x0: 0.0, y0: 0.0, x1: 612.0, y1: 792.0 };
    Shot { width: 1, height: 1, part, packed: Packed::GreyPng, bytes: vec![1, 2, 3] }
}

fn page(review: &Review) -> String {
    let looks = |document: &Review| {
        let pages = 1..=document.pages.unwrap_or(0);
        Looks { shots: pages.map(|page| (page, Ok(shot()))).collect(), ..Looks::default() }
    };
    html::begin("Review") + &html::file(review, 1, &looks) + &html::end()
}

/// Words as a browser has them back.
fn unescaped(html: &str) -> String {
    [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")]
        .iter()
        .fold(html.to_owned(), |text, (code, sign)| text.replace(code, sign))
}

#[test]
fn the_page_of_a_letter_that_contradicts_itself() {
    let html = html::file(&sample::contradiction(), 1, &|_| Looks::default());
    insta::assert_snapshot!(html);
}

#[test]
fn the_answer_stands_in_one_line() {
    let line = top_line::line(&sample::contradiction().judgement);
    let meant =
        "Lien released: yes (p. 2) · Personal debt released: yes, but other words weaken it (p. 1) · Deficiency: ";
    assert!(line.starts_with(meant) && line.ends_with("reserved (p. 2)"), "{line}");
    let alone = top_line::line(&sample::lien_only().judgement);
    assert_eq!(alone, "Lien released: yes (p. 1) · Personal debt released: no · Deficiency: not waived");
}

#[test]
fn the_page_goes_from_the_answer_to_what_was_not_read() {
    let sections = ["prot", "hazards", "eye", "gaps", "law", "facts", "odd", "unread"];
    let headings = sections.map(|section| format!("-{section}\"><h2"));
    let order: Vec<String> = std::iter::once("<p class=\"top\">".to_owned()).chain(headings).collect();
    let mut met = BTreeSet::new();
    for review in samples() {
        for letter in page(&review).split("<article class=\"letter\"").skip(1) {
            let places: Vec<(usize, &String)> =
                order.iter().filter_map(|part| Some((letter.find(part)?, part))).collect();
            assert!(places.is_sorted(), "{}: {places:?}", review.meta.name);
            met.extend(places.into_iter().map(|(_, part)| part));
            let not_read = letter.contains("-unread\">Not read</h2>");
            assert_eq!(not_read, letter.contains("Not all of it was read"), "{}", review.meta.name);
        }
    }
    assert_eq!(met.len(), order.len(), "no sample has one of the sections: {met:?}");
}

#[test]
fn a_decision_stands_in_the_card_and_in_the_note() {
    let review = sample::contradiction();
    let accepted = || Accepted { by: By::Review, reason: Some("Read <b>twice</b>.".to_owned()), until: None };
    let checked = Checked::of(&review, Gate::default(), |_| Some(accepted()));
    let html = html::checked(&checked, 1, &|_| Looks::default());
    let cards = html.matches("<article class=\"card").count();
    assert!(cards > 0);
    assert_eq!(html.matches("accepted by review (Read &#60;b&#62;twice&#60;/b&#62;.)").count(), cards, "{html}");
    let notes = marks::of(&checked.documents[0], None);
    let told = notes
        .iter()
        .flat_map(|mark| &mark.says)
        .filter(|says| says.ends_with("; accepted by review (Read <b>twice</b>.)"));
    let passages: usize = review.findings.iter().filter(|finding| !finding.evidence.is_empty()).count();
    assert!(told.count() >= passages);
}

#[test]
fn the_page_tells_every_finding_with_its_words() {
    for review in samples() {
        let html = unescaped(&page(&review));
        for document in marks::documents(&review) {
            for finding in &document.findings {
                assert!(html.contains(&visible(&finding.message)), "{}: {}", document.meta.name, finding.id);
                assert!(
                    html.contains(&visible(&finding.ask)),
                    "{}: what to ask for {}",
                    document.meta.name,
                    finding.id
                );
                for words in &finding.evidence {
                    assert!(html.contains(&visible(&words.quote)), "{}: {}", document.meta.name, words.quote);
                }
            }
        }
        assert!(html.contains("This is not legal advice."));
    }
}

#[test]
fn links_lead_somewhere_and_anchors_are_unique() {
    for review in samples() {
        let html = page(&review);
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{}", review.meta.name);
        for target in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(unique.contains(target), "{}: #{target}", review.meta.name);
        }
    }
}

#[test]
fn nothing_from_outside_and_nothing_active() {
    let html = page(&sample::hostile());
    assert!(html.contains("default-src &#39;none&#39;; img-src data:; style-src &#39;sha256-"), "{html}");
    for tag in ["<script", "<b ", "<iframe", "<object", "<form", "javascript:", "@import", "url("] {
        assert!(!html.contains(tag), "{tag}");
    }
    let inside_tags = html.split('<').skip(1).filter_map(|rest| rest.split('>').next());
    for tag in inside_tags {
        assert!(!tag.contains(" style=") && !tag.contains(" onload="), "<{tag}>");
        for reference in ["src=\"", "href=\""] {
            let targets = tag.split(reference).skip(1).filter_map(|rest| rest.split('"').next());
            targets
                .for_each(|target| assert!(target.starts_with('#') || target.starts_with("data:image/"), "{target}"));
        }
    }
    let hidden = ['\u{202e}', '\u{2028}', '\u{fffe}', '\u{ffff}', '\u{e0041}', '\u{7f}'];
    let odd: String = html.chars().filter(|c| *c != '\n' && (c.is_control() || hidden.contains(c))).collect();
    assert!(odd.is_empty(), "{odd:?}");
}

#[test]
fn a_masked_report_says_why_it_shows_no_page() {
    let looks = Looks { withheld: Some("People are masked.".to_owned()), ..Looks::default() };
    let html = html::file(&sample::freed(), 1, &|_| looks.clone());
    assert!(html.contains("People are masked.") && !html.contains("<img"), "{html}");
}
