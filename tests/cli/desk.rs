//! A folder with letters in it, and the program started there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// How one run ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// The JSON objects that were printed, one a line.
    pub(crate) fn lines(&self) -> Vec<Value> {
        self.stdout.lines().map(json).collect()
    }
}

/// One JSON text.
pub(crate) fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

/// Each object with a quotation anywhere in a review.
pub(crate) fn evidence(of: &Value) -> Vec<&Value> {
    let inside: Vec<&Value> = match of {
        Value::Array(all) => all.iter().flat_map(evidence).collect(),
        Value::Object(all) => all.values().flat_map(evidence).collect(),
        _ => Vec::new(),
    };
    let own = of.get("quote").map(|_| of);
    own.into_iter().chain(inside).collect()
}

pub(crate) fn corpus(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(path)
}

/// A folder of its own for a test.
pub(crate) struct Desk(TempDir);

impl Desk {
    /// With `full.txt` (a full release, last day for the closing 28 September 2018), `none.txt` (releases nothing),
    /// `other.txt` (no letter of the kinds), `sample.pdf` (a release that high findings weaken, last day in December
    /// 2026), `locked.pdf` (needs a password) and an empty folder `empty`.
    pub(crate) fn new() -> Self {
        let desk = Self(tempfile::tempdir().expect("a folder"));
        for (from, to) in [
            ("clean/lf-c01.txt", "full.txt"),
            ("letters/docs/la-003.txt", "none.txt"),
            ("letters/docs/la-028.txt", "other.txt"),
            ("sample/short-sale-approval.pdf", "sample.pdf"),
            ("extract/locked.pdf", "locked.pdf"),
        ] {
            fs::copy(corpus(from), desk.path(to)).unwrap_or_else(|e| panic!("{from}: {e}"));
        }
        fs::create_dir(desk.path("empty")).expect("an empty folder");
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap_or_else(|e| panic!("{name}: {e}"));
    }

    /// What lies on the desk, by name.
    pub(crate) fn names(&self) -> Vec<String> {
        let listed = fs::read_dir(self.0.path()).expect("the desk is listed");
        let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> = listed.map(|entry| name(entry.expect("an entry"))).collect();
        names.sort();
        names
    }

    /// The program with these words, which are split at blanks, started here; `corpus/` leads to the corpus.
    pub(crate) fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_acquit"));
        let place = |word: &str| word.strip_prefix("corpus/").map_or_else(|| PathBuf::from(word), corpus);
        command.args(words.split_whitespace().map(place)).current_dir(self.0.path()).stdin(Stdio::null());
        for colours in ["CLICOLOR", "CLICOLOR_FORCE", "NO_COLOR", "COLUMNS"] {
            command.env_remove(colours);
        }
        super::without_settings(&mut command);
        command
    }

    /// Runs it to its end. Nothing may make it panic.
    pub(crate) fn acquit(&self, words: &str) -> Run {
        ended(words, &mut self.command(words))
    }
}

/// Runs a command to its end.
pub(crate) fn ended(words: &str, command: &mut Command) -> Run {
    let output = command.output().unwrap_or_else(|e| panic!("acquit {words}: {e}"));
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap_or_else(|e| panic!("acquit {words}: {e}"));
    let code = output.status.code().unwrap_or_else(|| panic!("acquit {words}: ended by a signal: {}", output.status));
    let run = Run { code, stdout: text(output.stdout), stderr: text(output.stderr) };
    let alarm = ["panicked", "RUST_BACKTRACE"].iter().any(|word| run.stderr.contains(word));
    assert!(!alarm, "acquit {words}: {}", run.stderr);
    run
}
