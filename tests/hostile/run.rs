//! The program run over a folder, with what it took.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// How a run ended.
pub(super) struct Ran {
    pub(super) code: i32,
    pub(super) reviews: Vec<Value>,
    pub(super) err: String,
    pub(super) wall: Duration,
    /// Most memory of the main process, in MB; 0 where the system does not say.
    pub(super) main_mb: u64,
    /// Most memory of any of its children.
    pub(super) child_mb: u64,
}

impl Ran {
    /// The outcome of a file, which is the only one.
    pub(super) fn of(&self, name: &str) -> &Value {
        let mut all = self.reviews.iter().filter(|review| file(review) == name);
        let found = all.next().unwrap_or_else(|| panic!("{name}: no outcome\n{}", self.err));
        assert!(all.next().is_none(), "{name}: two outcomes");
        found
    }

    /// How often each verdict and each trouble occurs, and what the run took.
    pub(super) fn tally(&self) -> String {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for review in &self.reviews {
            *counts.entry(format!("verdict {}", verdict(review))).or_default() += 1;
            for trouble in troubles(review) {
                *counts.entry(format!("trouble {}", trouble.0)).or_default() += 1;
            }
        }
        let counts: Vec<String> = counts.iter().map(|(what, count)| format!("  {what}: {count}")).collect();
        format!(
            "{} outcomes in {:?}, main process {} MB, largest reader {} MB, exit code {}\n{}",
            self.reviews.len(),
            self.wall,
            self.main_mb,
            self.child_mb,
            self.code,
            counts.join("\n")
        )
    }
}

pub(super) fn verdict(review: &Value) -> &str {
    review["verdict"].as_str().unwrap()
}

/// The last part of a document's path.
pub(super) fn file(review: &Value) -> &str {
    review["document"]["path"].as_str().unwrap().rsplit('/').next().unwrap()
}

/// What went wrong with a document, and what is said of it.
pub(super) fn troubles(review: &Value) -> Vec<(&str, &str)> {
    let all = review["document"]["extraction"]["troubles"].as_array().unwrap();
    all.iter().map(|trouble| (trouble["what"].as_str().unwrap(), trouble["says"].as_str().unwrap())).collect()
}

/// Whether words of it were not read, and it is judged as if they had been.
pub(super) fn is_clean_though_unread(review: &Value) -> bool {
    let harmless = ["tracked-deletions", "tracked-insertions", "hidden-text"];
    let unread = troubles(review).iter().any(|(what, _)| !harmless.contains(what));
    unread && !matches!(verdict(review), "unreadable" | "no-release")
}

/// The program; `ACQUIT_PROGRAM` names another build of it.
pub(super) fn program() -> PathBuf {
    std::env::var_os("ACQUIT_PROGRAM").map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_acquit")), PathBuf::from)
}

/// The program, to read a folder with the patterns alone.
pub(super) fn scan(folder: &Path, flags: &[&str]) -> Command {
    let mut program = Command::new(program());
    program.args(["scan", "--readers", "patterns", "--threads", "2"]).args(flags).arg(folder);
    program
}

/// Runs it to its end, looking at its memory all the while.
pub(super) fn run(program: &mut Command) -> Ran {
    run_beside(program, |_| {})
}

/// The same, and does something else meanwhile, again and again.
pub(super) fn run_beside(program: &mut Command, mut beside: impl FnMut(u32)) -> Ran {
    let room = tempfile::tempdir().unwrap();
    let (out, err) = (room.path().join("out"), room.path().join("err"));
    let begun = Instant::now();
    let mut child = program
        .stdout(Stdio::from(fs::File::create(&out).unwrap()))
        .stderr(Stdio::from(fs::File::create(&err).unwrap()))
        .spawn()
        .unwrap();
    let (mut main_mb, mut child_mb) = (0, 0);
    let code = loop {
        main_mb = main_mb.max(peak_mb(child.id()));
        child_mb = children(child.id()).into_iter().map(peak_mb).fold(child_mb, u64::max);
        beside(child.id());
        if let Some(code) = ended(&mut child) {
            break code;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let reviews = fs::read_to_string(&out).unwrap();
    let reviews = reviews.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    Ran { code, reviews, err: fs::read_to_string(&err).unwrap(), wall: begun.elapsed(), main_mb, child_mb }
}

fn ended(child: &mut Child) -> Option<i32> {
    child.try_wait().unwrap().map(|status| status.code().expect("the program is not killed by a signal"))
}

fn peak_mb(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|kb| kb.trim().split(' ').next()?.parse::<u64>().ok()).unwrap_or(0) >> 10
}

/// The processes that a process started.
pub(super) fn children(process: u32) -> Vec<u32> {
    let Ok(threads) = fs::read_dir(format!("/proc/{process}/task")) else { return Vec::new() };
    let lists = threads.flatten().map(|thread| fs::read_to_string(thread.path().join("children")).unwrap_or_default());
    lists.flat_map(|list| list.split_whitespace().map(|id| id.parse().unwrap()).collect::<Vec<u32>>()).collect()
}
