"""H06: people have time to learn of the edition before it takes effect."""

import re
from collections.abc import Iterator

from generator.legality.procedure import goes_public
from generator.legality.profile import number
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Edition, Severity, World

_REASON = re.compile("(?:立即|提前|同日|公布之日起|发布之日起|印发之日起)施行|有碍")


def check(edition: Edition, world: World) -> Iterator[Remark]:
    """A remark when fewer days than the city asks for lie between publication and effect, and the note gives no reason."""
    published, start = edition.published_on, edition.effective_from
    if published is None or start is None or start < published or not goes_public(edition):
        return
    least, days = number(world, "H06", "days", published), (start - published).days
    if least is not None and days < least and not _REASON.search(edition.note or ""):
        when = "公布当日施行" if days == 0 else f"公布后{days}日施行"
        yield Remark("effective_from", f"{when}，不足{least}日，请说明需要立即施行的理由。")


RULE = Rule(
    id="H06", slug="time-before-taking-effect", title="公布后留出时间再施行", severity=Severity.WARNING, legal_basis=(),
    rationale="规范性文件一般自公布之日起30日后施行，公布后不立即施行将有碍施行的除外；天数登记在“地方口径”表，依据由司法局核对。"
              "规章制定程序条例第三十二条对规章有同样的规定，可以参照，但规范性文件不直接适用。",
    hint="推迟施行日期；需要立即施行的，在备注中写明，例如“自公布之日起施行，与上位法同步，不立即施行有碍上位法实施”。",
    check_edition=check,
    examples=(
        passes("公布后41日施行"),
        passes("恰好30日", effective_from="2026-09-04"),
        passes("自公布之日起施行，备注写明理由", effective_from="2026-08-05", note="自公布之日起施行，与法典同步"),
        flags("effective_from", "公布当日施行，没有理由", effective_from="2026-08-05"),
        flags("effective_from", "公布后十日施行", effective_from="2026-08-15", note="衔接上位法"),
    ))
