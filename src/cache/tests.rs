use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::thread;

use redb::StorageBackend;
use redb::backends::InMemoryBackend;

use super::shelf::Shelf;
use super::*;

const ALL: [Kind; 3] = [Kind::Reading, Kind::Pages, Kind::Review];
const GB: u64 = 1 << 30;

/// A key, the kind and the words that stand under it.
fn entry(number: usize) -> Entry {
    let mut key = [0; 32];
    // Keys are digests: neighbours in number are none in the table.
    for (at, byte) in key.iter_mut().enumerate() {
        *byte = u8::try_from((number * 7919 + at * 31) % 251).unwrap();
    }
    key[..8].copy_from_slice(&number.to_le_bytes());
    Entry { kind: ALL[number % 3], key, value: format!("{number} ").repeat(1 + number * 37 % 400).into_bytes() }
}

/// A cache in that folder with so many entries, closed.
fn filled(folder: &Path, entries: usize) {
    let cache = Cache::open(folder, GB).unwrap();
    (0..entries).for_each(|number| cache.put(entry(number)));
    assert_eq!(cache.close(), None);
}

/// How many of the entries come back; none may come back otherwise than it was put.
fn found(cache: &Cache, entries: usize) -> usize {
    (0..entries)
        .filter(|number| {
            let want = entry(*number);
            let got = cache.get(want.kind, &want.key);
            assert!(got.is_none() || got.as_ref() == Some(&want.value), "entry {number} came back changed");
            got.is_some()
        })
        .count()
}

#[test]
fn what_was_put_comes_back_in_the_next_run() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("deep/below");
    filled(&place, 2_000);
    let cache = Cache::open(&place, GB).unwrap();
    assert_eq!(found(&cache, 2_000), 2_000);
    let one = entry(1);
    assert_eq!(cache.get(Kind::Review, &one.key), None, "another kind");
    assert_eq!(cache.get(one.kind, &entry(2_001).key), None, "another key");
    assert_eq!(cache.counts(), Some(Counts { pages: 667, reviews: 666 }));
    assert_eq!(cache.close(), None);
    let bytes: u64 = held(&place).iter().map(|(_, bytes)| bytes).sum();
    assert_eq!(clear(&place).unwrap(), bytes);
    assert!(!place.exists() && held(&place).is_empty());
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("deep/below");
    filled(&place, 10);
    assert_eq!((mode(&place), mode(&folder.path().join("deep"))), (0o700, 0o700));
    let file = held(&place)[0].0.clone();
    assert_eq!(mode(&file), 0o600);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    filled(&place, 10);
    assert_eq!(mode(&file), 0o600, "a file that somebody opened to others is closed again");
}

#[test]
fn one_run_uses_it_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let first = Cache::open(folder.path(), GB).unwrap();
    assert!(matches!(Cache::open(folder.path(), GB).err(), Some(Fault::InUse(_))));
    assert_eq!(first.close(), None);
    assert_eq!(Cache::open(folder.path(), GB).unwrap().close(), None);
}

#[test]
fn another_programs_file_is_left_as_it_is() {
    for words in ["words of another program", &"x".repeat(100_000)] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(place::NEWER);
        fs::write(&path, words).unwrap();
        let fault = Cache::open(folder.path(), GB).err().unwrap();
        assert!(matches!(fault, Fault::Damaged(_)), "{fault}");
        assert_eq!(fs::read_to_string(&path).unwrap(), words);
    }
}

#[test]
fn a_folder_that_cannot_be_used_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for place in [file.as_path(), &file.join("below"), Path::new("/proc/acquit")] {
        assert!(matches!(Cache::open(place, GB).err(), Some(Fault::Folder(..))), "{}", place.display());
    }
    fs::create_dir(folder.path().join(place::NEWER)).unwrap();
    assert!(matches!(Cache::open(folder.path(), GB).err(), Some(Fault::Folder(..))), "a folder in the file's place");
}

#[test]
fn a_damaged_cache_gives_back_what_was_put_or_nothing() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path(), 300);
    let sound = fs::read(folder.path().join(place::NEWER)).unwrap();
    let mut came: BTreeMap<&str, usize> = BTreeMap::new();
    for round in 0..200_usize {
        let mut bytes = sound.clone();
        // Numbers without a pattern, the same each time.
        let at = round.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
        match round % 4 {
            0 => bytes.truncate(at % sound.len()),
            1 => bytes[at % sound.len()..][..1].fill(0xff),
            2 => bytes[at % 4096..].iter_mut().take(8).for_each(|byte| *byte ^= 0x55),
            _ => bytes.chunks_exact_mut(4096).step_by(1 + at % 5).for_each(<[u8]>::reverse),
        }
        // A cache that was given up stays locked while its process runs.
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(place::NEWER), &bytes).unwrap();
        let how = match Cache::open(folder.path(), GB) {
            Err(fault) => {
                assert!(matches!(fault, Fault::Damaged(_)), "{fault}");
                "not opened"
            }
            Ok(cache) => {
                let found = found(&cache, 300);
                // Written to, all the same.
                cache.put(entry(301));
                if cache.close().is_some() { "given up" } else { ["some", "whole"][usize::from(found == 300)] }
            }
        };
        *came.entry(how).or_default() += 1;
    }
    println!("{came:?}");
    assert!(came.len() == 4, "of every kind of damage: {came:?}");
}

