"""What a reviewer of 司法局 decides from: the comment under the change, the draft opinion, the table before and after."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.diff.changes import Change, ChangeKind
from generator.diff.comparison import Comparison
from generator.diff.reason import Direction, Judgement
from generator.document.blocks import Block, Bullets, Facts, Note, Page, Paragraph, Section, Table, Text
from generator.document.changes import change_section, marked
from generator.legality.delegation import Applicability, applicability
from generator.legality.risk import high_risk
from generator.model import Finding, Item, Severity

_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.INFO: "提示"}
_UNTOLD = frozenset({"item_id", "effective_from"})
ASPECTS = (
    ("（一）制定主体", "G"), ("（二）是否超越法定职权", "G"), ("（三）是否符合宪法、法律、法规、规章和国家政策", "BCDEF"),
    ("（四）是否违法设立行政许可、行政处罚、行政强制、行政征收、行政收费", ""), ("（五）是否没有依据减损权益或者增加义务", ""),
    ("（六）是否没有依据增加本单位权力或者减少法定职责", ""), ("（七）制定程序是否合规", "H"))
"""What a review of legality looks at, and the groups of rules by which a machine can look in advance."""


@dataclass(frozen=True)
class Review:
    """A comparison, and what a reviewer must know about it before anything else. `base` and `head` name the two states."""

    comparison: Comparison
    base: str
    head: str

    @cached_property
    def risky(self) -> tuple[tuple[Change, str], ...]:
        """Changes that widen leniency in a high-risk field, and which field: two reviewers."""
        after = self.comparison.after
        found = ((change, high_risk(change.item, after)) for change, judged in self.comparison.judged
                 if judged.direction is Direction.WIDENED)
        return tuple((change, why) for change, why in found if why)

    @cached_property
    def towns(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """(town, items) of the changed items that the town applies in its own name."""
        after = self.comparison.after
        changed = [change.after for change, _ in self.comparison.judged if change.after and change.after.township]
        codes = [row.town for row in after.book.townships if row.town and row.holds_on(after.as_of)]
        found = ((town, tuple(item.item_id or "" for item in changed if applicability(item, town, after)[0] is Applicability.APPLIES))
                 for town in codes)
        return tuple((town, items) for town, items in found if items)

    @cached_property
    def errors(self) -> tuple[Finding, ...]:
        """The errors that the change brings in."""
        return tuple(finding for finding in self.comparison.gained if finding.severity is Severity.ERROR)

    @property
    def verdict(self) -> str:
        """What the machine can say; the conclusion is the reviewer's."""
        if self.errors:
            return f"新增{len(self.errors)}个错误，改正前不能合并。"
        if self.comparison.changes.empty:
            return "没有实质改动。"
        parts = ["机器检查没有新增错误"]
        if self.risky:
            parts.append(f"放宽了重点领域的{len(self.risky)}个事项，须有两名审查人批准")
        unsure = sum(judged.unsure for _, judged in self.comparison.judged)
        if unsure:
            parts.append(f"{unsure}个改动机器不能判断方向")
        return "；".join(parts) + "。是否合法，由审查人判断。"


def comment_page(review: Review, most: int | None = None, more: str = "review.html") -> Page:
    """The comment: verdict and counts first, then every change, the weightiest first; beyond `most` it points to `more`."""
    comparison = review.comparison
    ordered = _ordered(comparison.judged)
    gained = sorted(comparison.gained, key=lambda finding: list(Severity).index(finding.severity))
    shown = ordered[:most]
    blocks: list[Block] = [Note(review.verdict, "verdict"), _counts(review), *_warnings(review)]
    if ordered:
        blocks.append(Section("改动一览", (Table(("事项", "清单", "改动", "方向", "理由"), tuple(_row(review, *one) for one in shown)),)))
        left_out = len(ordered) - len(shown)
        if left_out:
            blocks.append(Note(f"另有{left_out}个改动没有在这里列出，全部改动见 {more}。", "more"))
        blocks.append(Section("逐项对照", tuple(change_section(comparison, *one) for one in shown)))
    for title, found in ((f"新增的检查意见（{len(gained)}）", gained), (f"消除的检查意见（{len(comparison.lost)}）", comparison.lost)):
        if found:
            kept = tuple(map(_finding, found[:most]))
            rest = (Note(f"另有{len(found) - len(kept)}条没有在这里列出，见 {more}。", "more"),) if len(kept) < len(found) else ()
            blocks.append(Section(title, (Bullets(kept), *rest)))
    return Page(path="review/", title=f"清单改动审查：{review.base} → {review.head}", section="review", blocks=tuple(blocks), role="review")


