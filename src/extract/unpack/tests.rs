use std::io::Cursor;
use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

/// The usual limit of members.
const MOST: usize = 10_000;

/// A ZIP archive of these files.
pub(super) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Names of the members, and what could not be taken out.
fn told(bytes: &[u8]) -> (Vec<String>, Vec<(What, String)>) {
    let unpacked = crate::extract::unpack(bytes, &Limits::default()).expect("a container");
    let names = unpacked.members.into_iter().map(|member| member.name).collect();
    (names, unpacked.troubles.into_iter().map(|trouble| (trouble.what, trouble.says)).collect())
}

/// Asserts the members and, by kind and a few words, the troubles.
fn holds(case: &str, bytes: &[u8], members: &[&str], troubles: &[(What, &str)]) {
    let (names, told) = told(bytes);
    assert_eq!(names, members, "{case}: {told:?}");
    assert_eq!(told.len(), troubles.len(), "{case}: {told:?}");
    for ((what, says), (right, words)) in told.iter().zip(troubles) {
        assert!(what == right && says.contains(words), "{case}: {what:?} {says}");
    }
}

#[test]
fn an_archive_gives_its_files_by_name() {
    let odd: &[(&str, &[u8])] = &[
        ("b.txt", b"b"),
        ("a/deep.pdf", b"a"),
        ("../../etc/x.txt", b"up"),
        ("/root.txt", b"root"),
        ("C:\\drive\\y.txt", b"drive"),
        ("line\nfeed.txt", b"lf"),
        ("__MACOSX/._b.txt", b"mac"),
        (".DS_Store", b"mac"),
        ("a/.hidden", b"h"),
        ("~$letter.docx", b"lock"),
        ("Thumbs.db", b"thumbs"),
        ("voice.mp3", b"sound"),
    ];
    let names = ["etc/x.txt", "root.txt", "drive/y.txt", "a/deep.pdf", "b.txt", "line\u{FFFD}feed.txt"];
    holds("names are only names", &zipped(odd), &names, &[]);
    let (climbs, long) = (format!("a../{}.txt", "n".repeat(193)), format!("letters/{}.txt", "n".repeat(196)));
    let (found, _) = told(&zipped(&[(&climbs, b"1"), (&long, b"2")]));
    assert_eq!(found, [&climbs[4..], &long[8..]], "a long name is cut to its end");
    let same: &[(&str, &[u8])] = &[("x.txt", b"1"), ("./x.txt", b"2"), ("../x.txt", b"3")];
    holds("names that fall together", &zipped(same), &["x.txt", "x.txt (2)", "x.txt (3)"], &[]);
    let mut links = ZipWriter::new(Cursor::new(Vec::new()));
    links.add_directory("folder/", SimpleFileOptions::default()).unwrap();
    links.add_symlink("link.txt", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    holds("folders and links", &links.finish().unwrap().into_inner(), &[], &[(What::Empty, "no document")]);
    assert!(
        crate::extract::unpack(&zipped(&[("word/document.xml", b"<w/>")]), &Limits::default()).is_none(),
        "a DOCX is a document"
    );
    assert!(crate::extract::unpack(b"We release you.", &Limits::default()).is_none(), "so is a text");
}

#[test]
fn an_archive_that_is_a_trap_or_broken_says_so() {
    let zeros = vec![0; 3 << 20];
    let bomb = zipped(&[("a.txt", b"fine"), ("bomb.txt", &zeros)]);
    holds("a bomb", &bomb, &["a.txt"], &[(What::LimitReached, "bomb.txt: the file grows")]);
    let many: Vec<(String, &[u8])> = (0..MOST + 2).map(|n| (format!("{n:05}.txt"), b"x".as_slice())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let (names, troubles) = told(&zipped(&many));
    assert_eq!((names.len(), troubles.len()), (MOST, 1), "{troubles:?}");
    assert_eq!(troubles[0].0, What::LimitReached);

    let whole = zipped(&[("a.txt", b"We release you."), ("b.txt", b"We waive.")]);
    let mut locked = whole.clone();
    // The flag of encryption: bit 0 of the flags, in the local header and in the directory.
    let directory = memchr::memmem::find(&whole, b"PK\x01\x02").unwrap();
    (locked[6], locked[directory + 8]) = (1, 1);
    holds("a locked file", &locked, &["b.txt"], &[(What::Encrypted, "a.txt: the file is locked")]);
    let mut packed = whole.clone();
    (packed[8], packed[directory + 10]) = (12, 12);
    holds(
        "a way of packing that is not read",
        &packed,
        &["b.txt"],
        &[(What::Unsupported, "a.txt: the file is packed")],
    );
    let mut torn = whole.clone();
    let words = memchr::memmem::find(&whole, b"a.txt").unwrap() + 8;
    torn[words] ^= 0x55;
    let (names, troubles) = told(&torn);
    assert_eq!((names, troubles.len()), (vec!["b.txt".to_owned()], 1), "{troubles:?}");
    let mut headless = whole;
    headless[0..4].copy_from_slice(b"PK\x03\x04");
    headless[26] = 0xFF;
    let (names, troubles) = told(&headless);
    assert!(names.len() == 2 || troubles.len() == 1, "a lying local header: {names:?} {troubles:?}");
}

/// A mail with these headers and body.
fn mail(headers: &str, body: &str) -> Vec<u8> {
    let start = "From: Ann Bell <ann@example.com>\r\nTo: ben@example.com\r\nSubject: Approval\r\nMIME-Version: 1.0\r\n";
    format!("{start}{headers}\r\n\r\n{body}").into_bytes()
}

/// A mail of several parts, each with its headers and body.
fn parts(kind: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let one = |(headers, body): &(&str, &str)| format!("--cut\r\n{headers}\r\n\r\n{body}\r\n");
    let parts = parts.iter().map(one).collect::<Vec<_>>().concat();
    mail(&format!("Content-Type: multipart/{kind}; boundary=\"cut\""), &format!("{parts}--cut--\r\n"))
}

const PDF: (&str, &str) =
    ("Content-Type: application/pdf; name=letter.pdf\r\nContent-Transfer-Encoding: base64", "JVBERi0xLjcK");

fn body(bytes: &[u8]) -> String {
    let unpacked = crate::extract::unpack(bytes, &Limits::default()).expect("a container");
    String::from_utf8(unpacked.members[0].bytes.clone()).unwrap()
}

#[test]
fn a_mail_gives_its_words_and_its_attachments() {
    let text = ("Content-Type: text/plain", "See attached.");
    let html = ("Content-Type: text/html", "<p>See attached.</p>");
    let more = "<p>See attached. ".to_owned() + &"We reserve the right to the deficiency. ".repeat(9) + "</p>";
    let png = "iVBORw0KGgoAAAANSUhEUgAAAMgAAAA8"; // 200 by 60 pixels
    let logo_headers =
        "Content-Type: image/png; name=logo.png\r\nContent-ID: <logo>\r\nContent-Transfer-Encoding: base64";
    let attached = "Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename=earlier.eml";
    let inner = "From: a@example.com\r\nMessage-ID: <1>\r\n\r\nWe waive.";
    let calendar = ("Content-Type: text/calendar; name=closing.ics", "BEGIN:VCALENDAR");
    let signature = ("Content-Type: application/pgp-signature; name=signature.asc", "-----BEGIN");
    let plain_file = ("Content-Type: text/plain; name=letter.txt", "We release you.");
    let encoded_name = (
        "Content-Type: application/pdf\r\nContent-Disposition: attachment; filename*=UTF-8''r%C3%A9lease.pdf",
        "%PDF-",
    );
    let table: [(&str, Vec<u8>, &[&str]); 11] = [
        ("one part", mail("Content-Type: text/plain", "Hello"), &["body"]),
        ("no type", mail("X-Mailer: x", "Hello"), &["body"]),
        ("an attachment", parts("mixed", &[text, PDF]), &["body", "letter.pdf"]),
        ("a logo", parts("related", &[html, (logo_headers, png)]), &["body"]),
        ("two forms", parts("alternative", &[text, html]), &["body"]),
        ("HTML says more", parts("alternative", &[text, ("Content-Type: text/html", &more)]), &["body", "body.html"]),
        ("a text file", parts("mixed", &[text, plain_file]), &["body", "letter.txt"]),
        ("a forwarded mail", parts("mixed", &[text, (attached, inner)]), &["body", "earlier.eml"]),
        ("signed, with a calendar", parts("signed", &[text, calendar, signature]), &["body"]),
        ("a name in another charset", parts("mixed", &[text, encoded_name]), &["body", "rélease.pdf"]),
        ("one name twice", parts("mixed", &[text, PDF, PDF]), &["body", "letter.pdf", "letter.pdf (2)"]),
    ];
    for (case, bytes, members) in table {
        holds(case, &bytes, members, &[]);
    }
    let text = body(&parts("mixed", &[text, PDF]));
    assert_eq!(text, "From: Ann Bell <ann@example.com>\nTo: ben@example.com\nSubject: Approval\n\nSee attached.");
    let html = body(&parts("mixed", &[html, PDF]));
    assert!(html.starts_with("\u{FEFF}<!DOCTYPE html>\n<p>From: Ann Bell &lt;ann@example.com></p>"), "{html}");
}

#[test]
fn words_of_a_mail_are_decoded() {
    let table = [
        (
            "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable",
            "caf=E9",
            "café",
        ),
        ("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64", "Y2Fmw6k=", "café"),
        ("Content-Type: text/plain", "café", "café"),
        ("Content-Type: text/plain; charset=unheard-of", "café", "café"),
        ("Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable", "we do not wai=\r\nve", "waive"),
    ];
    for (headers, words, right) in table {
        let text = body(&mail(headers, words));
        assert!(text.ends_with(right), "{headers}: {text}");
    }
}

/// What it is, the container, its members, and what could not be taken out.
type Case<'a> = (&'a str, Vec<u8>, &'a [&'a str], &'a [(What, &'a str)]);

