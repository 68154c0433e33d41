#!/usr/bin/env python3
"""What the learned reader costs: CPU of `acquit scan --threads 1` with both readers over CPU with the patterns alone.

usage: reader_b.py ACQUIT [--letters 1000] [--forms 30]

Own wording: the letters under corpus/unseen, each read once. Batch: letters made from a few forms of the corpus by changing
sums, dates and numbers. Start-up: a file of two lines. User and system time of the process and its workers.
"""

import argparse
import pathlib
import random
import re
import resource
import subprocess
import tempfile
import time

CORPUS = pathlib.Path(__file__).resolve().parent.parent / "corpus"


def cpu(command):
    """CPU seconds and wall seconds of a command and its children."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.monotonic() - began


def changed(text, rng):
    """Another customer's letter by the same form: other digits in every sum, date and number."""
    digit = lambda found: "".join(str(rng.randrange(1, 10)) if c.isdigit() else c for c in found.group())
    return re.sub(r"\$[\d,.]+\d|\b\d{5,}\b", digit, text)


def report(name, acquit, files, letters):
    both, wall = cpu([acquit, "scan", "--threads", "1", *files])
    alone, _ = cpu([acquit, "scan", "--threads", "1", "--readers", "patterns", *files])
    each = 1000 * (both - alone) / letters
    print(f"{name}: {letters} letters, both {both:.2f} s CPU ({wall:.2f} s wall), patterns {alone:.2f} s; reader B {each:.1f} ms a letter")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("acquit")
    ap.add_argument("--letters", type=int, default=1000)
    ap.add_argument("--forms", type=int, default=30)
    a = ap.parse_args()
    own = sorted((CORPUS / "unseen/docs").glob("*.txt"))
    report("own wording", a.acquit, own, len(own))
    rng = random.Random(1)
    forms = sorted((CORPUS / "letters/docs").glob("l[kg]-*.txt"))[:a.forms]
    with tempfile.TemporaryDirectory() as box:
        for n in range(a.letters):
            (pathlib.Path(box) / f"{n:05}.txt").write_text(changed(forms[n % len(forms)].read_text(), rng))
        report(f"batch of {len(forms)} forms", a.acquit, [box], a.letters)
        tiny = pathlib.Path(box) / "tiny.txt"
        tiny.write_text("Dear Ms. Vale:\nWe release you.\n")
        runs = [cpu([a.acquit, "scan", "--threads", "1", tiny])[1] for _ in range(5)]
        bare = [cpu([a.acquit, "scan", "--threads", "1", "--readers", "patterns", tiny])[1] for _ in range(5)]
        print(f"start-up: {1000 * min(runs):.0f} ms with the model, {1000 * min(bare):.0f} ms without (wall, least of five)")


if __name__ == "__main__":
    main()