def within(size: int, review: Review, printer: Callable[[Page], str]) -> str:
    """The longest comment of at most `size` bytes of UTF-8: nothing is cut inside, what is left out is counted and linked."""
    whole = printer(comment_page(review))
    if len(whole.encode()) <= size:
        return whole
    low, high = 0, max(len(review.comparison.judged), len(review.comparison.gained), len(review.comparison.lost))
    best = printer(comment_page(review, 0))
    while low < high:
        middle = (low + high + 1) // 2
        text = printer(comment_page(review, middle))
        if len(text.encode()) <= size:
            low, best = middle, text
        else:
            high = middle - 1
    return best


def _ordered(judged: Iterable[tuple[Change, Judgement]]) -> list[tuple[Change, Judgement]]:
    order = list(Direction)
    return sorted(judged, key=lambda one: (order.index(one[1].direction), one[0].item.department, one[0].item.key))


def _counts(review: Review) -> Block:
    comparison = review.comparison
    kinds = Counter(change.kind for change, _ in comparison.judged)
    directions = Counter(judged.direction for _, judged in comparison.judged)
    found = Counter(finding.severity for finding in comparison.gained)
    return Facts((
        ("截至", comparison.after.as_of.isoformat()),
        ("事项版本", "、".join(f"{kind.label}{kinds[kind]}个" for kind in ChangeKind if kinds[kind]) or "没有改动"),
        ("方向", "、".join(f"{one.value}{directions[one]}个" for one in Direction if directions[one]) or "无"),
        ("检查意见", f"新增{'、'.join(f'{found[one]}个{word}' for one, word in _WORDS.items() if found[one]) or '0个'}，"
                 f"消除{len(comparison.lost)}个")), "counts")


def _warnings(review: Review) -> Iterator[Block]:
    world = review.comparison.after
    if review.risky:
        yield Section("高风险", (Bullets(tuple(f"{change.item.item_id} {change.item.violation}：{why}，放宽须有两名审查人批准"
                                            for change, why in review.risky)),))
    if review.towns:
        yield Section("受影响的镇街", (Bullets(tuple(
            f"{world.town_name(town)}：{len(items)}个事项（{'、'.join(items[:8])}{'等' if len(items) > 8 else ''}）"
            for town, items in review.towns)),))


def _row(review: Review, change: Change, judged: Judgement) -> tuple[Text, ...]:
    item, world = change.item, review.comparison.after
    risk = next((why for one, why in review.risky if one is change), "")
    return (f"{item.item_id or '（没有编号）'} {_short(item.violation or '')}", f"{world.department_name(item.department)}·{item.kind.value}",
            change.kind.label, judged.direction.value + ("（须人判断）" if judged.unsure else ""), f"{judged.text}{f'【{risk}】' if risk else ''}")


