#!/usr/bin/env python3
"""Compares the product with the oracle on random workspaces, through its commands alone.

    compare.py --binary .build/release/verger --seed 1 --worlds 20 --conditions 200
    compare.py --binary … --database-kind postgres postgres://user@host/postgres
    compare.py --binary … --folder REPRODUCTION       (one written workspace again)

Prints one line per mismatch, and leaves a minimised folder with `reproduce.sh` for the first of each sort.
Exit 0: they agree; 1: they do not; 2: the product could not be driven.
"""

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from fractions import Fraction
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))

from clock import Clock, iso  # noqa: E402
from driving import Databases, Failure, Product, identity, near, number  # noqa: E402
from minimising import Minimiser  # noqa: E402
from oracle import Definition, Records, World  # noqa: E402
from workspace import Workspace  # noqa: E402

CLOCK = Clock("Europe/Paris")


class Mismatch:
    """One disagreement: `question` asks it again on another folder."""

    def __init__(self, sort, as_of, subject, expected, actual):
        self.sort, self.as_of, self.subject, self.expected, self.actual = sort, as_of, subject, expected, actual

    def __str__(self):
        return f"{self.sort} as of {self.as_of}: {self.subject}\n    oracle {self.expected}\n    verger {self.actual}"


def load(folder, imported_at, changed_at):
    definition = Definition((folder / "definition.yaml").read_text(encoding="utf-8"), CLOCK)
    return World(definition, Records(folder, definition, imported_at, changed_at))


def differences(expected, document, imports):
    """(key, oracle's, product's) of everything in an explanation that the page fixes and that differs."""
    missing = [key for key in ("fit", "engagement", "grade", "contributions") if key not in document.get("score", {})]
    if missing:
        raise Failure(f"explain {expected['contact']}: no score.{missing[0]}")
    score = document["score"]
    pairs = [(key, expected[key], identity(document.get(key)))
             for key in ("stage", "highest", "temperature", "excluded")]
    pairs += [(f"score.{key}", expected[key], number(score[key])) for key in ("fit", "engagement")]
    pairs.append(("score.grade", expected["grade"], score.get("grade")))
    pairs.append(("contributions", by_rule(expected["contributions"], lambda row: (row[1], row[2])),
                  by_rule(score["contributions"], lambda row: (identity(row["rule"]), number(row["points"])))))
    found = [pair for pair in pairs if pair[1] != pair[2]]
    since = document.get("since")
    if expected["stage"] is not None and not near(CLOCK, since, expected["since"]):
        # The instant of an import is only known within the run of the command.
        if since is None or not any(at and expected["since"] == at and abs(CLOCK.instant(since) - at) < 60_000_000
                                    for at in imports):
            found.append(("since", iso(expected["since"]), since))
    if not near(CLOCK, document.get("asOf"), expected["asOf"]):
        found.append(("asOf", iso(expected["asOf"]), document.get("asOf")))
    return found + late(expected, document.get("validUntil"))


def late(expected, until):
    """The bound of validUntil: after the as-of, and never later than the true change."""
    change = expected["changesAt"]
    if change is not None and (until is None or CLOCK.instant(until) > change):
        return [("validUntil", f"<= {iso(change)}", until)]
    if until is not None and CLOCK.instant(until) <= expected["asOf"]:
        return [("validUntil", f"> {iso(expected['asOf'])}", until)]
    return []


def by_rule(rows, read):
    """The points of each rule that gives any; rows of 0 need not be listed."""
    totals = {}
    for row in rows:
        rule, points = read(row)
        totals[rule] = totals.get(rule, Fraction(0)) + points
    return {rule: str(float(total)) for rule, total in sorted(totals.items()) if total}


