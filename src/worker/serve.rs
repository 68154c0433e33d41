//! The child's side.

use std::io;
use std::io::ErrorKind;
use std::io::Read;
use std::io::Write;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

use serde::Serialize;

use crate::document::Pages;
use crate::document::Trouble;
use crate::document::Unpacked;
use crate::document::What;
use crate::extract;
use crate::extract::Terms;

use super::Limits;
use super::confine::confine;
use super::confine::start_clock;
use super::request::Request;
use super::request::Wish;

/// Stack of the thread that reads documents, in bytes: 16 MB, for parsers that recurse.
const STACK: usize = 16 << 20;

/// A buffer that one huge document blew up to more than this is given back, in bytes.
const KEEP: usize = 8 << 20;

/// Longest head of a request, in bytes: what is wished, and passwords.
const MOST_HEAD: u64 = 1 << 20;

/// What is said of a document whose reader broke down.
pub(super) const CRASHED: &str = "The reader of this file broke down, so nothing of it was read. \
    Open it, save it as a new PDF or DOCX, and run again; or read it by eye.";

/// Confines this process and answers requests until the input ends.
///
/// # Errors
/// Where a pipe breaks, or a request is cut short or over the size limit.
pub fn serve(input: impl Read + Send, output: impl Write + Send, limits: &Limits) -> io::Result<()> {
    // What this system does not have is told by `--version --verbose`, and reading goes on.
    let _as_far_as_it_goes = confine(limits);
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("reader".to_owned()).stack_size(STACK);
        let reader = thread.spawn_scoped(scope, || answer(input, output, limits))?;
        reader.join().unwrap_or_else(|_| Err(io::Error::other("the reader panicked")))
    })
}

/// Answers requests until the input ends, as [`serve`] does, but in this thread and without confining the process: for
/// one that is confined otherwise, and for `fuzz/`, which could write nothing down any more.
///
/// # Errors
/// Where a pipe breaks, or a request is cut short or over the size limit.
pub fn answer(mut input: impl Read, mut output: impl Write, limits: &Limits) -> io::Result<()> {
    let (mut message, mut said) = (Vec::new(), Vec::new());
    while let Some(length) = length(&mut input)? {
        if length > limits.reading.file.saturating_add(MOST_HEAD) {
            return Err(io::Error::new(ErrorKind::InvalidData, "a request over the size limit"));
        }
        start_clock(limits, length);
        message.clear();
        if input.by_ref().take(length).read_to_end(&mut message)? as u64 != length {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        said.clear();
        said.extend([0; 8]);
        said = reply(&message, said, limits)?;
        let size = said.len() as u64 - 8;
        said[..8].copy_from_slice(&size.to_le_bytes());
        output.write_all(&said)?;
        output.flush()?;
        message.shrink_to(KEEP);
        said.shrink_to(KEEP);
    }
    Ok(())
}

/// Appends the answer to a message. A panic is an answer, too; the child lives on.
fn reply(message: &[u8], answer: Vec<u8>, limits: &Limits) -> io::Result<Vec<u8>> {
    let (request, document) = postcard::take_from_bytes::<Request>(message).map_err(io::Error::other)?;
    let crashed = || Trouble::whole(What::Crash, CRASHED);
    let terms = Terms { limits: limits.reading, passwords: request.passwords };
    match request.wish {
        Wish::Pages => {
            let pages = caught(|| extract::pages_on(document, &terms));
            let unread = || Pages::unread(extract::likely_format(document), crashed());
            written(&pages.unwrap_or_else(unread), answer)
        }
        Wish::Picture(page) => {
            let picture = caught(|| extract::picture(document, page, &terms));
            written(&picture.unwrap_or_else(|| Err(crashed())), answer)
        }
        Wish::Shots(page, crops) => {
            let shots = caught(|| extract::shots(document, page, &crops, &terms));
            written(&shots.unwrap_or_else(|| Err(crashed())), answer)
        }
        Wish::Annotated(notes) => {
            let annotated = caught(|| extract::annotated(document, &notes, &terms));
            written(&annotated.unwrap_or_else(|| Err(crashed())), answer)
        }
        Wish::Unpack => {
            let failed = || Some(Unpacked { members: Vec::new(), troubles: vec![crashed()] });
            written(&caught(|| extract::unpack(document, &limits.reading)).unwrap_or_else(failed), answer)
        }
    }
}

fn caught<T>(read: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).ok()
}

fn written(value: &impl Serialize, answer: Vec<u8>) -> io::Result<Vec<u8>> {
    postcard::to_extend(value, answer).map_err(io::Error::other)
}

/// The length that opens a message; `None` where the input ends before it.
fn length(input: &mut impl Read) -> io::Result<Option<u64>> {
    let mut bytes = [0; 8];
    match input.read_exact(&mut bytes) {
        Ok(()) => Ok(Some(u64::from_le_bytes(bytes))),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}
