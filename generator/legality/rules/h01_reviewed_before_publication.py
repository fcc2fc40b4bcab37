"""H01: no edition is published without a favourable legality review."""

from collections.abc import Iterator

from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Edition, Severity, World

_FAVOURABLE = ("合法", "修改后合法")


def check(edition: Edition, world: World) -> Iterator[Remark]:
    """A conclusion that forbids publication, or a publication date without conclusion or without date of review."""
    conclusion, published = edition.review_conclusion, edition.published_on
    if published is None or (edition.withdrawn_on is not None and edition.withdrawn_on <= published):
        return
    if conclusion not in _FAVOURABLE:
        state = f"审查结论为「{conclusion}」" if conclusion else "未取得市司法局合法性审查意见"
        yield Remark("review_conclusion", f"{state}，不得公布。")
    elif edition.review_date is None:
        yield Remark("review_date", "没有填写合法性审查的日期，无法证明公布前已经审查。")


RULE = Rule(
    id="H01", slug="reviewed-before-publication", title="经合法性审查才能公布", severity=Severity.ERROR, waivable=False,
    legal_basis=("《优化营商环境条例》第六十三条第二款",),
    rationale="涉及市场主体权利义务的规范性文件，制定时应当按照国务院的规定进行合法性审核，这是条例说的；国务院办公厅的规定（国办发〔2018〕37号）是，"
              "未经合法性审核或者审核不合法的，不得提交集体审议。清单编制方案要求先报市司法局合法性审查，再公布。",
    hint="取得结论为“合法”或“修改后合法”的审查意见后，再填写公布日期。",
    check_edition=check,
    examples=(
        passes("审查合法后公布"),
        passes("修改后合法", review_conclusion="修改后合法"),
        passes("尚未公布的草案还没有审查", published_on="", issued_on="", review_no="", review_date="", review_conclusion=""),
        flags("review_conclusion", "没有审查结论就公布", review_conclusion=""),
        flags("review_conclusion", "结论为不合法仍公布", review_conclusion="不合法"),
        flags("review_date", "没有审查日期", review_date=""),
    ))
