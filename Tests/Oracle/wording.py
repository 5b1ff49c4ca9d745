"""Random conditions of every form of conditions.md §1, over the vocabulary of one workspace."""

import re
from fractions import Fraction

from clock import iso
from definition import OWN_FIELDS, REFUSED, SCORES
from language import KEYWORDS, Refused

BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
OUTBOUND = {"email_sent", "email_complained", "unsubscribed", "consent_granted", "consent_withdrawn"}


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def written(number):
    """A number as the language writes it; the caller keeps it from being negative."""
    number = Fraction(number)
    if number.denominator == 1:
        return str(number.numerator)
    return f"{float(number):.4f}".rstrip("0")


class Wording:
    """Writes conditions for one role of the definition."""

    def __init__(self, random, vocabulary, role="segment"):
        self.random, self.words, self.role = random, vocabulary, role
        self.refused = REFUSED[role]

    # Small choices

    def one(self, *items):
        return self.random.choice(items)

    def chance(self, share):
        return self.random.random() < share

    def keyword(self, text):
        """Keywords are case-insensitive."""
        return text if self.random.random() > 0.03 else self.one(text.upper(), text.title())

    def text(self, value):
        """A value as a bare word when it can be one, in any case and with or without its accents."""
        if self.chance(0.3):
            value = self.one(value.upper(), value.lower(), self.unaccented(value))
        if BARE.fullmatch(value) and value.lower() not in KEYWORDS - {"week", "day", "at"} and self.chance(0.6):
            return value
        return quoted(value)

    def unaccented(self, value):
        return value.translate(str.maketrans("éèêàâôîïçûüÉÈÊÔÎ", "eeeaaoiicuuEEEOI"))

    def piece(self, value):
        start = self.random.randrange(len(value))
        return value[start:start + self.random.randint(1, 5)]

    # Conditions

    def condition(self, depth=2):
        roll = self.random.random()
        if depth == 0 or roll < 0.4:
            return self.leaf()
        if roll < 0.62:
            joined = [self.operand(depth, "or") for _ in range(self.random.randint(2, 3))]
            return f" {self.keyword('and')} ".join(joined)
        if roll < 0.85:
            joined = [self.operand(depth, None) for _ in range(self.random.randint(2, 3))]
            return f" {self.keyword('or')} ".join(joined)
        inner = self.condition(depth - 1)
        return f"{self.keyword('not')} ({inner})"

    def operand(self, depth, weaker):
        """An operand, in parentheses when it holds the weaker joiner, and sometimes when it does not."""
        inner = self.condition(depth - 1)
        joined = " and " in inner.lower() or " or " in inner.lower()
        # `or` without parentheses inside `and` would be another condition: as valid, and not wanted here.
        if joined and (weaker or self.chance(0.5)) or self.chance(0.1):
            return f"({inner})"
        return inner

    def leaf(self):
        often = 2.5 if self.role in ("stage", "temperature") else 1
        leaves = [(30 * often, self.did), (7 * often, self.moment), (6, self.emptiness), (26, self.field_test),
                  (20, self.aggregate_test), (5, self.tag), (5, self.consent), (0.5, self.constant)]
        if "fits" not in self.refused and self.words.personas:
            leaves.append((7, self.fits))
        if "in segment" not in self.refused and self.words.segments:
            leaves.append((6, self.member))
        if "stage" not in self.refused and self.words.stages:
            leaves.append((14, self.stage_test))
        if self.words.lists:
            leaves.append((4, self.list_test))
        if "score.fit" not in self.refused and self.words.scored:
            leaves.append((12, self.score_test))
        if self.role == "segment" and self.words.stages:
            leaves.append((7, self.derived_test))
        weights, makers = zip(*leaves)
        text = self.random.choices(makers, weights)[0]()
        return text if self.chance(0.93) else f"{self.keyword('not')} {text}"

    def constant(self):
        return self.keyword(self.one("always", "never"))

    def tag(self):
        return f"{self.keyword('tag')} {quoted(self.one(*self.words.tags))}"

    def consent(self):
        field = "consent." + self.one("email", "email", "sms")
        value = self.one("granted", "refused", "unknown")
        return self.one(f"{field} = {value}", f"{field} != {value}", f"{field} in [{value}, \"unknown\"]")

    def fits(self):
        return self.one("fits any persona", f"fits persona {quoted(self.one(*self.words.personas))}")

    def member(self):
        return f"in segment {quoted(self.one(*self.words.segments))}"

    def emptiness(self):
        names = list(self.words.fields)
        if "stage" not in self.refused:
            names += ["stage", "highest_stage"]
        if self.role == "segment":
            names.append("temperature")
        return f"{self.one(*names)} {self.keyword('is')} {self.one('', 'not ')}empty".replace("  ", " ")

    def stage_test(self):
        field, ids = self.one("stage", "stage", "highest_stage"), self.words.stages
        form = self.random.randrange(6)
        if form == 0:
            low, high = sorted(self.random.choices(range(len(ids)), k=2))
            return f"{field} {self.one('', 'not ')}between {ids[low]} and {self.one(ids[high], quoted(ids[high]))}"
        if form == 1:
            return f"{field} {self.one('', 'not ')}in [{', '.join(self.random.sample(ids, 2))}]"
        return f"{field} {self.one(*COMPARISONS)} {self.one(*ids)}"

    def derived_test(self):
        return self.one("temperature = hot", "temperature = cold", "temperature != hot", "excluded = false",
                        "excluded = true", "temperature in [hot, cold]", 'temperature not in ["hot"]')

    def score_test(self):
        return self.number_test(self.one(*sorted(SCORES)), (0, 1, 5, 10, 20, Fraction("7.5"), 40, 60))

    def list_test(self):
        field = self.one("email.domain", "email.domain", "country", "company.industry")
        return f"{field} {self.one('', 'not ')}in list {quoted(self.one(*self.words.lists))}"

    # Tests on fields

    def field_test(self):
        name = self.one(*self.words.fields)
        kind, values = self.words.fields[name]
        return self.test(name, kind, values)

    def test(self, name, kind, values):
        if kind == "number":
            return self.number_test(name, values)
        if kind == "boolean":
            return f"{name} {self.one('=', '!=')} {self.keyword(self.one('true', 'false'))}"
        if kind == "date":
            return self.date_test(name, self.words.days)
        if kind == "instant":
            return self.date_test(name, self.words.days, self.words.instants)
        return self.text_test(name, values)

    def text_test(self, name, values):
        form, value = self.random.randrange(8), self.one(*values)
        negation = self.one("", "", "not ")
        if form <= 1:
            return f"{name} {self.one('=', '!=')} {self.text(value)}"
        if form == 2:
            return f"{name} {self.one(*COMPARISONS[2:])} {self.text(value)}"
        if form == 3:
            chosen = self.random.sample(values, min(len(values), self.random.randint(1, 4)))
            return f"{name} {negation}in [{', '.join(map(self.text, chosen))}]"
        if form == 4:
            low, high = sorted((value, self.one(*values)), key=str.lower)
            return f"{name} {negation}between {self.text(low)} and {self.text(high)}"
        how, part = self.random.choice((("contains", self.piece(value)), ("starts with", value[:2]),
                                        ("ends with", value[-2:])))
        return f"{name} {negation}{self.keyword(how)} {quoted(self.one(part, part.upper()))}"

    def number_test(self, left, values):
        value = self.one(*values)
        if self.chance(0.12):
            other = self.one(*values)
            left, value = f"{left} {self.one('+', '-')} {written(abs(Fraction(other)))}", value
        form = self.random.randrange(8)
        if form == 0:
            low, high = sorted((abs(Fraction(value)), abs(Fraction(self.one(*values)))))
            return f"{left} {self.one('', 'not ')}between {written(low)} and {written(high)}"
        if form == 1:
            chosen = ", ".join(written(abs(Fraction(item))) for item in (value, self.one(*values)))
            return f"{left} {self.one('', 'not ')}in [{chosen}]"
        return f"{left} {self.one(*COMPARISONS)} {self.number(value)}"

    def number(self, value):
        value = Fraction(value)
        if value < 0 or self.chance(0.05):
            return f"0 - {written(-value)}" if value < 0 else f"({written(value + 1)} - 1)"
        return written(value)

    def date_test(self, name, days, instants=()):
        form = self.random.randrange(6)

        def when():
            return iso(self.one(*instants)) if instants and self.chance(0.4) else self.one(*days)

        if form == 0:
            low, high = sorted((when(), when()))
            return f"{name} {self.one('', 'not ')}between {low} and {high}"
        if form == 1:
            return f"{name} {self.one('', 'not ')}in [{when()}, {when()}]"
        return f"{name} {self.one(*COMPARISONS)} {when()}"

    # Activities

    def kinds(self):
        """(text, kinds) of one kind, a list or a group."""
        words, roll = self.words, self.random.random()
        pool = [kind for kind in words.kinds if self.role != "stage" or kind not in OUTBOUND]
        groups = [group for group in words.groups if self.role != "stage" or group not in ("outbound", "sales")]
        if roll < 0.5:
            names = [self.one(*pool)]
        elif roll < 0.75:
            names = [self.one(*groups)]
        else:
            names = self.random.sample(pool, min(len(pool), self.random.randint(2, 3)))
            if self.chance(0.4):
                names[0] = self.one(*groups)
        text = names[0] if len(names) == 1 and self.chance(0.9) else f"[{', '.join(names)}]"
        if self.chance(0.25):
            text = f"{self.keyword('any')} {text}"
        return text, words.base.members(names)

    def filter(self, kinds, bare=False):
        """A `where` condition without its keyword, in parentheses when it holds several tests."""
        roll = self.random.random()
        if roll < 0.65:
            return self.property_test(kinds)
        if roll < 0.75:
            return f"not {self.property_test(kinds)}"
        joined = f" {self.one('and', 'or')} ".join(self.property_test(kinds) for _ in range(2))
        return joined if bare else f"({joined})"

    def property_test(self, kinds):
        words = self.words
        names = [name for name in words.properties if words.properties[name][1] & kinds]
        if not names or self.chance(0.2):
            names += ["theme", "channel", "campaign", "amount", "at"]
        name = self.one(*names)
        if name in OWN_FIELDS:
            kind = OWN_FIELDS[name]
        else:
            kind = words.base.property_type(name, kinds)[1]
        values = words.properties[name][0] if name in words.properties else words.own_values.get(name, ["x"])
        if self.chance(0.1):
            return f"{name} is {self.one('', 'not ')}empty".replace("  ", " ")
        if kind == "number" and not all(isinstance(value, (int, float, Fraction)) for value in values):
            values = [5, 10, 30]
        if kind == "text":
            values = [str(value) for value in values]
        return self.test(name, kind, values)

    def when(self):
        return iso(self.one(*self.words.instants)) if self.chance(0.35) else self.one(*self.words.days)

    def window(self, since=True):
        form = self.random.randrange(10)
        if form < 5:
            return f"{self.keyword('within')} {self.one(*self.words.durations)}"
        if form < 7:
            return f"{self.one('before', 'after')} {self.when()}"
        if form < 8:
            low, high = sorted((self.when(), self.when()))
            return f"between {low} and {self.one(high, high, 'now')}"
        if since:
            return f"{self.keyword('since')} {self.one('last', 'first')} {self.kinds()[0]}"
        return f"{self.keyword('within')} {self.one(*self.words.durations)}"

    def did(self):
        text, kinds = self.kinds()
        parts = [self.keyword("did"), text]
        if self.chance(0.4):
            parts += [self.keyword("where"), self.filter(kinds)]
        if self.chance(0.35):
            count = self.random.randint(1, 3)
            how = self.one("at least", "at least", "at most", "exactly")
            if how == "exactly" and self.chance(0.4):
                count = 0
            parts += [self.keyword(how), str(count), "time" if count == 1 else "times"]
        if self.chance(0.6):
            parts.append(self.window())
        return " ".join(parts)

    def moment(self):
        text, kinds = self.kinds()
        parts = [self.keyword(self.one("first", "last")), text]
        if self.chance(0.3):
            parts += ["where", self.filter(kinds)]
        return " ".join(parts + [self.window(since=False)])

    def aggregate(self, function, single=False):
        """(text, type, values) of an aggregate; `single` keeps it safe before + or -."""
        words = self.words
        if function == "count":
            text, kinds = self.kinds()
            found, values, name = "number", [0, 1, 2, 3], None
        else:
            options = [(name, kind) for name, (_, declaring) in words.properties.items() for kind in sorted(declaring)]
            options += [("amount", "payment_received"), ("amount", "payment_refunded"), ("amount", "purchase")] * 3
            options += [("at", kind) for kind in words.kinds[:6]]
            options += [(name, group) for group in words.groups for name in ("minutes", "score", "channel")]
            name, kind = self.one(*options)
            kinds = words.base.members([kind])
            found = OWN_FIELDS[name] if name in OWN_FIELDS else words.base.property_type(name, kinds)[1]
            if function == "sum" and found != "number" or found in ("text", "boolean") and function != "latest":
                return self.aggregate(self.one("count", "latest", function), single)
            values = words.own_values.get(name) or words.properties.get(name, (["x"],))[0]
            text = f"{kind}.{name}"
        if found == "number" and not all(isinstance(value, (int, float, Fraction)) for value in values):
            values = [0, 1, 5, 30]
        if found == "text":
            values = [str(value) for value in values]
        parts = [self.keyword(function), text]
        if self.chance(0.25):
            chosen = self.filter(kinds)
            parts += ["where", chosen if not single and self.chance(0.5) else f"({chosen})"]
        if self.chance(0.5):
            parts.append(self.window())
        return " ".join(parts), found, values

    def aggregate_test(self):
        if self.chance(0.25):
            terms = [self.aggregate(self.one("count", "count", "sum", "max"), single=True) for _ in range(2)]
            numbers = [text for text, found, _ in terms if found == "number"]
            if len(numbers) == 2:
                joined = f" {self.one('+', '-')} ".join(numbers)
                if self.chance(0.2):
                    return f"({joined}) {self.one(*COMPARISONS)} {self.one('0', '1', '(1 + 1)')}"
                return f"{joined} {self.one(*COMPARISONS)} {self.one('0', '1', '2', '100')}"
        function = self.one("count", "count", "sum", "sum", "max", "min", "latest", "latest")
        text, found, values = self.aggregate(function)
        bounded = any(f" {word} " in f" {text.lower()} " for word in ("within", "before", "after", "between", "since"))
        made = self.test(text, found, values)
        if found in ("date", "instant") and not bounded:
            # Without a window, `between` and a date after an aggregate would be its window.
            while " between " in made[len(text):].lower():
                made = self.test(text, found, values)
        return made

    # What must be refused

    def refusals(self):
        """Conditions of this workspace that must not be accepted."""
        words = self.words
        kind, field = self.one(*words.kinds), self.one("country", "city", "job_title")
        wrong = [
            f"{field}", f"{field} =", f"{field} = FR and", f"({field} = FR", f"{field} = FR)", f"{field}x = FR",
            "company.sizes > 3", f"did {kind}s", f"did [{kind}, nothing_known]", f"did {kind} within 1.5 days",
            f"did {kind} within 3 fortnights", f"did {kind} within days", f"did {kind} before now",
            f"did {kind} after now", f"did {kind} before tomorrow", f"did {kind} at least 2",
            f"did {kind} at least x times", f"count {kind} is empty", f"count {kind} > -1", "company.size > -5",
            "company.size = big", 'company.size = "12"', f"{field} > 5", f"{field} = true",
            'company.size contains "1"', "created_at > 5", "created_at = 2025-02-30", f"did {kind} after 2025-13-01",
            f"count {kind} = many", f"count {kind} + {field} > 1", f"{field} in [FR, 5]", "5 < company.size + size",
            "sum content_downloaded.level > 1", 'max content_downloaded.level = "x"',
            f"did {kind} where did {kind}", f"did {kind} where (count {kind} > 1)", f'did {kind} where tag "vip"',
            f"did {kind} where fits any persona", f'did {kind} where in segment "x"',
            f"did {kind} where last {kind} within 3 days", f"did {kind} where theme > 5",
            f"did {kind} where amount = much", f"did {kind} where minutes_of_nothing between 1 and 3",
            'fits persona "nobody at all"', 'in segment "nowhere at all"', 'email.domain in list "no such list"',
            "stage > 3", f"first {kind}", f"last {kind} since last {kind}", "excluded = 1", "excluded = maybe",
            "score.fit = high", f"{field} = \"unfinished", f"{field} == FR", f"{field} = FR = FR", "and", "not", "()",
            f"{field} = FR {field} = BE", f"did {kind} within 30 days within 30 days", "consent = granted",
            f"sum {kind} > 3", f"latest {kind}.at + 1 > 3", "company.size between 1", "company.size in []",
            f"{field} not = FR", f"{field} contains", "1 + > 2", "created_at between 2025-01-01 and now",
        ]
        return wrong


def valid(definition, text, role="segment"):
    """The checked condition, or None where the random words have met a rule of the types."""
    try:
        return definition.condition(text, role)
    except Refused:
        return None
