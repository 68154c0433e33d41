//! Fax coding in TIFF: compressions 2 to 4 (TIFF 6.0, sections 10 and 11), by the decoder that reads faxes in PDF.

use std::io::Cursor;

use hayro_ccitt::DecodeSettings;
use hayro_ccitt::DecoderContext;
use hayro_ccitt::EncodingMode;
use tiff::decoder::Decoder;
use tiff::tags::Tag;

use crate::document::Trouble;

use super::damaged;

const WHITE: u8 = 255;

/// How the rows of a fax are coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    /// Compression 2: runs, each row on bytes of its own, no marks.
    Runs,
    /// Compression 3: T.4 in one dimension.
    Group3,
    /// Compression 3: T.4 in two.
    Group3Mixed,
    /// Compression 4: T.6.
    Group4,
}

impl Coding {
    /// The coding of the page at hand, if it is a fax.
    pub(super) fn of(pages: &mut Decoder<Cursor<&[u8]>>) -> Option<Self> {
        // T4Options (292), bit 0: two dimensions.
        let mixed = pages.find_tag_unsigned::<u32>(Tag::Unknown(292)).ok().flatten().unwrap_or(0) & 1 == 1;
        match pages.find_tag_unsigned::<u32>(Tag::Compression).ok().flatten() {
            Some(2) => Some(Self::Runs),
            Some(3) if mixed => Some(Self::Group3Mixed),
            Some(3) => Some(Self::Group3),
            Some(4) => Some(Self::Group4),
            _ => None,
        }
    }

    fn mode(self) -> EncodingMode {
        match self {
            Self::Runs | Self::Group3 => EncodingMode::Group3_1D,
            Self::Group3Mixed => EncodingMode::Group3_2D,
            Self::Group4 => EncodingMode::Group4,
        }
    }
}

/// Grey values of a fax page: its strips one after the other.
pub(super) fn decode(
    bytes: &[u8],
    pages: &mut Decoder<Cursor<&[u8]>>,
    coding: Coding,
    (width, height): (u32, u32),
) -> Result<Vec<u8>, Trouble> {
    let places = |pages: &mut Decoder<Cursor<&[u8]>>, tag| {
        let found = pages.find_tag_unsigned_vec::<u64>(tag).ok().flatten();
        found.ok_or_else(|| damaged("its strips are not listed"))
    };
    let (starts, sizes) = (places(pages, Tag::StripOffsets)?, places(pages, Tag::StripByteCounts)?);
    let rows = pages.find_tag_unsigned::<u32>(Tag::RowsPerStrip).ok().flatten().unwrap_or(height).clamp(1, height);
    let reversed = pages.find_tag_unsigned::<u32>(Tag::FillOrder).ok().flatten() == Some(2);
    // PhotometricInterpretation 1: 0 is black, so runs of "white" are the ink.
    let negative = pages.find_tag_unsigned::<u32>(Tag::PhotometricInterpretation).ok().flatten() == Some(1);
    let paper = if negative { 0 } else { WHITE };
    let mut sheet = Sheet { width, paper, grey: Vec::new() };
    for (start, size) in starts.into_iter().zip(sizes) {
        let strip = usize::try_from(start).ok().zip(usize::try_from(start.saturating_add(size)).ok());
        let strip = strip.and_then(|(start, end)| bytes.get(start..end)).ok_or_else(|| damaged("it is cut short"))?;
        let turned: Vec<u8> =
            if reversed { strip.iter().map(|byte| byte.reverse_bits()).collect() } else { strip.to_vec() };
        let left = height - u32::try_from(sheet.rows()).unwrap_or(height).min(height);
        let mut context = DecoderContext::new(settings(coding, width, rows.min(left)));
        hayro_ccitt::decode(&turned, &mut sheet, &mut context).map_err(|_| damaged("its fax coding is broken"))?;
    }
    sheet.finish(height)
}

fn settings(coding: Coding, columns: u32, rows: u32) -> DecodeSettings {
    DecodeSettings {
        columns,
        rows,
        end_of_block: true,
        end_of_line: matches!(coding, Coding::Group3 | Coding::Group3Mixed),
        rows_are_byte_aligned: coding == Coding::Runs,
        encoding: coding.mode(),
        strict: false,
    }
}

/// Rows as they come out of the decoder.
struct Sheet {
    width: u32,
    /// The value of runs that the coding calls white.
    paper: u8,
    grey: Vec<u8>,
}

impl Sheet {
    fn rows(&self) -> usize {
        self.grey.len() / self.width.max(1) as usize
    }

    /// All rows; a fax that broke off within its last tenth is white below, as a fax machine leaves it.
    fn finish(mut self, height: u32) -> Result<Vec<u8>, Trouble> {
        let (rows, wanted) = (self.rows(), height as usize);
        if rows * 10 < wanted * 9 {
            return Err(damaged(&format!("{rows} of its {wanted} rows could be read")));
        }
        self.grey.resize(wanted * self.width as usize, WHITE);
        Ok(self.grey)
    }
}

impl hayro_ccitt::Decoder for Sheet {
    fn push_row(&mut self, changes: &[u32]) {
        let start = self.grey.len();
        self.grey.resize(start + self.width as usize, self.paper);
        for run in changes.chunks(2) {
            let from = run.first().copied().unwrap_or(self.width).min(self.width) as usize;
            let to = run.get(1).copied().unwrap_or(self.width).min(self.width) as usize;
            self.grey[start + from..start + to.max(from)].fill(WHITE - self.paper);
        }
    }
}

/// One grey value for each bit, 0 black; every row begins on a byte of its own.
pub(super) fn spread(bits: &[u8], width: u32) -> Vec<u8> {
    let row = (width as usize).div_ceil(8).max(1);
    let bit = |row: &[u8], x: usize| if row[x / 8] >> (7 - x % 8) & 1 == 1 { WHITE } else { 0 };
    bits.chunks_exact(row).flat_map(|row| (0..width as usize).map(move |x| bit(row, x))).collect()
}
