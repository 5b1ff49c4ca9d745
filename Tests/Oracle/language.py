"""The text form of conditions (conditions.md §1): tokens, tree, parser. Knows no workspace."""

import re
from dataclasses import dataclass, field
from fractions import Fraction

from clock import CALENDAR, DATE, EXACT, Duration


class Refused(Exception):
    """A condition or a definition that must not be accepted."""


KEYWORDS = set("""or and not always never did any where at least most exactly time times within before after between
since last first fits persona in segment tag is empty contains starts ends with list count sum max min latest now true
false minute hour day week month year minutes hours days weeks months years""".split())
UNITS = {name + plural: name for name in [*EXACT, *CALENDAR] for plural in ("", "s")}
WORDS_ALLOWED = set(UNITS) | {"at"}
TOKEN = re.compile(rf"""
    (?P<space>\s+|--[^\n]*)
  | (?P<string>"(?:[^"\\]|\\.)*")
  | (?P<instant>{DATE}[Tt]\d{{2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?(?:[Zz]|[+-]\d{{2}}:?\d{{2}})?)
  | (?P<date>{DATE}(?![\w]))
  | (?P<number>\d+(?:\.\d+)?(?![\w.]))
  | (?P<word>\w+(?:\.\w+)*)
  | (?P<symbol>!=|<=|>=|[=<>()\[\],+-])
""", re.VERBOSE)
IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*")
ESCAPES = {'"': '"', "\\": "\\", "n": "\n"}


@dataclass
class Token:
    type: str
    text: str
    start: int
    end: int


# The tree. `span` is the piece of text a condition was read from.

@dataclass(eq=False)
class Node:
    span: tuple = field(default=None, init=False, compare=False, repr=False)


@dataclass(eq=False)
class Or(Node):
    items: list


@dataclass(eq=False)
class And(Node):
    items: list


@dataclass(eq=False)
class Not(Node):
    item: object


@dataclass(eq=False)
class Constant(Node):
    value: bool


@dataclass(eq=False)
class Kinds(Node):
    names: list
    kinds: frozenset = None


@dataclass(eq=False)
class Within(Node):
    duration: Duration


@dataclass(eq=False)
class Bound(Node):
    side: str
    when: tuple


@dataclass(eq=False)
class Between(Node):
    first: tuple
    last: tuple


@dataclass(eq=False)
class Since(Node):
    which: str
    kinds: Kinds


@dataclass(eq=False)
class Did(Node):
    kinds: Kinds
    filter: object
    times: tuple
    window: object


@dataclass(eq=False)
class Moment(Node):
    which: str
    kinds: Kinds
    filter: object
    window: object


@dataclass(eq=False)
class Fits(Node):
    persona: str


@dataclass(eq=False)
class Member(Node):
    segment: str


@dataclass(eq=False)
class Tag(Node):
    name: str


@dataclass(eq=False)
class Empty(Node):
    field: object
    negated: bool


@dataclass(eq=False)
class Test(Node):
    """`operator` is one of = < <= > >= in list contains starts ends between; `negated` turns the answer over."""
    operator: str
    left: object
    right: object
    negated: bool


@dataclass(eq=False)
class Literal(Node):
    type: str
    value: object


@dataclass(eq=False)
class Field(Node):
    name: str


@dataclass(eq=False)
class Aggregate(Node):
    function: str
    kinds: Kinds
    property: str
    filter: object
    window: object


@dataclass(eq=False)
class Arithmetic(Node):
    operator: str
    left: object
    right: object


def tokens(text):
    found, position = [], 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if not match:
            raise Refused(f"unreadable at {position}: {text[position:position + 12]!r}")
        position = match.end()
        if match.lastgroup != "space":
            found.append(Token(match.lastgroup, match.group(), match.start(), match.end()))
    found.append(Token("end", "", len(text), len(text)))
    return found


def parse(text, clock, bare_filter=False):
    """The tree of a condition, or of a rule's `where` when `bare_filter`."""
    return Parser(text, clock).whole(bare_filter)


