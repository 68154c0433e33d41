#!/usr/bin/env python3
"""Writes the seeds of every fuzz target into fuzz/corpus, from the files that corpus/ holds. Needs nothing but Python 3."""

import pathlib
import re
import struct
import zipfile
import zlib

HERE = pathlib.Path(__file__).resolve().parent
CORPUS = HERE.parent / "corpus"
PATTERNS = HERE.parent / "patterns"
MOST = 48 << 10


# A form that draws itself overflows the stack of the second reader: a `crash`, as corpus/broken/expected.tsv says, and the
# end of any fuzzer.
KNOWN = "form-draws-itself.pdf"


def seed(target, name, data):
    if name.startswith(KNOWN):
        return
    folder = HERE / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data[:MOST])


def files(*patterns):
    return sorted(path for pattern in patterns for path in CORPUS.glob(pattern))


def streams(pdf):
    """The streams of a PDF, unpacked where they are deflated, with where they stand."""
    for found in re.finditer(rb"stream\r?\n", pdf):
        end = pdf.find(b"endstream", found.end())
        if pdf[found.start() - 3 : found.start()] == b"end" or end < 0:
            continue
        packed = pdf[found.end() : end]
        try:
            yield found.end(), end, zlib.decompressobj().decompress(packed)
        except zlib.error:
            yield found.end(), end, packed


def open_pdf(pdf):
    """The same PDF with its streams in the open, so that changes of them are no damage of a packed form."""
    out, last = b"", 0
    for start, end, data in streams(pdf):
        out += pdf[last:start].replace(b"/Filter /FlateDecode", b"").replace(b"/Filter/FlateDecode", b"")
        out, last = out + data + b"\n", end
    return out + pdf[last:]


def is_content(data):
    return b"BT" in data and (b"Tj" in data or b"TJ" in data)


def parts(path, names):
    with zipfile.ZipFile(path) as archive:
        held = archive.namelist()
        return b"\x1e".join(archive.read(name) if name in held else b"" for name in names)


def varint(number):
    out = b""
    while number > 127:
        out, number = out + bytes([number & 127 | 128]), number >> 7
    return out + bytes([number])


def text(words):
    return varint(len(words)) + words


