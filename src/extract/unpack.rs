//! Files that hold documents: ZIP archives and e-mails, one level deep.
//!
//! Whoever calls reads each member as a file of its own and unpacks those that are containers again. Nothing is
//! written to disk, so a member's name is only a name. What cannot be taken out is told by name in a trouble.

mod archive;
mod mail;
mod message;
mod picture;

use std::collections::BTreeMap;

use crate::document::Document;
use crate::document::Format;
use crate::document::Trouble;
use crate::document::Unpacked;
use crate::document::What;
use crate::extract::Limit;
use crate::extract::Limits;

pub(super) use self::mail::is_mail;

/// Longest name of a member that is kept, in characters.
const LONGEST_NAME: usize = 200;

/// What a container of that format holds.
pub(super) fn members(format: Format, bytes: &[u8], limits: &Limits) -> Unpacked {
    let mut unpacked = match format {
        Format::Eml => mail::unpack(bytes, limits),
        _ => archive::unpack(bytes, limits),
    };
    if unpacked.members.is_empty() && unpacked.troubles.is_empty() {
        let says = "It holds no document. Ask for it to be sent again with the letter.";
        unpacked.troubles.push(Trouble::whole(What::Empty, says));
    }
    unpacked
}

/// What is said of a container where only a document can be read.
pub(super) fn not_opened(format: Format) -> Trouble {
    let what = if format == Format::Eml { "an e-mail" } else { "a ZIP archive" };
    let says = format!(
        "This is {what}, whose documents are read one by one. \
         Name one of them below it, as `acquit review` does, or save the letter in it and run on that."
    );
    Trouble::whole(What::Unsupported, says)
}

/// Members as they are taken out, within the limits.
struct Tray {
    out: Unpacked,
    /// Names that were given, and how often each was asked for.
    names: BTreeMap<String, usize>,
    /// Bytes that may still be decoded.
    left: u64,
    limits: Limits,
}

impl Tray {
    fn new(limits: &Limits) -> Self {
        Self { out: Unpacked::default(), names: BTreeMap::new(), left: limits.unpacked, limits: *limits }
    }

    /// A member that could be taken out.
    fn member(&mut self, name: &str, bytes: Vec<u8>) {
        let size = bytes.len() as u64;
        if self.out.members.len() as u64 >= self.limits.members {
            self.over_count();
        } else if size > self.limits.file.min(self.left) {
            self.too_large(name);
        } else {
            self.left -= size;
            let name = self.own_name(name);
            self.out.members.push(Document { name, bytes });
        }
    }

    /// A member that could not, and why: the words follow its name.
    fn trouble(&mut self, name: &str, what: What, says: &str) {
        let trouble = Trouble::whole(what, format!("{}: {says}", plain_name(name)));
        // Ten thousand broken members are told well enough by the first hundred.
        if self.out.troubles.len() < 100 && self.out.troubles.last() != Some(&trouble) {
            self.out.troubles.push(trouble);
        }
    }

    fn too_large(&mut self, name: &str) {
        let shown = |limit: Limit| limit.shown(self.limits.of(limit));
        let says = format!(
            "the file was not unpacked, since it is over the limit of {} a file (--{}) and {} together (--{}). \
             Save the letter alone and run on that.",
            shown(Limit::File),
            Limit::File.key(),
            shown(Limit::Unpacked),
            Limit::Unpacked.key()
        );
        self.trouble(name, What::LimitReached, &says);
    }

    fn over_count(&mut self) {
        let trouble = Limit::Members.beyond(&self.limits);
        if !self.out.troubles.contains(&trouble) {
            self.out.troubles.push(trouble);
        }
    }

    /// The name, told apart from those before it.
    fn own_name(&mut self, name: &str) -> String {
        let plain = plain_name(name);
        loop {
            let count = self.names.entry(plain.clone()).or_insert(0);
            *count += 1;
            let own = if *count == 1 { plain.clone() } else { format!("{plain} ({count})") };
            // "a (2)" may be another member's own name.
            if own == plain || self.names.insert(own.clone(), 1).is_none() {
                return own;
            }
        }
    }
}

/// A name without the meaning of a path: no root, drive, "." or "..", and nothing that steers a terminal.
fn plain_name(name: &str) -> String {
    // The end of a name says more than its start: it holds the extension. Cut afterwards, "a../b" could become "../b".
    let start = name.char_indices().rev().nth(LONGEST_NAME - 1).map_or(0, |(at, _)| at);
    let parts = name[start..].split(['/', '\\']).map(str::trim).filter(|part| !matches!(*part, "" | "." | ".."));
    let parts: Vec<&str> = parts.filter(|part| !(part.len() == 2 && part.ends_with(':'))).collect();
    let plain = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
    let name: String = parts.join("/").chars().map(plain).collect();
    if name.is_empty() { "unnamed".to_owned() } else { name }
}

#[cfg(test)]
mod tests;
