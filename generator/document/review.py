"""What a reviewer of 司法局 decides from: the comment under the change, weightiest first."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from generator.diff.changes import Change, ChangeKind
from generator.diff.comparison import OPEN, Comparison
from generator.diff.reason import GROUPS, Judgement
from generator.document.blocks import Block, Bullets, Facts, Link, Note, Page, Section, Table, Text
from generator.document.changes import change_section, consequence, file_sections, table_sections, unread_entries
from generator.document.words import DEMO, weighed
from generator.laws import registry
from generator.legality.delegation import Applicability, applicability
from generator.model import BASES, Finding, Item, Severity, Status, World, few

T = TypeVar("T")

FULL = Link("review.html", "review.html", "beside")
"""The whole review, which is written into the same folder as the comment."""


@dataclass(frozen=True)
class Review:
    """A comparison, and what a reviewer must know about it before anything else. `base` and `head` name the two states."""

    comparison: Comparison
    base: str
    head: str

    @cached_property
    def towns(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """(town, items) of the changed items that the town applies, or applied until this change, in its own name."""
        comparison = self.comparison
        codes = [row.town for row in comparison.after.book.townships if row.town and row.holds_on(comparison.after.as_of)]
        found = ((town, tuple(dict.fromkeys(change.item.item_id or "" for change, _ in comparison.judged if self._applies(change, town))))
                 for town in codes)
        return tuple((town, items) for town, items in found if items)

    def _applies(self, change: Change, town: str) -> bool:
        sides: tuple[tuple[Item | None, World], ...] = (
            (change.before, self.comparison.before), (change.after, self.comparison.after))
        return any(item and applicability(item, town, world)[0] is Applicability.APPLIES for item, world in sides)

    @cached_property
    def citing(self) -> tuple[str, ...]:
        """The items, ended ones aside, that cite a law of which the registry says something else now."""
        changes, world = self.comparison.changes, self.comparison.after
        laws = registry(world)
        names = {record.text("name") for change in changes.records if change.table == "laws"
                 for record in (change.before, change.after) if record}
        names |= {version.name or "" for change in changes.laws if (version := laws.version(change.law_id))}
        if not names:
            return ()
        found = []
        for item in world.book.items:
            cited = {one.law_full for field in BASES for one in laws.citations(getattr(item, field))} & names
            if cited and world.status(item) is not Status.ENDED:
                found.append(f"{item.item_id} {item.violation}：{'、'.join(f'《{name}》' for name in sorted(filter(None, cited)))}")
        return tuple(found)

    @cached_property
    def errors(self) -> tuple[Finding, ...]:
        """The errors that the change brings in."""
        return tuple(finding for finding in self.comparison.gained if finding.severity is Severity.ERROR)

    @property
    def verdict(self) -> str:
        """What the machine can say; the conclusion is the reviewer's."""
        comparison = self.comparison
        if self.errors:
            return f"新增{len(self.errors)}个错误，改正前不能合并。"
        if comparison.unread:
            return f"有{len(comparison.unread)}处读不出来，没有比较完整，不能据此批准。"
        if comparison.changes.empty:
            return "没有实质改动：清单和各表的内容都没有变化。" + ("检查意见有变化，请看下文。" if comparison.gained or comparison.lost else "")
        parts = ["机器检查没有新增错误"]
        left = sum(finding.severity is Severity.ERROR for finding in comparison.standing)
        if left:
            parts.append(f"改动的事项原有的{left}个错误没有改正")
        if comparison.risky:
            verb = "放宽或者可能放宽了" if any(why.endswith(OPEN) for _, why in comparison.risky) else "放宽了"
            parts.append(f"{verb}重点领域的{len(comparison.risky)}个事项，须有两名审查人批准")
        unsure = sum(judged.unsure for _, judged in comparison.judged)
        if unsure:
            parts.append(f"{unsure}个改动机器不能判断方向")
        shared = len(comparison.changes.records) + len(comparison.changes.laws)
        if shared:
            parts.append(f"改动了其他表{shared}处，机器不判断其方向")
        return "；".join(parts) + "。是否合法，由审查人判断。"


def comment_page(review: Review, most: int | None = None, more: Link = FULL, listed: int | None = None) -> Page:
    """The comment: verdict and counts first, the weightiest change first.

    Beyond `most` entries of a kind, in the overview of changes beyond `listed`, it counts what is left and points to `more`.
    """
    comparison = review.comparison
    changes = ordered(comparison.judged)
    demo = (Note(DEMO, "marking"),) if comparison.after.book.city.demo else ()
    blocks: list[Block] = [Note(review.verdict, "verdict"), _counts(review), *demo, *_cautions(review, most, more)]
    if changes:
        rows = tuple(_row(review, *one) for one in changes[:listed])
        overview = (Table(("事项", "清单", "改动", "方向", "理由"), rows),) if rows else ()
        blocks.append(Section("改动一览", overview + _rest(changes, listed, "个改动", more)))
    blocks.extend(_findings("新增的检查意见", comparison.gained, most, more))
    blocks.extend(_findings("改动的事项原有的检查意见", comparison.standing, most, more))
    if comparison.consequences:
        blocks.append(_listing("因发布批次改动而受影响的事项", [consequence(one) for one in comparison.consequences], most, "个事项", more))
    blocks.extend(file_sections(comparison, most))
    blocks.extend(table_sections(comparison, most))
    if review.citing:
        blocks.append(_listing(f"引用了有改动的法规的事项（{len(review.citing)}）", review.citing, most, "个事项", more))
    if changes:
        details = tuple(change_section(comparison, *one) for one in changes[:most])
        blocks.append(Section("逐项对照", details + _rest(changes, most, "个改动", more)))
    blocks.extend(_findings("消除的检查意见", comparison.lost, most, more))
    return Page(path="review/", title=f"清单改动审查：{review.base} → {review.head}", section="review", blocks=tuple(blocks), role="review")


