//! `acquit review --matter`: the letters of one closing together.

use anyhow::{Context as _, ensure};

use super::args::{Review as ReviewArgs, ReviewFormat};
use super::desk::{Keep, Office, reviews_with};
use super::output::Output;
use super::progress::Progress;
use super::runs::{complain, spare_the_inputs};
use super::teller::{Teller, width};
use crate::batch::{Input, Order};
use crate::report::docx::Memos;
use crate::report::exit::{Outcome, exit};
use crate::report::{markdown, matter, terminal};
use crate::review::Review;
use crate::review::matter as closing;
use crate::review::matter::{Look, Matter};

/// Reads the letters, says what is open between them, and gives the exit code: that of the worst letter or of what is
/// open, whichever is worse.
pub(super) fn run(office: &Office, inputs: &[Input], args: &ReviewArgs) -> anyhow::Result<u8> {
    let demands = &args.demands;
    // Two letters name one person under two marks, so what they say of each other could not be told.
    ensure!(office.redaction().is_open(), "--matter holds the letters' facts against each other; leave --redact out");
    let told = matches!(
        args.format,
        ReviewFormat::Terminal | ReviewFormat::Json | ReviewFormat::Markdown | ReviewFormat::Docx
    );
    ensure!(told, "--matter is told as terminal, json, markdown or docx; leave --matter out for the other formats");
    ensure!(inputs.len() > 1, "--matter takes the letters of one closing; name all of them, two at least");
    Teller::of(args, inputs.len())?;
    spare_the_inputs(inputs, "--output", demands.output.as_deref())?;
    let mut output = Output::open(demands.output.as_deref())?;
    let (mut reviews, mut looks): (Vec<Review>, Vec<Look>) = (Vec::new(), Vec::new());
    let progress = Progress::beside(demands.output.as_deref(), inputs.len());
    let keep: Keep<Look> = |review, pages| vec![closing::look(review, pages)];
    reviews_with(office, inputs, (demands, Order::Inputs, Some(keep)), |_, (review, more)| {
        progress.pause(|| complain(&review));
        progress.step(&review);
        reviews.push(office.shown(review));
        looks.extend(more);
        Ok(())
    })?;
    progress.finish();
    let matter = closing::of(&reviews, &looks);
    tell(&matter, args, &mut output)?;
    output.finish()?;
    let mut outcomes: Vec<Outcome> = reviews.iter().map(Outcome::of).collect();
    let worst = matter::gravest(&matter);
    outcomes.extend(outcomes.first().copied().map(|one| Outcome {
        verdict: matter.verdict,
        release: matter.verdict,
        worst,
        extent: one.extent,
    }));
    Ok(exit(demands.gate(), &outcomes).code())
}

fn tell(matter: &Matter<'_>, args: &ReviewArgs, output: &mut Output) -> anyhow::Result<()> {
    let blocks = matter::blocks(matter);
    match args.format {
        ReviewFormat::Json => output.text(&matter::json(matter)),
        ReviewFormat::Markdown => output.text(&markdown::blocks(&blocks)),
        ReviewFormat::Docx => {
            let mut memos = Memos::default();
            memos.blocks(&blocks);
            output.bytes(&memos.file().context("the Word document cannot be made; use --format markdown")?)
        }
        _ => output.text(&terminal::blocks(&blocks, width(args.demands.output.as_deref()))),
    }
}
