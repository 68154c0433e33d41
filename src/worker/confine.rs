//! What a child may take and do, laid on it by itself before its first document.
//!
//! Memory and CPU time are limits of every Unix. A child may have no more open files than its pipes, so that it can
//! open none and reach no network, wherever resource limits exist. On Linux, Landlock takes away files and network and
//! seccomp all system calls but those that reading needs. What a kernel does not have is left out, and
//! `acquit --version --verbose` says so.

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")))]
mod calls;
#[cfg(target_os = "linux")]
mod files;
#[cfg(unix)]
mod resources;

use std::fmt;
use std::io;

use super::Cost;
use super::Limits;

/// How far one measure holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Force {
    /// It holds.
    Full,
    /// The kernel knows a part of it.
    Partial,
    /// This system does not have it, or refused it.
    None,
}

/// The measures that hold in a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confined {
    /// The limit on its memory.
    pub memory: Force,
    /// The limit on its CPU time.
    pub cpu: Force,
    /// No open file but its pipes.
    pub descriptors: Force,
    /// Landlock: no file, no network.
    pub landlock: Force,
    /// seccomp: no system call but those needed.
    pub seccomp: Force,
}

/// Confines this process, for good. Called in a child alone, while it has one thread.
#[must_use]
pub fn confine(limits: &Limits) -> Confined {
    // A panic is an answer (`serve`); its message may hold words of a document, and goes nowhere.
    std::panic::set_hook(Box::new(|_| {}));
    start_clock(limits, 0);
    let (landlock, seccomp) = sandbox();
    let (memory, descriptors) = resources(limits);
    Confined { memory, cpu: start_clock(limits, 0), descriptors, landlock, seccomp }
}

/// Gives the next document, of so many bytes, its share of CPU time: as much as by the clock on the wall, so that a
/// child whose parent is gone ends too.
pub(super) fn start_clock(limits: &Limits, bytes: u64) -> Force {
    #[cfg(unix)]
    return Force::of(&resources::allow_cpu(limits.wall_for(bytes)));
    #[cfg(not(unix))]
    {
        let _nothing_to_set = (limits, bytes);
        Force::None
    }
}

fn resources(limits: &Limits) -> (Force, Force) {
    #[cfg(unix)]
    return (Force::of(&resources::allow_memory(limits.memory)), Force::of(&resources::allow_no_file()));
    #[cfg(not(unix))]
    {
        let _nothing_to_set = limits;
        (Force::None, Force::None)
    }
}

fn sandbox() -> (Force, Force) {
    #[cfg(target_os = "linux")]
    let landlock = files::forbid();
    #[cfg(not(target_os = "linux"))]
    let landlock = Force::None;
    #[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")))]
    let seccomp = calls::forbid();
    #[cfg(not(all(
        target_os = "linux",
        any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")
    )))]
    let seccomp = Force::None;
    (landlock, seccomp)
}

impl Force {
    fn of(done: &io::Result<()>) -> Self {
        if done.is_ok() { Self::Full } else { Self::None }
    }
}

impl fmt::Display for Force {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full => "in force",
            Self::Partial => "in force as far as this kernel knows it",
            Self::None => "not on this system",
        })
    }
}

/// Confines this process, tries what it must not do, and says what holds, a line each.
#[must_use]
pub fn report(limits: &Limits) -> String {
    let confined = confine(limits);
    let all = usize::try_from(limits.memory).unwrap_or(usize::MAX);
    let memory = if Vec::<u8>::new().try_reserve_exact(all).is_err() { confined.memory } else { Force::None };
    let opens = std::env::current_exe().and_then(std::fs::File::open).is_ok() || std::fs::read_dir("/").is_ok();
    let files = if opens { Force::None } else { confined.descriptors };
    let rows = [
        (format!("memory, {}", Cost::Memory.shown(limits.memory)), memory),
        ("CPU time, as by the clock on the wall".to_owned(), confined.cpu),
        ("no file opened (resource limit)".to_owned(), files),
        ("no file, no network (Landlock)".to_owned(), confined.landlock),
        ("no other system calls (seccomp)".to_owned(), confined.seccomp),
    ];
    rows.map(|(what, force)| format!("  {what:<40} {force}\n")).concat()
}
