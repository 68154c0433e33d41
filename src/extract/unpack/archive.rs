//! ZIP archives.

use std::io::Cursor;
use std::io::Read;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::document::Trouble;
use crate::document::Unpacked;
use crate::document::What;
use crate::extract::Limit;
use crate::extract::Limits;
use crate::extract::RATIO_FROM;

use super::Tray;

/// Endings of files that hold no words of a letter: sound, film, programs, and what systems leave in folders.
const NO_DOCUMENTS: [&str; 24] = [
    "mp3", "wav", "m4a", "mp4", "mov", "avi", "wmv", "exe", "dll", "bat", "cmd", "js", "css", "ttf", "otf", "woff",
    "ico", "lnk", "url", "db", "ini", "ics", "vcf", "p7s",
];

/// The files of an archive, by name; folders, links and hidden files are passed over.
pub(super) fn unpack(bytes: &[u8], limits: &Limits) -> Unpacked {
    let mut tray = Tray::new(limits);
    match ZipArchive::new(Cursor::new(bytes)) {
        Ok(mut archive) => take_out(&mut archive, &mut tray),
        Err(_) => tray.out.troubles.push(Trouble::whole(
            What::Damaged,
            "This is a damaged ZIP archive. Ask for it again, unpack it, and run on the letter inside.",
        )),
    }
    tray.out
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

fn take_out(archive: &mut Archive<'_>, tray: &mut Tray) {
    if archive.has_duplicate_names() {
        let says = "The archive holds two files of one name, of which only one could be read. \
                    Unpack it and run on the files inside.";
        tray.out.troubles.push(Trouble::whole(What::Damaged, says));
    }
    let mut all: Vec<(String, usize)> = (0..archive.len()).filter_map(|at| Some((name(archive, at)?, at))).collect();
    all.sort();
    let most = usize::try_from(tray.limits.members).unwrap_or(usize::MAX);
    if all.len() > most {
        all.truncate(most);
        tray.over_count();
    }
    for (name, at) in all {
        one(archive, at, &name, tray);
    }
}

/// The name of a member that may be a document.
fn name(archive: &mut Archive<'_>, at: usize) -> Option<String> {
    let name = archive.name_for_index(at)?;
    let name = name.map_or_else(|_| format!("file {}", at + 1), std::borrow::Cow::into_owned);
    // One that cannot be opened is kept, so that it is told.
    let is_file = archive.by_index_raw(at).map_or(true, |file| !file.is_dir() && !file.is_symlink());
    (is_file && may_be_document(&name)).then_some(name)
}

fn may_be_document(name: &str) -> bool {
    let mut parts = name.split(['/', '\\']);
    let hidden = parts.any(|part| part == "__MACOSX" || part.starts_with('.') && !matches!(part, "." | ".."));
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let ending = file.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    !hidden && !file.starts_with("~$") && !NO_DOCUMENTS.contains(&ending.as_str())
}

fn one(archive: &mut Archive<'_>, at: usize, name: &str, tray: &mut Tray) {
    let size = archive.offset() + archive.central_directory_start();
    let mut file = match archive.by_index(at) {
        Ok(file) => file,
        Err(error) => return refused(name, &error, tray),
    };
    let bomb = file.compressed_size().min(size).saturating_mul(tray.limits.ratio).max(RATIO_FROM);
    let room = tray.limits.file.min(tray.left);
    let most = room.min(bomb);
    let mut bytes = Vec::new();
    match file.by_ref().take(most + 1).read_to_end(&mut bytes) {
        Err(error) => refused(name, &error.into(), tray),
        Ok(_) if bytes.len() as u64 <= most => tray.member(name, bytes),
        Ok(_) if bomb < room => {
            let says = format!(
                "the file grows more than {} times when it is unpacked (--{}), as only traps do, so it was not read. \
                 If it is a letter, ask for it as a PDF of its own.",
                tray.limits.ratio,
                Limit::Ratio.key()
            );
            tray.trouble(name, What::LimitReached, &says);
        }
        Ok(_) => tray.too_large(name),
    }
}

fn refused(name: &str, error: &ZipError, tray: &mut Tray) {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            let says = "the file is locked with a password. Unpack it with the password and run on the files.";
            tray.trouble(name, What::Encrypted, says);
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            let says =
                format!("the file is packed in a way that is not read ({error}). Unpack it and run on the files.");
            tray.trouble(name, What::Unsupported, &says);
        }
        ZipError::Io(why) if why.kind() == std::io::ErrorKind::Unsupported => {
            let says = format!("the file is packed in a way that is not read ({why}). Unpack it and run on the files.");
            tray.trouble(name, What::Unsupported, &says);
        }
        error => {
            let says = format!("the file is damaged in the archive ({error}). Ask for it to be sent again.");
            tray.trouble(name, What::Damaged, &says);
        }
    }
}
