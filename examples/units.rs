//! Shows the units of plain text files: `cargo run --example units -- FILE…`.

use std::process::ExitCode;

use acquit::document::Format;
use acquit::document::Method;
use acquit::document::Page;
use acquit::document::Pages;
use acquit::span::RawSpan;

fn main() -> ExitCode {
    for path in std::env::args().skip(1) {
        let Ok(text) = std::fs::read_to_string(&path) else { return ExitCode::from(2) };
        show(&plain(text));
    }
    ExitCode::SUCCESS
}

#[expect(clippy::print_stdout, reason = "an example that shows something")]
fn show(pages: &Pages) {
    let text = acquit::normalise::text(pages);
    let structure = acquit::segment::structure(&text);
    for unit in &structure.units {
        let number = unit.number.as_deref().unwrap_or("");
        let words = acquit::segment::words(&text, unit.span);
        println!("{:9}|{:10}|{number:4}|{words}", format!("{:?}", unit.form), format!("{:?}", unit.standing));
        for lead in structure.lead_ins(unit) {
            println!("         ^ {}", acquit::segment::words(&text, lead));
        }
        if let Some(heading) = unit.heading {
            println!("         # {}", acquit::segment::words(&text, heading));
        }
    }
}

fn plain(text: String) -> Pages {
    let (mut pages, mut start) = (Vec::new(), 0);
    for (n, part) in text.split('\x0c').enumerate() {
        let span = RawSpan::new(start, start + part.len());
        pages.push(Page { number: u32::try_from(n + 1).ok(), span, lines: Vec::new(), read: true });
        start += part.len() + 1;
    }
    let (stretches, troubles) = (Vec::new(), Vec::new());
    Pages { format: Format::Text, method: Method::TextLayer, text, pages, stretches, troubles, quality: 1.0 }
}