def _short(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else f"{text[:limit]}……"


def _finding(finding: Finding) -> str:
    place = f"{finding.path}:{finding.line}" if finding.line else finding.path
    return f"{_WORDS[finding.severity]} {place} {finding.item_id or ''} {f'{finding.column}：' if finding.column else ''}{finding.message}[{finding.rule}]"


def before_and_after(review: Review) -> Page:
    """修改前后对照表: one row per column that differs, with marks, for the meeting that deliberates."""
    rows: list[tuple[Text, ...]] = []
    world = review.comparison.after
    for number, (change, judged) in enumerate(_ordered(review.comparison.judged), 1):
        item = change.item
        head = f"{number}．{item.item_id or '（没有编号）'}\n{item.violation or ''}\n（{world.department_name(item.department)}{item.kind.value}）"
        for difference in change.fields:
            if difference.field in _UNTOLD and not (change.before and change.after):
                continue
            header = {"department": "部门", "kind": "清单"}.get(difference.field) or world.book.headers.get(difference.field, difference.field)
            after = marked(difference.before, difference.after) if change.before and change.after else difference.after
            rows.append((head, header, difference.before or "（无）", after or "（无）", f"{change.kind.label}，{judged.direction.value}：{judged.text}"))
            head = f"{number}．（续）"
    body: Block = Table(("事项", "列", "修改前", "修改后", "性质"), tuple(rows)) if rows else Paragraph("没有改动事项。")
    return Page(path="review/compared/", title="行政执法减免责清单修改前后对照表", section="review", blocks=(
        Paragraph(f"比较范围：{review.base} → {review.head}；截至 {world.as_of}。划线为删去，下划线为增加。"), body))


def opinion(review: Review) -> Page:
    """合法性审查意见书, a draft: what the machine found is filled in, every judgement is left to the person."""
    world = review.comparison.after
    departments = list(dict.fromkeys(world.department_name(change.item.department) for change, _ in review.comparison.judged))
    changed = {change.after.key for change, _ in review.comparison.judged if change.after}
    about = tuple(finding for finding in review.comparison.gained if finding.item_id is None or any(finding.item_id == key[0] for key in changed))
    name = "、".join(departments) or "　　　　"
    return Page(path="review/opinion/", title=f"关于《{name}行政执法减免责清单（送审稿）》的合法性审查意见书", section="review", blocks=(
        Note("底稿。机器预检只供参考；标“□”和空白处由审查人填写，结论由审查人作出。", "draft"),
        Facts((("文号", "　　　　〔　　　　〕　　号"), ("致送单位", name), ("来文及收文日期", "　　　　年　　月　　日"))),
        Section("一、送审材料", (Bullets(("送审稿及起草说明", "制定依据的文本", "征求意见及采纳情况", "本单位法制机构审核意见", "公平竞争审查表"),
                                    checklist=True),)),
        Section("二、审查内容", (Table(("审查事项", "机器预检（供参考）", "审查意见"), tuple(
            (aspect, _precheck(groups, about, review), "") for aspect, groups in ASPECTS)),)),
        Section("三、逐条意见", (_points(about, world.book.items),)),
        Section("四、审查结论", (Bullets(("合法", "应当予以修改（修改后报送复审）", "不合法"), checklist=True),
                                Paragraph("未完全采纳审查意见的，请在　　日内书面说明理由。"))),
        Facts((("审查人", ""), ("复核人", ""), ("日期", "　　　　年　　月　　日"), ("印章", "")))))


def _precheck(groups: str, found: Sequence[Finding], review: Review) -> str:
    if not groups:
        return "机器不能判断，请审查人审查。"
    hits = [finding for finding in found if finding.rule[0] in groups]
    if not hits:
        return f"按{'、'.join(groups)}组规则检查，本次改动没有新增问题（截至 {review.comparison.after.as_of}）。"
    errors = sum(finding.severity is Severity.ERROR for finding in hits)
    return f"按{'、'.join(groups)}组规则检查，新增{errors}个错误、{len(hits) - errors}个提醒，见逐条意见。"


def _points(found: Sequence[Finding], items: Sequence[Item]) -> Block:
    if not found:
        return Paragraph("机器预检没有发现新增问题。")
    names = {item.item_id: item.violation or "" for item in items}
    return Table(("事项", "问题", "依据", "修改建议", "级别"), tuple((
        f"{finding.item_id or finding.path} {_short(names.get(finding.item_id, ''), 30)}".strip(),
        f"{f'{finding.column}：' if finding.column else ''}{finding.message}", "；".join(finding.legal_basis) or "—",
        finding.hint, _WORDS[finding.severity]) for finding in found))
