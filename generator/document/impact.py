"""The task file of a department after a law changed: which items to amend, and how."""

from collections.abc import Iterator
from itertools import groupby

from generator.document.blocks import Block, Bullets, Note, Page, Paragraph, Section, Table, Text
from generator.impact import Effect, Hit, Impact
from generator.model import Item, LawVersion, World

_HEADERS = ("事项", "列", "现在引用", "影响", "建议改引", "说明")


def task_pages(found: Impact, world: World) -> Iterator[tuple[str, Page]]:
    """(department code, page) of every department that has something to do."""
    for department, hits in groupby(found.hits, key=lambda hit: hit.item.department):
        yield department, _page(found, department, list(hits), world)


def _page(found: Impact, department: str, hits: list[Hit], world: World) -> Page:
    name = world.department_name(department)
    blocks: list[Block] = [
        Paragraph(f"{found.after.titled}自{found.after.text('effective_from') or '（施行日期未核实）'}起施行。{name}的清单中有"
                  f"{len({hit.item.key for hit in hits})}个事项受影响，截至 {world.as_of}。"),
        Note("新旧条文的对应由程序按条文文字算出，没有经人核对的请与原文核对后再改。", "caution")]
    for effect in reversed(Effect):
        chosen = [hit for hit in hits if hit.effect is effect]
        if chosen:
            blocks.append(Section(f"{effect.label}（{len(chosen)}处）", (Table(_HEADERS, tuple(_row(hit, found.after, world) for hit in chosen)),)))
    blocks.append(Section("怎样办", (Bullets((
        "逐项核对新条文；", "运行 qingdan amend 事项编号 --from 新的施行日期，在新的一行上改引条文、法定处罚和裁量结果；",
        "没有对应条文的，填写失效日期和终止原因；", "运行 qingdan check，没有错误后提交。")),)))
    return Page(path=f"impact/{department}/", title=f"{name}：因{found.after.titled}需要调整的事项", section="impact", blocks=tuple(blocks))


def _row(hit: Hit, after: LawVersion, world: World) -> tuple[Text, ...]:
    words = hit.effect.label + ("，裁量结果不再合法" if hit.unlawful else "")
    likeness = f"（相似度 {hit.similarity:.2f}）" if hit.similarity is not None else ""
    return (f"{hit.item.item_id} {hit.item.violation or ''}", world.book.header(hit.field), hit.citation, words,
            hit.proposed or "—", f"{hit.reason}{likeness}{_written(hit.item, after, world)}")


def _written(item: Item, after: LawVersion, world: World) -> str:
    """That another version of the item was written for the new text already, which `amend` would refuse to write again."""
    later = next((one for one in world.versions.get(item.item_id or "", ()) if item.effective_from and one.effective_from
                  and after.effective_from and one.effective_from > item.effective_from and one.effective_from >= after.effective_from), None)
    return f"；已有自 {later.effective_from} 起的版本（{'已公布' if world.is_public(later) else '草案'}），先核对它" if later else ""
