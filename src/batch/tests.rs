use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tempfile::TempDir;

use super::*;
use crate::document::Document;
use crate::document::Format;
use crate::document::Pages;

/// A folder with these files; a name that ends in "/" is a folder.
fn folder(names: &[&str]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for name in names {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        if name.ends_with('/') {
            fs::create_dir_all(path).unwrap();
        } else {
            fs::write(path, format!("words of {name}")).unwrap();
        }
    }
    dir
}

/// What `find` gives, named from the folder on.
fn found(dir: &TempDir, paths: &[&str]) -> Vec<String> {
    let paths: Vec<PathBuf> = paths.iter().map(|path| dir.path().join(path)).collect();
    let name = |input: Input| input.path.strip_prefix(dir.path()).unwrap().to_str().unwrap().to_owned();
    find(&paths, &Choice::default()).unwrap().into_iter().map(name).collect()
}

#[test]
fn folders_give_their_documents_by_path() {
    let files = [
        "b.pdf",
        "a.txt",
        "a/two.DOCX",
        "a/one.eml",
        "c/no-extension",
        ".hidden.pdf",
        ".git/x.txt",
        "notes.md",
        "~$letter.docx",
        "scan.TIFF",
        ".gitignore",
        "empty/",
    ];
    let dir = folder(&files);
    fs::write(dir.path().join(".gitignore"), "*.pdf\n").unwrap();
    assert_eq!(found(&dir, &[""]), ["a/one.eml", "a/two.DOCX", "a.txt", "b.pdf", "c/no-extension", "scan.TIFF"]);
    assert_eq!(found(&dir, &["notes.md", "c", "b.pdf", "b.pdf"]), ["notes.md", "c/no-extension", "b.pdf", "b.pdf"]);
}

#[test]
fn a_folder_without_documents_is_an_error_and_a_missing_file_an_outcome() {
    let dir = folder(&["a.pdf", "empty/", "images/x.css"]);
    for name in ["empty", "images"] {
        let error = find(&[dir.path().join("a.pdf"), dir.path().join(name)], &Choice::default()).unwrap_err();
        assert!(matches!(&error, Error::NoDocuments(path) if path.ends_with(name)), "{error}");
    }
    assert_eq!(found(&dir, &["gone.pdf", "a.pdf"]), ["gone.pdf", "a.pdf"]);
}

#[cfg(unix)]
#[test]
fn links_are_followed_once_and_loops_end() {
    use std::os::unix::fs::symlink;
    let (dir, other) = (folder(&["a/one.txt", "a/deep/two.txt"]), folder(&["far.txt"]));
    let root = dir.path();
    symlink(root, root.join("a/loop")).unwrap();
    symlink(root.join("a/one.txt"), root.join("file-link.txt")).unwrap();
    symlink(other.path(), root.join("far")).unwrap();
    symlink(other.path(), root.join("far-again")).unwrap();
    symlink(root.join("gone.txt"), root.join("nowhere.txt")).unwrap();
    let all = ["a/deep/two.txt", "a/one.txt", "far/far.txt", "file-link.txt", "nowhere.txt"];
    assert_eq!(found(&dir, &[""]), all);
    assert_eq!(Input::new(root.join("nowhere.txt")).read().unwrap_err().what, What::NotFound);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_says_why_and_is_never_waited_for() {
    let dir = folder(&["folder/"]);
    let (pipe, large) = (dir.path().join("pipe.pdf"), dir.path().join("large.pdf"));
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    fs::File::create(&large).unwrap().set_len((100 << 20) + 1).unwrap();
    let table = [
        (dir.path().join("gone.pdf"), What::NotFound, "no such file"),
        (pipe, What::Io, "pipe or a device"),
        (PathBuf::from("/dev/zero"), What::Io, "pipe or a device"),
        (dir.path().join("folder"), What::Io, "a folder"),
        (large, What::TooLarge, "101 MB"),
        (dir.path().join("folder/x\0.pdf"), What::Io, "could not be read"),
    ];
    for (path, what, says) in table {
        let trouble = Input::new(&path).read().unwrap_err();
        assert_eq!(trouble.what, what, "{}", path.display());
        assert!(trouble.says.contains(says), "{trouble}");
    }
}

/// The results of a batch whose documents take their time in no order.
fn batch(inputs: &[Input], threads: usize) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let work = |document: Document, pages: Pages| {
        thread_sleep(document.bytes.len() as u64 * 37 % 5);
        format!("{}: {}", document.name, pages.troubles.first().map_or(pages.text, |trouble| trouble.says.clone()))
    };
    let emit = |index, result| {
        out.push((index, result));
        ControlFlow::Continue(())
    };
    run(inputs, (threads, Order::Inputs), crate::extract::pages, work, emit).unwrap();
    out
}

fn thread_sleep(milliseconds: u64) {
    std::thread::sleep(Duration::from_millis(milliseconds));
}

#[test]
fn results_come_in_input_order_at_any_thread_count() {
    let names: Vec<String> = (0..60).map(|n| format!("{n:02}{}.txt", "x".repeat(n % 7))).collect();
    let dir = folder(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let mut inputs = find(&[dir.path().to_path_buf()], &Choice::default()).unwrap();
    inputs.insert(30, Input::new("/no/such/file.pdf"));
    let one = batch(&inputs, 1);
    assert_eq!(one.iter().map(|(index, _)| *index).collect::<Vec<_>>(), (0..61).collect::<Vec<_>>());
    assert!(one[30].1.contains("no such file") && one[7].1.contains("words of 07"), "{one:?}");
    for threads in [0, 2, 3, 8] {
        assert_eq!(batch(&inputs, threads), one, "{threads} threads");
    }
    assert!(batch(&[], 2).is_empty());
}

#[test]
fn few_documents_are_in_memory_and_the_output_can_end_the_batch() {
    let dir = folder(&["a.txt"]);
    let inputs = vec![Input::new(dir.path().join("a.txt")); 400];
    let (begun, mut emitted, mut most) = (AtomicUsize::new(0), 0, 0);
    let work = |_, _| begun.fetch_add(1, Ordering::SeqCst);
    let emit = |_, _| {
        thread_sleep(1);
        emitted += 1;
        most = most.max(begun.load(Ordering::SeqCst) - emitted);
        if emitted == 200 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    run(&inputs, (2, Order::Inputs), |_| Pages::unread(Format::Text, too_slow()), work, emit).unwrap();
    assert_eq!(emitted, 200);
    assert!(most <= 8, "{most} results waited");
    assert!(begun.load(Ordering::SeqCst) <= 208);
}

fn too_slow() -> Trouble {
    Trouble::whole(What::Timeout, "too slow")
}

#[test]
#[should_panic(expected = "a bug in the work")]
fn a_panic_in_the_work_ends_the_batch_aloud() {
    let inputs = vec![Input::new("/no/such/file"); 50];
    let work = |_: Document, _: Pages| panic!("a bug in the work");
    let _never = run(&inputs, (2, Order::Inputs), crate::extract::pages, work, |_, ()| ControlFlow::Continue(()));
}
