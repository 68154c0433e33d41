//! Answers a sentence bank with reader A alone: `bank FILE` prints one object a line; `bank --trace TEXT` shows the reading.
use acquit::id::Hazard;
use acquit::lexicon::Lexicon;
use acquit::read::Frames;
use acquit::reading::{Effect, Passage};
use std::io::Write;

fn main() {
    let lexicon = Lexicon::built_in().unwrap();
    let frames = Frames::built_in(lexicon).unwrap();
    let args: Vec<String> = std::env::args().collect();
    if args[1] == "--trace" {
        let text = args[2..].join(" ");
        let tagged = lexicon.tag(&text);
        println!("{}", frames.trace(&tagged));
        for r in frames.read(lexicon, &Passage { words: &text, ..Passage::default() }, &[]) {
            println!("{} [{}] by {} cues {:?}", r.effect.label(), r.evidence.of(&text), r.pattern, r.cues);
        }
        return;
    }
    let out = std::io::stdout();
    let mut out = std::io::BufWriter::new(out.lock());
    for line in std::fs::read_to_string(&args[1]).unwrap().lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = row["text"].as_str().unwrap_or("");
        let context = row["context"].as_str().unwrap_or("");
        let passage = Passage::in_context(text, context);
        let readings = frames.read(lexicon, &passage, &[]);
        let unclear = readings.iter().any(|r| r.effect == Effect::Endangers(Hazard::UnclearLanguage));
        let labels: Vec<String> = readings
            .iter()
            .filter(|r| r.effect != Effect::Endangers(Hazard::UnclearLanguage))
            .map(|r| r.effect.label())
            .collect();
        writeln!(out, "{}", serde_json::json!({"id": row["id"], "labels": labels, "unclear": unclear})).unwrap();
    }
}
