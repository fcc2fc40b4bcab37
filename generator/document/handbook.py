"""The handbook of rules: the page of a legality rule or of a table fault, found by its number."""

from collections.abc import Mapping
from difflib import get_close_matches

from generator.book import assemble
from generator.document import addresses
from generator.document.blocks import Block, Bullets, Facts, Link, Mark, Note, Page, Paragraph, Section
from generator.document.rules import SEVERITY_NAMES, rule_page
from generator.legality.judge import rules
from generator.model import Refusal
from generator.schema import tables
from generator.schema.faults import FAULTS, SOUND, Fault


def page_of(rule_id: str) -> Page:
    """The page of the rule or fault numbered `rule_id`. Refusal when there is none."""
    for rule in rules():
        if rule.id == rule_id:
            return rule_page(rule, {}, tables())
    for fault in FAULTS:
        if fault.id == rule_id:
            return fault_page(fault)
    known = [rule.id for rule in rules()] + [fault.id for fault in FAULTS]
    near = "、".join(get_close_matches(rule_id, known, 3, 0.5))
    raise Refusal(f"没有编号为 {rule_id} 的规则。{f'相近的有 {near}。' if near else ''}全部编号：{'、'.join(sorted(known))}。")


def fault_page(fault: Fault) -> Page:
    """What a table fault is, why it matters, how to mend it, and what is really said about an example."""
    mark = Mark(SEVERITY_NAMES[fault.severity], f"severity {fault.severity.value}")
    blocks: list[Block] = [
        Facts((("程度", (mark,)), ("能否豁免", "不得豁免")), "inline"),
        Section("为什么", (Paragraph(fault.rationale),), "why"),
        Section("怎么改", (Paragraph(fault.hint),), "how"),
        Section("会被指出的例子", (_example("✗ 会被指出", fault.example, fault),), "wrong"),
        Section("符合要求的例子", (_example("✓ 符合", SOUND, fault),), "right")]
    return Page(path=addresses.rule(fault.id), title=f"{fault.id} {fault.title}", section="rules", blocks=tuple(blocks),
                role="rule", crumbs=(Link("首页", ""), Link("规则", "rules/")), description=fault.rationale)


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
