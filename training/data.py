"""Examples as `acquit eval inputs` prints them, and folds of whole authors."""

import json
import re

import numpy as np

from labels import INDEX, LABELS

# Forms of a unit that structure alone settles: the learned reader never sees them.
SETTLED = ("matter", "heading")
FOLDS = 5


class Example:
    """One sentence or unit: masked words with context, and what its author says it does."""

    def __init__(self, row):
        self.id, self.context, self.unit = row["id"], row["context"], row["unit"]
        self.labels = [label for label in row["labels"] if label in INDEX]
        self.patterns, self.place = row.get("patterns", []), row.get("place")
        self.doubtful = row.get("doubtful", False)
        # "d9b" holds later lines of d9: one author, one fold.
        self.author = re.sub(r"(?<=\d)[a-z]$", "", self.id.split("-")[0])
        self.soft = None

    def is_settled(self):
        return self.place is not None and self.place["form"] in SETTLED

    def target(self):
        out = np.zeros(len(LABELS), dtype=np.float32)
        for label in self.labels:
            out[INDEX[label]] = 1
        return out


def read(paths, doubtful=False):
    """Every example that the reader sees; a unit that a quotation only touches trains as nothing.

    A unit without words (a branch for another state) is not read; its logits would be no numbers."""
    rows = [json.loads(line) for path in paths for line in open(path, encoding="utf-8") if line.strip()]
    examples = [Example(row) for row in rows]
    return [e for e in examples if e.unit and not e.is_settled() and (doubtful or e.labels or not e.doubtful)]


def folds(examples):
    """Fold of every author: authors by falling number of examples, each to the smallest fold. Always the same."""
    size = {}
    for e in examples:
        size[e.author] = size.get(e.author, 0) + 1
    load, fold = [0] * FOLDS, {}
    for author in sorted(size, key=lambda a: (-size[a], a)):
        at = min(range(FOLDS), key=lambda f: (load[f], f))
        fold[author] = at
        load[at] += size[author]
    return fold
