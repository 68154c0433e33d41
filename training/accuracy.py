#!/usr/bin/env python3
"""Writes docs/accuracy.md from the data: first sight, author-held-out, after tuning, each reader alone, baselines.

usage: accuracy.py ACQUIT --scores scores.jsonl [--out docs/accuracy.md]

SCORES are the learned reader's for authors that it had not seen (`make.py` leaves them in WORK). Run it in the
repository's root. `tests/accuracy.rs` holds the first-sight tables to corpus/first-sight.toml.
"""

import argparse
import collections
import json
import math
import pathlib
import re
import subprocess
import tempfile
import tomllib

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

LETTERS = "| set | state | verdicts | false clears | over-alarms | core statuses | undetermined | what |\n|---|---|---|---|---|---|---|---|"
SENTENCES = "| set | state | core | exact | release in vain | reservations missed | unclear | what |\n|---|---|---|---|---|---|---|---|"
# The last sets of letters at first sight, scored at one state: what a new letter meets.
LAST = ["za", "zb", "zc"]
# Those of the last sets that are no minimal pairs, at two states that differ little: ordinary weeks.
ORDINARY = ["round-4", "round-5", "lz", "ma", "mc", "na", "nc", "oa", "oc", "pa", "pc", "qa", "qc", "sa", "sc", "ta", "tc", "ua", "uc", "ud", "va", "vc", "wa", "xa", "xb", "ya", "yb", "za", "zb"]
PAIRS = ["lw", "lx", "ly", "mb", "nb", "ob", "pb", "qb", "sb", "tb", "ub", "vb", "wb", "xc", "yc", "zc"]
# A checklist of phrases, as an assistant would search for them.
RELEASE = re.compile(r"release(?:s|d)? (?:you|the borrowers?|borrowers?|sellers?)|(?:debt|balance|deficiency|remaining|shortfall)[^.]{0,60}(?:forgiven|cancell?ed|waived|released|satisfied)|"
                     r"(?:forgive|waive|cancel|release)s?[^.]{0,40}(?:debt|balance|deficiency|shortfall)|full (?:and final )?(?:satisfaction|settlement)", re.I)
RESERVE = re.compile(r"reserves? (?:the|its|all|our) right|deficiency judgment|may pursue|remain(?:s)? (?:liable|responsible|obligated)|not (?:a )?(?:waive|release|forgive)", re.I)
NEGATED = re.compile(r"\b(?:not|no|never|neither|nor|without|may|might|unless|except)\b", re.I)


def wilson(hits, of):
    if not of:
        return ""
    z, p = 1.96, hits / of
    middle, spread = p + z * z / (2 * of), z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    low, high = (max(0.0, (middle + s * spread) / (1 + z * z / of)) for s in (-1, 1))
    return f"{hits} of {of} ({100 * hits / of:.0f} %, {100 * low:.0f}\u2013{100 * high:.0f})"


def share(hits, of):
    return f"{hits} of {of}" if of is not None else str(hits)


def first_sight(sets):
    lines = ["## First sight", "", "Each set scored once with a committed state, before anybody had read a line of it (`corpus/first-sight.toml`).", "",
             "### Letters", "", LETTERS]
    letters = [s for s in sets["letters"]]
    for s in letters:
        right, n = s.get("verdict", s.get("verdict_right")), s["documents"]
        lines.append(f"| {s['set']} | {s['commit']} | {wilson(right, n)} | {share(s['false_clears'], s.get('of_not_full', s.get('not_full')))} | "
                     f"{share(s['over_alarms'], s.get('of_full', s.get('full')))} | {s['core_status']:.3f} | {s.get('undetermined', '')} | {s['note']} |")
    lines += ["", "Pooled:", "", "| sets | kind | verdicts | false clears | over-alarms | undetermined | evidence on the right words |", "|---|---|---|---|---|---|---|"]
    for name, sets_of in (("the last round", LAST), ("ordinary weeks", ORDINARY), ("minimal pairs", PAIRS)):
        lines.append(pooled(name, [s for s in letters if s["set"].split(",")[0] in sets_of]))
    lines += ["", "### Sentences", "", SENTENCES]
    for s in sets["sentences"]:
        if "core" in s:
            n = s["sentences"]
            lines.append(f"| {s['set']} | {s.get('commit', '')} | {wilson(s['core'], n)} | {share(s['exact'], n)} | {s['false_good']} | "
                         f"{share(s['missed_reservations'], s['reservations'])} | {s['unclear']} | {s['note']} |")
    return lines


