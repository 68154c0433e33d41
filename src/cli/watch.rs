//! `acquit scan --watch FOLDER`: an intake folder; each letter that comes is read once, its report is written beside it.
//!
//! The folder is looked at every second, and not by what the system tells of it: shared drives tell nothing. A letter is
//! read when two looks have found it the same, so that half a copy is not.

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
use crate::report::visible::visible_name;
use crate::report::{json, terminal};
use crate::review::Review;

/// How long lies between two looks.
const PAUSE: Duration = Duration::from_secs(1);
/// Columns of a memo.
const WIDTH: usize = 100;

/// What a look sees of a letter: its size, and when it was written.
type Look = (u64, Option<SystemTime>);

/// What a report says of the letter that it is about.
#[derive(Debug, Deserialize)]
struct Reported {
    document: About,
}

#[derive(Debug, Deserialize)]
struct About {
    sha256: Option<String>,
}

/// Reads what comes until the program is ended.
pub(super) fn watch(office: &Office, args: &Scan, folder: &Path) -> anyhow::Result<u8> {
    anyhow::ensure!(folder.is_dir(), "--watch {}: there is no such folder; make it, or name another", shown(folder));
    say(&format!("watching {}; reports are written beside the letters; end with Ctrl-C", shown(folder)));
    let mut before: BTreeMap<PathBuf, Look> = BTreeMap::new();
    // Letters whose report could not be written, or that are done.
    let mut settled: BTreeMap<PathBuf, Look> = BTreeMap::new();
    loop {
        let now = looks(folder, args)?;
        let is_due =
            |(path, look): &(&PathBuf, &Look)| before.get(*path) == Some(*look) && settled.get(*path) != Some(*look);
        let due: Vec<PathBuf> = now.iter().filter(is_due).map(|(path, _)| path.clone()).collect();
        let waiting: Vec<Input> = due.iter().filter(|path| !is_reported(path)).map(|path| input(path, args)).collect();
        if !waiting.is_empty() {
            reviews(office, &waiting, (&args.demands, Order::Completion), |at, review| {
                if let Some(input) = waiting.get(at) {
                    report(&input.path, &office.shown(review));
                }
                Ok(())
            })?;
        }
        settled.extend(due.into_iter().filter_map(|path| now.get(&path).map(|look| (path, *look))));
        settled.retain(|path, _| now.contains_key(path));
        before = now;
        thread::sleep(PAUSE);
    }
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

/// Whether the report beside a letter is about these very bytes.
fn is_reported(letter: &Path) -> bool {
    let report = fs::read(beside(letter, "json")).ok();
    let reported: Option<Reported> = report.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let told = reported.and_then(|reported| reported.document.sha256);
    told.is_some_and(|told| fs::read(letter).is_ok_and(|bytes| hex(&Sha256::digest(bytes)) == told))
}

/// Writes memo and object beside a letter; the object comes last, since it says that the letter is done.
fn report(letter: &Path, review: &Review) {
    complain(review);
    let write = |ending: &str, text: &str| -> anyhow::Result<()> {
        let mut output = Output::open(Some(&beside(letter, ending)))?;
        output.text(text)?;
        output.finish()
    };
    let written = write("md", &terminal::memo(review, WIDTH)).and_then(|()| write("json", &json::pretty(review)));
    match written {
        Ok(()) => say(&format!("{}: {}", visible_name(&review.meta.name), review.judgement.verdict)),
        Err(error) => say(&format!("{error:#}")),
    }
}
