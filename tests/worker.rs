//! The pool of worker processes: what a document does to its reader costs that document and no other.
//!
//! This program is its own child: with the argument `worker` it serves, and breaks down on words in the documents.

#![expect(clippy::expect_used, reason = "a test without the harness that would allow it")]

use std::io;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use acquit::batch::Input;
use acquit::batch::Order;
use acquit::batch::run;
use acquit::document::Format;
use acquit::document::What;
use acquit::worker::Limits;
use acquit::worker::Pool;
use acquit::worker::Program;
use acquit::worker::serve;

/// Passes bytes on, and breaks down where they hold one of the words that these tests send.
struct Fuse(io::Stdin);

impl Read for Fuse {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        let holds = |word: &[u8]| buffer[..read].windows(word.len()).any(|bytes| bytes == word);
        if holds(b"<abort>") {
            std::process::abort();
        }
        if holds(b"<hang>") {
            thread::sleep(Duration::from_mins(10));
        }
        breach(&holds);
        if holds(b"<own id>") {
            let id = format!("{:08}", std::process::id());
            let at = buffer[..read].windows(8).position(|bytes| bytes == b"<own id>").unwrap_or(0);
            buffer[at..at + 8].copy_from_slice(id.as_bytes());
        }
        Ok(read)
    }
}

fn endless() {
    loop {
        std::hint::spin_loop();
    }
}

/// Does what a reader of documents must not do.
fn breach(asked: &dyn Fn(&[u8]) -> bool) {
    if asked(b"<write>") {
        let _refused = std::fs::write("written-by-a-child", "words");
    }
    if asked(b"<open>") && std::fs::read("Cargo.toml").is_ok() {
        endless();
    }
    if asked(b"<connect>") {
        let _refused = std::net::UdpSocket::bind("127.0.0.1:0");
    }
    if asked(b"<run>") {
        let _refused = std::os::unix::process::CommandExt::exec(&mut std::process::Command::new("/bin/true"));
    }
    if asked(b"<memory>") {
        std::hint::black_box(vec![1_u8; 2 << 30]);
    }
    if asked(b"<stack>") {
        std::hint::black_box(deep(1));
    }
    if asked(b"<loop>") {
        endless();
    }
    if asked(b"<panic>") {
        let _caught = std::panic::catch_unwind(|| panic!("words of a document"));
    }
}

#[expect(unconditional_recursion, reason = "the stack is to overflow")]
fn deep(n: u64) -> u64 {
    std::hint::black_box(n) + deep(n + 1)
}

/// The limits that the parent sends along.
fn limits() -> Limits {
    std::env::args().nth(3).and_then(|word| Limits::of_word(&word)).unwrap_or_default()
}

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some("worker") {
        return match serve(Fuse(io::stdin()), io::stdout(), &limits()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                let _nobody_listens = io::Write::write_all(&mut io::stderr(), error.to_string().as_bytes());
                ExitCode::FAILURE
            }
        };
    }
    a_document_goes_to_the_child_and_back();
    a_reader_that_dies_costs_its_own_document_only();
    a_reader_that_hangs_is_stopped_and_the_others_go_on();
    a_child_killed_by_hand_costs_nothing();
    every_breach_is_named();
    children_are_replaced_after_their_share();
    any_number_of_threads_share_the_children();
    programs_that_are_no_reader_are_outcomes();
    a_batch_has_one_outcome_a_document_at_any_thread_count();
    ExitCode::SUCCESS
}

fn pool(size: usize, limits: Limits) -> Pool {
    Pool::new(size, limits).expect("the pool starts")
}

fn a_document_goes_to_the_child_and_back() {
    let pool = pool(1, Limits::default());
    for size in [1, 100, 65_536, 65_537, 1_500_000] {
        let document = "a".repeat(size);
        let pages = pool.pages(document.as_bytes());
        assert_eq!((pages.format, pages.text == document), (Format::Text, true), "{size} bytes");
    }
    assert_eq!(pool.pages(b"").troubles[0].what, What::Empty);
}

fn a_reader_that_dies_costs_its_own_document_only() {
    let pool = pool(1, Limits::default());
    for _ in 0..3 {
        assert_eq!(pool.pages(b"before").text, "before");
        let pages = pool.pages(b"%PDF-1.7 <abort>");
        assert_eq!((pages.format, pages.troubles[0].what), (Format::Pdf, What::Crash));
        assert!(pages.has_unread() && pages.troubles[0].says.contains("broke down"));
        assert_eq!(pool.pages(b"after").text, "after");
    }
}

fn a_reader_that_hangs_is_stopped_and_the_others_go_on() {
    let wall = Duration::from_millis(400);
    let pool = pool(2, Limits { wall, page: Duration::ZERO, ..Limits::default() });
    thread::scope(|scope| {
        let slow = scope.spawn(|| {
            let begun = Instant::now();
            (pool.pages(b"<hang>"), begun.elapsed())
        });
        for n in 0..50 {
            let text = format!("letter {n}");
            assert_eq!(pool.pages(text.as_bytes()).text, text);
        }
        let (pages, took) = slow.join().expect("the slow document has an outcome");
        assert_eq!(pages.troubles[0].what, What::Timeout);
        assert!(pages.troubles[0].says.contains("longer than 0.4 s"), "{}", pages.troubles[0]);
        assert!(took >= wall && took < wall + Duration::from_secs(1), "{took:?}");
    });
    assert_eq!(pool.pages(b"after").text, "after");
    // A child that rests longer than the limit is not overdue.
    thread::sleep(wall * 2);
    assert_eq!(pool.pages(b"later").text, "later");
}

