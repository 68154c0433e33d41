//! `acquit serve` as a browser, a stranger on the machine and a page of another site speak with it.

mod browser;
mod chromium;
mod client;
mod guard;

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use self::client::{Answer, Server, fields, files};
use super::desk::{Desk, corpus, ended, evidence, json};
use super::{BAD, CLEAN};

/// Reads with the patterns alone, which is quick.
const QUICK: &str = "serve --no-open --readers patterns --as-of 2026-12-01";

fn sample() -> Vec<u8> {
    fs::read(corpus("sample/short-sale-approval.pdf")).unwrap()
}

/// Text of a page as people see it: without tags, and with the signs that HTML writes otherwise.
fn text(page: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in page.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    for (code, sign) in [("&#38;", "&"), ("&#39;", "'"), ("&#34;", "\""), ("&#60;", "<"), ("&#62;", ">")] {
        text = text.replace(code, sign);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Uploads one file as a browser without a script does, and follows to its report.
fn upload(server: &Server, name: &str, bytes: &[u8]) -> (String, Answer) {
    let answer = server.post("upload", &files(&[(name, bytes)]));
    assert_eq!(answer.status, 303, "{name}: {}", answer.text());
    let place = answer.header("location").unwrap().to_owned();
    let page = place.strip_prefix(&server.root).unwrap().to_owned();
    let report = server.get(&page);
    (page, report)
}

#[test]
fn a_letter_goes_in_and_its_report_comes_out() {
    let server = Server::start(&Desk::new(), QUICK);
    let start = server.get("");
    assert_eq!(start.status, 200);
    assert!(text(&start.text()).contains("not legal advice"), "{}", start.text());
    let (_, report) = upload(&server, "letter.txt", BAD.as_bytes());
    let page = text(&report.text());
    for words in ["NO RELEASE", "letter.txt", "reserves the right to pursue you for the deficiency", "not legal advice"]
    {
        assert!(page.contains(words), "no `{words}` in {page}");
    }
    let (_, report) = upload(&server, "sample.pdf", &sample());
    let page = report.text();
    assert!(page.contains("PARTIAL RELEASE") && page.contains("data:image/png;base64,") && page.contains("<rect "));
    let list = text(&server.get("").text());
    for words in ["letter.txt NO RELEASE", "sample.pdf PARTIAL RELEASE", "Personal debt released: no"] {
        assert!(list.contains(words), "no `{words}` in {list}");
    }
}

#[test]
fn several_files_come_at_once_and_the_script_hears_how_far_they_are() {
    let server = Server::start(&Desk::new(), QUICK);
    let two = files(&[("bad.txt", BAD.as_bytes()), ("clean.txt", CLEAN.as_bytes())]);
    let answer = server.post("upload", &two);
    assert_eq!((answer.status, answer.header("location")), (303, Some(server.root.as_str())));
    let list = text(&server.get("").text());
    assert!(list.contains("bad.txt NO RELEASE") && list.contains("clean.txt FULL RELEASE"), "{list}");

    let answer = server.send(&two.to("POST", &server.at("upload")).with("X-Acquit-Script", "1"));
    assert_eq!(answer.status, 202, "{}", answer.text());
    let told = json(&answer.text());
    assert_eq!((&told["letters"], &told["next"]), (&serde_json::json!([3, 4]), &server.root.as_str().into()));
    let mut asked = 0;
    loop {
        let progress = json(&server.get("progress").text());
        let stages: Vec<&str> = progress.as_array().unwrap().iter().map(|one| one["stage"].as_str().unwrap()).collect();
        assert_eq!(stages.len(), 4);
        assert_eq!(stages[..2], ["told", "told"]);
        if stages.iter().all(|stage| *stage == "told") {
            break;
        }
        asked += 1;
        assert!(asked < 600, "never read: {progress}");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
}

#[test]
fn other_facts_change_a_grade_at_once() {
    let server = Server::start(&Desk::new(), QUICK);
    let (page, report) = upload(&server, "letter.txt", BAD.as_bytes());
    let grade = |page: &str| {
        json(&server.get(&format!("{page}/review.json")).text())["findings"]
            .as_array()
            .unwrap()
            .iter()
            .find(|finding| finding["id"] == "deficiency-reservation")
            .unwrap()["severity"]
            .clone()
    };
    assert_eq!(grade(&page), "critical");
    for key in ["units", "trustor", "consent-date"] {
        assert!(report.text().contains(&format!("name=\"{key}\"")), "{key} is not asked for");
    }
    let facts = fields(&[
        ("state", "CA"),
        ("units", "2"),
        ("trustor", "individual"),
        ("consent-date", "2026-05-01"),
        ("cross-collateral", "no"),
        ("kind", ""),
    ]);
    let answer = server.post(&page, &facts);
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, Some(server.at(&format!("{page}#graded")).as_str())),
        "{}",
        answer.text()
    );
    assert_eq!(grade(&page), "high");
    let told = text(&server.get(&page).text());
    for words in ["units=2", "deficiency-reservation: critical → high", "Applies"] {
        assert!(told.contains(words), "no `{words}` in {told}");
    }
    // The same as the command line says on these facts.
    let desk = Desk::new();
    desk.write("letter.txt", BAD);
    let facts = "--fact state=CA,units=2,trustor=individual,consent-date=2026-05-01,cross-collateral=no";
    let run = desk.acquit(&format!("review --readers patterns --as-of 2026-12-01 --format json {facts} letter.txt"));
    assert_eq!(json(&server.get(&format!("{page}/review.json")).text()), json(&run.stdout));
    // Taken back, the grade is what it was.
    assert_eq!(server.post(&page, &fields(&[("units", "")])).status, 303);
    assert_eq!(grade(&page), "critical");
}

#[test]
fn a_wrong_fact_is_told_as_the_flag_tells_it() {
    let server = Server::start(&Desk::new(), QUICK);
    let (page, _) = upload(&server, "letter.txt", BAD.as_bytes());
    let answer = server.post(&page, &fields(&[("units", "\"><script>many")]));
    let told = answer.text();
    assert_eq!(answer.status, 422, "{told}");
    assert!(
        text(&told).contains("give the number of dwelling units")
            && told.contains("role=\"alert\"")
            && told.contains("aria-invalid=true"),
        "{told}"
    );
    assert!(!told.contains("<script>many"), "{told}");
}

/// A program in the place of Tesseract, which counts how often it is asked to read.
#[cfg(unix)]
#[test]
fn another_grade_reads_no_page_again() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.write("tesseract", "#!/bin/sh\ncase \"$*\" in *version*|*list*) echo 'tesseract 5.3.0'; exit 0 ;; esac\necho read >>asked\nexit 1\n");
    fs::set_permissions(desk.path("tesseract"), fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", desk.path("").display());
    let server = Server::start_with(&desk, QUICK, &[("PATH", &path)]);
    let scan = fs::read_dir(corpus("scans"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .find(|p| p.to_string_lossy().ends_with("clean.pdf"));
    let (page, report) = upload(&server, "scan.pdf", &fs::read(scan.unwrap()).unwrap());
    assert!(report.text().contains("UNREADABLE"), "{}", text(&report.text()));
    let asked = || fs::read_to_string(desk.path("asked")).unwrap_or_default().lines().count();
    let once = asked();
    assert!(once > 0, "nobody asked the program in the place of Tesseract");
    assert_eq!(server.post(&page, &fields(&[("units", "2")])).status, 303);
    assert!(text(&server.get(&page).text()).contains("units=2"));
    assert_eq!(asked(), once);
}

#[test]
fn everything_can_be_taken_along() {
    let server = Server::start(&Desk::new(), QUICK);
    let (page, report) = upload(&server, "Größe \"1\".pdf", &sample());
    let shown = report.text();
    for (file, media, begins) in [
        ("memo.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK"),
        ("memo.md", "text/markdown; charset=utf-8", "# "),
        ("annotated.pdf", "application/pdf", "%PDF-"),
        ("request.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK"),
        ("request.txt", "text/plain; charset=utf-8", "DRAFT"),
        ("review.json", "application/json", "{"),
    ] {
        assert!(shown.contains(&format!("{page}/{file}\"")), "no link to {file}");
        let answer = server.get(&format!("{page}/{file}"));
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(media)), "{file}: {}", answer.text());
        let disposition = answer.header("content-disposition").unwrap();
        assert!(
            disposition.starts_with("attachment; ") && disposition.ends_with(&format!("%221%22-{file}")),
            "{disposition}"
        );
        assert!(answer.body.starts_with(begins.as_bytes()), "{file}");
    }
    let annotated = server.get(&format!("{page}/annotated.pdf")).body;
    assert!(
        annotated.starts_with(&sample()) && annotated.len() > sample().len(),
        "notes stand behind the file's own bytes"
    );
    let review = json(&server.get(&format!("{page}/review.json")).text());
    assert_eq!(review["verdict"], "partial-release");
    let memo = server.get(&format!("{page}/memo.md")).text();
    assert!(memo.contains("PARTIAL RELEASE") && memo.contains("not legal advice"), "{memo}");
    assert_eq!(server.get(&format!("{page}/memo.exe")).status, 404);
}

#[test]
fn decisions_of_the_folder_go_into_the_memo() {
    let desk = Desk::new();
    desk.write("letter.txt", BAD);
    let run = desk.acquit("review --readers patterns --as-of 2026-12-01 --format json letter.txt");
    let review = json(&run.stdout);
    let finding = review["findings"].as_array().unwrap().iter().find(|f| f["id"] == "deficiency-reservation").unwrap();
    let decision = format!(
        "[[decision]]\nid = {}\nfingerprint = {}\ndecision = \"accepted\"\nreason = \"Settled by telephone.\"\n",
        finding["id"], finding["fingerprint"]
    );
    desk.write("acquit-review.toml", &decision);
    let server = Server::start(&desk, QUICK);
    let (page, report) = upload(&server, "letter.txt", BAD.as_bytes());
    let memo = server.get(&format!("{page}/memo.md")).text();
    assert!(memo.contains("Settled by telephone"), "{memo}");
    assert!(text(&report.text()).contains("Settled by telephone"), "{}", report.text());
    desk.write("acquit-review.toml", "[[decision]]\nid = \"moon\"\n");
    let (page, report) = upload(&server, "letter.txt", BAD.as_bytes());
    assert!(
        text(&report.text()).contains("What was decided is left out of this report: acquit-review.toml:"),
        "{}",
        report.text()
    );
    let answer = server.get(&format!("{page}/memo.md"));
    assert!(answer.status == 422 && answer.text().contains("acquit-review.toml:"), "{}", answer.text());
}

#[test]
fn what_is_forgotten_is_gone() {
    let server = Server::start(&Desk::new(), QUICK);
    let (first, _) = upload(&server, "first.txt", BAD.as_bytes());
    let (second, _) = upload(&server, "second.txt", CLEAN.as_bytes());
    assert_eq!(server.post(&format!("{first}/forget"), &fields(&[])).status, 303);
    for page in [first.clone(), format!("{first}/memo.md")] {
        let answer = server.get(&page);
        assert!(answer.status == 404 && text(&answer.text()).contains("It was forgotten"), "{page}: {}", answer.text());
    }
    assert_eq!(server.get(&second).status, 200);
    assert_eq!(server.post("forget", &fields(&[])).status, 303);
    assert_eq!(server.get(&second).status, 404);
    assert!(!server.get("").text().contains("second.txt"));
}

#[test]
fn nothing_lies_on_the_disk_and_no_word_stands_in_the_log() {
    let desk = Desk::new();
    fs::create_dir(desk.path("temp")).unwrap();
    let before = desk.names();
    let temp = desk.path("temp").to_string_lossy().into_owned();
    let home = [("TMPDIR", temp.as_str()), ("TMP", &temp), ("HOME", &temp), ("XDG_CACHE_HOME", &temp)];
    let server = Server::start_with(&desk, &format!("-v {QUICK} --log run.log"), &home);
    let (page, _) = upload(&server, "Marchetti-55-2071.txt", BAD.as_bytes());
    let (pdf, _) = upload(&server, "Okafor.pdf", &sample());
    server.post(&page, &fields(&[("units", "2")]));
    for file in ["memo.docx", "annotated.pdf", "review.json"] {
        assert_eq!(server.get(&format!("{pdf}/{file}")).status, 200);
    }
    let review = json(&server.get(&format!("{page}/review.json")).text());
    let run = server.end();
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut after = desk.names();
    after.retain(|name| name != "run.log");
    assert_eq!(after, before);
    assert_eq!(fs::read_dir(desk.path("temp")).unwrap().count(), 0, "nothing is left where temporary files go");
    let told = fs::read_to_string(desk.path("run.log")).unwrap() + &run.stderr + &run.stdout;
    assert!(told.contains("verdict no-release") && told.contains("document letter 1 "), "{told}");
    for quote in evidence(&review).iter().map(|words| words["quote"].as_str().unwrap()).chain(["Marchetti", "Okafor"]) {
        assert!(quote.len() < 4 || !told.contains(quote), "`{quote}` stands in {told}");
    }
}

#[test]
fn hostile_names_and_words_are_inert() {
    let server = Server::start(&Desk::new(), QUICK);
    let hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&\u{202e}";
    let letter =
        BAD.replace("Olive Marchetti", hostile).replace("reserves the right", &format!("reserves {hostile} the right"));
    let (page, report) = upload(&server, &format!("{}.txt", hostile.replace('/', ":")), letter.as_bytes());
    for page in [report.text(), server.get("").text(), server.get(&page).text()] {
        for live in ["<script>alert", "<img src=x", "\u{202e}", "onerror=alert(1)>\""] {
            assert!(!page.contains(live), "`{live}` lives in {page}");
        }
        assert!(page.contains("&#60;script&#62;alert(1)"), "{page}");
    }
    let script: BTreeSet<&str> =
        report.text().leak().split("<script").skip(1).map(|rest| rest.split('>').next().unwrap()).collect();
    assert_eq!(script.len(), 1, "{script:?}");
}

#[test]
fn what_is_not_read_says_so_and_what_to_do() {
    let server = Server::start(&Desk::new(), &format!("{QUICK} --max-file 20KB"));
    let locked = fs::read(corpus("extract/locked.pdf")).unwrap();
    let large = vec![b'a'; 30 << 10];
    for (name, bytes, says) in [
        ("locked.pdf", locked.as_slice(), "password"),
        ("large.txt", &large, "the limit is 20 kb"),
        ("empty.txt", b"", "empty"),
        ("program.exe", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8", "format"),
    ] {
        let (page, report) = upload(&server, name, bytes);
        let told = text(&report.text()).to_lowercase();
        assert!(told.contains("unreadable") && told.contains(says), "{name}: no `{says}` in {told}");
        let review = json(&server.get(&format!("{page}/review.json")).text());
        assert_eq!(review["verdict"], "unreadable", "{name}");
    }
    for form in [files(&[("", b"")]), files(&[]), fields(&[("x", "y")])] {
        let answer = server.post("upload", &form);
        assert!(answer.status == 400 && text(&answer.text()).contains("Choose a file"), "{}", answer.text());
    }
}

/// A password that is typed opens the letter, and those that come after it.
#[test]
fn a_locked_letter_is_opened_by_its_password() {
    let server = Server::start(&Desk::new(), QUICK);
    let locked = fs::read(corpus("extract/locked.pdf")).unwrap();
    let (page, report) = upload(&server, "locked.pdf", &locked);
    assert!(report.text().contains("type=\"password\""), "{}", report.text());
    let wrong = server.post(&format!("{page}/unlock"), &fields(&[("password", "Zebra-7")]));
    assert!(wrong.status == 422 && text(&wrong.text()).contains("That password does not open it"), "{}", wrong.text());
    assert!(!wrong.text().contains("Zebra-7"));
    assert_eq!(server.post(&format!("{page}/unlock"), &fields(&[("password", "secret")])).status, 303);
    let (_, another) = upload(&server, "again.pdf", &locked);
    for report in [server.get(&page), another] {
        let told = report.text();
        assert!(!told.contains("type=\"password\""), "{told}");
    }
}

#[test]
fn there_is_room_for_so_many_letters_and_the_rest_is_told() {
    let server = Server::start(&Desk::new(), QUICK);
    let names: Vec<String> = (0..43).map(|n| format!("{n}.txt")).collect();
    let all: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"Dear Olive".as_slice())).collect();
    let answer = server.post("upload", &files(&all));
    let told = text(&answer.text());
    assert!(answer.status == 507 && told.contains("no room for 3 of the files") && told.contains("Forget"), "{told}");
    server.post("forget", &fields(&[]));
    assert_eq!(server.post("upload", &files(&[("again.txt", BAD.as_bytes())])).status, 303);
}

