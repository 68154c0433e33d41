//! The words of a mail itself, with the lines that say from whom, to whom, when and about what.

use std::fmt::Write as _;

use mailparse::MailHeaderMap;
use mailparse::ParsedMail;

use crate::extract::plain;

/// The headers that are shown.
const SHOWN: [&str; 5] = ["From", "To", "Cc", "Date", "Subject"];

/// So many words more in the other form, and it says something that the plain one does not.
const MORE: usize = 20;

/// The message while it is read.
pub(super) struct Message {
    headers: Vec<(&'static str, String)>,
    /// Its plain text so far.
    plain: String,
    /// Its HTML so far.
    html: String,
}

impl Message {
    /// A message without words yet.
    pub(super) fn of(mail: &ParsedMail<'_>) -> Self {
        let value = |name: &'static str| {
            let value = mail.headers.get_first_value(name)?;
            Some((name, value.split_whitespace().collect::<Vec<_>>().join(" ")))
        };
        let headers = SHOWN.iter().filter_map(|name| value(name)).filter(|(_, value)| !value.is_empty()).collect();
        Self { headers, plain: String::new(), html: String::new() }
    }

    /// Adds a text part of the message.
    pub(super) fn add(&mut self, part: &ParsedMail<'_>, bytes: &[u8]) {
        let words = decoded(part, bytes);
        let form = if part.ctype.mimetype == "text/html" { &mut self.html } else { &mut self.plain };
        if !form.is_empty() && !form.ends_with('\n') {
            form.push('\n');
        }
        form.push_str(&words);
    }

    /// How much of the plain text and of the HTML there is so far, in bytes.
    pub(super) const fn lengths(&self) -> (usize, usize) {
        (self.plain.len(), self.html.len())
    }

    /// Of two forms of the same words, added since then, keeps the plain one, unless the HTML says more.
    pub(super) fn keep_one_form(&mut self, (plain, html): (usize, usize)) {
        let in_plain = words(self.plain.get(plain..).unwrap_or(""));
        let in_html = words_of_html(self.html.get(html..).unwrap_or(""));
        if in_plain > 0 && in_html <= in_plain + in_plain / 4 + MORE {
            self.html.truncate(html);
        }
    }

    /// The message as documents: one for each form that has words of its own.
    pub(super) fn members(&self) -> Vec<(&'static str, Vec<u8>)> {
        match (self.plain.trim().is_empty(), self.html.is_empty()) {
            (_, true) => vec![("body", self.plain_document())],
            (true, false) => vec![("body", self.html_document())],
            (false, false) => vec![("body", self.plain_document()), ("body.html", self.html_document())],
        }
    }

    fn plain_document(&self) -> Vec<u8> {
        let mut out = String::new();
        for (name, value) in &self.headers {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{name}: {value}");
        }
        out.push('\n');
        out.push_str(&self.plain);
        out.into_bytes()
    }

    /// The byte order mark outweighs whatever charset the HTML itself names.
    fn html_document(&self) -> Vec<u8> {
        let mut out = "\u{FEFF}<!DOCTYPE html>\n".to_owned();
        for (name, value) in &self.headers {
            let value = value.replace('&', "&amp;").replace('<', "&lt;");
            let _ = writeln!(out, "<p>{name}: {value}</p>");
        }
        out.push_str(&self.html);
        out.into_bytes()
    }
}

/// The part's text: by the charset it names, or guessed where it names none or none that is known.
pub(super) fn decoded(part: &ParsedMail<'_>, bytes: &[u8]) -> String {
    let named = part.ctype.charset.as_str();
    let told = if named.eq_ignore_ascii_case("us-ascii") { None } else { encoding(named) };
    match told {
        Some(encoding) => encoding.decode(bytes).0.into_owned(),
        None => plain::decoded(bytes),
    }
}

fn encoding(label: &str) -> Option<&'static encoding_rs::Encoding> {
    encoding_rs::Encoding::for_label_no_replacement(label.as_bytes())
}

/// Words outside tags, scripts and style sheets, as far as counting needs it.
fn words_of_html(html: &str) -> usize {
    let lower = html.to_ascii_lowercase();
    let (mut count, mut at) = (0, 0);
    while let Some(open) = lower[at..].find('<').map(|found| at + found) {
        count += words(&lower[at..open]);
        let hidden = ["script", "style", "head"].iter().find(|name| lower[open + 1..].starts_with(**name));
        let ends = hidden.map_or_else(|| ">".to_owned(), |name| format!("</{name}"));
        let Some(end) = lower[open..].find(&ends) else { return count };
        at = open + end + ends.len();
    }
    count + words(&lower[at..])
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric) && !word.starts_with('&')).count()
}
