"""E04: an item of an industry that the city counts as high-risk is looked at twice."""

import re
from collections.abc import Iterator

from generator.legality.risk import risky_industry
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, Status, World

_NOT = "不属于|不涉及|不从事|不经营|不包括|不含|不是|未涉及|没有涉及"
_EXCEPT = "除外|以外|不适用|不在此限"


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when violation or field name such an industry and the item does not set it apart."""
    found = risky_industry(item, world) if world.status(item) is not Status.ENDED else None
    if found is not None and not _set_apart(found[1], item):
        yield Remark(found[0], f"涉及高风险行业「{found[1]}」，请复核是否适宜列入。")


def _set_apart(industry: str, item: Item) -> bool:
    word = re.escape(industry)
    apart = re.compile(f"(?:{_NOT})[^，,。；;]{{0,8}}{word}|非{word}|{word}[^，,。；;]{{0,10}}?(?:{_EXCEPT})")
    return any(apart.search(text) for text in (item.violation, item.conditions, item.note) if text)


RULE = Rule(
    id="E04", slug="high-risk-industries", title="高风险行业的事项须复核", severity=Severity.WARNING,
    legal_basis=(),
    rationale="这是地方的谨慎做法，没有法律条文规定高风险行业一律不得列入。危险化学品、烟花爆竹、特种设备等行业一旦出事后果严重，"
              "本市登记在“地方口径”表的行业，每个事项都请审查人再看一遍。没有登记的不检查。",
    hint="确认只是标签、记录一类不影响安全的行为；在适用条件中排除危险情形，或者在送审说明中写明复核结论。",
    examples=(
        passes("一般行业"),
        passes("排除了高风险行业", violation="普通货物运输车辆未按期检测（运输危险化学品的除外）"),
        passes("条件排除高风险行业", violation="未在仓库设置危险化学品以外货物的标志",
               conditions="违法行为轻微并及时改正，没有造成危害后果；仓库不涉及危险化学品"),
        flags("violation", "行为里的“没有”不是排除", violation="没有在危险化学品仓库设置标志"),
        flags("violation", "危险化学品企业的违法行为", violation="未在危险化学品仓库张贴管理制度"),
        flags("violation", "特种设备使用单位的违法行为", violation="特种设备使用标志未置于显著位置"),
        flags("field", "领域是烟花爆竹", violation="未如实记录购销台账", field="烟花爆竹经营"),
    ),
    check=check)
