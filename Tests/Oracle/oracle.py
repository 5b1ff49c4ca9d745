"""The independent evaluator: what conditions.md says that a condition, a stage or a score is at an instant."""

from bisect import bisect_left, bisect_right
from fractions import Fraction

import language as tree
from clock import Clock, Day
from definition import SCORES, Definition, fold
from language import Refused
from records import Activity, Contact, Profile, Records
from scoring import capped, contribution, crossings, rounded

__all__ = ["Activity", "Clock", "Company", "Contact", "Definition", "Profile", "Records", "Refused", "Subject",
           "World"]
REFUSALS = {"consent_granted": "granted", "consent_withdrawn": "refused", "unsubscribed": "refused",
            "email_complained": "refused"}


class Needs:
    """What can change the answers of some conditions as time passes: windows of kinds, and the decay of scores."""

    def __init__(self, definition, conditions, scores=False):
        self.definition, self.windows, self.scores, self.seen = definition, set(), False, set()
        for condition in conditions:
            self.add(condition)
        if scores:
            self.add_scores()

    def add(self, condition):
        if condition is None or id(condition) in self.seen:
            return
        self.seen.add(id(condition))
        for node in tree.walk(condition):
            if isinstance(node, (tree.Did, tree.Moment, tree.Aggregate)) and isinstance(node.window, tree.Within):
                self.windows.add((node.window.duration, node.kinds.kinds))
            elif isinstance(node, tree.Fits):
                for persona in self.definition.personas.values():
                    self.add(persona)
            elif isinstance(node, tree.Field) and node.name in SCORES:
                self.add_scores()

    def add_scores(self):
        self.scores = True
        for rule in self.definition.fit:
            self.add(rule.when)

    def instants(self, subject):
        """Every instant, sorted, at which an answer about the subject may change."""
        clock = self.definition.clock
        found = {subject.first_fact} | {profile.since for profile in subject.profiles if profile.since is not None}
        for activity in subject.activities:
            found.add(activity.at)
            for duration, kinds in self.windows:
                if activity.kind in kinds:
                    found.update(clock.closings(activity.at, duration))
            if self.scores:
                for rule in self.definition.engagement:
                    if rule.half_life and subject.passes(activity, rule):
                        found.update(activity.at + age for age in crossings(rule.points, rule.half_life))
        return sorted(instant for instant in found if instant is not None)


class Subject:
    """A contact with its facts; what holds of it at any instant."""

    def __init__(self, definition, contact, imported_at):
        self.definition, self.clock, self.id = definition, definition.clock, contact.id
        self.profiles, self.activities = contact.profiles, contact.activities
        self.positions = [activity.at for activity in self.activities]
        first = [self.positions[0]] if self.activities else []
        if contact.created_at is not None:
            first.append(contact.created_at)
        self.first_fact = min(first) if first else imported_at
        self.remembered_seen, self.walked, self.history, self.walked_to = {}, None, [], None

    def at(self, instant):
        return At(self, instant)

    def passes(self, activity, rule):
        """Whether an activity is one that an engagement rule counts."""
        if activity.kind not in rule.kinds:
            return False
        if rule not in activity.memory:
            activity.memory[rule] = rule.filter is None or holds_of(rule.filter, activity, self.clock)
        return activity.memory[rule]

    def seen(self, instant):
        """The activities up to the instant that no later one voids, in order."""
        count = bisect_right(self.positions, instant)
        if count not in self.remembered_seen:
            voided, found = set(), []
            for activity in reversed(self.activities[:count]):
                if activity.message_id and activity.message_id in voided:
                    continue
                found.append(activity)
                if activity.voids:
                    voided.add(activity.voids)
            self.remembered_seen[count] = found[::-1]
        return self.remembered_seen[count]

    def members(self, instant):
        """The (profile, activities) whose contact fields a test may hold of: one for a contact."""
        return [(self.profile(instant), self.seen(instant))]

    def profile(self, instant):
        return [item for item in self.profiles if item.since is None or item.since <= instant][-1]

    def own_company(self, instant):
        return self.profile(instant).company

    def stages_until(self, instant):
        """The (start, stage) of every time at one stage, from the first fact to the instant."""
        if self.walked is None:
            needs = Needs(self.definition, [stage.when for stage in self.definition.stages])
            self.walked = [item for item in needs.instants(self) if item >= self.first_fact]
            self.next = 0
        while self.next < len(self.walked) and self.walked[self.next] <= instant:
            start = self.walked[self.next]
            stage = At(self, start).stage()
            if not self.history or self.history[-1][1] != stage:
                self.history.append((start, stage))
            self.next += 1
        return self.history[:bisect_right([start for start, _ in self.history], instant)]

    def since(self, instant):
        """The start of the present uninterrupted time at the stage."""
        return self.stages_until(instant)[-1][0]

    def highest(self, instant):
        """The furthest stage held at any instant since the first fact; None when none was."""
        return max((stage for _, stage in self.stages_until(instant) if stage is not None), default=None)

    def frozen(self, instant):
        """The same subject as if nothing were recorded after the instant."""
        return Frozen(self, instant)

    def changes_at(self, instant):
        """The earliest later instant at which stage, score, temperature or exclusion differs without a new fact."""
        frozen, definition = self.frozen(instant), self.definition
        conditions = [stage.when for stage in definition.stages] + [definition.hot, definition.exclude]
        now = frozen.at(instant).answer()
        for later in Needs(definition, conditions, scores=True).instants(frozen):
            if later > instant and frozen.at(later).answer() != now:
                return later
        return None

    def explanation(self, instant):
        """What `explain` says; None before the first fact."""
        if instant < self.first_fact:
            return None
        at, ids = self.at(instant), self.definition.stage_ids
        stage, highest = at.stage(), self.highest(instant)
        fit, engagement = at.score("score.fit"), at.score("score.engagement")
        return {
            "contact": self.id, "asOf": instant,
            "stage": None if stage is None else ids[stage], "since": self.since(instant),
            "highest": None if highest is None else ids[highest],
            "excluded": at.excluded(), "temperature": at.temperature(),
            "fit": fit, "engagement": engagement, "grade": at.grade(),
            "contributions": at.contributions(), "changesAt": self.changes_at(instant),
        }


