"""B08: conduct that the law has ceased to punish has no place on a list."""

from collections.abc import Iterator, Mapping

from generator.citation import article_label
from generator.laws import LawStatus, registry
from generator.legality.basis import called, judging_days, units
from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.succession import fates, resembling
from generator.model import Item, Severity, World

_KNOWN = (LawStatus.IN_FORCE, LawStatus.UNVERIFIED, LawStatus.UNKNOWN_LAW)


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per penalty clause that is gone: an error only where a person has confirmed that, and nothing else cited may carry it."""
    said = set()
    for fate in fates(item, world):
        key = (fate.citation.law_full, fate.place)
        if fate.field != "penalty_basis" or not fate.gone or key in said:
            continue
        said.add(key)
        label = article_label(fate.place[0], fate.place[1] or None)
        old = f"{fate.old.label}的{label}" if fate.old.label else f"原{label}"
        fact = f"{called(fate.new, fate.citation)}自{fate.new.effective_from}起施行，已删除{old}，现在的{label}是别的规定"
        if _others(item, world):
            yield Remark("penalty_basis", f"{fact}；请核对其余依据能否处罚这一行为。", Severity.WARNING)
        elif resembling(fate, world):
            yield Remark("penalty_basis", f"{fact}；请核对这一行为是否还有罚则。", Severity.WARNING)
        elif not fate.confirmed:
            unread = f"{fact}；这是机器比对新旧条文的结果，没有经人核对，请对照新文本确认这一行为是否还有罚则。"
            yield Remark("penalty_basis", unread, Severity.WARNING)
        else:
            yield Remark("penalty_basis", f"{fact}。该行为现行法规已无罚则，不应列入减免责清单。")


def _others(item: Item, world: World) -> bool:
    """True iff another penalty clause is cited that may still hold."""
    day, laws = judging_days(item, world)[-1], world.once(registry)
    lost = {(one.citation.law_full, one.place) for one in fates(item, world) if one.field == "penalty_basis" and one.gone}
    return any((unit.law_full, (unit.article or 0, unit.article_sub or 0)) not in lost and laws.resolve(unit, day).status in _KNOWN
               for unit in units(item, "penalty_basis", world, day))


_GONE = {"from_law_id": "yunshu@2022-03-29", "from_article": "68", "from_suffix": "0", "verdict": "gone"}
_TRANSPORT: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "editions": ({"edition": "scjg-2022-1", "department": "scjg", "kinds": "no-penalty", "title": "2022年版", "published_on": "2022-11-01"},),
    "law_map": (_GONE | {"confirmed": "是"},
                {"from_law_id": "yunshu@2022-03-29", "from_article": "69", "from_suffix": "0", "to_law_id": "yunshu@2023-07-20", "to_article": "68",
                 "to_suffix": "0", "similarity": "0.95", "amount_changed": "是", "verdict": "changed", "confirmed": "是"})}
_UNREAD = {**_TRANSPORT, "law_map": (_GONE, *_TRANSPORT["law_map"][1:])}
_OLD = "《中华人民共和国道路运输条例》第六十八条"
_SUMS = "责令改正，处警告或者20元以上200元以下的罚款"

RULE = Rule(
    id="B08", slug="penalty-abolished", title="罚则已删除的行为不列入", severity=Severity.ERROR, waivable=False,
    legal_basis=("《中华人民共和国行政处罚法》第四条", "《中华人民共和国行政处罚法》第三十八条第一款"),
    rationale="法规修改时删除了罚则的，义务可能还在，处罚已经没有依据。继续列入清单，等于告诉公众“不符合清单条件就要罚”。"
              "按新旧条文对照表判断；对照没有经人核对的、另有依据的，或者新文本中有数额相同而来历不明的条文的，只提醒。",
    hint="终止该事项（失效日期、终止原因）；确有其他罚则的，改引该罚则。",
    examples=(
        passes("现行罚则", tables=_TRANSPORT, penalty_basis="《中华人民共和国道路运输条例》第六十八条第二款",
               statutory_penalty="责令改正，处1000元以上3000元以下的罚款；情节严重的，由原许可机关吊销道路运输经营许可证"),
        passes("罚则删除前已经终止的事项", tables=_TRANSPORT, edition="scjg-2022-1", effective_from="2022-12-01", effective_to="2023-07-20",
               end_reason="罚则删除", penalty_basis=_OLD, statutory_penalty=_SUMS),
        passes("条文只是移动，由 B06 说明", tables=_TRANSPORT, edition="scjg-2022-1", effective_from="2022-12-01",
               penalty_basis="《中华人民共和国道路运输条例》第六十九条第（五）项", statutory_penalty="处1000元以上3000元以下的罚款"),
        flags("penalty_basis", "施行后罚则删除", tables=_TRANSPORT, edition="scjg-2022-1", effective_from="2022-12-01",
              penalty_basis=_OLD, statutory_penalty=_SUMS),
        flags("penalty_basis", "新编事项照抄已删除的罚则", tables=_TRANSPORT, penalty_basis=_OLD, statutory_penalty=_SUMS),
        flags("penalty_basis", "照抄已删除的罚则，其后法规又修改过", tables=_TRANSPORT, edition="scjg-2022-1", effective_from="2024-04-15",
              penalty_basis=_OLD, statutory_penalty=_SUMS),
        flags("penalty_basis", "对照表没有经人核对的，请核对", tables=_UNREAD, severity=Severity.WARNING, edition="scjg-2022-1",
              effective_from="2022-12-01", penalty_basis=_OLD, statutory_penalty=_SUMS),
        flags("penalty_basis", "另引地方规定的，请核对", tables=_TRANSPORT, severity=Severity.WARNING, edition="scjg-2022-1",
              effective_from="2022-12-01", penalty_basis=f"{_OLD}；《示例省道路运输条例》第五十条", statutory_penalty=_SUMS),
    ),
    check=check)