#[test]
fn people_are_masked_where_that_is_asked() {
    let server = Server::start(&Desk::new(), &format!("{QUICK} --redact"));
    let (page, report) = upload(&server, "Marchetti.txt", BAD.as_bytes());
    for shown in [
        report.text(),
        server.get("").text(),
        server.get(&format!("{page}/memo.md")).text(),
        server.get(&format!("{page}/review.json")).text(),
    ] {
        assert!(!shown.contains("Marchetti") && !shown.contains("55-2071"), "{shown}");
    }
    let answer = server.get(&format!("{page}/annotated.pdf"));
    assert!(answer.status == 422 && text(&answer.text()).contains("--redact"), "{}", answer.text());
}

#[test]
fn a_mail_with_letters_is_one_report() {
    let mail = format!(
        "From: olive@example.com\nSubject: Approval\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n\
         --B\nContent-Type: text/plain\n\nPlease see the letters.\n--B\n\
         Content-Type: text/plain; name=\"one.txt\"\nContent-Disposition: attachment; filename=\"one.txt\"\n\n{BAD}\n--B--\n"
    );
    let server = Server::start(&Desk::new(), QUICK);
    let (page, report) = upload(&server, "in.eml", mail.as_bytes());
    let told = text(&report.text());
    assert!(
        told.contains("Documents in this file") && told.contains("NO RELEASE") && told.contains("one.txt"),
        "{told}"
    );
    assert_eq!(
        server
            .post(
                &page,
                &fields(&[
                    ("state", "CA"),
                    ("units", "1"),
                    ("trustor", "individual"),
                    ("consent-date", "2026-05-01"),
                    ("cross-collateral", "no")
                ])
            )
            .status,
        303
    );
    assert!(text(&server.get(&page).text()).contains("deficiency-reservation: critical → high"));
}

