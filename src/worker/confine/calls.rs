//! seccomp: the system calls that a child may make.
//!
//! Two filters, of which the stricter counts. What only an attack would call ends the child, and the parent names it.
//! Of the rest only what reading needs is answered, with what Rust's panic, abort and stack-overflow paths call; any
//! other call fails as on a kernel that does not have it, so that another C library finds its way.

use std::collections::BTreeMap;

use libc::c_long;
use seccompiler::BpfProgram;
use seccompiler::SeccompAction;
use seccompiler::SeccompCmpArgLen::Dword;
use seccompiler::SeccompCmpOp;
use seccompiler::SeccompCondition;
use seccompiler::SeccompFilter;
use seccompiler::SeccompRule;
use seccompiler::TargetArch;

use super::Force;

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

/// Lays both filters on this process.
pub(super) fn forbid() -> Force {
    match apply() {
        Ok(()) => Force::Full,
        Err(_) => Force::None,
    }
}

fn apply() -> Result<(), seccompiler::Error> {
    let missing = SeccompAction::Errno(libc::ENOSYS.unsigned_abs());
    let hostile = program(hostile()?, SeccompAction::Allow, SeccompAction::KillProcess)?;
    let needed = program(needed()?, missing, SeccompAction::Allow)?;
    // In this order: once the second is laid on, no further one can be.
    seccompiler::apply_filter(&hostile)?;
    seccompiler::apply_filter(&needed)?;
    Ok(())
}

fn program(rules: Rules, otherwise: SeccompAction, then: SeccompAction) -> Result<BpfProgram, seccompiler::Error> {
    let arch = TargetArch::try_from(std::env::consts::ARCH)?;
    Ok(SeccompFilter::new(rules, otherwise, then, arch)?.try_into()?)
}

/// Calls that reading needs, whatever they are called with.
const FREE: [c_long; 32] = [
    // The pipes. `fcntl` asks whether a descriptor is open (debug builds of the standard library).
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_fcntl,
    // Memory.
    libc::SYS_brk,
    libc::SYS_mremap,
    libc::SYS_munmap,
    libc::SYS_madvise,
    // Threads, locks, waiting.
    libc::SYS_futex,
    libc::SYS_rseq,
    libc::SYS_set_robust_list,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_nanosleep,
    libc::SYS_clock_nanosleep,
    libc::SYS_clock_gettime,
    libc::SYS_gettimeofday,
    libc::SYS_restart_syscall,
    libc::SYS_exit,
    libc::SYS_exit_group,
    // Panic, abort, and the handler that tells a stack overflow.
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_getrandom,
    // The limit on CPU time, anew for each document.
    libc::SYS_getrusage,
    libc::SYS_getrlimit,
    libc::SYS_setrlimit,
];

fn needed() -> Result<Rules, seccompiler::Error> {
    let mut rules: Rules = FREE.into_iter().map(|call| (call, Vec::new())).collect();
    let executable = libc::PROT_EXEC.unsigned_abs();
    let thread = libc::CLONE_THREAD.unsigned_abs();
    let own = std::process::id();
    for (call, condition) in [
        (libc::SYS_mmap, masked(2, executable, 0)?),
        (libc::SYS_mprotect, masked(2, executable, 0)?),
        (libc::SYS_clone, masked(0, thread, thread)?),
        (libc::SYS_tgkill, is(0, own)?),
        (libc::SYS_prctl, is(0, libc::PR_SET_NAME.unsigned_abs())?),
        (libc::SYS_prlimit64, is(0, 0)?),
    ] {
        rules.insert(call, vec![SeccompRule::new(vec![condition])?]);
    }
    Ok(rules)
}

/// Calls that only an attack makes, whatever they are called with.
const HOSTILE: [c_long; 38] = [
    // Other programs and processes.
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_kill,
    libc::SYS_tkill,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_send_signal,
    // The network.
    libc::SYS_socket,
    libc::SYS_socketpair,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_accept,
    libc::SYS_accept4,
    // Files.
    libc::SYS_openat2,
    libc::SYS_open_by_handle_at,
    libc::SYS_unlinkat,
    libc::SYS_renameat2,
    libc::SYS_mkdirat,
    libc::SYS_mknodat,
    libc::SYS_symlinkat,
    libc::SYS_linkat,
    libc::SYS_fchmodat,
    libc::SYS_fchownat,
    libc::SYS_truncate,
    libc::SYS_memfd_create,
    // The system.
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_chroot,
    libc::SYS_setns,
    libc::SYS_unshare,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_io_uring_setup,
    libc::SYS_userfaultfd,
    libc::SYS_keyctl,
];

/// The same calls by the names that newer processors no longer have.
#[cfg(target_arch = "x86_64")]
const OLD: [c_long; 9] = [
    libc::SYS_fork,
    libc::SYS_vfork,
    libc::SYS_creat,
    libc::SYS_unlink,
    libc::SYS_rename,
    libc::SYS_mkdir,
    libc::SYS_rmdir,
    libc::SYS_link,
    libc::SYS_symlink,
];
#[cfg(not(target_arch = "x86_64"))]
const OLD: [c_long; 0] = [];

fn hostile() -> Result<Rules, seccompiler::Error> {
    let mut rules: Rules = HOSTILE.into_iter().chain(OLD).map(|call| (call, Vec::new())).collect();
    let thread = libc::CLONE_THREAD.unsigned_abs();
    rules.insert(libc::SYS_clone, vec![SeccompRule::new(vec![masked(0, thread, 0)?])?]);
    rules.insert(libc::SYS_openat, writes(2)?);
    #[cfg(target_arch = "x86_64")]
    rules.insert(libc::SYS_open, writes(1)?);
    Ok(rules)
}

/// A file is opened to be written or made; the flags stand at this place.
fn writes(place: u8) -> Result<Vec<SeccompRule>, seccompiler::Error> {
    let flags = [libc::O_WRONLY, libc::O_RDWR, libc::O_CREAT, libc::O_TRUNC];
    let rule = |flag: i32| Ok(SeccompRule::new(vec![masked(place, flag.unsigned_abs(), flag.unsigned_abs())?])?);
    flags.into_iter().map(rule).collect()
}

fn masked(place: u8, mask: u32, value: u32) -> Result<SeccompCondition, seccompiler::Error> {
    Ok(SeccompCondition::new(place, Dword, SeccompCmpOp::MaskedEq(mask.into()), value.into())?)
}

fn is(place: u8, value: u32) -> Result<SeccompCondition, seccompiler::Error> {
    Ok(SeccompCondition::new(place, Dword, SeccompCmpOp::Eq, value.into())?)
}
