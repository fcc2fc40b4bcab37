"""H03: the public was consulted, for thirty days as a rule."""

import re
from collections.abc import Iterator

from generator.legality.procedure import goes_public
from generator.legality.profile import number
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Edition, Severity, World
from generator.workdays import workdays

_DAYS = 30
_REASON = re.compile("征求意见[^。；;]*(?:因|由于|为了|理由|保密|急)|(?:因|由于|为了)[^。；;]*征求意见")


def check(edition: Edition, world: World) -> Iterator[Remark]:
    """One remark when the dates are missing, the time is short without reason, or below the city's own minimum."""
    start, end = edition.consult_from, edition.consult_to
    if not goes_public(edition) or (start and end and end < start):
        return
    explained = _REASON.search(edition.note or "")
    if start is None or end is None:
        if not explained:
            field = "consult_from" if start is None else "consult_to"
            yield Remark(field, "没有填写公开征求意见的起止日期，无法说明公布前已经公开征求意见。")
        return
    days, calendar = (end - start).days + 1, world.once(workdays)
    least = number(world, "H03", "least-workdays", end)
    worked = calendar.between(start, end) + calendar.is_working(start)
    if least is not None and worked < least:
        yield Remark("consult_to", f"公开征求意见只有{worked}个工作日，少于本市规定的{least}个工作日{calendar.caveat(start, end)}。")
    elif days < _DAYS and not explained:
        yield Remark("consult_to", f"公开征求意见{days}日，少于{_DAYS}日，请说明理由。")


RULE = Rule(
    id="H03", slug="public-consultation", title="公开征求意见一般不少于30日", severity=Severity.WARNING,
    legal_basis=("《优化营商环境条例》第六十二条第二款",),
    rationale="减免责清单与市场主体生产经营活动密切相关，除依法需要保密外，应当向社会公开征求意见，期限一般不少于30日。“一般”允许例外，"
              "但要说得出理由。本市另有最低期限的，登记在“地方口径”表。期限从开始之日起算，含首尾两日。",
    hint="补足征求意见的时间；确有理由缩短的，在备注中写明，例如“征求意见15日，因上位法已经施行，须尽快衔接”。",
    check_edition=check,
    examples=(
        passes("征求意见33日"),
        passes("恰好30日", consult_from="2026-05-14"),
        passes("不足30日，备注写明理由", consult_to="2026-05-25", note="征求意见15日，因上位法已经施行，须尽快衔接"),
        passes("尚未公布", consult_from="", consult_to="", published_on=""),
        flags("consult_to", "只征求意见15日，没有说明理由", consult_to="2026-05-25"),
        flags("consult_to", "备注与征求意见无关", consult_to="2026-05-25", note="因机构改革调整部门名称"),
        flags("consult_to", "写了理由，但短于本市的最低期限", consult_to="2026-05-15", note="因情况紧急缩短征求意见时间"),
        flags("consult_from", "没有征求意见就公布", consult_from="", consult_to=""),
    ))
