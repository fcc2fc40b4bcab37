"""The circumstances of 行政处罚法 第三十二条 as people word them, and words that describe more than the ordinary case."""

import re
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache


class Circumstance(Enum):
    """One item of the article: its number; `wording` is the statute's."""

    REMEDIED = 1
    COERCED = 2
    CONFESSED = 3
    MERIT = 4
    PROVIDED = 5

    @property
    def wording(self) -> str:
        """The words of the item."""
        return _WORDING[self]


_WORDING = {
    Circumstance.REMEDIED: "主动消除或者减轻违法行为危害后果", Circumstance.COERCED: "受他人胁迫或者诱骗实施违法行为",
    Circumstance.CONFESSED: "主动供述行政机关尚未掌握的违法行为", Circumstance.MERIT: "配合行政机关查处违法行为有立功表现",
    Circumstance.PROVIDED: "法律、法规、规章规定其他应当从轻或者减轻行政处罚"}

_SIGNS = {
    Circumstance.REMEDIED: re.compile(
        "(?:(?:主动|自行|自觉|自愿|积极)、?)++(?!地?(?:配合|接受|协助|如实|供述|陈述|说明|交代|坦白|承认|缴纳罚款)|的?态度)|自查|(?:消除|(?<!从轻或者)(?<!从轻、)减轻(?!或者|、|(?:行政)?处罚)|降低|挽回|弥补|补偿|赔偿|退赔|退还|召回|追回)"
        "|(?:立案|检查|发现|查处|责令|告知|决定|调查|投诉|举报|催告|催报|催缴|送达|受理)[^，,。；;]{0,12}?前"),
    Circumstance.COERCED: re.compile("胁迫|诱骗|欺骗|受骗|教唆|威胁|强迫|逼迫"),
    Circumstance.CONFESSED: re.compile("供述|坦白|交代|投案|自首|承认|尚未掌握|未掌握|(?:主动|自行|书面)(?:如实)?(?:报告|说明|陈述|申报|告知|披露|反映)"),
    Circumstance.MERIT: re.compile("立功|检举|揭发|线索|协助[^，,。；;]{0,10}?(?:查处|查办|破案)"),
}

_TIMES = "(?:[2-9]|[1-9][0-9]|二|两|三|四|五|六|七|八|九|十)"
_WORSE = re.compile(
    f"累计(?:达到?|已)?(?:第)?{_TIMES}次(?!以内|以下|及以下)[^，,。；;]{{0,24}}?(?:查处|处罚|违法|查获|被发现)"
    f"|累计(?:实施)?违法(?:行为)?(?:达到?|已)?{_TIMES}次(?!以内|以下|及以下)"
    f"|第{_TIMES}次(?:违法|被查|被发现|实施|发生)|{_TIMES}次以上(?:违法|被查|实施|发生)|(?:再次|多次|屡次)(?:违法|实施|违反|被查)|屡教不改"
    "|经(?:批评)?教育后?(?:仍)?[^，,。；;]{0,8}?(?:效果不明显|不改正|未改正|不整改)|拒不(?:改正|整改|纠正|配合)")
_HARMFUL = re.compile("(?:有|造成|产生|导致|引发)了?(?:严重|重大|恶劣|不良)的?(?:社会)?(?:危害)?(?:后果|影响|危害)(?:发生)?|(?:造成|致)(?:人员)?(?:伤亡|死亡|重伤)")
_TELLING = re.compile("累计|次违法|次被查|次被发现|次实施|次发生|次违反|次以上|屡教不改|教育|拒不|严重|重大|恶劣|不良|伤亡|死亡|重伤")
"""What every aggravated case holds, in a form that is looked for quickly."""
_REMEDY = re.compile("主动|自行|消除|减轻|赔偿|挽回|弥补|谅解")
_SET_APART = re.compile(
    "未|没有|无|不属于|不存在|不得|不具有|不包括|排除|非|不是|避免|防止|不会|不曾|可能|不超过|以内|以下|他人|其他|检举|举报|揭发")
_EXCLUSION = re.compile("除外|不适用|不再适用|不予适用|从重|依法(?:予以|给予)?(?:行政)?处罚")


def states(text: str, circumstances: Iterable[Circumstance]) -> bool:
    """True iff `text` states one of these circumstances, (一) to (四); (五) is told by the law that is cited, not by words."""
    return any(_SIGNS[one].search(text) for one in circumstances)


@lru_cache(maxsize=4096)  # the rules come to one item after the other
def aggravating(text: str) -> str | None:
    """The words that describe an aggravated case as a condition; None when there are none or they are set apart.

    Harm that was done counts only where nobody remedied it: item （一） presupposes that there was some.
    """
    signs = [sign for sign in (_WORSE, _HARMFUL) if sign.search(text)] if _TELLING.search(text) else []
    if not signs or _EXCLUSION.search(text):
        return None
    if _HARMFUL in signs and _REMEDY.search(text):
        signs.remove(_HARMFUL)
    sentences = [one for one in re.split("[；;。，,\n]", text) if not _SET_APART.search(one)]
    found = next((match for sign in signs for one in sentences if (match := sign.search(one))), None)
    return found[0] if found else None
