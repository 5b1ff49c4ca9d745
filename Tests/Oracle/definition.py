"""Definitions (conditions.md §4, §5) and the checking of conditions against them (§2, §3)."""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

import yaml

import language as tree
from clock import EXACT, Duration
from language import UNITS, Refused

# The catalogue of docs/conditions.md §7.
GROUPS = {
    "visit": "page_viewed content_viewed",
    "response": """content_downloaded form_submitted newsletter_subscribed webinar_registered webinar_attended
        booth_visited email_clicked email_received social_reacted social_connected survey_answered""",
    "exchange": "call_held meeting_held email_replied conversation_held question_asked chat_held",
    "intent": "demo_requested pricing_requested trial_started decision_date_given quote_requested",
    "sales": """qualification_recorded objection_raised objection_answered quote_sent quote_accepted quote_declined
        order_placed opportunity_won opportunity_lost stage_asserted disqualified""",
    "purchase": "payment_received payment_refunded onboarding_completed",
    "advocacy": "referral_made review_published promoter_answered reward_granted",
    "outbound": """email_sent email_delivered email_bounced email_complained email_opened call_attempted sms_sent
        letter_sent unsubscribed consent_granted consent_withdrawn""",
}
GROUPS = {name: frozenset(kinds.split()) for name, kinds in GROUPS.items()}
KINDS = frozenset().union(*GROUPS.values())
PROPERTIES = {
    "content_downloaded": "content level", "form_submitted": "form", "booth_visited": "event",
    "email_clicked": "message url", "email_received": "subject", "email_replied": "subject",
    "email_sent": "subject", "survey_answered": "survey score:number",
    "call_held": "direction minutes:number outcome", "conversation_held": "event",
    "decision_date_given": "date:date", "qualification_recorded": "level key answer", "opportunity_lost": "reason",
    "stage_asserted": "stage reason", "disqualified": "reason", "payment_received": "order", "email_bounced": "class",
}
PROPERTIES = {kind: dict((item.split(":") + ["text"])[:2] for item in text.split())
              for kind, text in PROPERTIES.items()}
OWN_FIELDS = {"channel": "text", "campaign": "text", "direction": "text", "amount": "number", "currency": "text",
              "at": "instant"}
CONTACT_FIELDS = {name: "text" for name in """external_id email email.domain first_name last_name phone job_title
    country language city postal_code source owner company.name company.domain company.industry company.country
    company.city company.siren temperature""".split()}
CONTACT_FIELDS |= {"created_at": "instant", "company.size": "number", "stage": "stage", "highest_stage": "stage",
                   "excluded": "boolean", "score.fit": "number", "score.engagement": "number",
                   "score.total": "number"}
DERIVED = {"stage", "highest_stage", "temperature", "excluded", "score.fit", "score.engagement", "score.total"}
SCORES = {"score.fit", "score.engagement", "score.total"}
FIELD_TYPES = {"text": "text", "number": "number", "date": "instant", "boolean": "boolean"}
STAGES = {"stage", "highest_stage", "temperature", "excluded", "in segment"}
REFUSED = {
    "segment": set(),
    "stage": STAGES,
    "persona": STAGES | SCORES | {"fits"},
    "scoring": STAGES | SCORES,
    "temperature": {"temperature", "in segment"},
    "exclude": {"temperature", "in segment", "excluded"},
}
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ς": "σ", "’": "'", "‘": "'"})


def fold(text):
    """The text as it is compared: without case and accents."""
    marked = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in marked if not unicodedata.category(letter).startswith("M"))
    return plain.lower().translate(LETTERS)


@dataclass(eq=False)
class FitRule:
    id: str
    points: Fraction
    when: object


@dataclass(eq=False)
class EngagementRule:
    id: str
    kinds: frozenset
    filter: object
    points: Fraction
    half_life: int
    cap: Fraction
    at_most: int


@dataclass(eq=False)
class Stage:
    id: str
    when: object


