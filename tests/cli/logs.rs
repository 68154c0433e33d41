//! `-q`, `-v` and `--log`: how much is said, and that a log holds no word of a document.

use std::fs;

use super::desk::{Desk, evidence, json};
use super::{BAD, CLEAN};

#[test]
fn quiet_says_what_went_wrong_and_verbose_says_more() {
    let desk = Desk::new();
    desk.write("acquit.toml", "readers = \"patterns\"\n");
    for command in ["review", "scan", "check"] {
        let run = desk.acquit(&format!("{command} -q full.txt"));
        assert_eq!(run.stderr, "", "{command}");
        let run = desk.acquit(&format!("{command} -q locked.pdf"));
        assert!(run.stderr.starts_with("locked.pdf: ") && run.stderr.lines().count() == 1, "{command}: {}", run.stderr);
        let run = desk.acquit(&format!("{command} -v full.txt"));
        for says in ["settings: acquit.toml\n", "settings: readers (acquit.toml:1)\n", "full.txt: full-release, "] {
            assert!(run.stderr.contains(says), "{command}: no `{says}` in {}", run.stderr);
        }
        let run = desk.acquit(&format!("{command} -q -v full.txt"));
        assert_eq!(run.code, 2, "{command}");
    }
}

#[test]
fn a_log_has_a_line_for_each_document_and_no_word_of_it() {
    let desk = Desk::new();
    desk.write("acquit.toml", "readers = \"patterns\"\nlog = \"run.log\"\n");
    let mail = format!(
        "From: olive@example.com\nSubject: Okafor short sale\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n\
         --B\nContent-Type: text/plain; name=\"Marchetti-55-2071.txt\"\nContent-Disposition: attachment; filename=\"Marchetti-55-2071.txt\"\n\n\
         {BAD}\n--B\nContent-Type: application/pdf; name=\"Okafor.pdf\"\nContent-Disposition: attachment; filename=\"Okafor.pdf\"\n\nno pdf\n--B--\n"
    );
    desk.write("in.eml", &mail);
    desk.write("clean.txt", CLEAN);
    let names = "clean.txt sample.pdf none.txt other.txt locked.pdf missing.pdf in.eml";
    let all = desk.acquit(&format!("scan -v {names}"));
    for command in ["review -v", "check -v --fail-on never"] {
        desk.acquit(&format!("{command} {names}"));
    }
    desk.write("facts.csv", "loan_number,state\n55-2071,XX\n");
    assert_eq!(desk.acquit("scan --facts facts.csv clean.txt").code, 2);
    let log = fs::read_to_string(desk.path("run.log")).unwrap();
    for name in names.split(' ') {
        assert_eq!(log.matches(&format!(" document {name} sha256 ")).count(), 3, "{name}\n{log}");
    }
    assert_eq!((log.matches(" begin acquit ").count(), log.matches(" end exit code ").count()), (4, 4), "{log}");
    assert!(log.contains("verdict no-release") && log.contains("end exit code 2"), "{log}");
    let plain = log.to_lowercase();
    let mut held = 0;
    for object in all.lines() {
        for words in evidence(&object) {
            let quote =
                words["quote"].as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            assert!(quote.len() < 4 || !plain.contains(&quote), "{quote}\n{log}");
            held += 1;
        }
    }
    assert!(held > 40, "only {held} quotations were held against the log");
    for word in ["olive", "marchetti", "55-2071", "alder lane", "cedar hollow", "okafor", "amsel", "note", "debt"] {
        assert!(!plain.contains(word), "{word}\n{log}");
    }
}

#[cfg(unix)]
#[test]
fn a_log_is_for_its_owner_alone_and_one_that_cannot_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let run = desk.acquit("check --readers patterns --log run.log full.txt");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mode = fs::metadata(desk.path("run.log")).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600, "{mode:o}");
    let run = desk.acquit("check --log nowhere/run.log full.txt");
    assert!(run.code == 2 && run.stderr.contains("--log nowhere/run.log"), "{}", run.stderr);
}

#[test]
fn a_log_of_a_masked_run_masks_paths() {
    let desk = Desk::new();
    desk.write("Olive_Marchetti.txt", CLEAN);
    let run = desk.acquit("scan --readers patterns --redact --log run.log Olive_Marchetti.txt");
    let log = fs::read_to_string(desk.path("run.log")).unwrap();
    assert!(log.contains("document [borrower 1].txt ") && !log.contains("Marchetti"), "{log}");
    assert_eq!(json(&run.stdout)["document"]["path"], "[borrower 1].txt");
}
