"""Cells that hold several columns at once, parted into the columns they belong to."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.intake.mending import deadline_in, exemption_type
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
    ("statutory_penalty", "法定处罚|处罚(?:标准|幅度|种类)|处罚种类和幅度"), ("conditions", "适用(?:条件|情形)|(?:不予|从轻|减轻)(?:行政)?处罚(?:的)?(?:条件|情形)"),
    ("outcome", "裁量(?:结果|幅度|标准)|处罚结果"), ("supporting_measures", "配套(?:监管)?措施"))
_LABEL = re.compile("(?:^|(?<=[；;。，,\\s）)]))[【\\[]?(?:(?:[0-9一二三四五][.、．])?)(" + "|".join(f"(?:{form})" for _, form in _LABELS) + ")[】\\]]?[:：]\\s*")
_RESULT = re.compile(r"(.+?)[（(](?:[^（）()《》]{0,8}依据[:：])?(《.+)[）)]", re.S)
_QUOTED = re.compile(r"(《[^《》]+》(?:（[^（）]{1,30}）)?第[^，。；：:\s]{1,12}条(?:之[一二三四五六七八九十]+)?(?:第[^，。；：:\s]{1,5}[款项]){0,2})[:：，]?\s*[“\"「]?(.{15,}?)[”\"」]?", re.S)
_PENALTY = re.compile("罚款|警告|没收|吊销|暂扣|责令|降低资质|拘留|通报批评")
_FROM = re.compile(r"(?:责令|给予|可以并?处|并?处(?!理|罚)|没收|吊销|暂扣|予以(?:警告|没收)|警告|通报批评)")
_DUTY = re.compile("改正|初次|首次|轻微|没有造成|未造成|主动")
_NUMBER = re.compile(r"^(?:第?[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[）)])\s*")
_PROMISE = re.compile(r"(?:的)?[，,]?(?:可以|依法|应当)?(?:不予|免予|从轻或者减轻|从轻|减轻)(?:行政)?处罚.{0,12}$")


def parts(cells: Mapping[str, str], kind: Kind) -> Iterator[Part]:
    """What moves between the columns of one row; a part for the source itself is what remains there."""
    for name in ("penalty_basis", "obligation_basis", "conditions", "coercion_basis", "relief_basis", "note"):
        yield from _labelled(name, cells.get(name, ""))
    result = _RESULT.fullmatch(cells.get("outcome", ""))
    if result and not cells.get("relief_basis"):
        yield Part("outcome", "relief_basis", result[2], "结果后面括号里的依据移到“减免依据”")
        yield Part("outcome", "outcome", result[1].rstrip(), "")
    quoted = _QUOTED.fullmatch(cells.get("penalty_basis", ""))
    if quoted and _PENALTY.search(quoted[2]) and not cells.get("statutory_penalty") and kind is not Kind.NO_COERCION:
        begins = _FROM.search(quoted[2])
        yield Part("penalty_basis", "statutory_penalty", quoted[2][begins.start() if begins else 0:].rstrip("。”\""), "依据后面粘贴的条文移到“法定处罚”，请核对")
        yield Part("penalty_basis", "penalty_basis", quoted[1], "")
    if kind is Kind.NO_PENALTY and not cells.get("exemption_type") and (named := exemption_type(cells.get("outcome", ""))):
        yield Part("outcome", "exemption_type", named, "按结果的写法填写“不罚类型”")
    if not cells.get("correction_deadline") and (within := deadline_in(cells.get("correction", ""))):
        yield Part("correction", "correction_deadline", within, "责令改正里的期限移到“改正期限”")


def _labelled(name: str, text: str) -> Iterator[Part]:
    """处罚依据：…；不予处罚依据：… in one cell."""
    marks = list(_LABEL.finditer(text))
    meant = [next(column for column, form in _LABELS if re.fullmatch(form, mark[1])) for mark in marks]
    if not marks:
        return
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    kept = text[: marks[0].start()].strip("；;，, ")
    for mark, column, end in zip(marks, meant, ends, strict=True):
        said = text[mark.end():end].strip("；;，, ")
        if column == name:
            kept = "；".join(filter(None, (kept, said)))
        elif said:
            yield Part(name, column, said, "一格里的几项内容按标明的名称分开")
    yield Part(name, name, kept, "")


def of_section(text: str, kind: Kind) -> Iterator[tuple[str, str, str]]:
    """What the title of a section says of each of its rows: (column, text, why)."""
    bare = _NUMBER.sub("", text).rstrip("：:。")
    if kind is Kind.NO_PENALTY and (named := exemption_type(bare)):
        yield "exemption_type", named, "按所在分段的标题填写"
    if _DUTY.search(bare):
        condition = _PROMISE.sub("", re.sub("^(?:下列|以下|对于?下列)", "", bare))
        if _DUTY.search(condition) and len(condition) >= 8:
            yield "conditions", condition, "补上所在分段的条件"
    if found := re.fullmatch(r"(?:(?:涉及|关于)?(.{2,16}?))(?:领域|方面|类)", bare):
        yield "field", found[1], "按所在分段的标题填写"
