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
    ("降低资质等级", r"降低[^，；。]{0,8}?(?:资质|资格)"),
    ("吊销许可证件", r"吊销"),
    ("限制开展生产经营活动", r"限制[^，；。]{0,6}?(?:生产经营|生产|经营)活动|责令限制生产"),
    ("责令停产停业", r"停[产业][^，；。]{0,2}(?:停[产业]|整[顿治])|责令[^，；。]{0,2}停[产业]"
     r"|责令停止(?:营业|经营)|停业(?=、|或)"),
    ("责令关闭", r"责令[^，；。]{0,6}?关闭|(?:(?<=业)|(?<=产)|(?<=顿)|(?<=治))(?:、|或者?)(?:责令)?关闭"),
    ("限制从业", r"(?:暂停|停止)[^，；。]{0,16}?执业|(?:不得|禁止)[^，；。]{0,16}?(?:从事|从业|担任)|限制从业"),
    (DETENTION, r"拘留"),
)
KIND: Final = re.compile("|".join(f"(?P<k{n}>{pattern})" for n, (_, pattern) in enumerate(_KIND_PATTERNS)))
"""A penalty word. Which one: `kind_of(match)`."""

ORDERED: Final = re.compile("责令停止经营")
"""Told to whoever trades without a licence, it only ends what is unlawful; 情节严重的，责令停止经营 is a penalty."""
_GAINS: Final = r"(?:其|全部|有关|相关)?(?:违法|非法)(?:所得|收入)"
BOTH_GOODS: Final = re.compile(
    rf"没收(?!{_GAINS}).{{1,40}}?(?:和|、|及|与|或者|并){_GAINS}"
    rf"|没收{_GAINS}(?:和|、|及|以及|与)(?!处|警告|罚款|并|责令|吊销)"
)
"""没收渔获物和违法所得: goods and gains in one phrase."""


def kind_of(match: re.Match[str]) -> str:
    """The official word of a `KIND` match."""
    return _KIND_PATTERNS[int((match.lastgroup or "k0")[1:])][0]


REFUSED: Final = re.compile(
    r"(?:可以)?(?:不再?|不予|免予|免于|免除|免)(?:行政)?(?:并处以?|并罚|处以?|给予|予以|适用|施以|作出)?"
    r"(?P<what>(?:警告|通报批评|罚款|没收|吊销|暂扣|停产停业|停业整顿|责令停产停业|责令停业|拘留)[^，；。]{0,30})"
)
"""不并处罚款, 免予没收: one kind is not imposed."""
WAIVED: Final = re.compile(
    r"(?:不予|不再|免予|免于|免除|不给予|免)(?:行政)?(?:处罚|罚)(?!款|金)|不处罚(?!款)|不罚(?!款)|免罚(?!款)"
)
"""不予行政处罚, 首违不罚: nothing is imposed."""
OPTIONAL: Final = re.compile(r"可以(?!不)|(?<!许)可(?=处|并|根据|视|予|给)|单处|直至|直到")
"""可以, and 责令停产停业，直至吊销许可证: what stands behind 直至 is the utmost, not what must be imposed."""
CARRIED: Final = re.compile(r"可以?(?:根据|视|按照?|依|结合|由|在)|可以$")
"""A 可以 whose penalty stands in the next phrase: 可以根据情节轻重，给予警告."""
ADDED: Final = re.compile(r"并处|并给予|并予以|并可以?|可以并|同时处|合并处|并没收|并吊销|并罚|并责令")
SOLE: Final = re.compile(r"(?:仅|只)(?:给予|予以|处|作出|并?处以)|单处")
_LIMIT: Final = r"(?:最低|下限)(?![^，；。]{0,20}(?:%|百分之|一半|二分之一))[^，；。]{0,10}"
FLOOR: Final = re.compile(
    r"[，；。（]?(?:但是?)?(?:应当?|须)?(?:最低)?不(?:得|能|应)?(?:低于|少于)(?:法定|该)?"
    rf"[^，；。0-9一二三四五六七八九]{{0,8}}{_LIMIT}"
    rf"|[，；。（]?[^，；。]{{0,12}}(?:低于|不足|少于)[^，；。]{{0,10}}{_LIMIT}的，?(?:应当)?[按以依处][^，；。]{{0,10}}{_LIMIT}"
)
"""不得低于法定最低限; 降低后低于最低限的，按最低限处罚."""

