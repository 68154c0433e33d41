//! Shows the units of plain text files, in the notation of `corpus/units`:
//! `cargo run --example units -- FILE…`. A line `<page>` in a file stands for a form feed.

use std::process::ExitCode;

use acquit::document::Format;
use acquit::document::Method;
use acquit::document::Page;
use acquit::document::Pages;
use acquit::segment::Form;
use acquit::segment::Standing;
use acquit::segment::Unit;
use acquit::span::RawSpan;
use acquit::text::Text;

fn main() -> ExitCode {
    for path in std::env::args().skip(1) {
        let Ok(file) = std::fs::read_to_string(&path) else { return ExitCode::from(2) };
        if file.starts_with("### ") || file.contains("\n### ") {
            cases(&file);
        } else {
            show(&plain(&file));
        }
    }
    ExitCode::SUCCESS
}

/// Prints a file of cases with what is read now in place of what is expected.
#[expect(clippy::print_stdout, reason = "an example that shows something")]
fn cases(file: &str) {
    let mut parts = file.split("\n### ");
    println!("{}", parts.next().unwrap_or("").trim_end());
    for case in parts {
        let fragment = case.split("\n--->").next().unwrap_or("");
        println!("\n### {fragment}\n--->");
        let (_, letter) = fragment.split_once('\n').unwrap_or(("", ""));
        show(&plain(letter));
    }
}

#[expect(clippy::print_stdout, reason = "an example that shows something")]
fn show(pages: &Pages) {
    let text = acquit::normalise::text(pages);
    let structure = acquit::segment::structure(&text);
    let mut heading = None;
    for unit in &structure.units {
        println!("{}", line(&text, unit));
        for lead in structure.lead_ins(unit) {
            println!("    lead-in | {}", acquit::segment::words(&text, lead));
        }
        if let Some(span) = unit.heading.filter(|span| heading != Some(*span)) {
            println!("    heading | {}", acquit::segment::words(&text, span));
        }
        heading = unit.heading.or(heading);
    }
}

fn line(text: &Text, unit: &Unit) -> String {
    let form = match unit.form {
        Form::Sentence => "sentence",
        Form::ListItem => "item",
        Form::Row => "row",
        Form::Ticked => "ticked",
        Form::Unticked => "unticked",
        Form::Heading => "heading",
        Form::Question => "question",
        Form::Matter => "matter",
    };
    let standing = match unit.standing {
        Standing::Body => "",
        Standing::Recital => " recital",
        Standing::Quotation => " quotation",
        Standing::Exhibit => " exhibit",
        Standing::Explainer => " explainer",
        Standing::Definition => " definition",
    };
    let number = unit.number.as_ref().map_or_else(String::new, |number| format!(" {number}"));
    format!("{form}{standing}{number} | {}", acquit::segment::words(text, unit.span))
}

fn plain(file: &str) -> Pages {
    let text = file.replace("\n<page>\n", "\n\x0c");
    let (mut pages, mut start) = (Vec::new(), 0);
    for (n, part) in text.split('\x0c').enumerate() {
        let span = RawSpan::new(start, start + part.len());
        pages.push(Page { number: u32::try_from(n + 1).ok(), span, lines: Vec::new(), read: true });
        start += part.len() + 1;
    }
    let (stretches, troubles) = (Vec::new(), Vec::new());
    Pages { format: Format::Text, method: Method::TextLayer, text, pages, stretches, troubles, quality: 1.0 }
}
