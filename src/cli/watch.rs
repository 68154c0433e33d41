//! `acquit scan --watch FOLDER`: an intake folder; each letter that comes is read once, its report is written beside it.
//!
//! The folder is looked at every second, and not by what the system tells of it: shared drives tell nothing. A letter is
//! read when it has been the same for some looks, so that half a copy is not. Others may write to the folder: reports go
//! into plain files alone, never through a link.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::args::Scan;
use super::desk::{Office, reviews};
use super::output::{Output, say, shown};
use super::runs::{complain, found};
use crate::batch::{Error, Input, Order};
use crate::finding::hex;
use crate::id::Verdict;
use crate::report::checked::Checked;
use crate::report::exit::Gate;
use crate::report::visible::visible_name;
use crate::report::{json, markdown};
use crate::review::Review;

/// For how many looks in a row a letter must be the same.
const STEADY: u32 = 4;
/// After so many looks a report that could not be written is tried again.
const AGAIN: u32 = 60;
/// How long lies between two looks.
const PAUSE: Duration = Duration::from_secs(1);

/// What a look sees of a letter: its size, and when it was written.
type Look = (u64, Option<SystemTime>);

/// A letter that is seen.
#[derive(Debug, Clone, Copy)]
struct Seen {
    look: Look,
    /// For how many looks it has been so.
    looks: u32,
    state: State,
}

/// What is to be done with a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    Done,
    /// Its report could not be written; it is tried again after so many looks.
    Failed(u32),
}

/// What a report says of the letter that it is about, and of who read it.
#[derive(Debug, Deserialize)]
struct Reported {
    verdict: Verdict,
    tool: Read,
    document: About,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Read {
    version: String,
    patterns: String,
    model: Option<String>,
}

#[derive(Debug, Deserialize)]
struct About {
    sha256: Option<String>,
}

/// Reads what comes until the program is ended.
pub(super) fn watch(office: &Office, args: &Scan, folder: &Path) -> anyhow::Result<u8> {
    anyhow::ensure!(folder.is_dir(), "--watch {}: there is no such folder; make it, or name another", shown(folder));
    say(&format!("watching {}; reports are written beside the letters; end with Ctrl-C", shown(folder)));
    let mut seen: BTreeMap<PathBuf, Seen> = BTreeMap::new();
    loop {
        seen = looks(folder, args)?.into_iter().map(|(path, look)| next(seen.get(&path), path, look)).collect();
        let is_due = |one: &Seen| one.state == State::Waiting && one.looks >= STEADY;
        let due: Vec<PathBuf> = seen.iter().filter(|(_, one)| is_due(one)).map(|(path, _)| path.clone()).collect();
        let (done, waiting): (Vec<PathBuf>, Vec<PathBuf>) = due.into_iter().partition(|path| is_reported(path, office));
        let mut states: Vec<(PathBuf, State)> = done.into_iter().map(|path| (path, State::Done)).collect();
        let inputs: Vec<Input> = waiting.iter().map(|path| input(path, args)).collect();
        if !inputs.is_empty() {
            reviews(office, &inputs, (&args.demands, Order::Completion), |at, review| {
                if let Some(path) = waiting.get(at) {
                    states.push((path.clone(), report(path, &office.shown(review))));
                }
                Ok(())
            })?;
        }
        for (path, state) in states {
            if let Some(one) = seen.get_mut(&path) {
                one.state = state;
            }
        }
        thread::sleep(PAUSE);
    }
}

/// A letter at the next look.
fn next(before: Option<&Seen>, path: PathBuf, look: Look) -> (PathBuf, Seen) {
    let seen = match before.filter(|one| one.look == look) {
        None => Seen { look, looks: 1, state: State::Waiting },
        Some(one) => {
            let state = match one.state {
                State::Failed(0) => State::Waiting,
                State::Failed(looks) => State::Failed(looks - 1),
                state => state,
            };
            Seen { looks: one.looks.saturating_add(1), state, ..*one }
        }
    };
    (path, seen)
}

fn input(path: &Path, args: &Scan) -> Input {
    Input::new(path).within(args.demands.limits.0.reading)
}

/// The letters in the folder, and how each looks.
fn looks(folder: &Path, args: &Scan) -> anyhow::Result<BTreeMap<PathBuf, Look>> {
    let letters = match found(&[folder.to_owned()], &args.demands) {
        Ok(letters) => letters,
        Err(error) if matches!(error.downcast_ref(), Some(Error::NoDocuments(_))) => Vec::new(),
        Err(error) => return Err(error),
    };
    let look = |input: Input| {
        let about = fs::metadata(&input.path).ok()?;
        Some((input.path, (about.len(), about.modified().ok())))
    };
    Ok(letters.into_iter().filter_map(look).collect())
}

/// Where the reports of a letter lie: what follows its name begins so.
fn beside(letter: &Path, ending: &str) -> PathBuf {
    let mut name = letter.as_os_str().to_owned();
    name.push(".acquit.");
    name.push(ending);
    PathBuf::from(name)
}

/// Whether the report beside a letter is about these very bytes, made by this program and its readers, and says more than
/// that the letter could not be read: what was missing then may be there now.
fn is_reported(letter: &Path, office: &Office) -> bool {
    let file = beside(letter, "json");
    let report = is_plain(&file).then(|| fs::read(&file).ok()).flatten();
    let Some(reported) = report.and_then(|bytes| serde_json::from_slice::<Reported>(&bytes).ok()) else { return false };
    let tool = office.tool();
    let by = Read { version: tool.version.clone(), patterns: tool.patterns.clone(), model: tool.model.clone() };
    let same = || fs::read(letter).is_ok_and(|bytes| Some(hex(&Sha256::digest(bytes))) == reported.document.sha256);
    reported.tool == by && reported.verdict != Verdict::Unreadable && same()
}

/// Whether a path is a file and no link, pipe or folder.
fn is_plain(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file())
}

/// Writes memo and object beside a letter; the object comes last, since it says that the letter is done.
fn report(letter: &Path, review: &Review) -> State {
    complain(review);
    let name = visible_name(&review.meta.name);
    let write = |ending: &str, text: &str| -> anyhow::Result<()> {
        let place = beside(letter, ending);
        let is_free = is_plain(&place) || fs::symlink_metadata(&place).is_err();
        anyhow::ensure!(is_free, "a link, a pipe or a folder lies where its report goes ({ending}); take it away");
        let mut output = Output::open(Some(&place))?;
        output.text(text)?;
        output.finish()
    };
    let memo = markdown::memo(&Checked::of(review, Gate::default(), |_| None));
    let written = write("md", &memo).and_then(|()| write("json", &json::pretty(review)));
    match written {
        Ok(()) => {
            say(&format!("{name}: {}", review.judgement.verdict));
            State::Done
        }
        Err(error) => {
            say(&format!("{name}: {error:#}; it is tried again in a minute"));
            State::Failed(AGAIN)
        }
    }
}
