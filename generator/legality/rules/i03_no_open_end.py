"""I03: no condition is left open."""

import re
from collections.abc import Iterator

from generator.legality.conditions import read
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, World

_OPEN = re.compile("(?:或者?|以及)?(?:有|具有|属于)?(?:其他|其它)(?![^，,]{0,20}(?:法律|法规|规章))[^，,]{0,30}?(?:情形|情况|条件|情节|处罚)(?:的|等)?[。.]?")


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark on a single condition that only says 其他……情形."""
    text = item.conditions or ""
    if "其他" not in text and "其它" not in text:
        return
    found = next((one for one in read(text).single if _OPEN.fullmatch(one)), None)
    if found:
        yield Remark("conditions", f"「{found}」是没有内容的兜底条件。")


_LIGHTER = Kind.LIGHTER_PENALTY

RULE = Rule(
    id="I03", slug="no-open-end", title="不设空白兜底条件", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第三十四条",),
    rationale="清单列明情形，是为了让同样的情形得到同样的处理。单独一条“其他情节轻微的情形”把标准又交还给个人判断。",
    hint="删去兜底条件，或者列出想到的具体情形；个案不在清单内的，仍可依法作出不予、从轻、减轻的决定。",
    examples=(
        passes("条件都写明了"),
        passes("其他出现在具体条件中", conditions="违法行为轻微，其他广告均已标明；及时改正，发现当日撤下；没有造成危害后果"),
        passes("法律、法规、规章规定的其他情形", kind=_LIGHTER,
               conditions="1.主动消除或者减轻违法行为危害后果；2.其他法律、法规、规章规定应当从轻处罚的情形"),
        flags("conditions", "其他情节轻微的情形", conditions="符合下列情形之一：1.违法行为轻微，涉及广告不超过1条，及时改正，没有造成危害后果；2.其他情节轻微的情形"),
        flags("conditions", "其他应当从轻的情形", kind=_LIGHTER,
              conditions="（一）主动消除或者减轻违法行为危害后果；（二）其他应当从轻处罚的情形。"),
    ),
    check=check)
