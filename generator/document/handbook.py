"""The handbook of rules: the page of a legality rule, a table fault or a guard of changes, found by its number."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches

from generator.book import assemble
from generator.diff.breaches import Past, breaks
from generator.diff.guard import GUARDS, Guard
from generator.document import addresses
from generator.document.blocks import Block, Bullets, Facts, Link, Mark, Note, Page, Paragraph, Section
from generator.document.rules import rule_page, severity_mark
from generator.legality.example import model_item, model_world
from generator.legality.judge import rules
from generator.legality.lawful_city import MODEL_EDITION
from generator.legality.rule import Rule
from generator.model import Edition, Kind, Refusal
from generator.schema import tables
from generator.schema.faults import FAULTS, SOUND, WAIVER, Fault


def entry_of(rule_id: str) -> Rule | Fault | Guard:
    """The rule, fault or guard numbered `rule_id`. Refusal when there is none."""
    every: tuple[Rule | Fault | Guard, ...] = (*rules(), *FAULTS, WAIVER, *GUARDS)
    entries = {entry.id: entry for entry in every}
    if rule_id in entries:
        return entries[rule_id]
    near = "、".join(get_close_matches(rule_id, entries, 3, 0.5))
    raise Refusal(f"没有编号为 {rule_id} 的规则。{f'相近的有 {near}。' if near else ''}全部编号见网站的“检查规则”页。")


def page_of(rule_id: str) -> Page:
    """The page of the rule, fault or guard numbered `rule_id`. Refusal when there is none."""
    match entry_of(rule_id):
        case Rule() as rule:
            return rule_page(rule, {}, tables())
        case Fault() as fault:
            return fault_page(fault)
        case Guard() as guard:
            return guard_page(guard)


def fault_page(fault: Fault) -> Page:
    """What a table fault is, why it matters, how to mend it, and what is really said about an example."""
    blocks: list[Block] = [
        Facts((("程度", (severity_mark(fault.severity),)), ("能否豁免", "不得豁免")), "inline"),
        Section("为什么", (Paragraph(fault.rationale),), "why"),
        Section("怎么改", (Paragraph(fault.hint),), "how")]
    if fault.example:
        blocks += [Section("会被指出的例子", (_example("✗ 会被指出", fault.example, fault),), "wrong"),
                   Section("符合要求的例子", (_example("✓ 符合", SOUND, fault),), "right")]
    return Page(path=addresses.rule(fault.id), title=f"{fault.id} {fault.title}", section="rules", blocks=tuple(blocks),
                role="rule", crumbs=(Link("首页", ""), Link("检查规则", "rules/")), description=fault.rationale)


def _example(sign: str, files: Mapping[str, str], fault: Fault) -> Section:
    found = [f for f in assemble({path: text.encode() for path, text in files.items()}, tables()).findings
             if f.rule == fault.id]
    blocks: list[Block] = []
    for path, text in files.items():
        blocks.append(Paragraph(f"{path}："))
        blocks.append(Bullets(tuple(line or "（空）" for line in text.split("\n")[:4] if line) or ("（空文件）",), "lines"))
    blocks.extend(Note(f"{f.column}：{f.message}" if f.column else f.message, "message") for f in found)
    if not found:
        blocks.append(Note("没有提示。", "silent"))
    return Section((Mark(sign, "sign wrong" if found else "sign right"),), tuple(blocks), role="example", level=3)


def guard_page(guard: Guard) -> Page:
    """What a change may not do, why, what to do instead, and what is really said about an example."""
    blocks: list[Block] = [
        Facts((("程度", (severity_mark(guard.severity),)), ("能否豁免", "不得豁免"), ("何时检查", "qingdan check --base 版本")), "inline"),
        Section("为什么", (Paragraph(guard.rationale),), "why"),
        Section("怎么改", (Paragraph(guard.hint),), "how"),
        Section("会被指出的例子", (_change("✗ 会被指出", guard),), "wrong"),
        Section("符合要求的例子", (_change("✓ 符合", replace(guard, item={}, edition={}, added={}, paths=(), unread=())),), "right")]
    return Page(path=addresses.rule(guard.id), title=f"{guard.id} {guard.title}", section="rules", blocks=tuple(blocks),
                role="rule", crumbs=(Link("首页", ""), Link("检查规则", "rules/")), description=guard.rationale)


def _change(sign: str, guard: Guard) -> Section:
    """The published model item, changed as the guard's example says."""
    headers = {**tables()["editions"].headers, **tables()["exemptions"].headers}
    before = model_world((model_item(Kind.NO_PENALTY),))
    items = () if guard.item is None else (model_item(Kind.NO_PENALTY, **guard.item),)
    follows = "effective_from" in (guard.item or {})  # another version, whose row stands beside the old one
    if follows:
        items = (*before.book.items, *items)
    edition = Edition.from_cells({**MODEL_EDITION, **guard.edition}, before.book.editions[0].source)
    more = (Edition.from_cells({**MODEL_EDITION, **guard.added}, edition.source),) if guard.added else ()
    after = model_world(items, editions=(edition, *more))
    found = [one for one in breaks(before, after, Past(paths=guard.paths, unread=guard.unread)) if one.rule == guard.id]
    blocks: list[Block] = [Paragraph("范例事项已经公布。" + ("这一行被删除。" if guard.item is None else "新增了一行。" if follows else ""))]
    cells = {**(guard.item or {}), **guard.edition, **guard.added}
    if cells:
        blocks.append(Facts(tuple((f"{headers.get(name, name)}{'' if follows else '改为'}", text or "（空）") for name, text in cells.items())))
    if guard.paths:
        blocks.append(Bullets(tuple(f"同时修改 {path}" for path in guard.paths)))
    if guard.unread:
        blocks.append(Bullets(tuple(f"{path} 在改动之前读不出来" for path in guard.unread)))
    if not (cells or guard.paths or guard.unread or guard.item is None):
        blocks.append(Paragraph("没有改动。"))
    blocks.extend(Note(one.message, "message") for one in found)
    if not found:
        blocks.append(Note("没有提示。", "silent"))
    return Section((Mark(sign, "sign wrong" if found else "sign right"),), tuple(blocks), role="example", level=3)
