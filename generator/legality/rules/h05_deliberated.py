"""H05: the edition was deliberated collectively before it was issued."""

from collections.abc import Iterator

from generator.legality.procedure import goes_public
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Edition, Severity, World


def check(edition: Edition, world: World) -> Iterator[Remark]:
    """A remark on an edition that goes public without a day of deliberation."""
    if goes_public(edition) and edition.deliberated_on is None:
        yield Remark("deliberated_on", "没有填写集体审议日期，请核对是否经过集体审议。")


RULE = Rule(
    id="H05", slug="deliberated", title="经集体审议决定", severity=Severity.WARNING, legal_basis=(),
    rationale="国办发〔2018〕37号文件要求，行政规范性文件应当经集体审议，由制定机关主要负责人签发。这是文件的要求，不是法律、法规的条款，所以只提醒。",
    hint="填写部门办公会议（或政府常务会议）集体审议的日期；没有审议的，补办审议后再公布。",
    check_edition=check,
    examples=(
        passes("印发前经过审议"),
        passes("尚未公布的批次还没有审议", deliberated_on="", issued_on="", published_on=""),
        flags("deliberated_on", "没有审议日期就公布", deliberated_on=""),
        flags("deliberated_on", "只有审查日期，没有审议日期", deliberated_on="", review_date="2026-07-20"),
    ))
