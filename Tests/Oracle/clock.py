"""Instants as whole microseconds since 1970 UTC, and the calendar of one time zone (conditions.md §2)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

UTC = timezone.utc
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
EXACT = {"minute": 60 * SECOND, "hour": 3600 * SECOND, "day": 86400 * SECOND, "week": 7 * 86400 * SECOND}
CALENDAR = {"month": 1, "year": 12}
DATE = r"\d{4}-\d{2}-\d{2}"
INSTANT = re.compile(
    rf"({DATE})[Tt ](\d{{2}}):(\d{{2}})(?::(\d{{2}})(?:\.(\d+))?)?\s*(Z|z|[+-]\d{{2}}(?::?\d{{2}})?)?$")


@dataclass(frozen=True)
class Duration:
    """A count of one unit: exact up to the week, by the calendar for months and years."""
    count: int
    unit: str

    @property
    def exact(self):
        """Its microseconds, or None when only the calendar can tell."""
        return self.count * EXACT[self.unit] if self.unit in EXACT else None

    @property
    def months(self):
        return self.count * CALENDAR[self.unit]


@dataclass(frozen=True)
class Day:
    """A whole day of the zone: from `start` (included) to `end` (left out)."""
    start: int
    end: int


def from_datetime(moment):
    return (moment.astimezone(UTC) - EPOCH) // MICROSECOND


def to_datetime(instant):
    return EPOCH + timedelta(microseconds=instant)


def iso(instant):
    """The instant in UTC, with microseconds only when it has some."""
    moment = to_datetime(instant)
    spec = "microseconds" if moment.microsecond else "seconds"
    return moment.replace(tzinfo=None).isoformat(timespec=spec) + "Z"


class Clock:
    """The local time of one zone."""

    def __init__(self, zone="Europe/Paris"):
        self.zone = ZoneInfo(zone)
        self._closings = {}

    def at_local(self, naive):
        """A skipped local time moves forward by the gap, a repeated one is the first: what fold=0 gives."""
        return from_datetime(naive.replace(tzinfo=self.zone, fold=0))

    def local(self, instant):
        return to_datetime(instant).astimezone(self.zone).replace(tzinfo=None, fold=0)

    def start_of_day(self, day):
        return self.at_local(datetime(day.year, day.month, day.day))

    def day(self, text):
        """The day written `2026-01-31`; ValueError when there is none such."""
        if not re.fullmatch(DATE, text):
            raise ValueError(f"not a date: {text}")
        value = date.fromisoformat(text)
        return Day(self.start_of_day(value), self.start_of_day(value + timedelta(days=1)))

    def end_of_day(self, text):
        """The last instant of the day: what `--as-of` means."""
        return self.day(text).end - 1

    def instant(self, text):
        """An ISO 8601 instant, or a bare date (its start); without offset it is in the zone."""
        text = text.strip()
        if re.fullmatch(DATE, text):
            return self.day(text).start
        match = INSTANT.match(text)
        if not match:
            raise ValueError(f"not an instant: {text}")
        day, hour, minute, second, fraction, offset = match.groups()
        naive = datetime.fromisoformat(day).replace(
            hour=int(hour), minute=int(minute), second=int(second or 0),
            microsecond=int(((fraction or "") + "000000")[:6]))
        if offset is None:
            return self.at_local(naive)
        if offset in "Zz":
            return from_datetime(naive.replace(tzinfo=UTC))
        digits = offset[1:].replace(":", "")
        shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
        return from_datetime(naive.replace(tzinfo=timezone(-shift if offset[0] == "-" else shift)))

    def minus(self, instant, duration):
        """t − D: exactly, or by the calendar at the same local time of day."""
        if duration.exact is not None:
            return instant - duration.exact
        local = self.local(instant)
        year, month = divmod(local.year * 12 + local.month - 1 - duration.months, 12)
        month += 1
        if local.day <= monthrange(year, month)[1]:
            return self.at_local(local.replace(year=year, month=month))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        return self.at_local(datetime(year, month, 1))

    def closings(self, at, duration):
        """Every instant t at which `t − D < at` changes its answer; usually one."""
        if duration.exact is not None:
            return [at + duration.exact]
        key = (at, duration)
        if key not in self._closings:
            self._closings[key] = self._search(at, duration)
        return self._closings[key]

    def _search(self, at, duration):
        year, month = divmod(self.local(at).year * 12 + self.local(at).month - 1 + duration.months, 12)
        day = min(self.local(at).day, monthrange(year, month + 1)[1])
        middle = self.at_local(datetime(year, month + 1, day))
        week = 7 * EXACT["day"]
        low, high = middle - week, middle + week
        if self._steady(low, high) and self._steady(at - week, at + week):
            return self._flips(at, duration, [low, high])
        # t − D is monotone between two quarters of an hour, and not always across them when a clock changes.
        quarter = 15 * EXACT["minute"]
        return self._flips(at, duration, list(range(low - low % quarter, high, quarter)))

    def _steady(self, low, high):
        return to_datetime(low).astimezone(self.zone).utcoffset() == to_datetime(high).astimezone(
            self.zone).utcoffset()

    def _flips(self, at, duration, marks):
        def inside(instant):
            return self.minus(instant, duration) < at

        found = []
        for low, high in zip(marks, marks[1:]):
            before, after = inside(low), inside(high)
            if before != after:
                left, right = low, high
                while right - left > 1:
                    half = (left + right) // 2
                    if inside(half) == before:
                        left = half
                    else:
                        right = half
                found.append(right)
        return found
