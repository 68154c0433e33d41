//! Where the output goes: a file, a pipe, a pipe that nobody reads; and what a memo may never say.

use std::fs;
use std::io;
use std::process::Stdio;

use super::desk::{Desk, ended};

const MEMO: &str = "review --as-of 2026-12-01 sample.pdf";

#[test]
fn an_output_file_holds_what_the_terminal_would() {
    let desk = Desk::new();
    for words in [MEMO, "review --format json full.txt", "scan full.txt sample.pdf locked.pdf", "check sample.pdf"] {
        let plain = desk.acquit(words);
        assert!(!plain.stdout.is_empty(), "{words}");
        for before in [None, Some("an older memo, longer than the new one\n".repeat(1000))] {
            let mut names = desk.names();
            names.push("result".to_owned());
            names.sort();
            if let Some(old) = before {
                desk.write("result", &old);
            }
            let filed = desk.acquit(&format!("{words} --output result"));
            assert_eq!((filed.code, filed.stdout.as_str()), (plain.code, ""), "{words}");
            assert_eq!(filed.stderr, plain.stderr, "{words}");
            assert_eq!(fs::read_to_string(desk.path("result")).ok(), Some(plain.stdout.clone()), "{words}");
            assert_eq!(desk.names(), names, "{words}: something is left on the desk");
            fs::remove_file(desk.path("result")).expect("the result");
        }
    }
}

#[test]
fn a_file_that_cannot_be_written_leaves_nothing_behind() {
    let desk = Desk::new();
    let names = desk.names();
    for target in ["empty", "nowhere/result", "full.txt/result"] {
        let run = desk.acquit(&format!("check sample.pdf --output {target}"));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{target}");
        assert!(
            run.stderr.contains(target)
                && (run.stderr.contains("cannot be written") || run.stderr.contains("a folder")),
            "{target}: {}",
            run.stderr
        );
        assert_eq!(desk.names(), names, "{target}: something is left on the desk");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_is_written_through() {
    use std::os::unix::fs::FileTypeExt;
    let desk = Desk::new();
    for (device, code, says) in [("/dev/null", 0, ""), ("/dev/full", 2, "/dev/full: the output file cannot be written")]
    {
        let run = desk.acquit(&format!("check full.txt --output {device}"));
        assert_eq!((run.code, run.stdout.as_str()), (code, ""), "{device}: {}", run.stderr);
        assert!(run.stderr.contains(says) && run.stderr.is_empty() == says.is_empty(), "{device}: {}", run.stderr);
        assert!(fs::metadata(device).expect(device).file_type().is_char_device(), "{device} was replaced");
    }
    let plain = desk.acquit("check full.txt");
    assert_eq!(desk.acquit("check full.txt --output /dev/stdout").stdout, plain.stdout);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let desk = Desk::new();
    desk.write("memo", "old");
    std::os::unix::fs::symlink("memo", desk.path("link")).expect("a link");
    let run = desk.acquit("check full.txt --output link");
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(desk.path("link").is_symlink());
    let plain = desk.acquit("check full.txt").stdout;
    assert_eq!(fs::read_to_string(desk.path("memo")).ok(), Some(plain));
}

#[test]
fn a_pipe_that_nobody_reads_is_no_error() {
    let desk = Desk::new();
    desk.write("bank.jsonl", "{\"id\":\"x-1\",\"text\":\"You remain liable for the unpaid balance.\"}\n");
    for words in [
        MEMO,
        "review --format json sample.pdf full.txt",
        "scan --threads 2 corpus/clean corpus/broken",
        "check sample.pdf full.txt",
        "extract sample.pdf",
        "why --units sample.pdf",
        "explain debt-release",
        "schema",
        "patterns list",
        "eval sentences bank.jsonl --format ndjson",
    ] {
        let (reader, writer) = io::pipe().expect("a pipe");
        drop(reader);
        let run = ended_unread(&desk, words, writer.into());
        assert_eq!(run.code, 0, "{words}: {}", run.stderr);
        assert!(!run.stderr.contains("pipe"), "{words}: {}", run.stderr);
    }
}

/// The output goes to `out`, so only the errors come back.
fn ended_unread(desk: &Desk, words: &str, out: Stdio) -> super::desk::Run {
    let mut command = desk.command(words);
    let child = command.stdout(out).stderr(Stdio::piped()).spawn().unwrap_or_else(|e| panic!("{words}: {e}"));
    let output = child.wait_with_output().unwrap_or_else(|e| panic!("{words}: {e}"));
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!stderr.contains("panicked"), "{words}: {stderr}");
    super::desk::Run { code: output.status.code().unwrap_or(-1), stdout: String::new(), stderr }
}

#[test]
fn complaints_that_nobody_hears_change_nothing() {
    let desk = Desk::new();
    for (words, code) in [("scan locked.pdf", 3), ("check full.txt --fact moon=full", 2), ("check --moon", 2)] {
        let (reader, writer) = io::pipe().expect("a pipe");
        drop(reader);
        let status = desk.command(words).stdout(Stdio::null()).stderr(writer).status();
        assert_eq!(status.ok().and_then(|status| status.code()), Some(code), "{words}");
    }
}

#[test]
fn a_memo_is_no_advice_and_calls_nothing_safe() {
    let desk = Desk::new();
    for letter in ["sample.pdf --as-of 2026-12-01", "full.txt", "none.txt", "other.txt", "locked.pdf"] {
        let memo = desk.acquit(&format!("review {letter}")).stdout;
        assert!(memo.contains("not legal advice"), "{letter}: {memo}");
        let small = memo.to_lowercase();
        for never in ["safe to sign", "clean letter", "approved by acquit", "ready to sign", "no risk"] {
            assert!(!small.contains(never), "{letter}: `{never}` in\n{memo}");
        }
    }
}

#[test]
fn a_memo_in_a_pipe_or_a_file_is_plain_text() {
    let desk = Desk::new();
    let plain = desk.acquit(MEMO).stdout;
    assert!(plain.contains("PARTIAL RELEASE"), "{plain}");
    assert!(!plain.contains('\u{1b}'), "{plain:?}");
    assert!(plain.lines().all(|line| line.chars().count() <= 100), "{plain}");
    let coloured = ended(MEMO, desk.command(MEMO).env("CLICOLOR_FORCE", "1")).stdout;
    assert!(coloured.contains("\u{1b}["), "colours that were asked for: {coloured:?}");
    let words = format!("{MEMO} --output memo");
    ended(&words, desk.command(&words).env("CLICOLOR_FORCE", "1"));
    assert_eq!(fs::read_to_string(desk.path("memo")).ok(), Some(plain));
}
