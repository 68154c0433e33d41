use proptest::prelude::*;

use super::*;

fn journal(folder: &Path, run: &str) -> Journal<u8> {
    Journal::open(Journal::<u8>::beside(&folder.join("out.ndjson")), run).unwrap()
}

/// Stamps of files `0` to `n`.
fn stamps(folder: &Path, n: usize) -> Vec<Stamp> {
    let stamp = |n: usize| {
        let path = folder.join(n.to_string());
        fs::write(&path, format!("letter {n}")).unwrap();
        Stamp::of(&Input::new(path))
    };
    (0..n).map(stamp).collect()
}

#[test]
fn what_was_done_is_there_after_a_new_start() {
    let folder = tempfile::tempdir().unwrap();
    let stamps = stamps(folder.path(), 3);
    let mut first = journal(folder.path(), "a");
    first.done(&stamps[2], 7, "third\n".to_owned()).unwrap();
    first.done(&stamps[0], 5, "first\n\u{2028}".to_owned()).unwrap();
    drop(first);
    let second = journal(folder.path(), "a");
    let held: Vec<Option<u8>> = stamps.iter().map(|of| second.note(of).copied()).collect();
    assert_eq!(held, [Some(5), None, Some(7)]);
    assert_eq!(second.text(&stamps[0]).unwrap(), "first\n\u{2028}");
    assert_eq!(second.text(&stamps[2]).unwrap(), "third\n");
    assert!(second.text(&stamps[1]).is_err());
    second.close().unwrap();
    assert!(!folder.path().join("out.ndjson.journal").exists());
}

#[test]
fn another_run_and_another_file_begin_anew() {
    let folder = tempfile::tempdir().unwrap();
    let stamps = stamps(folder.path(), 1);
    journal(folder.path(), "a").done(&stamps[0], 1, String::new()).unwrap();
    let path = folder.path().join("0");
    fs::write(&path, "another letter").unwrap();
    assert!(journal(folder.path(), "a").note(&Stamp::of(&Input::new(path))).is_none(), "the file has changed");
    assert!(journal(folder.path(), "b").is_empty(), "other patterns, other rows");
    assert!(journal(folder.path(), "a").is_empty(), "the rows of the run before are gone");
}

#[cfg(unix)]
#[test]
fn nobody_else_reads_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    drop(journal(folder.path(), "a"));
    let mode = fs::metadata(folder.path().join("out.ndjson.journal")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

proptest! {
    /// Wherever a kill tears the file, or a bit falls over behind its beginning, the rows before it are whole and more can be written.
    #[test]
    fn a_torn_journal_goes_on(cut in 0usize..400, flip in proptest::option::of(BEGINS.len()..400)) {
        let folder = tempfile::tempdir().unwrap();
        let stamps = stamps(folder.path(), 4);
        let mut first = journal(folder.path(), "a");
        for (n, of) in (0..).zip(stamps.iter().take(3)) {
            first.done(of, n, format!("row {n}\n")).unwrap();
        }
        drop(first);
        let path = folder.path().join("out.ndjson.journal");
        let mut bytes = fs::read(&path).unwrap();
        bytes.truncate(cut.min(bytes.len()));
        if let Some(byte) = flip.and_then(|at| bytes.get_mut(at)) {
            *byte ^= 0x10;
        }
        fs::write(&path, bytes).unwrap();
        let mut second = journal(folder.path(), "a");
        for of in &stamps {
            if second.note(of).is_none() {
                second.done(of, 9, "new\n".to_owned()).unwrap();
            }
        }
        drop(second);
        let third = journal(folder.path(), "a");
        prop_assert!(stamps.iter().all(|of| third.text(of).is_ok()));
    }
}
