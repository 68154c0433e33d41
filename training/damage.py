"""Copies of inputs as a scanner and an OCR engine leave them, so that the reader knows damaged words when it meets them.

What is done to a word is what Tesseract was seen to do on 200-dpi and fax scans: letters that look alike change places,
two words grow together, a word falls apart, a speck becomes a point. Words that carry polarity are left as they are: a
damaged "not" is for the eye, not for a guess.
"""

import random

ALIKE = (("rn", "m"), ("m", "rn"), ("l", "1"), ("l", "I"), ("i", "l"), ("l", "i"), ("I", "l"), ("I", "|"), ("o", "0"), ("O", "0"), ("c", "e"), ("e", "c"),
         ("a", "o"), ("h", "b"), ("ii", "n"), ("n", "ri"), ("li", "h"), ("cl", "d"), ("vv", "w"), ("t", "f"), ("f", "t"), ("fi", "f"), ("u", "v"),
         ("S", "5"), ("B", "8"), ("g", "q"), ("y", "v"), ("ti", "h"), ("tt", "it"))
KEPT = frozenset("not no nor never none neither without only except unless but if may will shall and or subject reserve reserves waive waives release releases".split())
SPECKS = (".", ",", "'", "-", ":", "_")


def alike(word, rng):
    """The word with one group of letters taken for another that looks like it, if it holds such a group."""
    found = [(old, new) for old, new in ALIKE if old in word]
    if not found:
        return word
    old, new = rng.choice(found)
    places = [at for at in range(len(word)) if word.startswith(old, at)]
    at = rng.choice(places)
    return word[:at] + new + word[at + len(old):]


def damaged(words, rng, share):
    """Words of which about `share` are damaged, each by one of four accidents."""
    out, glue = [], False
    for word in words.split(" "):
        kept = word.strip(".,;:()\"'").lower() in KEPT or not word
        hit = not kept and rng.random() < share
        glued, glue = glue, False
        if hit:
            accident = rng.random()
            if accident < 0.55:
                word = alike(word, rng)
            elif accident < 0.75:
                glue = True
            elif accident < 0.9:
                word += rng.choice(SPECKS)
            elif len(word) > 5:
                at = rng.randrange(2, len(word) - 2)
                word = f"{word[:at]} {word[at:]}"
        if glued and out and not kept:
            out[-1] += word
        else:
            out.append(word)
    return " ".join(out)


def copy(context, unit, seed):
    """One input as a poor scan has it: some with a damaged word in fifty, some with one in eight."""
    rng = random.Random(seed)
    share = rng.choice((0.02, 0.05, 0.12))
    return damaged(context, rng, share), damaged(unit, rng, share)
