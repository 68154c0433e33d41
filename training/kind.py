#!/usr/bin/env python3
"""Fits the classifier of kinds on labelled letters, and writes its weights and its card.

usage: acquit eval inputs --kinds corpus/letters > kinds.jsonl; kind.py kinds.jsonl --out model

OUT gets kind.tsv (feature and one weight a kind; src/survey/kind/learned.rs applies it) and kind.toml: what it was fitted
on, and how it did on each author when that author was left out.
"""

import argparse
import collections
import hashlib
import json
import pathlib

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

KINDS = ["deed-in-lieu", "other", "short-sale"]
OPENING, LETTERS, AUTHORS, C = 150, 4, 8, 20


def features(tokens):
    """As `features` in learned.rs."""
    def all_of(words):
        return words + [f"{a} {b}" for a, b in zip(words, words[1:])]
    return set(all_of(tokens)) | {"^" + f for f in all_of(tokens[:OPENING])}


def known(documents, authors):
    """Features that enough letters of enough authors have."""
    letters, writers = collections.Counter(), collections.defaultdict(set)
    for found, author in zip(documents, authors):
        for f in found:
            letters[f] += 1
            writers[f].add(author)
    return sorted(f for f in letters if letters[f] >= LETTERS and len(writers[f]) >= AUTHORS)


def matrix(documents, names):
    at = {f: i for i, f in enumerate(names)}
    rows = [[at[f] for f in sorted(found) if f in at] for found in documents]
    lengths = np.sqrt([max(1, len(r)) for r in rows])
    data = np.concatenate([np.full(len(r), 1 / n) for r, n in zip(rows, lengths)])
    return csr_matrix((data, np.concatenate(rows).astype(int), np.cumsum([0] + [len(r) for r in rows])), shape=(len(rows), len(names)))


def fit(x, y):
    return LogisticRegression(C=C, max_iter=5000, class_weight="balanced").fit(x, y)


def left_out(documents, y, authors):
    """Probabilities of each letter by a classifier that saw nothing of its author."""
    p = np.zeros((len(y), len(KINDS)))
    for author in sorted(set(authors)):
        held = authors == author
        rest = [d for d, h in zip(documents, held) if not h]
        names = known(rest, authors[~held])
        p[held] = fit(matrix(rest, names), y[~held]).predict_proba(matrix([d for d, h in zip(documents, held) if h], names))
    return p


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("kinds")
    ap.add_argument("--out", type=pathlib.Path, required=True)
    a = ap.parse_args()
    rows = [json.loads(line) for line in open(a.kinds, encoding="utf-8")]
    documents = [features(r["words"].split(" ")) for r in rows]
    y, authors = np.array([r["kind"] for r in rows]), np.array([r["id"].split("-")[0] for r in rows])
    p = left_out(documents, y, authors)
    told = np.array(KINDS)[p.argmax(1)]
    names = known(documents, authors)
    model = fit(matrix(documents, names), y)
    assert list(model.classes_) == KINDS
    def line(name, weights):
        return "\t".join([name, *(f"{w:.4f}" for w in weights)])
    table = "\n".join([line("", model.intercept_), *(line(n, model.coef_[:, i]) for i, n in enumerate(names))]) + "\n"
    (a.out / "kind.tsv").write_text(table, encoding="utf-8")
    other = y == "other"
    card = ["# The card of the classifier of kinds; `training/kind.py` writes it, `src/survey/kind/learned.rs` applies the weights.",
            f"letters = {len(y)}", f"features = {len(names)}", 'file = "kind.tsv"',
            f'sha256 = "{hashlib.sha256(table.encode()).hexdigest()}"', "",
            "# Every author left out in turn.", "[left_out]", f"right = {int((told == y).sum())}",
            f"others = {int(other.sum())}", f"others_told = {int((told[other] == 'other').sum())}",
            f"letters_set_aside = {int((told[~other] == 'other').sum())}", "", "# Right, and letters, by author.", "[authors]"]
    card += [f"{x} = [{int((told == y)[authors == x].sum())}, {int((authors == x).sum())}]" for x in sorted(set(authors))]
    (a.out / "kind.toml").write_text("\n".join(card) + "\n")
    for r, gold, row in zip(rows, y, p):
        if KINDS[row.argmax()] != gold:
            print(r["id"], gold, "told", KINDS[row.argmax()], [round(float(v), 2) for v in row])


if __name__ == "__main__":
    main()