#[test]
fn the_page_ends_the_program() {
    let server = Server::start(&Desk::new(), QUICK);
    let answer = server.post("end", &fields(&[]));
    assert!(answer.status == 200 && text(&answer.text()).contains("acquit has ended"), "{}", answer.text());
    let run = server.ended();
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.stdout, "", "the address is all that is printed");
}

#[cfg(unix)]
#[test]
fn a_signal_ends_the_program_and_its_workers() {
    for signal in ["-INT", "-TERM"] {
        let server = Server::start(&Desk::new(), QUICK);
        upload(&server, "sample.pdf", &sample());
        let children = || {
            let listed = Command::new("pgrep").arg("-P").arg(server.id().to_string()).output().unwrap();
            String::from_utf8(listed.stdout).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
        };
        let workers = children();
        let status = Command::new("kill").arg(signal).arg(server.id().to_string()).status().unwrap();
        assert!(status.success());
        let run = server.ended();
        assert_eq!(run.code, 0, "{signal}: {}", run.stderr);
        std::thread::sleep(std::time::Duration::from_millis(500));
        for worker in workers {
            let alive = Command::new("kill").args(["-0", &worker]).output().unwrap().status.success();
            assert!(!alive, "{signal}: worker {worker} lives on");
        }
    }
}

#[test]
fn a_port_that_is_taken_is_told() {
    let server = Server::start(&Desk::new(), QUICK);
    let desk = Desk::new();
    let words = format!("{QUICK} --port {}", server.port);
    let run = ended(&words, &mut desk.command(&words));
    assert!(run.code == 2 && run.stderr.contains("leave out --port"), "{}", run.stderr);
}