class Definition:
    """A checked definition; Refused says what is wrong with it."""

    def __init__(self, text, clock):
        self.clock = clock
        # Every scalar stays text, so that 2.25 is exact and `always` is a word.
        data = yaml.load(text, Loader=LOADER) or {}
        self.written_fields = dict(data.get("fields") or {})
        self.fields = {name: self.field_type(kind) for name, kind in self.written_fields.items()}
        self.kinds, self.properties, self.groups = set(KINDS), dict(PROPERTIES), dict(GROUPS)
        self.read_kinds(data.get("kinds") or {}, data.get("groups") or {})
        self.lists = {name: frozenset(map(fold, items)) for name, items in (data.get("lists") or {}).items()}
        self.personas, self.segments, self.stages, self.fit, self.engagement = {}, {}, [], [], []
        self.stage_ids = [item["id"] for item in data.get("stages") or []]
        self.persona_ids = [item["id"] for item in data.get("personas") or []]
        self.segment_names = list(data.get("segments") or {})
        for kind, names in (("stage", self.stage_ids), ("persona", self.persona_ids)):
            if len(set(names)) < len(names):
                raise Refused(f"a {kind} id comes twice")
        self.read_rules(data)
        self.read_segments(data.get("segments") or {})

    def field_type(self, kind):
        if kind not in FIELD_TYPES:
            raise Refused(f"no such type: {kind}")
        return FIELD_TYPES[kind]

    def read_kinds(self, kinds, groups):
        for name, body in kinds.items():
            self.kinds.add(name)
            self.properties[name] = {key: kind for key, kind in (body.get("properties") or {}).items()}
            for kind in self.properties[name].values():
                self.field_type(kind)
            if body.get("group") not in GROUPS:
                raise Refused(f"no such group: {body.get('group')}")
            self.groups[body["group"]] |= {name}
        for name, members in groups.items():
            if name in GROUPS:
                raise Refused(f"{name} is a built-in group")
            self.groups[name] = self.members(members)

    def read_rules(self, data):
        for item in data.get("personas") or []:
            self.personas[item["id"]] = self.condition(item["when"], "persona")
        scoring = data.get("scoring") or {}
        for item in scoring.get("fit") or []:
            self.fit.append(FitRule(item["id"], Fraction(item["points"]), self.condition(item["when"], "scoring")))
        for item in scoring.get("engagement") or []:
            self.engagement.append(self.engagement_rule(item))
        grades = scoring.get("grades") or {}
        self.fit_grades = [Fraction(limit) for limit in grades.get("fit", ["60", "40", "20"])]
        self.engagement_grades = [Fraction(limit) for limit in grades.get("engagement", ["60", "30", "10"])]
        for item in data.get("stages") or []:
            self.stages.append(Stage(item["id"], self.condition(item["when"], "stage")))
        hot = (data.get("temperature") or {}).get("hot")
        self.hot = self.condition(hot, "temperature") if hot else None
        self.exclude = self.condition(data["exclude"], "exclude") if data.get("exclude") else None

    def engagement_rule(self, item):
        kinds, points = self.members([item["per"]]), Fraction(item["points"])
        cap = Fraction(item["cap"]) if "cap" in item else None
        if cap is not None and cap * points < 0:
            raise Refused("the cap has another sign than the points")
        chosen = None
        if item.get("where"):
            chosen = tree.parse(item["where"], self.clock, bare_filter=True)
            self.check(chosen, ActivityScope(self, kinds))
        half_life = None
        if "half_life" in item:
            duration = self.duration(item["half_life"])
            if duration.exact is None:
                raise Refused("no months or years in half_life")
            half_life = duration.exact
        at_most = int(item["at_most"]) if "at_most" in item else None
        return EngagementRule(item["id"], kinds, chosen, points, half_life, cap, at_most)

    def duration(self, text):
        match = re.fullmatch(r"(\d+)\s+([a-zA-Z]+)", text.strip())
        if not match or match.group(2).lower() not in UNITS:
            raise Refused(f"not a duration: {text}")
        return Duration(int(match.group(1)), UNITS[match.group(2).lower()])

    def read_segments(self, segments):
        self.segments = {name: self.condition(text, "segment") for name, text in segments.items()}

        def visit(name, path):
            if name in path:
                raise Refused("segments in a circle")
            for node in tree.walk(self.segments[name]):
                if isinstance(node, tree.Member):
                    visit(node.segment, path + [name])

        for name in self.segments:
            visit(name, [])

    # Checking

    def condition(self, text, role="segment"):
        """The checked tree of a condition written in this role."""
        node = tree.parse(text, self.clock)
        self.check(node, ContactScope(self, role))
        return node

    def members(self, names):
        found = frozenset()
        for name in names:
            if name in self.kinds:
                found |= {name}
            elif name in self.groups:
                found |= self.groups[name]
            else:
                raise Refused(f"no such kind or group: {name}")
        return found

    def property_type(self, name, kinds):
        """The type of a property of these kinds, and the kinds that have it."""
        declared = {kind: self.properties[kind][name] for kind in kinds if name in self.properties.get(kind, {})}
        if len(set(declared.values())) > 1:
            raise Refused(f"{name} has several types")
        if not declared:
            return "text", "text", kinds
        kind = next(iter(declared.values()))
        return FIELD_TYPES[kind], kind, frozenset(declared)

    def check(self, node, scope):
        match node:
            case tree.Or() | tree.And():
                for item in node.items:
                    self.check(item, scope)
            case tree.Not():
                self.check(node.item, scope)
            case tree.Constant():
                pass
            case tree.Did() | tree.Moment():
                self.check_activities(node)
            case tree.Fits():
                scope.allow("fits")
                if node.persona is not None and node.persona not in self.persona_ids:
                    raise Refused(f"no such persona: {node.persona}")
            case tree.Member():
                scope.allow("in segment")
                if node.segment not in self.segment_names:
                    raise Refused(f"no such segment: {node.segment}")
            case tree.Tag():
                pass
            case tree.Empty():
                scope.type_of(node.field)
            case tree.Test():
                self.check_test(node, scope)
            case _:
                raise AssertionError(node)

    def check_activities(self, node):
        node.kinds.kinds = self.members(node.kinds.names)
        if node.filter is not None:
            self.check(node.filter, ActivityScope(self, node.kinds.kinds))
        if isinstance(node.window, tree.Since):
            node.window.kinds.kinds = self.members(node.window.kinds.names)

    def check_test(self, node, scope):
        left = scope.type_of(node.left)
        if node.operator in ("contains", "starts", "ends", "list"):
            if left != "text":
                raise Refused(f"{node.operator} wants a text, not a {left}")
            if node.operator == "list":
                if node.right not in self.lists:
                    raise Refused(f"no such list: {node.right}")
                node.right = self.lists[node.right]
            return
        rights = list(node.right) if node.operator in ("in", "between") else [node.right]
        for index, right in enumerate(rights):
            found = scope.type_of(right)
            if left == "stage" and isinstance(right, tree.Literal) and found == "text":
                rights[index] = self.stage_literal(right)
            elif found == "stage" and isinstance(node.left, tree.Literal) and left == "text":
                node.left = self.stage_literal(node.left)
            elif found != left:
                raise Refused(f"{left} against {found}")
        if left == "boolean" and node.operator not in ("=", "in"):
            raise Refused("true and false have no order")
        if node.operator == "in":
            node.right = rights
        elif node.operator == "between":
            node.right = tuple(rights)
        else:
            node.right = rights[0]

    def stage_literal(self, literal):
        if literal.value not in self.stage_ids:
            raise Refused(f"no such stage: {literal.value}")
        return tree.Literal("stage", self.stage_ids.index(literal.value))

    def aggregate_type(self, node):
        self.check_activities(node)
        if node.function == "count":
            return "number"
        node.value = ActivityScope(self, node.kinds.kinds).resolve(node.property)
        found = node.value[0]
        if node.function == "sum" and found != "number":
            raise Refused(f"no sum of a {found}")
        if node.function in ("max", "min") and found not in ("number", "instant"):
            raise Refused(f"no {node.function} of a {found}")
        return found