def pooled(name, sets):
    total = {k: sum(s[k] for s in sets) for k in ("documents", "kind", "verdict", "false_clears", "of_not_full", "over_alarms", "of_full", "undetermined")}
    shown = [s["evidence"] for s in sets if "evidence" in s]
    evidence = f"{sum(shown) / len(shown):.3f} (mean of {len(shown)} sets)" if shown else ""
    return (f"| {name}: {', '.join(s['set'].split(',')[0] for s in sets)} | {wilson(total['kind'], total['documents'])} | {wilson(total['verdict'], total['documents'])} | "
            f"{wilson(total['false_clears'], total['of_not_full'])} | {wilson(total['over_alarms'], total['of_full'])} | {total['undetermined']} of {total['documents']} | {evidence} |")


def scored(acquit, *more, corpus="corpus/letters"):
    return json.loads(subprocess.run([acquit, "eval", corpus, "--format", "json", *more], capture_output=True, text=True, check=True).stdout)


def trained_on():
    """Authors that the model was trained on."""
    return {line.split("-")[0] for line in open("model/folds.tsv", encoding="utf-8")}


def scored_of(acquit, is_chosen, *more):
    """The letters of some authors."""
    with tempfile.TemporaryDirectory() as folder:
        for part in ("docs", "labels"):
            pathlib.Path(folder, part).mkdir()
            for file in pathlib.Path("corpus/letters", part).iterdir():
                if is_chosen(file.stem.split("-")[0]):
                    pathlib.Path(folder, part, file.name).symlink_to(file.resolve())
        return scored(acquit, *more, corpus=folder)


def families(scores):
    """Verdicts by family of traps: none of these letters' authors was seen by the learned reader that read them."""
    wrong = {d["id"] for s in scores for d in s["disagreements"] if any(p.startswith("verdict") for p in d["points"])}
    clear = re.compile(r"verdict (?:full-release|not-applicable) \(label (?!full-release|not-applicable)")
    clears = {d["id"] for s in scores for d in s["disagreements"] if any(clear.match(p) for p in d["points"])}
    lines = ["| family | what it is | verdicts | false clears |", "|---|---|---|---|"]
    there = {f.stem for part in ("letters", "unseen") for f in pathlib.Path("corpus", part, "labels").glob("*.json")}
    for family in tomllib.loads(pathlib.Path("corpus/families.toml").read_text())["family"]:
        ids = [i for i in family["letters"] if i in there]
        lines.append(f"| {family['id']} | {family['is']} | {wilson(len(ids) - len(wrong & set(ids)), len(ids))} | {len(clears & set(ids))} |")
    return lines


def by_author(scores):
    lines = ["| author | verdicts | false clears | over-alarms | core statuses | letters with something unclear |", "|---|---|---|---|---|---|"]
    for author, d in sorted(pair for s in scores for pair in s["authors"].items()):
        clears = {"hits": d["cleared"]["hits"] + d["set_aside"]["hits"], "of": d["cleared"]["of"]}
        lines.append(f"| {author} | {wilson(d['verdict']['hits'], d['verdict']['of'])} | {share(**clears)} | {share(**{k: d['over_alarms'][k] for k in ('hits', 'of')})} | "
                     f"{share(**{k: d['core_status'][k] for k in ('hits', 'of')})} | {d['unclear']} |")
    return lines


def shifted(p, by):
    """A probability with its log-odds moved."""
    return 1 / (1 + math.exp(-(math.log(p / (1 - p)) + by)))


def trade_off(acquit, scores):
    """False clears and errors against letters with something unclear: all thresholds of doubt moved at once, in log-odds."""
    weights, shipped = pathlib.Path("model/fusion.toml").read_text().split("[thresholds]")
    shipped = tomllib.loads(shipped)
    lines = ["| doubt | letters with something unclear | false clears | over-alarms | verdicts |", "|---|---|---|---|---|"]
    for by, name in ((None, "nothing is left to the eye for doubt alone"), (-1.5, "much less"), (-0.75, "less"), (0.0, "**as it ships**"), (0.75, "more"), (1.5, "much more")):
        at = dict(shipped)
        for key in shipped:
            if key.startswith("sure_"):
                at[key] = 0.5 if by is None else max(0.5, shifted(shipped[key], by))
            elif key.startswith("maybe_") and key != "maybe_good":
                at[key] = 0.5 if by is None else min(0.5, shifted(shipped[key], -by))
        with tempfile.NamedTemporaryFile("w", suffix=".toml") as file:
            file.write(weights + "[thresholds]\n" + "".join(f"{k} = {v}\n" for k, v in at.items()))
            file.flush()
            d = scored(acquit, "--scores", scores, "--fusion", file.name)["all"]
        lines.append(f"| {name} | {wilson(d['unclear'], d['documents'])} | {wilson(d['cleared']['hits'] + d['set_aside']['hits'], d['cleared']['of'])} | "
                     f"{wilson(d['over_alarms']['hits'], d['over_alarms']['of'])} | {wilson(d['verdict']['hits'], d['verdict']['of'])} |")
    return lines


