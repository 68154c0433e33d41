//! Resource limits of every Unix.
//!
//! The size of written files is not limited to nothing: that would kill a child for a word on its standard error.

use std::io;
use std::time::Duration;

use rustix::process::Resource;
use rustix::process::Rlimit;
use rustix::process::getrlimit;
use rustix::process::setrlimit;
use rustix::time::ClockId;
use rustix::time::clock_gettime;

/// Address space of so many bytes, and no memory image on disk after a crash: it would hold words of a document.
pub(super) fn allow_memory(bytes: u64) -> io::Result<()> {
    lower(Resource::Core, 0)?;
    lower(Resource::As, bytes)
}

/// No file beyond those that are open: the pipes. A socket is a file, too.
pub(super) fn allow_no_file() -> io::Result<()> {
    lower(Resource::Nofile, 0)
}

/// So much CPU time from now on. The limit counts from the start of the process, in whole seconds.
pub(super) fn allow_cpu(time: Duration) -> io::Result<()> {
    let used = u64::try_from(clock_gettime(ClockId::ProcessCPUTime).tv_sec).unwrap_or(0);
    let maximum = getrlimit(Resource::Cpu).maximum;
    let until = used.saturating_add(time.as_secs()).saturating_add(2);
    let current = Some(maximum.map_or(until, |most| most.min(until)));
    Ok(setrlimit(Resource::Cpu, Rlimit { current, maximum })?)
}

/// Sets a limit for good, or leaves a lower one.
fn lower(resource: Resource, value: u64) -> io::Result<()> {
    let value = getrlimit(resource).maximum.map_or(value, |most| most.min(value));
    Ok(setrlimit(resource, Rlimit { current: Some(value), maximum: Some(value) })?)
}
