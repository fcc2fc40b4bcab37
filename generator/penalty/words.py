"""The words of the penalty grammar: kinds, verbs, conditions, persons and bases, as statutes and lists write them."""

import re
from typing import Final

from generator.penalty.formula import DETENTION, FINE

_KIND_PATTERNS: Final = (
    ("警告", r"警告"),
    ("通报批评", r"通报批评"),
    (FINE, r"(?<!加处)(?<!法定)(?<!最低)(?<!最高)罚款(?!幅度|区间|数额|金额|限额|额|标准|下限|上限|档次)|罚金"),
    ("没收违法所得", r"没收[^，；。]{0,40}?(?:违法|非法)(?:所得|收入)"),
    ("没收非法财物", r"没收(?!(?:其|全部|有关|相关)?(?:违法|非法)(?:所得|收入))"),
    ("暂扣许可证件", r"暂扣"),
    ("降低资质等级", r"降低[^，；。]{0,8}(?:资质|资格)"),
    ("吊销许可证件", r"吊销"),
    ("限制开展生产经营活动", r"限制[^，；。]{0,6}(?:生产经营|生产|经营)活动|责令限制生产"),
    ("责令停产停业", r"停[产业][^，；。]{0,2}(?:停[产业]|整[顿治])|责令[^，；。]{0,2}停[产业]|责令停止(?:营业|经营)|停业(?=、|或)"),
    ("责令关闭", r"责令[^，；。]{0,6}关闭|(?:停业|停产|整顿|整治)(?:、|或者?|，)关闭"),
    ("限制从业", r"(?:暂停|停止)[^，；。]{0,16}执业|(?:不得|禁止)[^，；。]{0,16}(?:从事|从业|担任)|限制从业"),
    (DETENTION, r"拘留"),
)
KIND: Final = re.compile("|".join(f"(?P<k{n}>{pattern})" for n, (_, pattern) in enumerate(_KIND_PATTERNS)))
"""A penalty word. Which one: `kind_of(match)`."""

BOTH_GOODS: Final = re.compile(
    r"没收(?!(?:其|全部|有关|相关)?(?:违法|非法)(?:所得|收入)(?:$|[，；。的])).{1,40}(?:违法|非法)(?:所得|收入)"
    r"|没收(?:其|全部)?(?:违法|非法)(?:所得|收入)(?:和|、|及|以及|与)"
)


def kind_of(match: re.Match[str]) -> str:
    """The official word of a `KIND` match."""
    return _KIND_PATTERNS[int((match.lastgroup or "k0")[1:])][0]


REFUSED: Final = re.compile(
    r"(?:可以)?(?:不再?|不予|免予|免于|免除|免)(?:行政)?(?:并处以?|并罚|处以?|给予|予以|适用|施以|作出)?(?:行政处罚中的)?"
    r"(?P<what>(?:警告|通报批评|罚款|没收|吊销|暂扣|停产停业|停业整顿|责令停产停业|责令停业|拘留)[^，；。]{0,30})"
)
WAIVED: Final = re.compile(
    r"(?:不予|不再|免予|免于|免除|不给予|免)(?:行政)?(?:处罚|罚)(?!款|金)|[首轻]\w{1,2}(?:不|免)罚|不处罚(?!款)|不罚(?!款)|免罚(?!款)"
)
OPTIONAL: Final = re.compile(r"可以(?!不)|(?<!许)可(?=处|并|根据|视|予|给)|单处")
CARRIED: Final = re.compile(r"可以?(?:根据|视|按照?|依|结合|由|在)|可以$")
"""A 可以 whose penalty stands in the next phrase: 可以根据情节轻重，给予警告."""
ADDED: Final = re.compile(r"并处|并给予|并予以|并可以?|可以并|同时处|合并处|并没收|并吊销|并罚|并责令")
SOLE: Final = re.compile(r"(?:仅|只)(?:给予|予以|处|作出|并?处以)|单处")
FLOOR: Final = re.compile(
    r"[，；。（]?(?:但是?)?(?:应当?|须)?(?:最低)?不(?:得|能|应)?(?:低于|少于)(?:法定|该)?[^，；。0-9一二三四五六七八九]{0,8}(?:最低|下限)[^，；。]{0,10}"
    r"|[，；。（]?[^，；。]{0,12}(?:低于|不足|少于)[^，；。]{0,10}(?:最低|下限)[^，；。]{0,10}的[，]?(?:应当)?[按以依处][^，；。]{0,10}(?:最低|下限)[^，；。]{0,10}"
)