#[test]
fn a_mail_that_is_not_wholly_read_says_so() {
    let text = ("Content-Type: text/plain", "See attached.");
    let wrong = ("Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64", "JVBE!!!!Ri0x");
    let tnef = ("Content-Type: application/ms-tnef; name=winmail.dat", "x");
    let sealed = ("Content-Type: application/pkcs7-mime; name=smime.p7m", "x");
    let other =
        ("Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: x-uuencode", "begin 644 a.pdf");
    let outside = ("Content-Type: message/external-body; access-type=URL", "");
    let old = ("Content-Type: text/plain", "See below.\r\nbegin 644 a.pdf\r\nM5V4@\r\nend");
    let mut cut = parts("mixed", &[text, PDF]);
    cut.truncate(cut.len() - 20);
    let table: [Case<'_>; 10] = [
        ("wrong base64", parts("mixed", &[text, wrong]), &["body"], &[(What::Damaged, "a.pdf: it is damaged")]),
        ("winmail.dat", parts("mixed", &[text, tnef]), &["body"], &[(What::Unsupported, "winmail.dat")]),
        ("sealed", parts("mixed", &[text, sealed]), &["body"], &[(What::Encrypted, "it is encrypted")]),
        ("encrypted", parts("encrypted", &[text]), &["body"], &[(What::Encrypted, "it is encrypted")]),
        ("uuencoded", parts("mixed", &[text, other]), &["body"], &[(What::Unsupported, "a.pdf: it is encoded")]),
        ("a file in the words", parts("mixed", &[old]), &["body"], &[(What::Unsupported, "it is encoded")]),
        ("elsewhere", parts("mixed", &[text, outside]), &["body"], &[(What::Unresolved, "stand elsewhere")]),
        ("cut off", cut, &["body"], &[(What::Damaged, "ends before"), (What::Damaged, "letter.pdf: it is damaged")]),
        ("no boundary", mail("Content-Type: multipart/mixed", "x"), &["body"], &[(What::Damaged, "ends before")]),
        ("a lone CR", b"From: a\r\nMIME-Version: 1.0\n\rx".to_vec(), &[], &[(What::Damaged, "The e-mail is damaged")]),
    ];
    for (case, bytes, members, troubles) in table {
        holds(case, &bytes, members, troubles);
    }
}

