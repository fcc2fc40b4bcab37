"""Which columns of a published row a correction (勘误) may touch, and how far: it mends slips of the pen and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.diff.changes import Change
from generator.diff.marks import plain
from generator.diff.reason import Direction, Judgement

FIXED = ("department", "kind", "exemption_type", "power_code", "field", "township", "edition")
"""Never: each is a choice and no wording – who enforces, on which list, by which elements of the law, for whom it is searched and
reviewed (重点领域), whether towns apply it, and by which 印发 it became public."""
WORDING = ("violation", "obligation_basis", "penalty_basis", "coercion_basis", "coercion_measure", "relief_basis")
"""Only in writing: punctuation, width, another way to cite the clause, or the number that the same text bears now. One word
more or less is other conduct or another law."""
CONFIRMED = ("supporting_measures",)
"""What is done to the person concerned: other words may be a slip, which a person must confirm."""
# The rest – 备注, 纳入理由, 终止原因 – decides nothing; what decides (条件, 对象, 结果, 期限, 法定处罚) is judged by its direction.


@dataclass(frozen=True, slots=True)
class Excess:
    """What goes beyond a slip of the pen, or (not `sure`) may do so; `columns` are those touched, the first is pointed at."""

    columns: tuple[str, ...]
    text: str
    sure: bool = True


def excess(change: Change, changed: Sequence[str], judged: Judgement) -> Excess | None:
    """What the correction does beyond mending slips; `changed` are the columns that count, `judged` the direction of the change."""
    fixed = tuple(name for name in changed if name in FIXED)
    if fixed:
        return Excess(fixed, "这不是笔误")
    reworded = {reason.field for reason in judged.reasons if reason.unsure}
    words = tuple(name for name in changed if name in WORDING and name in reworded)
    if words:
        return Excess(words, "改动的不只是标点、全半角、引文写法或者同一条文的条款号")
    if judged.direction is not Direction.NEUTRAL:
        return Excess((_first(changed, judged),), f"这次改动是{judged.direction.value}：{judged.text}")
    texts = {one.field: (plain(one.before), plain(one.after)) for one in change.fields}
    doubtful = [name for name in changed if name in reworded or (name in CONFIRMED and texts[name][0] != texts[name][1])]
    if doubtful or judged.unsure:
        return Excess(tuple(changed), "机器不能判断是否改变了要求，请审查人确认", sure=False)
    return None


def _first(changed: Sequence[str], judged: Judgement) -> str:
    """The column that the weightiest reason is about."""
    named = (reason.field for reason in judged.reasons if reason.direction is judged.direction and reason.field in changed)
    return next((name for name in named if name), changed[0])
