"""H15: a new edition says what becomes of the earlier one of the same department."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from generator.legality.procedure import goes_public
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Edition, Severity, World

_SETTLED = re.compile("继续(?:有效|适用|执行|实施|施行)|仍然?(?:有效|适用|执行)|(?:同时|即行|相应)(?:废止|失效)|予以废止|停止执行|不再(?:适用|执行)")


def check(edition: Edition, world: World) -> Iterator[Remark]:
    """A remark when an earlier edition still runs on the first day, shares a kind, and neither column nor note settles it."""
    start = edition.effective_from
    if start is None or not goes_public(edition) or _SETTLED.search(edition.note or ""):
        return
    for earlier in world.once(_by_department).get(edition.department, ()):
        shared = set(earlier.kinds) & set(edition.kinds)
        if earlier is not edition and shared and earlier.edition not in edition.replaces and _runs(earlier, start, world):
            yield Remark("replaces", f"没有写明与先前公布的{earlier.edition}怎样衔接：替代它，还是未列入的事项继续有效。")
            return


def _runs(earlier: Edition, day: date, world: World) -> bool:
    """True iff `earlier` began before `day` and neither expired, was withdrawn nor replaced by then."""
    ends = [end for end in (earlier.effective_to, earlier.withdrawn_on) if end]
    ends.extend(other.effective_from for other in world.once(_by_department).get(earlier.department, ())
                if earlier.edition in other.replaces and other.effective_from)
    return earlier.effective_from is not None and earlier.effective_from < day and all(day < end for end in ends)


def _by_department(world: World) -> Mapping[str | None, tuple[Edition, ...]]:
    found: dict[str | None, list[Edition]] = defaultdict(list)
    for edition in world.book.editions:
        if goes_public(edition):
            found[edition.department].append(edition)
    return {department: tuple(editions) for department, editions in found.items()}


_EARLIER = {"edition": "scjg-2022-1", "department": "scjg", "kinds": "no-penalty", "title": "2022年版",
            "published_on": "2022-10-25", "effective_from": "2022-12-01", "effective_to": "2027-12-01"}

RULE = Rule(
    id="H15", slug="old-list-settled", title="写明与旧清单怎样衔接", severity=Severity.WARNING, legal_basis=(),
    rationale="旧清单还有效，又公布同类的新清单，没有写明旧清单是否废止，基层就不知道两张清单都用还是只用新的。"
              "“替代”一列填写旧批次的，旧批次中没有转入新批次的事项自新批次施行之日起失效。",
    hint="全部替代的，在“替代”一列填写旧批次；部分修改的，在备注写明“未列入的事项继续有效”。",
    check_edition=check,
    examples=(
        passes("第一次公布"),
        passes("替代旧批次", replaces="scjg-2022-1", tables={"editions": (_EARLIER,)}),
        passes("部分修改，写明其余继续有效", note="对2022年版的部分修改，未列入的事项继续有效", tables={"editions": (_EARLIER,)}),
        passes("旧批次已经届满", tables={"editions": (_EARLIER | {"effective_to": "2026-09-15"},)}),
        passes("旧批次是另一种清单", kinds="no-coercion", tables={"editions": (_EARLIER,)}),
        flags("replaces", "旧批次有效，没有写明衔接", tables={"editions": (_EARLIER,)}),
        flags("replaces", "备注没有说到旧批次", note="衔接上位法", tables={"editions": (_EARLIER,)}),
    ))
