#!/usr/bin/env python3
"""Fits the fusion of both readers on predictions for authors that the model had not seen.

usage: fuse.py --data inputs.jsonl … --folds S-0.npz … --card model/card.toml --out proposed.toml [--figures figures.json]

Weights: a logistic regression for each sort of label (src/fuse/weigh.rs has the same sum). Thresholds: the cheapest of a
grid, where a release or waiver told in vain costs 20, a missed reservation 10, any other wrong core 2, an unclear
sentence 1 and an unclear harmless unit of a letter 1 as well.
"""

import argparse
import itertools
import json
import pathlib
import tomllib

import numpy as np
from scipy.optimize import minimize

import data
from labels import HAZARDS, INDEX, LABELS, PROTECTIONS, counts, goods

WEAKENING = set(HAZARDS[:HAZARDS.index("unresolved-template") + 1])
SORTS = ("release", "waiver", "lien", "reservation", "weakening", "hazard", "protection")
FEATURES = ("bias", "model", "patterns", "other", "unread")


def sort_of(label):
    name = label.split(":")[0]
    special = {"debt-release": "release", "deficiency-waiver": "waiver", "lien-release": "lien", "deficiency-reservation": "reservation"}
    return special.get(name) or ("protection" if ":" in label else "weakening" if name in WEAKENING else "hazard")


def other(label):
    name, _, strength = label.partition(":")
    return f"{name}:{'weak' if strength == 'present' else 'present'}" if strength else None


# The logit of what a stored prediction leaves out: what the network says of most labels of most units.
LOW = -12.0


def logits(files, unknown=LOW):
    """Logits by id from several .npz; `unknown` stands where a stored prediction was left out for being low."""
    out = {}
    for file in files:
        z = np.load(file, allow_pickle=False)
        out.update(zip(z["ids"], np.nan_to_num(z["logits"].astype(np.float32), nan=unknown)))
    return out


def features(examples, scaled):
    """Examples × labels × features; `scaled` are calibrated log-odds."""
    n, m = scaled.shape
    x = np.zeros((n, m, len(FEATURES)), dtype=np.float32)
    x[:, :, 0] = 1
    x[:, :, 1] = np.clip(scaled, -11.5, 11.5)
    for i, e in enumerate(examples):
        for label in e.patterns:
            if label == "unclear-language":
                x[i, :, 4] = 1
            elif label in INDEX:
                x[i, INDEX[label], 2] = 1
                if other(label):
                    x[i, INDEX[other(label)], 3] = 1
    return x


def logistic(x, y, weight):
    """Weights of a logistic regression, drawn to (0, 1, 0, 0, 0)."""
    prior = np.array([0, 1, 0, 0, 0], dtype=np.float64)
    def loss(w):
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        value = (weight * (np.logaddexp(0, z) - y * z)).sum() + 0.5 * ((w - prior) ** 2).sum()
        return value, x.T @ (weight * (p - y)) + (w - prior)
    return minimize(loss, prior, jac=True, method="L-BFGS-B").x


def fit(x, y):
    at = {s: [i for i, label in enumerate(LABELS) if sort_of(label) == s] for s in SORTS}
    out = {}
    for s in SORTS:
        rows, told = x[:, at[s]].reshape(-1, len(FEATURES)), y[:, at[s]].reshape(-1)
        out[s] = logistic(rows.astype(np.float64), told.astype(np.float64), np.ones(len(told)))
    return out


def fused(x, weights):
    w = np.stack([weights[sort_of(label)] for label in LABELS])
    return 1 / (1 + np.exp(-(x * w).sum(-1)))


GOOD = [INDEX[f"{p}:{s}"] for p in ("debt-release", "deficiency-waiver") for s in ("present", "weak")]
RESERVATION = INDEX["deficiency-reservation"]
WEAK_NAMES = [h for h in HAZARDS if h in WEAKENING and h != "deficiency-reservation"]
WEAK_HAZARDS = [INDEX[h] for h in WEAK_NAMES]


def told(p, at):
    """Labels told, a row an example: of both strengths of a protection the likelier."""
    least = np.full(len(LABELS), 0.5)
    least[RESERVATION] = at["reservation"]
    least[WEAK_HAZARDS] = at["weakening"]
    least[INDEX["not-an-approval"]] = at.get("refusal", at["weakening"])
    t = p >= least
    for name in PROTECTIONS:
        a, b = INDEX[f"{name}:present"], INDEX[f"{name}:weak"]
        both = t[:, a] & t[:, b]
        t[:, a] &= ~(both & (p[:, b] >= p[:, a]))
        t[:, b] &= ~(both & (p[:, a] > p[:, b]))
    return t


