"""Numbers and names of persons and companies, told from look-alikes by check character and context."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from generator.legality.texts import TEXT_FIELDS, cells, folded
from generator.model import Item, World

LONG_NUMBER = re.compile("[0-9A-Z][0-9A-Za-z -]{10}")
"""What every number of a person or company holds. These patterns are looked for first, since few texts have any."""
COMPANY = re.compile("有限责任公司|有限公司|厂|经营部|商行|批发部|门市部")
# The patterns below are needed for few texts, so they are compiled by the first of them.
_IDENTITY = r"(?<![0-9A-Za-z])([1-9][0-9]{5})[ -]?((?:18|19|20)[0-9]{6})[ -]?([0-9]{3}[0-9Xx])(?![0-9A-Za-z])"
_CREDIT = r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])"
_MOBILE = r"(?<![0-9.])(?:\+?86[ -]?)?(1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4})(?![0-9])"

_YEAR = r"[〔(\[【](?:19|20)[0-9]{2}[〕)\]】]"
NUMBERED = re.compile(_YEAR)
_COURT = rf"{_YEAR}\s?[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤川青藏琼宁最兵][0-9]{{0,4}}[\u4e00-\u9fff]{{1,6}}[0-9]{{1,6}}号"
_NUMBERED = rf"([\u4e00-\u9fff]{{1,16}}){_YEAR}[\u4e00-\u9fff]{{0,6}}?(?:第\s?)?[0-9]{{1,6}}(?:-[0-9]{{1,3}})?号"
_YEAR_FIRST = rf"{_YEAR}([\u4e00-\u9fff]{{1,12}}?)(?:第\s?)?[〔(\[【]?[0-9]{{1,6}}[〕)\]】]?(?:-[0-9]{{1,3}})?号"
_LEADING = "^.*(?:依据|根据|按照|依照|参照|参考|参见|详见|见|援引|比照|源于|来自|决定书|案号|编号|对|的|是|为)(?=.)"
"""What leads up to a number or a name and is no part of it."""
_CASE_WORD = "(?:罚|案|立|处|责改|责停|强制?|扣|封|听告|罚告|不予|催告?|复决|复议|加处|没)(?:先?[字决告书审批移结通])*$"

_SURNAMES = ("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范金"
             "石廖贾夏韦傅邹熊孟秦邱江尹薛闫雷侯龙史陶黎贺顾毛郝龚邵钱覃戴严莫孔")
_ANONYMISED = (rf"(?:(?<![\u4e00-\u9fff])|当事人|经营者|负责人|法定代表人|投诉人|举报人|违法行为人|店主|业主|司机|驾驶人|对)[:：]?[{_SURNAMES}]某{{1,2}}"
               r"(?!日|年|月|时|地|处|些|个|种|项|区|县|市|镇)")
_ROLE = "当事人|经办人|执法人员|办案人员|办案人|承办人|承办人员|审核人|审查人|审批人|联系人|法定代表人|负责人|经营者|投诉人|举报人"
_DOUBLE_SURNAME = "欧阳|司马|上官|诸葛|司徒|慕容|令狐|皇甫|尉迟|公孙|东方(?!式)|夏侯|端木|轩辕|南宫|长孙|宇文"
PERSON = re.compile(f"[某人员者](?:(?<=某)|[:：{_SURNAMES}]|{_DOUBLE_SURNAME})")
"""What every name of a person holds: the last character of a role, and how a name begins."""
_LABELLED = rf"(?:{_ROLE})[:：]\s?[{_SURNAMES}][\u4e00-\u9fff·]{{1,3}}(?=$|[\s，。,;；、()（）]|电话|联系)"
_COMMON_WORDS = ("何[时种地]|周[知围边]|高[于度空级]|程[度序]|余[下额]|马上|严[重格禁]|金[额融属]|石[材头]|雷同|江河|夏季|毛重|万元|唐突|任[职意]"
                 "|陈[述列]|许[可诺]|张[贴挂开]|曾[经因被受有在于向]|顾[客虑]|范[围本]|钱[款财]|林[木业地]|罗列|谢绝|杜绝|胡乱|段落|史料|田间|汪洋|黄金|陆续|毛利")
_FUNCTION = "的在未应可和或及为已于是被因经有不能须需将所其此等与对由从向把以并且若如人"
_ATTACHED = (rf"(?:{_ROLE})(?!{_COMMON_WORDS})[{_SURNAMES}](?![\u4e00-\u9fff]{{0,1}}(?:的|在|未|应|可|和|或|及|为|已|于))[\u4e00-\u9fff]{{1,2}}"
             r"(?=$|[\s，。,;；、()（）])")

_ACTING = (rf"(?:{_ROLE})(?!{_COMMON_WORDS})(?:[{_SURNAMES}](?:(?![{_FUNCTION}])[\u4e00-\u9fff]){{1,2}}?|(?:{_DOUBLE_SURNAME})[\u4e00-\u9fff]{{1,2}}?)"
           "(?=$|[\\s，。,;；、()（）]|提[出供交]|反映|负责|申[请辩]|陈述|投诉|举报|承?办理|主张|自[述称]|承认|认可|签[字名收]|曾|等人|同志|先生|女士|本人|表示|到[场案]|涉嫌"
           "|的(?:陈述|申辩|申请|投诉|举报|说明|主张|家属|住所|行为))")

_COMPANY = r"[\u4e00-\u9fffA-Za-z0-9()]{2,30}?(?:有限责任公司|股份有限公司|有限公司)"
_CUT = "依据|根据|按照|依照|参照|参考|参见|详见|援引|比照|源于|来自|的|或者|以及|和|与|及|由|为|是|对|向|将|给|设立|成立|登记|注册|变更|经营|该|本|其他|一人|国有独资|外商投资|依法|属于|包括|企业|公司(?=.)"
_PLANT = r"[\u4e00-\u9fff]{2,6}?[市县区镇乡][\u4e00-\u9fff]{2,10}?(?:厂|经营部|商行|批发部|门市部)(?![\u4e00-\u9fff]?[房区长])"
_GENERIC_PLANT = "本市|全市|各市|各县|设区|设立|所在|城市|县级|市级|区级|辖区|园区|社区|小区|镇街|污水处理厂|自来水厂|发电厂|生产加工"

_CODE = 12
"""A power code of this length is sound, and no personal number."""


def suspicious(item: Item, world: World, telling: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """(field, text) of the text fields that hold what is `telling`, LONG_NUMBER or another of the four; widths folded."""
    return ((field, text) for field, text, signs in world.of(item, _telling) if telling in signs)


def _telling(item: Item, world: World) -> list[tuple[str, str, tuple[re.Pattern[str], ...]]]:
    """(field, text, what it holds of the four) of the text fields that hold anything; few items have any."""
    return [(field, *told) for field, cell in zip(TEXT_FIELDS, cells(item), strict=True)
            if cell and not (field == "power_code" and len(cell) == _CODE) and (told := _told(cell))]


@lru_cache(maxsize=16_384)  # items repeat each other's cells
def _told(cell: str) -> tuple[str, tuple[re.Pattern[str], ...]] | None:
    """The cell, widths folded, and what it holds of the four; None when it holds nothing."""
    text = folded(cell)
    signs = tuple(sign for sign in (LONG_NUMBER, NUMBERED, PERSON, COMPANY) if sign.search(text))
    return (text, signs) if signs else None


def identity_number(text: str) -> str | None:
    """The first identity number whose birth date and check digit are right."""
    for match in re.finditer(_IDENTITY, text):
        digits = "".join(match.groups()).upper()
        if _is_date(digits[6:14]) and _identity_check(digits[:17]) == digits[17]:
            return digits
    return None


def credit_code(text: str) -> str | None:
    """The first 统一社会信用代码 whose check character is right and that is no identity number."""
    for match in re.finditer(_CREDIT, text):
        if _credit_check(match[0][:17]) == match[0][17] and not identity_number(match[0]):
            return match[0]
    return None


def mobile_number(text: str) -> str | None:
    """The first mobile number that stands by itself."""
    match = re.search(_MOBILE, text)
    return re.sub("[ -]", "", match[1]) if match else None


def case_number(text: str) -> str | None:
    """The first number of a case file or judgment; the number of a published document is none."""
    court = re.search(_COURT, text)
    if court:
        return court[0]
    found = (match for pattern in (_NUMBERED, _YEAR_FIRST) for match in re.finditer(pattern, text))
    return next((re.sub(_LEADING, "", match[0]) for match in found if re.search(_CASE_WORD, match[1])), None)


def person_name(text: str) -> str | None:
    """The first words that look like a person: 王某, 当事人张三, 经办人：李四."""
    found = (re.search(pattern, text) for pattern in (_ANONYMISED, _LABELLED, _ATTACHED, _ACTING))
    return next((match[0] for match in found if match), None)


def company_name(text: str) -> str | None:
    """The first words that look like one company; forms of company in general (有限责任公司) and 某某公司 are none."""
    for match in re.finditer(_COMPANY, text) if "公司" in text else ():
        name = re.split(_CUT, match[0].removesuffix("有限责任公司").removesuffix("股份有限公司").removesuffix("有限公司"))[-1]
        if len(name) >= 4 and "某" not in name:
            return name + re.search("(?:有限责任|股份有限|有限)公司$", match[0])[0]  # type: ignore[index]
    for match in re.finditer(_PLANT, text):
        if not re.search(_GENERIC_PLANT, match[0]):
            return re.sub(_LEADING, "", match[0])
    return None


def masked(number: str) -> str:
    """The number with its middle hidden, so that a report does not repeat what may not be published."""
    return f"{number[:3]}{'*' * max(len(number) - 5, 1)}{number[-2:]}"


def _is_date(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _identity_check(digits: str) -> str:
    """GB 11643: weights 2^(17-i) mod 11."""
    return "10X98765432"[sum(int(digit) * pow(2, 17 - i, 11) for i, digit in enumerate(digits)) % 11]


_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _credit_check(characters: str) -> str:
    """GB 32100: weights 3^i mod 31."""
    total = sum(_CREDIT_ALPHABET.index(character) * pow(3, i, 31) for i, character in enumerate(characters))
    return _CREDIT_ALPHABET[-total % 31]