_VERB: Final = (
    r"(?:应当|依法|一律|分别|可以?|并可以?|并处以?|处以?(?![理于置分])|单处|给予|予以|责令|没收|吊销|暂扣|由(?!于)|对|除|按照?|每|依照|不予|不并?处|免)"
)
CONDITION: Final = re.compile(rf"(?!处[以罚0-9一二三四五六七八九十]|并处|给予|予以|没收|吊销|可以|并可)[^，；。]{{1,90}}?的(?=$|{_VERB})")
"""The condition at the head of a phrase: 情节严重的, 违法所得不足一万元的(并处…)."""
GRAVE: Final = re.compile(
    r"情节|逾期|拒不|拒绝|仍不|仍未|到期|期满|限期内|规定期限|后果|再次|屡|导致|致使|以上违法行为|构成|造成|特别|严重|恶劣|较大|重大"
)
"""A condition that makes a case graver (or milder) than the basic tier."""
GATE: Final = re.compile(r"逾期|拒不|拒绝(?:改正|整改)|仍不|仍未|到期不|到期未|期满|限期内(?:未|不)|期限内(?:未|不)|不按期|未按期|经责令")
_PERSON: Final = (
    r"[^，；。的]{0,24}(?:主管人员|责任人员?|负责人|法定代表人)|个人|公民|自然人|个体工商户|[^，；。的处]{0,12}(?:单位|企业|公司|法人|组织|机构)"
)
TOWARDS: Final = re.compile(
    rf"(?:并|分别|同时)?对(?:其|有关|相关)?(?P<who>{_PERSON}|[^，；。]{{1,24}}?[人者户主员商所店])(?:，|可以|应当|分别|依法|并|各){0,3}(?:$|(?=处|给予|予以|责令|吊销|没收|暂停|[0-9一二三四五六七八九十百千]))"
)
LEADING: Final = re.compile(rf"(?P<who>{_PERSON})(?=可以|并处|处|，|罚款)")
OF_CONDITION: Final = re.compile(
    r"^(?P<first>个人|公民|自然人|单位|企业|法人|个体工商户)(?:有|违反|实施|未|擅自)|(?:为|是|属于|系)(?P<last>个人|自然人|公民|单位|企业|法人|个体工商户)的?$"
)
NOT_A_SUBJECT: Final = re.compile(r"^(?:其|当事人|违法行为人|违法者|行为人|违法当事人)$")

LOWEST: Final = r"(?:最低(?:罚款)?(?:限额?|额度?|数额|标准|幅度|金额|罚款额?|处罚|档)|下限(?:数额|金额|罚款)?|最低(?=处罚|罚款|$))"
HIGHEST: Final = r"(?:最高(?:罚款)?(?:限额?|额度?|数额|标准|幅度|金额|罚款额?|档)|上限(?:数额|金额|罚款)?)"
INTENDED: Final = r"拟(?:处|作出的?)?(?:行政处罚)?(?:罚款)?(?:的)?(?:处罚|数额|金额|额度?|罚款)?"
RELATIVE_BASES: Final = (
    (re.compile(rf"{INTENDED}(?:的|基础上)?(?:可以)?(?:再)?(?:降低|减少|下浮|下调|减轻|减|降)(?:幅度为)?$"), "拟罚款额降低"),
    (re.compile(rf"{INTENDED}的?$"), "拟罚款额"),
    (re.compile(rf"{LOWEST}的?$"), "法定最低限"),
    (re.compile(rf"{HIGHEST}的?$"), "法定最高限"),
    (re.compile(r"(?:幅度|区间|法定罚款|法定处罚)(?:的|内|中|以内|范围内?){0,3}(?:按|处|较低|较轻|的){0,3}$"), "法定幅度"),
)
LOWEST_WORD: Final = re.compile(rf"(?P<below>低于|不满|不足|少于)?(?:法定|罚款|处罚|的|该|幅度|规定|数额|金额){0,4}{LOWEST}(?P<below2>以下|之下)?(?P<half>的?(?:减半|一半|二分之一))?(?!工资|生活)")
HIGHEST_WORD: Final = re.compile(HIGHEST)

MEASURED: Final = re.compile(r"[按处以罚在]")
"""A phrase that measures a fine by a limit without naming the fine: 按最低限处罚."""

PER_UNIT: Final = re.compile(r"每(?:逾期)?(?:一)?(?P<unit>[^，；。每0-9一二三四五六七八九十百千万处罚不超低最]{1,8}?)(?:并|可以|应当|分别|各)*(?:处以?|罚款|以)?(?:人民币)?$")
PER_AFTER: Final = re.compile(r"(?:/|每)(?P<unit>平方米|立方米|人|日|天|次|辆|吨|株|亩|件|个|台|米|平方|头|只|条|份|户)")
UNIT_NAMES: Final = {"天": "日", "平方": "平方米", "㎡": "平方米", "m2": "平方米", "m3": "立方米"}
BASE_TAIL: Final = re.compile(r"^.*(?:处以|并处|单处|处|按照|按|依照|罚款数?额?|相当于|可以|应当|以|为|给予|是)")
BASE_NAMES: Final = (
    ("违法所得", "违法所得倍数"), ("非法所得", "违法所得倍数"), ("违法收入", "违法所得倍数"), ("货值金额", "货值倍数"),
    ("货值", "货值倍数"), ("广告费用", "广告费倍数"), ("广告费", "广告费倍数"), ("投资额", "投资额百分比"),
    ("总投资", "投资额百分比"), ("投资", "投资额百分比"),
)  # fmt: skip
"""How a text names a base, and what `domain.md` calls it; other bases keep the text's own noun."""
NO_FINE: Final = re.compile(r"赔偿|补偿|滞纳金|保证金|退还|返还|工资|加处罚款|违约金|抚恤")
