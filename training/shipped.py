#!/usr/bin/env python3
"""Reads the shipped network back from its int8 weights, and asks it about the corpus: what `make.py --go-on` begins with.

usage: shipped.py MODEL BASE --data inputs.jsonl … --weights shipped.pt --known known.npz --new new.npz --folds before.npz

`--known` gets its predictions for what the card says it was trained on, `--new` those for authors that it never saw, and
`--folds` the fold predictions that MODEL/folds.tsv holds, as logits before calibration.
"""

import argparse
import pathlib
import tomllib

import numpy as np
import onnx
import torch
from onnx import numpy_helper

import data
from labels import INDEX, LABELS
from reader import Encoder, Reader, predict


def weights(path, state):
    """A state for the network: every tensor from the graph, int8 ones as floats again."""
    graph = onnx.load(path).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    made_by = {out: node for node in graph.node for out in node.output}
    adds = {name: node for node in graph.node if node.op_type == "Add" for name in node.input if name.endswith(".bias")}

    def plain(name):
        if name in held:
            return held[name]
        scale, zero = held[f"{name}_scale"], held[f"{name}_zero_point"]
        return (held[f"{name}_quantized"].astype(np.float32) - zero.astype(np.float32)) * scale

    def multiplied(bias):
        """The matrix of a linear layer, found from its bias: Add, Mul, Cast, MatMulInteger."""
        node = made_by[next(name for name in adds[bias].input if name != bias)]
        while node.op_type != "MatMulInteger":
            node = next(made_by[name] for name in node.input if name in made_by and made_by[name].op_type in ("Cast", "MatMulInteger", "Mul"))
        return plain(node.input[1].removesuffix("_quantized")).T

    out = {}
    for name, tensor in state.items():
        inside = f"net.{name}"
        there = inside in held or f"{inside}_quantized" in held
        found = plain(inside) if there else multiplied(inside.removesuffix("weight") + "bias")
        assert found.shape == tuple(tensor.shape), (name, found.shape, tuple(tensor.shape))
        out[name] = torch.tensor(np.ascontiguousarray(found, dtype=np.float32))
    return out


def before(model, card, path):
    """The fold predictions again as logits; what a line leaves out was below 0.05, and nobody knows how far."""
    ids, rows = [], []
    for line in open(model / card["predictions"]["file"], encoding="utf-8"):
        name, *cells = line.rstrip("\n").split("\t")
        p = np.full(len(LABELS), np.nan)
        for cell in cells:
            label, value = cell.split("=")
            p[INDEX[label]] = min(max(float(value), 0.001), 0.999)
        ids.append(name)
        rows.append((np.log(p / (1 - p)) - np.array(card["offset"])) / np.array(card["slope"]))
    np.savez(path, ids=np.array(ids), logits=np.array(rows, dtype=np.float16))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("model", type=pathlib.Path)
    ap.add_argument("base")
    ap.add_argument("--data", nargs="+", required=True)
    ap.add_argument("--weights", required=True)
    ap.add_argument("--known", required=True)
    ap.add_argument("--new", required=True)
    ap.add_argument("--folds", required=True)
    ap.add_argument("--layers", type=int, default=6)
    a = ap.parse_args()
    card = tomllib.loads((a.model / "card.toml").read_text())
    net = Reader(a.base)
    net.keep(range(a.layers))
    state = weights(a.model / card["weights"]["file"], net.state_dict())
    net.load_state_dict(state)
    torch.save({name: values.half() for name, values in state.items()}, a.weights)
    before(a.model, card, a.folds)
    trained_on = set(card["data"])
    examples = list({e.id: e for e in data.read(a.data)}.values())
    logits = predict(net, Encoder(a.base), examples, "cuda" if torch.cuda.is_available() else "cpu")
    known = np.array([e.id.split("-")[0] in trained_on for e in examples])
    ids = np.array([e.id for e in examples])
    for path, part in ((a.known, known), (a.new, ~known)):
        np.savez(path, ids=ids[part], logits=logits[part].astype(np.float16))


if __name__ == "__main__":
    main()
