//! Where results go: the terminal, a pipe, a device, or a file that is written whole or not at all.

use std::fs;
use std::io;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::Context;

use super::args::Args;
use crate::document::Trouble;
use crate::report::visible::{visible, visible_name};

/// A place for results.
pub(super) enum Output {
    /// Standard output; colours only where it is a terminal.
    Terminal(anstream::AutoStream<io::Stdout>),
    /// The file, device or pipe that was named.
    File(Filed),
}

/// What is written where `--output` says.
pub(super) struct Filed {
    writer: io::BufWriter<fs::File>,
    target: PathBuf,
    /// A device or a pipe has none: it takes the words as they come.
    draft: Option<Draft>,
}

/// A file on its way: it goes when the run fails, and takes its place when the run ends.
struct Draft {
    path: PathBuf,
    place: PathBuf,
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
        let opened = if takes_words_as_they_come(target) { through(target) } else { drafted(target) };
        let (file, draft) = opened.with_context(|| unwritten(target))?;
        Ok(Self::File(Filed { writer: io::BufWriter::new(file), target: target.to_owned(), draft }))
    }

    /// Writes text; styles are dropped where they have no place.
    pub(super) fn text(&mut self, text: &str) -> anyhow::Result<()> {
        match self {
            Self::Terminal(_) if is_plain(text) => io::stdout().write_all(text.as_bytes()).context(STDOUT),
            Self::Terminal(stream) => stream.write_all(text.as_bytes()).context(STDOUT),
            Self::File(Filed { writer, target, .. }) if is_plain(text) => {
                writer.write_all(text.as_bytes()).with_context(|| unwritten(target))
            }
            Self::File(Filed { writer, target, .. }) => {
                let plain = anstream::adapter::strip_str(text).to_string();
                writer.write_all(plain.as_bytes()).with_context(|| unwritten(target))
            }
        }
    }

    /// Writes bytes as they are.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        match self {
            Self::Terminal(_) => io::stdout().write_all(bytes).context(STDOUT),
            Self::File(Filed { writer, target, .. }) => writer.write_all(bytes).with_context(|| unwritten(target)),
        }
    }

    /// The file, for what is no text.
    #[cfg(feature = "parquet")]
    pub(super) fn file(&mut self) -> Option<&mut io::BufWriter<fs::File>> {
        match self {
            Self::Terminal(_) => None,
            Self::File(Filed { writer, .. }) => Some(writer),
        }
    }

    /// Sends what was written on its way.
    pub(super) fn flush(&mut self) -> anyhow::Result<()> {
        match self {
            Self::Terminal(stream) => stream.flush().context(STDOUT),
            Self::File(Filed { writer, target, .. }) => writer.flush().with_context(|| unwritten(target)),
        }
    }

    /// Ends the output: a file takes its place now.
    pub(super) fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Terminal(mut stream) => stream.flush().context(STDOUT),
            Self::File(Filed { writer, target, draft }) => {
                let file = writer.into_inner().map_err(io::IntoInnerError::into_error);
                file.and_then(|file| settle(&file, draft.as_ref())).with_context(|| unwritten(&target))
            }
        }
    }
}

/// Whether no style can stand in a text: it then goes out as it is, and nobody looks through it letter by letter.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_printed = |byte: &u8| *byte == b'\n' || *byte >= b' ' && *byte != 0x7f;
    // The controls beyond ASCII are U+0080 to U+009F.
    let is_far_control = |at: usize| bytes.get(at + 1).is_some_and(|next| *next < 0xa0);
    bytes.chunks(64).all(|some| some.iter().fold(true, |all, byte| all & is_printed(byte)))
        && !memchr::memchr_iter(0xc2, bytes).any(is_far_control)
}

/// Whether `--output` names a file, there or to come, and no device or pipe.
pub(super) fn is_file_to_be(target: &Path) -> bool {
    !takes_words_as_they_come(target)
}

/// Where the file that `--output` names lies, behind links.
pub(super) fn place_of(target: &Path) -> PathBuf {
    behind_links(target)
}

/// A device or a pipe; `/dev/stdout` may lead to a file that is open already.
fn takes_words_as_they_come(target: &Path) -> bool {
    let special = fs::metadata(target).is_ok_and(|found| !found.is_file());
    special || ["/dev", "/proc"].iter().any(|folder| target.starts_with(folder))
}

fn through(target: &Path) -> io::Result<(fs::File, Option<Draft>)> {
    Ok((fs::OpenOptions::new().append(true).open(target)?, None))
}