_VERB: Final = (
    r"(?:应当|依法|一律|分别|可以?|并可以?|并处以?|处以?(?![理于置分]|罚(?!款))|单处|给予|予以|责令|没收|吊销|暂扣"
    r"|由(?!于)|对|除|按照?|每|依照|不予|不并?处|免)"
)
CONDITION: Final = re.compile(
    r"(?!处[以罚0-9一二三四五六七八九十]|并处|并?给予|并?予以|并?没收|并?吊销|可以|并可)"
    rf"[^，；。]{{1,90}}?的(?=$|{_VERB})"
)
"""The condition at the head of a phrase: 情节严重的, 违法所得不足一万元的(并处…)."""
GRAVE: Final = re.compile(
    r"情节|逾期|拒不|拒绝|仍不|仍未|到期|期满|限期内|规定期限|后果|再次|屡|导致|致使|以上违法行为|(?<!不)构成|造成"
    r"|特别|严重|恶劣|较大|重大"
)
"""A condition that makes a case graver (or milder) than the basic tier."""
CONDUCT: Final = re.compile(
    r"违反|有(?:下列|前款|前两款|上述|以上|本条)|未|擅自|不按|不履行|非法|以欺骗"
    r"|[^，；。]{0,30}(?:违反|未按|未经|擅自|前款)"
)
"""How the description of the violation itself begins, which is no tier: 违反本法规定，未…的，由…责令改正."""
EITHER: Final = ("责令停产停业", "责令关闭")
"""责令停业、关闭: one of the two, however it is joined."""
IF_ANY: Final = re.compile("^有(?:违法|非法)")
"""有违法所得、非法财物的，没收…: imposed only where there are any."""
SUM: Final = re.compile(r"[0-9一二三四五六七八九十百千万](?:元|倍)|没有违法|情节|严重")
"""What a condition of the basic tier says: amounts, or how grave the case is."""
GATE: Final = re.compile(
    r"逾期|拒不|拒绝(?:改正|整改)|仍不|仍未|到期不|到期未|期满|限期内(?:未|不)|期限内(?:未|不)|不按期|未按期|经责令"
)
"""责令改正 first: only who does not comply is punished."""
_PERSON: Final = (
    r"[^，；。]{0,40}?(?:主管人员|责任人员?|负责人|法定代表人)|个人|公民|自然人|个体工商户"
    r"|[^，；。处]{0,30}?(?:单位|企业|公司|法人|组织|机构)"
)
TOWARDS: Final = re.compile(
    rf"(?:并|分别|同时)?对(?:其|有关|相关)?(?P<who>{_PERSON}|[^，；。]{{1,40}}?(?:[人者户主员商所店厂馆点摊贩]|网站|市场|作坊|餐饮|船舶|平台|学校|医院))"
    r"(?=(?:可以?|应当|分别|依法|并|各){0,3}(?:$|处|给予|予以|责令|吊销|没收|暂停|[0-9一二三四五六七八九十百千]))"
)
LEADING: Final = re.compile(rf"(?!(?:依法)?由)(?P<who>{_PERSON})(?=可以|并处|处|，|罚款)")
_PARTY: Final = r"个人|公民|自然人|单位|企业|法人|个体工商户"
OF_CONDITION: Final = re.compile(
    rf"^(?P<first>{_PARTY})(?:有|违反|实施|未|擅自)|(?:为|是|属于|系)(?:[^，；。]{{2,40}}等)?(?P<last>{_PARTY})的?$"
)
"""个人有前款行为的, 使用者为个人的: a condition that only says who."""
NOT_A_SUBJECT: Final = re.compile(r"^(?:其|当事人|违法行为人|违法者|行为人|违法当事人)$")

