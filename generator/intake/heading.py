"""What the names of the columns mean: which rows of a grid name columns, and which column of ours each name is."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.intake.kinds import kind_named
from generator.intake.mending import DITTO
from generator.model import Kind
from generator.schema import TableSchema

IGNORED, KIND, UNKNOWN = "", "kind", None
"""What a column may mean besides one of ours: nothing we keep (序号, 实施机关), the kind of list, or what nobody knows."""

_AGENCY = "(?:实施|执法|责任|行政|主管|处罚|牵头)?(?:机关|主体|部门|单位)(?:名称)?|实施(?:机关|主体|部门|单位).*|department"
_SAID_ELSEWHERE = re.compile(f"序号|编?号码?|No|检查结果|状态|{_AGENCY}|source", re.I)
"""The department is said by --dept, the number of a row by its place, what annotate and export wrote by the tool itself."""
_KIND_NAMES = frozenset(("清单种类", "清单类型", "清单类别", "减免类型", "减免责类型", "list_kind"))
_FORMER_IDENTIFIERS = {
    "base_code": "power_code", "exempt_type": "exemption_type", "item_name": "violation", "field_area": "field", "subject_kind": "subject",
    "discretion_result": "outcome", "support_measures": "supporting_measures", "township_applicable": "township",
    "include_reason": "inclusion_reason", "coercion_type": "coercion_measure"}
_LIKELY: tuple[tuple[re.Pattern[str], str], ...] = tuple((re.compile(form), name) for form, name in (
    (r"(?:不予|免予?|从轻|减轻|减免|免罚|不罚|轻罚|不采取).*依据", "relief_basis"),
    (r"强制.*依据", "coercion_basis"), (r"强制.*(?:措施|种类|方式)|不予?采取.*措施", "coercion_measure"),
    (r"(?:违反|违法|义务|禁止).*(?:依据|条款|规定)|违则|定性", "obligation_basis"),
    (r"(?:处罚|罚则|设定|法律|法定|实施|执法).*(?:依据|条款|名称$)|^依据$|法律责任", "penalty_basis"),
    (r"(?:处罚|罚则|法定).*(?:种类|幅度|标准|内容)|罚则", "statutory_penalty"),
    (r"^(?!.*不适用).*(?:条件|情形|情节)", "conditions"),
    (r"裁量|结果|幅度|(?:减免|处理)(?:方式|措施)", "outcome"), (r"[改整][正改].*(?:期限|时限)", "correction_deadline"), (r"改正|整改", "correction"),
    (r"(?:监管|配套|教育|后续).*(?:措施|方式)", "supporting_measures"), (r"(?:镇|街道|乡).*(?:适用|实施)", "township"),
    (r"(?:适用|处罚|违法)?(?:对象|主体|当事人)", "subject"), (r"(?:基本|权力|事项)编码", "power_code"), (r"领域|类别|门类", "field"),
    (r"(?:施行|实施|生效)(?:日期|时间)", "effective_from"), (r"失效|截止", "effective_to"), (r"备注|说明", "note"),
    (r"违法.*(?:行为|事项|情形)|案由|(?:处罚|清单|具体)?事项|行为", "violation")))
"""What a header nobody listed most likely means; the first that fits. Whoever imports is told."""
_TYPE = "exemption_type"
"""Beside 不罚类型, 免罚情形 is no second type: it holds the conditions."""
_WORD = re.compile(r"[^\W\d_]{2,8}")
_FEWEST, _FEWEST_LIKELY, _LONGEST, _LONGEST_NOTED = 2, 3, 30, 200
"""A header names so many columns (by likeness so many), none of them longer than this, with notes in brackets than that, or it is none."""

Names = Mapping[str, str]
Row = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Heading:
    """The names of the columns: `columns` by position (an identifier, KIND, IGNORED or UNKNOWN), `titles` as written.

    The header stands in the spreadsheet rows `top` to `row`; `guessed` are positions understood by likeness.
    """

    top: int
    row: int
    columns: tuple[str | None, ...]
    titles: tuple[str, ...]
    guessed: frozenset[int] = frozenset()

    def place(self, name: str) -> int | None:
        """Which column (from 0) is the one called `name`."""
        return self.columns.index(name) if name in self.columns else None

    def cell(self, cells: Sequence[str], name: str) -> str:
        """What a row says in the column called `name`; "" where there is no such column."""
        index = self.place(name)
        return cells[index] if index is not None and index < len(cells) else ""


def names_of(schema: TableSchema) -> Names:
    """Every name of a column that is listed somewhere → its identifier."""
    listed = {_plain(title): column.name for column in schema.columns for title in (*column.former_titles, column.title, column.name)}
    return _FORMER_IDENTIFIERS | dict.fromkeys(map(_plain, _KIND_NAMES), KIND) | listed


def blocks(rows: Sequence[Row], names: Names) -> list[range]:
    """Where in `rows` headers stand, one or more rows each; by likeness where no row has the names themselves."""
    found: list[range] = []
    at = 0
    while at < len(rows):
        end = at
        if _is_header(rows[at][1], names):
            end += 1
            while end < len(rows) and (_is_header(rows[end][1], names) or _below(rows[end - 1][1], rows[end][1], names)):
                end += 1
            found.append(range(at, end))
        at = max(end, at + 1)
    if not found:
        found = [range(at, at + 1) for at, (_, cells) in enumerate(rows) if _looks_like_header(cells)][:1]
    return found


def _is_header(cells: tuple[str, ...], names: Names) -> bool:
    own = others = 0
    for cell in cells:
        if cell:
            plain = _plain(cell[:_LONGEST_NOTED])
            if len(plain) > _LONGEST or len(cell) > _LONGEST_NOTED or "《" in plain:
                return False
            own += plain in names
            others += plain not in names and bool(_SAID_ELSEWHERE.fullmatch(plain))
    return own > 0 and own + others >= _FEWEST


def _looks_like_header(cells: tuple[str, ...]) -> bool:
    plain = [_plain(cell[:_LONGEST_NOTED]) for cell in cells if cell]
    return all(len(cell) <= _LONGEST and "《" not in cell for cell in plain) and len({_likely(cell) for cell in plain} - {None}) >= _FEWEST_LIKELY


def _likely(title: str, but: Sequence[str | None] = ()) -> str | None:
    return next((name for form, name in _LIKELY if name not in but and form.search(title)), None)


def _below(above: tuple[str, ...], cells: tuple[str, ...], names: Names) -> bool:
    """True iff `cells` go on with the header: narrower names under a wide one, and else what stands above."""
    said = [(_plain(cell), above[at:at + 1] == (cell,)) for at, cell in enumerate(cells) if cell]
    if sum(same for _, same in said) >= _FEWEST:  # merged downwards: no item says the names of the columns
        return True
    if any(cell in names for cell, _ in said):
        return all(cell in names or _SAID_ELSEWHERE.fullmatch(cell) or same for cell, same in said)
    conduct = {at for at, cell in enumerate(above) if names.get(_plain(cell)) == "violation"}
    places = {at for at, cell in enumerate(cells) if cell}  # a group of columns leaves its further columns without a name
    under_nothing = any(not any(above[at:at + 1]) for at in places)
    return bool(conduct) and not conduct & places and under_nothing and all(_WORD.fullmatch(cell) for cell, _ in said)


@lru_cache(4096)
def _plain(title: str) -> str:
    """A header without what offices add: blanks, notes in brackets, marks for what is required."""
    text = "".join(unicodedata.normalize("NFKC", title).split())
    return re.sub(r"\([^()]*\)|[*:：☆★※]", "", text) or text


def understood(block: Sequence[Row], names: Names, schema: TableSchema, kind: Kind, below: Sequence[Row]) -> Heading:
    """The header in the rows `block` of a list of `kind`, whose items stand in the rows `below`."""
    titles = _titles(block, names)
    official = frozenset(_plain(column.title) for column in schema.columns)
    columns = _listed(titles, names, official, kind)
    for index, title in enumerate(titles):
        if not title and all(cells[index].isdecimal() for _, cells in below if len(cells) > index and cells[index]):
            columns[index] = IGNORED
    for index, title in enumerate(titles):
        if columns[index] is UNKNOWN and _SAID_ELSEWHERE.fullmatch(_plain(title)):
            columns[index] = UNKNOWN if re.fullmatch(_AGENCY, _plain(title)) and _varies(below, index) else IGNORED
    of = [kind_named(title) for title in titles]
    guessed = {index for index, name in enumerate(columns) if name and of[index] not in (None, kind) and _plain(titles[index]) not in official}
    for index in sorted(range(len(titles)), key=lambda index: (of[index] is not kind, index)):
        title = _plain(titles[index]) if titles[index] else ""
        if title and columns[index] is UNKNOWN and not _SAID_ELSEWHERE.fullmatch(title) and names.get(title, _TYPE) == _TYPE:
            columns[index] = _likely(title, columns)
            guessed |= set() if columns[index] is UNKNOWN else {index}
    if kind is Kind.NO_COERCION:
        _meant_for_coercion(columns, titles, guessed)
    return Heading(block[0][0], block[-1][0], tuple(columns), tuple(titles), frozenset(guessed))


def _titles(block: Sequence[Row], names: Names) -> list[str]:
    """The narrowest name of each column; under a wide name a narrower one that says nothing by itself goes with it."""
    titles = []
    for at in range(max(len(cells) for _, cells in block)):
        stack = [cells[at] for _, cells in block if at < len(cells) and cells[at]]
        title = stack[-1] if stack else ""
        if title and _plain(title) not in names and len(block) > 1 and block[0][1][at:at + 1] != (title,):
            title = next((cell for cell in reversed(block[0][1][:at + 1]) if cell), "") + title
        titles.append(title)
    return titles


def _listed(titles: Sequence[str], names: Names, official: frozenset[str], kind: Kind) -> list[str | None]:
    """The columns that are named as listed; of two for one column that of this kind of list wins, then the official name, then the first."""
    columns: list[str | None] = [names.get(_plain(title), UNKNOWN) for title in titles]
    for name in {name for name in columns if name}:
        places = [index for index, one in enumerate(columns) if one == name]
        best = min(places, key=lambda index: (kind_named(titles[index]) is not kind, _plain(titles[index]) not in official, index))
        for index in places:
            columns[index] = name if index == best else UNKNOWN  # and so kept in the note
    return columns


def _varies(below: Sequence[Row], index: int) -> bool:
    """True iff the column says different things, so that --dept does not say it all."""
    said = {cells[index] for _, cells in below if len(cells) > index and sum(map(bool, cells)) > 1}
    return len({text for text in said if text and not DITTO.fullmatch(text)}) > 1


def _meant_for_coercion(columns: list[str | None], titles: Sequence[str], guessed: set[int]) -> None:
    """A list of coercion left out that has 法律依据 alone means the basis of the coercion, as far as one can tell."""
    for given, meant in (("penalty_basis", "coercion_basis"), ("statutory_penalty", "coercion_measure")):
        if given in columns and meant not in columns and "罚" not in titles[columns.index(given)]:
            index = columns.index(given)
            columns[index] = meant
            guessed.add(index)
