"""The pages of the legality rules: what is required, why, and examples with the message really produced."""

from collections.abc import Iterable, Iterator, Mapping

from generator.diff.guard import Guard
from generator.document import addresses
from generator.document.blocks import Block, Bullets, Facts, Link, Mark, Note, Page, Paragraph, Section, Table, Text
from generator.document.lawbook import CitedLaw
from generator.legality.example import run
from generator.legality.rule import Example, Rule
from generator.model import Severity
from generator.schema import TableSchema
from generator.schema.faults import Fault

GROUPS = {
    "A": "结构与录入", "B": "引文", "C": "类型与法律依据", "D": "数字", "E": "排除情形", "F": "冲突与重复",
    "G": "职权与镇街", "H": "规范性文件程序", "I": "文字质量", "J": "公开安全", "S": "表格", "V": "改动", "W": "豁免",
}


def rule_pages(rules: Iterable[Rule], laws: tuple[CitedLaw, ...], tables: Mapping[str, TableSchema],
               faults: Iterable[Fault | Guard] = (), items: int = 0, editions: int = 0) -> Iterator[Page]:
    """The page of each rule, and the index of rules and table faults.

    `items` and `editions` are how many published versions and editions the rules examined; what they found is not published.
    """
    keys = {law.name: law.key for law in laws}
    groups: dict[str, list[tuple[Text, ...]]] = {}
    for rule in rules:
        examined = f"{editions}个已公布的发布批次" if rule.check_edition else f"{items}个已公布的事项版本"
        yield rule_page(rule, keys, tables, examined)
        groups.setdefault(rule.id[0], []).append(_row(rule.id, rule.title, rule.severity))
    for fault in faults:
        groups.setdefault(fault.id[0], []).append(_row(fault.id, fault.title, fault.severity))
    blocks: list[Block] = [Paragraph(
        "清单在公布前要通过下列规则的检查。每条规则都写明依据、理由和改法，例子就是它的测试，所列提示由程序当场产生。", "lead")]
    for letter, rows in groups.items():
        title = f"{letter} {GROUPS.get(letter, '')}".strip()
        blocks.append(Section(title, (Table(("规则", "程度"), tuple(rows), role="compact rules"),), letter.lower()))
    yield Page(path="rules/", title="检查规则", section="rules", blocks=tuple(blocks), role="index", crumbs=(Link("首页", ""),),
               description="减免责清单公布前的合法性检查规则。")


def _row(rule_id: str, title: str, severity: Severity) -> tuple[Text, ...]:
    return (Link(f"{rule_id} {title}", addresses.rule(rule_id)),), (severity_mark(severity),)


def severity_mark(severity: Severity) -> Mark:
    """How much it weighs, in a word."""
    return Mark(severity.label, f"severity {severity.value}")


def rule_page(rule: Rule, keys: Mapping[str, str], tables: Mapping[str, TableSchema], examined: str = "") -> Page:
    """The page of one rule; `keys` is law name → law_key of the laws that have a page, `examined` what it was applied to."""
    basis: list[Text] = [_basis(text, keys) for text in rule.legal_basis]
    blocks: list[Block] = [
        Facts((("程度", (severity_mark(rule.severity),)), ("能否豁免", _waivable(rule)), *((("检查了", examined),) if examined else ())), "inline"),
        Section("为什么", (Paragraph(rule.rationale), *((Bullets(tuple(basis), "basis"),) if basis else ())), "why"),
        Section("怎么改", (Paragraph(rule.hint),), "how")]
    headers = tables["editions" if rule.check_edition else "exemptions"].headers
    wrong = [example for example in rule.examples if example.flagged]
    right = [example for example in rule.examples if not example.flagged]
    for title, examples, anchor in (("会被指出的例子", wrong, "wrong"), ("符合要求的例子", right, "right")):
        if examples:
            blocks.append(Section(title, tuple(_example(rule, example, headers, tables) for example in examples), anchor))
    return Page(path=addresses.rule(rule.id), title=f"{rule.id} {rule.title}", section="rules", blocks=tuple(blocks),
                role="rule", crumbs=(Link("首页", ""), Link("检查规则", "rules/")), description=rule.rationale)


def _waivable(rule: Rule) -> str:
    if not rule.waivable:
        return "不得豁免"
    return "可以由司法局说明理由、限期豁免" if not rule.check_edition else "豁免只对事项作出，不适用于发布批次"


def _basis(text: str, keys: Mapping[str, str]) -> Text:
    name = text.partition("《")[2].partition("》")[0]
    return (Link(text, addresses.law(keys[name])),) if name in keys else text


def _example(rule: Rule, example: Example, headers: Mapping[str, str], tables: Mapping[str, TableSchema]) -> Section:
    blocks: list[Block] = []
    rows = _cells(example.cells, headers)
    if rows:
        blocks.append(Table(("列", "内容"), rows, role="cells"))
    else:
        blocks.append(Paragraph("（范例事项原文，没有改动。）"))
    for other in example.beside:
        blocks.append(Paragraph("同时还有另一事项，其不同之处："))
        blocks.append(Table(("列", "内容"), _cells(other, {**headers, "kind": "清单", "department": "部门"}), role="cells"))
    for name, lines in example.tables.items():
        schema = tables.get(name)
        blocks.append(Paragraph(f"并且“{schema.title if schema else name}”中有："))
        for line in lines:
            blocks.append(Table(("列", "内容"), _cells(line, {**_PLACES, **(schema.headers if schema else {})}), role="cells"))
    found = run(rule, example)
    for finding in found:
        column = headers.get(finding.field or "", "")
        blocks.append(Note((severity_mark(finding.severity), f" {column}：{finding.message}" if column else f" {finding.message}"), "message"))
    if not found:
        blocks.append(Note("没有提示。", "silent"))
    sign = Mark("✗ 会被指出", "sign wrong") if found else Mark("✓ 符合", "sign right")
    by = "" if example.department == _MODEL_DEPARTMENT else f"，部门代码 {example.department}"
    place = "" if rule.check_edition else f"（{example.kind.value}清单{by}）"
    return Section((sign, f" {example.name}", Mark(place, "part")), tuple(blocks), role="example", level=3)


_PLACES = {"department": "部门代码", "authority": "上级机关代码"}
"""What a row knows from the path of its file."""
_MODEL_DEPARTMENT = "scjg"
"""The department of the lawful model item."""


def _cells(cells: Mapping[str, str], headers: Mapping[str, str]) -> tuple[tuple[Text, ...], ...]:
    return tuple((headers.get(name, name), text or "（空）") for name, text in cells.items())
