#!/usr/bin/env python3
"""Letters of the corpus as scans and faxes: does acquit judge the picture as it judges the text?

usage: scans.py ACQUIT [--letters 30 | --only boxes] [--kinds clean,fine-fax,…] [--keep FOLDER] [--readers both] [--ocr-models FOLDER] [--list] [--seed 7]

Each letter is set in print, painted at 200 dots an inch, made crooked, blurred and speckled as its kind says, and saved as a
file without text. Tick boxes are drawn, as on a form. `--only boxes` takes the letters that have some. ACQUIT reads the picture
(with Tesseract: apt-get install tesseract-ocr tesseract-ocr-osd; and with the second engine, where --ocr-models names its models)
and the text, and the two verdicts are compared. An abstention is `unreadable`, or a verdict marked undetermined. A new false
clear is a full release, or no letter at all, where the label says otherwise and the text was not so judged.

Needs reportlab, pillow and numpy in this Python and pdftoppm on the path (Debian: apt-get install poppler-utils).
Always the same scans for the same corpus.
"""
import argparse
import io
import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "letters"
BOX = re.compile(r"\[([ xX])\]")
LINES, FONT, SIZE = 58, "Times-Roman", 10.5


def pages_of(text):
    """Lines to a page, long ones broken, page breaks kept."""
    out = []
    for page in text.split("\f"):
        lines = []
        for line in page.rstrip().split("\n"):
            indent = len(line) - len(line.lstrip())
            while len(line) > 98:
                cut = line.rfind(" ", indent + 1, 98)
                cut = cut if cut > indent else 98
                lines.append(line[:cut])
                line = " " * indent + line[cut:].lstrip()
            lines.append(line.rstrip())
        out += [lines[at:at + LINES] for at in range(0, max(len(lines), 1), LINES)]
    return out


def drawn(canvas, before, is_ticked, y):
    """Draws a tick box where `[ ]` or `[X]` stands behind these words, and gives the blanks that make room for it."""
    x, side = 54 + canvas.stringWidth(before, FONT, SIZE), 0.8 * SIZE
    canvas.rect(x, y - 1, side, side)
    if is_ticked:
        canvas.lines([(x + 1.5, y + 0.5, x + side - 1.5, y + side - 2.5), (x + 1.5, y + side - 2.5, x + side - 1.5, y + 0.5)])
    return "     "


def printed(text):
    """The letter as a PDF in print, as bytes."""
    box = io.BytesIO()
    canvas = Canvas(box, pagesize=LETTER, invariant=1)
    for lines in pages_of(text):
        body = canvas.beginText(54, 740)
        body.setFont(FONT, SIZE, leading=1.16 * SIZE)
        for row, line in enumerate(lines):
            body.textLine(BOX.sub(lambda found: drawn(canvas, line[:found.start()], found[1] != " ", 740 - 1.16 * SIZE * row), line))
        canvas.drawText(body)
        canvas.showPage()
    canvas.save()
    return box.getvalue()


def painted(pdf, dpi=200):
    """Its pages in grey."""
    with tempfile.TemporaryDirectory() as box:
        source = Path(box) / "in.pdf"
        source.write_bytes(pdf)
        subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", source, Path(box) / "p"], check=True)
        return [Image.open(io.BytesIO(path.read_bytes())).convert("L") for path in sorted(Path(box).glob("p*.pgm"))]


def worn(page, seed, skew, noise, specks, blur):
    """The page as a scanner sees it: askew, soft, grainy, speckled."""
    dice = np.random.RandomState(seed)
    page = page.rotate(dice.uniform(-skew, skew), resample=Image.BILINEAR, fillcolor=255).filter(ImageFilter.GaussianBlur(blur))
    grey = np.asarray(page).astype("f4") * 0.93 + 8 + dice.normal(0, noise, (page.height, page.width))
    count = int(specks * grey.size)
    grey[dice.randint(0, page.height, count), dice.randint(0, page.width, count)] = dice.choice([0, 255], count, p=[0.7, 0.3])
    return Image.fromarray(grey.clip(0, 255).astype("uint8"))


def fax(page, seed, down):
    """Black and white at 204 dots across and `down` down, with the line that a fax machine prints on top."""
    page = worn(page, seed, 0.4, 6, 0.0002, 0.5).resize((1728, round(11 * down)), Image.BILINEAR)
    out = page.point(lambda grey: 255 if grey > 140 else 0).convert("1")
    ImageDraw.Draw(out).text((60, 8), f"NOV-{seed % 28 + 1:02}-2026 10:{seed % 60:02}   FROM: LOSS MITIGATION   TO: 15550100{seed % 100:02}   P.{seed % 4 + 1}", fill=0)
    return out


def as_pdf(pages, **how):
    box = io.BytesIO()
    pages[0].save(box, "PDF", save_all=True, append_images=pages[1:], **how)
    return box.getvalue()


def as_tiff(pages, coding, dpi):
    box = io.BytesIO()
    pages[0].save(box, "TIFF", save_all=True, append_images=pages[1:], compression=coding, dpi=dpi)
    return box.getvalue()


