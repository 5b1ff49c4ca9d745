"""Running the product: its processes, its databases, and what its answers mean."""

import itertools
import json
import os
import re
import subprocess
import tempfile
import time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from urllib.parse import urlsplit

IMPORTS = ("companies", "contacts", "activities", "payments")


class Failure(Exception):
    """The product did what no contract allows."""


class Result:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def json(self):
        """The document on standard output; several, one a line, as a list."""
        try:
            return json.loads(self.out, parse_float=Decimal)
        except json.JSONDecodeError:
            try:
                return [json.loads(line, parse_float=Decimal) for line in self.out.splitlines() if line.strip()]
            except json.JSONDecodeError:
                raise Failure(f"not JSON: {self.out[:200]!r} {self.err[:200]!r}") from None


class Databases:
    """Fresh databases: SQLite files in a folder, or databases made and dropped on a PostgreSQL server."""

    def __init__(self, kind, url=None):
        self.kind, self.url, self.numbers = kind, url, itertools.count(1)
        self.folder = Path(tempfile.mkdtemp(prefix="oracle-"))

    def create(self):
        number = next(self.numbers)
        if self.kind == "sqlite":
            return f"sqlite:{self.folder}/{number}.sqlite"
        name = f"oracle_{os.getpid()}_{number}"
        self.psql(f"CREATE DATABASE {name}")
        return urlsplit(self.url)._replace(path=f"/{name}").geturl()

    def drop(self, database):
        if self.kind == "sqlite":
            for file in self.folder.glob(Path(database.removeprefix("sqlite:")).name + "*"):
                if file.is_file():
                    file.unlink()
        else:
            self.psql(f"DROP DATABASE {urlsplit(database).path[1:]} WITH (FORCE)")

    def psql(self, statement):
        subprocess.run(["psql", self.url, "-q", "-v", "ON_ERROR_STOP=1", "-c", statement], check=True)


class Product:
    """The binary on one database."""

    def __init__(self, binary, database):
        self.binary, self.database = binary, database

    def run(self, *words, text=None, by_environment=False):
        command = [self.binary, *words] + ([] if by_environment else ["--database", self.database])
        environment = os.environ | ({"VERGER_DATABASE": self.database} if by_environment else {})
        done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", timeout=600, check=False,
                              env=environment)
        if done.returncode < 0 or done.returncode > 3:
            raise Failure(f"exit {done.returncode}: {' '.join(words)}: {done.stderr[-400:]}")
        return Result(done.returncode, done.stdout, done.stderr)

    def must(self, *words, text=None):
        result = self.run(*words, text=text)
        if result.code != 0:
            raise Failure(f"exit {result.code}: {' '.join(words)}: {(result.err or result.out)[-600:]}")
        return result

    def fill(self, folder):
        """Activates the definition and imports the files; the instants of both imports of contacts."""
        self.must("definition", "activate", str(folder / "definition.yaml"))
        instants = {}
        for kind in IMPORTS:
            instants[kind] = time.time_ns() // 1000
            self.must("import", kind, str(folder / f"{kind}.csv"))
        changed = None
        if (folder / "changes.csv").exists():
            changed = time.time_ns() // 1000
            self.must("import", "contacts", str(folder / "changes.csv"))
        return instants["contacts"], changed

    def counts(self, conditions, as_of, batch):
        """For each condition the number printed, or None when it is refused."""
        if not batch:
            return [self.count(condition, as_of) for condition in conditions]
        text = "".join(condition + "\n" for condition in conditions)
        lines = self.run("segment", "count", "--stdin", "--as-of", as_of, text=text).out.splitlines()
        if len(lines) != len(conditions):
            raise Failure(f"segment count --stdin: {len(lines)} lines for {len(conditions)} conditions")
        return [None if line.startswith("error") else int(line) for line in lines]

    def count(self, condition, as_of):
        result = self.run("segment", "count", condition, "--as-of", as_of)
        if result.code == 0:
            return int(result.out)
        if result.code != 1 or result.out.strip():
            raise Failure(f"segment count refused with exit {result.code} and {result.out!r}: {condition}")
        return None

    def listed(self, condition, as_of, names):
        """The known contacts that `segment list` names."""
        result = self.must("segment", "list", condition, "--as-of", as_of, "--json").json()
        return sorted(found_names(result, names))

    def explanations(self, as_of, names, batch):
        """Explanation by contact, of those that have one."""
        if batch:
            documents = self.must("explain", "--all", "--as-of", as_of, "--json").json()
            if isinstance(documents, dict):
                documents = documents.get("contacts") or documents.get("explanations") or [documents]
            try:
                return {name_of(document["contact"], names): document for document in documents}
            except Failure:
                pass  # The documents do not say whose they are in words known here: ask for each.
        found = {}
        for name in sorted(set(names.values())):
            document = self.explanation(name, as_of)
            if document is not None:
                found[name] = document
        return found

    def explanation(self, name, as_of):
        """The document, or None when the command says that there is nothing (exit 3)."""
        result = self.run("explain", name, "--as-of", as_of, "--json")
        if result.code == 3:
            return None
        if result.code != 0:
            raise Failure(f"explain {name}: exit {result.code}: {result.err[-300:]}")
        return result.json()


def found_names(value, names):
    """Every known contact named anywhere in a document."""
    if isinstance(value, str):
        return {names[value]} if value in names else set()
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return set().union(*(found_names(item, names) for item in items))


def name_of(value, names):
    found = found_names(value, names)
    if len(found) != 1:
        raise Failure(f"cannot tell the contact of {value!r}")
    return found.pop()


def identity(value):
    """The id of something written as an id or as an object that has one."""
    return value.get("id") if isinstance(value, dict) else value


def number(value):
    return Fraction(str(value))


def near(clock, text, expected):
    """Whether a written instant is the expected one, as far as its written fraction goes."""
    if text is None:
        return expected is None
    digits = len(re.search(r"(?:\.(\d+))?(?:Z|[+-]\d\d:?\d\d)?$", text).group(1) or "")
    return expected is not None and abs(clock.instant(text) - expected) < 10 ** max(6 - digits, 0)
