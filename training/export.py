#!/usr/bin/env python3
"""Writes a trained model as acquit ships it: int8 ONNX, vocabulary, card and probes.

usage: export.py BASE WEIGHTS.pt OUT --layers 0,2,4,7,9,11 --data inputs.jsonl … --folds S-0.npz …

OUT gets reader.onnx, vocabulary.txt, card.toml and probes.jsonl (inputs with the probabilities of the float model).
"""

import argparse
import hashlib
import json
import pathlib
import tempfile
import tomllib
import warnings

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from scipy.optimize import minimize

import data
from fuse import logits
from labels import LABELS
from reader import CONTEXT, LONGEST, OVERLAP, Encoder, Reader, predict


class OneUnit(torch.nn.Module):
    """One row without padding: what the shipped model is asked."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, ids, unit):
        return self.net(ids, torch.ones_like(ids), unit)


def platt(z, y, prior):
    """Slope and offset that make logits log-odds (Platt 1999), drawn to the prior."""
    def loss(w):
        s = w[0] * z + w[1]
        value = (np.logaddexp(0, s) - y * s).sum() + 4 * ((w - prior) ** 2).sum()
        d = 1 / (1 + np.exp(-s)) - y
        return value, np.array([(d * z).sum(), d.sum()]) + 8 * (w - prior)
    return minimize(loss, prior, jac=True, method="L-BFGS-B").x


def calibration(examples, z):
    """Of what is known: to set in a value for what was left out would pull the odds of all that is doubtful down."""
    raw = np.stack([z[e.id] for e in examples]).astype(np.float64)
    y = np.stack([e.target() for e in examples]).astype(np.float64)
    known = np.isfinite(raw)
    together = platt(raw[known], y[known], np.array([1.0, 0.0]))
    each = [platt(raw[known[:, i], i], y[known[:, i], i], together) for i in range(len(LABELS))]
    return np.array(each), together


def reliability(examples, z, scale):
    """Share of true labels by tenth of calibrated probability."""
    raw = np.stack([z[e.id] for e in examples])
    p = 1 / (1 + np.exp(-(raw * scale[:, 0] + scale[:, 1])))
    y = np.stack([e.target() for e in examples])
    out = []
    for low in np.arange(0, 1, 0.1):
        at = (p >= low) & (p < low + 0.1 + 1e-9)
        if not at.any():
            continue
        out.append((round(float(low), 1), int(at.sum()), round(float(p[at].mean()), 3), round(float(y[at].mean()), 3)))
    return out


def folds(known, card):
    """Those of the stage before; authors that came later are a fold of their own."""
    before = tomllib.loads(card.read_text())["folds"]
    return {author: before.get(author, data.FOLDS) for author in data.folds(known)}


def sha(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_onnx(net, path):
    ids, unit = torch.tensor([[0, 5, 6, 7, 8, 9, 10, 2]]), torch.tensor([[0, 0, 1, 1, 1, 1, 1, 0]])
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as box:
        warnings.simplefilter("ignore")
        plain = pathlib.Path(box) / "plain.onnx"
        torch.onnx.export(OneUnit(net), (ids, unit), plain, input_names=["ids", "unit"], output_names=["logits"],
                          dynamic_axes={"ids": {1: "n"}, "unit": {1: "n"}}, opset_version=17, dynamo=False)
        # A scale for each column: half the error of one for the whole matrix, and a fifth of the labels that change sides.
        quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("base")
    ap.add_argument("weights", type=pathlib.Path)
    ap.add_argument("out", type=pathlib.Path)
    ap.add_argument("--layers")
    ap.add_argument("--data", nargs="+", required=True)
    ap.add_argument("--folds", nargs="+", required=True)
    ap.add_argument("--go-on", action="store_true", help="OUT holds the stage before: its folds stand")
    ap.add_argument("--about", type=pathlib.Path, help="text that goes into the card: bases, licences, figures, limits")
    a = ap.parse_args()
    net = Reader(a.base)
    if a.layers:
        net.keep([int(n) for n in a.layers.split(",")])
    net.load_state_dict({k: v.float() for k, v in torch.load(a.weights, map_location="cpu", weights_only=True).items()})
    net.eval()
    encoder = Encoder(a.base)
    write_onnx(net, a.out / "reader.onnx")
    pieces = sorted(encoder.tok.get_vocab().items(), key=lambda x: x[1])
    assert [number for _, number in pieces] == list(range(len(pieces)))
    (a.out / "vocabulary.txt").write_text("".join(f"{piece}\n" for piece, _ in pieces), encoding="utf-8")
    z = logits(a.folds, unknown=np.nan)
    known = data.read(a.data)
    examples = [e for e in known if e.id in z]
    scale, together = calibration(examples, z)
    fold = folds(known, a.out / "card.toml") if a.go_on else data.folds(known)
    lines = ["# The card of reader B. `training/export.py` writes it; docs/reader-b.md tells how the model came about.",
             "version = 1", f"labels = {json.dumps(LABELS)}",
             f"slope = {[round(float(x), 4) for x in scale[:, 0]]}", f"offset = {[round(float(x), 4) for x in scale[:, 1]]}", "",
             "[weights]", 'file = "reader.onnx"', f'sha256 = "{sha(a.out / "reader.onnx")}"', "",
             "[vocabulary]", 'file = "vocabulary.txt"', f'sha256 = "{sha(a.out / "vocabulary.txt")}"', "",
             "[window]", f"context = {CONTEXT}", f"longest = {LONGEST}", f"overlap = {OVERLAP}", "",
             "# Which fold's model predicted an author; 5: the stage before, 6: the one that ships; neither had seen it.", "[folds]"] + [f'"{author}" = {at}' for author, at in sorted(fold.items())] + ["",
             "# Calibrated probability on authors not seen in training: from, labels, mean probability, share that is true.",
             "[reliability]", f"tenths = {json.dumps(reliability(examples, z, scale))}",
             f"together = [{together[0]:.4f}, {together[1]:.4f}]", ""]
    if a.about:
        lines.append(a.about.read_text())
    (a.out / "card.toml").write_text("\n".join(lines))
    rng = np.random.default_rng(1)
    picked = [known[i] for i in sorted(rng.choice(len(known), 200, replace=False))]
    longest = sorted(known, key=lambda e: -len(e.unit))[:6]
    picked += longest
    raw = predict(net, encoder, picked, "cpu", size=1)
    p = 1 / (1 + np.exp(-(raw * scale[:, 0] + scale[:, 1])))
    with open(a.out / "probes.jsonl", "w", encoding="utf-8") as out:
        for e, row in zip(picked, p):
            out.write(json.dumps({"context": e.context, "unit": e.unit, "probabilities": [round(float(v), 5) for v in row]}) + "\n")


if __name__ == "__main__":
    main()
