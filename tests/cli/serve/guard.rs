//! Who is turned away, and what every answer forbids the browser.

use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use super::client::{Asked, Server, fields, files};
use super::{BAD, QUICK, upload};
use crate::desk::Desk;

#[test]
fn nobody_without_the_token_is_let_in() {
    let server = Server::start(&Desk::new(), QUICK);
    let token = server.root.trim_matches('/').to_owned();
    assert!(token.len() >= 32, "{token}");
    upload(&server, "letter.txt", BAD.as_bytes());
    let shorter = &token[..token.len() - 1];
    for path in [
        "/".to_owned(),
        "/letters/1".to_owned(),
        "/style.css".to_owned(),
        format!("/{shorter}/letters/1"),
        format!("/{token}x/letters/1"),
        format!("/{}/", token.to_lowercase()),
        format!("/x/../{token}/"),
        format!("/letters/1?token={token}"),
        "/open/".to_owned() + &token,
    ] {
        let answer = server.send(&Asked::get(&path));
        assert_eq!(answer.status, 403, "{path}: {}", answer.text());
        assert!(answer.text().contains("Open the") && !answer.text().contains(&token), "{path}: {}", answer.text());
    }
    assert_eq!(server.send(&files(&[("a.txt", b"x")]).to("POST", "/upload")).status, 403);
    let other = Server::start(&Desk::new(), QUICK);
    assert_ne!(server.root, other.root, "each run has a token of its own");
}

#[test]
fn another_host_or_site_is_turned_away() {
    let server = Server::start(&Desk::new(), QUICK);
    let (own, port) = (format!("http://127.0.0.1:{}", server.port), server.port);
    let start = Asked::get(&server.root);
    let forget = fields(&[]).to("POST", &server.at("forget"));
    for (asked, status, why) in [
        (start.with("Host", &format!("localhost:{port}")), 200, "the other name of this machine"),
        (start.with("Host", "attorney.example"), 403, "a name pointed at this machine"),
        (start.with("Host", &format!("attorney.example:{port}")), 403, "the same with the port"),
        (start.with("Host", "127.0.0.1"), 403, "another port"),
        (start.with("Host", ""), 403, "no host"),
        (start.with("Origin", "https://attorney.example"), 403, "a script of another site"),
        (start.with("Origin", &own), 200, "a script of this page"),
        (start.with("Sec-Fetch-Site", "none"), 200, "an address that was typed"),
        (forget.clone(), 303, "a program that knows the token"),
        (forget.with("Origin", &own), 303, "this page"),
        (forget.with("Origin", &own).with("Sec-Fetch-Site", "same-origin"), 303, "this page in a new browser"),
        (forget.with("Origin", "null"), 403, "a page without an origin"),
        (forget.with("Origin", "https://attorney.example"), 403, "a form of another site"),
        (forget.with("Origin", &format!("http://localhost:{port}")), 403, "the other name, which is another origin"),
        (forget.with("Origin", &format!("http://127.0.0.1:{}", port ^ 1)), 403, "another program on this machine"),
        (forget.with("Origin", &format!("https://127.0.0.1:{port}")), 403, "another scheme"),
        (forget.with("Sec-Fetch-Site", "cross-site"), 403, "another site, by the browser's word"),
        (forget.with("Sec-Fetch-Site", "same-site"), 403, "another port, by the browser's word"),
    ] {
        let answer = server.send(&asked);
        assert_eq!(answer.status, status, "{why}: {}", answer.text());
    }
}

#[test]
fn every_answer_forbids_the_browser_what_it_need_not_do() {
    let server = Server::start(&Desk::new(), QUICK);
    let (page, _) = upload(&server, "letter.txt", BAD.as_bytes());
    let memo = format!("{page}/memo.md");
    for path in ["", "style.css", "script.js", "progress", &page, &memo, "nothing", "letters/99", "../"] {
        let answer = server.get(path);
        let policy = answer.header("content-security-policy").unwrap_or_default();
        for rule in [
            "default-src 'none'",
            "script-src 'self'",
            "frame-ancestors 'none'",
            "form-action 'self'",
            "base-uri 'none'",
        ] {
            assert!(policy.contains(rule), "{path}: no {rule} in {policy}");
        }
        assert!(!policy.contains("unsafe") && !policy.contains("http"), "{path}: {policy}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cache-control", "no-store"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        let text = answer.text();
        for outside in ["http://", "https://", "url("] {
            let named = text.matches(outside).count();
            assert_eq!(named, 0, "{path} names `{outside}`: {text}");
        }
    }
}

#[test]
fn it_listens_at_this_machines_own_address_alone() {
    let server = Server::start(&Desk::new(), QUICK);
    // 127.0.0.2 is this machine, too, and answers whoever listens at all addresses.
    for address in [Ipv4Addr::new(127, 0, 0, 2), Ipv4Addr::new(127, 1, 1, 1)] {
        let other = SocketAddr::from((address, server.port));
        assert!(TcpStream::connect_timeout(&other, Duration::from_secs(2)).is_err(), "{other} answers");
    }
}

#[test]
fn a_path_that_is_no_page_and_a_method_that_is_none_are_told() {
    let server = Server::start(&Desk::new(), QUICK);
    for asked in [
        Asked::get(&server.at("letters/one")),
        Asked::get(&server.at("letters/18446744073709551616")),
        Asked::get(&server.at("upload")),
        Asked::get(&server.at("%2e%2e/etc/passwd")),
        fields(&[]).to("POST", &server.root),
        fields(&[]).to("DELETE", &server.at("letters/1")),
    ] {
        let answer = server.send(&asked);
        let told = answer.text();
        assert!((400..500).contains(&answer.status) && told.contains("o the first page"), "{} {told}", answer.status);
    }
    // What is no upload has to be small.
    let large = "x".repeat(100 << 10);
    let answer = server.post("letters/1", &fields(&[("units", &large)]));
    assert!(answer.status == 413 && answer.text().contains("To the first page"), "{}", answer.text());
}

/// The program that opens the browser is another here, and tells what it was asked to open.
#[cfg(target_os = "linux")]
#[test]
fn the_address_of_the_browsers_command_line_leads_in_once() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    for name in ["xdg-open", "gio", "gnome-open", "kde-open", "wslview"] {
        desk.write(
            name,
            "#!/bin/sh\nfor word; do last=$word; done\necho \"$last\" >opened.part && mv opened.part opened\n",
        );
        fs::set_permissions(desk.path(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
    let path = format!("{}:/usr/bin:/bin", desk.path("").display());
    let server = Server::start_with(&desk, &QUICK.replace("--no-open ", ""), &[("PATH", &path)]);
    let opened = (0..100).find_map(|_| {
        std::thread::sleep(Duration::from_millis(50));
        fs::read_to_string(desk.path("opened")).ok()
    });
    let opened = opened.expect("nothing was opened");
    let word = opened.trim().strip_prefix(&format!("http://127.0.0.1:{}", server.port)).expect("another address");
    assert!(!word.contains(server.root.trim_matches('/')), "others see the command line: {word}");
    let first = server.send(&Asked::get(word));
    assert_eq!((first.status, first.header("location")), (303, Some(server.root.as_str())));
    let second = server.send(&Asked::get(word));
    assert!(second.status == 403 && second.text().contains("used already"), "{}", second.text());
}
