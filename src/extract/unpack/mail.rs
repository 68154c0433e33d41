//! E-mails as stored: the message's own words, attachments, forwarded messages; mailboxes of several.

use mailparse::DispositionType;
use mailparse::MailHeaderMap;
use mailparse::ParsedMail;
use memchr::memmem;

use crate::document::Trouble;
use crate::document::Unpacked;
use crate::document::What;
use crate::extract::Limits;

use super::Tray;
use super::message;
use super::message::Message;
use super::picture;

/// How many of the first bytes may hold the headers by which a mail is told: those of mail servers come first, and
/// their signatures are long.
const HEAD: usize = 64 << 10;

/// Whether the text begins with the headers of a stored e-mail. A printed one has From and Subject but none of the
/// headers that only machines read; it is plain text.
pub(in crate::extract) fn is_mail(bytes: &[u8]) -> bool {
    const MACHINE: [&str; 7] = [
        "message-id:",
        "mime-version:",
        "received:",
        "return-path:",
        "dkim-signature:",
        "content-type:",
        "content-transfer-encoding:",
    ];
    const PEOPLE: [&str; 4] = ["from:", "to:", "subject:", "date:"];
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if !opens_with_header(head) {
        return false;
    }
    // The words below are not looked at: a mailbox may hold a million messages.
    let own = head.split_inclusive(|&byte| byte == b'\n').take_while(|line| !line.trim_ascii().is_empty());
    let head = head.get(..own.map(<[u8]>::len).sum()).unwrap_or(head);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let headers: Vec<&str> = head.lines().take_while(|line| !line.trim().is_empty()).collect();
    let holds = |names: &[&str]| names.iter().any(|name| headers.iter().any(|line| line.starts_with(name)));
    holds(&MACHINE) && holds(&PEOPLE)
}

/// A header, or the line that opens a message in a mailbox.
fn opens_with_header(head: &[u8]) -> bool {
    let name = head.split(|&byte| byte == b':' || byte == b'\n').next().unwrap_or(b"");
    head.starts_with(b"From ") || is_header_name(name) && head.get(name.len()) == Some(&b':')
}

fn is_header_name(name: &[u8]) -> bool {
    !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
}

/// The message and its attachments; of a mailbox its messages.
pub(super) fn unpack(bytes: &[u8], limits: &Limits) -> Unpacked {
    let mut tray = Tray::new(limits);
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    match mailbox(bytes).as_slice() {
        [] => {}
        [one] => take_apart(one, &mut tray),
        many => {
            for (at, one) in many.iter().enumerate() {
                tray.member(&format!("message {}.eml", at + 1), one.to_vec());
            }
        }
    }
    tray.out
}

/// The messages of a mailbox, each without the line "From …" that parts them; a mail alone is one.
fn mailbox(bytes: &[u8]) -> Vec<&[u8]> {
    let after_line = |bytes: &[u8]| memchr::memchr(b'\n', bytes).map_or(bytes.len(), |end| end + 1);
    if !bytes.starts_with(b"From ") {
        return vec![bytes];
    }
    let starts = memmem::find_iter(bytes, b"\nFrom ").map(|at| at + 1);
    let starts: Vec<usize> = starts.filter(|&at| is_mail(&bytes[at..])).collect();
    let ends = starts.iter().copied().chain([bytes.len()]);
    [0].into_iter()
        .chain(starts.iter().copied())
        .zip(ends)
        .filter_map(|(start, end)| bytes.get(start..end))
        .map(|one| one.get(after_line(one)..).unwrap_or(b""))
        .collect()
}

fn take_apart(bytes: &[u8], tray: &mut Tray) {
    let mail = match mailparse::parse_mail(bytes) {
        Ok(mail) => mail,
        Err(error) => {
            let says = format!("The e-mail is damaged ({error}). Save its attachments and run on those.");
            return tray.out.troubles.push(Trouble::whole(What::Damaged, says));
        }
    };
    let mut reading = Reading { message: Message::of(&mail), attached: Vec::new(), tray };
    reading.part(&mail);
    reading.finish();
}

/// A mail while it is taken apart.
struct Reading<'m, 't> {
    message: Message,
    attached: Vec<Attached<'m>>,
    tray: &'t mut Tray,
}

/// A part that may be a document of its own.
struct Attached<'m> {
    name: String,
    part: &'m ParsedMail<'m>,
}

