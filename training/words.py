#!/usr/bin/env python3
"""Gathers the words that are no names, so that names can be masked: model/words.txt.

usage: words.py CORPUS VOCABULARY > model/words.txt

A word counts where it is written small twice, or once if the pre-trained encoder's VOCABULARY (one piece a line) has it.
Months, states, offices and programmes are kept by hand: they are written large and are no names.
"""

import collections
import json
import pathlib
import re
import sys

KEPT = """fannie freddie mae mac hud fha va irs hoa heloc dil i mr mrs ms dr messrs inc llc llp lp corp co na usda mi pmi nrs ucc
mers hafa sba hamp esq january february march april may june july august september october november december monday tuesday
wednesday thursday friday saturday sunday united states america american federal alabama alaska arizona arkansas california
colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland
massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee
texas utah vermont virginia washington wisconsin wyoming english spanish faq faqs""".split()
WORD = re.compile(r"(?<![@./\w])[A-Za-z][A-Za-z'’-]*(?![@/\w]|\.\w)")


def texts(corpus):
    for file in sorted(corpus.glob("sentences/*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row["text"]
            yield row.get("context") or ""
    for file in sorted(corpus.glob("letters/docs/*.txt")):
        yield file.read_text(encoding="utf-8")


def small(text):
    for found in WORD.finditer(text):
        for part in found.group().replace("’", "'").split("-"):
            part = re.sub(r"'s?$", "", part)
            if part.islower() and part.isascii() and len(part) > 1:
                yield part


def main():
    corpus, vocabulary = map(pathlib.Path, sys.argv[1:3])
    known = set(vocabulary.read_text(encoding="utf-8").splitlines())
    count = collections.Counter(word for text in texts(corpus) for word in small(text))
    words = {word for word, n in count.items() if n > 1 or word in known} | set(KEPT)
    sys.stdout.write("".join(f"{word}\n" for word in sorted(words)))


if __name__ == "__main__":
    main()
