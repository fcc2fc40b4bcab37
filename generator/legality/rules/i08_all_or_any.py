"""I08: several conditions say whether all or one of them must be met."""

import re
from collections.abc import Iterator

from generator.legality.conditions import read
from generator.legality.elements import Element, elements_in
from generator.legality.relief import exemption_type
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import ExemptionType, Item, Severity, World

_JOINED = re.compile(
    "同时|之一|任一|任何一|任意一|其中一|均(?:须|应|需|要)?(?:满足|符合|具备)|(?:全部|都)(?:须|应|需|要)?(?:满足|符合|具备)|(?:下列|以下|上述)[^，,。；;]{0,6}?(?:全部|各项)")
_LINK = re.compile("^(?:并且|而且|且|并|同时|以及|或者|或)|(?:并且|而且|且|以及|或者|或)$")
_CASES = (frozenset({Element.MINOR, Element.PROMPT, Element.HARMLESS}), frozenset({Element.FIRST, Element.SLIGHT, Element.PROMPT}))
_QUOTED_CLAUSE = (ExemptionType.MINOR_AGE, ExemptionType.MENTAL_ILLNESS)


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when two or more single conditions stand side by side without a word that joins them."""
    text = item.conditions or ""
    if not text or exemption_type(item.exemption_type) in _QUOTED_CLAUSE or _JOINED.search(text):
        return
    conditions = read(text)
    if len(conditions.single) < 2 or not (conditions.numbered or "；" in text or ";" in text):
        return
    if not any(_LINK.search(single) for single in conditions.single) and not _alternatives(conditions.single):
        yield Remark("conditions", f"列了{len(conditions.single)}个条件，没有写明是同时满足还是满足其中之一。")


def _alternatives(single: tuple[str, ...]) -> bool:
    """True iff two or more of them are whole cases of the clause, so that only one can be meant; rule C06 speaks of such a mixture."""
    found = [elements_in(one) for one in single]
    return sum(any(case <= elements for case in _CASES) for elements in found) > 1


_TWO = "1.违法行为轻微，涉及广告不超过1条，没有造成危害后果；2.及时改正，发现当日撤下"

RULE = Rule(
    id="I08", slug="all-or-any", title="写明“同时满足”或者“之一”", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第三十四条",),
    rationale="同样几个条件，全部满足和满足一个差得很远。不写明，执法人员和当事人会各取所需。",
    hint="在前面加上“同时满足：”或者“符合下列情形之一：”。",
    examples=(
        passes("写了同时满足"),
        passes("只有一个条件", conditions="违法行为轻微并及时改正，没有造成危害后果，涉及广告不超过1条"),
        passes("写在末尾", conditions=f"{_TWO}（同时满足）"),
        passes("用且连接", conditions="1.违法行为轻微，涉及广告不超过1条，没有造成危害后果；2.且及时改正，发现当日撤下"),
        passes("两种情形并列，由规则C06指出", conditions="1.违法行为轻微并及时改正，没有造成危害后果；2.初次违法，危害后果轻微并及时改正"),
        flags("conditions", "编了号没有写明关系", conditions=_TWO),
        flags("conditions", "分号隔开没有写明关系", conditions="违法行为轻微，涉及广告不超过1条；及时改正，发现当日撤下；没有造成危害后果"),
    ),
    check=check)