impl<'m> Reading<'m, '_> {
    fn part(&mut self, part: &'m ParsedMail<'m>) {
        let kind = part.ctype.mimetype.as_str();
        match kind.split_once('/').unwrap_or((kind, "")) {
            ("multipart", "encrypted") | ("application", "pkcs7-mime" | "x-pkcs7-mime") => self.locked("the message"),
            ("multipart", below) => self.multipart(part, below),
            ("message", "rfc822" | "global") => self.attach(part, "forwarded.eml"),
            ("message", "partial" | "external-body") => {
                let says = "its words stand elsewhere and were not read. Ask for them to be sent whole.";
                self.tray.trouble("a part of the message", What::Unresolved, says);
            }
            ("application", "ms-tnef" | "vnd.ms-tnef") => self.tnef(),
            // Signatures, delivery reports, cards and calendars hold no words of a letter; nor does what only sounds.
            ("application", "pkcs7-signature" | "x-pkcs7-signature" | "pgp-signature" | "pgp-keys")
            | ("message" | "audio" | "video" | "font", _)
            | ("text", "calendar" | "vcard" | "x-vcard" | "directory" | "rfc822-headers") => {}
            ("text", "plain" | "html") if is_inline(part) => self.words(part),
            _ => self.attach(part, unnamed(kind)),
        }
    }

    fn multipart(&mut self, part: &'m ParsedMail<'m>, below: &str) {
        if !is_whole(part) {
            let says =
                "it ends before its last part does, so words may be missing. Ask for the e-mail to be sent again.";
            self.tray.trouble("the message", What::Damaged, says);
        }
        let before = self.message.lengths();
        for one in &part.subparts {
            self.part(one);
        }
        // The same words in several forms.
        if below == "alternative" {
            self.message.keep_one_form(before);
        }
    }

    fn words(&mut self, part: &'m ParsedMail<'m>) {
        if is_encoded_otherwise(part) {
            return self.not_decoded("the message");
        }
        match part.get_body_raw() {
            Ok(_) if uuencoded(part) => self.not_decoded("the message"),
            Ok(bytes) => self.message.add(part, &bytes),
            Err(error) => self.damaged("the message", &error),
        }
    }

    fn attach(&mut self, part: &'m ParsedMail<'m>, unnamed: &str) {
        let name = named(part).unwrap_or_else(|| unnamed.to_owned());
        let lower = name.to_ascii_lowercase();
        match lower.as_str() {
            "winmail.dat" => self.tnef(),
            "smime.p7m" => self.locked(&name),
            "smime.p7s" => {}
            _ if [".ics", ".vcf", ".p7s"].iter().any(|end| lower.ends_with(end)) => {}
            _ => self.attached.push(Attached { name, part }),
        }
    }

    fn finish(mut self) {
        for (name, bytes) in self.message.members() {
            self.tray.member(name, bytes);
        }
        for Attached { name, part } in std::mem::take(&mut self.attached) {
            if is_encoded_otherwise(part) {
                self.not_decoded(&name);
                continue;
            }
            match part.get_body_raw() {
                Ok(bytes) if is_ornament(part, &bytes) => {}
                Ok(bytes) if part.ctype.mimetype == "text/plain" => {
                    self.tray.member(&name, message::decoded(part, &bytes).into_bytes());
                }
                Ok(bytes) => self.tray.member(&name, bytes),
                Err(error) => self.damaged(&name, &error),
            }
        }
    }

    fn locked(&mut self, name: &str) {
        let says = "it is encrypted, or sealed in a signature, and was not read. Open it and save the letter as PDF.";
        self.tray.trouble(name, What::Encrypted, says);
    }

    fn tnef(&mut self) {
        let says = "what Outlook packed in it was not read. Ask for the letter as an attachment of its own.";
        self.tray.trouble("winmail.dat", What::Unsupported, says);
    }

    fn not_decoded(&mut self, name: &str) {
        let says = "it is encoded in a way that is not read. Save the letter from your mail program and run on that.";
        self.tray.trouble(name, What::Unsupported, says);
    }

    fn damaged(&mut self, name: &str, error: &mailparse::MailParseError) {
        let says = format!("it is damaged ({error}). Ask for it to be sent again.");
        self.tray.trouble(name, What::Damaged, &says);
    }
}

/// Words of the message itself: not an attachment, and without the name of a file.
fn is_inline(part: &ParsedMail<'_>) -> bool {
    part.get_content_disposition().disposition != DispositionType::Attachment && named(part).is_none()
}

fn named(part: &ParsedMail<'_>) -> Option<String> {
    let disposition = part.get_content_disposition();
    let name = disposition.params.get("filename").or_else(|| part.ctype.params.get("name"));
    name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// What a part without a name is called.
fn unnamed(kind: &str) -> &'static str {
    match kind {
        "application/pdf" => "attachment.pdf",
        "text/plain" => "attachment.txt",
        "text/html" => "attachment.html",
        _ => "attachment",
    }
}

/// Whether a part with parts has some, and the line that ends them.
fn is_whole(part: &ParsedMail<'_>) -> bool {
    let Some(boundary) = part.ctype.params.get("boundary") else { return false };
    let end = format!("\n--{boundary}--");
    !part.subparts.is_empty() && memmem::rfind(part.raw_bytes, end.as_bytes()).is_some()
}

/// Whether the part is carried in none of the five ways that mail knows.
fn is_encoded_otherwise(part: &ParsedMail<'_>) -> bool {
    let way = part.headers.get_first_value("Content-Transfer-Encoding").unwrap_or_default().to_ascii_lowercase();
    !matches!(way.as_str(), "" | "7bit" | "8bit" | "binary" | "quoted-printable" | "base64")
}

/// Whether a file was written into the words as lines of letters ("begin 644 letter.pdf"), as mail once did.
fn uuencoded(part: &ParsedMail<'_>) -> bool {
    let text = part.raw_bytes;
    memmem::find_iter(text, b"\nbegin ").any(|at| {
        let rest = text.get(at + 7..at + 11).unwrap_or(b"");
        rest.len() == 4 && rest[..3].iter().all(|byte| matches!(byte, b'0'..=b'7')) && rest[3] == b' '
    })
}

/// A logo, a scanned signature or a spacer: a small picture that is shown in the message.
fn is_ornament(part: &ParsedMail<'_>, bytes: &[u8]) -> bool {
    let is_shown = part.headers.get_first_value("Content-ID").is_some()
        || part.get_content_disposition().disposition == DispositionType::Inline;
    part.ctype.mimetype.starts_with("image/") && is_shown && picture::is_small(bytes)
}
