//! The floors of the house: a module uses only modules of floors below its own, and the floors of the library touch
//! nothing outside the program.
//!
//! The sources are cut into tokens, so that comments and strings do not count. Every path that begins with `crate`,
//! `self` or `super` is resolved from the module it stands in. What a module hands on (`pub use`) stands below that
//! module by the same law, so that only names handed on by `lib.rs` need looking up.

#![expect(clippy::unwrap_used, reason = "a file that is not there is a failed test")]

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proc_macro2::Delimiter;
use proc_macro2::TokenStream;
use proc_macro2::TokenTree;

/// The floors, lowest first. `src/lib.rs` and ARCHITECTURE.md say the same.
const FLOORS: [&[&str]; 17] = [
    &["id", "severity", "span"],
    &["document", "reading"],
    &["evidence", "extract"],
    &["text"],
    &["normalise"],
    &["lexicon", "segment"],
    &["pattern"],
    &["survey"],
    &["model", "read"],
    &["fuse", "template"],
    &["resolve"],
    &["context", "finding"],
    &["judge"],
    &["review"],
    &["eval", "report"],
    &["batch", "cache", "ocr", "worker"],
    &["cli"],
];

/// The highest floor that opens no file, starts no process, reads no clock and no environment, and prints nothing.
const PURE: usize = 14;

/// Modules of the standard library that reach outside the program.
const OUTSIDE: [&str; 5] = ["env", "fs", "net", "process", "time"];

/// The one place that listens, at this machine's own address; it calls nobody.
const LISTENS: &str = "src/cli/serve/";

/// Macros that print.
const PRINTING: [&str; 5] = ["dbg", "eprint", "eprintln", "print", "println"];