class Parser:
    def __init__(self, text, clock):
        self.clock = clock
        self.tokens = tokens(text)
        self.position = 0
        self.in_filter = False

    def whole(self, bare_filter):
        self.in_filter = bare_filter
        node = self.condition()
        if self.token.type != "end":
            self.fail("expected the end")
        return node

    # Reading tokens

    @property
    def token(self):
        return self.tokens[self.position]

    def fail(self, message):
        raise Refused(f"{message} at {self.token.start}, found {self.token.text!r}")

    def take(self):
        token = self.token
        self.position += 1
        return token

    def looks(self, *words):
        """Whether these keywords or symbols come next."""
        for offset, word in enumerate(words):
            if self.position + offset >= len(self.tokens):
                return False
            token = self.tokens[self.position + offset]
            if token.type not in ("word", "symbol") or token.text.lower() != word:
                return False
        return True

    def accept(self, *words):
        if not self.looks(*words):
            return False
        self.position += len(words)
        return True

    def expect(self, *words):
        if not self.accept(*words):
            self.fail(f"expected {' '.join(words)}")

    def string(self):
        if self.token.type != "string":
            self.fail("expected a text in quotes")
        return self.unquote(self.take().text)

    def unquote(self, text):
        def replace(match):
            if match.group(1) not in ESCAPES:
                self.fail("unknown escape")
            return ESCAPES[match.group(1)]
        return re.sub(r"\\(.)", replace, text[1:-1], flags=re.DOTALL)

    def integer(self):
        if self.token.type != "number" or "." in self.token.text:
            self.fail("expected a whole number")
        return int(self.take().text)

    def name(self):
        token = self.token
        if token.type != "word" or "." in token.text or not IDENTIFIER.fullmatch(token.text):
            self.fail("expected a name")
        if token.text in KEYWORDS - WORDS_ALLOWED:
            self.fail("expected a name, not a keyword")
        return self.take().text

    # Conditions

    def spanned(self, start, node):
        node.span = (self.tokens[start].start, self.tokens[self.position - 1].end)
        return node

    def condition(self):
        start, items = self.position, [self.conjunction()]
        while self.accept("or"):
            items.append(self.conjunction())
        return items[0] if len(items) == 1 else self.spanned(start, Or(items))

    def conjunction(self):
        start, items = self.position, [self.negation()]
        while self.accept("and"):
            items.append(self.negation())
        return items[0] if len(items) == 1 else self.spanned(start, And(items))

    def negation(self):
        start = self.position
        if self.accept("not"):
            return self.spanned(start, Not(self.negation()))
        return self.spanned(start, self.primary())

    def primary(self):
        start = self.position
        if self.looks("("):
            try:
                self.take()
                node = self.condition()
                self.expect(")")
                return node
            except Refused as refusal:
                reached, self.position = self.position, start
                try:
                    return self.test()
                except Refused:
                    if self.position >= reached:
                        raise
                    raise refusal from None
        if self.accept("always"):
            return Constant(True)
        if self.accept("never"):
            return Constant(False)
        for word, read in (("did", self.did), ("first", self.moment), ("last", self.moment), ("fits", self.fits)):
            if self.looks(word):
                self.outside_filter()
                return read()
        if self.looks("in"):
            self.outside_filter()
            self.expect("in", "segment")
            return Member(self.string())
        if self.looks("tag"):
            self.outside_filter()
            self.take()
            return Tag(self.string())
        return self.test()

    def outside_filter(self):
        if self.in_filter:
            self.fail("only the activity's own fields here")

    def did(self):
        self.expect("did")
        kinds, chosen, times = self.kinds(), self.filter(), ("at least", 1)
        for words in (("at", "least"), ("at", "most"), ("exactly",)):
            if self.accept(*words):
                times = (" ".join(words), self.integer())
                if not (self.accept("time") or self.accept("times")):
                    self.fail("expected times")
                break
        return Did(kinds, chosen, times, self.window())

    def moment(self):
        which = self.take().text.lower()
        kinds, chosen = self.kinds(), self.filter()
        if self.looks("since"):
            self.fail("no since here")
        window = self.window()
        if window is None:
            self.fail("expected within, before, after or between")
        return Moment(which, kinds, chosen, window)

    def fits(self):
        self.expect("fits")
        if self.accept("any", "persona"):
            return Fits(None)
        self.expect("persona")
        return Fits(self.string())

    def kinds(self):
        self.accept("any")
        if not self.accept("["):
            return Kinds([self.name()])
        names = [self.name()]
        while self.accept(","):
            names.append(self.name())
        self.expect("]")
        return Kinds(names)

    def filter(self):
        if not self.accept("where"):
            return None
        outer, self.in_filter = self.in_filter, True
        try:
            return self.negation()
        finally:
            self.in_filter = outer

    # Windows

    def window(self, after_aggregate=False):
        if self.accept("within"):
            return Within(self.duration())
        if self.looks("before") or self.looks("after"):
            side = self.take().text.lower()
            when = self.when()
            if when[0] == "now":
                self.fail("before now and after now are refused")
            return Bound(side, when)
        if self.looks("between"):
            following = self.tokens[self.position + 1]
            if after_aggregate and not (following.type in ("date", "instant") or following.text.lower() == "now"):
                return None
            self.take()
            first = self.when()
            self.expect("and")
            return Between(first, self.when())
        if self.accept("since"):
            for which in ("last", "first"):
                if self.accept(which):
                    return Since(which, self.kinds())
            self.fail("expected last or first")
        return None

    def duration(self):
        count = self.integer()
        unit = self.token.text.lower()
        if self.token.type != "word" or unit not in UNITS:
            self.fail("expected a unit of time")
        self.take()
        return Duration(count, UNITS[unit])

    def when(self):
        if self.accept("now"):
            return ("now", None)
        if self.token.type not in ("date", "instant"):
            self.fail("expected a date, an instant or now")
        return self.dated()

    def dated(self):
        token = self.take()
        try:
            if token.type == "date":
                return ("day", self.clock.day(token.text))
            return ("instant", self.clock.instant(token.text))
        except ValueError as error:
            raise Refused(str(error)) from None

    # Tests

    def test(self):
        token = self.token
        following = self.tokens[min(self.position + 1, len(self.tokens) - 1)]
        if token.type == "word" and following.type == "word" and following.text.lower() == "is":
            subject = self.factor("left")
            if not isinstance(subject, Field):
                self.fail("expected a field")
            self.expect("is")
            negated = self.accept("not")
            self.expect("empty")
            return Empty(subject, negated)
        left = self.term("left")
        for symbol in ("=", "!=", "<", "<=", ">", ">="):
            if self.accept(symbol):
                operator = "=" if symbol == "!=" else symbol
                return Test(operator, left, self.term("right"), symbol == "!=")
        negated = self.accept("not")
        if self.accept("in"):
            if self.accept("list"):
                return Test("list", left, self.string(), negated)
            return Test("in", left, self.list(), negated)
        if self.accept("contains"):
            return Test("contains", left, self.string(), negated)
        for word in ("starts", "ends"):
            if self.accept(word, "with"):
                return Test(word, left, self.string(), negated)
        if self.accept("between"):
            low = self.term("right")
            self.expect("and")
            return Test("between", left, (low, self.term("right")), negated)
        self.fail("expected a comparison")

    def list(self):
        self.expect("[")
        items = [self.item()]
        while self.accept(","):
            items.append(self.item())
        self.expect("]")
        return items

    def item(self):
        node = self.factor("right")
        if not isinstance(node, Literal):
            self.fail("expected a value")
        return node

    def term(self, side):
        node = self.factor(side)
        while self.looks("+") or self.looks("-"):
            operator = self.take().text
            node = Arithmetic(operator, node, self.factor(side))
        return node

    def factor(self, side):
        token = self.token
        if token.type == "number":
            return Literal("number", Fraction(self.take().text))
        if token.type == "string":
            return Literal("text", self.string())
        if token.type in ("date", "instant"):
            return Literal("instant", self.dated()[1])
        if self.accept("("):
            node = self.term(side)
            self.expect(")")
            return node
        if token.type != "word":
            self.fail("expected a value")
        word = token.text.lower()
        if word in ("true", "false"):
            self.take()
            return Literal("boolean", word == "true")
        if word in ("count", "sum", "max", "min", "latest"):
            self.outside_filter()
            return self.aggregate()
        if word in KEYWORDS - WORDS_ALLOWED:
            self.fail("unexpected keyword")
        self.take()
        if "." not in token.text and side == "right":
            return Literal("text", token.text)
        if not IDENTIFIER.fullmatch(token.text):
            self.fail("not the name of a field")
        return Field(token.text)

    def aggregate(self):
        function = self.take().text.lower()
        name = None
        if function == "count":
            kinds = self.kinds()
        else:
            token = self.token
            if token.type != "word" or token.text.count(".") != 1 or not IDENTIFIER.fullmatch(token.text):
                self.fail("expected KIND.PROPERTY")
            kind, name = self.take().text.split(".")
            kinds = Kinds([kind])
        chosen = self.filter()
        return Aggregate(function, kinds, name, chosen, self.window(after_aggregate=True))


def walk(node):
    """The node and everything under it."""
    yield node
    for value in vars(node).values():
        for item in value if isinstance(value, (list, tuple)) else [value]:
            if isinstance(item, Node):
                yield from walk(item)
