//! Tesseract as a child process: a picture in, a table of words out.

use std::fs;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::document::Picture;
use crate::document::Trouble;
use crate::document::What;

use super::reading::By;
use super::reading::Reading;
use super::table;

/// The data that it reads with: English, and how a page lies.
const DATA: [&str; 2] = ["eng.traineddata", "osd.traineddata"];

/// An engine that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Engine {
    program: String,
    version: String,
}

impl Engine {
    /// The engine of that name on the search path, if it answers when asked for its version.
    pub(super) fn find(program: &str) -> Option<Self> {
        let asked = Command::new(program).arg("--version").stdin(Stdio::null()).output().ok()?;
        let said = if asked.stdout.is_empty() { asked.stderr } else { asked.stdout };
        let version = String::from_utf8_lossy(&said).lines().next()?.trim().to_owned();
        asked.status.success().then(|| Self { program: program.to_owned(), version })
    }

    /// What it calls itself: "tesseract 5.3.0".
    pub(super) fn version(&self) -> &str {
        &self.version
    }

    /// What tells it from an engine that reads otherwise: its version, and which data it has learned from.
    pub(super) fn identity(&self) -> String {
        let asked = Command::new(&self.program).arg("--list-langs").stdin(Stdio::null()).output();
        let said = asked.map_or_else(|_| String::new(), |asked| String::from_utf8_lossy(&asked.stdout).into_owned());
        // "List of available languages in "/usr/share/tesseract-ocr/5/tessdata/" (2):", then one a line.
        let folder = said.split('"').nth(1).unwrap_or_default();
        let data = DATA.map(|name| fs::metadata(Path::new(folder).join(name)).ok());
        let data = data.map(|found| found.map(|found| (found.len(), found.modified().ok())));
        format!("{} {said} {data:?}", self.version)
    }

    /// Reads one picture, in at most `wall`.
    pub(super) fn read(&self, picture: &Picture, wall: Duration) -> Result<Reading, Trouble> {
        // One thread: the pages of a batch are read side by side already.
        let child = Command::new(&self.program)
            .args(["-", "-", "-l", "eng", "--psm", "1", "--dpi", &picture.dpi.0.to_string(), "tsv"])
            .env("OMP_THREAD_LIMIT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let child = child.map_err(|error| failed(&format!("it could not be started: {error}")))?;
        let table = exchange(child, pgm(picture), wall)?;
        Ok(Reading::new(table::words(&table, picture.dpi), picture, By::Tesseract))
    }
}

/// The picture in the plainest form there is: a header and grey values.
fn pgm(picture: &Picture) -> Vec<u8> {
    let mut out = format!("P5\n{} {}\n255\n", picture.width, picture.height).into_bytes();
    out.extend_from_slice(&picture.grey);
    out
}

/// Writes to a child while its answer is read, and ends it when it takes too long.
fn exchange(mut child: Child, input: Vec<u8>, wall: Duration) -> Result<String, Trouble> {
    let (Some(mut to), Some(mut from)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(failed("it has no pipes"));
    };
    let (done, answer) = mpsc::channel();
    // A child that ends early breaks the pipe; its status tells.
    thread::spawn(move || drop(to.write_all(&input)));
    thread::spawn(move || {
        let mut out = Vec::new();
        let read = from.read_to_end(&mut out).map(|_| out);
        // Nobody waits any more where it came too late.
        let _late = done.send(read);
    });
    let answer = answer.recv_timeout(wall);
    if answer.is_err() {
        // Fails only where it has ended already.
        let _gone = child.kill();
    }
    let status = child.wait();
    match answer {
        Err(_) => Err(slow(wall)),
        Ok(Err(error)) => Err(failed(&format!("its answer could not be read: {error}"))),
        Ok(Ok(_)) if !status.is_ok_and(|status| status.success()) => {
            Err(failed("it ended with an error; check that its English data are installed"))
        }
        Ok(Ok(out)) => Ok(String::from_utf8_lossy(&out).into_owned()),
    }
}

/// The trouble of a page on which an engine failed.
pub(super) fn failed(why: &str) -> Trouble {
    let says = format!("The OCR engine failed on the page ({why}), so it was not read; read it by eye.");
    Trouble::whole(What::NoText, says)
}

/// The trouble of a page on which an engine took longer than `wall`.
pub(super) fn slow(wall: Duration) -> Trouble {
    let says = format!("OCR of the page took longer than {} s and was stopped; read it by eye.", wall.as_secs());
    Trouble::whole(What::Timeout, says)
}
