//! `--cache`: the same bytes with it and without it, whatever lies in it and whatever is wrong with it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use super::desk::{Desk, Run, corpus, ended};

const SCAN: &str = "scan --readers patterns --allow-unreadable --fail-on never";

/// No document can be read in this time.
const NO_TIME: &str = "--seconds 0.001 --page-seconds 0.001";

/// What is said of a cache that is not used.
const WITHOUT: &str = "the run goes on without --cache";

/// A desk with a folder `in` of letters in every format, files of several letters, pictures, and what cannot be read.
fn intake() -> Desk {
    let desk = Desk::new();
    for part in ["renderings", "broken", "extract", "sample"] {
        fs::create_dir_all(desk.path(&format!("in/{part}"))).unwrap();
        for entry in fs::read_dir(corpus(part)).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, desk.path(&format!("in/{part}")).join(path.file_name().unwrap())).unwrap();
        }
    }
    let two = [("a/full.txt", "full.txt"), ("b.txt", "none.txt"), ("sample.pdf", "sample.pdf")];
    zip(&desk.path("in/letters.zip"), &two.map(|(name, file)| (name, fs::read(desk.path(file)).unwrap())));
    let inner = fs::read(desk.path("in/letters.zip")).unwrap();
    zip(&desk.path("in/deep.zip"), &[("letters.zip", inner)]);
    let pages = ["full.txt", "none.txt"].map(|file| fs::read_to_string(desk.path(file)).unwrap());
    desk.write("in/two-letters.txt", &pages.join("\u{c}"));
    fs::create_dir(desk.path("pictures")).unwrap();
    for name in ["lf-003.fax.tif", "lf-018.page.png"] {
        fs::copy(corpus("scans").join(name), desk.path("pictures").join(name)).unwrap();
    }
    desk.write(
        "in/mail.eml",
        &format!("From: a@example.org\r\nSubject: Approval\r\nContent-Type: text/plain\r\n\r\n{}", pages[0]),
    );
    desk
}

fn zip(path: &Path, files: &[(&str, Vec<u8>)]) {
    let mut zip = zip::ZipWriter::new(fs::File::create(path).unwrap());
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, bytes).unwrap();
    }
    zip.finish().unwrap();
}

/// What a run printed on both streams, and its exit code.
fn all(run: &Run) -> (i32, &str, &str) {
    (run.code, &run.stdout, &run.stderr)
}

fn files(desk: &Desk) -> Vec<PathBuf> {
    let listed = fs::read_dir(desk.path("kept")).unwrap();
    listed.map(|entry| entry.unwrap().path()).collect()
}

/// How many texts and reviews there are, as `acquit cache info` says.
fn counts(desk: &Desk) -> (u64, u64) {
    let said = desk.acquit("cache info --cache=kept").stdout;
    let number = |word: &str| {
        let before = said.split(word).next().unwrap().trim_end();
        before.rsplit(' ').next().unwrap().parse().unwrap_or_else(|_| panic!("{said}"))
    };
    (number("texts"), number("reviews"))
}

#[test]
fn the_same_bytes_with_and_without_it() {
    let desk = intake();
    for words in [
        format!("{SCAN} --password-file words.txt in"),
        format!("{SCAN} --threads 2 --fact state=CA --format csv in missing.pdf"),
        format!("{SCAN} --ocr never in"),
        format!("{SCAN} --max-pages 1 in"),
        format!("{SCAN} pictures"),
        "check --readers patterns --format sarif in".to_owned(),
        "review --readers patterns --as-of 2026-12-01 in/mail.eml in/letters.zip in/sample/short-sale-approval.pdf"
            .to_owned(),
    ] {
        desk.write("words.txt", "open sesame\nsecret\n");
        let without = desk.acquit(&words);
        for round in ["first", "second"] {
            let with = desk.acquit(&format!("{words} --cache=kept"));
            assert_eq!(all(&with), all(&without), "{words}: {round} run");
        }
    }
    assert!(counts(&desk).0 > 60, "{:?}", counts(&desk));
}

