"""C07: who claims to be without fault proves it."""

import re
from collections.abc import Iterator

from generator.legality.basis import judging_days
from generator.legality.elements import conditions_on
from generator.legality.relief import exemption_type
from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.texts import leans_on_another
from generator.model import ExemptionType, Item, Severity, World

_PROVE = "(?:证明|证实|认定|查明|表明)[^，,。；;没无不非]{0,10}?(?:过错|故意|过失|恶意)"
_ON_AUTHORITY = re.compile(
    "(?:行政机关|执法机关|执法部门|执法人员|主管部门|消防救援机构|本机关|[我本]局)[^，,。；;]{0,12}?(?:不能|无法|未能|不足以|没有证据|无证据)"
    f"[^，,。；;没无]{{0,6}}?{_PROVE}"
    f"|(?:没有|无|缺乏|尚无)(?:充分|足够|确凿)?(?:的)?证据(?:足以|能够|可以)?{_PROVE}|(?:不能|无法|未能|不足以|难以){_PROVE}")
_EVIDENCE = re.compile("证据|证明|举证|证实|佐证|凭证|提供|提交|出示|载明|印证|记录")
_INTENT_ONLY = re.compile("(?:没有|无|不存在|不具有|非)(?:主观)?(?:上)?(?:的)?(?:主观)?(?:故意|恶意)")


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark: an error when the authority must prove fault, a warning when evidence or fault is not spoken of."""
    if exemption_type(item.exemption_type) is not ExemptionType.NO_FAULT or not item.conditions or leans_on_another(item.conditions):
        return
    text = conditions_on(item, world, judging_days(item, world)[-1])
    reversed_burden, intent = _ON_AUTHORITY.search(text), _INTENT_ONLY.search(text)
    if reversed_burden:
        yield Remark("conditions", f"「{reversed_burden[0]}」把举证责任放在了执法机关一方，没有主观过错须由当事人举证。")
    elif not _EVIDENCE.search(text):
        yield Remark("conditions", "适用条件没有要求当事人提供证据。", Severity.WARNING,
                     "写明“当事人有证据足以证明没有主观过错”，并列出本事项认可的证据。")
    elif intent and "过错" not in text:
        yield Remark("conditions", f"「{intent[0]}」只排除了故意，主观过错还包括过失。", Severity.WARNING, "改写为“没有主观过错”。")


_TYPE, _BASIS = "无主观过错", "《中华人民共和国行政处罚法》第三十三条第二款"

RULE = Rule(
    id="C07", slug="party-proves-no-fault", title="没有主观过错由当事人举证", severity=Severity.ERROR,
    legal_basis=("《中华人民共和国行政处罚法》第三十三条第二款",),
    rationale="当事人有证据足以证明没有主观过错的，不予行政处罚；法律、行政法规另有规定的，从其规定。"
              "法律推定违法者有过错，由当事人用证据推翻。写成“不能证明有过错就不罚”，等于倒过来了。",
    hint="改写为“当事人有证据足以证明没有主观过错”，并列出本事项认可的证据。法律、行政法规对过错另有规定的事项不得列入。",
    examples=(
        passes("当事人举证", exemption_type=_TYPE, relief_basis=_BASIS, conditions="同时满足：1.当事人有证据足以证明没有主观过错；2.能够提交进货查验记录"),
        passes("不能证明没有过错的不适用", exemption_type=_TYPE, relief_basis=_BASIS,
               conditions="当事人提交合同、查验记录，足以证明没有主观过错；不能证明没有主观过错的，不适用本项"),
        passes("轻微不罚不要求证明过错"),
        flags("conditions", "执法机关不能证明过错", exemption_type=_TYPE, relief_basis=_BASIS, conditions="执法机关不能证明当事人有主观过错"),
        passes("证据不足以证明不存在过错的不适用", exemption_type=_TYPE, relief_basis=_BASIS,
               conditions="当事人有证据足以证明没有主观过错；提交的证据不足以证明其不存在主观过错的，不适用本项"),
        flags("conditions", "消防救援机构未能证明过错", exemption_type=_TYPE, relief_basis=_BASIS, conditions="消防救援机构未能证明当事人有主观过错"),
        flags("conditions", "现有证据不足以认定过错", exemption_type=_TYPE, relief_basis=_BASIS,
              conditions="现有证据不足以认定当事人存在主观过错，当事人提交进货凭证"),
        flags("conditions", "没有证据证明有过错", exemption_type=_TYPE, relief_basis=_BASIS, conditions="没有证据证明当事人存在主观过错的"),
        flags("conditions", "没有要求证据", exemption_type=_TYPE, relief_basis=_BASIS, severity=Severity.WARNING, conditions="当事人没有主观过错，发现后当日改正"),
        flags("conditions", "只排除故意", exemption_type=_TYPE, relief_basis=_BASIS, severity=Severity.WARNING, conditions="当事人提供材料表明没有主观故意"),
    ),
    check=check)
