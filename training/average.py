#!/usr/bin/env python3
"""Averages the weights of two networks of one shape, one of which was trained on from the other.

usage: average.py ONE.pt OTHER.pt OUT.pt

What a network learned last it holds too firmly; half way back it reads new authors better than either end (README.md).
"""

import sys

import torch


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    one, other = (torch.load(path, map_location="cpu", weights_only=True) for path in sys.argv[1:3])
    assert one.keys() == other.keys(), "the two networks are of different shapes"
    torch.save({name: ((one[name].float() + other[name].float()) / 2).to(other[name].dtype) for name in other}, sys.argv[3])
    print(f"{len(one)} tensors averaged")


if __name__ == "__main__":
    main()
