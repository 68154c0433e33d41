#!/usr/bin/env python3
"""Trains reader B, acquit's learned reader, on labelled sentences and units.

usage: train.py BASE OUT.npz --data inputs.jsonl … [--fold K] [--seed S] [--set epochs=8 …] [--soft soft.npz …]
                [--start big.pt --layers 0,2,4,7,9,11]
                [--unlabelled more.jsonl] [--also other.jsonl …] [--save model.pt]

Trains one model: on everything outside fold K (0 to 4; left out: on everything), and predicts the authors of that
fold and every file named with --also. OUT.npz holds ids and logits. README.md has the whole way from corpus to model.
"""

import argparse
import os
import pathlib


def arguments():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("base", help="folder with config.json, tokenizer.json and weights of the pre-trained encoder")
    ap.add_argument("out", type=pathlib.Path, help="where ids and logits go (.npz)")
    ap.add_argument("--data", nargs="+", required=True, help="what `acquit eval inputs` printed")
    ap.add_argument("--fold", type=int, help="hold out the authors of this fold, 0 to 4")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--set", nargs="*", default=[], metavar="NAME=VALUE", help="change the recipe (reader.py)")
    ap.add_argument("--soft", nargs="*", default=[], help="teachers' .npz: logits by id, averaged")
    ap.add_argument("--unlabelled", nargs="*", default=[], help="inputs that only teachers have labelled")
    ap.add_argument("--also", nargs="*", default=[], help="further inputs to predict, never trained on")
    ap.add_argument("--save", type=pathlib.Path, help="where the weights go")
    ap.add_argument("--start", type=pathlib.Path, help="weights of a larger model that this one begins with")
    ap.add_argument("--layers", help="keep only these layers of the encoder, for example 0,2,4,7,9,11")
    return ap.parse_args()


def soften(examples, files):
    """Teachers' probabilities by id, averaged over files that know the id."""
    import numpy as np
    total, n = {}, {}
    for file in files:
        z = np.load(file, allow_pickle=False)
        for key, row in zip(z["ids"], 1 / (1 + np.exp(-z["logits"].astype(np.float32)))):
            total[key] = total.get(key, 0) + row
            n[key] = n.get(key, 0) + 1
    for e in examples:
        if e.id in total:
            e.soft = total[e.id] / n[e.id]


def begin(net, start, layers):
    """Begins with the weights of a larger model, of which `layers` are kept, or with those of one that has no others."""
    import torch
    state = {name: values.float() for name, values in torch.load(start, map_location="cpu", weights_only=True).items()}
    depth = len({name.split(".")[3] for name in state if name.startswith("encoder.encoder.layer.")})
    if depth == len(layers):
        net.keep(layers)
    net.load_state_dict(state)
    if layers and depth != len(layers):
        net.keep(layers)


def main():
    a = arguments()
    # What is heavy comes behind the arguments, so that --help needs nothing but Python.
    if a.out.exists():
        return print(f"{a.out} is there: nothing to do")
    import numpy as np
    import torch

    import data
    import score
    from reader import Encoder, Reader, Recipe, predict, train
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.set_num_threads(int(os.environ.get("THREADS", "2")))
    torch.set_float32_matmul_precision("high")
    recipe = Recipe(**dict(pair.split("=", 1) for pair in a.set))
    known = data.read(a.data)
    fold = data.folds(known)
    held = [e for e in known if a.fold is not None and fold[e.author] == a.fold]
    learn = [e for e in known if a.fold is None or fold[e.author] != a.fold]
    more = [e for e in data.read(a.unlabelled) if a.fold is None or fold.get(e.author) != a.fold]
    for e in more:
        e.unlabelled = True
    soften(learn + more, a.soft)
    learn += [e for e in more if e.soft is not None]
    also = data.read(a.also)
    name = a.out.stem
    encoder, net = Encoder(a.base), Reader(a.base)
    layers = [int(n) for n in a.layers.split(",")] if a.layers else []
    if a.start:
        begin(net, a.start, layers)
    elif layers:
        net.keep(layers)
    train(net, encoder, learn, recipe, a.seed, device, lambda text: print(name, text, flush=True))
    if a.save:
        torch.save({name: values.half() for name, values in net.state_dict().items()}, a.save)
    asked = held + also
    logits = predict(net, encoder, asked, device)
    a.out.parent.mkdir(parents=True, exist_ok=True)
    draft = a.out.with_suffix(".part.npz")
    np.savez(draft, ids=np.array([e.id for e in asked]), logits=logits.astype(np.float16))
    draft.rename(a.out)
    p = 1 / (1 + np.exp(-logits))
    groups = {"held sentences": [i for i, e in enumerate(held) if not e.place], "held units": [i for i, e in enumerate(held) if e.place]}
    groups |= {f"also {x}": [i for i, e in enumerate(asked) if e.author == x] for x in sorted({e.author for e in also})}
    for group, at in groups.items():
        if at:
            print(name, score.line(group, score.figures([asked[i] for i in at], p[at])), flush=True)


if __name__ == "__main__":
    main()
