"""H08: an edition that soon expires is evaluated in time."""

from collections.abc import Iterator, Set
from datetime import timedelta

from generator.legality.procedure import goes_public, months_after
from generator.legality.profile import number
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Edition, Severity, World


def check(edition: Edition, world: World) -> Iterator[Remark]:
    """A remark in the last months of a published edition that no other edition, not even a draft, replaces."""
    end, today = edition.effective_to, world.as_of
    if end is None or today >= end or not world.edition_is_public(edition):
        return
    if edition.edition in world.once(_replaced) or (edition.withdrawn_on is not None and edition.withdrawn_on <= today):
        return
    months = number(world, "H08", "months", today)
    if months is not None and months_after(end, -months) <= today:
        yield Remark("effective_to", f"有效期将于{end - timedelta(days=1)}届满，距今不足{months}个月，请评估后决定修订、重新公布或者废止。")


def _replaced(world: World) -> Set[str]:
    return frozenset(code for edition in world.book.editions if goes_public(edition) or edition.published_on is None
                     for code in edition.replaces)


RULE = Rule(
    id="H08", slug="expiry-approaches", title="有效期届满前评估", severity=Severity.WARNING, legal_basis=(),
    rationale="有效期届满，清单自动失效，镇街和当事人就没有清单可用。届满前（本市登记为6个月）应当评估：继续有效的重新公布，需要调整的修订。"
              "已经有替代批次（包括草案）的不再提醒。",
    hint="启动评估；准备接续的批次后，在其“替代”一列填写本批次。",
    check_edition=check,
    examples=(
        passes("离届满还有将近五年"),
        passes("正在准备替代的批次", effective_to="2027-03-01", tables={"editions": (
            {"edition": "scjg-2027-1", "department": "scjg", "kinds": "no-penalty", "title": "2027年版", "replaces": "scjg-2026-1"},)}),
        passes("已经届满，是历史", effective_to="2026-11-24"),
        passes("差一天满六个月", effective_to="2027-05-25"),
        flags("effective_to", "恰好剩六个月", effective_to="2027-05-24"),
        flags("effective_to", "下周届满", effective_to="2026-12-01"),
    ))
