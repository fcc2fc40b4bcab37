"""What a clerk surely meant by a cell, in our way of writing; what is not sure stays as it is."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from html import unescape
from string import ascii_letters, digits

from generator.model import ExemptionType
from generator.tables import CONTROL

Mended = tuple[str, str]
"""(the text as it should be, why it was changed)."""

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ue000-\uf8ff]")
_WEB_TAG = re.compile(r"</?(br|p|div|span|b|strong|font|td)(?:\s[^<>]{0,200})?/?>", re.I)
_WEB = re.compile(rf"{_WEB_TAG.pattern}|&(?:nbsp|amp|lt|gt|quot|[lr]dquo|middot|#[0-9]{{2,5}}|#x[0-9a-f]{{2,4}});", re.I)
_BREAK = re.compile("[\\r\\n\\v\\f\\x85\\u2028\\u2029]+")
_WIDE = {ord(plain) + 0xFEE0: plain for plain in ascii_letters + digits}
"""Letters and figures of full width."""
_NUMBERED = re.compile(r"\s*(?:[0-9]{1,2}[.．、)）]|[（(][0-9一二三四五六七八九十]{1,3}[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}、)")
_CONDUCT = re.compile("(?:[\u4e00-\u9fff]{2,8})?(?:未[^成]|擅自|违反|违规|不按|不履行|拒不|拒绝|伪造|非法|无证)")
"""How a conduct begins; where two lines of a cell begin so, they may be two."""
_ENDS = ("，", "、", "；", "。", "：", ":", ";", ",")
_NOTHING = frozenset(("/", "\\", "—", "——", "-", "--", "－", "无", "暂无", "空", "*"))
DITTO = re.compile(r"[（(]?(?:[同如]上(?:条|款|述|面|一?(?:行|栏|格|项))?|同前|〃|″|\"|''|“”)[。.]?[）)]?(?:[（(](?:下同|略)[）)])?")
_SHELL = re.compile(r"对(.{2,}?)的?(?:行政)?处罚[。；;]?|((?:(?!作出|决定|执行|接受|履行).){2,}?)的行政处罚[。；;]?")
_YES = re.compile(r"是|对|有|需要?|应当?|√|✓|✔|☑|y(?:es)?|true|1|适用|(?:(?![不未无拒非]).){0,16}改正(?:(?![不未无拒非]).){0,12}", re.I)
_NO = re.compile(r"否|不|无需|不需要|×|✗|✘|x|n(?:o)?|false|0|不适用|不?无须", re.I)
_DEADLINE = re.compile("[0-9一二三四五六七八九十]{1,6}(?:个?(?:工作日|自然日|日|天|小时|月))(?:以?内)?|当场|立即|当日")
_SUBJECTS = (("个体工商户", "个体(?:工商户|户)?"), ("单位", "单位|企业|公司|法人|组织|机构|商户"), ("个人", "个人|公民|自然人|居民"))
_LEFT_OUT = re.compile("不含|不包括|除|以外|非(?!法人(?:组织|单位|机构|企业)|企业(?:组织|单位|法人)|公有|营利|金融)")
"""Words that say who is not meant; 非法人组织 and 民办非企业单位 are names of units."""
_TYPES = (
    (ExemptionType.FIRST_TIME, "首违|初次违法|首次违法"), (ExemptionType.NO_FAULT, "主观过错"),
    (ExemptionType.MINOR_AGE, "未成年|十四周岁"), (ExemptionType.MENTAL_ILLNESS, "精神|智力"),
    (ExemptionType.SPECIAL_CLAUSE, "法定专条|专门规定"), (ExemptionType.MINOR, "轻微"))
_BOTH = re.compile("首违\\s*[/、或及和,，;；]\\s*轻微|轻微(?:违法)?\\s*[/、或及和,，;；]\\s*首违|首违可?[不免].*轻微(?:违法)?(?:行为)?可?[不免]|轻微(?:违法)?(?:行为)?可?[不免].*首违可?[不免]")
"""首违不罚、轻微不罚 are two types, and so are 首违/轻微; 首次违法且轻微的不予处罚 is one."""

LONGEST_TYPE = 12
"""What is longer is no name of a type but a condition."""


def mended(name: str, text: str) -> Iterator[Mended]:
    """Each change that the cell `text` of the column `name` needs, one after the other."""
    for change in (*_GENERAL, *_OF_COLUMN.get(name, ())):
        found = change(name, text)
        if found and found[0] != text:
            text = found[0]
            yield found


def _of_web(name: str, text: str) -> Mended | None:
    if not _WEB.search(text):
        return None
    return unescape(_WEB_TAG.sub(lambda tag: "\n" if tag[1].lower() in ("br", "p", "div") else "", text)), "去掉从网页带来的标记"


def _visible(name: str, text: str) -> Mended | None:
    return (_INVISIBLE.sub("", text), "删去看不见的字符或者别的软件造的字") if _INVISIBLE.search(text) else None


def _one_line(name: str, text: str) -> Mended | None:
    """A cell is one line; where the clerk began a new one, a new point began, unless the program only wrapped a long one."""
    if not _BREAK.search(text) and "\t" not in text:
        return None
    joined, unsure, several = "", False, False
    for line in filter(None, (line.strip() for line in _BREAK.split(text))):
        breaks = joined and not joined.endswith(_ENDS) and (name != "violation" or _NUMBERED.match(line))
        unsure = unsure or bool(breaks and not _NUMBERED.match(line) and not line.startswith("《"))
        several = several or bool(joined and name == "violation" and not breaks and _CONDUCT.match(line) and _CONDUCT.match(joined))
        joined += ("；" if breaks else "") + line
    return CONTROL.sub(" ", joined), "换行改写在一行里" + ("，断开的地方加了分号，请核对" if unsure else "，像是几种行为，请核对" if several else "")


def _widths(name: str, text: str) -> Mended | None:
    plain = text.translate(_WIDE).replace("\u3000", " ").replace("\xa0", " ").strip()
    return plain, "全角数字、字母和空格改为半角"


def _marked(name: str, text: str) -> Mended | None:
    return (text[1:], "去掉表格软件加的单引号") if text[:1] == "'" and len(text) > 1 else None


def _nothing(name: str, text: str) -> Mended | None:
    return ("", "表示“没有”的符号改为空着") if text in _NOTHING else None


def _conduct(name: str, text: str) -> Mended | None:
    shell = _SHELL.fullmatch(text)
    return (shell[1] or shell[2], "去掉“对……的处罚”，只留行为") if shell else None


def _unnumbered(name: str, text: str) -> Mended | None:
    """1.未亮照经营 alone is a row's number; 1.…；2.… are several acts."""
    found = re.fullmatch(r"[0-9]{1,3}[.．、](?![0-9])\s*(.+)", text, re.S)
    return (found[1], "去掉违法行为前面的序号") if found and not re.search(r"[；;。\s]2[.．、]", text) else None


