//! `check`: documents held against demands, told in the formats of build services.

mod labels;
mod reports;
mod standards;

use super::args::Check;
use super::desk::{Office, reviews};
use super::output::{note, say};
use super::progress::Progress;
use super::readers;
use super::runs::{complain, found};
use crate::batch::Order;
use crate::report::exit::Exit;
use crate::report::formats::Closing;
use crate::report::words::alone;

use self::reports::Reports;
use self::standards::Standards;

/// `acquit check`. The user's files are read before the work is done, so that a wrong one is told at once.
pub(super) fn run(args: &Check) -> anyhow::Result<u8> {
    let mut standards = Standards::read(args)?;
    let office = Office::open(readers::kit(&args.demands.who)?, &args.demands.facts, args.demands.as_of)?;
    let office = office.under(&args.demands).with_cache(&args.demands.caching);
    let inputs = found(&args.paths, &args.demands)?;
    let mut reports = Reports::open(args, &office, &inputs)?;
    let mut exit = Exit::Passed;
    let progress = Progress::beside(args.demands.output.as_deref(), inputs.len());
    reviews(&office, &inputs, (&args.demands, Order::Inputs), |_, review| {
        let checked = standards.hold(&review);
        exit = exit.max(checked.exit());
        office.redaction().told(&checked, |checked| {
            reports.file(checked)?;
            progress.pause(|| complain(checked.review));
            anyhow::Ok(())
        })?;
        progress.step(&review);
        Ok(())
    })?;
    progress.finish();
    let mut notes = standards.notes(office.tool());
    for note in &notes {
        say(note);
    }
    if let Some(says) = alone(office.tool().readers) {
        let says = format!("every document was {says}");
        note(&says);
        notes.push(says);
    }
    reports.finish(&Closing { exit, notes })?;
    standards.write_baseline()?;
    Ok(exit.code())
}
