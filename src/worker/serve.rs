//! The child's side.

use std::io;
use std::io::ErrorKind;
use std::io::Read;
use std::io::Write;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

use crate::document::Pages;
use crate::document::Trouble;
use crate::document::What;
use crate::extract;

use super::Limits;
use super::confine::confine;
use super::confine::start_clock;

/// Stack of the thread that reads documents, in bytes: 16 MB, for parsers that recurse.
const STACK: usize = 16 << 20;

/// A buffer that one huge document blew up to more than this is given back, in bytes.
const KEEP: usize = 8 << 20;

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
        let reader = thread.spawn_scoped(scope, || answer_all(input, output, limits))?;
        reader.join().unwrap_or_else(|_| Err(io::Error::other("the reader panicked")))
    })
}

fn answer_all(mut input: impl Read, mut output: impl Write, limits: &Limits) -> io::Result<()> {
    let (mut document, mut answer) = (Vec::new(), Vec::new());
    while let Some(length) = length(&mut input)? {
        if length > limits.reading.file {
            return Err(io::Error::new(ErrorKind::InvalidData, "a request over the size limit"));
        }
        start_clock(limits, length);
        document.clear();
        if input.by_ref().take(length).read_to_end(&mut document)? as u64 != length {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        answer.clear();
        answer.extend([0; 8]);
        answer = postcard::to_extend(&read(&document, limits), answer).map_err(io::Error::other)?;
        let size = answer.len() as u64 - 8;
        answer[..8].copy_from_slice(&size.to_le_bytes());
        output.write_all(&answer)?;
        output.flush()?;
        document.shrink_to(KEEP);
        answer.shrink_to(KEEP);
    }
    Ok(())
}

/// A panic is an answer, too; the child lives on.
fn read(document: &[u8], limits: &Limits) -> Pages {
    catch_unwind(AssertUnwindSafe(|| extract::pages_within(document, &limits.reading)))
        .unwrap_or_else(|_| Pages::unread(extract::likely_format(document), Trouble::whole(What::Crash, CRASHED)))
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
