"""Smaller and smaller workspaces that still show a mismatch."""

import copy
import json
import shlex
import tempfile
from pathlib import Path

import yaml

import language
from clock import Clock
from driving import Failure
from language import Refused
from records import rows
from workspace import dump, write_rows

CLOCK = Clock("Europe/Paris")
TABLES = ("companies", "contacts", "changes", "activities", "payments")
NEVER_DROPPED = {"external_id", "contact", "kind", "at", "amount", "name"}


class State:
    """A workspace in memory and the mismatch that it shows."""

    def __init__(self, folder, mismatch):
        self.tables = {name: rows(folder / f"{name}.csv") for name in TABLES}
        self.definition = yaml.safe_load((folder / "definition.yaml").read_text(encoding="utf-8"))
        self.mismatch = mismatch

    def copy(self):
        return copy.deepcopy(self)

    def write(self, folder):
        for name in TABLES:
            if self.tables[name] or name != "changes":
                write_rows(folder / f"{name}.csv", self.tables[name])
        (folder / "definition.yaml").write_text(dump(self.definition), encoding="utf-8")

    def keep_contacts(self, contacts):
        """Only these contacts, and what is theirs."""
        names = {row.get(key) for row in contacts for key in ("external_id", "email")}
        self.tables["contacts"] = contacts
        self.tables["changes"] = [row for row in self.tables["changes"] if row["external_id"] in names]
        for table in ("activities", "payments"):
            self.tables[table] = [row for row in self.tables[table] if row["contact"] in names]