def heard(examples):
    """Whether the patterns read a reservation, and whether they read a release or waiver and nothing against it."""
    reserved = np.array(["deficiency-reservation" in e.patterns for e in examples])
    good = np.array([goods(e.patterns)[1] > 0 and "unclear-language" not in e.patterns for e in examples])
    weakening = np.stack([[h in e.patterns for h in WEAK_NAMES] for e in examples])
    return reserved, good & ~reserved, weakening


def unclear(p, t, heard, at):
    """Which examples must be read by eye (src/fuse/weigh.rs has the same rules)."""
    reads_reservation, agreed, reads_weakening = heard
    says = t[:, RESERVATION]
    good = t[:, GOOD].any(1)
    # The release where one is told, else the waiver: a release holds its waiver.
    told_first = np.argmax(t[:, GOOD], axis=1)
    sureness = p[np.arange(len(p)), np.array(GOOD)[told_first]]
    against = WEAK_HAZARDS + [RESERVATION]
    bound = t[:, against].any(1)
    somehow = np.where(bound, 0, 1 - np.prod(1 - p[:, against], axis=1))
    sure = np.where(agreed, at["sure_agreed"], np.where((somehow < at["plain"]) & ~bound, at["sure_plain"], at["sure_alone"]))
    most = p[:, GOOD].max(1)
    weakens = np.where(t[:, WEAK_HAZARDS], 0, p[:, WEAK_HAZARDS]).max(1)
    doubt = p[:, RESERVATION] >= np.where(reads_reservation, at["maybe_reservation_read"], at["maybe_reservation"])
    contradicted = reads_reservation & ~((sureness >= at["overruling"]) & (p[:, RESERVATION] < at["overruled"]))
    doubt |= good & (contradicted | (sureness < sure) | (weakens >= at["maybe_weakening"]))
    doubt |= ~good & (most >= at["maybe_good"])
    doubt |= (somehow >= at["maybe_against"]) | ((reads_reservation | reads_weakening.any(1)) & (somehow >= at["maybe_against_read"]))
    vetoed = reads_weakening & ~t[:, WEAK_HAZARDS] & (p[:, WEAK_HAZARDS] >= at["maybe_weakening_read"])
    doubt |= vetoed.any(1)
    return doubt & ~says


PLAIN = {"reservation": 0.5, "weakening": 0.5}
GRID = {"reservation": (0.4, 0.5), "weakening": (0.4, 0.5), "refusal": (0.6,), "plain": (0.05,), "sure_agreed": (0.6, 0.7, 0.8), "sure_alone": (0.8, 0.9, 0.95), "sure_plain": (0.7, 0.8), "maybe_good": (0.5,),
        "maybe_reservation": (0.1, 0.2, 0.3, 0.4), "maybe_reservation_read": (0.03, 0.1), "maybe_weakening_read": (0.03, 0.1), "maybe_weakening": (0.1, 0.2, 0.3), "overruling": (0.9,), "overruled": (0.02,),
        "maybe_against": (0.4,), "maybe_against_read": (0.1,)}


class Scored:
    """Core figures of every example, so that thresholds can be tried fast."""

    def __init__(self, examples, t):
        rows = [counts(e.labels, [LABELS[i] for i in np.where(row)[0]]) for e, row in zip(examples, t)]
        self.c = {k: np.array([r[k] for r in rows]) for k in rows[0]}

    def figures(self, doubt, part):
        sure = part & ~doubt
        f = {k: int(self.c[k][sure].sum()) for k in ("exact", "core", "false_good", "missed", "false_reservation")}
        return f | {"n": int(part.sum()), "unclear": int((part & doubt).sum()), "reservations": int(self.c["reservations"][part].sum())}


def cost(f):
    wrong = f["n"] - f["unclear"] - f["core"]
    return 20 * f["false_good"] + 10 * f["missed"] + 2 * wrong + f["unclear"]