class Comparison:
    """One workspace in one fresh database."""

    def __init__(self, folder, product, batch, random):
        self.folder, self.product, self.batch, self.random = folder, product, batch, random
        self.plan = json.loads((folder / "world.json").read_text(encoding="utf-8"))
        self.found, self.asked = [], Counter()

    def report(self, *words):
        self.found.append(Mismatch(*words))

    def run(self):
        self.refused_definitions()
        self.imports = self.product.fill(self.folder)
        self.world = load(self.folder, *self.imports)
        self.names = dict(self.world.records.by_name)
        self.conditions = [(text, self.world.definition.condition(text)) for text in self.plan["conditions"]]
        for as_of in self.plan["asOf"]:
            self.counts(as_of)
            self.explanations(as_of)
            self.some_singles(as_of)
            self.funnel(as_of)
        self.refusals()
        return self.found

    def refused_definitions(self):
        for file in sorted(self.folder.glob("refused-*.yaml")):
            self.asked["definition"] += 1
            code = self.product.run("definition", "activate", str(file)).code
            if code != 1:
                subject = file.read_text(encoding="utf-8").splitlines()[0]
                self.report("definition", "-", f"{file.name} {subject}", "exit 1", f"exit {code}")

    def counts(self, as_of):
        at = CLOCK.end_of_day(as_of)
        actual = self.product.counts([text for text, _ in self.conditions], as_of, self.batch)
        for (text, condition), count in zip(self.conditions, actual):
            self.asked["count"] += 1
            expected = len(self.world.members(condition, at))
            if count != expected:
                self.report("count", as_of, text, expected, "refused" if count is None else count)

    def explanations(self, as_of):
        at = CLOCK.end_of_day(as_of)
        documents = self.product.explanations(as_of, self.names, self.batch)
        for subject in self.world.subjects.values():
            self.asked["explain"] += 1
            expected, document = subject.explanation(at), documents.get(subject.id)
            if expected is None or document is None:
                if (expected is None) != (document is None):
                    self.report("explain", as_of, subject.id, "nothing" if expected is None else "an answer",
                                "nothing" if document is None else "an answer")
                continue
            for key, right, wrong in differences(expected, document, self.imports):
                self.report(f"explain {key}", as_of, subject.id, shown(right), shown(wrong))

    def some_singles(self, as_of):
        """The one-question forms of the commands, and their exit codes."""
        at = CLOCK.end_of_day(as_of)
        for text, condition in self.random.sample(self.conditions, min(2, len(self.conditions))):
            self.asked["list"] += 1
            expected = sorted(self.world.members(condition, at))
            actual = self.product.listed(text, as_of, self.names)
            if actual != expected:
                self.report("list", as_of, text, expected, actual)
            count = self.product.count(text, as_of)
            if count != len(expected):
                self.report("count", as_of, text, len(expected), "refused" if count is None else count)
        early = [item.id for item in self.world.subjects.values() if item.first_fact > at]
        present = [item.id for item in self.world.present(at)]
        for name in self.random.sample(early, min(1, len(early))) + self.random.sample(present, min(1, len(present))):
            self.asked["exit"] += 1
            document = self.product.explanation(name, as_of)
            if (document is None) != (name in early):
                self.report("exit", as_of, f"explain {name}", "exit 3" if name in early else "exit 0",
                            "exit 3" if document is None else "exit 0")
        self.asked["exit"] += 1
        code = self.product.run("explain", "nobody-at-all", "--as-of", as_of, "--json", by_environment=True).code
        if code != 3:
            self.report("exit", as_of, "explain nobody-at-all", "exit 3", f"exit {code}")

    def funnel(self, as_of):
        self.asked["funnel"] += 1
        stages = self.product.must("report", "funnel", "--as-of", as_of, "--json").json()["stages"]
        expected = self.world.funnel(CLOCK.end_of_day(as_of))
        for key in ("count", "reached"):
            right = {item["id"]: item[key] for item in expected}
            wrong = {item["id"]: item.get(key) for item in stages}
            if right != wrong:
                self.report(f"funnel {key}", as_of, "report funnel", right, wrong)

    def refusals(self):
        as_of, texts = self.plan["asOf"][-1], self.plan["refusals"]
        answers = self.product.counts(texts, as_of, self.batch)
        for text, count in zip(texts, answers):
            self.asked["refusal"] += 1
            if count is not None:
                self.report("refusal", as_of, text, "refused", count)
        if self.batch:
            for text in self.random.sample(texts, min(3, len(texts))):
                if self.product.count(text, as_of) is not None:
                    self.report("refusal", as_of, text, "exit 1", "exit 0")


