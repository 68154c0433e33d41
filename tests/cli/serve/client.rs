//! A client that says exactly what a test wants, over a plain connection.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, ChildStdout, Stdio};
use std::time::Duration;

use crate::desk::{Desk, Run};

/// The program while it serves.
pub(crate) struct Server {
    child: Option<Child>,
    out: Option<BufReader<ChildStdout>>,
    pub(crate) port: u16,
    /// What every path begins with.
    pub(crate) root: String,
}

/// A request.
#[derive(Clone)]
pub(crate) struct Asked {
    method: &'static str,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

/// What was answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(is, _)| is == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Asked {
    pub(crate) fn get(path: &str) -> Self {
        Self { method: "GET", path: path.to_owned(), headers: Vec::new(), body: Vec::new() }
    }

    /// The same with another method and path.
    pub(crate) fn to(&self, method: &'static str, path: &str) -> Self {
        Self { method, path: path.to_owned(), ..self.clone() }
    }

    /// The same with a header, or another value for it.
    pub(crate) fn with(&self, name: &'static str, value: &str) -> Self {
        let mut headers = self.headers.clone();
        headers.retain(|(is, _)| *is != name);
        headers.push((name, value.to_owned()));
        Self { headers, ..self.clone() }
    }
}

/// A form with files.
pub(crate) fn files(files: &[(&str, &[u8])]) -> Asked {
    let mut body = Vec::new();
    for (name, bytes) in files {
        // As browsers write it.
        let name = name.replace('"', "%22").replace('\n', "%0A").replace('\r', "%0D");
        let head = format!(
            "--BOUND\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--BOUND--\r\n");
    let headers = vec![("Content-Type", "multipart/form-data; boundary=BOUND".to_owned())];
    Asked { method: "POST", path: String::new(), headers, body }
}

/// A form with fields.
pub(crate) fn fields(pairs: &[(&str, &str)]) -> Asked {
    let coded = |word: &str| {
        let signs: Vec<String> = word.bytes().map(|b| format!("%{b:02X}")).collect();
        signs.concat()
    };
    let body =
        pairs.iter().map(|(key, value)| format!("{}={}", coded(key), coded(value))).collect::<Vec<_>>().join("&");
    let headers = vec![("Content-Type", "application/x-www-form-urlencoded".to_owned())];
    Asked { method: "POST", path: String::new(), headers, body: body.into_bytes() }
}

impl Server {
    pub(crate) fn start(desk: &Desk, words: &str) -> Self {
        Self::start_with(desk, words, &[])
    }

    /// Started with these variables; waits for its address.
    pub(crate) fn start_with(desk: &Desk, words: &str, variables: &[(&str, &str)]) -> Self {
        let mut command = desk.command(words);
        command.envs(variables.iter().copied()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("http://127.0.0.1:").unwrap_or_else(|| panic!("no address: {line}"));
        let (port, path) = address.split_once('/').unwrap();
        Self { child: Some(child), out: Some(out), port: port.parse().unwrap(), root: format!("/{path}") }
    }

    /// The process.
    pub(crate) fn id(&self) -> u32 {
        self.child.as_ref().unwrap().id()
    }

    /// The path of a page.
    pub(crate) fn at(&self, page: &str) -> String {
        format!("{}{page}", self.root)
    }

    /// The address of a page.
    pub(crate) fn url(&self, page: &str) -> String {
        format!("http://127.0.0.1:{}{}", self.port, self.at(page))
    }

    pub(crate) fn get(&self, page: &str) -> Answer {
        self.send(&Asked::get(&self.at(page)))
    }

    /// Sends a form as the page itself would.
    pub(crate) fn post(&self, page: &str, form: &Asked) -> Answer {
        let own = format!("http://127.0.0.1:{}", self.port);
        self.send(&form.to("POST", &self.at(page)).with("Origin", &own).with("Sec-Fetch-Site", "same-origin"))
    }

    /// Sends a request, with the right host unless it names another.
    pub(crate) fn send(&self, asked: &Asked) -> Answer {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(5))).unwrap();
        let mut head = format!("{} {} HTTP/1.1\r\n", asked.method, asked.path);
        if !asked.headers.iter().any(|(name, _)| *name == "Host") {
            write!(head, "Host: 127.0.0.1:{}\r\n", self.port).unwrap();
        }
        for (name, value) in asked.headers.iter().filter(|(_, value)| !value.is_empty()) {
            write!(head, "{name}: {value}\r\n").unwrap();
        }
        write!(head, "Content-Length: {}\r\nConnection: close\r\n\r\n", asked.body.len()).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(&asked.body).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        answered(&bytes)
    }

    /// Asks it to end, and waits.
    pub(crate) fn end(self) -> Run {
        self.post("end", &fields(&[]));
        self.ended()
    }

    /// Waits for its end.
    pub(crate) fn ended(mut self) -> Run {
        let child = self.child.take().unwrap();
        let mut stdout = String::new();
        self.out.take().unwrap().read_to_string(&mut stdout).unwrap();
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        Run { code: output.status.code().unwrap_or_else(|| panic!("{}: {stderr}", output.status)), stdout, stderr }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            // It may have ended already.
            let _gone = child.kill();
            let _reaped = child.wait();
        }
    }
}

fn answered(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or_else(|| {
        panic!("no answer: {}", String::from_utf8_lossy(bytes));
    });
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let header = |line: &str| {
        let (name, value) = line.split_once(':').unwrap();
        (name.to_ascii_lowercase(), value.trim().to_owned())
    };
    let headers: Vec<(String, String)> = lines.map(header).collect();
    let chunked = headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked");
    assert!(!chunked, "every answer has a length");
    Answer { status, headers, body: bytes[end + 4..].to_vec() }
}
