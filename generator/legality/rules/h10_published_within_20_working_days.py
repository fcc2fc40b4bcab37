"""H10: what has been issued is published within twenty working days."""

from collections.abc import Iterator
from datetime import date

from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Edition, Severity, World
from generator.workdays import workdays

_LIMIT = 20


def check(edition: Edition, world: World) -> Iterator[Remark]:
    """An error while an issued edition is overdue; a warning once it was published late, which nothing can mend."""
    issued, published = edition.issued_on, edition.published_on
    if issued is None or (edition.withdrawn_on is not None and edition.withdrawn_on <= (published or world.as_of)):
        return
    calendar, end = world.once(workdays), published or world.as_of
    days = calendar.between(issued, end)
    if days <= _LIMIT:
        return
    caveat = calendar.caveat(issued, end)
    if published is None:
        yield Remark("published_on", f"{issued}印发，至{end}已过{days}个工作日仍未公布，超过{_LIMIT}个工作日{caveat}。",
                     Severity.WARNING if caveat else None)
    else:
        yield Remark("published_on", f"印发后第{days}个工作日才公布，超过{_LIMIT}个工作日{caveat}。", Severity.WARNING,
                     "核对印发、公布日期；确实超期的，今后按期公布，本条提醒留作记录。")


RULE = Rule(
    id="H10", slug="published-within-20-working-days", title="印发后20个工作日内公布", severity=Severity.ERROR,
    legal_basis=("《中华人民共和国政府信息公开条例》第二十条第（一）项", "《中华人民共和国政府信息公开条例》第二十条第（六）项",
                 "《中华人民共和国政府信息公开条例》第二十六条", "《中华人民共和国行政处罚法》第三十四条"),
    rationale="规范性文件和实施行政处罚、行政强制的依据属于主动公开的政府信息，应当自形成之日起20个工作日内公开；裁量基准应当向社会公布。"
              "印发之日是形成之日；按国务院办公厅的节假日安排计算，当日不计。",
    hint="立即公布并填写公布日期；撤销印发的，填写撤回日期。",
    check_edition=check,
    examples=(
        passes("印发后第二个工作日公布"),
        passes("恰好第20个工作日公布", published_on="2026-08-31", effective_from="2026-10-08"),
        passes("跨越国庆节，放假日不算", issued_on="2026-09-11", published_on="2026-10-14", effective_from="2026-11-20"),
        passes("印发后撤回，没有公布", published_on="", withdrawn_on="2026-08-20"),
        passes("印发不久，还在期限内", published_on="", as_of=date(2026, 8, 20)),
        flags("published_on", "印发后一直没有公布", published_on=""),
        flags("published_on", "第21个工作日才公布", published_on="2026-09-01", effective_from="2026-10-08", severity=Severity.WARNING),
        flags("published_on", "节假日安排没有录入，不能断定", issued_on="2020-08-03", published_on="", as_of=date(2020, 9, 15),
              severity=Severity.WARNING),
    ))