#[test]
fn the_second_run_reads_nothing_anew() {
    let desk = Desk::new();
    let words = format!("{SCAN} full.txt none.txt sample.pdf --cache=kept");
    let read = desk.acquit(&words);
    assert_eq!(counts(&desk), (3, 3));
    let recalled = desk.acquit(&format!("{words} {NO_TIME}"));
    assert_eq!(all(&recalled), all(&read), "where there is no time to read, nothing is read");
    // Other pages make another text, other readers another review of the same.
    let both = words.replace("--readers patterns", "--readers both");
    for (words, want) in [
        (format!("{words} --fact state=NV"), (3, 6)),
        (format!("{words} --as-of 2027-01-01"), (3, 9)),
        (both, (3, 12)),
        (format!("{words} --max-pages 1000"), (3, 12)),
        (format!("{words} --max-pages 1"), (4, 13)),
    ] {
        assert_ne!(desk.acquit(&words).code, 2, "{words}");
        assert_eq!(counts(&desk), want, "{words}");
    }
}

#[test]
fn a_letter_is_known_by_its_bytes_wherever_it_lies() {
    let desk = intake();
    fs::create_dir(desk.path("moved")).unwrap();
    for name in ["letters.zip", "two-letters.txt", "mail.eml"] {
        desk.acquit(&format!("{SCAN} in/{name} --cache=kept"));
        let before = counts(&desk);
        fs::copy(desk.path(&format!("in/{name}")), desk.path(&format!("moved/as-{name}"))).unwrap();
        let moved = format!("{SCAN} moved/as-{name}");
        assert_eq!(all(&desk.acquit(&format!("{moved} --cache=kept"))), all(&desk.acquit(&moved)), "{name}");
        assert_eq!(counts(&desk), before, "{name}");
    }
    desk.write("in/two-letters.txt", "Another letter. It has other words.\n");
    let words = format!("{SCAN} in/two-letters.txt");
    assert_eq!(desk.acquit(&format!("{words} --cache=kept")).stdout, desk.acquit(&words).stdout);
}

#[test]
fn facts_of_many_cases_count_letter_by_letter() {
    let desk = Desk::new();
    let loan = desk.acquit(&format!("{SCAN} full.txt")).lines()[0]["facts"]["loan_number"]["value"].clone();
    let loan = loan.as_str().unwrap();
    for table in ["path,state\nnone.txt,NV\n".to_owned(), format!("loan_number,state\n{loan},OR\n")] {
        desk.write("facts.csv", &table);
        let words = format!("{SCAN} --facts facts.csv full.txt none.txt");
        let without = desk.acquit(&words).stdout;
        for _ in 0..2 {
            assert_eq!(desk.acquit(&format!("{words} --cache=kept")).stdout, without, "{table}");
        }
    }
}

#[test]
fn what_ran_out_of_time_is_read_again() {
    let desk = Desk::new();
    let words = format!("{SCAN} full.txt sample.pdf");
    let late = desk.acquit(&format!("{words} {NO_TIME} --cache=kept"));
    assert_eq!(late.stdout.matches("\"timeout\"").count(), 2, "{}", late.stdout);
    assert_eq!(counts(&desk), (0, 0), "what ended in a timeout was kept");
    assert_eq!(all(&desk.acquit(&format!("{words} --cache=kept"))), all(&desk.acquit(&words)));
    assert_eq!(counts(&desk), (2, 2));
}

#[cfg(unix)]
#[test]
fn it_is_for_its_user_alone_and_only_where_it_is_asked_for() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let desk = Desk::new();
    fs::create_dir(desk.path("home")).unwrap();
    let at_home = |words: &str| {
        let mut command = desk.command(words);
        command.env("HOME", desk.path("home")).env("XDG_CACHE_HOME", desk.path("home/caches"));
        ended(words, &mut command)
    };
    at_home(&format!("{SCAN} full.txt"));
    assert_eq!(fs::read_dir(desk.path("home")).unwrap().count(), 0, "no cache is made unless asked");
    // The flag takes no value but behind "=": the letter that follows is a letter.
    let run = at_home(&format!("{SCAN} --cache full.txt"));
    assert_eq!(run.lines().len(), 1);
    let place = desk.path("home/caches/acquit");
    assert_eq!(mode(&place), 0o700);
    for entry in fs::read_dir(&place).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()), 0o600);
    }
    let info = at_home("cache info").stdout;
    assert!(info.contains("1 texts, 1 reviews"), "{info}");
    assert!(at_home("cache clear").stdout.contains("removed"));
    assert!(!place.exists());
    assert!(at_home("cache info").stdout.contains("there is no cache"));
}