def search(examples, p, reads):
    sentences = np.array([e.place is None for e in examples])
    best, scored, t = None, {}, {}
    for values in itertools.product(*GRID.values()):
        at = dict(zip(GRID, values))
        key = values[:2]
        if key not in scored:
            t[key] = told(p, at)
            scored[key] = Scored(examples, t[key])
        doubt = unclear(p, t[key], reads, at)
        s, u = scored[key].figures(doubt, sentences), scored[key].figures(doubt, ~sentences)
        if s["unclear"] > 0.15 * s["n"]:
            continue
        total = cost(s) + cost(u)
        if best is None or total < best[0]:
            best = (total, at, s, u)
    return best


def curve(examples, p, reads, readers):
    """Errors against the share of unclear sentences: the least sure first."""
    t = told(p, PLAIN)
    scored = Scored(examples, t)
    sentences = np.array([e.place is None for e in examples])
    out = []
    for share in (0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4):
        doubt = hardest(p, t, share, sentences) if readers != "patterns" else np.zeros(len(p), bool)
        f = scored.figures(doubt, sentences)
        out.append((share, f))
    return out


def hardest(p, t, share, part):
    """The share of sentences whose core is least sure."""
    core = GOOD + [RESERVATION, INDEX["lien-release:present"], INDEX["lien-release:weak"]]
    near = np.abs(p[:, core] - 0.5).min(1)
    near[~part] = 9
    n = int(share * part.sum())
    doubt = np.zeros(len(p), bool)
    doubt[np.argsort(near, kind="stable")[:n]] = True
    return doubt


def line(name, f):
    n = max(1, f["n"])
    return (f"{name:22} n {f['n']:6} core {f['core'] / n:.3f} exact {f['exact'] / n:.3f} false good {f['false_good'] / n:.4f} "
            f"missed {f['missed'] / max(1, f['reservations']):.3f} of {f['reservations']} unclear {f['unclear'] / n:.3f}")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", nargs="+", required=True)
    ap.add_argument("--folds", nargs="+", required=True)
    ap.add_argument("--card", type=pathlib.Path, required=True)
    ap.add_argument("--out", type=pathlib.Path, required=True)
    ap.add_argument("--figures", type=pathlib.Path, help="where the figures go as JSON")
    a = ap.parse_args()
    card = tomllib.loads(a.card.read_text())
    z = logits(a.folds)
    examples = [e for e in data.read(a.data) if e.id in z]
    raw = np.stack([z[e.id] for e in examples])
    scaled = raw * np.array(card["slope"]) + np.array(card["offset"])
    y = np.stack([e.target() for e in examples])
    x = features(examples, scaled)
    weights = fit(x, y)
    p = fused(x, weights)
    reads = heard(examples)
    total, at, s, u = search(examples, p, reads)
    print(line("both, sentences", s))
    print(line("both, units of letters", u))
    alone = 1 / (1 + np.exp(-scaled))
    plain = {"model": alone, "both": p}
    for name, q in plain.items():
        for share, f in curve(examples, q, reads, name):
            print(line(f"{name} at {share}", f))
    by_patterns = np.stack([[float(label in e.patterns) for label in LABELS] for e in examples])
    doubt = np.array(["unclear-language" in e.patterns for e in examples])
    f = Scored(examples, told(by_patterns, PLAIN)).figures(doubt, np.array([e.place is None for e in examples]))
    print(line("patterns", f))
    lines = ["# The fusion of both readers; `training/fuse.py` fitted it, `src/fuse/weigh.rs` applies it.",
             "# Sum of log-odds for each sort of label: bias + model x log-odds of the learned reader + patterns where they read",
             "# it + other where they read the other strength + unread where they could not read the unit.", ""]
    for s_ in SORTS:
        lines += [f"[sorts.{s_}]"] + [f"{name} = {value:.4f}" for name, value in zip(FEATURES, weights[s_])] + [""]
    lines += ["# The cheapest of a grid on sentences and on units of letters by authors whom the model had not seen: a release or",
              "# waiver told in vain costs 20, a missed reservation 10, another wrong core 2, an unclear one 1; at most 15 % unclear.",
              "[thresholds]"] + [f"{k} = {v}" for k, v in at.items()]
    a.out.write_text("\n".join(lines) + "\n")
    print(at)
    if a.figures:
        a.figures.write_text(json.dumps({"sentences": s, "units": u}))


if __name__ == "__main__":
    main()
