#!/usr/bin/env python3
"""Write the files of corpus/broken: each must end in a trouble, and none in a clause that is called missing.

usage: make.py          pip: reportlab==5.1.0 pypdf[crypto]==7.1.1
"""
import io
import pathlib
import zipfile
import zlib

from pypdf import PdfReader, PdfWriter
from reportlab import rl_config
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

HERE = pathlib.Path(__file__).resolve().parent
LETTER = (HERE.parent / "letters" / "docs" / "lf-012.txt").read_text()
rl_config.invariant = 1


def put(name, data):
    (HERE / name).write_bytes(data)
    print(name, len(data))


class Pdf:
    """A PDF written object by object."""

    def __init__(self, **objects):
        self.objects = {int(k[1:]): v if isinstance(v, bytes) else v.encode("latin-1") for k, v in objects.items()}

    def bytes(self):
        out = io.BytesIO()
        out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        at = {}
        for n in sorted(self.objects):
            at[n] = out.tell()
            out.write(b"%d 0 obj\n" % n + self.objects[n] + b"\nendobj\n")
        table, size = out.tell(), max(self.objects) + 1
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        for n in range(1, size):
            out.write(b"%010d 00000 n \n" % at[n] if n in at else b"0000000000 65535 f \n")
        out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, table))
        return out.getvalue()


