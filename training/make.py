#!/usr/bin/env python3
"""The whole way from the corpus to model/, one command, resumable: a step whose result is there is not made again.

usage: make.py WORK --acquit target/release/acquit --base FOLDER            from the pre-trained base: teachers, folds, student
       make.py WORK --acquit target/release/acquit --base FOLDER --go-on [--without qa …]   from the model that ships, with what is new

WORK is a folder outside the repository; --base is the cut base that `base.py` makes (with --go-on it is needed for its
configuration and pieces alone). Run it in the repository's root.

The first way wants a GPU, or days. The second takes about an hour and a half on two cores: the shipped network is read
back from its int8 weights (`shipped.py`), predicts every author that it has never seen (these are the new rows of the
fold predictions: first sight, as those of the folds are), and goes on learning from all of those and a share of the rest
(`draw.py`), drawn to its own earlier predictions on what it knew. What ships is half way between where it began and where it ended (`average.py`).
"""

import argparse
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
LAYERS = "0,2,4,7,9,11"


class Steps:
    def __init__(self, work):
        self.work = work
        work.mkdir(parents=True, exist_ok=True)

    def step(self, result, *command):
        """Runs a command unless its result is there. What it prints is the result, whole or not at all."""
        target = self.work / result
        if target.exists():
            return target
        print(f"{result}: {' '.join(map(str, command))}", flush=True)
        draft = target.with_name(target.name + ".part")
        with open(draft, "wb") as out:
            subprocess.run([str(c) for c in command], stdout=out, check=True)
        if target.exists():
            draft.unlink()
        else:
            draft.rename(target)
        return target

    def python(self, result, script, *arguments):
        return self.step(result, sys.executable, HERE / script, *arguments)


def inputs(steps, acquit):
    banks = sorted(pathlib.Path("corpus/sentences").glob("*.jsonl"))
    return steps.step("inputs.jsonl", acquit, "eval", "inputs", *banks, "corpus/letters")


def from_base(steps, a, data):
    """Teachers of twelve layers, five folds and everything; students on what they say."""
    w = steps.work
    more = steps.python("variants.jsonl", "variants.py", data)
    teach = ["--data", data, "--set", "epochs=6", "lr=1e-4", "size=32", "--also", data, more]
    learn = ["--data", data, "--unlabelled", more, "--layers", LAYERS, "--set", "epochs=7", "lr=1e-4", "size=32"]
    for fold in [*range(5), None]:
        name = "all" if fold is None else str(fold)
        held = [] if fold is None else ["--fold", str(fold)]
        teachers = [w / f"T-{seed}-{name}.npz" for seed in (1, 2)]
        for seed, out in zip((1, 2), teachers):
            steps.python(f"T-{seed}-{name}.log", "train.py", a.base, out, *teach, *held, "--seed", str(seed), "--save", out.with_suffix(".pt"))
        steps.python(f"S-{name}.log", "train.py", a.base, w / f"S-{name}.npz", *learn, *held, "--soft", *teachers,
                     "--start", teachers[0].with_suffix(".pt"), "--save", w / f"S-{name}.pt")
    return w / "S-all.pt", [w / f"S-{fold}.npz" for fold in range(5)]


def going_on(steps, a, data):
    """The shipped network, with all that is new; its predictions for authors it never saw join the fold predictions."""
    w = steps.work
    drawn = steps.python("drawn.jsonl", "draw.py", "model", "--data", data, "--share", "0.15", "--plain", "0.4", "--seed", "13", "--without", *a.without)
    new = steps.python("new.jsonl", "draw.py", "model", "--data", data, "--share", "0", "--seed", "13")
    steps.python("shipped.log", "shipped.py", "model", a.base, "--data", drawn, new, "--weights", w / "shipped.pt",
                 "--known", w / "known.npz", "--new", w / "new.npz", "--folds", w / "before.npz")
    steps.python("C-all.log", "train.py", a.base, w / "C-all.npz", "--data", drawn, "--soft", w / "known.npz", "--start", w / "shipped.pt",
                 "--layers", LAYERS, "--set", "epochs=2", "lr=5e-5", "size=32", "damaged=0.25", "--seed", "13", "--save", w / "C-all.pt")
    steps.python("average.log", "average.py", w / "shipped.pt", w / "C-all.pt", w / "average.pt")
    return w / "average.pt", [w / "before.npz", w / "new.npz"]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("work", type=pathlib.Path)
    ap.add_argument("--acquit", required=True)
    ap.add_argument("--base", type=pathlib.Path, required=True)
    ap.add_argument("--go-on", action="store_true")
    ap.add_argument("--without", nargs="*", default=[], help="with --go-on: new authors that are kept for measuring")
    a = ap.parse_args()
    steps = Steps(a.work)
    data = inputs(steps, a.acquit)
    weights, folds = (going_on if a.go_on else from_base)(steps, a, data)
    steps.python("export.log", "export.py", a.base, weights, "model", "--layers", LAYERS, "--data", data, "--folds", *folds, *(["--go-on"] if a.go_on else []))
    steps.python("card.log", "card.py", "model", "--corpus", "corpus", "--data", data, "--folds", *folds, "--without", *a.without)
    steps.python("fuse.log", "fuse.py", "--data", data, "--folds", *folds, "--card", "model/card.toml", "--out", a.work / "fusion.toml")
    steps.python("scores.jsonl", "scores.py", "--data", data, "--folds", *folds, "--card", "model/card.toml")
    kinds = steps.step("kinds.jsonl", a.acquit, "eval", "inputs", "--kinds", "corpus/letters")
    steps.python("kind.log", "kind.py", kinds, "--out", "model")
    print(f"model/ is made. Build again, then try thresholds on whole letters: sweep.py {a.acquit} --scores {a.work}/scores.jsonl --fusion {a.work}/fusion.toml")


if __name__ == "__main__":
    main()