LOWEST: Final = (
    r"(?:最低(?:罚款)?(?:限额?|额度?|数额|标准|幅度|金额|罚款额?|处罚|档)|下限(?:数额|金额|罚款)?|最低(?=处罚|罚款|$))"
)
HIGHEST: Final = r"(?:最高(?:罚款)?(?:限额?|额度?|数额|标准|幅度|金额|罚款额?|档)|上限(?:数额|金额|罚款)?)"
INTENDED: Final = r"拟(?:处|作出的?)?(?:行政处罚)?(?:罚款)?(?:的)?(?:处罚|数额|金额|额度?|罚款)?"
RELATIVE_BASES: Final = (
    (re.compile(rf"{INTENDED}(?:的|基础上)?(?:可以)?再?(?:降低|减少|下浮|下调|减轻|减|降)(?:幅度为)?$"), "拟罚款额降低"),
    (re.compile(rf"{INTENDED}的?$"), "拟罚款额"),
    (re.compile(rf"{LOWEST}的?$"), "法定最低限"),
    (re.compile(rf"{HIGHEST}的?$"), "法定最高限"),
    (re.compile(r"(?:幅度|区间|法定罚款|法定处罚)(?:的|内|中|以内|范围内?){0,3}(?:按照?|处|较低|较轻|的){0,3}$"),
     "法定幅度"),
)
"""Percents of the statute's own limits: 按法定最低限的50%."""
LOWEST_WORD: Final = re.compile(
    rf"(?P<below>低于|不满|不足|少于)?(?:法定|罚款|处罚|的|该|幅度|规定|数额|金额){{0,4}}{LOWEST}"
    r"(?P<below2>以下|之下)?(?P<half>的?(?:减半|一半|二分之一))?(?!工资|生活)"
)
HIGHEST_WORD: Final = re.compile(HIGHEST)

CAPPED: Final = re.compile(
    r"(?:但是?|而且|并且|且|、)?(?:累计|合计|总计)?(?:其)?(?:罚款)?(?:的?(?:数额|金额|总额|总数额|总金额))?(?:最[高多])?(?:罚款)?(?:累计|合计)?(?:应当?|须)?$"
)
"""What stands before 不超过三万元 where it limits the fine just read: 但罚款总额最高."""
OF_LIMIT: Final = re.compile(rf"(?:但是?|且|并且)?(?:法定|罚款|处罚|该)?(?:{LOWEST}|{HIGHEST})的?$")
"""What stands before 不低于10% where it limits a fine measured by the statute's own limit: 但最低罚款额的."""
LIMITED: Final = re.compile("超过|高于|低于|少于")
CAP_END: Final = re.compile(r"(?:的?罚款|为限|的)?$")

MEASURED: Final = re.compile(r"[按处以罚在]")
"""A phrase that measures a fine by a limit without naming the fine: 按最低限处罚."""

PER_UNIT: Final = re.compile(
    r"每(?:逾期)?一?(?P<unit>[^，；。每0-9一二三四五六七八九十百千万处罚不超低最]{1,8}?)"
    r"(?:并|可以|应当|分别|各){0,3}(?:处以?|罚款|以)?$"
)
PER_AFTER: Final = re.compile(r"(?:/|每)(?P<unit>平方米|立方米|m2|m3|人|日|天|次|辆|吨|株|亩|件|个|台|米|平方|头|只|条|份|户)")
UNIT_NAMES: Final = {"天": "日", "平方": "平方米", "㎡": "平方米", "m2": "平方米", "m3": "立方米"}
BASE_TAIL: Final = re.compile(
    r"^.*(?:处以|并处|单处|不得?超过|处(?![理置])|按照|按|依照|罚款(?!数额)|相当于?|可以|应当|以(?![上下内])|以下或者"
    r"|为|给予|是)"
)
"""What stands before the noun that a multiple is taken of."""
BASE_NAMES: Final = (
    ("违法所得", "违法所得"), ("非法所得", "违法所得"), ("违法收入", "违法所得"), ("货值金额", "货值"), ("货值", "货值"),
    ("广告费用", "广告费"), ("广告费", "广告费"), ("投资额", "投资额"), ("总投资", "投资额"), ("投资", "投资额"),
    ("罚款数额", "罚款数额"),
)
"""How a text names a base, and what we call it; other bases keep the text's own noun."""
NO_FINE: Final = re.compile(r"赔偿|补偿|滞纳金|保证金|退还|返还|工资|加处罚款|违约金|抚恤")
FINED: Final = re.compile(r"(?<!加处)罚款(?!的?数额)")
"""What makes an amount a fine in spite of a word of `NO_FINE` beside it."""
