"""Reads what stands in brackets after a law's name: version, document number, short name, （试行）."""

import re
from typing import Final, NamedTuple

from .names import LawNames
from .words import NUM, STANDARD_CODE

_NOTE: Final = re.compile(
    r"\s*[（\[【]((?:[^（）\[\]【】]|[（\[〔【][^（）\[\]【】]{0,12}+[）\]〕】]){0,120}+)[）\]】]"
)
_TITLE_WORDS: Final = re.compile(r"(?:试行|暂行|修订试行|修正案|草案|修订草案|征求意见稿|试点)$")
_ORDER: Final = re.compile(rf"[{NUM}]{{1,3}}$")
_SHORT: Final = re.compile(r"(?:以下|下)?(?:统)?(?:简称|称)[为作：]?[“\"‘'《〈「]{0,2}([^”\"’'》〉」，。（）]{1,30})")
_DATE: Final = r"(?:根据|依据|经)?(?:\d{4}年(?:\s?\d{1,2}月(?:\s?\d{1,2}日)?)?)"
_YEAR: Final = re.compile(r"(?<!\d)(?:1[89]|2[01])\d\d(?!\d)")
_DOC_NO: Final = re.compile(
    rf"[^\s，；、]{{0,40}}?(?:〔\d{{4}}〕|\[\d{{4}}\]|（\d{{4}}）|【\d{{4}}】)\s?(?:第\s?)?\d{{1,5}}\s?号"
    rf"|[^\s，；、]{{0,40}}?第\s?[{NUM}]{{1,8}}\s?号(?:令|公告)?"
    rf"|[^\s，；、\d]{{1,20}}令\s?[{NUM}]{{1,8}}\s?号?"
)
_FREE_DOC_NO: Final = re.compile(r"\s*([\u4e00-\u9fff]{1,12}〔\d{4}〕\s?\d{1,5}号)")
_FREE_VERSION: Final = re.compile(r"\s*((?:1[89]|2[01])\d\d年?(?:最新)?(?:修订|修正|修改)(?:版|本)?)")
_UNIT: Final = re.compile(rf"第\s?[{NUM}]{{1,12}}\s?[条款项]")
_AMENDED: Final = re.compile(r"修|改|版")
_TITLE_NOTE: Final = re.compile(r"（([^（）]{1,60})）$")
_TITLE_YEAR: Final = re.compile(r"((?:1[89]|2[01])\d\d年?(?:最新)?(?:修订|修正|修改)?(?:版|本)?)$")
_TITLE_FIRST: Final = re.compile(r"^(?:((?:1[89]|2[01])\d\d年?(?:修订|修正|修改)?(?:的|版)?)|新修订的?|新)")
_BEFORE: Final = re.compile(
    r"((?:1[89]|2[01])\d\d年?(?:\d{1,2}月(?:\d{1,2}日)?)?(?:第?[一二三四五六]次)?(?:新?(?:修订|修正|修改|通过|公布|施行))?(?:版|后)?)的?$"
)


class Note(NamedTuple):
    """What notes say; `suffix` belongs to the title, `short` is a 以下简称."""

    version: str | None = None
    doc_no: str | None = None
    suffix: str = ""
    short: str = ""


def read_notes(text: str, position: int, names: LawNames, name: str = "") -> tuple[Note, int]:
    """All notes from `position` and the position after them; other remarks in brackets are skipped after a name."""
    versions: list[str] = []
    numbers: list[str] = []
    suffix = short = ""
    for _ in range(4):
        free = _FREE_DOC_NO.match(text, position) or STANDARD_CODE.match(text, position)
        if free and name:
            numbers.append(free[free.lastindex or 0])
            position = free.end()
            continue
        if name and (free := _FREE_VERSION.match(text, position)):
            versions.append(free[1])
            position = free.end()
            continue
        found = _NOTE.match(text, position)
        if found is None or _UNIT.match(found[1]):
            break
        content = found[1].strip()
        if _TITLE_WORDS.match(content) and not suffix:
            suffix = f"（{content}）"
        elif _ORDER.match(content):
            if not name or names.full(f"{name}（{content}）") is None:
                break
            suffix = f"（{content}）"
        elif called := _SHORT.search(content):
            short = called[1].strip("”\"’'》〉」")
        else:
            version, doc_no = _split(content)
            if version:
                versions.append(version)
            if doc_no:
                numbers.append(doc_no)
            if not (version or doc_no or name):
                break
        position = found.end()
    return Note("，".join(versions) or None, "，".join(numbers) or None, suffix, short), position


def _split(content: str) -> tuple[str | None, str | None]:
    """Version and document number of one note: （2015年1月通过，住房和城乡建设部令第22号，2018年12月修正）."""
    versions: list[str] = []
    numbers: list[str] = []
    for part in re.split(r"[，；、\n]\s*", content):
        rest = part.strip()
        if code := STANDARD_CODE.search(rest):
            numbers.append(code[0])
            continue
        date = re.match(_DATE, rest)
        offset = date.end() if date else 0
        number = _DOC_NO.match(rest, offset)
        if number:
            # 卫生部令第84号令: the second 令 is a slip of the pen.
            found = number[0]
            doubled = "令" in found[:-1] and found.endswith("令")
            numbers.append(
                re.sub(r"[\[（【](\d{4})[\]）】]", r"〔\1〕", found.removesuffix("令") if doubled else found)
            )
            rest = (date[0] if date else "") + rest[number.end() :].strip()
        if (_YEAR.search(rest) or rest in ("修订", "修正", "新修订", "修订版")) and rest:
            versions.append(rest)
    return "，".join(versions) or None, "，".join(numbers) or None


def split_title(name: str, names: LawNames) -> tuple[str, Note]:
    """A title without the version or number written inside its marks: 行政处罚法（2021修订）, 新行政处罚法."""
    note = Note()
    for _ in range(2):
        closing = _TITLE_NOTE.search(name)
        if closing is None:
            break
        version, doc_no = _split(closing[1])
        if not (version or doc_no):
            break
        note = Note(version or note.version, doc_no or note.doc_no)
        name = name[: closing.start()]
        if names.full(name):
            return name, note
    for pattern in (_TITLE_YEAR, _TITLE_FIRST):
        if (found := pattern.search(name)) and names.full(shorter := name[: found.start()] + name[found.end() :]):
            return shorter, note._replace(version=note.version or found[1])
    return name, note


def version_before(text: str, floor: int, end: int, *, trailing: bool = False) -> str | None:
    """Version written before a title (2021年修订的《行政处罚法》) or, `trailing`, between a bare title and its unit."""
    if end <= floor or text[end - 1] not in "年版的订正改后过布行0123456789":
        return None
    found = _BEFORE.search(text, max(floor, end - 24), end)
    if found is None or (trailing and found.end(1) != end):
        return None
    if not _AMENDED.search(found[1]) and not trailing and not found[1].endswith("年"):
        return None
    return found[1]
