//! Files that hold several documents: mails, archives, papers one after the other.

use std::fs;
use std::io::{Cursor, Write};

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{BAD, CLEAN, Ended, corpus, folder, program};

/// A ZIP archive of these files.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A mail with these words and attachments, each with its type.
fn mail(words: &str, attached: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let head = "From: Ruth Amsel <amsel@example.com>\r\nTo: marchetti@example.com\r\nSubject: Your file\r\n\
                Message-ID: <1@example.com>\r\nMIME-Version: 1.0\r\n\
                Content-Type: multipart/mixed; boundary=\"cut\"\r\n\r\n";
    let mut out = vec![format!("{head}--cut\r\nContent-Type: text/plain\r\n\r\n{words}\r\n")];
    for (name, kind, bytes) in attached {
        out.push(format!("--cut\r\nContent-Type: {kind}; name=\"{name}\"\r\nContent-ID: <{name}>\r\n"));
        out.push(format!("Content-Transfer-Encoding: base64\r\n\r\n{}\r\n", base64(bytes)));
    }
    out.push("--cut--\r\n".to_owned());
    out.concat().into_bytes()
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * at)) as usize & 63];
            out.push(if at > chunk.len() { '=' } else { char::from(sign) });
        }
    }
    out
}

/// A PNG of 200 by 60 pixels, as far as its header goes.
const LOGO: &[u8] = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\xC8\0\0\0\x3C\x08\0\0\0\0";

const NOTE: &str = "Dear Ms. Marchetti, please find the approval attached. Ruth Amsel";

const AFFIDAVIT: &str = "ARM'S LENGTH AFFIDAVIT\n\nThe buyer and the seller swear that they are strangers to each other.\n\n\
                         ______________\nSeller\n";

/// Runs a command on a file of these bytes.
fn on(bytes: &[u8], command: &str, name: &str) -> Ended {
    let folder = folder(&[]);
    fs::write(folder.path().join(name), bytes).unwrap();
    let mut program = program();
    program.args(command.split_whitespace()).arg(name).current_dir(folder.path());
    program.output().unwrap().into()
}

/// A PDF with a page for each of these texts, a line of type for each of theirs.
fn pdf(texts: &[&str]) -> Vec<u8> {
    let shown = |line: &str| format!("({}) Tj T*\n", line.replace('(', "\\(").replace(')', "\\)"));
    let kids = (0..texts.len()).map(|at| format!("{} 0 R ", 4 + 2 * at)).collect::<Vec<_>>().concat();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}/MediaBox[0 0 700 792]>>", texts.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    for (at, text) in texts.iter().enumerate() {
        let words = format!("BT /F 10 Tf 14 TL 40 740 Td\n{}ET", text.lines().map(shown).collect::<Vec<_>>().concat());
        let content = format!("{} 0 R", 5 + 2 * at);
        objects.push(format!("<</Type/Page/Parent 2 0 R/Resources<</Font<</F 3 0 R>>>>/Contents {content}>>"));
        objects.push(format!("<</Length {}>>stream\n{words}\nendstream", words.len()));
    }
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut table = b"0000000000 65535 f \n".to_vec();
    for (at, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", out.len()).unwrap();
        writeln!(out, "{} 0 obj {object} endobj", at + 1).unwrap();
    }
    let (start, count) = (out.len(), objects.len() + 1);
    writeln!(out, "xref\n0 {count}").unwrap();
    out.extend(table);
    write!(out, "trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").unwrap();
    out
}