def png(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((x * y) % 256 for x in range(width)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def tiff(compression, data, width=16, height=2):
    entries = [(256, width), (257, height), (258, 8), (259, compression), (262, 1), (273, 8), (277, 1), (278, height), (279, len(data))]
    table = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
    return b"II*\0" + struct.pack("<I", 8 + len(data)) + data + struct.pack("<H", len(entries)) + table + bytes(4)


def of_formats():
    pdfs = files("broken/*.pdf", "extract/*.pdf", "sample/*.pdf", "renderings/*.pdf", "scans/*fax.pdf")
    for path in pdfs:
        data = path.read_bytes()
        if len(data) <= MOST:
            seed("pdf", path.name, data)
            seed("message", path.name, b"\x00\x00\x00" + data)
        if len(open_pdf(data)) <= MOST:
            seed("pdf", path.name + ".open", open_pdf(data))
        for at, (_, _, stream) in enumerate(streams(data)):
            if is_content(stream) and len(stream) <= 8 << 10:
                seed("content", f"{path.name}.{at}", stream)
                seed("painted", f"{path.name}.{at}", stream)
    drawn = b"q 0.5 0 0 0.5 9 9 cm /X Do /I Do Q /G gs BT /F 9 Tf 5 80 Td (We release you) Tj 3 Tr T* [(a) -900 (b)] TJ ET 5 82 60 1 re f 5 82 m 60 82 l S"
    for target in ("content", "painted"):
        seed(target, "drawn", drawn)
    names = ["document", "styles", "numbering", "footnotes", "header1", "_rels/document.xml.rels"]
    names = ["word/" + name + ("" if name.endswith("rels") else ".xml") for name in names]
    for path in files("renderings/*.docx"):
        seed("docx", path.name, parts(path, names))
        seed("zip", path.name, path.read_bytes())
    for path in files("renderings/*.odt"):
        seed("odt", path.name, parts(path, ["content.xml", "styles.xml"]))
    for path in files("renderings/*.rtf", "broken/*.rtf"):
        seed("rtf", path.name, path.read_bytes().removeprefix(rb"{\rtf1"))
    for path in files("renderings/*.html", "broken/*.html"):
        seed("html", path.name, path.read_bytes())
    for path in files("broken/*", "sample/*.txt"):
        seed("text", path.name, path.read_bytes())
    for path in files("scans/*.tif", "scans/*.jpg", "scans/*.png"):
        seed("image", path.name, path.read_bytes())
    seed("image", "small.png", png(24, 9))
    for compression, data in ((1, bytes(range(32))), (8, zlib.compress(bytes(32))), (32773, b"\xf1\0\xf1\xff")):
        seed("image", f"small.{compression}.tif", tiff(compression, data))
    for path in files("scans/*.tif"):
        rows = path.read_bytes()[8:2056]
        for coding in range(24):
            seed("fax", f"{path.name}.{coding}", bytes([coding, 7]) + rows[: 64 << (coding % 6)])


def of_containers():
    letter = (CORPUS / "sample/short-sale-approval.txt").read_bytes()[:900]
    seed("mail", "plain", b"\n" + letter)
    both = (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=c\n\n"
        b"--c\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nWe waive =E2=80=9Cit=\n all.\n"
        b"--c\nContent-Type: text/html\n\n<p>We waive <b>it</b> all.</p>\n--c--\n"
        b"--b\nContent-Type: application/pdf; name=\"letter.pdf\"\nContent-Transfer-Encoding: base64\n"
        b"Content-Disposition: attachment; filename*=UTF-8''a%20b.pdf\n\nJVBERi0xLjcK\n"
        b"--b\nContent-Type: message/rfc822\n\nFrom: b@example.com\nMIME-Version: 1.0\n\nWe waive it.\n--b--\n"
    )
    seed("mail", "parts", both)
    seed("mail", "box", b"\nOne.\n\nFrom c@example.com Mon Jan 1 2024\nFrom: c@example.com\nMessage-ID: <1>\n\nTwo.\n")
    path = HERE / "corpus" / "zip" / "letters"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/letter.txt", letter)
        archive.writestr("../b.txt", b"We waive it.", zipfile.ZIP_DEFLATED)
        archive.writestr("c/", b"")


def of_text():
    letters = files("letters/docs/l[a-h]-00*.txt", "letters/docs/lq-00*.txt", "sample/*.txt", "units/*.txt")
    marks = b"\x01\x05\x02\x05\x03\x05\x04\x05"
    for at, path in enumerate(letters):
        data = path.read_bytes()[: 12 << 10]
        seed("segment", path.name, data)
        if at % 3 == 0:
            seed("letter", path.name, data)
        halfway = len(data) // 2
        marked = data[:halfway] + marks[at % 8 : at % 8 + 1] + data[halfway : halfway + 40] + b"\x05" + data[halfway + 40 :]
        seed("normalise", path.name, marked.decode("utf-8", "ignore").encode()[: 6 << 10])
    import json

    for path in files("sentences/[c-g]*.jsonl"):
        for at, line in enumerate(path.read_text().splitlines()[:400:8]):
            sentence = json.loads(line)
            seed("read", f"{path.stem}.{at}", "\x1e".join([sentence["text"], sentence.get("context") or ""]).encode())


def of_user_files():
    for path in sorted(PATTERNS.glob("hazards/*.toml")):
        data = path.read_bytes()
        seed("patterns", path.name, b"\0" + data)
        for at, row in enumerate(re.findall(rb'^  "(.*)",?$', data, re.M)[:6]):
            seed("patterns", f"{path.name}.{at}", b"\1" + row)
    seed("patterns", "guards.toml", b"\2" + (PATTERNS / "guards.toml").read_bytes())
    for path in sorted(PATTERNS.glob("lexicon/*.toml")) + sorted(PATTERNS.glob("propositions/*.toml")):
        seed("patterns", path.name, b"\3" + path.read_bytes()[: 6 << 10])
    seed("files", "facts", b"\0state=CA,units=1-4,kind=short-sale\ntrustor=individual,lien=first,consent-date=2012-03-01")
    seed("files", "limits", b"\1max-file=104857600,max-pages=2000")
    seed("files", "limit", b"\x01100MB")
    for path in files("letters/labels/l[a-d]-00*.json"):
        seed("files", path.name, b"\2" + path.read_bytes())
    for path in files("sentences/c*.jsonl"):
        seed("files", path.name, b"\3" + path.read_bytes()[:1500].rsplit(b"\n", 1)[0])
    seed("files", "ratchet.toml", b"\4" + (CORPUS / "ratchet.toml").read_bytes())
    for path in sorted(PATTERNS.glob("jurisdictions/*.toml")):
        seed("files", path.name, b"\5" + path.read_bytes())
    for kind, name in ((b"\6", "fusion.toml"), (b"\7", "card.toml")):
        for path in sorted((HERE.parent / "model").glob("**/" + name)):
            seed("files", name, kind + path.read_bytes())
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    words = "We hereby waive any deficiency and release you from the debt . Loan 5501".split()
    rows = [f"5\t1\t1\t{1 + at // 9}\t{1 + at // 4}\t{at}\t{90 + 130 * (at % 4)}\t{90 + 40 * (at // 4)}\t{11 * len(word)}\t24\t{96 - at}\t{word}" for at, word in enumerate(words)]
    seed("table", "words", (head + "\n".join(rows)).encode())


def of_messages():
    """Postcard: numbers as varints, texts with their length; see src/worker/request.rs and src/document.rs."""
    letter = b"We waive it.\n"
    for wish in (b"\0", b"\1\1", b"\2"):
        seed("message", f"request.{wish.hex()}", b"\0" + wish + b"\1" + text(b"word") + letter + b"\x1e" + wish + b"\0" + letter)
    line = varint(0) + varint(12) + b"\0"
    page = b"\1\1" + varint(0) + varint(13) + b"\1" + line + b"\1"
    stretch = varint(3) + varint(8) + b"\3"
    pages = b"\5\0" + text(letter) + b"\1" + page + b"\1" + stretch + b"\1\0\1\1" + text(b"says") + struct.pack("<f", 1.0)
    seed("message", "pages", b"\1" + pages)
    seed("message", "unpacked", b"\2\1\1" + text(b"a.txt") + text(letter) + b"\0")
    seed("message", "picture", b"\3\0\2\2" + varint(200) + varint(200) + text(b"\0\1\2\3"))


if __name__ == "__main__":
    of_formats()
    of_containers()
    of_text()
    of_user_files()
    of_messages()
    for folder in sorted((HERE / "corpus").iterdir()):
        print(f"{folder.name:10} {len(list(folder.iterdir())):5} seeds")
