#!/usr/bin/env python3
"""Fits the reader of terms on labelled letters, and writes its weights and its card.

usage: acquit eval inputs --terms corpus/letters > terms.jsonl; terms.py terms.jsonl --out model

OUT gets terms.tsv (feature and its weight for price, net and last day; src/survey/terms/learned.rs applies it) and
terms.toml: what it was fitted on, and how often the likeliest value of a letter was the labelled one when nothing of its
author had been seen.
"""

import argparse
import collections
import hashlib
import json
import pathlib
import re

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

WANTED = ["sale_price", "net_proceeds", "approval_expires"]
LETTERS, C, LEAST, LIKELY = 3, 0.3, 0.004, 0.2


def is_day(value):
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) is not None


def gold(row, fact):
    value = row["facts"].get(fact)
    return value if value is None or fact == "approval_expires" else f"{float(re.sub('[$,]', '', str(value))):.2f}"


def examples(rows, fact):
    """Every value of the fact's class in every letter that labels the fact."""
    found = [(r, v) for r in rows if r["kind"] == "short-sale" and gold(r, fact) for v in r["values"] if is_day(v["value"]) == (fact == "approval_expires")]
    right = np.array([v["value"] == gold(r, fact) for r, v in found])
    return [r["id"] for r, _ in found], [v["features"] for _, v in found], right


def known(ids, features):
    """Features that enough letters have."""
    letters = collections.defaultdict(set)
    for name, found in zip(ids, features):
        for f in found:
            letters[f].add(name)
    return {f for f, names in letters.items() if len(names) >= LETTERS}


def fit(ids, features, right):
    names = known(ids, features)
    vectors = DictVectorizer()
    x = vectors.fit_transform([{f: 1.0 for f in found if f in names} for found in features])
    return vectors, LogisticRegression(C=C, max_iter=2000).fit(x, right)


def score(fitted, features):
    vectors, model = fitted
    return model.predict_proba(vectors.transform([{f: 1.0 for f in found} for found in features]))[:, 1]


def left_out(rows, fact):
    """Letters by author: how many, and in how many the likeliest value was right, likely enough, and the author unseen."""
    ids, features, right = examples(rows, fact)
    authors = np.array([i.split("-")[0] for i in ids])
    counts = {r["id"].split("-")[0]: [0, 0] for r in rows if gold(r, fact) and r["kind"] == "short-sale"}
    for r in rows:
        if gold(r, fact) and r["kind"] == "short-sale":
            counts[r["id"].split("-")[0]][1] += 1
    for author in sorted(set(authors)):
        held = authors == author
        rest = [k for k, h in enumerate(held) if not h]
        p = score(fit([ids[k] for k in rest], [features[k] for k in rest], right[rest]), [f for f, h in zip(features, held) if h])
        best = {}
        for k, odds in zip(np.flatnonzero(held), p):
            if odds >= LIKELY and odds > best.get(ids[k], (0, False))[0]:
                best[ids[k]] = (odds, right[k])
        counts[author][0] = int(sum(r for _, r in best.values()))
    return counts


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("terms")
    ap.add_argument("--out", type=pathlib.Path, required=True)
    a = ap.parse_args()
    rows = [json.loads(line) for line in open(a.terms, encoding="utf-8")]
    weights, bias = collections.defaultdict(lambda: [0.0, 0.0, 0.0]), []
    for column, fact in enumerate(WANTED):
        vectors, model = fit(*examples(rows, fact))
        bias.append(float(model.intercept_[0]))
        for name, w in zip(vectors.get_feature_names_out(), model.coef_[0]):
            weights[name][column] = float(w)
    kept = {n: w for n, w in weights.items() if max(map(abs, w)) >= LEAST}
    def line(name, w):
        return "\t".join([name, *(f"{x:.3f}" for x in w)])
    table = "\n".join([line("", bias), *(line(n, kept[n]) for n in sorted(kept))]) + "\n"
    (a.out / "terms.tsv").write_text(table, encoding="utf-8")
    card = ["# The card of the reader of terms; `training/terms.py` writes it, `src/survey/terms/learned.rs` applies the weights.",
            f"letters = {len(rows)}", f"features = {len(kept)}", 'file = "terms.tsv"',
            f'sha256 = "{hashlib.sha256(table.encode()).hexdigest()}"', "", "# Letters by author.", "[authors]"]
    counted = collections.Counter(r["id"].split("-")[0] for r in rows)
    card += [f"{x} = {counted[x]}" for x in sorted(counted)]
    for fact in WANTED:
        counts = left_out(rows, fact)
        total = [sum(c[k] for c in counts.values()) for k in (0, 1)]
        print(fact, *total)
        card += ["", "# Right, and letters that state it, by author, when nothing of the author had been seen.", f"[left_out.{fact}]", f"all = [{total[0]}, {total[1]}]"]
        card += [f"{x} = [{c[0]}, {c[1]}]" for x, c in sorted(counts.items())]
    (a.out / "terms.toml").write_text("\n".join(card) + "\n")


if __name__ == "__main__":
    main()
