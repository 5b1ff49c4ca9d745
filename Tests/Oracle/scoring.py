"""Points and their decay (conditions.md §4, §5): exact, rounded to one decimal, half away from zero."""

from bisect import bisect_right
from decimal import Decimal, getcontext
from fractions import Fraction
from functools import cache

getcontext().prec = 80
TENTH = Fraction(1, 10)
# Nearer to a whole microsecond than this, the crossing is an exact tie or the arithmetic is not good enough.
DOUBT = Decimal(10) ** -30


def rounded(value):
    """The number to one decimal, half away from zero."""
    tenths = int(abs(value) * 10 + Fraction(1, 2))
    return Fraction(tenths if value >= 0 else -tenths, 10)


@cache
def crossings(points, half_life):
    """The ages in microseconds at which the rounded contribution loses a tenth, in order."""
    size, ages = abs(points), []
    held = rounded(size)
    while held > 0:
        ages.append(last_age(size, held - TENTH / 2, half_life) + 1)
        held -= TENTH
    return ages


def last_age(size, tie, half_life):
    """The greatest whole age whose exact value is still at least `tie`; at the tie itself the higher value holds."""
    ratio = size / tie
    logarithm = (Decimal(ratio.numerator) / ratio.denominator).ln() / Decimal(2).ln()
    age = logarithm * half_life
    whole = int(age.to_integral_value())
    if abs(age - whole) > DOUBT:
        return int(age)
    periods, rest = divmod(whole, half_life)
    assert rest == 0 and ratio == 2 ** periods, "a tie can only fall on a whole number of half-lives"
    return whole


def contribution(points, half_life, age):
    """What an activity of this age gives."""
    if half_life is None:
        return rounded(points)
    left = rounded(abs(points)) - TENTH * bisect_right(crossings(points, half_life), age)
    return left if points >= 0 else -left


def capped(contributions, cap):
    """The contributions from the most recent on, trimmed once their sum reaches the cap."""
    if cap is None:
        return list(contributions)
    total, kept = Fraction(0), []
    for value in contributions:
        room = cap - total
        value = min(value, room) if cap >= 0 else max(value, room)
        kept.append(value)
        total += value
    return kept
