//! The page in a real browser: upload, verdict, boxes, facts by keyboard, and what axe-core says of it.
//!
//! Chromium is driven over its own protocol through two pipes. Without a Chromium these tests say that they are skipped;
//! where CI is set they fail, since `.ci/run` installs it, and axe-core beside it. With `ACQUIT_SHOTS=FOLDER` the pages are
//! stored as pictures, to be looked at.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::chromium::Chromium;
use super::client::Server;
use super::{BAD, CLEAN, QUICK};
use crate::desk::{Desk, corpus};
use crate::ecosystem::root;

/// The browser by the name that it has here.
#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn browser() -> Option<&'static str> {
    let answers = |name: &&str| Command::new(name).arg("--version").output().is_ok_and(|asked| asked.status.success());
    let found = ["chromium", "chromium-browser", "google-chrome"].into_iter().find(answers);
    assert!(found.is_some() || std::env::var_os("CI").is_none(), "CI has no Chromium: .ci/run installs it");
    if found.is_none() {
        println!("skipped: no Chromium here (apt-get install chromium)");
    }
    found
}

/// axe-core as `.ci/run` fetches it.
#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn axe() -> Option<String> {
    let usual = || root().join("target/axe-core/package/axe.min.js");
    let file = std::env::var_os("ACQUIT_AXE").map_or_else(usual, PathBuf::from);
    let found = fs::read_to_string(&file).ok();
    assert!(found.is_some() || std::env::var_os("CI").is_none(), "CI has no axe-core: .ci/run fetches it");
    if found.is_none() {
        println!("skipped: no axe-core here (npm pack axe-core, unpacked; ACQUIT_AXE names its axe.min.js)");
    }
    found
}

