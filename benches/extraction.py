#!/usr/bin/env python3
"""How many documents come out with every clause whole.

usage: extraction.py PROGRAM FOLDER [NAME…]

PROGRAM is called as `PROGRAM FILE` and prints the text of the file (pages parted by form feeds): the example
`extract`, or `acquit extract` in quotes. FOLDER holds X.pdf and X.pdf.json with {"text", "clauses", "tags"}.
Documents whose tags hold `unmappable`, `unmappable?` or `garbled` have no text that could be recovered; they are
listed with what the reader said about them. White space, quotes and hyphens at line ends are made equal first.
"""
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

LOST = {"unmappable", "unmappable?", "garbled"}


def plain(text):
    text = text.replace("\f", "\n")
    text = re.sub(r"(\w)[-\u2010\u00ad]\s*\n\s*(?=\w)", r"\1", text)
    for old, new in (("\u2018", "'"), ("\u2019", "'"), ("\u201c", '"'), ("\u201d", '"'), ("``", '"'), ("''", '"')):
        text = text.replace(old, new)
    return re.sub(r"\s+", " ", text)


def joined(text):
    """Hyphens too: a word's own hyphen may have stood at a line end."""
    return plain(text).replace("-", "")


def words(text):
    return Counter(re.findall(r"[^\W_]+", plain(text)))


def read(program, path):
    done = subprocess.run([*program, str(path)], capture_output=True, text=True, timeout=60)
    return done.stdout, done.stderr


def main():
    program, folder, only = sys.argv[1].split(), Path(sys.argv[2]), sys.argv[3:]
    whole = clauses = found = documents = 0
    recalls, precisions = [], []
    for path in sorted(folder.glob("*.pdf")):
        about = json.loads(path.with_name(path.name + ".json").read_text())
        if only and path.stem not in only:
            continue
        text, said = read(program, path)
        if LOST & set(about["tags"]):
            print(f"not counted  {path.stem}: {said.strip()[:160]}")
            continue
        have = joined(text)
        missing = [clause for clause in about["clauses"] if joined(clause) not in have]
        want, got = words(about["text"]), words(text)
        recall = sum((want & got).values()) / max(1, want.total())
        precision = sum((want & got).values()) / max(1, got.total())
        recalls.append(recall)
        precisions.append(precision)
        documents += 1
        whole += not missing
        clauses += len(about["clauses"])
        found += len(about["clauses"]) - len(missing)
        troubles = [line for line in said.splitlines() if ": method " not in line]
        if missing or recall < 0.97 or troubles:
            print(f"{path.stem}: recall {recall:.4f}, precision {precision:.4f}, troubles {troubles}")
            for clause in missing:
                print(f"    missing: {clause[:150]}")
    print(f"all clauses whole: {whole} of {documents} documents; clauses whole: {found} of {clauses}")
    print(f"word recall {sum(recalls) / documents:.4f}, precision {sum(precisions) / documents:.4f}")
    sys.exit(whole != documents)


main()
