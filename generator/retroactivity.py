"""从旧兼从轻 (行政处罚法 第三十七条): which provisions govern an act, those of its day or those of the day of the decision."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from generator.citation import print_canonical
from generator.diff.changes import Change, ChangeKind
from generator.diff.direction import Directions
from generator.diff.reason import Direction, judgement
from generator.laws import LawStatus, Resolution, registry
from generator.legality.basis import REVISED
from generator.legality.renumbered import renumbered
from generator.model import Item, Kind, Refusal, World
from generator.penalty import read
from generator.penalty.weighing import Element, Weight, elements, terms, total

BASIS = "《中华人民共和国行政处罚法》第三十七条"
_WEIGHED = ("violation", "subject", "coercion_measure", "exemption_type", "conditions", "outcome", "correction", "correction_deadline")
"""Columns of a list that make it lighter or heavier; the law it cites is weighed by itself."""
_GONE = (LawStatus.REPEALED, LawStatus.SUPERSEDED, LawStatus.NOT_YET_IN_FORCE, LawStatus.NO_SUCH_ARTICLE)


@dataclass(frozen=True, slots=True)
class Statute:
    """One cited clause as it stood on one day.

    `note` says that the number was written for another text of the law, whose article this one is not.
    """

    citation: str
    resolution: Resolution
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """The list on both days; only a reference (参照), since a list is no law, regulation or rule."""

    before: Item | None
    after: Item | None
    weight: Weight
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What governs: the weight of the statutes and why, the elements compared, and the list beside it."""

    weight: Weight
    reason: str
    before: tuple[Statute, ...]
    after: tuple[Statute, ...]
    elements: tuple[Element, ...]
    listed: Listed


def resolve(world: World, item_id: str, act: tuple[date, date], decision: date) -> Answer:
    """The answer for `item_id`, an act that lasted from act[0] to act[1], and a decision. Refusal for impossible days."""
    versions = world.public_versions.get(item_id, ())
    if not versions:
        raise Refusal(f"没有已公布的事项 {item_id}（截至 {world.as_of}）。请核对编号。")
    if not act[0] <= act[1] <= decision:
        raise Refusal("日期的先后不对：违法行为的起止日期应依次不晚于作出决定的日期。")
    then, now = _on(world, versions, act[1]), _on(world, versions, decision)
    cited_then = then or now or _nearest(versions, act[1])
    cited_now = now or then or cited_then
    before, after = _statutes(world, cited_then, act[1]), _statutes(world, cited_now, decision)
    weight, reason, weighed = _weigh(world, cited_then, cited_now, before, after, act, decision)
    return Answer(weight, reason, before, after, weighed, _listed(world, then, now, _during(world, versions, act)))


def _on(world: World, versions: Iterable[Item], day: date) -> Item | None:
    for version in versions:
        interval = world.interval(version)
        if interval is not None and not interval.empty and day in interval:
            return version
    return None


def _during(world: World, versions: Iterable[Item], act: tuple[date, date]) -> list[Item | None]:
    """The list versions that applied while the act lasted, in order; None for a time when none applied."""
    found = [world.interval(version) for version in versions]
    turns = {act[0]} | {day for one in found if one for day in (one.start, one.end) if day and act[0] < day <= act[1]}
    applied = [_on(world, versions, day) for day in sorted(turns)]
    return [one for n, one in enumerate(applied) if n == 0 or one is not applied[n - 1]]


def _nearest(versions: tuple[Item, ...], day: date) -> Item:
    started = [version for version in versions if version.effective_from and version.effective_from <= day]
    return started[-1] if started else versions[0]


def _statutes(world: World, item: Item, day: date) -> tuple[Statute, ...]:
    laws = world.once(registry)
    cited = [one for one in laws.citations(item.penalty_basis) if one.kind == "law"]
    written = item.effective_from or day
    return tuple(Statute(print_canonical([replace(one, law=one.law_full)]), laws.resolve(one, day), renumbered(one, written, day, world))
                 for one in cited)


# ---- the statutes ----------------------------------------------------------------------------------------------


def _weigh(world: World, then: Item, now: Item, before: tuple[Statute, ...], after: tuple[Statute, ...], act: tuple[date, date],
           decision: date) -> tuple[Weight, str, tuple[Element, ...]]:
    obstacle = _unclear(then, now, before, after)
    if obstacle is None and not all(_stood(_statutes(world, then, day), before) for day in _turns(world, before, act)):
        obstacle = "违法行为持续期间，所引的法律有修改或者才开始施行，请判断以哪一天的规定为行为时的规定。"
    if obstacle is None and _same(before, after):
        return Weight.SAME, "所引条款在两个日期之间没有变化，适用违法行为发生时的规定。", ()
    if obstacle is None and decision < REVISED:
        obstacle = f"作出决定时修订后的《行政处罚法》尚未施行（{REVISED}起施行），不能据该条判断。"
    obstacle = obstacle or _incomparable(world, then, now, before, after, act[1], decision)
    if obstacle is not None:
        return Weight.OPEN, obstacle, ()
    old, new = then.statutory_penalty or "", now.statutory_penalty or ""
    weighed = (*elements(read(old), read(new)), *terms(old, new))
    weight = total(weighed)
    reasons = {
        Weight.LIGHTER: "可以比较的各项都较轻或者相同，适用作出决定时的规定。",
        Weight.HEAVIER: "可以比较的各项都较重或者相同，适用违法行为发生时的规定。",
        Weight.SAME: "法定处罚的种类、幅度没有变化，适用违法行为发生时的规定。",
        Weight.OPEN: "各项有轻有重，或者有的不能比较，请判断。"}
    return weight, reasons[weight], weighed