def shown(value):
    return str(float(value)) if isinstance(value, Fraction) else value


class Asker:
    """Asks one question again of a (smaller) folder, in a fresh database: (expected, actual), None if it cannot."""

    def __init__(self, binary, databases):
        self.binary, self.databases = binary, databases

    def __call__(self, folder, mismatch):
        database = self.databases.create()
        try:
            product = Product(self.binary, database)
            imports = product.fill(folder)
            world = load(folder, *imports)
            return self.answers(world, product, mismatch, imports)
        finally:
            self.databases.drop(database)

    def answers(self, world, product, mismatch, imports):
        at, names = CLOCK.end_of_day(mismatch.as_of), dict(world.records.by_name)
        sort = mismatch.sort.split()[0]
        if sort in ("count", "refusal", "list"):
            actual = product.count(mismatch.subject, mismatch.as_of)
            if sort == "refusal":
                return "refused", "refused" if actual is None else actual
            expected = sorted(world.members(world.definition.condition(mismatch.subject), at))
            if sort == "list":
                return expected, product.listed(mismatch.subject, mismatch.as_of, names)
            if (mismatch.actual == "refused") != (actual is None):
                return None
            return len(expected), actual
        expected, document = world.subjects[mismatch.subject].explanation(at), None
        document = product.explanation(mismatch.subject, mismatch.as_of)
        if expected is None or document is None:
            return expected is None, document is None
        for key, right, wrong in differences(expected, document, imports):
            if mismatch.sort == f"explain {key}":
                return shown(right), shown(wrong)
        return None


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--worlds", type=int, default=10)
    parser.add_argument("--conditions", type=int, default=150)
    parser.add_argument("--contacts", type=int, default=30)
    parser.add_argument("--database-kind", nargs="+", default=["sqlite"], metavar=("KIND", "URL"))
    parser.add_argument("--batch", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--minimise", type=int, default=6, help="how many mismatches to minimise")
    parser.add_argument("--shown", type=int, default=12, help="how many mismatches to print per workspace")
    parser.add_argument("--out", type=Path, default=Path("oracle-mismatches"))
    parser.add_argument("--folder", type=Path, help="a written workspace, instead of random ones")
    return parser.parse_args()


def main():
    options = arguments()
    databases = Databases(*options.database_kind[:2])
    # Commands run from the caller's folder: a bare name is looked up in PATH, a path is taken as it is.
    if subprocess.run([options.binary, "--help"], capture_output=True, check=False).returncode != 0:
        print("verger --help fails")
        return 2
    minimiser = Minimiser(Asker(options.binary, databases), options.out)
    total, asked, sorts, troubles, reproduced = 0, Counter(), Counter(), 0, set()
    for seed in [None] if options.folder else range(options.seed, options.seed + options.worlds):
        started = time.monotonic()
        folder = options.folder or databases.folder / f"world-{seed}"
        if seed is not None:
            Workspace(seed, options.conditions, options.contacts).write(folder)
        database = databases.create()
        comparison = Comparison(folder, Product(options.binary, database), options.batch, Random(seed))
        try:
            comparison.run()
        except Failure as failure:
            troubles += 1
            print(f"world {seed}: cannot go on: {failure}\n    files kept in {folder}")
        finally:
            databases.drop(database)
        found = comparison.found
        total, asked = total + len(found), asked + comparison.asked
        sorts.update(mismatch.sort for mismatch in found)
        print(f"world {seed}: {sum(comparison.asked.values())} questions, {len(found)} mismatches, "
              f"{time.monotonic() - started:.1f} s", flush=True)
        for mismatch in found[:options.shown]:
            print(f"  {mismatch}")
        for mismatch in found:
            key = (seed, mismatch.sort)
            if len(reproduced) < options.minimise and key not in reproduced and not options.folder \
                    and minimiser.can(mismatch):
                reproduced.add(key)
                print(f"  minimised: {minimiser.write(folder, mismatch, seed)}", flush=True)
    print(f"{sum(asked.values())} questions {dict(asked)}; {total} mismatches {dict(sorts)}; {troubles} troubles")
    return 2 if troubles else 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
