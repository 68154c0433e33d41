#!/usr/bin/env python3
"""Cuts a pre-trained encoder's vocabulary down to what letters need.

usage: base.py BASE OUT (--data inputs.jsonl … [--first 14000] | --pieces model/vocabulary.txt)

Kept: every piece that the data use, every single character, and the first pieces of the vocabulary, which are its
commonest. A word whose pieces went is spelled with shorter ones. OUT can be used like BASE.
"""

import argparse
import json
import pathlib
import shutil

from safetensors.torch import load_file, save_file
from transformers import AutoTokenizer

WORDS = "embeddings.word_embeddings.weight"


def kept(tok, files, first):
    """Ids of the pieces to keep, in order."""
    vocabulary = tok.get_vocab()
    ids = set(tok.all_special_ids) | {i for piece, i in vocabulary.items() if i < first or len(piece.removeprefix("##")) == 1}
    for file in files:
        for line in open(file, encoding="utf-8"):
            row = json.loads(line)
            ids.update(tok(row["context"] + " " + row["unit"], add_special_tokens=False)["input_ids"])
    return sorted(ids)


def renumber(spec, new):
    """The tokeniser's description with the new numbers."""
    vocabulary = spec["model"]["vocab"]
    spec["model"]["vocab"] = {piece: new[i] for piece, i in sorted(vocabulary.items(), key=lambda x: x[1]) if i in new}
    spec["added_tokens"] = [{**t, "id": new[t["id"]]} for t in spec.get("added_tokens", []) if t["id"] in new]
    post = spec.get("post_processor") or {}
    for key in ("sep", "cls"):
        if key in post:
            post[key][1] = new[post[key][1]]
    for token in (post.get("special_tokens") or {}).values():
        token["ids"] = [new[i] for i in token["ids"]]
    if spec.get("padding"):
        spec["padding"] = None
    spec["truncation"] = None
    return spec


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("base", type=pathlib.Path)
    ap.add_argument("out", type=pathlib.Path)
    ap.add_argument("--data", nargs="+", default=[])
    ap.add_argument("--first", type=int, default=14000)
    ap.add_argument("--pieces", type=pathlib.Path, help="keep these pieces, one a line, and no others: those of a model that goes on learning")
    a = ap.parse_args()
    tok = AutoTokenizer.from_pretrained(a.base)
    if a.pieces:
        ids = sorted(tok.get_vocab()[piece] for piece in a.pieces.read_text(encoding="utf-8").splitlines())
    else:
        ids = kept(tok, a.data, a.first)
    new = {old: at for at, old in enumerate(ids)}
    a.out.mkdir(parents=True, exist_ok=True)
    weights = {k: v for k, v in load_file(a.base / "model.safetensors").items() if "pooler" not in k and "position_ids" not in k}
    weights[WORDS] = weights[WORDS][ids].clone()
    save_file(weights, a.out / "model.safetensors", metadata={"format": "pt"})
    config = json.loads((a.base / "config.json").read_text())
    config["vocab_size"] = len(ids)
    for key in ("pad_token_id", "bos_token_id", "eos_token_id"):
        if config.get(key) in new:
            config[key] = new[config[key]]
    (a.out / "config.json").write_text(json.dumps(config, indent=1))
    spec = renumber(json.loads((a.base / "tokenizer.json").read_text()), new)
    (a.out / "tokenizer.json").write_text(json.dumps(spec, ensure_ascii=False))
    shutil.copy(a.base / "tokenizer_config.json", a.out)
    print(f"{len(ids)} of {tok.vocab_size} pieces kept")


if __name__ == "__main__":
    main()
