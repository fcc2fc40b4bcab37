"""Cells that hold several columns at once, parted into the columns they belong to."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.intake.kinds import kind_named
from generator.intake.mending import LONGEST_TYPE, exemption_type, two_types
from generator.model import Kind


class Part(NamedTuple):
    """A column gets a text that stood in the cell of another: `source` and `name` are identifiers."""

    source: str
    name: str
    text: str
    why: str


_LABELS: tuple[tuple[str, str], ...] = (
    ("relief_basis", "(?:不予|免予|从轻|减轻|减免|免)(?:行政)?(?:处罚|罚)?(?:的)?(?:法律)?依据"), ("obligation_basis", "违反(?:的)?条款|义务(?:条款|依据)|违法依据"),
    ("coercion_basis", "(?:行政)?强制(?:措施)?(?:的)?依据"), ("penalty_basis", "(?:行政)?处罚(?:的)?(?:法律)?依据|罚则|设定依据|法律依据"),
    ("statutory_penalty", "法定处罚|处罚(?:标准|幅度|种类)|处罚种类和幅度"),
    ("conditions", "适用(?:条件|情形)|(?:不予|免予|从轻|减轻)(?:行政)?处罚(?:的)?(?:适用)?(?:条件|情形)|轻微情节"),
    ("outcome", "裁量(?:结果|幅度|标准)|处罚结果"), ("supporting_measures", "配套(?:监管)?措施"))
_NAME = "(?:" + "|".join(f"(?:{form})" for _, form in _LABELS) + ")"
_LABEL = re.compile(rf"(?:^|(?<=[；;。，,：:\s）)])|(?=【))(?:[0-9一二三四五][.、．])?(?:【(?P<marked>{_NAME})】[:：]?|\[?(?P<plain>{_NAME})\]?[:：])\s*")
_RESULT = re.compile(r"(.+?)[（(](?:[^（）()《》]{0,8}依据[:：])?(《.+)[）)]", re.S)
_LONGEST_RESULT = 1000
_ARTICLE = r"第[零〇一二三四五六七八九十百千0-9]{1,9}条(?:之[一二三四五六七八九十]+)?(?:第[^，。；：:\s第]{1,6}[款项目])*"
_CITED = re.compile(rf"(?:^|(?<=[。；;\s”\"」]))(?:[0-9]{{1,2}}[.．、]\s*)?(《[^《》]+》(?:[（(][^（）()]{{1,90}}[）)])?\s*{_ARTICLE}(?:[、和及]{_ARTICLE})*)")
_PASTED = 8
"""What follows a citation and is longer than this is the text of the article."""
_PENALTY = re.compile("由.{2,60}(?:责令|给予|处|没收|吊销|予以)|处.{1,40}罚款|处以罚款|警告|没收|吊销|暂扣|降低资质|拘留|通报批评|责令(?:停|关)")
_FROM = re.compile(r"(?:责令|给予|可以并?处|并?处(?!理|罚)|没收|吊销|暂扣|予以(?:警告|没收)|警告|通报批评)")
_DUTY = re.compile("改正|初次|首次|轻微|没有造成|未造成|主动|过错")
_NUMBER = re.compile(r"^(?:第?[一二三四五六七八九十]+[、.．]?|[（(][一二三四五六七八九十]+[）)])\s*")
_COUNT = re.compile("[（(]共?[0-9一二三四五六七八九十百]{1,4}[项条个件][）)]$")
_PROMISE = re.compile(r"(?:的)?[，,]?(?:可以|依法|应当)?(?:不予|免予|从轻或者减轻|从轻|减轻)(?:行政)?处罚.{0,12}$")
_NAMES_TYPE = re.compile("(?:首违|轻微)(?:不|免)罚|无主观过错")
_NO_FIELD = re.compile("处罚|违法|强制|罚|清单|事项|情形|条件|下列|以下|[，。；：]")


def parts(cells: Mapping[str, str], kind: Kind) -> Iterator[Part]:
    """What moves between the columns of one row; a part for the source itself is what remains there."""
    for name in ("penalty_basis", "obligation_basis", "conditions", "coercion_basis", "relief_basis", "note"):
        yield from labelled(name, cells.get(name, ""))
    result = _RESULT.fullmatch(cells.get("outcome", "")[:_LONGEST_RESULT])
    if result and not cells.get("relief_basis"):
        yield Part("outcome", "relief_basis", result[2], "结果后面括号里的依据移到“减免依据”")
        yield Part("outcome", "outcome", result[1].rstrip(), "")
    if kind is not Kind.NO_COERCION:
        yield from _pasted(cells)
    yield from _type(cells, kind)


def _type(cells: Mapping[str, str], kind: Kind) -> Iterator[Part]:
    """免罚情形 names a type in one office and the conditions in another; where the sheet has no other conditions, they are these."""
    if kind is not Kind.NO_PENALTY:
        return
    said = cells.get("exemption_type", "")
    if not said:
        if named := exemption_type(cells.get("outcome", "")):
            yield Part("outcome", "exemption_type", named, "按结果的写法填写“不罚类型”")
    elif kind_named(said) is kind and not exemption_type(said) and not two_types(said):
        yield Part("exemption_type", "exemption_type", "", "写的是清单种类，不是类型")
    elif len(said) > LONGEST_TYPE and not cells.get("conditions"):
        yield Part("exemption_type", "exemption_type", exemption_type(said), "写的是条件，移到“适用条件”")
        yield Part("exemption_type", "conditions", said, "“不罚类型”一栏写的条件移到这里")


def _pasted(cells: Mapping[str, str]) -> Iterator[Part]:
    """The text of articles that follows their citations: penalties move, the rest is dropped, and both are told."""
    text = cells.get("penalty_basis", "")
    found = list(_CITED.finditer(text))
    if not found or found[0].start():
        return
    ends = [*(one.start() for one in found[1:]), len(text)]
    said = [text[one.end():end].strip(" :：，,；;。“”\"「」") for one, end in zip(found, ends, strict=True)]
    penalties = [bool(len(words) >= _PASTED and _PENALTY.search(words)) for words in said]
    if not any(penalties) or any(0 < len(words) < _PASTED for words in said):
        return
    duties = [one[1] for one, words, penal in zip(found, said, penalties, strict=True) if words and not penal]
    moved = bool(duties) and not cells.get("obligation_basis")
    if moved:
        yield Part("penalty_basis", "obligation_basis", "；".join(duties), "依据里没有罚则的条款移到这里，请核对")
    if not cells.get("statutory_penalty"):
        texts = [words[begins.start() if (begins := _FROM.search(words)) else 0:] for words, penal in zip(said, penalties, strict=True) if penal]
        yield Part("penalty_basis", "statutory_penalty", "；".join(texts), "依据后面粘贴的条文移到“法定处罚”，请核对")
    yield Part("penalty_basis", "penalty_basis", "；".join(one[1] for one in found if not (moved and one[1] in duties)), "粘贴的条文不留在依据里，请核对")


def labelled(name: str, text: str) -> Iterator[Part]:
    """处罚依据：…；不予处罚依据：… in one cell."""
    marks = list(_LABEL.finditer(text))
    if not marks:
        return
    meant = [next(column for column, form in _LABELS if re.fullmatch(form, mark["marked"] or mark["plain"])) for mark in marks]
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    kept = text[: marks[0].start()].strip("；;，, ")
    for mark, column, end in zip(marks, meant, ends, strict=True):
        said = text[mark.end():end].strip("；;，, ")
        if column == name:
            kept = "；".join(filter(None, (kept, said)))
        elif said:
            yield Part(name, column, said, "一格里的几项内容按标明的名称分开")
    yield Part(name, name, kept, "")


def of_title(text: str, kind: Kind) -> Iterator[tuple[str, str, str]]:
    """What a title above the table, or the name of the sheet, says of each of its rows: (column, text, why)."""
    if kind is Kind.NO_PENALTY and _NAMES_TYPE.search(text) and (named := exemption_type(text)):
        yield "exemption_type", named, "按表格标题填写"
    if re.search("下列|以下|本清单", text) and (promise := _PROMISE.search(text.rstrip("。：: "))) and _DUTY.search(text):
        yield "conditions", re.sub("^(?:对于?|凡)", "", text[:promise.start()]), "补上表格上方写的条件，请核对"


def of_section(text: str, kind: Kind) -> Iterator[tuple[str, str, str]]:
    """What the title of a section says of each of its rows: (column, text, why)."""
    unnumbered = _NUMBER.sub("", text)
    bare = _COUNT.sub("", unnumbered.strip("：:。 "))
    if kind is Kind.NO_PENALTY and (named := exemption_type(bare)):
        yield "exemption_type", named, "按所在分段的标题填写"
    if _DUTY.search(bare):
        condition = re.sub("的$", "", _PROMISE.sub("", re.sub("^(?:下列|以下|对于?下列)", "", bare)))
        if _DUTY.search(condition) and len(condition) >= 8:
            yield "conditions", condition, "补上所在分段的条件"
    if found := re.fullmatch(r"(?:(?:涉及|关于)?(.{2,16}?))(?:领域|方面|类)", bare):
        yield "field", found[1], "按所在分段的标题填写"
    elif unnumbered.strip("：:。 ") != text and 2 <= len(bare) <= 12 and not _NO_FIELD.search(bare) and not exemption_type(bare):
        yield "field", bare, "按所在分段的标题填写，请核对"
