//! `JUnit` XML: a test case for each file. It fails where a finding or a demand fails the run, is an error where words were
//! not read, is skipped where the paper is of another kind, and passes otherwise; all findings stand in its output.

use quick_xml::Writer;
use quick_xml::events::BytesText;

use crate::report::checked::Checked;
use crate::report::checked::Document;
use crate::report::checked::Ending;
use crate::report::checked::Fate;
use crate::report::checked::Held;
use crate::report::formats::Closing;
use crate::report::formats::Run;
use crate::report::short;
use crate::report::visible::visible_line;
use crate::report::visible::visible_name;
use crate::report::words;
use crate::review::Tool;

/// The cases so far, since the head counts them.
#[derive(Debug)]
pub struct Junit {
    tool: Tool,
    cases: Vec<Case>,
}

/// One file.
#[derive(Debug)]
struct Case {
    name: String,
    ending: Ending,
    /// What the ending says in a line, and in lines.
    message: String,
    body: String,
    /// What does not fail the run.
    output: String,
}

type Xml = Writer<Vec<u8>>;

impl Junit {
    pub(super) fn new(run: &Run) -> Self {
        Self { tool: run.tool.clone(), cases: Vec::new() }
    }

    /// Takes a file in; nothing is written before the end.
    pub(super) fn file(&mut self, checked: &Checked<'_>) -> String {
        self.cases.push(Case::of(checked));
        String::new()
    }

    /// The whole.
    pub(super) fn end(&self, closing: &Closing) -> String {
        let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
        // Writing to memory cannot fail.
        let _written = self.suites(&mut xml, closing);
        let text = String::from_utf8(xml.into_inner()).unwrap_or_default();
        // Two of these in a row would be a command to some build services that show the file.
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", text.replace("##", "#&#35;"))
    }

    fn suites(&self, xml: &mut Xml, closing: &Closing) -> std::io::Result<()> {
        let count = |of: fn(Ending) -> bool| self.cases.iter().filter(|case| of(case.ending)).count().to_string();
        let counts = [
            ("name", "acquit check".to_owned()),
            ("tests", self.cases.len().to_string()),
            ("failures", count(|ending| ending == Ending::Failed)),
            ("errors", count(|ending| ending == Ending::Unread)),
            ("skipped", count(|ending| matches!(ending, Ending::SetAside | Ending::Allowed))),
        ];
        let attributes = || counts.iter().map(|(name, value)| (*name, value.as_str()));
        xml.create_element("testsuites").with_attributes(attributes()).write_inner_content(|xml| {
            xml.create_element("testsuite").with_attributes(attributes()).write_inner_content(|xml| {
                self.properties(xml)?;
                self.cases.iter().try_for_each(|case| case.write(xml))?;
                text(xml, "system-out", words::NO_ADVICE)?;
                text(xml, "system-err", &lines(&closing.notes))
            })?;
            Ok(())
        })?;
        Ok(())
    }

    fn properties(&self, xml: &mut Xml) -> std::io::Result<()> {
        let model = self.tool.model.as_deref().unwrap_or("none");
        let tool = &self.tool;
        let (version, readers) = (tool.version.as_str(), tool.readers.as_str());
        let all = [("version", version), ("patterns", &tool.patterns), ("model", model), ("readers", readers)];
        xml.create_element("properties").write_inner_content(|xml| {
            for (name, value) in all {
                xml.create_element("property").with_attributes([("name", name), ("value", value)]).write_empty()?;
            }
            Ok(())
        })?;
        Ok(())
    }
}

impl Case {
    fn of(checked: &Checked<'_>) -> Self {
        let name = visible_name(&checked.review.meta.name);
        let fails = |held: &Held<'_>| held.fate == Fate::Fails;
        let failing = finding_lines(checked, fails);
        let unread: Vec<String> = checked.documents.iter().filter_map(unread).collect();
        let (failed, told): (Vec<_>, Vec<_>) = checked.remarks.iter().partition(|remark| remark.fails());
        let said =
            |remark: &&crate::report::checked::Remark| visible_line(&format!("{}: {}", remark.id(), remark.says()));
        let failed: Vec<String> = failed.iter().map(said).collect();
        let ending = checked.ending();
        let message = match ending {
            Ending::Unread => format!("words were not read; {}", checked.verdict()),
            Ending::Allowed => "could not be read, which --allow-unreadable passes over".to_owned(),
            Ending::SetAside => "a paper of another kind, which is not judged".to_owned(),
            Ending::Failed | Ending::Passed => {
                format!("{}, {} findings and {} demands fail", checked.verdict(), failing.len(), failed.len())
            }
        };
        let mut output = vec![checked.verdict()];
        output.extend(finding_lines(checked, |held| !fails(held)));
        output.extend(told.iter().map(said));
        Self { name, ending, message, body: lines([unread, failed, failing].concat()), output: lines(output) }
    }

    fn write(&self, xml: &mut Xml) -> std::io::Result<()> {
        let folder = self.name.rsplit_once('/').map_or(".", |(folder, _)| folder);
        let case =
            xml.create_element("testcase").with_attributes([("name", self.name.as_str()), ("classname", folder)]);
        case.write_inner_content(|xml| {
            let element = match self.ending {
                Ending::Unread => Some("error"),
                Ending::Failed => Some("failure"),
                Ending::SetAside | Ending::Allowed => Some("skipped"),
                Ending::Passed => None,
            };
            if let Some(element) = element {
                let element = xml.create_element(element).with_attribute(("message", self.message.as_str()));
                element.write_text_content(BytesText::new(&self.body))?;
            }
            text(xml, "system-out", &self.output)
        })?;
        Ok(())
    }
}

/// The lines of those findings, as `--format short` has them.
fn finding_lines(checked: &Checked<'_>, which: impl Fn(&Held<'_>) -> bool) -> Vec<String> {
    let all = checked.documents.iter().flat_map(|document| document.findings.iter().map(move |held| (document, held)));
    all.filter(|(_, held)| which(held)).map(|(document, held)| short::finding(document, held)).collect()
}

fn unread(document: &Document<'_>) -> Option<String> {
    let reason = document.unread.as_ref()?;
    Some(visible_line(&format!("{}: unread: {reason}", document.review.meta.name)))
}

fn lines(lines: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    lines.into_iter().fold(String::new(), |all, line| all + &visible_line(line.as_ref()) + "\n")
}

/// An element of text, where there is any.
fn text(xml: &mut Xml, name: &str, words: &str) -> std::io::Result<()> {
    if !words.is_empty() {
        xml.create_element(name).write_text_content(BytesText::new(words))?;
    }
    Ok(())
}
