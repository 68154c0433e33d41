//! The differences as a page for a browser: one file that needs nothing beside it and lets nothing in.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use quick_xml::escape::escape;
use sha2::Digest;
use sha2::Sha256;

use crate::report::diff::Diff;
use crate::report::diff::Quote;
use crate::report::diff::Was;
use crate::report::diff::course;
use crate::report::diff::text::place;
use crate::report::diff::words::shortened;
use crate::report::visible::visible;
use crate::report::visible::visible_name;
use crate::report::words;

/// Colours in light and dark with enough contrast; struck and added words differ without colours too.
const STYLE: &str = ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;\
padding:1rem;overflow-wrap:break-word}table{border-collapse:collapse;width:100%;table-layout:fixed}th:first-child{width:22%}th,td{border:1px solid #8a8a8a;\
padding:.3rem .5rem;text-align:left;vertical-align:top}del,ins{padding:0 .15em}del{background:#ffd9d9;color:#7a0d0d}\
ins{background:#d5f2d9;color:#0c4a1a}blockquote{margin:.2rem 0;padding-left:.6rem;border-left:3px solid #8a8a8a}\
@media(prefers-color-scheme:dark){del{background:#5a1a1a;color:#ffdede}ins{background:#164023;color:#d9f7df}}\
@page{size:letter;margin:.75in}";

/// The page.
#[must_use]
pub fn html(diff: &Diff) -> String {
    let digest = BASE64_STANDARD.encode(Sha256::digest(STYLE));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\"><meta \
         name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Two versions of a letter</title>\
         <style>{STYLE}</style></head>\n<body><main><h1>Two versions of a letter</h1>\n"
    );
    let version = |name: &str, version: &super::Version| {
        let name = format!("<th scope=\"row\">{name}</th>");
        row(&[name, cell(&visible_name(&version.path)), cell(words::verdict(version.verdict))])
    };
    let rows = [version("Old", &diff.old), version("New", &diff.new)].concat();
    table(&mut out, &["Version", "File", "Verdict"], &rows);
    // Writing to a string cannot fail.
    let _ = writeln!(out, "<p>{}</p>", words_of(course(diff)));
    lists(&mut out, diff);
    out.push_str("<h2>Words that changed</h2>\n");
    if diff.words.is_empty() {
        out.push_str("<p>None.</p>\n");
    }
    for change in &diff.words {
        let _ = writeln!(out, "<h3>{}</h3>", words_of(&place(change)));
        let marked = change.stretches.iter().map(|stretch| {
            let said = words_of(&shortened(stretch));
            match stretch.was {
                Was::Kept => said,
                Was::Struck => format!("<del>{said}</del>"),
                Was::Added => format!("<ins>{said}</ins>"),
            }
        });
        let _ = writeln!(out, "<p>{}</p>", marked.collect::<Vec<_>>().join(" "));
    }
    let _ = writeln!(out, "<p>{}</p></main></body></html>", words_of(words::NO_ADVICE));
    out
}

/// Clauses, hazards and facts, each as a table where there are some.
fn lists(out: &mut String, diff: &Diff) {
    let clauses: String = diff
        .protections
        .iter()
        .map(|clause| {
            let [old, new] = [clause.old, clause.new].map(|status| status.map_or("none", |status| status.as_str()));
            row(&[head(clause.id.as_str()), quoted(old, &clause.old_words), quoted(new, &clause.new_words)])
        })
        .collect();
    let hazards: String = diff
        .hazards
        .iter()
        .map(|hazard| {
            let [old, new] = [hazard.old, hazard.new].map(|one| one.map_or("not there", |severity| severity.as_str()));
            let (before, after): (&[Quote], &[Quote]) =
                if hazard.new.is_some() { (&[], &hazard.words) } else { (&hazard.words, &[]) };
            row(&[head(hazard.id.as_str()), quoted(old, before), quoted(new, after)])
        })
        .collect();
    let facts: String = diff
        .facts
        .iter()
        .map(|fact| {
            let [old, new] = [&fact.old, &fact.new].map(|value| cell(value.as_deref().unwrap_or("not stated")));
            row(&[head(fact.fact), old, new])
        })
        .collect();
    for (title, first, rows) in [
        ("Clauses that changed", "Clause", clauses),
        ("Hazards that came, went or weigh otherwise", "Hazard", hazards),
        ("Facts that changed", "Fact", facts),
    ] {
        if !rows.is_empty() {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "<h2>{title}</h2>");
            table(out, &[first, "Old", "New"], &rows);
        }
    }
}

/// Words as the page shows them: nothing that steers, and no sign of HTML.
fn words_of(words: &str) -> String {
    escape(visible(words)).into_owned()
}

fn cell(words: &str) -> String {
    format!("<td>{}</td>", words_of(words))
}

fn head(words: &str) -> String {
    format!("<th scope=\"row\">{}</th>", words_of(words))
}

fn quoted(says: &str, quotes: &[Quote]) -> String {
    let quote = |quote: &Quote| {
        let page = quote.page.map_or_else(String::new, |page| format!("page {page}, "));
        ["<blockquote>“", &words_of(&quote.quote), "” (", &page, &format!("line {})</blockquote>", quote.line)].concat()
    };
    let quotes: String = quotes.iter().map(quote).collect();
    format!("<td>{}{quotes}</td>", words_of(says))
}

fn row(cells: &[String]) -> String {
    ["<tr>", &cells.concat(), "</tr>\n"].concat()
}

fn table(out: &mut String, names: &[&str], rows: &str) {
    let names: String = names.iter().flat_map(|name| ["<th scope=\"col\">", name, "</th>"]).collect();
    // Writing to a string cannot fail.
    let _ = writeln!(out, "<table><thead><tr>{names}</tr></thead><tbody>\n{rows}</tbody></table>");
}
