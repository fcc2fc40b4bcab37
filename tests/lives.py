"""Random lives of one item, and which version applies by an independent reading of them. Nothing of the program is used."""

import random
from datetime import date, timedelta

Life = list[tuple]  # ("edition", code, published, withdrawn, starts, ends, replaces) | ("version", start, code, end)
FIRST = date(2022, 1, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def live(chance: random.Random) -> Life:
    """A life: up to four editions and five versions; some drafts, withdrawals, ends and replacements."""
    def maybe(part: float, most: int) -> date | None:
        return day(chance.randrange(most)) if chance.random() < part else None

    codes = ["a", "b", "c", "d"][: chance.randrange(1, 5)]
    life: Life = [("edition", code, maybe(0.9, 60), maybe(0.2, 90), day(chance.randrange(80)), maybe(0.3, 100),
                   [other for other in codes if other != code and chance.random() < 0.3]) for code in codes]
    starts = chance.sample(range(80), chance.randrange(1, 6))
    return life + [("version", day(start), chance.choice([*codes, ""]), maybe(0.3, 110)) for start in starts]


def applying(life: Life, asked: date, as_of: date) -> date | None:
    """The first day of the version that applies on `asked`, by what was published by `as_of`."""
    public = {e[1]: e for e in life if e[0] == "edition" and e[2] and e[2] <= as_of and not (e[3] and e[3] <= e[2])}
    versions = sorted(v for v in life if v[0] == "version" and v[2] in public)
    current = None
    for _, start, code, end in versions:
        withdrawn = public[code][3]
        if start <= asked and not (withdrawn and withdrawn <= start):
            current = (start, code, end)
    if current is None:
        return None
    ends = [current[2], public[current[1]][3], public[current[1]][5]]
    carried = {v[2] for v in life if v[0] == "version"}
    ends += [e[4] for e in public.values() if current[1] in e[6] and e[1] not in carried and not (e[3] and e[3] <= e[4])]
    return None if any(end and end <= asked for end in ends) else current[0]
