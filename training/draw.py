#!/usr/bin/env python3
"""What a network that goes on learning is shown: all of the authors it never saw, and a share of those it knows.

usage: draw.py MODEL --data inputs.jsonl --share 0.4 --seed S > drawn.jsonl

The known ones keep it from forgetting; they are drawn by their ids and the seed, always the same, so that another
generation of the model is shown others.
"""

import argparse
import hashlib
import json
import pathlib
import tomllib


def drawn(name, seed, share):
    """Whether a known line is among the share."""
    digest = hashlib.sha256(f"{seed} {name}".encode()).digest()
    return int.from_bytes(digest[:4], "big") < share * 2**32


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("model", type=pathlib.Path)
    ap.add_argument("--data", nargs="+", required=True)
    ap.add_argument("--share", type=float, required=True)
    ap.add_argument("--seed", type=int, required=True)
    a = ap.parse_args()
    trained_on = set(tomllib.loads((a.model / "card.toml").read_text())["data"])
    for path in a.data:
        for line in open(path, encoding="utf-8"):
            name = json.loads(line)["id"]
            if name.split("-")[0] not in trained_on or drawn(name, a.seed, a.share):
                print(line, end="")


if __name__ == "__main__":
    main()
