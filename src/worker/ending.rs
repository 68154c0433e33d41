//! Why a child ended, as far as its end and its last words tell.
//!
//! Told apart are: the watch killed it (time); the system stopped it for its CPU time (time); it wanted memory and got
//! none; it did what the sandbox forbids; anything else. A child that the system's own out-of-memory killer ends looks
//! like one killed by hand.

use std::io;
use std::io::Read;
use std::process::ChildStderr;
use std::process::ExitStatus;
use std::sync::mpsc;
use std::time::Duration;

use crate::document::Trouble;
use crate::document::What;

use super::Limits;
use super::serve::CRASHED;

/// How a child failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// It ended, or answered what is no answer.
    Crash,
    /// It did not answer in time and was ended.
    Timeout,
    /// It ended for want of memory.
    Memory,
    /// It tried what a reader of documents must not do, and was ended.
    Forbidden,
}

impl Failure {
    /// What is said of a document of so many bytes whose reader failed so.
    pub(super) fn trouble(self, limits: &Limits, bytes: u64) -> Trouble {
        const AGAIN: &str = "Open it, save it as a new PDF or DOCX, and run again; or read it by eye.";
        match self {
            Self::Crash => Trouble::whole(What::Crash, CRASHED),
            Self::Timeout => {
                let seconds = limits.wall_for(bytes).as_secs_f32();
                let says = format!(
                    "Reading this file took longer than {seconds} s and was stopped, so nothing of it was read. {AGAIN} \
                     --seconds gives it more time."
                );
                Trouble::whole(What::Timeout, says)
            }
            Self::Memory => {
                let memory = super::Cost::Memory.shown(limits.memory);
                let says = format!(
                    "Reading this file took more than {memory} of memory and was stopped, so nothing of it was read. \
                     {AGAIN} --max-memory gives it more."
                );
                Trouble::whole(What::TooMuchMemory, says)
            }
            Self::Forbidden => {
                let says = format!(
                    "The reader of this file tried to open a file, reach a network or start a program, and was ended, \
                     so nothing of it was read. Do not trust the file: ask the sender for it again, as a scan or on \
                     paper. {AGAIN}"
                );
                Trouble::whole(What::Crash, says)
            }
        }
    }

    /// What the end of a child says.
    pub(super) fn of(ended: io::Result<ExitStatus>, words: Option<LastWords>) -> Self {
        let signal = ended.ok().and_then(signal);
        if signal.is_some_and(|signal| signal == FORBIDDEN) {
            return Self::Forbidden;
        }
        if signal.is_some_and(|signal| signal == CPU_TIME) {
            return Self::Timeout;
        }
        let said = words.map(LastWords::all).unwrap_or_default();
        if OUT_OF_MEMORY.iter().any(|words| memchr::memmem::find(&said, words.as_bytes()).is_some()) {
            Self::Memory
        } else {
            Self::Crash
        }
    }
}

/// What Rust's allocator says before it aborts, and what stands in an error where a thread got no stack (ENOMEM; EAGAIN
/// on Linux).
const OUT_OF_MEMORY: [&str; 3] = ["memory allocation of", "os error 12)", "os error 11)"];

/// Number of SIGSYS and SIGXCPU where both are known.
#[cfg(target_os = "linux")]
const FORBIDDEN: i32 = libc::SIGSYS;
#[cfg(target_os = "linux")]
const CPU_TIME: i32 = libc::SIGXCPU;
/// The same on the BSDs and macOS.
#[cfg(not(target_os = "linux"))]
const FORBIDDEN: i32 = 12;
#[cfg(not(target_os = "linux"))]
const CPU_TIME: i32 = 24;

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Option<i32> {
    None
}

/// The end of what a child writes to its standard error. Looked through for a few fixed words and thrown away: it may
/// hold words of a document.
pub(super) struct LastWords(mpsc::Receiver<Vec<u8>>);

/// How many bytes of it are kept.
const KEPT: usize = 2 << 10;

impl LastWords {
    /// Listens until the child ends, so that it never waits for somebody to read. `None` where no thread can be had.
    pub(super) fn of(mut errors: ChildStderr) -> Option<Self> {
        let (tell, told) = mpsc::channel();
        let listen = move || {
            let (mut kept, mut buffer) = (Vec::new(), [0; 512]);
            while let Ok(read @ 1..) = errors.read(&mut buffer) {
                kept.extend_from_slice(buffer.get(..read).unwrap_or(&[]));
                kept.drain(..kept.len().saturating_sub(KEPT));
            }
            // Nobody asks after a child that ended well.
            let _nobody_asks = tell.send(kept);
        };
        std::thread::Builder::new().name("last words".to_owned()).stack_size(64 << 10).spawn(listen).ok()?;
        Some(Self(told))
    }

    /// All that was kept, after the child's end. What the child itself started may hold the pipe open, so the wait is
    /// short.
    fn all(self) -> Vec<u8> {
        self.0.recv_timeout(Duration::from_millis(500)).unwrap_or_default()
    }
}
