"""Random workspaces: a definition, CSV files, conditions that hold of some contacts, and ones to refuse.

Only facts whose meaning conditions.md fixes are used; README.md lists what is avoided.
"""

import copy
import csv
import json
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

import yaml

from clock import EXACT, Clock, Duration, iso, to_datetime
from definition import GROUPS, PROPERTIES, ActivityScope, Definition
from language import Refused, parse
from oracle import Records, World
from wording import Wording, valid

CLOCK = Clock("Europe/Paris")
START, END = date(2023, 6, 1), date(2025, 10, 20)
SPECIAL_DAYS = """2024-02-29 2024-03-31 2024-10-27 2024-12-31 2025-01-31 2025-02-28 2025-03-01 2025-03-30 2025-03-31
    2025-04-30 2025-05-31 2025-07-31""".split()
DURATIONS = """90 minutes,48 hours,1 day,7 days,2 weeks,30 days,45 days,90 days,1 month,2 months,3 months,6 months,
    12 months,1 year,26 weeks""".replace("\n", "").split(",")
DURATIONS = [text.strip() for text in DURATIONS]
HALF_LIVES = ["7 days", "30 days", "60 days", "2 weeks", "36 hours"]
KINDS = """page_viewed content_viewed content_downloaded form_submitted newsletter_subscribed webinar_attended
    booth_visited email_clicked survey_answered call_held meeting_held conversation_held question_asked demo_requested
    pricing_requested decision_date_given quote_requested qualification_recorded quote_sent order_placed
    opportunity_lost disqualified payment_received payment_refunded review_published promoter_answered consent_granted
    consent_withdrawn unsubscribed email_complained email_sent""".split()
OFTEN = {"page_viewed": 6, "content_downloaded": 4, "form_submitted": 3, "call_held": 3, "email_clicked": 3,
         "payment_received": 2, "demo_requested": 2, "disqualified": 0.3}
CUSTOM = {
    "visite_atelier": {"group": "exchange", "direction": "two-way",
                       "properties": {"minutes": "number", "satisfait": "boolean"}},
    "sondage_papier": {"group": "response", "direction": "inbound", "properties": {"score": "text"}},
    "essai_pret": {"group": "intent", "direction": "inbound", "properties": {"rappel": "date", "valeur": "number"}},
    "galerie_vue": {"group": "visit", "direction": "inbound", "properties": {"salle": "text"}},
}
VALUES = {
    "level": ["discovery", "evaluation", "decision", "Évaluation", "week"],
    "content": ["guide", "Étude de cas", "tarifs"],
    "form": ["contact", "devis", "rappel"], "event": ["Salon de Lyon", "Foire d’Été", "SIAL"],
    "message": ["printemps", "relance"], "url": ["https://ex.fr/a?b=1", "/tarifs"], "survey": ["nps", "accueil"],
    "subject": ["Votre devis", "Re : visite de l’atelier", "réclamation"],
    "score": [0, 3, 7, 8.5, 10], "minutes": [0, 5, 12.5, 30, 45], "outcome": ["ok", "rappeler", "échec"],
    "date": ["2025-01-15", "2025-03-30", "2025-06-30", "2026-01-01"], "key": ["budget", "besoin"],
    "answer": ["oui", "non", 'dit "peut-être"'], "reason": ["prix", "concurrent", "délai"], "order": ["C-1", "C-2"],
    "satisfait": ["true", "false"], "rappel": ["2025-03-30", "2024-12-31", "2025-10-26"],
    "valeur": [10, 99.99, 1000, 0.5], "salle": ["bleue", "Œuvres", "straße"],
    "theme": ["vin", "Pâtisserie", "œufs", "zzz"],
}
CHANNELS, CAMPAIGNS = ["email", "sms", "web", "phone"], ["printemps", "Rentrée", "salon", "week"]
AMOUNTS = [Fraction(text) for text in ("12.50", "0.01", "100", "99.99", "1200", "100.00")]
FIRST = "Zoë Éloïse Jean Anaïs Łukasz Ødegård François Ana Bjørn Straßer José Œdipe Li".split()
LAST = ["Lefèvre", "O'Brien", "d’Ormesson", "Đoković", "MARTIN", "Nuñez", "Müller", "Œillet", "Garçon", "Le \"Grand\""]
JOBS = ["DG", "gérant", "Gérante", "CEO", "Directrice des achats", "acheteur", "étudiant", "Responsable qualité"]
INDUSTRIES = ["industrie", "bâtiment", "Restauration", "hôtellerie", "conseil"]
CITIES = ["Lyon", "Paris", "Saint-Étienne", "Besançon", "Liège", "Köln"]
COUNTRIES, LANGUAGES = ["FR", "BE", "CH", "DE"], ["fr", "en", "de"]
SOURCES, TAGS = ["salon", "Site", "parrainage"], ["vip", "été 2025", "concurrent", "Presse"]
DOMAINS = ["gmail.com", "yahoo.fr", "orange.fr", "ateliers-zen.fr", "boulange.be"]
FIELDS = {"budget": "number", "origine": "text", "echeance": "date", "partenaire": "boolean", "effectif": "number"}
FIELD_VALUES = {"budget": [0, 5, 12.5, 100, 250], "origine": ["Annuaire", "bouche à oreille", "Réseau"],
                "echeance": ["2025-03-30", "2024-12-31", "2025-06-15", "2023-07-14"],
                "partenaire": ["true", "false"], "effectif": [1, 3, 3.5, 20]}
