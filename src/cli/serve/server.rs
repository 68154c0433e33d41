//! The server: it listens on this machine's own address alone, lets in who knows the token, keeps letters in memory and
//! forgets them when it ends.
//!
//! Reading runs on threads of its own (`reading`), in the worker processes of every other command; the one thread that
//! answers requests never waits for it.

mod answers;
mod changes;
mod download;
mod facts;
mod guard;
mod letter;
mod pages;
mod reading;
mod secret;
mod shelf;
mod upload;

use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};

use self::secret::Secret;
use self::shelf::Shelf;
use crate::cli::args::Serve;
use crate::cli::desk::Office;
use crate::cli::files::Files;
use crate::cli::output::{Output, note, say};
use crate::cli::readers;
use crate::cli::redaction::Redaction;

/// Stack of a thread that reads, in bytes: as in a batch.
const STACK: usize = 16 << 20;

/// How long answers that are on their way may take when the server ends.
const PATIENCE: Duration = Duration::from_secs(2);

/// Most bytes of a request that is no upload.
const SMALL: usize = 64 << 10;

/// Most bytes of one upload that are looked at; of these a file may have as many as `--max-file` says.
const UPLOAD: usize = 1 << 30;

/// Everything that a request may need.
struct App {
    /// What every path begins with: the token between slashes.
    root: String,
    /// How this server may be called: name and port.
    hosts: [String; 2],
    token: Secret,
    /// The word that opens the page once, for the command line of the browser, which others on the machine can see.
    once: Mutex<Option<Secret>>,
    office: Office,
    files: Files,
    shelf: Arc<Shelf>,
    seats: Semaphore,
    ending: watch::Sender<bool>,
}

/// The app as requests share it.
type Shared = Arc<App>;

/// Serves until somebody ends it.
pub(super) fn run(args: &Serve) -> anyhow::Result<u8> {
    // The message of a panic may hold words of a letter.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        say(&format!("acquit: a reading broke down at {place}: report this"));
    }));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().thread_stack_size(STACK).build();
    let runtime = runtime.context("the server cannot be started; run again")?;
    let ended = runtime.block_on(serve(args));
    // A letter that is still being read is forgotten with the process.
    runtime.shutdown_background();
    ended.map(|()| 0)
}

async fn serve(args: &Serve) -> anyhow::Result<()> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, args.port));
    let taken =
        || format!("127.0.0.1:{}: acquit cannot listen there; leave out --port, or name another one", args.port);
    let listener = TcpListener::bind(address).await.with_context(taken)?;
    let port = listener.local_addr().with_context(taken)?.port();
    let app = Arc::new(App::open(args, port)?);
    announce(&app, args, port)?;
    tokio::spawn(signals(Arc::clone(&app)));
    let served = axum::serve(listener, router(&app)).with_graceful_shutdown(ended(Arc::clone(&app)));
    tokio::select! {
        served = served.into_future() => served.context("the server broke down; run again")?,
        () = overdue(&app) => {}
    }
    note("acquit has ended; it kept nothing.");
    Ok(())
}

/// Prints the address, and opens it where somebody wants that.
fn announce(app: &App, args: &Serve, port: u16) -> anyhow::Result<()> {
    let mut output = Output::open(None)?;
    output.text(&format!("http://127.0.0.1:{port}{}\n", app.root))?;
    output.finish()?;
    note(
        "acquit shows letters at this address, on this machine alone, until you press Ctrl-C or close this window. \
         Letters stay in memory and are forgotten then. This is not legal advice.",
    );
    if args.no_open {
        return Ok(());
    }
    let once = Secret::new()?;
    let page = format!("http://127.0.0.1:{port}/open/{}", once.word());
    *app.once.lock().unwrap_or_else(PoisonError::into_inner) = Some(once);
    if open::that_detached(page).is_err() {
        say("acquit: no browser could be opened; open the address above yourself.");
    }
    Ok(())
}

impl App {
    fn open(args: &Serve, port: u16) -> anyhow::Result<Self> {
        let office = Office::open(readers::kit(&args.who)?, &args.facts, args.as_of)?;
        let office = office.by(args.rules.clone(), Redaction::of(&args.masking));
        let office = if args.as_of.is_some() { office } else { office.day_by_day() };
        let threads = args.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let token = Secret::new()?;
        Ok(Self {
            root: format!("/{}/", token.word()),
            hosts: [format!("127.0.0.1:{port}"), format!("localhost:{port}")],
            token,
            once: Mutex::new(None),
            office,
            files: Files::open(&args.how, threads, args.limits.0)?,
            shelf: Arc::new(Shelf::default()),
            seats: Semaphore::new(threads),
            ending: watch::Sender::new(false),
        })
    }

    /// The address of a page.
    fn at(&self, page: &str) -> String {
        format!("{}{page}", self.root)
    }

    /// Asks the server to end.
    fn end(&self) {
        self.ending.send_replace(true);
    }
}

fn router(app: &Shared) -> Router {
    let at = |page: &str| app.at(page);
    Router::new()
        .route(&at(""), get(answers::start))
        .route(&at("style.css"), get(pages::style))
        .route(&at("script.js"), get(pages::script))
        .route(&at("upload"), post(upload::upload).layer(DefaultBodyLimit::max(UPLOAD)))
        .route(&at("progress"), get(answers::progress))
        .route(&at("letters/{id}"), get(answers::report).post(answers::grade))
        .route(&at("letters/{id}/unlock"), post(answers::unlock))
        .route(&at("letters/{id}/forget"), post(answers::forget))
        .route(&at("letters/{id}/{file}"), get(download::download))
        .route(&at("forget"), post(answers::forget_all))
        .route(&at("end"), post(answers::end))
        .route("/open/{word}", get(guard::open))
        .fallback(answers::nothing)
        .method_not_allowed_fallback(answers::nothing)
        .layer(DefaultBodyLimit::max(SMALL))
        .layer(from_fn_with_state(Arc::clone(app), guard::guard))
        .with_state(Arc::clone(app))
}

/// Waits until the server is asked to end.
async fn ended(app: Shared) {
    // The sender lives in the app, which this holds.
    let mut ending = app.ending.subscribe();
    let _asked = ending.wait_for(|ending| *ending).await;
}

/// Waits until the server is asked to end, and as long again as answers may take.
async fn overdue(app: &Shared) {
    ended(Arc::clone(app)).await;
    tokio::time::sleep(PATIENCE).await;
}

/// Ends the server on Ctrl-C, and where the system asks for it.
async fn signals(app: Shared) {
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
    app.end();
}