class Scope:
    def type_of(self, node):
        match node:
            case tree.Literal():
                return node.type
            case tree.Field():
                return self.field_type(node)
            case tree.Arithmetic():
                for side in (node.left, node.right):
                    if self.type_of(side) != "number":
                        raise Refused("+ and - want numbers")
                return "number"
            case tree.Aggregate():
                return self.definition.aggregate_type(node)
        raise AssertionError(node)


class ContactScope(Scope):
    """The fields of a contact, in one role of the definition."""

    def __init__(self, definition, role):
        self.definition = definition
        self.role = role

    def allow(self, name):
        if name in REFUSED[self.role]:
            raise Refused(f"no {name} in a {self.role}")

    def field_type(self, node):
        self.allow(node.name)
        if node.name.startswith("consent.") and node.name.count(".") == 1:
            return "text"
        for known in (CONTACT_FIELDS, self.definition.fields):
            if node.name in known:
                return known[node.name]
        raise Refused(f"no such field: {node.name}")


class ActivityScope(Scope):
    """The fields and properties of activities of some kinds."""

    def __init__(self, definition, kinds):
        self.definition = definition
        self.kinds = kinds

    def allow(self, name):
        raise Refused(f"no {name} in where")

    def resolve(self, name):
        """Type, written type and the kinds that have it; for an own field, every kind."""
        if name in OWN_FIELDS:
            return OWN_FIELDS[name], OWN_FIELDS[name], self.kinds
        return self.definition.property_type(name, self.kinds)

    def field_type(self, node):
        if "." in node.name:
            raise Refused(f"not a field of an activity: {node.name}")
        node.value = self.resolve(node.name)
        return node.value[0]