HEADERS = {"companies": "external_id name", "contacts": "external_id", "changes": "external_id",
           "activities": "contact kind at", "payments": "contact at amount currency"}
STAGE_SETS = [
    ["suspect", "lead", "prospect", "opportunity", "client", "ambassador"],
    ["suspect", "lead", "prospect", "opportunity", "client"],
    ["lead", "prospect", "essai", "opportunity", "client"],
    ["inconnu", "curieux", "interesse", "acheteur"],
]


class Vocabulary:
    """The names and values that conditions may use; grows as the definition is written."""

    def __init__(self):
        self.personas, self.segments, self.stages, self.lists, self.scored = [], [], [], [], False


class Workspace:
    """One random workspace, the same for the same seed."""

    def __init__(self, seed, conditions=150, contacts=30):
        self.random = Random(seed)
        self.seed, self.condition_count, self.contact_count = seed, conditions, contacts

    def write(self, folder):
        """Writes the folder: CSV files, definition.yaml, refused-N.yaml, world.json."""
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.choose_words()
        self.write_companies()
        self.write_contacts()
        self.write_activities()
        self.write_payments()
        self.write_csv()
        self.write_definition()
        self.write_conditions()
        self.write_refused_definitions()
        plan = {"seed": self.seed, "asOf": self.as_of, "conditions": self.conditions, "refusals": self.refusals}
        (self.folder / "world.json").write_text(json.dumps(plan, ensure_ascii=False, indent=1), encoding="utf-8")

    def chance(self, share):
        return self.random.random() < share

    def one(self, items):
        return self.random.choice(list(items))

    def some(self, items, low, high):
        items = list(items)
        return self.random.sample(items, min(len(items), self.random.randint(low, high)))

    # Words

    def choose_words(self):
        random = self.random
        self.kinds = self.some(KINDS, 12, 20)
        for needed in ("page_viewed", "content_downloaded", "call_held", "demo_requested", "payment_received",
                       "payment_refunded"):
            if needed not in self.kinds:
                self.kinds.append(needed)
        self.custom = {name: CUSTOM[name] for name in self.some(CUSTOM, 0, 3)}
        self.kinds += self.custom
        self.properties = dict(PROPERTIES) | {name: body["properties"] for name, body in self.custom.items()}
        self.fields = {name: FIELDS[name] for name in self.some(FIELDS, 1, 5)}
        self.durations, self.half_lives = self.some(DURATIONS, 5, 8), self.some(HALF_LIVES, 2, 4)
        days = [START + timedelta(days=random.randrange(250, (END - START).days)) for _ in range(3)]
        self.as_of = sorted({day.isoformat() for day in days} | set(self.some(SPECIAL_DAYS, 2, 2)))
        if self.chance(0.4):
            self.as_of.insert(0, "2023-09-15")
        self.changed = self.chance(0.3)
        if self.changed or self.chance(0.2):
            self.as_of.append("2035-01-31")
        self.complete = self.chance(0.5)
        self.groups = {}
        if self.chance(0.7):
            self.groups["serious"] = self.some(self.kinds, 2, 4)
        self.lists = {"freemail": ["gmail.com", "Yahoo.FR", "orange.fr"]}
        if self.chance(0.5):
            self.lists["near"] = ["fr", "BE", "Bâtiment", "INDUSTRIE"]

    # Records

    def write_companies(self):
        self.companies = []
        for number in range(self.random.randint(5, 9)):
            name = self.one(["Ateliers", "Hôtel", "Boulangerie"])
            row = {"external_id": f"e{number:02}", "name": f"{name} {number}"}
            for name, values in (("domain", DOMAINS[3:]), ("industry", INDUSTRIES), ("country", COUNTRIES),
                                 ("city", CITIES), ("size", [1, 9, 10, 49, 249, 250])):
                if self.chance(0.8):
                    row[name] = self.one(values)
            self.companies.append(row)

    def write_contacts(self):
        self.contacts, self.instants, self.created = [], [], {}
        for number in range(self.contact_count):
            name = f"c{number:03}"
            row = {"external_id": name}
            first, last = self.one(FIRST), self.one(LAST)
            if self.chance(0.8):
                row["email"] = f"contact{number}@{self.one(DOMAINS)}"
            if self.chance(0.5):
                row["phone"] = f"+336{12000000 + number * 111:08}"
            for column, share, value in (
                    ("first_name", 0.9, first), ("last_name", 0.9, last), ("job_title", 0.8, self.one(JOBS)),
                    ("country", 0.8, self.one(COUNTRIES)), ("city", 0.6, self.one(CITIES)),
                    ("language", 0.5, self.one(LANGUAGES)), ("source", 0.6, self.one(SOURCES)),
                    ("tags", 0.5, ";".join(self.some(TAGS, 1, 3)))):
                if self.chance(share):
                    row[column] = value
            if self.chance(0.7):
                company = self.one(self.companies)
                row["company"] = self.one([company["external_id"], company["name"], company["name"].upper(),
                                           "Maison Créée"])
            if self.complete or self.chance(0.8):
                row["created_at"], self.created[name] = self.moment(self.some_instant(0.7))
            for field in self.fields:
                if self.chance(0.7):
                    row[field] = self.one(FIELD_VALUES[field])
            self.contacts.append(row)
        self.changes = []
        if self.changed:
            for row in self.some(self.contacts, 5, 10):
                self.changes.append({"external_id": row["external_id"], "job_title": self.one(JOBS),
                                     "city": self.one(CITIES)})

    def some_instant(self, share=1.0):
        """A random instant of the period, or one on the edge of what an as-of date sees."""
        random, roll = self.random, self.random.random()
        days = (END - START).days
        if roll < 0.25:
            return self.edge()
        if roll < 0.30:
            day = date.fromisoformat(self.one(SPECIAL_DAYS))
            return CLOCK.start_of_day(day) + self.one([0, 0, -1, 1, 1_000_000])
        if roll < 0.36:
            day = self.one(["2025-03-30", "2024-03-31", "2024-10-27", "2023-10-29"])
            return CLOCK.day(day).start + random.randrange(60, 240) * 60_000_000
        if roll < 0.46 and self.instants:
            return self.one(self.instants)
        day = START + timedelta(days=int(days * random.random() ** (0.7 / share)))
        return CLOCK.start_of_day(day) + random.randrange(24 * 3600) * 1_000_000

    def edge(self):
        """An instant that a window or a half-life, seen from an as-of date, just holds or just does not."""
        end = CLOCK.end_of_day(self.one([day for day in self.as_of if day < "2030"]))
        if self.chance(0.4):
            count, unit = self.one(self.half_lives).split()
            at = end - int(count) * EXACT[unit.rstrip("s")] * self.random.randint(1, 3)
        else:
            count, unit = self.one(self.durations).split()
            at = CLOCK.minus(end, Duration(int(count), unit.rstrip("s")))
        return max(at + self.one([-1, 0, 0, 1, 1_000_000]), CLOCK.start_of_day(START))

    def moment(self, instant):
        """(text, instant) in one of the ways to write it; the instant read back from the text."""
        zoned = to_datetime(instant).astimezone(CLOCK.zone)
        spec = "microseconds" if instant % 1_000_000 else "seconds"
        roll = self.random.random()
        if roll < 0.5:
            text = iso(instant)
        elif roll < 0.65:
            text = zoned.isoformat(timespec=spec)
        elif roll < 0.9:
            text = zoned.replace(tzinfo=None).isoformat(timespec=spec)
        elif roll < 0.95:
            text = zoned.date().isoformat()
        else:
            hour = f"{self.random.randint(0, 3):02}:{self.one([0, 15, 30, 59]):02}:00"
            text = f"{self.one(['2025-03-30', '2024-10-27', '2024-03-31'])}T{hour}"
        return text, CLOCK.instant(text)

    def write_activities(self):
        random = self.random
        rows = []
        for contact in self.contacts:
            zeal = random.random()
            count = 0 if self.chance(0.07) else 40 if self.chance(0.04) else int(random.expovariate(1 / 9)) + 1
            weights = [OFTEN.get(kind, 1) * (zeal if kind in GROUPS["purchase"] | GROUPS["intent"] else 1)
                       for kind in self.kinds]
            own = []
            for kind in random.choices(self.kinds, weights, k=count):
                text, at = self.moment(self.one(own)[1] if own and self.chance(0.12) else self.some_instant())
                own.append((self.activity(contact, kind, text), at))
                self.instants.append(at)
            rows += own
        random.shuffle(rows)
        for number, (row, _) in enumerate(rows):
            if self.chance(0.7):
                row["message_id"] = f"m{number:04}"
        self.add_voids(rows)
        for row, at in self.some(rows, 2, 6):
            if row.get("message_id"):
                rows.insert(random.randrange(rows.index((row, at)) + 1, len(rows) + 1), (dict(row), at))
        self.activities = [row for row, _ in rows]

    def activity(self, contact, kind, at):
        row = {"contact": contact["external_id"], "kind": kind, "at": at}
        if contact.get("email") and self.chance(0.2):
            row["contact"] = contact["email"]
        consents = ("consent_granted", "consent_withdrawn", "unsubscribed", "email_complained")
        if self.chance(0.5):
            row["channel"] = self.one(["email", "sms"] if kind in consents else CHANNELS)
        if self.chance(0.4):
            row["campaign"] = self.one(CAMPAIGNS)
        if kind in ("payment_received", "payment_refunded", "order_placed", "quote_sent") and self.chance(0.95):
            row["amount"], row["currency"] = written_amount(self.one(AMOUNTS)), "EUR"
        declared = dict(self.properties.get(kind, {}))
        declared.pop("direction", None)
        for name in declared:
            if self.chance(0.8):
                row["properties." + name] = self.one(VALUES[name])
        if self.chance(0.3):
            row["properties.theme"] = self.one(VALUES["theme"])
        # A property that this kind does not declare and another does.
        if self.chance(0.2):
            name = self.one(["level", "minutes", "reason"])
            if name not in declared:
                row["properties." + name] = self.one(VALUES[name])
        return row

    def add_voids(self, rows):
        """Corrections, some of corrections, each recorded after and not before what it voids."""
        firsts = {}
        for row, at in rows:
            firsts[self.owner(row)] = min(firsts.get(self.owner(row), at), at)
        for number in range(len(rows) // 12):
            row, at = self.one(rows)
            contact = self.owner(row)
            created = self.created.get(contact)
            # Whether a voided activity is a first fact is not said: leave those alone.
            if not row.get("message_id") or at == firsts[contact] and (created is None or created > at):
                continue
            text, later = self.moment(at + self.one([0, 0, 1, 3_600_000_000, 40 * EXACT["day"]]))
            if later < at:
                continue
            void = {"contact": row["contact"], "kind": self.one([row["kind"], "page_viewed"]), "at": text,
                    "message_id": f"v{number:04}", "voids": row["message_id"]}
            place = self.random.randrange(rows.index((row, at)) + 1, len(rows) + 1)
            rows.insert(place, (void, later))

    def owner(self, row):
        return next(contact["external_id"] for contact in self.contacts
                    if row["contact"] in (contact["external_id"], contact.get("email")))

    def write_payments(self):
        self.payments = []
        for number, contact in enumerate(self.some(self.contacts, 5, 12)):
            text, at = self.moment(self.some_instant())
            if contact["external_id"] not in self.created or self.created[contact["external_id"]] <= at:
                self.payments.append({"contact": contact["external_id"], "at": text, "currency": "EUR",
                                      "amount": written_amount(self.one(AMOUNTS)), "reference": f"F-{number}"})

    def write_csv(self):
        for name, rows in (("companies", self.companies), ("contacts", self.contacts), ("changes", self.changes),
                           ("activities", self.activities), ("payments", self.payments)):
            if rows or name != "changes":
                write_rows(self.folder / f"{name}.csv", rows)

    # Definition

    def write_definition(self):
        self.data = {"name": {"fr": "Essai", "en": "Trial"}, "groups": self.groups, "lists": self.lists,
                     "fields": self.fields, "kinds": self.custom}
        self.data = {key: value for key, value in self.data.items() if value}
        self.prepare_vocabulary()
        self.reload()
        self.write_personas()
        self.write_scoring()
        self.write_stages()
        self.write_rest()
        (self.folder / "definition.yaml").write_text(dump(self.data), encoding="utf-8")

    def prepare_vocabulary(self):
        words = self.words = Vocabulary()
        words.base = Definition(dump(self.data), CLOCK)
        words.kinds, words.durations = self.kinds, self.durations
        words.groups = [group for group, kinds in words.base.groups.items() if kinds & set(self.kinds)]
        words.lists, words.tags = list(self.lists), TAGS
        seen = sorted({at for at in self.instants})
        words.instants = self.some(seen, 15, 15)
        words.days = self.as_of[:-1] + [to_datetime(at).astimezone(CLOCK.zone).date().isoformat()
                                        for at in words.instants]
        words.fields = {
            "email": ("text", ["contact1@gmail.com", "contact7@boulange.be"]), "email.domain": ("text", DOMAINS),
            "first_name": ("text", FIRST), "last_name": ("text", LAST), "job_title": ("text", JOBS),
            "country": ("text", COUNTRIES), "city": ("text", CITIES), "language": ("text", LANGUAGES),
            "source": ("text", SOURCES), "company.name": ("text", [row["name"] for row in self.companies]),
            "company.industry": ("text", INDUSTRIES), "company.country": ("text", COUNTRIES),
            "company.city": ("text", CITIES), "company.domain": ("text", DOMAINS[3:]),
            "company.size": ("number", [1, 9, 10, 49, 249, 250]),
        }
        for name, kind in self.fields.items():
            words.fields[name] = (kind, FIELD_VALUES[name])
        if self.complete:
            words.fields["created_at"] = ("instant", [])
        words.own_values = {"channel": CHANNELS, "campaign": CAMPAIGNS, "amount": AMOUNTS, "currency": ["EUR", "USD"],
                            "theme": VALUES["theme"]}
        words.properties = {}
        for kind in self.kinds:
            for name in self.properties.get(kind, {}):
                if name != "direction":
                    words.properties.setdefault(name, (VALUES[name], set()))[1].add(kind)

    def reload(self):
        """Reads the definition as it stands, so that the next part can be tried on the contacts."""
        self.definition = Definition(dump(self.data), CLOCK)
        self.world = World(self.definition, Records(self.folder, self.definition, CLOCK.instant("2026-06-01")))
        sample = []
        for day in self.as_of:
            if day < "2030":
                sample += [(subject, CLOCK.end_of_day(day)) for subject in self.world.present(CLOCK.end_of_day(day))]
        self.sample = self.some(sample, 36, 36)

    def share(self, condition):
        """Of the sampled (contact, instant) pairs, how many the condition holds of."""
        if not self.sample:
            return 0.5
        held = sum(subject.at(at).holds(condition) for subject, at in self.sample)
        return held / len(self.sample)

    def pick(self, role, low, high, depth=1, tries=25):
        """A random condition for a role that holds of between `low` and `high` of the sample, or nearly."""
        best = None
        wording = Wording(self.random, self.words, role)
        for _ in range(tries):
            text = self.attempt(wording, depth)
            # Stages and temperature that time changes are worth more.
            if text is None or role in ("stage", "temperature") and " within " not in text.lower() and self.chance(0.6):
                continue
            share = self.share(self.definition.condition(text, role))
            distance = max(low - share, share - high, 0)
            if best is None or distance < best[0]:
                best = (distance, text)
            if distance == 0:
                break
        return best[1] if best else "always"

    def attempt(self, wording, depth):
        """A text that the types allow, or None."""
        try:
            text = wording.condition(self.random.randint(0, depth))
        except Refused:
            return None
        return text if valid(self.definition, text, wording.role) else None

    def write_personas(self):
        personas = []
        for number in range(self.random.randint(0, 3)):
            personas.append({"id": self.one(["dirigeant", "pme", "grand-compte"]) + f"-{number}",
                             "name": {"fr": f"Persona {number}", "en": f"Persona {number}"},
                             "when": self.pick("persona", 0.2, 0.7)})
        if personas:
            self.data["personas"] = personas
        self.words.personas = [item["id"] for item in personas]
        self.reload()

    def write_scoring(self):
        self.scored_stages = self.chance(0.35)
        fit = [{"id": f"fit-{number}", "points": self.one([5, 10, 20, -10, 2.25, 7.5, 25]),
                "when": self.pick("scoring", 0.15, 0.8)} for number in range(self.random.randint(1, 4))]
        engagement = [self.engagement_rule(number) for number in range(self.random.randint(2, 5))]
        self.data["scoring"] = {"fit": fit, "engagement": engagement}
        if self.chance(0.6):
            self.data["scoring"]["grades"] = {"fit": [30, 15, 5], "engagement": [40, 12.5, 3]}
        self.words.scored = True
        self.reload()

    def engagement_rule(self, number):
        points = self.one([1, 5, 10, 15, 2.5, 0.5, 7.75, -3] + [] if self.scored_stages else
                          [1, 5, 10, 15, 50, 2.5, 0.5, 30, -3, -12.5])
        kinds = [kind for kind in self.kinds if kind not in GROUPS["outbound"]]
        groups = [group for group in self.words.groups if group != "outbound"]
        rule = {"id": f"rule-{number}", "per": self.one(kinds if self.chance(0.6) else groups), "points": points}
        if self.chance(0.35):
            text = self.where(self.words.base.members([rule["per"]]))
            if text:
                rule["where"] = text
        if self.chance(0.8):
            rule["half_life"] = self.one(self.half_lives)
        if self.chance(0.35):
            rule["cap"] = (1 if points > 0 else -1) * self.one([3, 10, 12.5, 25, 40])
        if self.chance(0.3):
            rule["at_most"] = self.random.randint(1, 4)
        return rule

    def where(self, kinds):
        for _ in range(10):
            try:
                text = Wording(self.random, self.words, "scoring").filter(kinds, bare=True)
                self.definition.check(parse(text, CLOCK, bare_filter=True), ActivityScope(self.definition, kinds))
                return text
            except Refused:
                continue
        return None

    def write_stages(self):
        ids = self.random.choices(STAGE_SETS, (5, 2, 2, 1.5))[0]
        stages = []
        for index, name in enumerate(ids):
            if index == 0:
                when = "always" if self.chance(0.7) else self.pick("stage", 0.5, 0.9)
            else:
                high = 0.75 - 0.5 * index / len(ids)
                when = self.pick("stage", 0.1, high)
                if self.scored_stages and self.chance(0.4):
                    axis = self.one(["score.engagement", "score.total"])
                    limit = self.one([0.1, 1, 3, 7.5, 12])
                    when = f"{axis} {self.one(['>=', '>', '<'])} {limit} and {self.pick('stage', 0.3, 0.9, 0)}"
                    self.definition.condition(when, "stage")
            stages.append({"id": name, "name": {"fr": name.title(), "en": name.title()}, "when": when})
            if self.chance(0.3):
                stages[-1]["aka"] = [f"ALIAS{index}"]
        self.data["stages"] = stages
        self.reload()
        self.words.stages = ids

    def write_rest(self):
        self.data["exclude"] = self.pick("exclude", 0.03, 0.25)
        self.reload()
        self.data["temperature"] = {"hot": self.pick("temperature", 0.25, 0.75)}
        self.data["handover"] = {"stage": self.words.stages[2], "answer_within": "4 working hours"}
        self.data["messages"] = {"cap": 3, "per": "30 days", "clients": "newsletter"}
        self.data["retention"] = {"months": 36}
        self.reload()
        segments = self.data["segments"] = {}
        for number in range(self.random.randint(2, 4)):
            name = f"{self.one(['Proches', 'Été', 'Salon de Lyon'])} {number}"
            segments[name] = self.pick("segment", 0.15, 0.85)
            self.reload()
            self.words.segments = list(segments)

    # What is asked

    def write_conditions(self):
        wording, self.conditions = Wording(self.random, self.words), []
        while len(self.conditions) < self.condition_count:
            text = self.attempt(wording, 3)
            if text is None or len(text) > 700:
                continue
            share = self.share(self.definition.condition(text))
            if 0.05 <= share <= 0.95 or self.chance(0.12):
                self.conditions.append(text if self.chance(0.97) else text + " -- why not")
        self.refusals = [text for text in wording.refusals() if not valid(self.definition, text)]

    def write_refused_definitions(self):
        changes = self.some(self.wrong_definitions(), 4, 4)
        for number, (subject, change) in enumerate(changes, 1):
            data = copy.deepcopy(self.data)
            change(data)
            text = dump(data)
            try:
                Definition(text, CLOCK)
                raise AssertionError(f"this definition should be refused: {subject}")
            except Refused:
                (self.folder / f"refused-{number}.yaml").write_text(f"# {subject}\n{text}", encoding="utf-8")

    def wrong_definitions(self):
        first = self.words.stages[0]
        stage_words = [f"stage = {first}", f"highest_stage >= {first}", "temperature = hot", "excluded = true",
                       f"in segment \"{self.words.segments[0]}\""]

        def stage(text):
            return lambda data: data["stages"][1].update(when=text)

        def persona(text):
            item = {"id": "autre", "name": {"fr": "Autre", "en": "Other"}, "when": text}
            return lambda data: data.setdefault("personas", []).append(item)

        def fit(text):
            return lambda data: data["scoring"]["fit"].append({"id": "autre", "points": 1, "when": text})

        def rule(**keys):
            return lambda data: data["scoring"]["engagement"].append(
                {"id": "autre", "per": "page_viewed", "points": 2} | keys)

        def circle(data):
            data["segments"] |= {"rond un": 'in segment "rond deux"', "rond deux": 'not in segment "rond un"'}

        wrong = [(f"stage: {text}", stage(text)) for text in stage_words]
        wrong += [(f"persona: {text}", persona(text)) for text in stage_words + ["score.fit > 1", "fits any persona"]]
        wrong += [(f"fit rule: {text}", fit(text)) for text in stage_words + ["score.total > 1"]]
        for part, words in (("temperature", ["temperature = cold", stage_words[4]]),
                            ("exclude", ["temperature = cold", stage_words[4], "excluded = false"])):
            for text in words:
                wrong.append((f"{part}: {text}", lambda data, part=part, text=text: data.update(
                    {part: {"hot": text} if part == "temperature" else text})))
        wrong += [
            ("segments in a circle", circle),
            ("cap of another sign", rule(cap=-3)), ("half-life in months", rule(half_life="1 month")),
            ("half-life in years", rule(half_life="1 year")), ("unknown kind", rule(per="page_seen")),
            ("where on another condition", rule(where="did page_viewed")),
            ("where with the wrong type", rule(where="amount = much")),
            ("built-in group", lambda data: data.setdefault("groups", {}).update(visit=["call_held"])),
            ("unknown field in a stage", stage("nothing_such = 1")), ("bad syntax in a stage", stage("did")),
            ("before now", stage("did page_viewed before now")),
        ]
        return wrong


def written_amount(amount):
    return f"{float(amount):.2f}" if amount.denominator > 1 else str(amount)


def dump(data):
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)


def write_rows(path, rows):
    """A CSV file with every column that some row has."""
    columns = list(dict.fromkeys(name for row in rows for name in row)) or HEADERS[Path(path).stem].split()
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