def _findings(title: str, found: Sequence[Finding], most: int | None, more: Link) -> Iterator[Section]:
    if found:
        heaviest_first = sorted(found, key=lambda finding: list(Severity).index(finding.severity))
        yield _listing(f"{title}（{len(found)}）", [_finding(finding) for finding in heaviest_first], most, "条", more)


def _rest(whole: Sequence[T], most: int | None, noun: str, more: Link) -> tuple[Block, ...]:
    """How many of `whole` are not shown here, and where they are; nothing when all are."""
    left_out = len(whole) - len(whole[:most])
    return (Note((f"另有{left_out}{noun}没有在这里列出，全部内容见 ", more, "。"), "more"),) if left_out else ()


def _listing(title: str, entries: Sequence[Text], most: int | None, noun: str, more: Link) -> Section:
    shown = tuple(entries[:most])
    return Section(title, ((Bullets(shown),) if shown else ()) + _rest(entries, most, noun, more))


def within(size: int, review: Review, printer: Callable[[Page], str], more: Link = FULL) -> str:
    """The longest comment of at most `size` bytes of UTF-8: nothing is cut inside, what is left out is counted and linked.

    The overview stays whole as long as it leaves half the room for the rest.
    """
    def text(most: int | None, listed: int | None) -> str:
        return printer(comment_page(review, most, more, listed))

    def fits(made: str, room: int = size) -> bool:
        return len(made.encode()) <= room

    whole = text(None, None)
    if fits(whole):
        return whole
    comparison = review.comparison
    overview = fits(text(0, None), size // 2)
    low, high = 0, max(map(len, (comparison.judged, comparison.consequences, comparison.gained, comparison.lost, comparison.standing,
                                 comparison.risky, comparison.unread, comparison.changes.records, comparison.changes.laws,
                                 comparison.changes.lists, review.towns, review.citing)))
    best = text(0, None if overview else 0)
    while low < high:
        middle = (low + high + 1) // 2
        made = text(middle, None if overview else middle)
        if fits(made):
            low, best = middle, made
        else:
            high = middle - 1
    return best


def ordered(judged: Iterable[tuple[Change, Judgement]]) -> list[tuple[Change, Judgement]]:
    """The weightiest first: 放宽, 须人判断, 收紧, 中性, then by department and number."""
    return sorted(judged, key=lambda one: (GROUPS.index(one[1].group), one[0].item.department, one[0].item.key))


def _counts(review: Review) -> Block:
    comparison = review.comparison
    kinds = Counter(change.kind for change, _ in comparison.judged)
    groups = Counter(judged.group for _, judged in comparison.judged)
    public = sum((comparison.after if change.after else comparison.before).is_public(change.item) for change, _ in comparison.judged)
    return Facts((
        ("截至", comparison.after.as_of.isoformat()),
        ("事项版本", "、".join(f"{kind.label}{kinds[kind]}个" for kind in ChangeKind if kinds[kind]) or "没有改动"),
        ("方向", "、".join(f"{one}{groups[one]}个" for one in GROUPS if groups[one]) or "无"),
        ("公布", f"已公布的版本{public}个，草案{len(comparison.judged) - public}个" if comparison.judged else "无"),
        ("检查意见", f"新增{weighed(comparison.gained) or '0个'}，消除{len(comparison.lost)}个")), "counts")


def _cautions(review: Review, most: int | None, more: Link) -> Iterator[Block]:
    comparison, world = review.comparison, review.comparison.after
    if comparison.unread:
        yield _listing("没有比较的内容", unread_entries(comparison, review.base, review.head), most, "处", more)
    if comparison.risky:
        yield _listing("高风险", [f"{item.item_id} {item.violation}：{why}，须有两名审查人批准" for item, why in comparison.risky],
                       most, "个事项", more)
    if review.towns:
        yield _listing("受影响的镇街", [
            f"{world.town_name(town)}：{len(items)}个事项（{few(items, most=8)}）"
            for town, items in review.towns], most, "个镇街", more)


def _row(review: Review, change: Change, judged: Judgement) -> tuple[Text, ...]:
    item, world = change.item, review.comparison.after
    risk = next((why for one, why in review.comparison.risky if one is item), "")
    return (f"{item.item_id or '（没有编号）'} {short(item.violation or '')}", f"{world.department_name(item.department)}·{item.kind.value}",
            change.kind.label, judged.label, f"{judged.text}{f'【{risk}】' if risk else ''}")


def short(text: str, limit: int = 40) -> str:
    """`text`, or its beginning when it is longer than `limit` characters."""
    return text if len(text) <= limit else f"{text[:limit]}……"


def _finding(finding: Finding) -> str:
    place = f"{finding.path}:{finding.line}" if finding.line else finding.path
    said = f"{f'{finding.column}：' if finding.column else ''}{finding.message}[{finding.rule}]"
    return " ".join(filter(None, (finding.severity.label, place, finding.item_id, said, finding.hint and f"怎么改：{finding.hint}")))
