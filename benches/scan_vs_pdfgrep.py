#!/usr/bin/env python3
"""CPU that `acquit scan --readers patterns` takes for a thousand letters, against two passes of pdfgrep over the same files.

usage: scan_vs_pdfgrep.py ACQUIT [--letters 1000] [--rounds 3] [--keep FOLDER]

ACQUIT is a release build of the program. pdfgrep must be on the path (Debian: apt-get install pdfgrep) and reportlab
in this Python (pip install reportlab). The letters are two-page PDFs with a text layer, set from corpus/letters with
other figures and in other fonts, always the same for the same corpus.

Two passes, because that is the least that a person with pdfgrep does: one for words that release, one for words that
take back. CPU is user and system time of a program and of all its children that it waited for; the programs take
turns, so that a busy machine slows both.
"""
import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from reportlab.lib.pagesizes import LETTER
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "letters" / "docs"
FONTS = ("Times-Roman", "Helvetica", "Courier")
MARGIN = 54
GOAL = 0.65
PASSES = ("release|waive|forgive", "not waive|reserve|remain liable")


def other_figures(text, dice):
    """The same letter about another loan: every digit but the first of a number is thrown anew."""
    return re.sub(r"(?<=\d)\d", lambda _: str(dice.randrange(10)), text)


def halves(text):
    """Two pages: cut at the empty line nearest the middle."""
    lines = [line.rstrip() for line in text.replace("\f", "\n").split("\n")]
    empty = [n for n, line in enumerate(lines) if not line and 0 < n < len(lines) - 1]
    cut = min(empty or [len(lines) // 2], key=lambda n: abs(n - len(lines) // 2))
    return lines[:cut], lines[cut:]


def set_page(canvas, lines, font, dice):
    width, height = LETTER
    # The size at which the longest line and all lines fit, and no larger than print.
    widest = max((stringWidth(line, font, 1) for line in lines), default=1) or 1
    size = min(dice.choice((10, 10.5, 11)), (width - 2 * MARGIN) / widest, (height - 2 * MARGIN) / (1.2 * max(len(lines), 1)))
    text = canvas.beginText(MARGIN, height - MARGIN)
    text.setFont(font, size, leading=1.2 * size)
    for line in lines:
        text.textLine(line)
    canvas.drawText(text)
    canvas.showPage()


def write_letters(folder, count):
    texts = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    if not texts:
        sys.exit(f"{CORPUS} holds no letters")
    for number in range(count):
        dice = random.Random(number)
        text = other_figures(texts[number % len(texts)], dice)
        font = FONTS[number // len(texts) % len(FONTS)]
        canvas = Canvas(str(folder / f"letter-{number:04}.pdf"), pagesize=LETTER, invariant=1)
        for lines in halves(text):
            set_page(canvas, lines, font, dice)
        canvas.save()


def cpu(commands, allowed):
    """CPU seconds of commands run one after the other, and what they printed."""
    before, printed = resource.getrusage(resource.RUSAGE_CHILDREN), []
    for command in commands:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
        if done.returncode not in allowed:
            sys.exit(f"{' '.join(command)} ended with {done.returncode}")
        printed.append(done.stdout)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, printed


def check_all_read(printed, count):
    """A scan that skips letters is fast and worth nothing."""
    reviews = [json.loads(line) for line in printed.splitlines()]
    unread = [r["document"]["path"] for r in reviews if r["verdict"] == "unreadable"]
    if len(reviews) != count or len(unread) > count // 100:
        sys.exit(f"{len(reviews)} of {count} letters were reviewed, {len(unread)} of them unreadable ({unread[:3]})")


def measure(acquit, folder, count, rounds, readers):
    scan = [[acquit, "scan", "--format", "ndjson", "--readers", readers, str(folder)]]
    grep = [["pdfgrep", "-r", "-i", "-n", "-H", "-e", words, str(folder)] for words in PASSES]
    # Once unmeasured: both programs find the files in memory.
    cpu(grep, {0})
    scans, greps = [], []
    for turn in range(1, rounds + 1):
        ours, printed = cpu(scan, {0, 1, 3})
        check_all_read(printed[0], count)
        theirs, _ = cpu(grep, {0})
        scans.append(ours)
        greps.append(theirs)
        print(f"round {turn}: acquit scan {ours:.2f} s, pdfgrep twice {theirs:.2f} s, ratio {ours / theirs:.2f}")
    return median(scans), median(greps)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("acquit")
    parser.add_argument("--letters", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--readers", default="patterns", choices=("both", "patterns", "model"), help="the goal is set for the patterns")
    parser.add_argument("--keep", type=Path, help="write the letters here and leave them")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        write_letters(folder, asked.letters)
        ours, theirs = measure(asked.acquit, folder, asked.letters, asked.rounds, asked.readers)
    print(f"median CPU for {asked.letters} letters: acquit scan {ours:.2f} s, pdfgrep twice {theirs:.2f} s")
    print(f"ratio {ours / theirs:.2f} (goal {GOAL}: {'met' if ours / theirs <= GOAL else 'not met'})")


if __name__ == "__main__":
    main()
