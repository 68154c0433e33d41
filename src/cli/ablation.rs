//! `eval --ablate`: labelled letters read without one mechanism of the whole document after the other.

use std::path::PathBuf;

use super::desk::Office;
use super::eval::outcome;
use super::files::pool;
use super::output::shown;
use crate::batch::Input;
use crate::document::{Document, Pages};
use crate::eval::letters::LetterScore;
use crate::eval::letters::ablation::Ablation;
use crate::eval::truth::Truth;
use crate::fuse::Mechanism;

/// Scores the letters whole, then without each mechanism. Every page is extracted once; the learned reader remembers most
/// passages, and reads those again that a mechanism changes.
pub(super) fn run(office: &mut Office, truths: &[(Truth, PathBuf)]) -> anyhow::Result<Ablation> {
    let pool = pool(1)?;
    let read = |(_, file): &(Truth, PathBuf)| -> anyhow::Result<(Document, Pages)> {
        let document = Input::new(file).read().map_err(|trouble| anyhow::anyhow!("{}: {trouble}", shown(file)))?;
        let pages = pool.pages(&document.bytes);
        Ok((document, pages))
    };
    let documents = truths.iter().map(read).collect::<anyhow::Result<Vec<_>>>()?;
    let mut all = Ablation::default();
    for left_out in [None].into_iter().chain(Mechanism::ALL.map(Some)) {
        office.kit.leave_out(left_out);
        let mut score = LetterScore::default();
        for ((truth, _), (document, pages)) in truths.iter().zip(&documents) {
            score.add(truth, Some(&outcome(&office.review(document, pages))));
        }
        all.add(left_out, score);
    }
    office.kit.leave_out(None);
    Ok(all)
}
