#!/usr/bin/env python3
"""Makes unlabelled variants of labelled inputs, for teachers to label and a student to learn from.

usage: variants.py inputs.jsonl … > variants.jsonl

Clauses are cut out, exchanged and joined, words that turn a sentence are put in, taken out and replaced. Nobody says
what a variant does: only a teacher's probabilities stand for it. The id keeps the author of the words, so that a fold
never sees variants of the authors that it holds out.
"""

import json
import random
import re
import sys

import data

TURNS = [(r"\bwill not\b", "will"), (r"\bshall not\b", "shall"), (r"\bdoes not\b", "hereby does"), (r"\bnot\b ", ""), (r"\bno\b", "any"),
         (r"\bwill\b", "will not"), (r"\bshall\b", "shall not"), (r"\bwill\b", "may"), (r"\bshall\b", "may"), (r"\bwill\b", "intends to"),
         (r"\bmay\b", "will"), (r"\bmay\b", "may not"), (r"\bhereby\b", "does not"), (r"\bis\b", "is not"), (r"\bare\b", "are not"),
         (r"\bwaives?\b", "reserves"), (r"\breserves?\b", "waives"), (r"\bwaived\b", "reserved"), (r"\breleases?\b", "retains"),
         (r"\breleased\b", "not released"), (r"\bretains?\b", "releases"), (r"\ball\b", "part"), (r"\bany\b", "part of any"),
         (r"\bdeficiency\b", "lien"), (r"\blien\b", "deficiency"), (r"\bdebt\b", "mortgage"), (r"\bmortgage\b", "note"),
         (r"\bnote\b", "lien"), (r"\bafter\b", "until"), (r"\buntil\b", "after"), (r"\bexcept\b", "including"), (r"\bif\b", "unless"),
         (r"\bunless\b", "if"), (r"\bborrower\b", "guarantor"), (r"\bborrower\b", "co-borrower"), (r"\blender\b", "insurer"),
         (r"\bwe\b", "the insurer"), (r"\bwe\b", "our investor"), (r"\byou\b", "your co-borrower"), (r"\bhas\b", "has not"),
         (r"\bcan\b", "cannot"), (r"\bcannot\b", "can"), (r"\bowes?\b", "does not owe"), (r"\bremains?\b", "does not remain")]
TAILS = re.compile(r"(?:,? (?:provided|except|unless|if|upon|subject to|without|but|other than|until|once|when|although|so long as)\b)", re.I)


def turned(text, rng):
    """One word that turns the sentence is changed, or nothing."""
    for pattern, new in rng.sample(TURNS, len(TURNS)):
        places = list(re.finditer(pattern, text, re.I))
        if places:
            place = rng.choice(places)
            return text[:place.start()] + new + text[place.end():]
    return None


def tail(text):
    place = TAILS.search(text)
    return (text[:place.start()], text[place.start():]) if place and place.start() > 15 else None


def retailed(text, other, rng):
    """The condition or exception of another sentence on this one."""
    theirs = tail(other)
    mine = tail(text)
    if theirs is None:
        return mine[0].rstrip(" ,;") + "." if mine else None
    return (mine[0] if mine else text.rstrip(" .;")) + theirs[1]


def cut(text, other, rng):
    parts = re.split(r"(?<=[,;])\s+", text)
    if len(parts) < 2:
        return None
    del parts[rng.randrange(len(parts))]
    return " ".join(parts)


def joined(text, other, rng):
    link = rng.choice([" ", "; ", ", and ", ", but ", "; however, ", " In addition, ", ". Notwithstanding this, "])
    first = text.rstrip(" .;") + ("." if link == " " or link.startswith(" In") else "")
    return first + link + (other if link.startswith((" ", ".")) else other[:1].lower() + other[1:])


def main():
    rng = random.Random(7)
    examples = [e for e in data.read(sys.argv[1:]) if len(e.unit) < 500]
    by = {}
    for e in examples:
        by.setdefault(e.author, []).append(e)
    made = set()
    for e in examples:
        if not e.labels and rng.random() < 0.6:
            continue
        other = rng.choice(by[e.author]).unit
        steps = [lambda t: turned(t, rng), lambda t: retailed(t, other, rng), lambda t: cut(t, other, rng), lambda t: joined(t, other, rng)]
        for number, step in enumerate(rng.sample(steps, 2)):
            unit = step(e.unit)
            if unit and rng.random() < 0.3:
                unit = turned(unit, rng) or unit
            if unit and unit != e.unit and (e.context, unit) not in made and len(unit) < 700:
                made.add((e.context, unit))
                print(json.dumps({"id": f"{e.author}-v{len(made)}", "context": e.context, "unit": unit, "labels": []}))


if __name__ == "__main__":
    main()
