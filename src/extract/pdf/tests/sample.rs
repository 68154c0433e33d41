//! A PDF of one or two pages, written by hand.

use std::fmt::Write;

/// The text of a page, in the making.
#[derive(Debug, Clone)]
pub(super) struct Sample {
    font: &'static str,
    contents: Vec<String>,
    forms: Vec<(String, String, String)>,
    annotations: Vec<(String, Option<String>)>,
    entry: String,
    resources: String,
    catalog: String,
}

/// Operators that paint an image of 52 dots an inch, nothing but white, over the whole page.
pub(super) fn scan() -> String {
    let row = "8100".repeat(245);
    format!("q 612 0 0 792 0 0 cm BI /W 440 /H 570 /CS /G /BPC 1 /F [/AHx /RL] ID {row}80> EI Q")
}

/// Operators that show `text` in Helvetica 10 with its baseline at a place.
pub(super) fn shown(x: f64, y: f64, text: &str) -> String {
    format!("BT /F1 10 Tf {x} {y} Td ({text}) Tj ET")
}

impl Sample {
    /// A letter-size page with this content; `/F1` is Helvetica, `/F2` a font without Unicode values.
    pub(super) fn page(content: &str) -> Self {
        Self {
            font: "Helvetica",
            contents: vec![content.to_owned()],
            forms: Vec::new(),
            annotations: Vec::new(),
            entry: String::new(),
            resources: String::new(),
            catalog: String::new(),
        }
    }

    /// `/F1` is another of the standard fonts.
    pub(super) fn font(self, font: &'static str) -> Self {
        Self { font, ..self }
    }

    /// A second page.
    pub(super) fn second(mut self, content: &str) -> Self {
        self.contents.push(content.to_owned());
        self
    }

    /// A form that the page can paint.
    pub(super) fn form(mut self, name: &str, entries: &str, content: &str) -> Self {
        self.forms.push((name.to_owned(), entries.to_owned(), content.to_owned()));
        self
    }

    /// An annotation of the first page without an appearance.
    pub(super) fn annotation(mut self, entries: &str) -> Self {
        self.annotations.push((entries.to_owned(), None));
        self
    }

    /// An annotation of the first page, 200 by 16 points, with an appearance.
    pub(super) fn painted_annotation(mut self, entries: &str, appearance: &str) -> Self {
        self.annotations.push((entries.to_owned(), Some(appearance.to_owned())));
        self
    }

    /// An entry of the first page's dictionary.
    pub(super) fn entry(self, entry: &str) -> Self {
        Self { entry: entry.to_owned(), ..self }
    }

    /// Further resources of all pages.
    pub(super) fn resources(self, resources: &str) -> Self {
        Self { resources: resources.to_owned(), ..self }
    }

    /// An entry of the catalogue; an optional-content group is the file's third object.
    pub(super) fn catalog(self, catalog: &str) -> Self {
        Self { catalog: catalog.to_owned(), ..self }
    }

    /// The file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.write(self.contents.len())
    }

    /// The file with its first page so many times.
    pub(super) fn copies(&self, count: usize) -> Vec<u8> {
        self.write(count)
    }

    fn write(&self, pages: usize) -> Vec<u8> {
        let mut file = File::default();
        let font = file.add(&format!("<</Type /Font /Subtype /Type1 /BaseFont /{}>>", self.font));
        let bare = file.add(
            "<</Type /Font /Subtype /Type0 /BaseFont /Bare /Encoding /Identity-H /DescendantFonts [<</Type /Font \
             /Subtype /CIDFontType2 /BaseFont /Bare /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) \
             /Supplement 0>> /DW 600>>]>>",
        );
        file.add("<</Type /OCG /Name (Draft)>>");
        let fonts = format!("/Font <</F1 {font} 0 R /F2 {bare} 0 R>>");
        let mut painted = String::new();
        for (name, entries, content) in &self.forms {
            let head = format!("/Type /XObject /Subtype /Form /BBox [0 0 612 792] {entries} /Resources <<{fonts}>>");
            write!(painted, "/{name} {} 0 R ", file.stream(&head, content)).unwrap();
        }
        let annotations = self.annotations(&mut file, &fonts);
        let tree = file.objects.len() + 2 * pages + 1;
        let mut kids = String::new();
        for n in 0..pages {
            let content = self.contents.get(n).or(self.contents.first()).map_or("", String::as_str);
            let content = file.stream("", content);
            let (entry, annotations) = if n == 0 { (self.entry.as_str(), annotations.as_str()) } else { ("", "") };
            let own = if entry.contains("/Contents") { String::new() } else { format!("/Contents {content} 0 R") };
            let page = file.add(&format!(
                "<</Type /Page /Parent {tree} 0 R /MediaBox [0 0 612 792] /Resources <<{fonts} {} /XObject <<{painted}>>>> \
                 {own} {entry} {annotations}>>",
                self.resources
            ));
            write!(kids, "{page} 0 R ").unwrap();
        }
        file.add(&format!("<</Type /Pages /Count {pages} /Kids [{kids}]>>"));
        let root = file.add(&format!("<</Type /Catalog /Pages {tree} 0 R {}>>", self.catalog));
        file.finish(root)
    }

    fn annotations(&self, file: &mut File, fonts: &str) -> String {
        let mut list = String::new();
        for (entries, appearance) in &self.annotations {
            let look = appearance.as_ref().map_or_else(String::new, |content| {
                let head = format!("/Type /XObject /Subtype /Form /BBox [0 0 200 16] /Resources <<{fonts}>>");
                format!("/AP <</N {} 0 R>>", file.stream(&head, content))
            });
            write!(list, "{} 0 R ", file.add(&format!("<<{entries} {look}>>"))).unwrap();
        }
        if list.is_empty() { list } else { format!("/Annots [{list}]") }
    }
}

#[derive(Default)]
struct File {
    objects: Vec<String>,
}

impl File {
    fn add(&mut self, object: &str) -> usize {
        self.objects.push(object.to_owned());
        self.objects.len()
    }

    fn stream(&mut self, entries: &str, content: &str) -> usize {
        self.add(&format!("<<{entries} /Length {}>>\nstream\n{content}\nendstream", content.len()))
    }

    fn finish(self, root: usize) -> Vec<u8> {
        let mut out = String::from("%PDF-1.7\n");
        let mut table = String::from("0000000000 65535 f \n");
        for (n, object) in self.objects.iter().enumerate() {
            writeln!(table, "{:010} 00000 n ", out.len()).unwrap();
            write!(out, "{} 0 obj\n{object}\nendobj\n", n + 1).unwrap();
        }
        let (start, count) = (out.len(), self.objects.len() + 1);
        write!(out, "xref\n0 {count}\n{table}trailer\n<</Size {count} /Root {root} 0 R>>\n").unwrap();
        write!(out, "startxref\n{start}\n%%EOF\n").unwrap();
        out.into_bytes()
    }
}
