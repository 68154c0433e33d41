#!/usr/bin/env python3
"""Size of the page for a browser, and the CPU that it takes beyond a memo, for a letter of six pages.

usage: report.py ACQUIT [--rounds 5]

ACQUIT is a release build of the program. Python needs reportlab, and for the scan pillow and numpy (pip install reportlab
pillow numpy); pdftoppm and Tesseract must be on the path. The letter is the longest of corpus/letters, set in print on six
pages, and the same six pages as a scan; always the same for the same corpus.

CPU is user and system time of the program and of all its children that it waited for, the least of some rounds, in which
both formats take turns. What the page takes beyond the JSON of the same review is: painting its pages, packing the
pictures, and writing it. Goals: 1.5 MB and 150 ms for the letter, 4 MB for the scan.
"""
import argparse
import io
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "letters" / "docs"
PAGES = 6
GOALS = {"letter": (1_500_000, 150), "scan": (4_000_000, None)}


def six_pages():
    """The longest letter on six pages of Letter paper, as bytes."""
    text = max(sorted(CORPUS.glob("*.txt")), key=lambda path: len(path.read_text().splitlines())).read_text()
    lines = [line.rstrip() for line in text.replace("\f", "\n").split("\n")]
    each = -(-len(lines) // PAGES)
    box = io.BytesIO()
    canvas = Canvas(box, pagesize=LETTER, invariant=1)
    for start in range(0, len(lines), each):
        body = canvas.beginText(54, 738)
        body.setFont("Times-Roman", 11, leading=15)
        for line in lines[start:start + each]:
            body.textLine(line)
        canvas.drawText(body)
        canvas.showPage()
    canvas.save()
    return box.getvalue()


def scanned(pdf):
    """The same as a scanner sees it, at 200 dots an inch in grey."""
    from scans import as_pdf, painted, worn

    pages = [worn(page, seed, 0.5, 4, 0.0001, 0.6) for seed, page in enumerate(painted(pdf))]
    return as_pdf(pages, resolution=200, quality=75)


def run(acquit, form, letter, output):
    """CPU of one run in milliseconds."""
    words = [acquit, "--no-config", "review", "--readers", "patterns", "--as-of", "2026-12-01", "--fail-on", "never",
             "--allow-unreadable", "--threads", "1", "--format", form, "--output", str(output), str(letter)]
    used = lambda: (lambda r: r.ru_utime + r.ru_stime)(resource.getrusage(resource.RUSAGE_CHILDREN))
    before = used()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return 1000 * (used() - before)


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("acquit")
    ask.add_argument("--rounds", type=int, default=5)
    ask.add_argument("--no-scan", action="store_true")
    args = ask.parse_args()
    missed = []
    with tempfile.TemporaryDirectory() as box:
        letter = six_pages()
        letters = {"letter": letter} if args.no_scan else {"letter": letter, "scan": scanned(letter)}
        for name, pdf in letters.items():
            path, page = Path(box) / f"{name}.pdf", Path(box) / "page.html"
            path.write_bytes(pdf)
            rounds = [(run(args.acquit, "json", path, Path(box) / "object.json"), run(args.acquit, "html", path, page))
                      for _ in range(args.rounds if name == "letter" else 1)]
            plain, shown = (min(times) for times in zip(*rounds))
            size, beyond = page.stat().st_size, shown - plain
            pictures = page.read_text().count("<img src=\"data:image/")
            print(f"{name}: {pictures} pages, {size / 1e6:.2f} MB, {shown:.0f} ms CPU, {beyond:.0f} ms beyond the review")
            most, slowest = GOALS[name]
            missed += [f"{name}: {size} bytes, goal {most}"] if size > most else []
            missed += [f"{name}: {beyond:.0f} ms, goal {slowest}"] if slowest and beyond > slowest else []
            missed += [f"{name}: {pictures} pictures for {PAGES} pages"] if pictures < PAGES else []
    sys.exit("\n".join(missed) or 0)


if __name__ == "__main__":
    main()
