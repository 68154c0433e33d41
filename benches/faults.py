#!/usr/bin/env python3
"""What a run of many documents stands: kills, signals, full disks, files that go away, a hundred thousand files.

usage: faults.py ACQUIT [--only kills,signals,disk,pipe,vanish,threads,formats,many] [--documents 2000] [--rounds 50] [--many 100000] [--readers patterns]

Each check makes its own folder of letters (copies of corpus/letters, all different in a number), does its harm, and says how
many rounds held. `disk` mounts small file systems in memory and needs root; it is passed over with a line where it may not.
Run it in the repository's root.
"""

import argparse
import collections
import csv
import hashlib
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as xml
from pathlib import Path

LETTERS = sorted(Path("corpus/letters/docs").glob("*.txt"))
QUIET = ["--fail-on", "never", "--allow-unreadable"]


class Bench:
    def __init__(self, asked, box):
        self.asked, self.box, self.random = asked, box, random.Random(11)

    def intake(self, count, short=False):
        """A folder of so many letters, each different in its last line."""
        folder = self.box / f"in-{count}-{short}"
        if not folder.exists():
            texts = [path.read_text(encoding="utf-8") for path in LETTERS]
            for n in range(count):
                place = folder / f"{n % 100:02}"
                place.mkdir(parents=True, exist_ok=True)
                text = "The lender waives the deficiency of loan 1." if short else texts[n % len(texts)]
                (place / f"{n:06}.txt").write_text(f"{text}\nCopy {n}\n", encoding="utf-8")
        return folder

    def command(self, folder, output=None, *more):
        out = [] if output is None else ["--output", str(output)]
        return [self.asked.acquit, "scan", "--readers", self.asked.readers, *QUIET, *out, *more, str(folder)]

    def run(self, *command, **more):
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, **more)

    def whole(self, folder):
        """The rows of an undisturbed run, and how long it took."""
        output, began = self.box / "whole", time.time()
        done = self.run(*self.command(folder, output))
        if done.returncode:
            sys.exit(done.stderr.decode())
        return output.read_bytes(), time.time() - began

    def ended(self, folder, output, how, after):
        """Ends a run after a while; its exit status and what it said."""
        child = subprocess.Popen(self.command(folder, output), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
        time.sleep(after)
        if child.poll() is None:
            os.killpg(child.pid, how) if how == signal.SIGKILL else child.send_signal(how)
        said = child.communicate()[1].decode(errors="replace")
        return child.returncode, said


def resumed(bench, folder, output, want):
    """Whether the same command makes the file whole and leaves nothing else."""
    done = bench.run(*bench.command(folder, output))
    left = [path.name for path in output.parent.iterdir() if path.name.startswith(output.name) and path != output]
    held = done.returncode == 0 and output.read_bytes() == want and not left
    output.unlink(missing_ok=True)
    return held, b"going on" in done.stderr


def kills(bench, how=(signal.SIGKILL,), rounds=None, codes=()):
    folder = bench.intake(bench.asked.documents)
    want, took = bench.whole(folder)
    held = went_on = early = 0
    rounds = rounds or bench.asked.rounds
    for n in range(rounds):
        output = bench.box / "killed"
        code, said = bench.ended(folder, output, how[n % len(how)], bench.random.random() * took)
        good = code == 0 or not codes or code in codes
        early += code == 0
        torn = output.exists() and code != 0
        whole, on = resumed(bench, folder, output, want)
        held += whole and good and not torn and "panicked" not in said
        went_on += on
    return f"{held} of {rounds} rounds held; {went_on} went on from a journal, {early} had ended before ({len(want.splitlines())} rows, undisturbed {took:.1f} s)", held == rounds


def signals(bench):
    return kills(bench, (signal.SIGINT, signal.SIGTERM), 40, (-signal.SIGINT, -signal.SIGTERM, 130, 143))


def disk(bench):
    folder = bench.intake(bench.asked.documents)
    want, _ = bench.whole(folder)
    held = rounds = refused = 0
    for size in (1, 5, 20):
        place = bench.box / f"disk-{size}"
        place.mkdir()
        if bench.run("mount", "-t", "tmpfs", "-o", f"size={size}m", "tmpfs", str(place)).returncode:
            return "passed over: no file system may be mounted here", True
        try:
            for level in range(20):
                rounds += 1
                filler = place / "filler"
                filler.write_bytes(b"x" * (size * 1_048_576 * level // 20))
                output = place / "rows"
                done = bench.run(*bench.command(folder, output))
                filler.unlink()
                whole = output.exists() and output.read_bytes() == want
                if done.returncode == 0:
                    held += whole
                else:
                    refused += 1
                    clear = b"room" in done.stderr and b"panicked" not in done.stderr and not output.exists()
                    room = len(want) * 2.5 < size * 1_048_576
                    held += clear and (not room or resumed(bench, folder, output, want)[0])
                for left in place.iterdir():
                    left.unlink()
        finally:
            bench.run("umount", str(place))
    return f"{held} of {rounds} fillings held; {refused} runs said that there was no room", held == rounds


def pipe(bench):
    folder = bench.intake(min(bench.asked.documents, 500))
    held = 0
    for _ in range(20):
        child = subprocess.Popen(bench.command(folder), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        child.stdout.readline()
        child.stdout.close()
        said = child.stderr.read().decode(errors="replace")
        held += child.wait() == 0 and "panicked" not in said
    return f"{held} of 20 readers that went away after one row", held == 20


def vanish(bench):
    source, folder = bench.intake(bench.asked.documents), bench.box / "vanishing"
    held = gone = 0
    for _ in range(5):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(source, folder)
        os.symlink(folder, folder / "00" / "loop")
        child = subprocess.Popen(bench.command(folder), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        time.sleep(0.2)
        removed = bench.random.sample(sorted(folder.rglob("*.txt")), 100)
        for path in removed:
            path.unlink(missing_ok=True)
        rows = [json.loads(line) for line in child.communicate()[0].splitlines()]
        names = {row["document"]["path"] for row in rows}
        lost = [row for row in rows if row["verdict"] == "unreadable"]
        gone += len(lost)
        told = all(row["document"]["extraction"]["troubles"] for row in lost)
        held += len(rows) == len(names) == bench.asked.documents and told
    return f"{held} of 5 runs had a row for each of {bench.asked.documents} letters; {gone} letters went before they were read, and were told", held == 5


def threads(bench):
    folder = bench.intake(bench.asked.documents)
    digests, times = set(), collections.defaultdict(list)
    for _ in range(3):
        for count in (1, 2, 4, 8):
            began = time.time()
            done = bench.run(*bench.command(folder, None, "--threads", str(count)))
            times[count].append(time.time() - began)
            digests.add(hashlib.sha256(done.stdout).hexdigest())
    best = {count: min(seconds) for count, seconds in times.items()}
    ratio = best[1] / best[2]
    return f"{len(digests)} kind of bytes for 1, 2, 4 and 8 threads; seconds {best[1]:.2f}, {best[2]:.2f}, {best[4]:.2f}, {best[8]:.2f}; two threads {ratio:.2f} times one", len(digests) == 1


def formats(bench):
    """NDJSON, CSV, SARIF and JUnit of one corpus say the same."""
    folder = bench.intake(5000)
    rows = [json.loads(line) for line in bench.run(*bench.command(folder)).stdout.splitlines()]
    verdicts = {row["document"]["path"]: row["verdict"] for row in rows}
    table = csv.DictReader(io.StringIO(bench.run(*bench.command(folder, None, "--format", "csv")).stdout.decode("utf-8-sig")))
    by_table = {row["path"]: row["verdict"] for row in table}
    sarif, junit = bench.box / "a.sarif", bench.box / "b.xml"
    bench.run(bench.asked.acquit, "check", "--readers", bench.asked.readers, *QUIET, "--report", f"sarif={sarif}", "--report", f"junit={junit}", str(folder))
    # A file of several letters is one row, that of the worst; SARIF tells the findings of each.
    several = {row["document"]["path"] for row in rows if row.get("parts")}
    found = collections.Counter(row["document"]["path"] for row in rows for _ in row["findings"] if row["document"]["path"] not in several)
    results = json.loads(sarif.read_text())["runs"][0]["results"]
    located = collections.Counter(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results)
    tail = lambda path: "/".join(path.split("/")[-2:])
    left_out = {tail(path) for path in several}
    same_sarif = {tail(k): v for k, v in found.items()} == {tail(k): v for k, v in located.items() if tail(k) not in left_out}
    suites = xml.parse(junit).getroot()
    tests = int(suites.get("tests") or sum(int(s.get("tests")) for s in suites))
    says = f"{len(rows)} rows; CSV {'agrees' if by_table == verdicts else 'DIFFERS'}, SARIF ({len(results)} results) {'agrees' if same_sarif else 'DIFFERS'}, JUnit has {tests} cases"
    return says, by_table == verdicts and same_sarif and tests >= len(rows)


def many(bench):
    said = []
    for count in (1_000, bench.asked.many):
        folder = bench.intake(count, True)
        timed = ["/usr/bin/env", "python3", "-c", "import resource,subprocess,sys;c=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL).returncode;print(c,resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss//1024)"]
        began = time.time()
        code, peak = map(int, bench.run(*timed, *bench.command(folder, bench.box / "many")).stdout.split())
        rows = (bench.box / "many").read_bytes().count(b"\n")
        said.append((count, rows, peak, time.time() - began, code))
    good = all(rows == count and code == 0 and peak <= 300 for count, rows, peak, _, code in said)
    return "; ".join(f"{count} files: {rows} rows, {peak} MB at most, {seconds:.0f} s" for count, rows, peak, seconds, _ in said), good


CHECKS = {check.__name__: check for check in (kills, signals, disk, pipe, vanish, threads, formats, many)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("acquit")
    parser.add_argument("--only", default=",".join(CHECKS))
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--readers", default="patterns")
    asked = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as box:
        for name in asked.only.split(","):
            says, held = CHECKS[name](Bench(asked, Path(box)))
            failed += not held
            print(f"{name:8} {'held  ' if held else 'FAILED'} {says}", flush=True)
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