/// The verdict of the file, its parts with theirs, and the exit code.
fn judged(bytes: &[u8], name: &str) -> (String, Vec<(String, String)>, i32) {
    let ended = on(bytes, "scan --readers patterns", name);
    let review: Value = serde_json::from_str(ended.out.lines().next().unwrap()).unwrap();
    let schema: Value = serde_json::from_str(&fs::read_to_string("docs/schemas/review.schema.json").unwrap()).unwrap();
    let wrong = jsonschema::validator_for(&schema).unwrap().validate(&review).err().map(|error| error.to_string());
    assert_eq!(wrong, None, "{name}");
    let word = |of: &Value| of.as_str().unwrap().to_owned();
    let part = |part: &Value| {
        let path = word(&part["document"]["path"]);
        (path.strip_prefix(name).unwrap().to_owned(), word(&part["verdict"]))
    };
    let parts = review["parts"].as_array().map_or(Vec::new(), |parts| parts.iter().map(part).collect());
    (word(&review["verdict"]), parts, ended.code)
}

/// What it is, the file's name and bytes, its verdict, and its parts with theirs.
type Case<'a> = (&'a str, &'a str, Vec<u8>, &'a str, &'a [(&'a str, &'a str)]);

fn check(cases: &[Case<'_>]) {
    for (case, name, bytes, verdict, parts) in cases {
        let (found, found_parts, code) = judged(bytes, name);
        let found_parts: Vec<(&str, &str)> = found_parts.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        assert_eq!((found.as_str(), found_parts.as_slice()), (*verdict, *parts), "{case}");
        let unread = *verdict == "unreadable" || found_parts.iter().any(|part| part.1 == "unreadable");
        assert_eq!(code == 3, unread, "{case}: exit code {code}");
    }
}

#[test]
fn a_mail_is_judged_by_its_worst_letter() {
    let sample = fs::read(corpus("sample/short-sale-approval.pdf")).unwrap();
    let (clean, text) = (CLEAN.as_bytes(), "text/plain");
    let own: &[(&str, &str)] = &[("/body", "no-release")];
    let good_mail = mail(NOTE, &[("letter.txt", text, clean), ("logo.png", "image/png", LOGO)]);
    check(&[
        (
            "a mail with a letter and a logo",
            "m.eml",
            good_mail.clone(),
            "full-release",
            &[("/body", "not-applicable"), ("/letter.txt", "full-release")],
        ),
        (
            "a mail with a PDF",
            "m.eml",
            mail(NOTE, &[("letter.pdf", "application/pdf", &sample)]),
            "partial-release",
            &[("/body", "not-applicable"), ("/letter.pdf", "partial-release")],
        ),
        (
            "a good attachment does not mend the mail",
            "m.eml",
            mail(BAD, &[("letter.txt", text, clean)]),
            "no-release",
            &[("/body", "no-release"), ("/letter.txt", "full-release")],
        ),
        ("a mail that is the letter", "m.eml", mail(BAD, &[]), "no-release", own),
    ]);
}

#[test]
fn an_archive_is_judged_by_its_worst_letter() {
    let sample = fs::read(corpus("sample/short-sale-approval.pdf")).unwrap();
    let locked = fs::read(corpus("extract/locked.pdf")).unwrap();
    let (clean, bad, affidavit) = (CLEAN.as_bytes(), BAD.as_bytes(), AFFIDAVIT.as_bytes());
    let good_mail = mail(NOTE, &[("letter.txt", "text/plain", clean)]);
    check(&[
        (
            "three letters in an archive",
            "a.zip",
            zipped(&[("c.txt", clean), ("a.txt", bad), ("b.pdf", &sample)]),
            "no-release",
            &[("/a.txt", "no-release"), ("/b.pdf", "partial-release"), ("/c.txt", "full-release")],
        ),
        (
            "a mail in an archive",
            "a.zip",
            zipped(&[("m.eml", &good_mail)]),
            "full-release",
            &[("/m.eml", "full-release")],
        ),
        (
            "a letter and an affidavit",
            "a.zip",
            zipped(&[("l.txt", clean), ("x.txt", affidavit)]),
            "full-release",
            &[("/l.txt", "full-release"), ("/x.txt", "not-applicable")],
        ),
        (
            "a letter that could not be read",
            "a.zip",
            zipped(&[("l.txt", clean), ("x.pdf", &locked)]),
            "unreadable",
            &[("/l.txt", "full-release"), ("/x.pdf", "unreadable")],
        ),
        (
            "no release, and one unread",
            "a.zip",
            zipped(&[("l.txt", bad), ("x.pdf", &locked)]),
            "no-release",
            &[("/l.txt", "no-release"), ("/x.pdf", "unreadable")],
        ),
        ("nothing in it", "a.zip", zipped(&[(".hidden", b"x")]), "unreadable", &[]),
    ]);
}

#[test]
fn papers_one_after_the_other_are_judged_each_for_itself() {
    let second = BAD.replace("Re: Short", "May 1, 2026\nRe: Short");
    let dated = CLEAN.replace("Re: Short", "May 1, 2026\nRe: Short");
    let both = format!("{CLEAN}\x0c{second}");
    let packet = format!("{CLEAN}\x0c{AFFIDAVIT}");
    check(&[
        (
            "two letters in one text",
            "t.txt",
            both.into_bytes(),
            "no-release",
            &[("#page=1", "full-release"), ("#page=2", "no-release")],
        ),
        (
            "two letters and an affidavit in one PDF",
            "t.pdf",
            pdf(&[BAD, AFFIDAVIT, &dated]),
            "no-release",
            &[("#page=1", "no-release"), ("#page=2", "not-applicable"), ("#page=3", "full-release")],
        ),
        (
            "a letter with its affidavit",
            "t.txt",
            packet.into_bytes(),
            "full-release",
            &[("#page=1", "full-release"), ("#page=2", "not-applicable")],
        ),
    ]);
}

#[test]
fn archives_in_archives_end_at_ten() {
    let nested = |depth| {
        (0..depth).fold(CLEAN.as_bytes().to_vec(), |inner, at| {
            zipped(&[(if at == 0 { "letter.txt" } else { "inner.zip" }, &inner)])
        })
    };
    assert_eq!(judged(&nested(10), "a.zip").0, "full-release");
    let (verdict, _, code) = judged(&nested(12), "a.zip");
    assert_eq!((verdict.as_str(), code), ("unreadable", 3));
}

#[test]
fn people_are_told_of_each_document() {
    let mail = mail(NOTE, &[("good.txt", "text/plain", CLEAN.as_bytes()), ("bad.txt", "text/plain", BAD.as_bytes())]);
    let memo = on(&mail, "review --readers patterns", "m.eml").out;
    for words in ["Documents in this file", "NOT APPLICABLE", "bad.txt, which decides", "good.txt", "FULL RELEASE"] {
        assert!(memo.contains(words), "{words}: {memo}");
    }
    let lines = on(&mail, "check --readers patterns", "m.eml").out;
    assert!(lines.contains("m.eml/bad.txt:") && !lines.contains("m.eml:"), "{lines}");
    let places =
        on(&pdf(&[CLEAN, &BAD.replace("Re: Short", "May 1, 2026\nRe: Short")]), "check --readers patterns", "t.pdf");
    assert!(places.out.contains("t.pdf#page=2:2:") && places.code == 1, "{}", places.out);
    let broken = on(&zipped(&[("l.txt", CLEAN.as_bytes()), ("bomb.txt", &vec![0; 3 << 20])]), "scan", "a.zip");
    assert!(broken.err.contains("bomb.txt") && broken.code == 3, "{}", broken.err);
}

#[test]
fn a_document_in_an_archive_is_extracted_by_its_name() {
    let folder = folder(&[]);
    fs::write(folder.path().join("a.zip"), zipped(&[("in/letter.txt", CLEAN.as_bytes())])).unwrap();
    let run = |words: &str| -> Ended {
        program().args(words.split_whitespace()).current_dir(folder.path()).output().unwrap().into()
    };
    assert_eq!(run("extract a.zip/in/letter.txt").out, CLEAN);
    assert_eq!(run("extract a.zip").code, 3);
    assert!(run("extract a.zip/gone.txt").err.contains("no such document"));
}
