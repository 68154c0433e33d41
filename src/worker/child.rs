//! One child as the parent sees it.

use std::io;
use std::io::ErrorKind;
use std::io::Read;
use std::io::Write;
use std::process::Child;
use std::process::ChildStdin;
use std::process::ChildStdout;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use serde::de::DeserializeOwned;

use super::Program;
use super::ending::Failure;
use super::ending::LastWords;
use super::request::Request;

/// Longest answer, in bytes: 1 GB. A child that answers more has gone mad.
const MAX_ANSWER: u64 = 1 << 30;

/// Requests up to this size go over the pipe in one piece, with their length before them.
const ONE_PIECE: usize = 64 << 10;

/// Bytes of the length that opens a message.
const LENGTH: usize = 8;

/// A child process with its pipes. It is killed when this is dropped.
pub(super) struct Worker {
    input: ChildStdin,
    output: ChildStdout,
    process: Arc<Mutex<Process>>,
    buffer: Vec<u8>,
    /// How many documents it has read.
    pub(super) served: u32,
}

/// The process itself, shared with the watch.
pub(super) struct Process {
    child: Child,
    /// When it is killed, if it is at work.
    deadline: Option<Instant>,
    /// Whether the watch killed it.
    overdue: bool,
    last_words: Option<LastWords>,
}

impl Worker {
    /// Starts a child. Nothing of a document reaches a log: of its errors only a few fixed words are looked for.
    pub(super) fn start(program: &Program) -> io::Result<Self> {
        let mut child = Command::new(&program.path)
            .args(&program.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let last_words = child.stderr.take().and_then(LastWords::of);
        let process = Arc::new(Mutex::new(Process { child, deadline: None, overdue: false, last_words }));
        let (input, output) = pipes.ok_or_else(|| io::Error::other("the child has no pipes"))?;
        Ok(Self { input, output, process, buffer: Vec::new(), served: 0 })
    }

    /// The process, for the watch.
    pub(super) fn process(&self) -> &Arc<Mutex<Process>> {
        &self.process
    }

    /// Has the child do what is wished with one document.
    pub(super) fn ask<T: DeserializeOwned>(
        &mut self,
        request: &Request,
        document: &[u8],
        wall: Duration,
    ) -> Result<T, Failure> {
        lock(&self.process).deadline = Some(Instant::now() + wall);
        let answer = self.send(request, document).and_then(|()| self.receive());
        let mut process = lock(&self.process);
        process.deadline = None;
        if process.overdue {
            return Err(Failure::Timeout);
        }
        self.served += 1;
        answer.map_err(|_| process.failure())
    }

    fn send(&mut self, request: &Request, document: &[u8]) -> io::Result<()> {
        self.buffer.clear();
        self.buffer.extend([0; LENGTH]);
        self.buffer = postcard::to_extend(request, std::mem::take(&mut self.buffer)).map_err(io::Error::other)?;
        let length = (self.buffer.len() - LENGTH + document.len()) as u64;
        self.buffer[..LENGTH].copy_from_slice(&length.to_le_bytes());
        if document.len() <= ONE_PIECE {
            self.buffer.extend(document);
            return self.input.write_all(&self.buffer);
        }
        self.input.write_all(&self.buffer)?;
        self.input.write_all(document)
    }

    fn receive<T: DeserializeOwned>(&mut self) -> io::Result<T> {
        let mut length = [0; LENGTH];
        self.output.read_exact(&mut length)?;
        let length = u64::from_le_bytes(length);
        if length > MAX_ANSWER {
            return Err(ErrorKind::InvalidData.into());
        }
        self.buffer.clear();
        self.output.by_ref().take(length).read_to_end(&mut self.buffer)?;
        let answer = postcard::from_bytes(&self.buffer).map_err(io::Error::other);
        self.buffer.shrink_to(8 << 20);
        answer
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        lock(&self.process).kill();
    }
}

impl Process {
    /// Kills it if it is past its deadline.
    pub(super) fn check(&mut self, now: Instant) {
        if self.deadline.is_some_and(|deadline| deadline <= now) {
            self.overdue = true;
            self.kill();
        }
    }

    /// Ends it, if it has not ended, and says why it did.
    fn failure(&mut self) -> Failure {
        let ended = self.child.kill().and_then(|()| self.child.wait());
        Failure::of(ended, self.last_words.take())
    }

    /// Ends it and collects what the system keeps of it. Both fail only where it has ended already.
    fn kill(&mut self) {
        let _gone = self.child.kill().and_then(|()| self.child.wait());
    }
}

/// A thread that panicked while it held the lock left nothing half done.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
