"""The papers of a legality review: the draft opinion, and the table before and after for the meeting that deliberates."""

from collections.abc import Sequence

from generator.document.blocks import Block, Bullets, Facts, Note, Page, Paragraph, Section, Table, Text
from generator.document.changes import marked, words
from generator.document.review import Review, ordered, short
from generator.document.words import weighed
from generator.model import Finding, Item

_UNTOLD = frozenset({"item_id", "effective_from"})
ASPECTS = (
    ("（一）制定主体", "G"), ("（二）是否超越法定职权", "G"), ("（三）是否符合宪法、法律、法规、规章和国家政策", "BCDEF"),
    ("（四）是否违法设立行政许可、行政处罚、行政强制、行政征收、行政收费", ""), ("（五）是否没有依据减损权益或者增加义务", ""),
    ("（六）是否没有依据增加本单位权力或者减少法定职责", ""), ("（七）制定程序是否合规", "H"))
"""What a review of legality looks at, and the groups of rules by which a machine can look in advance."""


def before_and_after(review: Review) -> Page:
    """修改前后对照表: one row per column that differs, with marks, for the meeting that deliberates."""
    rows: list[tuple[Text, ...]] = []
    world = review.comparison.after
    for number, (change, judged) in enumerate(ordered(review.comparison.judged), 1):
        item, both = change.item, change.before is not None and change.after is not None
        head = f"{number}. {item.item_id or '（没有编号）'}\n{item.violation or ''}\n（{world.department_name(item.department)}{item.kind.value}）"
        nature = f"{change.kind.label}，{judged.direction.value}：{judged.text}"
        for difference in change.fields:
            if difference.field in _UNTOLD and not both:
                continue
            header, (before, after) = world.book.header(difference.field), words(world, difference)
            rows.append((head, header, before or "（无）", (marked(before, after) if both else after) or "（无）", nature))
            head, nature = f"{number}.（续）", "同上"
    body: Block = Table(("事项", "列", "修改前", "修改后", "性质"), tuple(rows), widths=(17, 8, 29, 29, 17)) if rows else Paragraph("没有改动事项。")
    return Page(path="review/compared/", title="行政执法减免责清单修改前后对照表", section="review", blocks=(
        Paragraph(f"比较范围：{review.base} → {review.head}；截至 {world.as_of}。“修改后”一列中，中间划线的是删去的，加下划线的是增加的，灰色的只改了标点或者写法。"),
        body))


def opinion(review: Review) -> Page:
    """合法性审查意见书, a draft: what the machine found is filled in, every judgement is left to the person."""
    comparison, world = review.comparison, review.comparison.after
    departments = list(dict.fromkeys(world.department_name(change.item.department) for change, _ in comparison.judged))
    changed = {change.item.item_id for change, _ in comparison.judged}
    about = tuple(finding for finding in (*comparison.gained, *comparison.standing)
                  if finding.item_id is None or finding.item_id in changed)
    name = "、".join(departments) or "　　　　"
    return Page(path="review/opinion/", title=f"关于《{name}行政执法减免责清单（送审稿）》的合法性审查意见书", section="review", blocks=(
        Note("底稿。机器预检只供参考；标“□”和空白处由审查人填写，结论由审查人作出。", "draft"),
        Facts((("文号", "　　　　〔　　　　〕　　号"), ("致送单位", name), ("来文及收文日期", "　　　　年　　月　　日"))),
        Section("一、送审材料", (Bullets(("送审稿及起草说明", "制定依据的文本", "征求意见及采纳情况", "本单位法制机构审核意见", "公平竞争审查表"),
                                    checklist=True),)),
        Section("二、审查内容", (Table(("审查事项", "机器预检（供参考）", "审查意见"), tuple(
            (aspect, _precheck(groups, about, review), "") for aspect, groups in ASPECTS), widths=(30, 40, 30)),)),
        Section("三、逐条意见", (_points(about, (*comparison.before.book.items, *world.book.items)),)),
        Section("四、审查结论", (Bullets(("合法", "应当予以修改（修改后报送复审）", "不合法"), checklist=True),
                                Paragraph("未完全采纳审查意见的，请在　　日内书面说明理由。"))),
        Facts((("审查人", ""), ("复核人", ""), ("日期", "　　　　年　　月　　日"), ("印章", "")))))


def _precheck(groups: str, found: Sequence[Finding], review: Review) -> str:
    if not groups:
        return "机器不能判断，请审查人审查。"
    if review.comparison.unread:
        return "有文件读不出来，没有检查完整。"
    named, hits = f"按{'、'.join(groups)}组规则检查", [finding for finding in found if finding.rule[0] in groups]
    if not hits:
        return f"{named}，改动的事项没有发现问题（截至 {review.comparison.after.as_of}）。"
    return f"{named}，有{weighed(hits)}，见逐条意见。"


def _points(found: Sequence[Finding], items: Sequence[Item]) -> Block:
    if not found:
        return Paragraph("机器预检没有发现问题。")
    names = {item.item_id: item.violation or "" for item in items}
    return Table(("事项", "问题", "依据", "修改建议", "级别"), tuple((
        f"{finding.item_id or finding.path} {short(names.get(finding.item_id, ''), 30)}".strip(),
        f"{f'{finding.column}：' if finding.column else ''}{finding.message}[{finding.rule}]", "；".join(finding.legal_basis) or "—",
        finding.hint, finding.severity.label) for finding in found), widths=(22, 28, 20, 22, 8))