class Frozen(Subject):
    """A subject whose later facts are not known."""

    def __init__(self, subject, instant):
        self.definition, self.clock, self.id = subject.definition, subject.clock, subject.id
        self.subject, self.instant = subject, instant
        self.positions = [at for at in subject.positions if at <= instant]
        self.activities = subject.activities[:len(self.positions)]
        self.profiles = [item for item in subject.profiles if item.since is None or item.since <= instant]
        self.first_fact = subject.first_fact
        self.remembered_seen, self.walked, self.history, self.next = {}, None, [], 0

    def stages_until(self, instant):
        if self.walked is None:
            needs = Needs(self.definition, [stage.when for stage in self.definition.stages])
            self.walked = [item for item in needs.instants(self) if item > self.instant]
            self.history = list(self.subject.stages_until(self.instant))
        return super().stages_until(instant)


class Company(Subject):
    """A company: its own fields, and the union of what its contacts did."""

    def __init__(self, definition, values, subjects):
        self.definition, self.clock, self.id = definition, definition.clock, values.get("company.name")
        self.subjects, self.values, self.profiles = subjects, values, []
        self.activities = sorted((activity for subject in subjects for activity in subject.activities),
                                 key=lambda activity: (activity.at, activity.order))
        self.positions = [activity.at for activity in self.activities]
        self.first_fact = min(subject.first_fact for subject in subjects)
        self.remembered_seen, self.walked, self.history, self.next = {}, None, [], 0

    def members(self, instant):
        return [member for subject in self.subjects if subject.first_fact <= instant
                for member in subject.members(instant)]

    def own_company(self, instant):
        return self.values


