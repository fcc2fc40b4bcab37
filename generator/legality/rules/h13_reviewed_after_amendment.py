"""H13: when a cited article was amended after publication, the item is reviewed in time."""

from collections.abc import Iterator, Mapping
from datetime import date

from generator.citation import article_label
from generator.legality.amendment import present_since, reworded
from generator.legality.basis import called, citations, misnumbered
from generator.legality.profile import number
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import BASES, Item, Severity, Status, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per field and law on a version in force, without later version, whose cited articles changed since."""
    edition, days = world.editions.get(item.edition or ""), world.once(_days)
    if edition is None or edition.published_on is None or days is None or world.status(item) is not Status.IN_FORCE:
        return
    if world.versions.get(item.item_id or "", (item,))[-1] is not item:
        return
    published, said = edition.published_on, set()
    for name in BASES:
        for citation in citations(item, name, world):
            start = world.known(present_since, citation.law_full)
            if start is None or start <= published or (world.as_of - start).days < days or (name, citation.law_full) in said:
                continue
            version = None if misnumbered(item, name, citation, world) else reworded(citation, published, world)
            if version is not None:
                said.add((name, citation.law_full))
                article = article_label(citation.article or 0, citation.article_sub)
                yield Remark(name, f"{called(version, citation)}自{start}起施行，{article}有改动；本事项{published}公布，之后没有复核。")


def _days(world: World) -> int | None:
    return number(world, "H13", "days", world.as_of)


_BEFORE = {"edition": "scjg-2024-1", "department": "scjg", "kinds": "no-penalty", "title": "2024年版", "published_on": "2024-10-25"}
_BASIS = "《中华人民共和国食品安全法》第一百二十五条第二款"
_TABLES: Mapping[str, tuple[Mapping[str, str], ...]] = {"editions": (_BEFORE,), "law_map": (
    {"from_law_id": "shipin@2021-04-29", "from_article": "125", "from_suffix": "0", "to_law_id": "shipin@2025-09-12",
     "to_article": "125", "to_suffix": "0", "similarity": "0.96", "amount_changed": "否", "verdict": "changed", "confirmed": "否"},)}

RULE = Rule(
    id="H13", slug="reviewed-after-amendment", title="上位法修改后及时复核", severity=Severity.WARNING, legal_basis=(),
    rationale="国办发〔2022〕27号文件要求，裁量基准所依据的法律、法规、规章修改的，应当及时调整（期限登记在“地方口径”表）。"
              "条号变了、金额变了、条文删了的，另有规则指出；这里提醒的是条号没有变、文字有改动的条文，是否影响本事项要由人判断。",
    hint="对照新旧条文：有影响的，用 qingdan amend 写新版本；没有影响的，由司法局在豁免表写明理由和下次复核的日期。",
    examples=(
        passes("所引法规公布后没有修改"),
        passes("条文没有改动", edition="scjg-2024-1", effective_from="2024-12-01", penalty_basis=_BASIS,
               tables={**_TABLES, "law_map": ({**_TABLES["law_map"][0], "verdict": "same"},)}),
        passes("金额也变了，由B07指出", edition="scjg-2024-1", effective_from="2024-12-01", penalty_basis=_BASIS,
               tables={**_TABLES, "law_map": ({**_TABLES["law_map"][0], "amount_changed": "是"},)}),
        passes("修改后不满六十日", edition="scjg-2024-1", effective_from="2024-12-01", penalty_basis=_BASIS, tables=_TABLES,
               as_of=date(2026, 1, 29)),
        passes("已经写了新版本", edition="scjg-2024-1", effective_from="2024-12-01", penalty_basis=_BASIS, tables=_TABLES,
               beside=({"item_id": "2026-00417-N", "effective_from": "2026-12-15"},)),
        flags("penalty_basis", "条文改动后没有复核", edition="scjg-2024-1", effective_from="2024-12-01", penalty_basis=_BASIS, tables=_TABLES),
        flags("penalty_basis", "一部分内容分到了别的条", edition="scjg-2024-1", effective_from="2024-12-01", penalty_basis=_BASIS,
              tables={**_TABLES, "law_map": ({**_TABLES["law_map"][0], "verdict": "split"},)}),
        flags("penalty_basis", "刚满六十日", edition="scjg-2024-1", effective_from="2024-12-01", penalty_basis=_BASIS, tables=_TABLES,
              as_of=date(2026, 1, 30)),
    ),
    check=check)