def packed(deep):
    """A PDF whose page stands in a compressed object stream, with arrays nested `deep` levels in it."""
    page = PAGE[:-2].encode() + b"/Deep " + b"[" * deep + b"]" * deep + b" >>"
    body = [CATALOG.encode(), PAGES.encode(), page]
    offsets = [sum(len(b) + 1 for b in body[:i]) for i in range(len(body))]
    head = " ".join(f"{n + 1} {at}" for n, at in enumerate(offsets)).encode() + b" "
    out = io.BytesIO()
    out.write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    at = {}
    for n, data in ((4, stream("")), (5, FONT.encode()), (6, stream(zlib.compress(head + b"\n".join(body), 9), f"/Type /ObjStm /N 3 /First {len(head)} /Filter /FlateDecode"))):
        at[n] = out.tell()
        out.write(b"%d 0 obj\n" % n + data + b"\nendobj\n")
    table = out.tell()
    rows = [(0, 0, 255), *((2, 6, i) for i in range(3)), *((1, at[n], 0) for n in (4, 5, 6)), (1, table, 0)]
    data = b"".join(a.to_bytes(1, "big") + b.to_bytes(4, "big") + c.to_bytes(1, "big") for a, b, c in rows)
    out.write(b"7 0 obj\n" + stream(data, "/Type /XRef /Size 8 /W [1 4 1] /Root 1 0 R") + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()


def stream(data, extra=""):
    data = data if isinstance(data, bytes) else data.encode("latin-1")
    return f"<< /Length {len(data)} {extra} >>\nstream\n".encode() + data + b"\nendstream"


def flate(data):
    return stream(zlib.compress(data, 9), "/Filter /FlateDecode")


CATALOG, PAGES = "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"


def typed(lines):
    """The operators that set lines of text."""
    esc = lambda s: s.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return "BT /F1 10 Tf 12 TL 60 740 Td\n" + "\n".join(f"({esc(line)}) Tj T*" for line in lines) + "\nET"


def picture(text):
    """Lines of text as a one-bit picture, as a scanner gives it."""
    from PIL import Image, ImageDraw
    image = Image.new("1", (612, 792), 1)
    draw = ImageDraw.Draw(image)
    for i, line in enumerate(text.splitlines()[:60]):
        draw.text((40, 30 + 12 * i), line.strip()[:90], fill=0)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return ImageReader(io.BytesIO(out.getvalue()))


def pages(parts):
    """A PDF of pages that hold text (a list of lines) or a picture (a string)."""
    out = io.BytesIO()
    c = canvas.Canvas(out, pagesize=letter)
    for part in parts:
        if isinstance(part, str):
            c.drawImage(picture(part), 0, 0, 612, 792)
        else:
            text = c.beginText(60, 740)
            text.setFont("Times-Roman", 10)
            for line in part:
                text.textLine(line.strip())
            c.drawText(text)
        c.showPage()
    c.save()
    return out.getvalue()


def locked(data):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt("open sesame", "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def archive(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members.items():
            z.writestr(zipfile.ZipInfo(name.replace("__", "/").replace("_DOT_", "."), (2025, 1, 1, 0, 0, 0)), data)
    return out.getvalue()


SPANISH = """
BANCO DEL VALLE CENTRAL

12 de mayo de 2021

Sra. Guadalupe Arreola
4410 Avenida del Sol
Fresno, California 93702

Préstamo 55-2019-7

Estimada señora Arreola:

El banco ha aprobado la venta de su casa por un precio menor que la deuda. El comprador es el señor Nicolás
Barrientos y el precio es de $255,000.00. El banco debe recibir por lo menos $236,400.00 a más tardar el 30 de
junio de 2021. Cuando reciba esa cantidad, el banco liberará el gravamen sobre la propiedad, condonará el saldo
restante del préstamo y no la demandará por la diferencia. Usted no tiene que pagar nada al cierre.

Si la venta no se cierra antes de esa fecha, esta carta queda sin efecto.

Atentamente,

Rigoberto Salcedo
Vicepresidente
"""


def main():
    lines = LETTER.splitlines()
    good = pages([lines[:38], lines[38:]])
    put("empty.pdf", b"")
    put("header-only.pdf", b"%PDF-1.7\n")
    put("truncated.pdf", good[: good.index(b"stream") + 300])
    put("encrypted.pdf", locked(good))
    put("renamed-text.docx", LETTER.encode())
    put("renamed-rtf.docx", rb"{\rtf1\ansi\deff0{\fonttbl{\f0 Times New Roman;}}\f0\fs24 " + LETTER.replace("\n", "\\line\n").encode() + rb"\par}")
    put("not-a-docx.zip", archive(letter_DOT_csv="loan,verdict\n1,2\n", notes_DOT_md="# Notes\n"))
    put("no-document-part.docx", archive(**{"[Content_Types]_DOT_xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
                                            "_rels___DOT_rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'}))
    docx = next((HERE.parent / "renderings").glob("lf-*.writer.docx")).read_bytes()
    put("truncated.docx", docx[: len(docx) // 2])
    for extension in ("rtf", "html"):
        whole = next((HERE.parent / "renderings").glob(f"lf-*.writer-{extension}.{extension}")).read_bytes()
        put(f"truncated.{extension}", whole[: len(whole) // 2])
    put("locked.odt", archive(mimetype="application/vnd.oasis.opendocument.text", content_DOT_xml="no XML, but its cipher",
                              **{"META-INF__manifest_DOT_xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'}))
    put("cyclic-pages.pdf", Pdf(_1=CATALOG, _2="<< /Type /Pages /Kids [3 0 R] /Count 2 >>", _3="<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 2 >>").bytes())
    put("deep-content.pdf", Pdf(_1=CATALOG, _2=PAGES, _3=PAGE, _4=flate(b"[" * 1_000_000 + b"]" * 1_000_000 + b" TJ"), _5=FONT).bytes())
    deep = 12_000
    put("deep-object.pdf", Pdf(_1=CATALOG, _2=PAGES, _3=PAGE[:-2] + "/Deep " + "[" * deep + "]" * deep + " >>", _4=stream(""), _5=FONT).bytes())
    put("deep-packed.pdf", packed(400_000))
    form = "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /X 6 0 R >> >>"
    put("form-draws-itself.pdf", Pdf(_1=CATALOG, _2=PAGES, _3=PAGE.replace("/Font <<", "/XObject << /X 6 0 R >> /Font <<"), _4=stream("/X Do"), _5=FONT, _6=stream("q /X Do Q", form)).bytes())
    put("cyclic-parent.pdf", Pdf(_1=CATALOG, _2="<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 3 0 R >>", _3="<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", _4=stream("q Q")).bytes())
    put("nul-bytes.txt", b"\0\0\x01\0" * 200 + b"The lender will\0\0\0\x02release the\0\0" * 20 + b"\0" * 900)
    put("old-word.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + bytes.fromhex("3e000300feff0900") + bytes(480) + "We release the lien.".encode("utf-16-le") + bytes(1496))
    put("photo.heic", bytes.fromhex("00000018") + b"ftypheic" + bytes(4) + b"mif1heic" + bytes(300))
    put("image-only.pdf", pages([LETTER]))
    put("image-between.pdf", pages([lines[:22], "\n".join(lines[22:48]), lines[48:]]))
    put("garbled.pdf", Pdf(_1=CATALOG, _2=PAGES, _3=PAGE, _4=stream(typed(["".join(chr((ord(ch) * 7 + 3) % 90 + 35) if ch != " " else "#" for ch in line) for line in lines[6:40]])),
                           _5="<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Custom /FirstChar 33 /LastChar 126 /Widths [" + "500 " * 94 + "] /FontDescriptor 6 0 R /Encoding << /Type /Encoding /Differences [33 " + " ".join(f"/g{i}" for i in range(1, 95)) + "] >> >>",
                           _6="<< /Type /FontDescriptor /FontName /ABCDEF+Custom /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>").bytes())
    put("spanish.txt", SPANISH.strip().encode() + b"\n")


if __name__ == "__main__":
    main()