#[test]
fn every_import_points_to_a_lower_floor() {
    let broken = broken(&sources());
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn lib_rs_tells_the_same_floors() {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let mut told: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    let mut floor = None;
    for line in lib.lines() {
        if let Some(rest) = line.strip_prefix("// floor ") {
            floor = Some(rest.split(':').next().unwrap().parse().unwrap());
        } else if let Some(module) = line.strip_prefix("pub mod ").or_else(|| line.strip_prefix("mod ")) {
            let floor = floor.expect("lib.rs names a module before its floor");
            assert!(told.entry(floor).or_default().insert(module.trim_end_matches(';')), "twice: {line}");
        }
    }
    let kept = FLOORS.iter().enumerate().map(|(floor, modules)| (floor, modules.iter().copied().collect())).collect();
    assert_eq!(told, kept, "left: src/lib.rs, right: FLOORS");
}

/// A source that breaks a law (its file, its text), and words of what must be said about it.
const PLANTED: [(&str, &str, &str); 24] = [
    ("src/segment/list.rs", "use crate::review::Review;", "segment (floor 5) uses review (floor 13)"),
    ("src/segment/list.rs", "use super::super::review::Review;", "segment (floor 5) uses review (floor 13)"),
    ("src/segment.rs", "mod inner { use super::super::review::Review; }", "segment (floor 5) uses review (floor 13)"),
    ("src/segment.rs", "pub(crate) use self::super::judge as text;", "segment (floor 5) uses judge (floor 12)"),
    ("src/lexicon/tag.rs", "use crate::segment::Unit;", "lexicon (floor 5) uses segment (floor 5)"),
    ("src/read/noun.rs", "fn f() -> u8 { g(crate::fuse::h()) }", "read (floor 8) uses fuse (floor 9)"),
    ("src/read/noun.rs", "fn f() { assert!(crate::fuse::h()) }", "read (floor 8) uses fuse (floor 9)"),
    ("src/read/noun.rs", "use crate::span::{UnitSpan}; use {crate::fuse::Kit};", "read (floor 8) uses fuse (floor 9)"),
    ("src/span.rs", "use crate::Review;", "span (floor 0) uses review (floor 13)"),
    ("src/span.rs", "use crate::Kept;", "span (floor 0) uses judge (floor 12)"),
    ("src/span.rs", "use crate::Nobody;", "names no module of FLOORS"),
    ("src/fuse.rs", "use crate::{read::Frames, reading::Reading};", "one module a line"),
    ("src/fuse.rs", "use super::*;", "one module a line"),
    ("src/fuse.rs", "use super as house;", "the whole house"),
    ("src/attic.rs", "", "stands on no floor"),
    ("src/survey/dates.rs", "use std::{collections::BTreeMap, time::SystemTime};", "std::time"),
    ("src/survey/dates.rs", "fn f() { let _ = jiff::Zoned::now(); }", "reads the clock"),
    ("src/extract/pdf.rs", "fn f() { let _ = std::fs::read(\"letter.pdf\"); }", "std::fs"),
    ("src/extract.rs", "use std::io::stdin;", "std::io::stdin"),
    ("src/cli.rs", "use std::net::TcpStream;", "opens the network"),
    ("src/cli/serve.rs", "use std::net::TcpStream;", "opens the network"),
    ("src/judge.rs", "fn f() { println!(\"done\"); }", "println!"),
    ("src/judge.rs", "include!(\"../cli.rs\");", "include!"),
    ("src/judge.rs", "extern crate self as acquit;", "extern crate"),
];

#[test]
fn a_planted_upward_import_is_found() {
    for (file, text, says) in PLANTED {
        let lib =
            ("src/lib.rs".to_owned(), "pub use review::Review; pub use self::judge::{Judgement as Kept};".to_owned());
        let broken = broken(&[lib, (file.to_owned(), text.to_owned())]);
        assert!(
            broken.iter().any(|b| b.contains(file) && b.contains(says)),
            "{file}: {text}\nwanted {says:?}: {broken:?}"
        );
    }
}

/// Sources that keep the laws.
const SOUND: [(&str, &str); 9] = [
    ("src/review.rs", "use crate::judge::Judgement; use super::span::Span;"),
    ("src/segment.rs", "/// See [`crate::review::Review`].\nconst A: &str = \"crate::review\"; // crate::review"),
    ("src/segment.rs", "mod list { use super::Unit; mod deep { use super::super::Unit; pub(crate) fn f() {} } }"),
    ("src/segment.rs", "mod tests { use super::*; }"),
    ("src/read/noun.rs", "pub(in crate::read) fn f() {} fn g(self) { self.h() }"),
    ("src/extract.rs", "use std::io::Read; use std::thread::Builder;"),
    ("src/eval.rs", "#[cfg(test)] mod tests { fn f() { std::fs::read(\"a\"); println!(); } }"),
    ("src/cli/serve/server.rs", "use std::net::SocketAddr;"),
    ("src/batch.rs", "use std::fs; fn f() { std::time::Instant::now(); }"),
];

#[test]
fn sound_sources_are_left_alone() {
    for (file, text) in SOUND {
        assert_eq!(broken(&[(file.to_owned(), text.to_owned())]), Vec::<String>::new(), "{file}: {text}");
    }
}

#[test]
fn the_server_listens_and_nobody_calls() {
    let (mut listening, mut calling) = (0, Vec::new());
    for (file, text) in sources() {
        let listens = file.starts_with(LISTENS);
        listening += usize::from(listens && text.contains("TcpListener::bind"));
        let foreign: &[&str] = if listens { &["TcpStream", "UdpSocket", "TcpSocket"] } else { &["tokio::", "axum::"] };
        calling.extend(foreign.iter().filter(|word| text.contains(*word)).map(|word| format!("{file}: {word}")));
    }
    assert_eq!((listening, calling), (1, Vec::new()));
}

/// Every source file below `src`: path with forward slashes, text.
fn sources() -> Vec<(String, String)> {
    let (mut folders, mut files) = (vec![Path::new("src").to_path_buf()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                files.push((path.to_str().unwrap().replace('\\', "/"), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    assert!(files.len() > FLOORS.len(), "the sources were not found");
    files
}

/// Every breach of a law, as a sentence.
fn broken(sources: &[(String, String)]) -> Vec<String> {
    let seen: Vec<Seen> = sources.iter().map(|(file, text)| Seen::of(file, text)).collect();
    let handed_on: BTreeMap<&str, &str> =
        seen.iter().filter(|s| s.module.is_empty()).flat_map(Seen::handed_on).collect();
    let tests: BTreeSet<&[String]> = seen.iter().flat_map(|s| s.tests.iter().map(Vec::as_slice)).collect();
    let mut broken = Vec::new();
    for source in seen.iter().filter(|s| !s.module.is_empty()) {
        let is_test = (1..=source.module.len()).any(|n| tests.contains(&source.module[..n]));
        let breaches = source.breaches(&handed_on, if is_test { Side::Test } else { Side::Shipped });
        broken.extend(breaches.into_iter().map(|says| format!("{}: {says}", source.file)));
    }
    broken
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

/// What one source file reaches for.
struct Seen {
    file: String,
    /// Its module, from the root; empty for `lib.rs` and `main.rs`.
    module: Vec<String>,
    uses: Vec<Used>,
    /// Modules that are there for tests alone.
    tests: Vec<Vec<String>>,
    /// What would lead the eye of this test astray.
    sleights: Vec<String>,
}

/// A path that begins at the crate's root or in the standard library, or a call that reaches outside.
struct Used {
    /// From the root: `crate` or `std` first.
    path: Vec<String>,
    /// The name that it goes by from here on.
    name: String,
    side: Side,
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Shipped,
    Test,
}

impl Seen {
    fn of(file: &str, text: &str) -> Self {
        let inside = file.trim_start_matches("src/").trim_end_matches(".rs");
        let root = ["lib", "main"].contains(&inside);
        let module = if root { Vec::new() } else { inside.split('/').map(str::to_owned).collect() };
        let mut seen =
            Self { file: file.to_owned(), module, uses: Vec::new(), tests: Vec::new(), sleights: Vec::new() };
        let tokens: TokenStream = text.parse().unwrap_or_else(|why| panic!("{file}: {why}"));
        seen.walk(tokens, &seen.module.clone(), Side::Shipped);
        seen
    }

    /// Names that `lib.rs` hands on, and the module each comes from.
    fn handed_on(&self) -> impl Iterator<Item = (&str, &str)> {
        self.uses.iter().filter_map(|used| Some((used.name.as_str(), used.path.get(1)?.as_str())))
    }

    fn breaches(&self, handed_on: &BTreeMap<&str, &str>, side: Side) -> Vec<String> {
        let module = self.module[0].as_str();
        let Some(here) = floor(module) else { return vec![format!("{module} stands on no floor")] };
        let upward = self.uses.iter().filter_map(|used| upward(module, here, used, handed_on));
        let pure = here <= PURE && side == Side::Shipped;
        let outside = self.uses.iter().filter(|used| pure && used.side == Side::Shipped).filter_map(outside);
        let network = self.uses.iter().filter(|_| !self.file.starts_with(LISTENS)).filter_map(network);
        upward.chain(outside).chain(network).chain(self.sleights.iter().cloned()).collect()
    }

    fn walk(&mut self, tokens: TokenStream, module: &[String], side: Side) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let (mut at, mut item) = (0, side);
        while let Some(token) = tokens.get(at) {
            at += match token {
                TokenTree::Ident(word) => {
                    let taken = self.word(&word.to_string(), &tokens[at..], module, item);
                    if word == "mod" && taken == 3 {
                        item = side;
                    }
                    taken
                }
                TokenTree::Punct(sign) => match (sign.as_char(), tokens.get(at + 1)) {
                    ('#', Some(TokenTree::Group(attribute))) => {
                        if self.marks_a_test(&attribute.stream().to_string()) {
                            item = Side::Test;
                        }
                        2
                    }
                    (';', _) => {
                        item = side;
                        1
                    }
                    (':', Some(TokenTree::Punct(next))) if next.as_char() == ':' => {
                        self.after_colons(&tokens[at..], item)
                    }
                    _ => 1,
                },
                TokenTree::Group(group) => {
                    self.walk(group.stream(), module, item);
                    if group.delimiter() == Delimiter::Brace {
                        item = side;
                    }
                    1
                }
                TokenTree::Literal(_) => 1,
            };
        }
    }

    fn marks_a_test(&mut self, attribute: &str) -> bool {
        if attribute.starts_with("path") {
            self.sleights.push("#[path]: a module stands in the file of its name".to_owned());
        }
        attribute.replace(' ', "") == "cfg(test)"
    }

    /// A word at the head of `tokens`; how many tokens it took.
    fn word(&mut self, word: &str, tokens: &[TokenTree], module: &[String], side: Side) -> usize {
        let bang = matches!(tokens.get(1), Some(TokenTree::Punct(sign)) if sign.as_char() == '!');
        match (word, tokens.get(1), tokens.get(2)) {
            ("pub", Some(TokenTree::Group(reach)), _) if reach.delimiter() == Delimiter::Parenthesis => 2,
            ("mod", Some(TokenTree::Ident(name)), Some(body)) => {
                let name: Vec<String> = module.iter().cloned().chain([name.to_string()]).collect();
                match body {
                    TokenTree::Group(body) => self.walk(body.stream(), &name, side),
                    _ if side == Side::Test => self.tests.push(name),
                    _ => {}
                }
                3
            }
            ("extern", Some(TokenTree::Ident(next)), _) if next == "crate" => {
                self.sleights.push("extern crate: the house is called `crate` inside".to_owned());
                2
            }
            ("include", ..) if bang => {
                self.sleights.push("include!: a module stands in the file of its name".to_owned());
                2
            }
            ("use", Some(TokenTree::Ident(first)), _) if module.is_empty() && !is_root(&first.to_string()) => {
                self.path(&tokens[2..], vec!["crate".to_owned(), first.to_string()], side) + 2
            }
            (word, ..) if PRINTING.contains(&word) && bang => {
                self.uses.push(Used { path: vec![format!("{word}!")], name: String::new(), side });
                2
            }
            (word, next, _) if is_root(word) => {
                let path = match word {
                    "core" | "self" if !is_colon(next) || !is_colon(tokens.get(2)) => return 1,
                    "self" => from_root(module),
                    "super" => from_root(&module[..module.len().saturating_sub(1)]),
                    "crate" => from_root(&[]),
                    _ => vec!["std".to_owned()],
                };
                self.path(&tokens[1..], path, side) + 1
            }
            _ => 1,
        }
    }

    /// `::` that no root stands before: the tail of a foreign path.
    fn after_colons(&mut self, tokens: &[TokenTree], side: Side) -> usize {
        if let (Some(TokenTree::Ident(word)), Some(TokenTree::Group(_))) = (tokens.get(2), tokens.get(3))
            && word == "now"
        {
            self.uses.push(Used { path: vec!["now()".to_owned()], name: String::new(), side });
        }
        // A leading `::std` is a root all the same; any other word is none.
        match tokens.get(2) {
            Some(TokenTree::Ident(word)) if !["std", "core"].contains(&word.to_string().as_str()) => 3,
            _ => 2,
        }
    }

    /// The rest of a path, braces and all; how many tokens it took.
    fn path(&mut self, tokens: &[TokenTree], mut path: Vec<String>, side: Side) -> usize {
        let mut at = 0;
        while is_colon(tokens.get(at)) && is_colon(tokens.get(at + 1)) {
            match tokens.get(at + 2) {
                Some(TokenTree::Ident(word)) if word == "super" => path.truncate(path.len().max(2) - 1),
                Some(TokenTree::Ident(word)) => path.push(word.to_string()),
                Some(TokenTree::Punct(sign)) if sign.as_char() == '*' => path.push("*".to_owned()),
                Some(TokenTree::Group(braces)) => {
                    self.branches(braces.stream(), &path, side);
                    return at + 3;
                }
                _ => break,
            }
            at += 3;
        }
        let mut name = path.last().cloned().unwrap_or_default();
        if let (Some(TokenTree::Ident(word)), Some(TokenTree::Ident(alias))) = (tokens.get(at), tokens.get(at + 1))
            && word == "as"
        {
            name = alias.to_string();
        }
        self.uses.push(Used { path, name, side });
        at
    }

    fn branches(&mut self, braces: TokenStream, path: &[String], side: Side) {
        if path == ["crate"] {
            self.sleights.push("imports several modules at once: name one module a line".to_owned());
        }
        let tokens: Vec<TokenTree> = braces.into_iter().collect();
        let comma = |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == ',');
        for branch in tokens.split(comma) {
            match branch.first() {
                Some(TokenTree::Ident(word)) if word == "self" => self.path(&branch[1..], path.to_vec(), side),
                Some(TokenTree::Ident(word)) => {
                    let path = path.iter().cloned().chain([word.to_string()]).collect();
                    self.path(&branch[1..], path, side)
                }
                Some(TokenTree::Punct(_)) => {
                    let path = path.iter().cloned().chain(["*".to_owned()]).collect();
                    self.path(&[], path, side)
                }
                _ => 0,
            };
        }
    }
}

fn is_root(word: &str) -> bool {
    ["core", "crate", "self", "std", "super"].contains(&word)
}

fn is_colon(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(sign)) if sign.as_char() == ':')
}

fn from_root(module: &[String]) -> Vec<String> {
    ["crate".to_owned()].into_iter().chain(module.iter().cloned()).collect()
}

/// What is wrong with a path into the crate, seen from a module.
fn upward(module: &str, here: usize, used: &Used, handed_on: &BTreeMap<&str, &str>) -> Option<String> {
    if used.path.first()? != "crate" {
        return None;
    }
    let Some(first) = used.path.get(1).map(String::as_str).filter(|first| *first != "*") else {
        return Some("imports the whole house: name one module a line".to_owned());
    };
    let target = if floor(first).is_some() { first } else { handed_on.get(first).copied().unwrap_or(first) };
    let Some(there) = floor(target) else { return Some(format!("crate::{first} names no module of FLOORS")) };
    let lower = target == module || there < here;
    (!lower).then(|| format!("{module} (floor {here}) uses {target} (floor {there}): only lower floors are open to it"))
}

/// What is wrong with a path on any floor: no letter leaves the machine.
fn network(used: &Used) -> Option<String> {
    let reaches = matches!(&used.path[..], [first, second, ..] if first == "std" && second == "net");
    reaches.then(|| "opens the network: nothing but the page of `serve` does".to_owned())
}

/// What is wrong with a path on a floor that touches nothing outside the program.
fn outside(used: &Used) -> Option<String> {
    let segments: Vec<&str> = used.path.iter().map(String::as_str).collect();
    let told = match segments[..] {
        ["std"] | ["std", "*"] => "imports the whole standard library".to_owned(),
        ["std", module, ..] if OUTSIDE.contains(&module) => format!("uses std::{module}"),
        ["std", "io", door @ ("stdin" | "stdout" | "stderr"), ..] => format!("uses std::io::{door}"),
        ["now()"] | [.., "now"] => "reads the clock".to_owned(),
        [print] if print.ends_with('!') => format!("prints with {print}"),
        _ => return None,
    };
    Some(format!("{told}: floors 0 to {PURE} touch nothing outside the program"))
}