class At:
    """A subject at an instant: everything §2 to §5 define of it."""

    def __init__(self, subject, instant):
        self.subject, self.instant = subject, instant
        self.definition, self.clock = subject.definition, subject.clock
        self.seen = subject.seen(instant)
        self.remembered, self.starts = {}, {}

    def remember(self, key, make):
        if key not in self.remembered:
            self.remembered[key] = make()
        return self.remembered[key]

    # Answers

    def stage(self):
        def furthest():
            held = [index for index, stage in enumerate(self.definition.stages) if self.holds(stage.when)]
            return held[-1] if held else None
        return self.remember("stage", furthest)

    def excluded(self):
        exclude = self.definition.exclude
        return self.remember("excluded", lambda: exclude is not None and self.holds(exclude))

    def temperature(self):
        ids, stage = self.definition.stage_ids, self.stage()
        if "prospect" not in ids or "opportunity" not in ids or self.definition.hot is None or stage is None:
            return None
        if not ids.index("prospect") <= stage <= ids.index("opportunity"):
            return None
        return self.remember("temperature", lambda: "hot" if self.holds(self.definition.hot) else "cold")

    def contributions(self):
        """(axis, rule, points, activity) of every row of the score, those that the cap empties included."""
        def rows():
            found = []
            for rule in self.definition.fit:
                if self.holds(rule.when):
                    found.append(("fit", rule.id, rounded(rule.points), None))
            for rule in self.definition.engagement:
                counted = [item for item in reversed(self.seen) if self.subject.passes(item, rule)][:rule.at_most]
                values = [contribution(rule.points, rule.half_life, self.instant - item.at) for item in counted]
                for item, value in zip(counted, capped(values, rule.cap)):
                    found.append(("engagement", rule.id, value, item.message_id))
            return found
        return self.remember("contributions", rows)

    def score(self, name):
        axes = ("fit", "engagement") if name == "score.total" else (name.split(".")[1],)
        return sum((row[2] for row in self.contributions() if row[0] in axes), Fraction(0))

    def grade(self):
        def place(score, limits):
            return next((index for index, limit in enumerate(limits) if score >= limit), len(limits))
        fit = place(self.score("score.fit"), self.definition.fit_grades)
        engagement = place(self.score("score.engagement"), self.definition.engagement_grades)
        return "ABCD"[fit] + str(engagement + 1)

    def answer(self):
        """What `validUntil` is about."""
        return (self.stage(), self.score("score.fit"), self.score("score.engagement"), self.temperature(),
                self.excluded())

    # Conditions

    def holds(self, node):
        match node:
            case tree.Or():
                return any(self.holds(item) for item in node.items)
            case tree.And():
                return all(self.holds(item) for item in node.items)
            case tree.Not():
                return not self.holds(node.item)
            case tree.Constant():
                return node.value
            case tree.Did():
                count, (how, limit) = len(self.activities(node)), node.times
                return count >= limit if how == "at least" else count <= limit if how == "at most" else count == limit
            case tree.Moment():
                found = self.passing(node)
                return bool(found) and self.inside(found[0 if node.which == "first" else -1], node.window)
            case tree.Fits():
                personas = self.definition.personas
                chosen = personas.values() if node.persona is None else [personas[node.persona]]
                return any(self.holds(persona) for persona in chosen)
            case tree.Member():
                return self.holds(self.definition.segments[node.segment])
            case tree.Tag():
                return any(fold(node.name) in profile.tags for profile, _ in self.subject.members(self.instant))
            case tree.Empty():
                return any(is_empty(self.field(node.field.name, member)) for member in self.members()) != node.negated
            case tree.Test():
                return any(compare(node, lambda term: self.value(term, member))
                           for member in self.members()) != node.negated
        raise AssertionError(node)

    def members(self):
        return self.subject.members(self.instant)

    def passing(self, node):
        """The activities seen, of the node's kinds, that pass its filter."""
        return [item for item in self.seen if item.kind in node.kinds.kinds and self.passes(item, node)]

    def passes(self, activity, node):
        if node.filter is None:
            return True
        if node not in activity.memory:
            activity.memory[node] = holds_of(node.filter, activity, self.clock)
        return activity.memory[node]

    def activities(self, node):
        found = self.passing(node)
        return found if node.window is None else [item for item in found if self.inside(item, node.window)]

    def inside(self, activity, window):
        match window:
            case tree.Within():
                if window.duration not in self.starts:
                    self.starts[window.duration] = self.clock.minus(self.instant, window.duration)
                return self.starts[window.duration] < activity.at <= self.instant
            case tree.Bound():
                return after(activity.at, window.when) if window.side == "after" else before(activity.at, window.when)
            case tree.Between():
                first, last = [("instant", self.instant) if when[0] == "now" else when
                               for when in (window.first, window.last)]
                return not before(activity.at, first) and not after(activity.at, last)
            case tree.Since():
                found = [item for item in self.seen if item.kind in window.kinds.kinds]
                if not found:
                    return window.which == "last"
                anchor = found[-1 if window.which == "last" else 0]
                return (activity.at, activity.order) > (anchor.at, anchor.order)
        raise AssertionError(window)

    # Values

    def field(self, name, member):
        profile, activities = member
        if name in SCORES:
            return self.score(name)
        if name == "stage":
            return self.stage()
        if name == "highest_stage":
            return self.subject.highest(self.instant)
        if name == "temperature":
            return self.temperature()
        if name == "excluded":
            return self.excluded()
        if name.startswith("consent."):
            return consent(name.split(".")[1], activities)
        if name.startswith("company."):
            return self.subject.own_company(self.instant).get(name)
        return profile.values.get(name)

    def value(self, term, member):
        match term:
            case tree.Literal():
                return term.value
            case tree.Field():
                return self.field(term.name, member)
            case tree.Arithmetic():
                return arithmetic(term, lambda side: self.value(side, member))
            case tree.Aggregate():
                return self.aggregate(term)
        raise AssertionError(term)

    def aggregate(self, node):
        found = self.activities(node)
        if node.function == "count":
            return Fraction(len(found))
        values = [item.value(node.property, node.value, self.clock) for item in found]
        values = [value for value in values if value is not None]
        if node.function == "sum":
            return sum(values, Fraction(0))
        if not values:
            return None
        return values[-1] if node.function == "latest" else max(values) if node.function == "max" else min(values)


