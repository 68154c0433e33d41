//! Where the reports of a check go: each format to its place, file by file.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::super::args::Check;
use super::super::desk::Office;
use super::super::output::{Output, shown};
use super::super::runs::spare_the_inputs;
use crate::batch::Input;
use crate::finding::FindingId;
use crate::id::Kind;
use crate::report::checked::Checked;
use crate::report::formats::{Closing, Run, Writer};

/// The reports of a run: what is printed, then those that were asked for besides.
pub(super) struct Reports(Vec<(Writer, Output)>);

impl Reports {
    /// Opens every place, so that one that cannot be written is told before the work is done.
    pub(super) fn open(args: &Check, office: &Office, inputs: &[Input]) -> anyhow::Result<Self> {
        apart(args, inputs)?;
        let run = of(office)?;
        let printed = [(args.format, args.demands.output.as_deref())];
        let filed = args.reports.iter().map(|(format, file)| (*format, Some(file.as_path())));
        let mut all = Vec::new();
        for (format, file) in printed.into_iter().chain(filed) {
            let (writer, mut output) = (Writer::new(format, &run), Output::open(file)?);
            output.text(&writer.begin())?;
            all.push((writer, output));
        }
        Ok(Self(all))
    }

    /// Writes what each format says of a file.
    pub(super) fn file(&mut self, checked: &Checked<'_>) -> anyhow::Result<()> {
        self.0.iter_mut().try_for_each(|(writer, output)| output.text(&writer.file(checked)))
    }

    /// Ends the reports; files take their places now.
    pub(super) fn finish(self, closing: &Closing) -> anyhow::Result<()> {
        for (writer, mut output) in self.0 {
            output.text(&writer.end(closing))?;
            output.finish()?;
        }
        Ok(())
    }
}

/// No file is written twice, and none takes the place of a document.
fn apart(args: &Check, inputs: &[Input]) -> anyhow::Result<()> {
    let reports = args.reports.iter().map(|(_, file)| ("--report", file));
    let baseline = args.write_baseline.iter().map(|file| ("--write-baseline", file));
    let output = args.demands.output.iter().map(|file| ("--output", file));
    let mut places: Vec<PathBuf> = Vec::new();
    for (flag, file) in output.chain(reports).chain(baseline) {
        spare_the_inputs(inputs, flag, Some(file))?;
        let place = place(file);
        if places.contains(&place) {
            bail!("{}: two reports of this run would be written to it; name another file for {flag}", shown(file));
        }
        places.push(place);
    }
    Ok(())
}

/// The file itself, whatever way leads to it.
fn place(file: &Path) -> PathBuf {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside =
        || parent.canonicalize().unwrap_or_else(|_| parent.to_owned()).join(file.file_name().unwrap_or_default());
    file.canonicalize().unwrap_or_else(|_| beside())
}

/// What the reports say of the run itself.
fn of(office: &Office) -> anyhow::Result<Run> {
    let folder = std::env::current_dir().context("the folder of the run cannot be told; run acquit in another one")?;
    let wording = |id: FindingId| {
        let deeds_alone = matches!(id, FindingId::Protection(protection) if !protection.applies_to(Kind::ShortSale));
        let kind = if deeds_alone { Kind::DeedInLieu } else { Kind::ShortSale };
        (id, office.wording(id.as_str(), kind))
    };
    Ok(Run {
        tool: office.tool().clone(),
        rules: FindingId::all().map(wording).collect(),
        folder: folder.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"),
    })
}
