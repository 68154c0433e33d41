//! `acquit scan --stdin`: a line in, a line out, in order, for engines that pipe documents through a program.
//!
//! Each answer is written before more is waited for, so that whoever writes one line and waits for its answer gets it.

use std::io::{self, BufRead};
use std::sync::mpsc;
use std::thread;

use anyhow::Context as _;
use serde::Deserialize;

use super::args::{Lines, Scan};
use super::desk::{Office, reviews};
use super::output::{Output, note};
use super::runs::complain;
use super::scan::{header, row};
use super::tally::{Note, Tally};
use crate::batch::{Input, Order};
use crate::document::{Trouble, What};
use crate::report::exit::{Outcome, exit};

/// Lines that wait while others are read.
const AHEAD: usize = 64;

/// A document to read, as one line of NDJSON; other keys are passed over.
#[derive(Debug, Deserialize)]
struct Asked {
    path: String,
}

/// Answers every line of standard input.
pub(super) fn answer(office: &Office, args: &Scan, lines: Lines) -> anyhow::Result<u8> {
    let mut output = Output::open(args.demands.output.as_deref())?;
    output.text(&header(args.format))?;
    let asked = asked();
    let (mut tally, mut outcomes): (_, Vec<Outcome>) = (Tally::default(), Vec::new());
    while let Ok(first) = asked.recv() {
        let more = asked.try_iter().take(AHEAD - 1);
        let inputs =
            [first].into_iter().chain(more).map(|line| input(args, lines, line)).collect::<Result<Vec<_>, _>>();
        let inputs = inputs.context("standard input cannot be read")?;
        reviews(office, &inputs, (&args.demands, Order::Inputs), |_, review| {
            let review = office.shown(review);
            output.text(&row(args.format, &review))?;
            output.flush()?;
            complain(&review);
            let done = Note::of(&review);
            tally.add(&done);
            outcomes.push(done.outcome());
            Ok(())
        })?;
    }
    output.finish()?;
    note(&format!("{} documents, {} of them unread or not whole", tally.documents(), tally.unread()));
    Ok(exit(args.gate(), &outcomes).code())
}

/// The lines of standard input, as they come.
fn asked() -> mpsc::Receiver<io::Result<String>> {
    let (to, from) = mpsc::sync_channel(AHEAD);
    thread::spawn(move || {
        for line in io::stdin().lock().lines() {
            // Nobody asks any more where the run has ended.
            if to.send(line).is_err() {
                return;
            }
        }
    });
    from
}

/// The input that a line names. A line that names none has an answer, too: one line in, one line out.
fn input(args: &Scan, lines: Lines, line: io::Result<String>) -> io::Result<Input> {
    let line = line?;
    let named = match lines {
        Lines::Paths => Ok(line.trim_end_matches('\r').to_owned()),
        Lines::Ndjson => serde_json::from_str(&line).map(|asked: Asked| asked.path).map_err(|error| error.to_string()),
    };
    let reading = args.demands.limits.0.reading;
    Ok(match named {
        Ok(path) => Input::new(path).within(reading),
        Err(why) => {
            let says = format!("The line of standard input is no object with a `path` ({why}); mend the line.");
            Input { trouble: Some(Trouble::whole(What::Io, says)), ..Input::new("stdin") }
        }
    })
}
