"""Companies, contacts and activities as the CSV files tell them (conditions.md §5)."""

import csv
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from definition import CONTACT_FIELDS, DERIVED, OWN_FIELDS, fold

COMPANY_COLUMNS = ("name", "domain", "siren", "industry", "size", "country", "city")


@dataclass
class Profile:
    """The values, tags and company of a contact from one instant on (None: from its first fact)."""
    since: int
    values: dict
    tags: frozenset
    company: dict


@dataclass
class Activity:
    order: int
    contact: str
    kind: str
    at: int
    cells: dict
    message_id: str
    voids: str
    memory: dict = field(default_factory=dict, repr=False)

    def value(self, name, resolved, clock):
        """The value of a field or property as `resolved` (type, written type, kinds that have it) reads it."""
        _, written, kinds = resolved
        if self.kind not in kinds:
            return None
        if name == "at":
            return self.at
        cell = self.cells.get(name if name in OWN_FIELDS else "properties." + name)
        return None if cell is None else read(cell, written, clock)


@dataclass
class Contact:
    id: str
    email: str
    created_at: int
    profiles: list
    activities: list


def read(cell, kind, clock):
    """A cell as its declared type."""
    if kind == "number":
        return Fraction(cell)
    if kind in ("date", "instant"):
        return clock.instant(cell)
    if kind == "boolean":
        return {"true": True, "false": False}[cell.lower()]
    return cell


def rows(path):
    """The rows of a CSV file without their empty cells; none when there is no file."""
    if not Path(path).exists():
        return []
    with open(path, encoding="utf-8", newline="") as file:
        return [{name: cell for name, cell in row.items() if cell} for row in csv.DictReader(file)]


class Records:
    """What a folder of CSV files says, imported in the order companies, contacts, activities, payments."""

    def __init__(self, folder, definition, imported_at, changed_at=None):
        self.definition, self.clock = definition, definition.clock
        self.imported_at = imported_at
        self.companies, self.contacts, self.by_name = [], {}, {}
        folder = Path(folder)
        for row in rows(folder / "companies.csv"):
            self.add_company(row)
        for row in rows(folder / "contacts.csv"):
            self.add_contact(row)
        if changed_at is not None:
            for row in rows(folder / "changes.csv"):
                self.change_contact(row, changed_at)
        self.count, self.message_ids = 0, set()
        for row in rows(folder / "activities.csv"):
            self.add_activity(row)
        for row in rows(folder / "payments.csv"):
            self.add_activity({"contact": row["contact"], "kind": "payment_received", "at": row["at"],
                               "amount": row["amount"], "currency": row.get("currency", "EUR")})
        for contact in self.contacts.values():
            contact.activities.sort(key=lambda activity: (activity.at, activity.order))

    def add_company(self, row):
        values = {"company." + name: row.get(name) for name in COMPANY_COLUMNS}
        size = values["company.size"]
        values["company.size"] = None if size is None else Fraction(size)
        self.companies.append((row.get("external_id"), values))

    def company(self, cell):
        """Matched by external id, then by folded name, else created."""
        if cell is None:
            return {}
        for external_id, values in self.companies:
            if external_id == cell:
                return values
        for _, values in self.companies:
            if values["company.name"] and fold(values["company.name"]) == fold(cell):
                return values
        self.add_company({"name": cell})
        return self.companies[-1][1]

    def values(self, row):
        """The columns that are fields of a contact, typed."""
        found = {}
        for name, cell in row.items():
            if name in self.definition.written_fields:
                found[name] = read(cell, self.definition.written_fields[name], self.clock)
            elif name == "created_at":
                found[name] = self.clock.instant(cell)
            elif name in CONTACT_FIELDS and name not in DERIVED and "." not in name:
                found[name] = cell
        if "@" in (found.get("email") or ""):
            found["email.domain"] = found["email"].rsplit("@", 1)[1]
        return found

    def add_contact(self, row):
        values = self.values(row)
        tags = frozenset(fold(tag.strip()) for tag in row.get("tags", "").split(";") if tag.strip())
        profile = Profile(None, values, tags, self.company(row.get("company")))
        name = row["external_id"]
        self.contacts[name] = Contact(name, row.get("email"), values.get("created_at"), [profile], [])
        self.by_name[name] = name
        if row.get("email"):
            self.by_name[row["email"].lower()] = name

    def change_contact(self, row, changed_at):
        contact = self.contacts[row["external_id"]]
        last = contact.profiles[-1]
        contact.profiles.append(Profile(changed_at, last.values | self.values(row), last.tags, last.company))

    def add_activity(self, row):
        message_id = row.get("message_id")
        if message_id and message_id in self.message_ids:
            return
        self.message_ids.add(message_id)
        cell = row["contact"]
        name = self.by_name.get(cell) or self.by_name[cell.lower()]
        self.count += 1
        self.contacts[name].activities.append(Activity(
            self.count, name, row["kind"], self.clock.instant(row["at"]), row, message_id, row.get("voids")))