fn id_of_child(pool: &Pool) -> String {
    pool.pages(b"child <own id>").text
}

fn a_child_killed_by_hand_costs_nothing() {
    let pool = pool(1, Limits::default());
    for _ in 0..5 {
        let id = id_of_child(&pool);
        let number = id.trim_start_matches("child ").trim_start_matches('0').to_owned();
        let killed = std::process::Command::new("kill").args(["-9", &number]).status();
        assert!(killed.is_ok_and(|status| status.success()), "kill {number}");
        thread::sleep(Duration::from_millis(20));
        assert_eq!(pool.pages(b"after").text, "after");
    }
}

/// What a child does, the system that refuses it, what is said of its document.
fn every_breach_is_named() {
    let pool = pool(1, Limits::default());
    let table: [(&str, What, &str); 9] = [
        ("<write>", What::Crash, "tried to open a file"),
        ("<connect>", What::Crash, "reach a network"),
        ("<run>", What::Crash, "start a program"),
        ("<memory>", What::TooMuchMemory, "--max-memory"),
        ("<stack>", What::Crash, "broke down"),
        ("<abort>", What::Crash, "broke down"),
        ("", What::Empty, "empty"),
        ("<open>", What::NotFound, ""),
        ("<panic>", What::NotFound, ""),
    ];
    for (document, what, says) in table {
        let pages = pool.pages(document.as_bytes());
        let Some(trouble) = pages.troubles.first() else {
            // A file that is not opened, and a panic that is caught, cost nothing.
            assert_eq!((pages.text.as_str(), what), (document, What::NotFound));
            continue;
        };
        let sandboxed = cfg!(target_os = "linux") || !says.contains("tried") && !says.contains("reach");
        if sandboxed {
            assert_eq!(trouble.what, what, "{document}: {trouble}");
            assert!(trouble.says.contains(says), "{document}: {trouble}");
        }
    }
    assert!(!std::path::Path::new("written-by-a-child").exists());
    // Nobody watches this child for a minute; its CPU time ends first.
    let quick = Limits { wall: Duration::from_millis(100), page: Duration::ZERO, ..Limits::default() };
    assert_eq!(self::pool(1, quick).pages(b"<loop>").troubles[0].what, What::Timeout);
    let little = Limits { memory: 1, ..Limits::default() };
    let pages = self::pool(1, little).pages(b"letter");
    assert_eq!(pages.troubles[0].what, What::TooMuchMemory, "{}", pages.troubles[0]);
}

fn children_are_replaced_after_their_share() {
    let pool = pool(1, Limits { documents: 3, ..Limits::default() });
    let ids: Vec<String> = (0..7).map(|_| id_of_child(&pool)).collect();
    assert_eq!((&ids[0], &ids[3]), (&ids[2], &ids[5]));
    assert!(ids[2] != ids[3] && ids[5] != ids[6], "{ids:?}");
}

fn any_number_of_threads_share_the_children() {
    let pool = pool(2, Limits::default());
    thread::scope(|scope| {
        for thread in 0..8 {
            let pool = &pool;
            scope.spawn(move || {
                for n in 0..40 {
                    let text = format!("thread {thread} letter {n}");
                    assert_eq!(pool.pages(text.as_bytes()).text, text);
                }
            });
        }
    });
}

fn programs_that_are_no_reader_are_outcomes() {
    let limits = Limits { wall: Duration::from_millis(300), page: Duration::ZERO, ..Limits::default() };
    let table = [
        ("/bin/false", vec![], What::Crash),
        ("/bin/sleep", vec!["600".into()], What::Timeout),
        ("/bin/echo", vec!["a program that answers something else".into()], What::Crash),
        ("/no/such/program", vec![], What::Crash),
    ];
    for (path, arguments, what) in table {
        let program = Program { path: PathBuf::from(path), arguments };
        let pool = Pool::of(program, 1, limits).expect("the pool starts");
        for document in [b"letter".to_vec(), vec![b'a'; 1 << 20]] {
            let pages = pool.pages(&document);
            assert_eq!(pages.troubles[0].what, what, "{path}: {}", pages.troubles[0]);
            assert!(pages.has_unread());
        }
    }
}

fn a_batch_has_one_outcome_a_document_at_any_thread_count() {
    let dir = tempfile::tempdir().expect("a folder");
    let words = |n: usize| match n % 10 {
        3 => format!("letter {n} <abort>"),
        7 => String::new(),
        _ => format!("letter {n}"),
    };
    let inputs: Vec<Input> = (0..60)
        .map(|n| {
            let path = dir.path().join(format!("{n:02}.txt"));
            std::fs::write(&path, words(n)).expect("a file");
            Input::new(path)
        })
        .collect();
    for threads in [1, 2, 4] {
        let pool = pool(threads, Limits::default());
        let mut outcomes = Vec::new();
        let emit = |index: usize, outcome: (String, Option<What>)| {
            assert_eq!(index, outcomes.len());
            outcomes.push(outcome);
            ControlFlow::Continue(())
        };
        let work = |_, pages: acquit::document::Pages| {
            let what = pages.troubles.first().map(|trouble| trouble.what);
            (pages.text, what)
        };
        run(&inputs, (threads, Order::Inputs), |bytes| pool.pages(bytes), work, emit).expect("the batch runs");
        assert_eq!(outcomes.len(), 60);
        for (n, outcome) in outcomes.into_iter().enumerate() {
            let expected = match n % 10 {
                3 => (String::new(), Some(What::Crash)),
                7 => (String::new(), Some(What::Empty)),
                _ => (words(n), None),
            };
            assert_eq!(outcome, expected, "document {n} on {threads} threads");
        }
    }
}