def arithmetic(term, value):
    left, right = value(term.left), value(term.right)
    if left is None or right is None:
        return None
    return left + right if term.operator == "+" else left - right


def consent(channel, activities):
    latest = [item for item in activities if item.kind in REFUSALS
              and fold(item.cells.get("channel") or "email") == channel]
    return REFUSALS[latest[-1].kind] if latest else "unknown"


def is_empty(value):
    return value is None or isinstance(value, str) and not value.strip()


def before(at, when):
    return at < (when[1].start if when[0] == "day" else when[1])


def after(at, when):
    return at >= when[1].end if when[0] == "day" else at > when[1]


def holds_of(node, activity, clock):
    """Whether a filter holds of one activity."""
    def value(term):
        match term:
            case tree.Literal():
                return term.value
            case tree.Field():
                return activity.value(term.name, term.value, clock)
            case tree.Arithmetic():
                return arithmetic(term, value)
        raise AssertionError(term)

    match node:
        case tree.Or():
            return any(holds_of(item, activity, clock) for item in node.items)
        case tree.And():
            return all(holds_of(item, activity, clock) for item in node.items)
        case tree.Not():
            return not holds_of(node.item, activity, clock)
        case tree.Constant():
            return node.value
        case tree.Empty():
            return is_empty(value(node.field)) != node.negated
        case tree.Test():
            return compare(node, value) != node.negated
    raise AssertionError(node)


def compare(node, value):
    """The positive form of a test: false as soon as a value is missing."""
    left = value(node.left)
    if left is None:
        return False
    match node.operator:
        case "contains":
            return fold(node.right) in fold(left)
        case "starts":
            return fold(left).startswith(fold(node.right))
        case "ends":
            return fold(left).endswith(fold(node.right))
        case "in":
            return any(equal(left, value(item)) for item in node.right)
        case "list":
            return fold(left) in node.right
        case "between":
            low, high = (value(item) for item in node.right)
            return low is not None and high is not None and not less(left, low) and not less(high, left)
    right = value(node.right)
    if right is None:
        return False
    match node.operator:
        case "=":
            return equal(left, right)
        case "<":
            return less(left, right)
        case ">":
            return less(right, left)
        case "<=":
            return not less(right, left)
        case ">=":
            return not less(left, right)
    raise AssertionError(node.operator)


def equal(left, right):
    if isinstance(right, Day):
        return not less(left, right) and not less(right, left)
    if isinstance(left, Day):
        return equal(right, left)
    return fold(left) == fold(right) if isinstance(left, str) else left == right


def less(left, right):
    """Whether left comes before right; a whole day comes after what precedes it and before what follows it."""
    if isinstance(left, Day):
        return (right.start if isinstance(right, Day) else right) >= left.end
    if isinstance(right, Day):
        return left < right.start
    return fold(left) < fold(right) if isinstance(left, str) else left < right


class World:
    """A definition and the subjects of a folder of CSV files."""

    def __init__(self, definition, records):
        self.definition, self.records = definition, records
        self.subjects = {contact.id: Subject(definition, contact, records.imported_at)
                         for contact in records.contacts.values()}

    def present(self, instant):
        """The subjects that exist at the instant."""
        return [subject for subject in self.subjects.values() if subject.first_fact <= instant]

    def members(self, condition, instant):
        """The ids of the contacts of which a checked condition holds."""
        return [subject.id for subject in self.present(instant) if subject.at(instant).holds(condition)]

    def companies(self):
        """The companies that have contacts."""
        groups = {}
        for contact in self.records.contacts.values():
            company = contact.profiles[0].company
            if company:
                groups.setdefault(id(company), (company, []))[1].append(self.subjects[contact.id])
        return [Company(self.definition, values, subjects) for values, subjects in groups.values()]

    def funnel(self, instant):
        """Of the contacts not excluded: how many are at each stage, and how many went at least that far."""
        ids = self.definition.stage_ids
        counts, reached = dict.fromkeys(ids, 0), dict.fromkeys(ids, 0)
        for subject in self.present(instant):
            if subject.at(instant).excluded():
                continue
            stage, highest = subject.at(instant).stage(), subject.highest(instant)
            if stage is not None:
                counts[ids[stage]] += 1
            for index in range(0 if highest is None else highest + 1):
                reached[ids[index]] += 1
        return [{"id": name, "count": counts[name], "reached": reached[name]} for name in ids]
