//! The watch: one thread that kills children that are past their deadline.

use std::sync::Arc;
use std::sync::Condvar;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::Weak;
use std::thread::JoinHandle;
use std::time::Duration;
use std::time::Instant;

use super::child::Process;
use super::child::lock;

/// Looks after children until it is dropped.
pub(super) struct Watch {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    wake: Condvar,
}

#[derive(Default)]
struct State {
    processes: Vec<Weak<Mutex<Process>>>,
    ended: bool,
}

impl Watch {
    /// Looks around once in an eighth of `wall`, and at least four times a second.
    pub(super) fn start(wall: Duration) -> std::io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let watched = Arc::clone(&shared);
        let pause = (wall / 8).clamp(Duration::from_millis(1), Duration::from_millis(250));
        let thread = std::thread::Builder::new().name("watch".to_owned()).spawn(move || watched.run(pause))?;
        Ok(Self { shared, thread: Some(thread) })
    }

    /// Looks after one more child.
    pub(super) fn add(&self, process: &Arc<Mutex<Process>>) {
        lock(&self.shared.state).processes.push(Arc::downgrade(process));
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        lock(&self.shared.state).ended = true;
        self.shared.wake.notify_all();
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

impl Shared {
    fn run(&self, pause: Duration) {
        let mut state = lock(&self.state);
        while !state.ended {
            let now = Instant::now();
            state.processes.retain(|process| {
                let process = process.upgrade();
                process.inspect(|process| lock(process).check(now)).is_some()
            });
            state = self.wake.wait_timeout(state, pause).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}