def clean(pages, seed):
    return "pdf", as_pdf([worn(page, seed + n, 0.6, 8, 0.0004, 0.6) for n, page in enumerate(pages)], resolution=200, quality=75)


def fine_fax(pages, seed):
    return "pdf", as_pdf([fax(page, seed + n, 196) for n, page in enumerate(pages)], resolution=200)


def fax_tiff(pages, seed):
    return "tif", as_tiff([fax(page, seed + n, 196) for n, page in enumerate(pages)], "group4", (204, 196))


def standard_fax(pages, seed):
    return "tif", as_tiff([fax(page, seed + n, 98) for n, page in enumerate(pages)], "group3", (204, 98))


def sideways(pages, seed):
    return "pdf", as_pdf([worn(page, seed + n, 0.6, 8, 0.0004, 0.6).rotate(90 if seed % 2 else 180, expand=True) for n, page in enumerate(pages)], resolution=200)


def heavy(pages, seed):
    return "pdf", as_pdf([worn(page, seed + n, 2.2, 38, 0.004, 1.2) for n, page in enumerate(pages)], resolution=200, quality=35)


def photo(pages, seed):
    """One page a photo is what a phone makes; only letters of one page."""
    page = worn(pages[0], seed, 1.5, 10, 0.0002, 0.9).resize((1275, 1650), Image.BILINEAR)
    shade = np.linspace(0.72, 1.0, page.width)[None, :]
    box = io.BytesIO()
    Image.fromarray((np.asarray(page) * shade).astype("uint8")).save(box, "JPEG", quality=70)
    return ("jpg", box.getvalue()) if len(pages) == 1 else None


KINDS = {"clean": clean, "fine-fax": fine_fax, "fax-tiff": fax_tiff, "standard-fax": standard_fax, "sideways": sideways, "heavy": heavy, "photo": photo}


def scanned(asked, files):
    models = ["--ocr-models", str(asked.ocr_models)] if asked.ocr_models else []
    done = subprocess.run([asked.acquit, "scan", "--readers", asked.readers, *models, *map(str, files)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 1, 3):
        sys.exit(f"{asked.acquit} ended with {done.returncode}")
    reviews = [json.loads(line) for line in done.stdout.splitlines()]
    return {Path(review["document"]["path"]).stem: review for review in reviews}


def abstains(review):
    return review["verdict"] == "unreadable" or review["undetermined"]


def clears(review, label):
    return review["verdict"] in ("full-release", "not-applicable") and review["verdict"] != label["verdict"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("acquit")
    parser.add_argument("--letters", type=int, default=30)
    parser.add_argument("--only", choices=["boxes"])
    parser.add_argument("--seed", type=int, default=7, help="which letters are drawn")
    parser.add_argument("--kinds", default="clean,fine-fax,standard-fax,sideways")
    parser.add_argument("--readers", default="both")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--ocr-models", type=Path)
    parser.add_argument("--list", action="store_true", help="name the scans that are judged otherwise")
    asked = parser.parse_args()
    texts = sorted(CORPUS.joinpath("docs").glob("*.txt"))
    chosen = [path for path in texts if BOX.search(path.read_text(encoding="utf-8"))] if asked.only else random.Random(asked.seed).sample(texts, asked.letters)
    labels = {path.stem: json.loads(CORPUS.joinpath("labels", f"{path.stem}.json").read_text()) for path in chosen}
    plain = scanned(asked, chosen)
    with tempfile.TemporaryDirectory() as box:
        folder = asked.keep or Path(box)
        pictures = {path.stem: painted(printed(path.read_text(encoding="utf-8"))) for path in chosen}
        for kind in asked.kinds.split(","):
            report(asked, kind, pictures, plain, labels, folder / kind)


def report(asked, kind, pictures, plain, labels, folder):
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number, (name, pages) in enumerate(pictures.items()):
        made = KINDS[kind](pages, 100 * number)
        if made:
            files.append(folder / f"{name}.{made[0]}")
            files[-1].write_bytes(made[1])
    found = scanned(asked, files)
    same = {n for n, review in found.items() if review["verdict"] == plain[n]["verdict"]}
    held = {n for n, review in found.items() if n not in same and abstains(review)}
    new = {n for n, review in found.items() if clears(review, labels[n]) and not clears(plain[n], labels[n])}
    right = sum(review["verdict"] == labels[n]["verdict"] for n, review in found.items())
    was = sum(plain[n]["verdict"] == labels[n]["verdict"] for n in found)
    quality = sum(review["document"]["extraction"]["quality"] for review in found.values()) / max(len(found), 1)
    print(f"{kind:<13} {len(found):>3} scans: {len(same):>3} judged as the text, {len(held):>2} abstain, "
          f"{len(found) - len(same) - len(held):>2} otherwise, {len(new)} new false clears; right {right} (text {was}); quality {quality:.3f}", flush=True)
    if asked.list:
        for name in sorted(set(found) - same):
            print(f"   {name}: text {plain[name]['verdict']}, scan {found[name]['verdict']}{' (undetermined)' if found[name]['undetermined'] else ''}, label {labels[name]['verdict']}"
                  f"{'  NEW FALSE CLEAR' if name in new else ''}", flush=True)


if __name__ == "__main__":
    main()