#[test]
fn one_that_cannot_be_used_is_told_once_and_costs_nothing_else() {
    let desk = Desk::new();
    let words = format!("{SCAN} full.txt none.txt sample.pdf");
    let without = desk.acquit(&words);
    desk.write("file", "a file in the folder's place");
    fs::create_dir_all(desk.path("foreign")).unwrap();
    desk.write("foreign/newer.redb", "words of another program");
    for (place, says) in
        [("file", "the folder cannot be used"), ("foreign", "it is damaged, or was written by another")]
    {
        let run = desk.acquit(&format!("{words} --cache={place}"));
        assert_eq!((run.code, &run.stdout), (without.code, &without.stdout), "{place}");
        assert_eq!(run.stderr.matches(WITHOUT).count(), 1, "{place}: {}", run.stderr);
        assert!(run.stderr.contains(says), "{place}: {}", run.stderr);
    }
    assert_eq!(fs::read_to_string(desk.path("foreign/newer.redb")).unwrap(), "words of another program");
    let info = desk.acquit("cache info --cache=foreign");
    assert!(info.code == 2 && info.stderr.contains("acquit cache clear"), "{}", info.stderr);
    let mut homeless = desk.command(&format!("{words} --cache"));
    let run = ended("--cache", homeless.env_remove("HOME").env_remove("XDG_CACHE_HOME").env_remove("LOCALAPPDATA"));
    assert!(run.stdout == without.stdout && run.stderr.contains("name a folder with --cache=DIR"), "{}", run.stderr);
    for (flags, says) in [("--cache-size 2GB", "--cache"), ("--cache --cache-size 1MB", "too little")] {
        let run = desk.acquit(&format!("{words} {flags}"));
        assert!(run.code == 2 && run.stderr.contains(says), "{flags}: {}", run.stderr);
    }
}

#[test]
fn one_that_was_damaged_gives_the_same_bytes() {
    let desk = Desk::new();
    let words = format!("{SCAN} full.txt none.txt other.txt sample.pdf locked.pdf --cache=kept");
    let want = desk.acquit(&words).stdout;
    let path = files(&desk).remove(0);
    let sound = fs::read(&path).unwrap();
    let mut told = 0;
    for round in 0..12_usize {
        let mut bytes = sound.clone();
        let at = round * 7919 % sound.len();
        match round % 3 {
            0 => bytes.truncate(at),
            1 => bytes[at..].iter_mut().step_by(64).for_each(|byte| *byte ^= 0x10),
            _ => bytes[..8192].rotate_left(1 + round),
        }
        fs::write(&path, bytes).unwrap();
        let run = desk.acquit(&words);
        assert_eq!(run.stdout, want, "round {round}: {}", run.stderr);
        let warnings = run.stderr.matches(WITHOUT).count();
        assert!(warnings <= 1, "round {round}: {}", run.stderr);
        told += warnings;
    }
    assert!(told > 4, "{told} of 12 damaged caches were noticed");
}

#[test]
fn two_runs_at_once_both_end_well() {
    let desk = Desk::new();
    let words = format!("{SCAN} --stdin paths --cache=kept");
    let mut first: Command = desk.command(&words);
    let mut first = first.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // The first has the cache open once it has answered.
    let mut to = first.stdin.take().unwrap();
    std::io::Write::write_all(&mut to, b"full.txt\n").unwrap();
    let mut line = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(first.stdout.take().unwrap()), &mut line).unwrap();
    let second = desk.acquit(&format!("{SCAN} full.txt --cache=kept"));
    assert_eq!(second.stdout, line);
    assert!(second.stderr.matches(WITHOUT).count() == 1 && second.stderr.contains("another run"), "{}", second.stderr);
    drop(to);
    let first = first.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&first.stderr).into_owned();
    assert!(!said.contains(WITHOUT), "{said}");
    assert_eq!(counts(&desk), (1, 1));
}

#[test]
fn a_run_that_is_killed_leaves_a_cache_that_can_be_used() {
    let desk = Desk::new();
    fs::create_dir(desk.path("in")).unwrap();
    for (n, entry) in fs::read_dir(corpus("letters/docs")).unwrap().take(60).enumerate() {
        fs::copy(entry.unwrap().path(), desk.path(&format!("in/{n:03}.txt"))).unwrap();
    }
    let words = format!("{SCAN} in --threads 2");
    let want = desk.acquit(&words);
    for wait in [30, 80, 200, 400, 800, 1_500] {
        let mut child =
            desk.command(&format!("{words} --cache=kept")).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(wait));
        // It may have ended already.
        let _ended = child.kill();
        child.wait().unwrap();
    }
    for round in 0..2 {
        assert_eq!(all(&desk.acquit(&format!("{words} --cache=kept"))), all(&want), "round {round}");
    }
    assert_eq!(counts(&desk).1, 60);
}
