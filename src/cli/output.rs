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
    /// A file beside the one that was named, which takes its place at the end.
    File { writer: io::BufWriter<fs::File>, draft: PathBuf, target: PathBuf },
}

impl Output {
    /// Standard output, or the file.
    pub(super) fn open(file: Option<&Path>) -> anyhow::Result<Self> {
        let Some(target) = file else { return Ok(Self::Terminal(anstream::AutoStream::auto(io::stdout()))) };
        let mut name = target.file_name().map(std::ffi::OsStr::to_owned).unwrap_or_default();
        name.push(format!(".{}.part", std::process::id()));
        let draft = target.with_file_name(name);
        let created = fs::File::create(&draft);
        let writer = created.with_context(|| format!("{}: the output file cannot be written", target.display()))?;
        Ok(Self::File { writer: io::BufWriter::new(writer), draft, target: target.to_owned() })
    }

    /// Writes text; styles are dropped where they have no place.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        match self {
            Self::Terminal(stream) => stream.write_all(text.as_bytes()),
            Self::File { writer, .. } => writer.write_all(anstream::adapter::strip_str(text).to_string().as_bytes()),
        }
    }

    /// Ends the output: a file takes its place now.
    pub(super) fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Terminal(mut stream) => stream.flush().map_err(Into::into),
            Self::File { writer, draft, target } => {
                let file = writer.into_inner().map_err(io::IntoInnerError::into_error);
                let whole = file.and_then(|file| file.sync_all()).and_then(|()| fs::rename(&draft, &target));
                whole.with_context(|| format!("{}: the output file cannot be written", target.display()))
            }
        }
    }
}

/// Says a line on standard error. Nobody can be told where even that fails.
pub(super) fn say(line: &str) {
    let _nobody_listens = writeln!(anstream::stderr(), "{line}");
}

/// Whether the reader of our output has gone, which is no error.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).any(|e| e.kind() == io::ErrorKind::BrokenPipe)
}
