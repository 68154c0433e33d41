//! `acquit scan`: many documents, a row each, in the order of the inputs.
//!
//! Rows go to standard output as they come in order; where `--output` names a file, they go to a journal beside it as
//! they are done, and the file is made of the journal at the end: a run that is ended goes on from there.

use std::path::Path;

use anyhow::Context as _;
use sha2::{Digest, Sha256};

use super::args::{Scan, ScanFormat};
use super::desk::{Office, reviews};
use super::files::Files;
use super::output::{Output, is_file_to_be, note, place_of, shown};
use super::progress::Progress;
use super::recall::program;
use super::runs::{complain, spare_the_inputs};
use super::tally::{Note, Tally};
use super::{grouping, readers, stream, warehouse, watch};
use crate::batch::journal::{Journal, Stamp};
use crate::batch::{Input, Order};
use crate::finding::hex;
use crate::report::exit::{Outcome, exit};
use crate::report::words::alone;
use crate::report::{csv, json};
use crate::review::Review;

/// Runs the command.
pub(super) fn scan(args: &Scan) -> anyhow::Result<u8> {
    if args.format == ScanFormat::Parquet {
        warehouse::is_possible(args.demands.output.as_deref(), args.stdin)?;
    }
    let office = Office::open(readers::kit(&args.demands.who)?, &args.demands.facts, args.demands.as_of)?;
    let office = office.under(&args.demands);
    let office = match &args.facts_table {
        Some(file) => office.with_manifest(file)?,
        None => office,
    };
    let office = office.with_cache(&args.demands.caching);
    if let Some(lines) = args.stdin {
        return stream::answer(&office, args, lines);
    }
    if let Some(folder) = &args.watch {
        return watch::watch(&office, args, folder);
    }
    let inputs = args.inputs()?;
    if let Some(format) = args.group {
        return grouping::group(&office, args, (&inputs, format));
    }
    let output = args.demands.output.as_deref();
    spare_the_inputs(&inputs, "--output", output)?;
    let notes = match output.filter(|file| is_file_to_be(file)) {
        Some(file) => journaled(&office, args, &inputs, file)?,
        None => straight(&office, args, &inputs)?,
    };
    let mut tally = Tally::default();
    for note in &notes {
        tally.add(note);
    }
    note(&tally.table());
    if let Some(says) = alone(office.tool().readers) {
        note(&format!("every document was {says}"));
    }
    let outcomes: Vec<Outcome> = notes.iter().map(Note::outcome).collect();
    Ok(exit(args.gate(), &outcomes).code())
}

/// The row of a document.
pub(super) fn row(format: ScanFormat, review: &Review) -> String {
    match format {
        ScanFormat::Ndjson => json::line(review),
        ScanFormat::Csv => csv::row(review),
        ScanFormat::Parquet => warehouse::row(review),
    }
}

/// What stands above the rows.
pub(super) fn header(format: ScanFormat) -> String {
    match format {
        ScanFormat::Ndjson | ScanFormat::Parquet => String::new(),
        ScanFormat::Csv => csv::header(),
    }
}

/// Rows in input order to standard output, a device or a pipe.
fn straight(office: &Office, args: &Scan, inputs: &[Input]) -> anyhow::Result<Vec<Note>> {
    let mut output = Output::open(args.demands.output.as_deref())?;
    let mut notes = Vec::with_capacity(inputs.len());
    let progress = Progress::beside(args.demands.output.as_deref(), inputs.len());
    output.text(&header(args.format))?;
    reviews(office, inputs, (&args.demands, Order::Inputs), |_, review| {
        let review = office.shown(review);
        output.text(&row(args.format, &review))?;
        progress.pause(|| complain(&review));
        notes.push(Note::of(&review));
        progress.step(&review);
        Ok(())
    })?;
    progress.finish();
    output.finish()?;
    Ok(notes)
}

/// Rows to a journal as they are done, and from there to the file.
fn journaled(office: &Office, args: &Scan, inputs: &[Input], file: &Path) -> anyhow::Result<Vec<Note>> {
    let place = place_of(file);
    let path = Journal::<Note>::beside(&place);
    let run = run_of(office, args)?;
    let failed =
        || format!("{}: the journal of the run cannot be written; make room, or name another --output", shown(&path));
    let mut journal = Journal::<Note>::open(path.clone(), &run).with_context(failed)?;
    let stamps: Vec<Stamp> = inputs.iter().map(Stamp::of).collect();
    let waits = |(_, stamp): &(&Input, &Stamp)| journal.note(stamp).is_none();
    let (left, waiting): (Vec<Input>, Vec<&Stamp>) =
        inputs.iter().zip(&stamps).filter(waits).map(|(input, stamp)| (input.clone(), stamp)).unzip();
    if left.len() < inputs.len() {
        note(&format!(
            "{}: going on; {} of {} documents are done",
            shown(file),
            inputs.len() - left.len(),
            inputs.len()
        ));
    }
    let progress = Progress::of(left.len());
    reviews(office, &left, (&args.demands, Order::Completion), |at, review| {
        let review = office.shown(review);
        progress.pause(|| complain(&review));
        if let Some(stamp) = waiting.get(at) {
            journal
                .done(stamp, Note::of(&review), row(args.format, &review))
                .with_context(|| format!("{}. What is done is kept: run the same command again to go on", failed()))?;
        }
        progress.step(&review);
        Ok(())
    })?;
    progress.finish();
    finish(args.format, &stamps, &journal, file)?;
    let notes = stamps.iter().filter_map(|stamp| journal.note(stamp).cloned()).collect();
    journal.close().with_context(|| format!("{}: the journal cannot be removed; remove it by hand", shown(&path)))?;
    Ok(notes)
}

/// The finished file, in input order: whole or not at all.
fn finish(format: ScanFormat, stamps: &[Stamp], journal: &Journal<Note>, file: &Path) -> anyhow::Result<()> {
    let lost = || format!("{}: the journal of the run was changed from outside; remove it and run again", shown(file));
    let rows = stamps.iter().map(|stamp| journal.text(stamp).with_context(lost));
    let mut output = Output::open(Some(file))?;
    if format == ScanFormat::Parquet {
        warehouse::write(&mut output, rows)?;
    } else {
        output.text(&header(format))?;
        for row in rows {
            output.text(&row?)?;
        }
    }
    output.finish()
}

/// What tells a run whose rows may be mixed with another's: everything that a row depends on but its document.
fn run_of(office: &Office, args: &Scan) -> anyhow::Result<String> {
    let files = Files::open(&args.demands.how, 1, args.demands.limits.0)?;
    let words = [
        program(),
        office.identity(),
        files.identity(),
        files.eyes(),
        format!("{:?}", args.format),
        // A limit of time that is raised reads what ran out of it.
        format!("{:?}", args.demands.limits),
    ];
    Ok(hex(&Sha256::digest(words.join("\n").as_bytes())))
}
