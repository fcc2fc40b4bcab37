"""H13: when a cited article was amended after publication, the item is reviewed in time."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from generator.citation import Citation, article_label
from generator.lawmap import Outcome, law_map
from generator.laws import LawStatus, registry
from generator.legality.basis import called, cited_laws
from generator.legality.profile import number
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, LawVersion, Severity, Status, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per field and law on a version in force, without later version, whose cited articles changed since."""
    edition = world.editions.get(item.edition or "")
    if edition is None or edition.published_on is None or world.status(item) is not Status.IN_FORCE:
        return
    days = number(world, "H13", "days", world.as_of)
    if days is None or world.versions.get(item.item_id or "", (item,))[-1] is not item:
        return
    said: set[tuple[str, str | None]] = set()
    for name, citation in cited_laws(item, world):
        if (name, citation.law_full) in said:
            continue
        version = _amended(citation, edition.published_on, world)
        if version and version.effective_from and version.effective_from + timedelta(days) <= world.as_of:
            said.add((name, citation.law_full))
            article = article_label(citation.article or 0, citation.article_sub)
            yield Remark(name, f"{called(version, citation)}自{version.effective_from}起施行，{article}有改动；"
                               f"本事项{edition.published_on}公布，之后没有复核。")


def _amended(citation: Citation, published: date, world: World) -> LawVersion | None:
    """The version in force today if, since publication, it changed the words of the article but neither number nor amounts.

    Other changes have rules of their own: B03 (repealed), B04 and B08 (gone), B06 (renumbered), B07 (amounts).
    """
    laws = world.once(registry)
    newest = laws.versions(citation.law_full)[-1:]
    if not newest or (newest[0].effective_from is not None and newest[0].effective_from <= published):
        return None
    then, today = laws.resolve(citation, published), laws.resolve(citation, world.as_of)
    if then.version is None or today.version is None or then.version is today.version or citation.article is None:
        return None
    place = (citation.article, citation.article_sub or 0)
    links = world.once(law_map).follow(then.version.law_id or "", *place, today.version.law_id or "")
    kept = [link for link in links if link.target is not None and link.target[1:] == place]
    changed = any(link.verdict is Outcome.CHANGED and not link.amount_changed for link in kept)
    return today.version if changed and today.status is LawStatus.IN_FORCE else None


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
        flags("penalty_basis", "刚满六十日", edition="scjg-2024-1", effective_from="2024-12-01", penalty_basis=_BASIS, tables=_TABLES,
              as_of=date(2026, 1, 30)),
    ),
    check=check)