#[test]
fn a_mail_of_ten_thousand_parts_and_one_of_deep_ones_end() {
    let many = vec![("Content-Type: application/pdf", "x"); MOST + 5];
    let (names, troubles) = told(&parts("mixed", &many));
    assert_eq!((names.len(), troubles.len()), (MOST, 1), "{troubles:?}");
    let level = |n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n");
    let deep = (0..200).map(level).collect::<Vec<_>>().concat();
    let (_, troubles) = told(&[b"From: a\nMIME-Version: 1.0\n", deep.as_bytes()].concat());
    assert_eq!(troubles.len(), 1, "{troubles:?}");
}

#[test]
fn a_mailbox_gives_its_mails() {
    let one = "From ann@example.com Mon Jun  1 10:00:00 2026\nFrom: ann@example.com\nMessage-ID: <1>\n\nWe waive.\n\
               From what we know, no.\n\n";
    holds("one mail", one.as_bytes(), &["body"], &[]);
    holds("three", one.repeat(3).as_bytes(), &["message 1.eml", "message 2.eml", "message 3.eml"], &[]);
}

#[test]
fn long_headers_of_mail_servers_hide_no_mail() {
    let seal = format!("Received: from mx\r\nARC-Seal: {}\r\n", "a b\r\n  c".repeat(3000));
    let bytes = [seal.as_bytes(), b"From: a@example.com\r\nSubject: x\r\n\r\nWe waive."].concat();
    holds("a long head", &bytes, &["body"], &[]);
}

proptest::proptest! {
    #[test]
    fn whatever_is_cut_or_flipped_ends_in_an_answer(cut in 0..2000_usize, at in 0..2000_usize, bit in 0..8_u8) {
        let text = ("Content-Type: text/plain", "See attached.");
        for mut bytes in [parts("mixed", &[text, PDF]), zipped(&[("a.txt", b"We release you."), ("b.txt", b"x")])] {
            let length = bytes.len();
            bytes[at % length] ^= 1 << bit;
            bytes.truncate(length - cut % length);
            if let Some(unpacked) = crate::extract::unpack(&bytes, &Limits::default()) {
                let empty = unpacked.members.is_empty() && unpacked.troubles.is_empty();
                proptest::prop_assert!(!empty, "nothing, in silence");
            }
        }
    }
}
