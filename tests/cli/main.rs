//! The program as a stranger runs it: commands, exit codes, bytes.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a file that is not there is a failed test")]

mod bad_input;
mod batches;
mod boxes;
mod cache;
mod check;
mod codes;
mod containers;
mod decided;
mod demands;
mod desk;
mod ecosystem;
mod illustrated;
mod inspect;
mod logs;
mod looks;
mod memos;
mod output;
mod pages;
mod papers;
mod pdftotext;
mod places;
mod quotes;
mod readers;
mod redaction;
mod release;
mod renderings;
mod scanning;
mod scans;
mod schemas;
#[cfg(feature = "serve")]
mod serve;
mod settings;
mod unseen;
#[cfg(not(feature = "serve"))]
mod unserved;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What a run left: exit code, standard output, standard error.
struct Ended {
    code: i32,
    out: String,
    err: String,
}

impl From<Output> for Ended {
    fn from(run: Output) -> Self {
        Self {
            code: run.status.code().unwrap(),
            out: String::from_utf8(run.stdout).unwrap(),
            err: String::from_utf8(run.stderr).unwrap(),
        }
    }
}

/// The program, to be run in the repository.
fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_acquit"));
    program.current_dir(env!("CARGO_MANIFEST_DIR")).env("NO_COLOR", "1");
    without_settings(&mut program);
    program
}

/// Takes the settings of whoever runs the tests out of the environment.
fn without_settings(program: &mut Command) {
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("ACQUIT_")) {
        program.env_remove(name);
    }
}

/// Runs the program with words parted by spaces.
fn acquit(words: &str) -> Ended {
    program().args(words.split_whitespace()).output().unwrap().into()
}

const SAMPLE: &str = "corpus/sample/short-sale-approval.pdf";

fn corpus(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(part)
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// A letter that frees the borrower and leaves nothing grave open.
const CLEAN: &str = "\
CEDAR HOLLOW BANK
Re: Short Sale Approval, Loan 55-2071
Borrowers: Olive Marchetti
Property: 12 Alder Lane, Redding, California 96001

Dear Olive Marchetti:

Cedar Hollow Bank holds the note and approves the sale of the property to Karl Nyberg for $240,000.00. The closing must
take place by March 31, 2027. We must receive net proceeds of $221,000.00.

On receipt of the net proceeds the Bank accepts them in full satisfaction of the debt, releases you from all personal
liability under the note, waives any deficiency, and will record a reconveyance of its deed of trust within 30 days.
This binds the Bank, its successors and assigns. The note will be cancelled. You pay nothing.
We will report the loan as settled with a zero balance.

Sincerely,
Ruth Amsel, Vice President
";

/// A letter that keeps the deficiency.
const BAD: &str = "\
CEDAR HOLLOW BANK
Re: Short Sale Approval, Loan 55-2071
Dear Olive Marchetti:
We approve the short sale of 12 Alder Lane, Redding, California 96001 and will release our lien on receipt of $221,000.00.
The Bank reserves the right to pursue you for the deficiency. You remain personally liable for the unpaid balance.
Sincerely,
Ruth Amsel, Vice President
";
