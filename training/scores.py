#!/usr/bin/env python3
"""Prints the learned reader's scores for authors that it had not seen, as `acquit eval --scores FILE` reads them.

usage: scores.py --data inputs.jsonl … --folds S-0.npz … --card model/card.toml > scores.jsonl
"""

import argparse
import json
import tomllib

import numpy as np

import data
from fuse import logits


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", nargs="+", required=True)
    ap.add_argument("--folds", nargs="+", required=True)
    ap.add_argument("--card", required=True)
    a = ap.parse_args()
    card = tomllib.loads(open(a.card, encoding="utf-8").read())
    slope, offset = np.array(card["slope"]), np.array(card["offset"])
    z = logits(a.folds)
    for e in data.read(a.data, doubtful=True):
        if e.id in z:
            p = 1 / (1 + np.exp(-(z[e.id] * slope + offset)))
            print(json.dumps({"context": e.context, "unit": e.unit, "probabilities": [round(float(v), 5) for v in p]}))


if __name__ == "__main__":
    main()