def _turns(world: World, cited: tuple[Statute, ...], act: tuple[date, date]) -> list[date]:
    """The days of a lasting act on which a cited law may have changed: the first, and those when a version came into force."""
    laws = world.once(registry)
    starts = {version.effective_from for one in cited if one.resolution.version for version in laws.versions(one.resolution.version.name)}
    return [act[0], *sorted(day for day in starts if day and act[0] < day < act[1])] if act[0] < act[1] else []


def _unclear(then: Item, now: Item, before: tuple[Statute, ...], after: tuple[Statute, ...]) -> str | None:
    """Why it is not even clear which provisions there were on the two days."""
    if then.kind is Kind.NO_COERCION or now.kind is Kind.NO_COERCION:
        return "该条说的是行政处罚，本事项是行政强制，请判断。"
    if not before or not after:
        return "处罚依据读不出法律条款，无法比较。"
    unknown = [one.citation for one in (*before, *after) if one.resolution.version is None]
    if unknown:
        return f"法规库没有{'、'.join(dict.fromkeys(unknown))}，不知道是否修改，请核对。"
    for cited, words, question in ((before, "行为时", "请判断当时由什么规定处罚"), (after, "作出决定时", "请判断是否仍由其他规定处罚")):
        gone = [one.citation for one in cited if one.resolution.status in _GONE]
        if gone:
            return f"{words}{'、'.join(gone)}已经失效、尚未施行或者不存在，{question}。"
    return None


def _incomparable(world: World, then: Item, now: Item, before: tuple[Statute, ...], after: tuple[Statute, ...], act: date,
                  decision: date) -> str | None:
    """Why the statutory penalties that the list records cannot stand for the law of the two days."""
    if {one.resolution.law_id for one in before} == {one.resolution.law_id for one in after}:
        return "两个日期之间法律没有修改，但清单所引的条款不同，请核对。"
    if then is now:
        return "法律有修改，清单没有分别录入修改前后的法定处罚，请对照条文判断。"
    if then.statutory_penalty == now.statutory_penalty:
        return "法律有修改，两个版本所录的法定处罚相同；其他部分是否变化请核对条文。"
    for item, day, words in ((then, act, "行为时"), (now, decision, "作出决定时")):
        if item.effective_from and not _same(_statutes(world, item, item.effective_from), _statutes(world, item, day)):
            return f"{words}清单所录的法定处罚还是法律修改以前的，请对照条文判断。"
    return None


def _same(before: tuple[Statute, ...], after: tuple[Statute, ...]) -> bool:
    """Whether both days see the same text: the same version, or articles with the same recorded hash."""
    if len(before) != len(after):
        return False
    for one, other in zip(before, after, strict=True):
        left, right = one.resolution, other.resolution
        same_clause = _clause(one.citation) == _clause(other.citation)
        if left.law_id is not None and left.law_id == right.law_id and same_clause:
            continue
        hashes = [found.article.hash if found.article else None for found in (left, right)]
        if None in hashes or hashes[0] != hashes[1]:
            return False
    return True


def _stood(during: tuple[Statute, ...], before: tuple[Statute, ...]) -> bool:
    """Whether the law of the act's last day stood on an earlier one: another law may have ruled before it came into force."""
    return _same(during, before) and not any(one.resolution.status in _GONE for one in during)


def _clause(citation: str) -> str:
    return citation.rpartition("》")[2]


# ---- the list --------------------------------------------------------------------------------------------------


def _listed(world: World, then: Item | None, now: Item | None, during: list[Item | None]) -> Listed:
    """The list of the act's last day beside that of the decision; no one can tell when the versions of a lasting act weigh differently."""
    answer = _compared(world, then, now)
    if any(_compared(world, one, now).weight is not answer.weight for one in during):
        told = "、".join(f"第{world.version_number(one)}版（自{one.text('effective_from')}起）" if one else "清单不适用本事项的一段" for one in during)
        return replace(answer, weight=Weight.OPEN, reason=f"违法行为持续期间清单先后是{told}，与作出决定时相比轻重不一，请判断参照哪一版。")
    return answer


def _compared(world: World, then: Item | None, now: Item | None) -> Listed:
    if then is None and now is None:
        return Listed(None, None, Weight.OPEN, "两个日期清单都不适用本事项。")
    if then is None:
        return Listed(None, now, Weight.LIGHTER, "行为时清单没有适用本事项，作出决定时适用，可以参照作出决定时的清单。")
    if now is None:
        return Listed(then, None, Weight.OPEN, "行为时清单适用本事项，作出决定时已不适用，请判断能否参照行为时的清单。")
    if then is now:
        return Listed(then, now, Weight.SAME, "两个日期适用清单的同一版本。")
    if then.kind is not now.kind:  # a mitigated fine can be the heavier one: 一万元以上三万元以下, then 从轻 up to 二万元
        return Listed(then, now, Weight.OPEN,
                      f"由{then.kind.value}改为{now.kind.value}，单凭清单改变不能断定轻重，请对照两个版本的适用条件和裁量结果判断。")
    change = Change(ChangeKind.AMENDED, then, now, follows=True)
    judged = judgement(reason for reason in Directions(world.book).of(change).reasons if reason.field in _WEIGHED)
    if not judged.reasons:
        return Listed(then, now, Weight.SAME, "清单有两个版本，适用条件和裁量结果没有变化。")
    if judged.unsure or judged.mixed:
        return Listed(then, now, Weight.OPEN, judged.text)
    weights = {Direction.WIDENED: Weight.LIGHTER, Direction.TIGHTENED: Weight.HEAVIER, Direction.NEUTRAL: Weight.SAME}
    return Listed(then, now, weights[judged.direction], judged.text)