/// A store whose calls fail from one of them on, as on a disk that is full or gone.
#[derive(Debug)]
struct Failing {
    memory: InMemoryBackend,
    calls: Arc<AtomicUsize>,
    from: usize,
}

impl Failing {
    fn call<T>(&self, act: impl FnOnce(&InMemoryBackend) -> io::Result<T>) -> io::Result<T> {
        if self.calls.fetch_add(1, Ordering::SeqCst) < self.from {
            act(&self.memory)
        } else {
            Err(io::ErrorKind::StorageFull.into())
        }
    }
}

impl StorageBackend for Failing {
    fn len(&self) -> io::Result<u64> {
        self.call(StorageBackend::len)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.call(|memory| memory.read(offset, out))
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.call(|memory| memory.set_len(len))
    }

    fn sync_data(&self) -> io::Result<()> {
        self.call(StorageBackend::sync_data)
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.call(|memory| memory.write(offset, data))
    }
}

#[test]
fn a_disk_that_fails_at_any_call_is_told_and_costs_nothing_else() {
    let path = Path::new("nowhere");
    let calls = Arc::new(AtomicUsize::new(0));
    let (mut from, mut faults) = (0, 0);
    loop {
        calls.store(0, Ordering::SeqCst);
        let store = Failing { memory: InMemoryBackend::new(), calls: Arc::clone(&calls), from };
        match guard::caught(path, || Shelf::over(store, path.join("newer"))) {
            Err(fault) => {
                assert!(matches!(fault, Fault::Disk(..)), "call {from}: {fault}");
                faults += 1;
            }
            Ok(shelf) => {
                let cache = Cache::over(Shelves::of(shelf), path, GB);
                (0..BATCH + 100).for_each(|number| cache.put(entry(number)));
                found(&cache, BATCH + 100);
                match cache.close() {
                    // Every call was answered.
                    None if calls.load(Ordering::SeqCst) <= from => break,
                    None => panic!("call {from} failed, and nobody said so"),
                    Some(fault) => assert!(matches!(fault, Fault::Disk(..)), "call {from}: {fault}"),
                }
                faults += 1;
            }
        }
        from += 1;
    }
    assert!(faults > 20, "only {faults} calls were made to fail");
}

#[test]
fn a_run_that_is_killed_leaves_what_it_had_written() {
    let (folder, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let cache = Cache::open(folder.path(), GB).unwrap();
    for number in 0..2 * BATCH + 50 {
        cache.put(entry(number));
        if number % 100 == 99 {
            // What lies on the disk now is what a kill would leave.
            fs::copy(folder.path().join(place::NEWER), after.path().join(place::NEWER)).unwrap();
            let next = Cache::open(after.path(), GB).unwrap();
            assert_eq!(found(&next, number + 1), (number + 1) / BATCH * BATCH, "killed at {number}");
            assert_eq!(next.close(), None);
        }
    }
    assert_eq!(cache.close(), None);
}

#[test]
fn what_was_not_asked_for_the_longest_goes_first() {
    let folder = tempfile::tempdir().unwrap();
    let most = LEAST;
    let large = |number: usize| Entry { value: vec![b'x'; 200_000], ..entry(number) };
    let asked = entry(5_000);
    filled(folder.path(), 10);
    let cache = Cache::open(folder.path(), most).unwrap();
    cache.put(asked.clone());
    for number in 0..300 {
        cache.put(large(number));
        if number % 5 == 4 {
            let there = cache.get(asked.kind, &asked.key).is_some();
            assert!(there || number < 10, "gone at {number}");
        }
    }
    assert_eq!(cache.close(), None);
    let bytes: u64 = held(folder.path()).iter().map(|(_, bytes)| bytes).sum();
    assert!(bytes <= most, "{bytes} bytes of at most {most}");
    let cache = Cache::open(folder.path(), most).unwrap();
    let kept = |number: usize| cache.get(large(number).kind, &large(number).key).is_some();
    assert!(!kept(0) && kept(299), "the first is gone and the last is there");
    assert!(cache.get(asked.kind, &asked.key).is_some(), "what is asked for again and again stays");
}

#[test]
fn any_number_of_threads_may_use_it() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path(), 1_000);
    let cache = Cache::open(folder.path(), LEAST).unwrap();
    thread::scope(|scope| {
        for part in 0..8 {
            let cache = &cache;
            scope.spawn(move || {
                for number in (part..4_000).step_by(8) {
                    let old = entry(number % 1_000);
                    assert!(cache.get(old.kind, &old.key).is_none_or(|value| value == old.value));
                    cache.put(Entry { value: vec![7; 10_000], ..entry(1_000 + number) });
                }
            });
        }
    });
    assert_eq!(cache.close(), None);
}