class Minimiser:
    """Writes a reproduction folder for a mismatch."""

    def __init__(self, ask, out, budget=160):
        self.ask, self.out, self.budget, self.written = ask, out, budget, 0

    def can(self, mismatch):
        return mismatch.sort.split()[0] in ("count", "refusal", "list", "explain")

    def write(self, folder, mismatch, seed):
        """The folder of the reproduction; whole when no smaller workspace shows it."""
        self.left = self.budget
        self.state = State(folder, mismatch)
        self.answer = (mismatch.expected, mismatch.actual)
        if self.try_state(self.state):
            self.shrink()
        self.written += 1
        place = self.out / f"{self.written:02}-world{seed}-{mismatch.sort.replace(' ', '-')}"
        place.mkdir(parents=True, exist_ok=True)
        self.state.write(place)
        self.describe(place, mismatch)
        return place

    def try_state(self, state):
        """Whether the state shows the mismatch too; keeps it then."""
        if self.left <= 0:
            return False
        self.left -= 1
        with tempfile.TemporaryDirectory() as name:
            state.write(Path(name))
            try:
                answer = self.ask(Path(name), state.mismatch)
            except (Failure, Refused, KeyError, ValueError):
                return False
        if answer is None or answer[0] == answer[1]:
            return False
        self.state, self.answer = state, answer
        return True

    def change(self, edit):
        """Tries an edit of a copy of the present state."""
        state = self.state.copy()
        if edit(state) is False:
            return False
        return self.try_state(state)

    def shrink(self):
        if self.state.mismatch.sort.startswith("explain"):
            name = self.state.mismatch.subject
            self.change(lambda state: state.keep_contacts(
                [row for row in state.tables["contacts"] if row["external_id"] == name]))
        else:
            self.shrink_condition()
            self.reduce(lambda state: state.tables["contacts"], lambda state, kept: state.keep_contacts(kept))
        for table in ("activities", "payments", "changes", "companies"):
            self.reduce(lambda state, table=table: state.tables[table],
                        lambda state, kept, table=table: state.tables.__setitem__(table, kept))
        self.shrink_definition()
        self.shrink_condition()
        self.shrink_cells()

    def reduce(self, read, write):
        """Drops chunks, halves first, then smaller ones."""
        size = len(read(self.state))
        while size >= 1 and self.left > 0:
            start = 0
            while start < len(read(self.state)):
                def edit(state, start=start, size=size):
                    items = list(read(state))
                    write(state, items[:start] + items[start + size:])
                if not self.change(edit):
                    start += size
            size //= 2

    def shrink_condition(self):
        """A part of the condition in place of the whole."""
        if self.state.mismatch.sort.split()[0] not in ("count", "list"):
            return
        while True:
            text = self.state.mismatch.subject
            for part in parts(text):
                def edit(state, part=part):
                    state.mismatch.subject = part
                if self.change(edit):
                    break
            else:
                return

    def shrink_definition(self):
        for path in ("handover", "messages", "retention", "segments", "temperature", "exclude", "personas",
                     "scoring fit", "scoring engagement", "scoring grades", "stages", "groups", "lists", "kinds",
                     "fields"):
            self.drop_part(path.split())
        for index in range(len(self.state.definition.get("stages", []))):
            self.shrink_stage(index)

    def drop_part(self, path):
        holder = self.state.definition
        for key in path[:-1]:
            holder = holder.get(key, {})
        part = holder.get(path[-1])
        if part is None:
            return
        if path[0] != "stages" and path[0] != "scoring" and self.change(lambda state: state.definition.pop(path[0])):
            return
        keys = list(part) if isinstance(part, dict) else list(range(len(part)))[::-1] if isinstance(part, list) else []
        for key in keys:
            def edit(state, key=key):
                found = state.definition
                for step in path:
                    found = found[step]
                if len(found) < 2 and path[0] != "scoring":
                    return False
                del found[key]
            self.change(edit)

    def shrink_stage(self, index):
        for text in ("never", "always"):
            if self.change(lambda state, text=text: state.definition["stages"][index].update(when=text)):
                return
        for part in parts(self.state.definition["stages"][index]["when"]):
            if self.change(lambda state, part=part: state.definition["stages"][index].update(when=part)):
                self.shrink_stage(index)
                return

    def shrink_cells(self):
        for table in TABLES:
            for name in sorted({name for row in self.state.tables[table] for name in row} - NEVER_DROPPED):
                def edit(state, table=table, name=name):
                    for row in state.tables[table]:
                        row.pop(name, None)
                self.change(edit)

    def describe(self, place, original):
        found = self.state.mismatch
        sort = found.sort.split()[0]
        question = {"explain": ["explain", found.subject, "--json"],
                    "list": ["segment", "list", found.subject, "--json"]}
        question = question.get(sort, ["segment", "count", found.subject]) + ["--as-of", found.as_of]
        lines = ["#!/bin/sh", "# Usage: reproduce.sh VERGER", 'verger=$(realpath "$1")', 'cd "$(dirname "$0")" || exit',
                 'file=$(mktemp -u).sqlite', 'ask() { "$verger" "$@" --database "sqlite:$file"; }',
                 "ask definition activate definition.yaml"]
        lines += [f"ask import {name} {name}.csv" for name in ("companies", "contacts", "activities", "payments")]
        if self.state.tables["changes"]:
            lines.append("ask import contacts changes.csv")
        lines.append("ask " + shlex.join(question))
        lines.append('rm -f "$file"*')
        (place / "reproduce.sh").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (place / "reproduce.sh").chmod(0o755)
        (place / "mismatch.txt").write_text(
            f"{found.sort} as of {found.as_of}\n{found.subject}\noracle {self.answer[0]}\nverger {self.answer[1]}\n\n"
            f"before minimising:\n{original.subject}\noracle {original.expected}\nverger {original.actual}\n",
            encoding="utf-8")
        plan = {"asOf": [found.as_of], "conditions": [found.subject] if sort in ("count", "list") else [],
                "refusals": [found.subject] if sort == "refusal" else []}
        (place / "world.json").write_text(json.dumps(plan, ensure_ascii=False, indent=1), encoding="utf-8")


def parts(text):
    """The conditions inside a condition, shortest first."""
    try:
        tree = language.parse(text, CLOCK)
    except Refused:
        return []
    found, queue = set(), [tree]
    while queue:
        node = queue.pop()
        inner = node.items if isinstance(node, (language.Or, language.And)) else \
            [node.item] if isinstance(node, language.Not) else []
        queue += inner
        if node is not tree and node.span:
            found.add(text[node.span[0]:node.span[1]])
    return sorted((part for part in found if part != text), key=len)