/// Waits until the page says so.
fn until(page: &mut Chromium, expression: &str) {
    let began = Instant::now();
    while page.eval(expression) != Value::Bool(true) {
        assert!(
            began.elapsed() < Duration::from_mins(2),
            "never true: {expression}\n{}",
            page.eval("document.body.innerText")
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn choose(page: &mut Chromium, files: &[PathBuf]) {
    let document = page.call("DOM.getDocument", json!({}));
    let found = page.call("DOM.querySelector", json!({"nodeId": document["root"]["nodeId"], "selector": "#files"}));
    page.call("DOM.setFileInputFiles", json!({"nodeId": found["nodeId"], "files": files}));
}

/// Presses a key so many times.
fn press(page: &mut Chromium, key: &str, times: usize) {
    let code = match key {
        "Tab" => 9,
        "Enter" => 13,
        _ => 40,
    };
    for _ in 0..times {
        let text = if key == "Enter" { "\r" } else { "" };
        for kind in ["keyDown", "keyUp"] {
            let text = if kind == "keyDown" { text } else { "" };
            page.call(
                "Input.dispatchKeyEvent",
                json!({"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text}),
            );
        }
    }
}

/// Goes on with Tab until what has the focus is so.
fn tab_to(page: &mut Chromium, is: &str) {
    for _ in 0..200 {
        if page.eval(&format!("document.activeElement.matches({is:?})")) == Value::Bool(true) {
            return;
        }
        press(page, "Tab", 1);
    }
    panic!("no way by keyboard to {is}");
}

/// Every fault of the page that axe-core calls serious or critical.
fn faults(page: &mut Chromium, axe: &str) -> Vec<String> {
    page.eval(&format!("{axe}; true"));
    let told = page.eval("axe.run(document).then(r => r.violations.map(v => [v.impact, v.id, v.nodes.map(n => n.html + ' ' + n.failureSummary)]))");
    let grave = |fault: &&Value| ["serious", "critical"].iter().any(|impact| fault[0] == *impact);
    let passes = page.eval("axe.run(document).then(r => r.passes.length)");
    assert!(passes.as_u64().is_some_and(|passes| passes > 10), "axe-core looked at nothing: {passes}");
    told.as_array().unwrap().iter().filter(grave).map(ToString::to_string).collect()
}

const PARTIAL: &str = "document.querySelector('.verdict')?.innerText === 'PARTIAL RELEASE'";

/// The sizes of window in which the pages are looked at.
const SIZES: [(u32, u32); 3] = [(360, 740), (1100, 900), (1440, 1000)];

#[test]
fn a_file_is_chosen_and_the_words_are_marked_on_its_pages() {
    let Some(browser) = browser() else { return };
    let server = Server::start(&Desk::new(), QUICK);
    for script in ["on", "off"] {
        let mut page = Chromium::start(browser);
        page.call("Emulation.setScriptExecutionDisabled", json!({"value": script == "off"}));
        page.open(&server.url(""));
        choose(&mut page, &[corpus("sample/short-sale-approval.pdf")]);
        page.click("#upload button");
        until(&mut page, PARTIAL);
        let boxes = page.eval(
            "[...document.querySelectorAll('.sheet')].map(sheet => { const img = sheet.querySelector('img'); \
             const on = img.getBoundingClientRect(); \
             return [img.complete && img.naturalWidth > 600, [...sheet.querySelectorAll('rect')].map(r => { \
             const b = r.getBoundingClientRect(); \
             return b.width > 2 && b.height > 2 && b.left >= on.left - 1 && b.right <= on.right + 1 && b.top >= on.top - 1 && b.bottom <= on.bottom + 1 && \
             getComputedStyle(r).fill !== 'rgb(0, 0, 0)' && getComputedStyle(r).visibility === 'visible' })] })",
        );
        let sheets = boxes.as_array().unwrap();
        assert_eq!(sheets.len(), 2, "script {script}: {boxes}");
        for sheet in sheets {
            assert_eq!(sheet[0], true, "script {script}: a page has no picture");
            let marks = sheet[1].as_array().unwrap();
            assert!(!marks.is_empty() && marks.iter().all(|mark| *mark == true), "script {script}: {boxes}");
        }
        assert_eq!(page.complaints(), Vec::<String>::new(), "script {script}");
    }
}

/// Listens to what the page says of its progress, also beyond its end.
const LISTEN: &str = "window.told = []; const says = document.getElementById('progress-says'); \
    new MutationObserver(() => told.push(says.textContent)).observe(says, {childList: true}); \
    addEventListener('pagehide', () => sessionStorage.setItem('told', told.join('|'))); true";

#[test]
fn several_files_are_dropped_and_their_progress_is_told() {
    let Some(browser) = browser() else { return };
    let server = Server::start(&Desk::new(), QUICK);
    let mut page = Chromium::start(browser);
    page.open(&server.url(""));
    page.eval(LISTEN);
    page.eval(&format!(
        "(() => {{ const data = new DataTransfer(); \
         data.items.add(new File([{BAD:?}], 'bad.txt')); data.items.add(new File([{CLEAN:?}], 'clean.txt')); \
         for (const kind of ['dragover', 'drop']) document.body.dispatchEvent( \
         new DragEvent(kind, {{dataTransfer: data, bubbles: true, cancelable: true}})); return true }})()"
    ));
    until(&mut page, "document.querySelectorAll('.kept li').length === 2");
    let list = page.eval("document.querySelector('.kept').innerText").as_str().unwrap().to_owned();
    assert!(list.contains("NO RELEASE") && list.contains("FULL RELEASE"), "{list}");
    let told = page.eval("sessionStorage.getItem('told')");
    assert!(told.as_str().is_some_and(|told| told.contains("The files are handed over")), "{told}");
    assert_eq!(page.complaints(), Vec::<String>::new());
}

#[test]
fn all_of_it_goes_by_keyboard() {
    let Some(browser) = browser() else { return };
    let server = Server::start(&Desk::new(), QUICK);
    let mut page = Chromium::start(browser);
    page.open(&server.url(""));
    tab_to(&mut page, ".skip");
    tab_to(&mut page, "#files");
    choose(&mut page, &[corpus("sample/short-sale-approval.pdf")]);
    tab_to(&mut page, "#upload button");
    press(&mut page, "Enter", 1);
    until(&mut page, PARTIAL);
    // From a quoted passage to its box on the page, and back.
    tab_to(&mut page, "a.place");
    press(&mut page, "Enter", 1);
    until(&mut page, "document.querySelector('.sheet a:target') !== null");
    tab_to(&mut page, ".sheet a");
    // A fact, by the keys that a list takes.
    tab_to(&mut page, "#f-trustor");
    press(&mut page, "ArrowDown", 1);
    assert_eq!(page.eval("document.activeElement.value"), "individual");
    tab_to(&mut page, "#facts button");
    press(&mut page, "Enter", 1);
    until(&mut page, "document.querySelector('.note')?.innerText.includes('trustor=individual') === true");
    assert_eq!(page.eval("document.getElementById('f-trustor').value"), "individual");
    tab_to(&mut page, "a[href$='memo.docx']");
    tab_to(&mut page, "#take button");
    press(&mut page, "Enter", 1);
    until(&mut page, "document.querySelector('#kept-t + p')?.innerText === 'None.'");
}

/// Types what is no number of units, and waits for the page that says so.
const WRONG: &str = "(() => { const units = document.getElementById('f-units'); units.value = 'many'; \
    units.form.submit(); return true })()";

/// Uploads a letter, a text and a file that is locked; the pages on them and others, with what is done there first.
fn all_pages(page: &mut Chromium, server: &Server) -> [(&'static str, String, &'static str); 6] {
    let desk = Desk::new();
    desk.write("bad.txt", BAD);
    for file in ["sample.pdf", "bad.txt", "locked.pdf"] {
        page.open(&server.url(""));
        choose(page, &[desk.path(file)]);
        page.click("#upload button");
        until(page, "document.querySelector('.verdict') !== null");
    }
    [
        ("start", server.url(""), ""),
        ("letter", server.url("letters/1"), ""),
        ("text", server.url("letters/2"), ""),
        ("unread", server.url("letters/3"), ""),
        ("wrong", server.url("letters/1"), WRONG),
        ("none", server.url("letters/99"), ""),
    ]
}

/// The page as wide as a window of that size.
fn sized(page: &mut Chromium, name: &str, (width, height): (u32, u32)) {
    let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500});
    page.call("Emulation.setDeviceMetricsOverride", size);
    let wide = page.eval("document.documentElement.scrollWidth");
    assert!(wide.as_u64().is_some_and(|wide| wide <= u64::from(width)), "{name} at {width}: {wide} wide");
}

#[test]
fn axe_core_finds_no_serious_fault_and_nothing_scrolls_sideways() {
    let Some(browser) = browser() else { return };
    let axe = axe();
    let shots = std::env::var_os("ACQUIT_SHOTS").map(PathBuf::from);
    let server = Server::start(&Desk::new(), QUICK);
    let mut page = Chromium::start(browser);
    let mut faulty = Vec::new();
    for (name, address, first) in all_pages(&mut page, &server) {
        page.open(&address);
        if !first.is_empty() {
            page.eval(first);
            until(&mut page, "document.getElementById('wrong') !== null");
        }
        for scheme in ["light", "dark"] {
            let media = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
            page.call("Emulation.setEmulatedMedia", media);
            for size in SIZES {
                sized(&mut page, name, size);
                let look = format!("{name}-{}-{scheme}", size.0);
                if let Some(folder) = &shots {
                    fs::write(folder.join(format!("{look}.png")), page.shot()).unwrap();
                }
                if let Some(axe) = &axe {
                    faulty.extend(faults(&mut page, axe).into_iter().map(|fault| format!("{look}: {fault}")));
                }
            }
        }
    }
    assert!(faulty.is_empty(), "{}", faulty.join("\n"));
    if let Some(axe) = &axe {
        page.open(&server.url(""));
        page.eval("document.querySelector('label').remove(); true");
        let planted = faults(&mut page, axe);
        assert!(planted.iter().any(|fault| fault.contains("label")), "a field without its label passes: {planted:?}");
    }
}