/// A draft beside the file, with the permissions of the file that it will replace.
fn drafted(target: &Path) -> io::Result<(fs::File, Option<Draft>)> {
    let place = behind_links(target);
    let mut name = place.file_name().map(std::ffi::OsStr::to_owned).unwrap_or_default();
    name.push(format!(".{}.part", std::process::id()));
    let path = place.with_file_name(name);
    let file = fs::File::create(&path)?;
    let draft = Draft { path, place };
    if let Ok(old) = fs::metadata(&draft.place) {
        file.set_permissions(old.permissions())?;
    }
    Ok((file, Some(draft)))
}

/// More links than this in a row lead in a circle.
const LINKS: usize = 40;

/// Where a link leads, whether there is a file or not: the link stays a link.
fn behind_links(target: &Path) -> PathBuf {
    let mut place = target.to_owned();
    for _ in 0..LINKS {
        let Ok(next) = fs::read_link(&place) else { break };
        place = place.parent().map_or_else(|| next.clone(), |folder| folder.join(&next));
    }
    place
}

fn settle(file: &fs::File, draft: Option<&Draft>) -> io::Result<()> {
    let Some(draft) = draft else { return Ok(()) };
    file.sync_all()?;
    fs::rename(&draft.path, &draft.place)?;
    // The new name is on the disk only when the folder is; not every system opens folders.
    let folder = draft.place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::File::open(folder).and_then(|folder| folder.sync_all()).or(Ok(()))
}

/// What is said where standard output takes no more.
const STDOUT: &str = "the results cannot be written to standard output; send them to a place with room";

fn unwritten(target: &Path) -> String {
    format!("{}: the output file cannot be written; name a place with room that you may write to", shown(target))
}

/// A path as people may see it: a name can hold what steers a terminal.
pub(super) fn shown(path: &Path) -> String {
    visible_name(&path.to_string_lossy())
}

/// How much is said on standard error besides what went wrong.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Loudness {
    /// Nothing.
    Quiet,
    /// Progress and summaries.
    #[default]
    Usual,
    /// Settings and each document, too.
    Verbose,
}

impl Loudness {
    /// As the command line asks.
    pub(super) const fn of(args: &Args) -> Self {
        match (args.quiet, args.verbose) {
            (0, 0) => Self::Usual,
            (0, _) => Self::Verbose,
            _ => Self::Quiet,
        }
    }
}

static LOUDNESS: OnceLock<Loudness> = OnceLock::new();

/// Sets how much is said, once for the process.
pub(super) fn set(loudness: Loudness) {
    // The process has one command line.
    let _is_first = LOUDNESS.set(loudness);
}

/// How much is said.
pub(super) fn loudness() -> Loudness {
    LOUDNESS.get().copied().unwrap_or_default()
}

/// Says lines that went with a good run, unless nobody wants them.
pub(super) fn note(lines: &str) {
    if loudness() > Loudness::Quiet {
        say(lines);
    }
}

/// Says lines for somebody who wants to know more.
pub(super) fn detail(lines: &str) {
    if loudness() > Loudness::Usual {
        say(lines);
    }
}

/// Says lines on standard error. Nobody can be told where even that fails.
pub(super) fn say(lines: &str) {
    let lines: Vec<String> = lines.split('\n').map(visible_name).collect();
    let _nobody_listens = writeln!(anstream::stderr(), "{}", lines.join("\n"));
}

/// Says what went wrong with a document.
pub(super) fn say_trouble(name: &str, trouble: &Trouble) {
    say(&format!("{}: {}", visible_name(name), visible(&trouble.to_string())));
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

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_the_file_behind_it_is_written() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        for old in [Some("old"), None] {
            let folder = tempfile::tempdir().unwrap();
            let place = |name: &str| folder.path().join(name);
            fs::create_dir(place("kept")).unwrap();
            symlink("second", place("first")).unwrap();
            symlink("kept/memo.txt", place("second")).unwrap();
            if let Some(old) = old {
                fs::write(place("kept/memo.txt"), old).unwrap();
                fs::set_permissions(place("kept/memo.txt"), fs::Permissions::from_mode(0o600)).unwrap();
            }
            let mut output = Output::open(Some(&place("first"))).unwrap();
            output.text("new").unwrap();
            output.finish().unwrap();
            assert!(place("first").is_symlink() && place("second").is_symlink());
            assert_eq!(fs::read_to_string(place("kept/memo.txt")).unwrap(), "new");
            assert_eq!(names(&place("kept")), ["memo.txt"]);
            let mode = fs::metadata(place("kept/memo.txt")).unwrap().permissions().mode() & 0o777;
            assert!(old.is_none() || mode == 0o600, "a memo that was private stays so: {mode:o}");
        }
    }
}