def residue(acquit, scores):
    """What is left to the eye, by the concepts in it: the largest groups."""
    told = subprocess.run([acquit, "eval", "corpus/letters", "--unread", "--scores", scores], capture_output=True, text=True, check=True).stdout
    groups = re.findall(r"^ *(\d+)  (\S.*)$", told, re.M)
    lines = [f"{sum(int(n) for n, _ in groups)} passages in {len(groups)} groups (`acquit eval --unread`); the largest:", "", "| passages | concepts |", "|---|---|"]
    return lines + [f"| {n} | {concepts} |" for n, concepts in groups[:15]]


def ablation(rows):
    lines = ["| without | verdicts | false clears | over-alarms | core statuses |", "|---|---|---|---|---|"]
    for r in rows:
        c = r["counts"]
        lines.append(f"| {r['does'] or '(nothing: everything is at work)'} | {c['verdict']['hits']} of {c['verdict']['of']} | {c['cleared']['hits'] + c['set_aside']['hits']} of {c['cleared']['of']} | "
                     f"{c['over_alarms']['hits']} of {c['over_alarms']['of']} | {c['core_status']['hits']} of {c['core_status']['of']} |")
    return lines


def row(name, d):
    clears = {"hits": d["cleared"]["hits"] + d["set_aside"]["hits"], "of": d["cleared"]["of"]}
    return (f"| {name} | {wilson(d['verdict']['hits'], d['verdict']['of'])} | {wilson(clears['hits'], clears['of'])} | "
            f"{wilson(d['over_alarms']['hits'], d['over_alarms']['of'])} | {wilson(d['core_status']['hits'], d['core_status']['of'])} | {d['undetermined']} | {d['unclear']} |")


def letters(corpus):
    for file in sorted(pathlib.Path(corpus, "labels").glob("*.json")):
        g = json.loads(file.read_text())
        yield g, pathlib.Path(corpus, "docs", g["id"] + ".txt").read_text()


def checklist(text):
    text = " ".join(text.split())
    return "no-release" if RESERVE.search(text) or not RELEASE.search(text) else "full-release"


def sentence_rules(text):
    """A sentence counts where no negation or hedge stands in it, as ConText does it."""
    good = bad = False
    for sentence in re.split(r"(?<=[.;])\s+", " ".join(text.split())):
        hedged = bool(NEGATED.search(sentence))
        good |= bool(RELEASE.search(sentence)) and not hedged
        bad |= bool(RESERVE.search(sentence)) and "waive" not in sentence.lower()
    return "no-release" if bad or not good else "full-release"


def linear(all_letters):
    """A linear classifier of words and pairs of words, each author left out in turn."""
    texts, gold = [t for _, t in all_letters], np.array([g["verdict"] for g, _ in all_letters])
    authors = np.array([g["id"].split("-")[0] for g, _ in all_letters])
    told = np.empty(len(gold), dtype=object)
    for author in sorted(set(authors)):
        held = authors == author
        vectors = TfidfVectorizer(ngram_range=(1, 2), min_df=3, sublinear_tf=True)
        x = vectors.fit_transform([t for t, h in zip(texts, held) if not h])
        model = LogisticRegression(C=10, max_iter=2000, class_weight="balanced").fit(x, gold[~held])
        told[held] = model.predict(vectors.transform([t for t, h in zip(texts, held) if h]))
    return told


