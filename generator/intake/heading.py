"""Which row of a grid names the columns, and which column of ours each name means."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from generator.intake.grid import Grid
from generator.model import Kind
from generator.schema import TableSchema

IGNORED, KIND, UNKNOWN = "", "kind", None
"""What a column may mean besides one of ours: nothing we keep (序号, 实施机关), the kind of list, or what nobody knows."""

_SAID_ELSEWHERE = re.compile("序号|编?号码?|No|检查结果|(?:实施|执法|责任|行政|主管|处罚|牵头)?(?:机关|主体|部门|单位)(?:名称)?|实施(?:机关|主体|部门|单位).*|department|source", re.I)
"""The department is said by --dept, the number of a row by its place, what annotate wrote by the tool itself."""
_KIND_NAMES = frozenset(("清单种类", "清单类型", "清单类别", "减免类型", "减免责类型", "list_kind"))
_FORMER_IDENTIFIERS = {
    "base_code": "power_code", "exempt_type": "exemption_type", "item_name": "violation", "field_area": "field", "subject_kind": "subject",
    "discretion_result": "outcome", "support_measures": "supporting_measures", "township_applicable": "township",
    "include_reason": "inclusion_reason", "coercion_type": "coercion_measure"}
_LIKELY: tuple[tuple[str, str], ...] = (
    (r"强制.*依据", "coercion_basis"), (r"强制.*(?:措施|种类|方式)|不予?采取.*措施", "coercion_measure"),
    (r"(?:不予|免予?|从轻|减轻|减免|免罚|不罚|轻罚).*依据", "relief_basis"), (r"(?:违反|违法|义务|禁止).*(?:依据|条款|规定)", "obligation_basis"),
    (r"(?:处罚|罚则|设定|法律|法定|实施|执法).*(?:依据|条款)|^依据$", "penalty_basis"),
    (r"(?:处罚|罚则|法定).*(?:种类|幅度|标准|内容)|罚则", "statutory_penalty"), (r"条件|情形|情节", "conditions"),
    (r"裁量|结果|幅度|减免(?:方式|措施)", "outcome"), (r"改正.*(?:期限|时限)", "correction_deadline"), (r"改正", "correction"),
    (r"(?:监管|配套|教育|后续).*(?:措施|方式)", "supporting_measures"), (r"(?:镇|街道|乡).*(?:适用|实施)", "township"),
    (r"(?:适用|处罚|违法)?(?:对象|主体|当事人)", "subject"), (r"编码", "power_code"), (r"领域|类别|门类", "field"), (r"(?:施行|实施|生效)", "effective_from"),
    (r"失效|截止", "effective_to"), (r"备注|说明", "note"), (r"违法.*(?:行为|事项)|(?:处罚|清单|具体)?事项|行为", "violation"))
"""What a header nobody listed most likely means; the first that fits. Whoever imports is told."""
_MOST_ABOVE, _FEWEST = 30, 2
"""A table begins within so many rows, with so many names of columns in one row, or it is none of ours."""


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


def heading(grid: Grid, schema: TableSchema, kind: Kind) -> Heading | None:
    """The header of the grid, read for a list of `kind`; None where no row names at least two columns of a list."""
    names = _names(schema)
    known = [_known(cells, names) for _, cells in grid.rows[:_MOST_ABOVE]]
    best = max(range(len(known)), key=lambda index: (known[index], -index), default=0)
    if not known or known[best] < _FEWEST:
        return None
    top = bottom = best
    while top and known[top - 1] >= _FEWEST:
        top -= 1
    while bottom + 1 < len(grid.rows) and _below(grid.rows[bottom][1], grid.rows[bottom + 1][1], names):
        bottom += 1
    block = grid.rows[top:bottom + 1]
    width = max(len(cells) for _, cells in block)
    titles = [next((cells[at] for _, cells in reversed(block) if at < len(cells) and cells[at]), "") for at in range(width)]
    return _understood(block[0][0], block[-1][0], titles, names, kind)


def _below(above: tuple[str, ...], cells: tuple[str, ...], names: Mapping[str, str]) -> bool:
    """True iff `cells` go on with the header: narrower names under a wide one, and else what stands above."""
    said = [(at, cell) for at, cell in enumerate(cells) if cell]
    return any(_plain(cell) in names for _, cell in said) and all(
        _plain(cell) in names or _SAID_ELSEWHERE.fullmatch(_plain(cell)) or above[at:at + 1] == (cell,) for at, cell in said)


def _known(cells: tuple[str, ...], names: Mapping[str, str]) -> int:
    """How many names of columns a row holds; none without one of a list's own."""
    plain = [_plain(cell) for cell in cells]
    own = sum(cell in names for cell in plain)
    return own + sum(bool(_SAID_ELSEWHERE.fullmatch(cell)) for cell in plain) if own else 0


def repeats(cells: tuple[str, ...], found: Heading) -> bool:
    """True iff these cells are the header again, as a printed table repeats it on each page."""
    said = [(cell, title) for cell, title in zip(cells, found.titles, strict=False) if cell]
    return len(said) > 1 and all(_plain(cell) == _plain(title) for cell, title in said)


def _names(schema: TableSchema) -> Mapping[str, str]:
    """Every name of a column that is listed somewhere → its identifier."""
    listed = {_plain(title): column.name for column in schema.columns for title in (*column.former_titles, column.title, column.name)}
    return _FORMER_IDENTIFIERS | dict.fromkeys(map(_plain, _KIND_NAMES), KIND) | listed


def _plain(title: str) -> str:
    """A header without what offices add: blanks, notes in brackets, marks for what is required."""
    text = "".join(unicodedata.normalize("NFKC", title).split())
    return re.sub(r"\([^()]*\)|[*:：☆★]", "", text) or text


def _understood(top: int, row: int, titles: list[str], names: Mapping[str, str], kind: Kind) -> Heading:
    columns: list[str | None] = [names.get(_plain(title), UNKNOWN) if title else IGNORED for title in titles]
    for index, title in enumerate(titles):
        if columns[index] is UNKNOWN and _SAID_ELSEWHERE.fullmatch(_plain(title)):
            columns[index] = IGNORED
    guessed = set()
    for index, title in enumerate(titles):
        if columns[index] is UNKNOWN:
            likely = next((name for form, name in _LIKELY if re.search(form, _plain(title)) and name not in columns), None)
            if likely:
                columns[index] = likely
                guessed.add(index)
    if kind is Kind.NO_COERCION:
        _meant_for_coercion(columns, titles, guessed)
    seen: set[str] = set()
    for index, name in enumerate(columns):  # the second column of a name is kept as one nobody knows
        if name and name in seen:
            columns[index] = UNKNOWN
            guessed.discard(index)
        seen.add(name or "")
    return Heading(top, row, tuple(columns), tuple(titles), frozenset(guessed))


def _meant_for_coercion(columns: list[str | None], titles: list[str], guessed: set[int]) -> None:
    """A list of coercion left out that has 法律依据 alone means the basis of the coercion, as far as one can tell."""
    for given, meant in (("penalty_basis", "coercion_basis"), ("statutory_penalty", "coercion_measure")):
        if given in columns and meant not in columns and "罚" not in titles[columns.index(given)]:
            index = columns.index(given)
            columns[index] = meant
            guessed.add(index)
