//! Pattern files: rows and guards, compiled over the lexicon of the program and run over a sentence.
#![no_main]

use acquit::lexicon::Lexicon;
use acquit::pattern::Patterns;
use acquit::read::Frames;
use acquit::reading::Passage;
use libfuzzer_sys::fuzz_target;

/// A lexicon that is quickly compiled.
const WORDS: &str = "[[concept]]\nname = \"act-release\"\nclass = \"verb\"\nwords = [\"release\", \"let go of\"]\n\
    [[concept]]\nname = \"debt\"\nclass = \"noun\"\nwords = [\"debt\", \"note\"]\n\
    [[concept]]\nname = \"negator\"\nclass = \"word\"\nwords = [\"not\", \"never\"]\n";
const SENTENCE: &str =
    "The Lender will not release or let go of the debt of $5,000.00 unless, before 3/4/2024, the note is paid.";

fuzz_target!(init: acquit_fuzz::watch(), |data: &[u8]| {
    let Some((kind, Ok(text))) = data.split_first().map(|(kind, rest)| (kind, std::str::from_utf8(rest))) else { return };
    // A row as it stands in a file, so that the fuzzer need not find the fields around it.
    let row = || format!(
        "id = \"rescission-right\"\ntitle = \"t\"\nwhy = \"w\"\nask = \"a\"\n[[row]]\nsay = ['''{}''']\n",
        text.replace("'''", "")
    );
    let files = match kind % 4 {
        0 => vec![("lexicon/a.toml", WORDS.to_owned()), ("hazards/rescission-right.toml", text.to_owned())],
        1 => vec![("lexicon/a.toml", WORDS.to_owned()), ("hazards/rescission-right.toml", row())],
        2 => vec![("lexicon/a.toml", WORDS.to_owned()), ("guards.toml", text.to_owned())],
        _ => vec![("lexicon/a.toml", text.to_owned())],
    };
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    if let Ok(patterns) = Patterns::compile(&files) {
        let passage = Passage { words: SENTENCE, ..Passage::default() };
        let _ = patterns.read(&patterns.lexicon().tag(SENTENCE), &passage);
        let _ = patterns.matching(&passage);
    }
    if let (3, Ok(lexicon)) = (kind % 4, Lexicon::compile(&files)) {
        let _ = Frames::compile(&[("a.toml", text)], &lexicon);
    }
});
