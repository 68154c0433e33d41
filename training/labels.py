"""The label set: what the words of a unit can do, in the order of the model's outputs (contract sections 2 and 3)."""

PROTECTIONS = """debt-release deficiency-waiver lien-release holder-authority all-obligors insurer-bound successors-bound
approval-expiration net-proceeds credit-reporting junior-liens foreclosure-dismissal no-contribution note-cancellation
execution covenant-not-to-sue deed-acceptance voluntary-conveyance no-merger""".split()

HAZARDS = """deficiency-reservation not-an-approval nonbinding-release conditional-release partial-release
partial-obligor-release overbroad-carve-out release-revival rescission-right assignment-or-collection
insurer-rights-reserved guaranty-or-collateral-kept promissory-note anti-deficiency-waiver unresolved-template
seller-contribution borrower-releases-lender civil-code-1542-waiver junior-lien-open foreclosure-continues
adverse-credit-reporting escrow-refund-waiver fraud-waste-carve-out tax-reporting""".split()

LABELS = [f"{p}:{s}" for p in PROTECTIONS for s in ("present", "weak")] + HAZARDS
INDEX = {label: at for at, label in enumerate(LABELS)}

RANK = {"weak": 1, "present": 2}
CORE = (("debt-release", "R"), ("deficiency-waiver", "W"), ("lien-release", "L"))


def core(labels):
    """Release, waiver, lien release and reservation with their status; a waiver beside a release is left out."""
    found = {}
    for name, key in CORE:
        for status in RANK:
            if f"{name}:{status}" in labels:
                found[key] = status
    if "deficiency-reservation" in labels:
        found["X"] = "present"
    if "R" in found:
        found.pop("W", None)
    return found


def goods(labels):
    """Rank of the release and of the waiver; a release holds its waiver."""
    def rank(name):
        return max((r for s, r in RANK.items() if f"{name}:{s}" in labels), default=0)
    release = rank("debt-release")
    return release, max(release, rank("deficiency-waiver"))


def counts(gold, told, unclear=False):
    """Figures of one sentence, as banks/score.py and `acquit eval sentences` count them."""
    gold, told = set(gold), set(told)
    reserved = "deficiency-reservation" in gold
    c = dict(n=1, reservations=int(reserved), exact=0, core=0, false_good=0, missed=0, false_reservation=0, unclear=0)
    if unclear:
        c["unclear"] = 1
        return c
    g, o = core(gold), core(told)
    (gr, gw), (r, w) = goods(gold), goods(told)
    c.update(exact=int(gold == told), core=int(set(g) == set(o)), false_good=int(r > gr or w > gw),
             missed=int(reserved and "X" not in o), false_reservation=int("X" in o and not reserved))
    return c
