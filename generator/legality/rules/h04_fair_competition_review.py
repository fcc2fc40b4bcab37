"""H04: no edition is published without a fair competition review that lets it pass."""

import re
from collections.abc import Iterator

from generator.legality.procedure import goes_public
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Edition, Severity, World

_DENIED = re.compile("(?:未发现|未见|不存在|没有|不会|不构成|[未不无])(?:有|任何)?(?:违反|不符合)")
_NEGATIVE = re.compile("(?:未|不|没有|不予|未能)通过|不符合|违反|不得出台"
                       "|(?:未|未经|没有|尚未)(?:开展|进行|作|经过)?(?:公平竞争)?审查|正在审查|审查中$")
_EXCEPTION = re.compile("第十二条|例外")
"""公平竞争审查条例 第十二条 lets measures pass that restrict competition for the reasons it names."""


def check(edition: Edition, world: World) -> Iterator[Remark]:
    """A remark on an edition that goes public without conclusion, or with one that denies it."""
    if not goes_public(edition):
        return
    said = edition.fair_competition
    if not said:
        yield Remark("fair_competition", "没有公平竞争审查结论，未经公平竞争审查不得出台。")
    elif said.strip() in ("否", "无") or (_NEGATIVE.search(_DENIED.sub("", said)) and not _EXCEPTION.search(said)):
        yield Remark("fair_competition", f"公平竞争审查结论为「{said}」，不得出台。")


RULE = Rule(
    id="H04", slug="fair-competition-review", title="经公平竞争审查才能出台", severity=Severity.ERROR, waivable=False,
    legal_basis=("《公平竞争审查条例》第二条", "《公平竞争审查条例》第十八条", "《优化营商环境条例》第六十三条第一款"),
    rationale="起草涉及经营者经济活动的规范性文件，应当开展公平竞争审查；未经审查，或者经审查认为违反审查标准又不符合例外规定的，不得出台。"
              "2024年8月1日以前的批次，依据优化营商环境条例同样应当审查。",
    hint="由起草部门完成公平竞争审查（政府名义出台的由市场监管部门会同审查），把结论填入“公平竞争审查”一列；不涉及经营者经济活动的，填写“不涉及”。",
    check_edition=check,
    examples=(
        passes("审查通过"),
        passes("结论写成句子", fair_competition="经审查，未发现违反公平竞争审查标准的内容"),
        passes("符合例外规定", fair_competition="有违反第十条的内容，符合条例第十二条第三项，可以出台"),
        passes("不涉及经营者经济活动", fair_competition="不涉及"),
        passes("还没有公布", fair_competition="", published_on=""),
        flags("fair_competition", "没有审查结论就公布", fair_competition=""),
        flags("fair_competition", "没有通过仍公布", fair_competition="未通过"),
        flags("fair_competition", "违反审查标准", fair_competition="违反公平竞争审查标准，应当修改"),
        flags("fair_competition", "还没有审查", fair_competition="尚未审查"),
    ))
