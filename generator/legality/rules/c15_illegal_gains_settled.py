"""C15: where the clause confiscates illegal gains, the item says what becomes of them."""

import re
from collections.abc import Iterator

from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.texts import leans_on_another
from generator.model import Item, Kind, Severity, World

_ANOTHER_TIER = re.compile("情节(?:较为?|特别)?严重|拒不|逾期|造成(?:严重|重大)")
_CONFISCATED = re.compile("没收[^，,。；;]{0,12}?(?:违法|非法)(?:所得|收入)")
_SETTLED = re.compile("没收|(?:违法|非法|违规)(?:所得|收入|获利)|退还|退赔|退回|返还|退款|(?:没有|无|未|不)[^，,。；;]{0,4}?(?:获利|牟利|收入|收取|收费|盈利|取得[^，,。；;]{0,6}?收益)")


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when neither outcome nor conditions nor note speak of the gains."""
    if item.kind is Kind.NO_COERCION or not item.outcome or leans_on_another(item.outcome) or "conditions" in item.malformed:
        return
    text = item.statutory_penalty or ""
    found = _CONFISCATED.search(text) if "没收" in text else None
    if not found or ((tier := _ANOTHER_TIER.search(text)) and tier.start() < found.start()):
        return
    if not any(_SETTLED.search(part or "") for part in (item.outcome, item.conditions, item.note)):
        yield Remark("outcome", f"法定处罚有「{found[0]}」，裁量结果和适用条件都没有说明违法所得怎样处理。")


_FINE = "责令改正，没收违法所得，并处五千元以上五万元以下罚款"

RULE = Rule(
    id="C15", slug="illegal-gains-settled", title="交代违法所得的处理", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第二十八条第二款", "《中华人民共和国行政处罚法》第九条"),
    rationale="当事人有违法所得，除依法应当退赔的外，应当予以没收。不予处罚、从轻、减轻时是否没收，各地做法不一，清单不写明，执法人员只能各自判断。",
    hint="在裁量结果中写明退赔、没收或者不予没收；没有违法所得才适用的，写进适用条件。",
    examples=(
        passes("法定处罚没有没收"),
        passes("结果写明没收违法所得", kind=Kind.LIGHTER_PENALTY, statutory_penalty=_FINE,
               outcome="没收违法所得，并处五千元以上一万元以下罚款"),
        passes("条件限于没有违法所得", statutory_penalty=_FINE,
               conditions="违法行为轻微，没有违法所得；及时改正，发现当日撤下；没有造成危害后果"),
        passes("情节严重才没收", statutory_penalty="责令改正；情节严重的，没收违法所得，并处一万元以下罚款"),
        flags("outcome", "不予处罚，没有说违法所得", statutory_penalty=_FINE),
        flags("outcome", "从轻处罚，没有说违法所得", kind=Kind.LIGHTER_PENALTY, statutory_penalty=_FINE),
    ),
    check=check)
