//! Where results go: the terminal, a pipe, or a file that is written whole or not at all.

use std::fs;
use std::io;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// A place for results.
pub(super) enum Output {
    /// Standard output; colours only where it is a terminal.
    Terminal(anstream::AutoStream<io::Stdout>),
    /// A draft beside the file that was named, which takes its place at the end.
    File(io::BufWriter<fs::File>, Draft),
}

/// A file on its way: it goes when the run fails, and takes the place of the target when the run ends.
pub(super) struct Draft {
    path: PathBuf,
    target: PathBuf,
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After a whole run the draft has its new name, so there is nothing here to remove.
        let _nothing_left = fs::remove_file(&self.path);
    }
}

impl Output {
    /// Standard output, or the file.
    pub(super) fn open(file: Option<&Path>) -> anyhow::Result<Self> {
        let Some(target) = file else { return Ok(Self::Terminal(anstream::AutoStream::auto(io::stdout()))) };
        let mut name = target.file_name().map(std::ffi::OsStr::to_owned).unwrap_or_default();
        name.push(format!(".{}.part", std::process::id()));
        let path = target.with_file_name(name);
        let created = fs::File::create(&path).with_context(|| unwritten(target))?;
        Ok(Self::File(io::BufWriter::new(created), Draft { path, target: target.to_owned() }))
    }

    /// Writes text; styles are dropped where they have no place.
    pub(super) fn text(&mut self, text: &str) -> anyhow::Result<()> {
        match self {
            Self::Terminal(stream) => stream.write_all(text.as_bytes()).context(STDOUT),
            Self::File(writer, draft) => {
                let plain = anstream::adapter::strip_str(text).to_string();
                writer.write_all(plain.as_bytes()).with_context(|| unwritten(&draft.target))
            }
        }
    }

    /// Ends the output: a file takes its place now.
    pub(super) fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Terminal(mut stream) => stream.flush().context(STDOUT),
            Self::File(writer, draft) => {
                let file = writer.into_inner().map_err(io::IntoInnerError::into_error);
                let whole = file.and_then(|file| file.sync_all());
                whole.and_then(|()| fs::rename(&draft.path, &draft.target)).with_context(|| unwritten(&draft.target))
            }
        }
    }
}

/// What is said where standard output takes no more.
const STDOUT: &str = "the results cannot be written to standard output; send them to a place with room";

fn unwritten(target: &Path) -> String {
    format!("{}: the output file cannot be written", target.display())
}

/// Says a line on standard error. Nobody can be told where even that fails.
pub(super) fn say(line: &str) {
    let _nobody_listens = writeln!(anstream::stderr(), "{line}");
}

/// Whether the reader of our output has gone, which is no error.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).any(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_run_that_fails_leaves_no_draft_and_the_old_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("memo.txt");
        fs::write(&target, "old").unwrap();
        let mut output = Output::open(Some(&target)).unwrap();
        output.text("half of a").unwrap();
        assert_eq!(names(folder.path()).len(), 2, "the draft is a file of its own");
        drop(output);
        assert_eq!(names(folder.path()), ["memo.txt"]);
        assert_eq!(fs::read_to_string(&target).unwrap(), "old");
    }

    #[test]
    fn a_run_that_ends_leaves_the_whole_file() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("memo.txt");
        let mut output = Output::open(Some(&target)).unwrap();
        output.text("\u{1b}[1mwhole\u{1b}[0m\n").unwrap();
        output.finish().unwrap();
        assert_eq!(names(folder.path()), ["memo.txt"]);
        assert_eq!(fs::read_to_string(&target).unwrap(), "whole\n");
    }
}
