//! PDF files written by hand, as no program would.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Operators that show a sentence.
pub(super) const WORDS: &str = "BT /F1 12 Tf 72 700 Td (The lender waives the deficiency.) Tj ET";

/// A page of Letter size.
const PAGE: &str = "/MediaBox [0 0 612 792]";

/// A file in the making. Object 1 is the catalogue, 2 the page tree, 3 the page, 4 its content, 5 its font.
pub(super) struct Pdf {
    objects: Vec<Vec<u8>>,
    /// More entries of the trailer; `SELF` is the place of the table of objects.
    pub(super) trailer: String,
    /// More entries of the page's resources.
    pub(super) resources: String,
    /// More entries of the page.
    pub(super) page: String,
}

impl Pdf {
    pub(super) fn new() -> Self {
        let mut pdf = Self {
            objects: vec![Vec::new(); 5],
            trailer: String::new(),
            resources: String::new(),
            page: PAGE.to_owned(),
        };
        pdf.set(1, "<< /Type /Catalog /Pages 2 0 R >>");
        pdf.set(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        pdf.set(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        pdf.content("", WORDS.as_bytes());
        pdf
    }

    /// Puts an object in the place of another.
    pub(super) fn set(&mut self, number: usize, body: impl Into<Vec<u8>>) {
        self.objects[number - 1] = body.into();
    }

    /// Adds an object; its number.
    pub(super) fn add(&mut self, body: impl Into<Vec<u8>>) -> usize {
        self.objects.push(body.into());
        self.objects.len()
    }

    pub(super) fn add_stream(&mut self, entries: &str, data: &[u8]) -> usize {
        self.add(stream(entries, data))
    }

    /// The number that the next object will have.
    pub(super) fn next(&self) -> usize {
        self.objects.len() + 1
    }

    /// What the page shows.
    pub(super) fn content(&mut self, entries: &str, data: &[u8]) {
        self.set(4, stream(entries, data));
    }

    pub(super) fn bytes(mut self) -> Vec<u8> {
        if self.objects[2].is_empty() {
            let Self { page, resources, .. } = &self;
            let entry = format!(
                "<< /Type /Page /Parent 2 0 R {page} /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> {resources} >> >>"
            );
            self.set(3, entry);
        }
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        for (at, object) in self.objects.iter().enumerate() {
            places.push(out.len());
            writeln!(out, "{} 0 obj", at + 1).unwrap();
            out.extend(object);
            out.extend(b"\nendobj\n");
        }
        let table = out.len();
        writeln!(out, "xref\n0 {}\n0000000000 65535 f ", places.len() + 1).unwrap();
        for place in &places {
            writeln!(out, "{place:010} 00000 n ").unwrap();
        }
        let trailer = self.trailer.replace("SELF", &table.to_string());
        writeln!(out, "trailer\n<< /Size {} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF", places.len() + 1)
            .unwrap();
        out
    }
}

pub(super) fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<< /Length {} {entries} >>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

/// A page with this content.
pub(super) fn showing(content: &str) -> Vec<u8> {
    let mut pdf = Pdf::new();
    pdf.content("", content.as_bytes());
    pdf.bytes()
}

pub(super) const FLATE: &str = "/Filter /FlateDecode";

/// So many megabytes of one part, packed.
pub(super) fn packed(part: &[u8], megabytes: usize) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    let block = part.repeat((1 << 20) / part.len());
    for _ in 0..megabytes {
        packer.write_all(&block).unwrap();
    }
    packer.finish().unwrap()
}

/// The same bytes packed once more.
pub(super) fn again(data: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(data).unwrap();
    packer.finish().unwrap()
}
