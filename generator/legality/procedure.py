"""What the rules on procedure share: which editions they judge, and reckoning in months."""

from datetime import date

from generator.model import Edition


def goes_public(edition: Edition) -> bool:
    """True iff the edition has a day of publication and was not withdrawn before it; any other is still being made."""
    published, withdrawn = edition.published_on, edition.withdrawn_on
    return published is not None and (withdrawn is None or withdrawn > published)


def months_after(day: date, months: int) -> date:
    """The first day after a term of `months` that begins on `day`; `months` may be negative.

    Where the month has no such day, the term ends with the month (民法典 第二百零二条).
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return months_after(date(year, month + 1, 1), 1)