def baseline(name, all_letters, told):
    gold = [g["verdict"] for g, _ in all_letters]
    of_kind = [v != "not-applicable" for v in gold]
    right = sum(a == b for a, b, k in zip(gold, told, of_kind) if k)
    bad = [(a, b) for a, b, k in zip(gold, told, of_kind) if k and a != "full-release"]
    full = [(a, b) for a, b, k in zip(gold, told, of_kind) if k and a == "full-release"]
    return (f"| {name} | {wilson(right, sum(of_kind))} | {wilson(sum(b in ('full-release', 'not-applicable') for _, b in bad), len(bad))} | "
            f"{wilson(sum(b == 'no-release' for _, b in full), len(full))} |")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("acquit")
    ap.add_argument("--scores", required=True)
    ap.add_argument("--out", type=pathlib.Path, default=pathlib.Path("docs/accuracy.md"))
    a = ap.parse_args()
    sets = tomllib.loads(pathlib.Path("corpus/first-sight.toml").read_text())
    head = "|  | verdicts | false clears | over-alarms | core statuses | undetermined | letters with something unclear |\n|---|---|---|---|---|---|---|"
    lines = ["# How well acquit reads", "", "Counts, with Wilson's 95 % bounds in brackets. `training/accuracy.py` writes this page from the data; nothing here is written by hand.",
             "A *false clear* is a letter that does not free its borrower, called a full release or set aside as no letter (contract 8.23); an *over-alarm* is a full release called none.", ""]
    lines += first_sight(sets)
    known = trained_on()
    held = scored_of(a.acquit, lambda author: author in known, "--scores", a.scores)
    new = scored_of(a.acquit, lambda author: author not in known)
    lines += ["", "## Letters of the corpus by authors that the learned reader had not seen", "",
              "The patterns and the thresholds of the fusion were tuned on a part of these; the learned reader's scores are those of a state that had seen nothing of the author.", "",
              head, row("authors left out in training", held["all"]), row("authors of whom nothing was trained on yet", new["all"])]
    lines += ["", f"Minimal pairs of which both halves are right: {held['pairs']['hits'] + new['pairs']['hits']} of {held['pairs']['of'] + new['pairs']['of']}."]
    lines += ["", "By author, the same scores:", "", *by_author([held, new])]
    lines += ["", "## What doubt costs and saves", "", "The same scores: the share of letters with something to read by eye against false clears and other errors, all thresholds of doubt in `model/fusion.toml` moved together.", ""]
    lines += trade_off(a.acquit, a.scores)
    lines += ["", "## What is left to the eye", ""] + residue(a.acquit, a.scores)
    lines += ["", "## By what makes a letter hard", "", "The same scores, and those of `corpus/unseen`, by family of traps (`corpus/families.toml`, sorted by a reader who had not read the program).", ""]
    lines += families([held, new, scored(a.acquit, corpus="corpus/unseen")])
    lines += ["", "## After tuning, each reader alone", "",
              "The learned reader was trained on the corpus (not on `corpus/unseen`): the first three rows say what it remembers, not what it can do.", "", head]
    for corpus in ("corpus/letters", "corpus/unseen"):
        lines += [row(f"`{corpus}`, {name}", scored(a.acquit, "--readers", readers, corpus=corpus)["all"])
                  for name, readers in (("both readers", "both"), ("patterns alone", "patterns"), ("learned reader alone", "model"))]
        lines.append(row(f"`{corpus}`, patterns alone, each letter without what only it supports (`--leave-out`)", scored(a.acquit, "--readers", "patterns", "--leave-out", corpus=corpus)["all"]))
    for corpus in ("corpus/letters", "corpus/unseen"):
        lines += ["", f"## What each mechanism of the whole document brings: `{corpus}`", "", "Both readers, one mechanism left out after the other (`acquit eval --ablate`).", ""]
        lines += ablation(scored(a.acquit, "--ablate", corpus=corpus)["rows"])
    every = [*letters("corpus/letters"), *letters("corpus/unseen")]
    lines += ["", "## What simpler ways would do", "", f"Over the {sum(g['verdict'] != 'not-applicable' for g, _ in every)} letters of the two kinds in `corpus/letters` and `corpus/unseen`.", "",
              "|  | verdicts | false clears | over-alarms |\n|---|---|---|---|",
              baseline("always \u201cno release\u201d", every, ["no-release"] * len(every)),
              baseline("always \u201cfull release\u201d", every, ["full-release"] * len(every)),
              baseline("a checklist of phrases", every, [checklist(t) for _, t in every]),
              baseline("sentence rules with negation and hedges", every, [sentence_rules(t) for _, t in every]),
              baseline("a linear classifier of words and pairs, author left out", every, linear(every))]
    pairs = collections.defaultdict(list)
    for g, _ in every:
        pairs[g.get("pair") or re.sub(r"[a-z]$", "", g["id"])].append(g)
    lines += ["", "## What is in the corpus", "", f"{len(every)} documents by {len({g['id'].split('-')[0] for g, _ in every})} authors, "
              f"{sum(len(p) == 2 for p in pairs.values())} minimal pairs."]
    a.out.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
