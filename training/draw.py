#!/usr/bin/env python3
"""What a network that goes on learning is shown: the authors it never saw, and a share of those it knows.

usage: draw.py MODEL --data inputs.jsonl --share 0.4 --seed S [--plain 0.5] [--without qa qb …] > drawn.jsonl

The known ones keep it from forgetting; they are drawn by their ids and the seed, always the same, so that another
generation of the model is shown others. Most units of a letter do nothing and say what the next letter's say: of those
`--plain` is the share that is shown, of new authors too. Authors named by --without are not shown at all: what ships
is measured on them.
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
    ap.add_argument("--plain", type=float, default=1.0, help="share of the units without a label that is shown")
    ap.add_argument("--without", nargs="*", default=[], help="authors that are kept for measuring")
    a = ap.parse_args()
    trained_on = set(tomllib.loads((a.model / "card.toml").read_text())["data"])
    for path in a.data:
        for line in open(path, encoding="utf-8"):
            read = json.loads(line)
            author = read["id"].split("-")[0]
            share = (a.share if author in trained_on else 1.0) * (1.0 if read["labels"] else a.plain)
            if author not in a.without and drawn(read["id"], a.seed, share):
                print(line, end="")


if __name__ == "__main__":
    main()
