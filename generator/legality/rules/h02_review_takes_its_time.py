"""H02: the legality review was not rushed."""

from collections.abc import Iterator

from generator.legality.procedure import goes_public
from generator.legality.profile import number
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Edition, Severity, World
from generator.workdays import workdays


def check(edition: Edition, world: World) -> Iterator[Remark]:
    """The review began when consultation had ended at the earliest; fewer working days up to its date are too few."""
    start, end = edition.consult_to, edition.review_date
    if start is None or end is None or end < start or not goes_public(edition):
        return
    least, calendar = number(world, "H02", "least-workdays", end), world.once(workdays)
    taken = calendar.between(start, end)
    if least is not None and taken < least:
        yield Remark("review_date", f"征求意见{start}截止，{end}作出审查意见，最多只审查了{taken}个工作日，"
                                    f"少于{least}个工作日{calendar.caveat(start, end)}。")


RULE = Rule(
    id="H02", slug="review-takes-its-time", title="合法性审查有足够的时间", severity=Severity.WARNING, legal_basis=(),
    rationale="国办发〔2018〕115号文件规定，合法性审核时间一般不少于5个工作日、最长不超过15个工作日（天数见“地方口径”表，须由司法局核对）。"
              "征求意见结束以后才能送审，所以从征求意见截止到审查意见的工作日数是审查时间的上限。送审日期没有登记，是否超过最长时间由司法局自己掌握。",
    hint="核对征求意见截止日期和审查日期；确实是急件的，在备注中说明，本条提醒留作记录。",
    check_edition=check,
    examples=(
        passes("征求意见截止后十几个工作日作出审查意见"),
        passes("中间恰有五个工作日", consult_to="2026-06-12", review_date="2026-06-22", deliberated_on="2026-07-20"),
        passes("没有公布的批次还在办理", published_on="", issued_on="", review_date="2026-06-15"),
        flags("review_date", "截止后第一个工作日就作出审查意见", review_date="2026-06-15"),
        flags("review_date", "端午节放假，只有四个工作日", consult_to="2026-06-15", review_date="2026-06-22"),
    ))
