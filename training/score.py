"""Figures of predictions, by author and together."""

import collections

import numpy as np

from labels import INDEX, LABELS, PROTECTIONS, counts


def told(p, threshold=0.5):
    """Labels above a threshold; of `present` and `weak` of one protection the likelier."""
    out = {LABELS[i] for i in np.where(p >= threshold)[0]}
    for name in PROTECTIONS:
        present, weak = f"{name}:present", f"{name}:weak"
        if present in out and weak in out:
            out.discard(present if p[INDEX[present]] <= p[INDEX[weak]] else weak)
    return out


def figures(examples, probabilities, threshold=0.5):
    total = collections.Counter()
    for e, p in zip(examples, probabilities):
        total.update(counts(e.labels, told(p, threshold)))
    return total


def line(name, c):
    n = max(1, c["n"])
    return (f"{name:14} n {c['n']:5} core {c['core'] / n:.3f} exact {c['exact'] / n:.3f} false good {c['false_good'] / n:.3f} "
            f"missed {c['missed']:4} of {c['reservations']:4} ({c['missed'] / max(1, c['reservations']):.3f}) "
            f"false res {c['false_reservation'] / n:.3f}")
