#!/usr/bin/env python3
"""Tries thresholds of the fusion on whole letters, with scores of authors that the model had not seen.

usage: sweep.py ACQUIT --scores scores.jsonl --fusion fusion.toml [--corpus corpus/letters]

The weights are taken from FUSION. One line a set of thresholds, the best first: verdicts right, less six for each false
clear. Nothing is written: thresholds go into model/fusion.toml by hand, with their reasons.
"""

import argparse
import itertools
import json
import pathlib
import subprocess
import tempfile

GRID = {"reservation": (0.5,), "weakening": (0.4,), "refusal": (0.6,), "plain": (0.05,), "sure_agreed": (0.6, 0.7, 0.8), "sure_alone": (0.85, 0.9, 0.95), "sure_plain": (0.7, 0.8),
        "maybe_good": (0.5,), "maybe_reservation": (0.2, 0.3, 0.4), "maybe_reservation_read": (0.03, 0.1),
        "maybe_weakening_read": (0.03, 0.1), "maybe_weakening": (0.2, 0.3), "overruling": (0.9,), "overruled": (0.02,),
        "maybe_against": (0.3, 0.4), "maybe_against_read": (0.1,)}


def tried(a, weights, at):
    with tempfile.NamedTemporaryFile("w", suffix=".toml") as file:
        file.write(weights + "[thresholds]\n" + "".join(f"{k} = {v}\n" for k, v in at.items()))
        file.flush()
        run = subprocess.run([a.acquit, "eval", a.corpus, "--format", "json", "--scores", a.scores, "--fusion", file.name],
                             capture_output=True, text=True, check=True)
    d = json.loads(run.stdout)["all"]
    clears = d["cleared"]["hits"] + d["set_aside"]["hits"]
    return d["verdict"]["hits"], clears, d["over_alarms"]["hits"], d["unclear"]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("acquit")
    ap.add_argument("--scores", required=True)
    ap.add_argument("--fusion", type=pathlib.Path, required=True)
    ap.add_argument("--corpus", default="corpus/letters")
    a = ap.parse_args()
    weights = a.fusion.read_text().split("[thresholds]")[0]
    grid = [dict(zip(GRID, values)) for values in itertools.product(*GRID.values())]
    rows = [(tried(a, weights, at), at) for at in grid]
    print("verdicts, false clears, over-alarms, letters with something unclear")
    for result, at in sorted(rows, key=lambda row: -(row[0][0] - 6 * row[0][1])):
        print(*result, at)


if __name__ == "__main__":
    main()
