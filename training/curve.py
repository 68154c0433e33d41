#!/usr/bin/env python3
"""Draws the risk curve: errors against the share of sentences that are left unclear, for each reader and for both.

usage: curve.py --data inputs.jsonl … --folds S-0.npz … --card model/card.toml --fusion model/fusion.toml --out docs/risk-curve.svg

The least sure sentences go first. The patterns give no probabilities: they are one point. A dangerous error is a release
or waiver told in vain, or a reservation missed. The table of the same figures is printed.
"""

import argparse
import pathlib
import tomllib

import numpy as np

import data
import fuse
from labels import LABELS

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 400, 60, 350, 30
MOST_X, MOST_Y = 0.4, 0.16
COLOURS = {"both": "#1b5e20", "model": "#1565c0", "patterns": "#b71c1c"}


def point(x, y):
    return LEFT + (WIDTH - LEFT - 20) * x / MOST_X, BOTTOM - (BOTTOM - TOP) * min(y, MOST_Y) / MOST_Y


def dangerous(f):
    return (f["false_good"] + f["missed"]) / f["n"]


def axes():
    out = [f'<line x1="{LEFT}" y1="{BOTTOM}" x2="{WIDTH - 20}" y2="{BOTTOM}" stroke="#444"/>',
           f'<line x1="{LEFT}" y1="{BOTTOM}" x2="{LEFT}" y2="{TOP}" stroke="#444"/>',
           f'<text x="{(LEFT + WIDTH) / 2}" y="{BOTTOM + 38}" text-anchor="middle">share of sentences left unclear</text>',
           f'<text x="{LEFT}" y="{TOP - 12}">dangerous errors, share of all sentences</text>']
    for x in (0, 0.1, 0.2, 0.3, 0.4):
        out.append(f'<text x="{point(x, 0)[0]:.0f}" y="{BOTTOM + 18}" text-anchor="middle">{x:.0%}</text>')
    for y in (0, 0.04, 0.08, 0.12, 0.16):
        out.append(f'<text x="{LEFT - 8}" y="{point(0, y)[1] + 4:.0f}" text-anchor="end">{y:.0%}</text>')
    return out


def drawn(curves):
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="12">',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>', *axes()]
    for at, (name, rows) in enumerate(curves.items()):
        points = [point(f["unclear"] / f["n"], dangerous(f)) for f in rows]
        if len(points) > 1:
            line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            out.append(f'<polyline points="{line}" fill="none" stroke="{COLOURS[name]}" stroke-width="2"/>')
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{COLOURS[name]}"/>' for x, y in points]
        out.append(f'<text x="{WIDTH - 150}" y="{TOP + 18 * at}" fill="{COLOURS[name]}">{name}</text>')
    return "\n".join([*out, "</svg>"]) + "\n"


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", nargs="+", required=True)
    ap.add_argument("--folds", nargs="+", required=True)
    ap.add_argument("--card", type=pathlib.Path, required=True)
    ap.add_argument("--fusion", type=pathlib.Path, required=True)
    ap.add_argument("--out", type=pathlib.Path, required=True)
    a = ap.parse_args()
    card, fitted = (tomllib.loads(p.read_text()) for p in (a.card, a.fusion))
    z = fuse.logits(a.folds)
    examples = [e for e in data.read(a.data) if e.id in z]
    scaled = np.stack([z[e.id] for e in examples]) * np.array(card["slope"]) + np.array(card["offset"])
    weights = {s: np.array([fitted["sorts"][s][k] for k in fuse.FEATURES]) for s in fuse.SORTS}
    both = fuse.fused(fuse.features(examples, scaled), weights)
    curves = {"both": both, "model": 1 / (1 + np.exp(-scaled))}
    curves = {name: [f for _, f in fuse.curve(examples, p, None, name)] for name, p in curves.items()}
    sentences = np.array([e.place is None for e in examples])
    read = np.stack([[float(label in e.patterns) for label in LABELS] for e in examples])
    doubt = np.array(["unclear-language" in e.patterns for e in examples])
    curves["patterns"] = [fuse.Scored(examples, fuse.told(read, fuse.PLAIN)).figures(doubt, sentences)]
    a.out.write_text(drawn(curves))
    print("| reader | unclear | core right | exact | release or waiver in vain | reservations missed |\n|---|---|---|---|---|---|")
    for name, rows in curves.items():
        for f in rows:
            n = f["n"]
            print(f"| {name} | {f['unclear'] / n:.2f} | {f['core'] / n:.3f} | {f['exact'] / n:.3f} | {f['false_good'] / n:.4f} | {f['missed'] / f['reservations']:.3f} |")


if __name__ == "__main__":
    main()
