//! The parent's side: children that are started when needed, kept while sound, and replaced.

use std::io;
use std::sync::Condvar;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::RwLock;

use serde::de::DeserializeOwned;

use crate::document::Note;
use crate::document::Pages;
use crate::document::Picture;
use crate::document::Rect;
use crate::document::Shots;
use crate::document::Trouble;
use crate::document::Unpacked;
use crate::document::What;
use crate::extract;

use super::Limits;
use super::Program;
use super::child::Worker;
use super::child::lock;
use super::ending::Failure;
use super::request::Request;
use super::request::Wish;
use super::watch::Watch;

/// A document is tried on two children: the first may have been killed for what another did, or by hand.
const TRIES: usize = 2;

/// A number of children that read documents for any number of threads.
pub struct Pool {
    program: Program,
    limits: Limits,
    passwords: RwLock<Vec<String>>,
    seats: Mutex<Seats>,
    free: Condvar,
    watch: Watch,
}

struct Seats {
    idle: Vec<Worker>,
    /// How many more children may be started.
    left: usize,
}

impl Pool {
    /// A pool of at most `size` children (at least one) of this very program. None is started yet.
    ///
    /// # Errors
    /// Where the path of the running program is not known or no thread can be started.
    pub fn new(size: usize, limits: Limits) -> io::Result<Self> {
        Self::of(Program::this(&limits)?, size, limits)
    }

    /// The same with another program, which must answer as [`serve`](super::serve) does.
    ///
    /// # Errors
    /// Where no thread can be started.
    pub fn of(program: Program, size: usize, limits: Limits) -> io::Result<Self> {
        let seats = Mutex::new(Seats { idle: Vec::new(), left: size.max(1) });
        Ok(Self {
            program,
            limits,
            passwords: RwLock::default(),
            seats,
            free: Condvar::new(),
            watch: Watch::start(limits.wall)?,
        })
    }

    /// The same pool, whose children try these passwords on locked documents.
    #[must_use]
    pub fn with_passwords(self, passwords: Vec<String>) -> Self {
        Self { passwords: RwLock::new(passwords), ..self }
    }

    /// Has the children try one more password on locked documents, from the next document on.
    pub fn try_password(&self, password: &str) {
        let mut passwords = self.passwords.write().unwrap_or_else(PoisonError::into_inner);
        if !passwords.iter().any(|known| known == password) {
            passwords.push(password.to_owned());
        }
    }

    /// Has the children try a password no more.
    pub fn forget_password(&self, password: &str) {
        self.passwords.write().unwrap_or_else(PoisonError::into_inner).retain(|known| known != password);
    }

    /// Reads one document in a child; waits while all children are at work. Whatever happens to the child, this
    /// document gets an outcome and the next one a sound child.
    #[must_use]
    pub fn pages(&self, document: &[u8]) -> Pages {
        let unread = |trouble| Pages::unread(extract::likely_format(document), trouble);
        self.ask(Wish::Pages, document).unwrap_or_else(unread)
    }

    /// A page of a document, from 1, as a picture, painted in a child.
    ///
    /// # Errors
    /// A trouble of that page where it cannot be painted.
    pub fn picture(&self, document: &[u8], page: u32) -> Result<Picture, Trouble> {
        let on_page = |trouble: Trouble| Trouble { page: Some(page), ..trouble };
        self.ask::<Result<Picture, Trouble>>(Wish::Picture(page), document).flatten().map_err(on_page)
    }

    /// What a container holds, taken out in a child; `None` where the document is no container.
    ///
    /// # Errors
    /// A trouble of the whole container where the child broke down over it.
    pub fn unpack(&self, document: &[u8]) -> Result<Option<Unpacked>, Trouble> {
        self.ask(Wish::Unpack, document)
    }

    /// One page of a document, from 1, as people look at it, and parts of it.
    ///
    /// # Errors
    /// A trouble that says why it has no picture.
    pub fn shots(&self, document: &[u8], page: u32, crops: Vec<Rect>) -> Result<Shots, Trouble> {
        self.ask(Wish::Shots(page, crops), document).and_then(|shots| shots)
    }

    /// A PDF with notes on its pages, which begins with the bytes of the document.
    ///
    /// # Errors
    /// A trouble that says why nothing can be added to the document.
    pub fn annotated(&self, document: &[u8], notes: Vec<Note>) -> Result<Vec<u8>, Trouble> {
        self.ask(Wish::Annotated(notes), document).and_then(|bytes| bytes)
    }

    fn ask<T: DeserializeOwned>(&self, wish: Wish, document: &[u8]) -> Result<T, Trouble> {
        let size = document.len() as u64;
        if size > self.limits.reading.file {
            return Err(extract::too_large(size, &self.limits.reading));
        }
        let passwords = self.passwords.read().unwrap_or_else(PoisonError::into_inner).clone();
        let request = Request { wish, passwords };
        let mut seat = self.sit_down();
        let answer = self.try_twice(&request, document, &mut seat);
        self.stand_up(seat.filter(|worker| worker.served < self.limits.documents));
        answer
    }

    fn try_twice<T: DeserializeOwned>(
        &self,
        request: &Request,
        document: &[u8],
        seat: &mut Option<Worker>,
    ) -> Result<T, Trouble> {
        let size = document.len() as u64;
        let mut last = Failure::Crash;
        for _ in 0..TRIES {
            let mut worker = match seat.take().map_or_else(|| self.start(), Ok) {
                Ok(worker) => worker,
                Err(error) => {
                    let says = format!("The process that reads files could not be started ({error}). Run again.");
                    return Err(Trouble::whole(What::Crash, says));
                }
            };
            let fresh = worker.served == 0;
            match worker.ask(request, document, self.limits.wall_for(size)) {
                Ok(answer) => {
                    *seat = Some(worker);
                    return Ok(answer);
                }
                Err(failure) => last = failure,
            }
            // A child that read others before may have been short of memory because of them.
            if last == Failure::Timeout || last == Failure::Memory && fresh {
                break;
            }
        }
        Err(last.trouble(&self.limits, size))
    }

    fn start(&self) -> io::Result<Worker> {
        let worker = Worker::start(&self.program)?;
        self.watch.add(worker.process());
        Ok(worker)
    }

    /// A place in the pool: an idle child, or the right to start one.
    fn sit_down(&self) -> Option<Worker> {
        let mut seats = lock(&self.seats);
        loop {
            if let Some(worker) = seats.idle.pop() {
                return Some(worker);
            }
            if seats.left > 0 {
                seats.left -= 1;
                return None;
            }
            seats = self.free.wait(seats).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn stand_up(&self, worker: Option<Worker>) {
        let mut seats = lock(&self.seats);
        match worker {
            Some(worker) => seats.idle.push(worker),
            None => seats.left += 1,
        }
        drop(seats);
        self.free.notify_one();
    }
}
