#!/usr/bin/env python3
"""The oracle behind the command contracts, to try compare.py without the product.

`ORACLE_BUG=within|refusal|since|late` makes it wrong in one way, which compare.py must find.
"""

import json
import os
import shutil
import sys
import time
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from clock import Clock, iso  # noqa: E402
from oracle import At, Definition, Records, Refused, World  # noqa: E402

CLOCK, BUG = Clock("Europe/Paris"), os.environ.get("ORACLE_BUG")
FILES = {"companies": "companies.csv", "activities": "activities.csv", "payments": "payments.csv"}


def main(words):
    if words == ["--help"]:
        print("the oracle, standing in for verger")
        return 0
    options, words = read_options(words)
    folder = Path(options["database"].removeprefix("sqlite:") + ".d")
    folder.mkdir(exist_ok=True)
    try:
        match words:
            case ["definition", "activate", file]:
                Definition(Path(file).read_text(encoding="utf-8"), CLOCK)
                shutil.copy(file, folder / "definition.yaml")
            case ["import", kind, file]:
                import_file(folder, kind, file)
            case ["segment", "count"]:
                count_all(world(folder), instant(options))
            case ["segment", "count", condition]:
                print(count(world(folder), condition, instant(options)))
            case ["segment", "list", condition]:
                found = world(folder)
                print(json.dumps([{"externalId": name} for name in
                                  found.members(found.definition.condition(condition), instant(options))]))
            case ["explain"]:
                found, at = world(folder), instant(options)
                print(json.dumps([document(subject, at) for subject in found.present(at)]))
            case ["explain", name]:
                return explain(world(folder), name, instant(options))
            case ["report", "funnel"]:
                print(json.dumps({"stages": world(folder).funnel(instant(options))}))
            case _:
                return 2
    except Refused as refusal:
        print(f"error: {refusal}", file=sys.stderr)
        return 1
    return 0


def read_options(words):
    options, rest, words = {"database": os.environ.get("VERGER_DATABASE", "")}, [], list(words)
    while words:
        word = words.pop(0)
        if word in ("--database", "--as-of"):
            options[word[2:]] = words.pop(0)
        elif word not in ("--json", "--stdin", "--all"):
            rest.append(word)
    return options, rest


def import_file(folder, kind, file):
    if kind != "contacts":
        shutil.copy(file, folder / FILES[kind])
        return
    name = "changes" if (folder / "contacts.csv").exists() else "contacts"
    shutil.copy(file, folder / f"{name}.csv")
    (folder / f"{name}.at").write_text(str(time.time_ns() // 1000))


def world(folder):
    definition = Definition((folder / "definition.yaml").read_text(encoding="utf-8"), CLOCK)
    changed = folder / "changes.at"
    found = World(definition, Records(folder, definition, int((folder / "contacts.at").read_text()),
                                      int(changed.read_text()) if changed.exists() else None))
    if BUG == "within":
        original = At.inside

        def inside(self, activity, window):
            if hasattr(window, "duration"):
                return self.clock.minus(self.instant, window.duration) <= activity.at
            return original(self, activity, window)
        At.inside = inside
    return found


def instant(options):
    return CLOCK.end_of_day(options["as-of"]) if "as-of" in options else time.time_ns() // 1000


def count(found, condition, at):
    try:
        return len(found.members(found.definition.condition(condition), at))
    except Refused:
        if BUG == "refusal" and "page_viewed" not in condition:
            return 0
        raise


def count_all(found, at):
    for line in sys.stdin:
        try:
            print(count(found, line.rstrip("\n"), at))
        except Refused as refusal:
            print(f"error: {refusal}")


def number(value):
    return float(Decimal(value.numerator) / Decimal(value.denominator))


def document(subject, at):
    found = subject.explanation(at)
    since, until = found["since"], found["changesAt"]
    if BUG == "since" and since != subject.first_fact:
        since += 1_000_000
    if BUG == "late" and until is not None:
        until += 1
    return {
        "contact": {"externalId": found["contact"]}, "asOf": iso(at), "stage": found["stage"], "since": iso(since),
        "highest": found["highest"], "excluded": found["excluded"], "temperature": found["temperature"],
        "score": {"fit": number(found["fit"]), "engagement": number(found["engagement"]), "grade": found["grade"],
                  "contributions": [{"rule": rule, "points": number(points), "activity": activity}
                                    for _, rule, points, activity in found["contributions"]]},
        "because": [], "missing": [], "validUntil": None if until is None else iso(until),
    }


def explain(found, name, at):
    known = found.records.by_name.get(name)
    if known is None or at < found.subjects[known].first_fact:
        return 3
    print(json.dumps(document(found.subjects[known], at)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
