"""Working days by the holiday arrangements of the State Council that lists/calendar.csv records."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from generator.model import CalendarDay, World


class Workdays:
    """The calendar of one book. A year is known once its 1 January is recorded; others count Monday to Friday."""

    def __init__(self, days: Iterable[CalendarDay]) -> None:
        self._said: Mapping[date, bool] = {row.day: row.working for row in days if row.day and row.working is not None}
        self._exceptions = sorted(day for day, working in self._said.items() if working is not (day.weekday() < 5))

    def is_working(self, day: date) -> bool:
        """True iff `day` is a working day, make-up days (调休上班) included."""
        return self._said.get(day, day.weekday() < 5)

    def between(self, start: date, end: date) -> int:
        """The working days after `start`, up to and with `end` (the day of an act is not counted); 0 when none."""
        span = (end - start).days
        if span <= 0:
            return 0
        weeks, rest = divmod(span, 7)
        plain = 5 * weeks + sum((start + timedelta(n)).weekday() < 5 for n in range(1, rest + 1))
        return plain + sum(1 if self._said[day] else -1 for day in self._exceptions if start < day <= end)

    def unknown_years(self, start: date, end: date) -> tuple[int, ...]:
        """The years that the days after `start`, up to and with `end`, touch and whose arrangement is not recorded."""
        first = start + timedelta(1) if start < end else end
        return tuple(year for year in range(first.year, end.year + 1) if date(year, 1, 1) not in self._said)

    def caveat(self, start: date, end: date) -> str:
        """A sentence to follow a count of working days that had to guess; empty when every year is recorded."""
        years = self.unknown_years(start, end)
        return f"（{'、'.join(map(str, years))}年的节假日安排未录入，按周一至周五计算）" if years else ""


def workdays(world: World) -> Workdays:
    """The calendar of the world's book; use as `world.once(workdays)`."""
    return Workdays(world.book.calendar)