def _code(name: str, text: str) -> Mended | None:
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)), "基本编码去掉空格和连字符"


def _yes_or_no(name: str, text: str) -> Mended | None:
    said = "是" if _YES.fullmatch(text) else "否" if _NO.fullmatch(text) else ""
    return (said, "改为“是”或者“否”") if said else None


def _subject(name: str, text: str) -> Mended | None:
    parts = [part for part in re.split(r"[;；、,，/和及或\s]+|以及|或者", text) if part]
    known = [_subjects_in(part) for part in parts]
    return (";".join(dict.fromkeys(word for words in known for word in words)), "改为规定的写法") if all(known) and known else None


def _subjects_in(text: str) -> list[str]:
    """单位（含个体工商户） names two; who is left out is not named, and so nobody is sure."""
    words: list[str] = []
    if _LEFT_OUT.search(text):
        return words
    for word, form in _SUBJECTS:
        text, count = re.subn(form, "", text)
        words += [word] if count else []
    return words[::-1]


def exemption_type(text: str) -> str:
    """The legal type of exemption that a text speaks of; "" where it speaks of none or of several."""
    named = {kind for kind, form in _TYPES if re.search(form, text)}
    if two_types(text):
        return ""
    if named == {ExemptionType.FIRST_TIME, ExemptionType.MINOR}:  # 首次违法且后果轻微 is the condition of the first
        named = {ExemptionType.FIRST_TIME}
    return named.pop().value if len(named) == 1 else ""


def two_types(text: str) -> bool:
    """True iff a text names two types of exemption, so that a person must choose."""
    return _BOTH.search(text) is not None


def _type(name: str, text: str) -> Mended | None:
    said = exemption_type(text) if len(text) <= LONGEST_TYPE else ""
    return (said, "改为规定的类型") if said else None


def deadline_in(text: str) -> str:
    """The time for correction that stands in a cell about correction; "" if none."""
    found = _DEADLINE.search(text)
    return found[0] if found else ""


_GENERAL: tuple[Callable[[str, str], Mended | None], ...] = (_of_web, _visible, _one_line, _widths, _marked, _nothing)
_OF_COLUMN: dict[str, tuple[Callable[[str, str], Mended | None], ...]] = {
    "violation": (_unnumbered, _conduct), "power_code": (_code,), "correction": (_yes_or_no,), "township": (_yes_or_no,), "subject": (_subject,),
    "exemption_type": (_type,)}
