//! Opening a file, and what is wrong with it as a whole.

use std::panic::catch_unwind;

use hayro_syntax::DecryptionError;
use hayro_syntax::LoadPdfError;
use hayro_syntax::Pdf;
use hayro_syntax::object::Array;
use hayro_syntax::object::Dict;
use hayro_syntax::object::Name;
use memchr::memmem;

use crate::document::Trouble;
use crate::document::What;

/// Opens the file, if need be with one of the passwords, or says why not.
pub(super) fn open(bytes: &[u8], passwords: &[String]) -> Result<Pdf, Trouble> {
    let mut opened = attempt(bytes, "");
    for password in passwords {
        if !matches!(opened, Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected))) {
            break;
        }
        opened = attempt(bytes, password);
    }
    match opened {
        Ok(pdf) if pdf.pages().is_empty() => Err(Trouble::whole(
            What::Damaged,
            "The PDF has no page that can be found; ask the sender for the file again.",
        )),
        Ok(pdf) => Ok(pdf),
        Err(LoadPdfError::Decryption(error)) => Err(locked(error)),
        Err(LoadPdfError::Invalid) => Err(Trouble::whole(
            What::Damaged,
            "The PDF's structure is broken and no page of it could be read; ask the sender for the file again.",
        )),
    }
}

fn attempt(bytes: &[u8], password: &str) -> Result<Pdf, LoadPdfError> {
    let copy = bytes.to_vec();
    catch_unwind(|| Pdf::new_with_password(copy, password)).unwrap_or(Err(LoadPdfError::Invalid))
}

fn locked(error: DecryptionError) -> Trouble {
    match error {
        DecryptionError::PasswordProtected => Trouble::whole(
            What::Encrypted,
            "The PDF needs a password and was not read; write the password to a file and name that with --password-file.",
        ),
        DecryptionError::UnsupportedAlgorithm => Trouble::whole(
            What::Encrypted,
            "The PDF is encrypted in a way that this version does not know; save a copy without protection.",
        ),
        DecryptionError::MissingIDEntry | DecryptionError::InvalidEncryption => Trouble::whole(
            What::Damaged,
            "The PDF's encryption is broken and it was not read; ask the sender for the file again.",
        ),
    }
}

/// Signs that a part of the file is missing, though it opens.
pub(super) fn gaps(bytes: &[u8], pdf: &Pdf) -> Vec<Trouble> {
    let mut out = Vec::new();
    if is_cut_short(bytes) {
        let says =
            "The PDF ends before its end mark, so a part of it may be missing; ask the sender for the file again.";
        out.push(Trouble::whole(What::Damaged, says));
    }
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let promised = catalog.as_ref().and_then(|dict| dict.get::<Dict<'_>>(b"Pages")?.get::<u32>(b"Count"));
    let found = u32::try_from(pdf.pages().len()).unwrap_or(u32::MAX);
    if let Some(promised) = promised.filter(|promised| *promised > found) {
        let says = format!("The PDF promises {promised} pages, but only {found} can be found; ask for the file again.");
        out.push(Trouble::whole(What::Damaged, says));
    }
    if catalog.as_ref().is_some_and(has_layers_off) {
        let says = "The PDF has layers that are switched off, and what they hold was not read; look at the layers in a \
                    viewer.";
        out.push(Trouble::whole(What::HiddenText, says));
    }
    if catalog.and_then(|dict| dict.get::<bool>(b"NeedsRendering")).unwrap_or(false) {
        let says = "The PDF is a dynamic form (XFA) whose pages are made by the viewer, so what it shows was not read; \
                    print it to a plain PDF and read that.";
        out.push(Trouble::whole(What::Unresolved, says));
    }
    out
}

/// Whether the viewer does not show some optional content at first.
fn has_layers_off(catalog: &Dict<'_>) -> bool {
    let layers = catalog.get::<Dict<'_>>(b"OCProperties");
    let Some(shown) = layers.and_then(|layers| layers.get::<Dict<'_>>(b"D")) else { return false };
    let off = shown.get::<Array<'_>>(b"OFF").is_some_and(|off| off.raw_iter().next().is_some());
    off || shown.get::<Name<'_>>(b"BaseState").is_some_and(|state| state.as_ref() == b"OFF")
}

/// Whether objects follow the last pointer to the cross-reference table, or there is no such pointer.
fn is_cut_short(bytes: &[u8]) -> bool {
    match memmem::rfind(bytes, b"startxref") {
        Some(at) => memmem::find(bytes.get(at..).unwrap_or(&[]), b" obj").is_some(),
        None => true,
    }
}
