"""What a department is told of its workbook: on each cell, beside each row, and in sum."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.document import words
from generator.intake.grid import ANSWERS
from generator.intake.trial import Answer, Trial, Tried
from generator.model import Finding, Severity

TITLE = ANSWERS
"""The sheet and the column that hold the answers."""
CAUTION = "机器检查，供参考；是否合法，以司法局的审查意见为准。"
_SOUND = "没有发现问题"
_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class CellNote:
    """What is said on one cell (0-based `column`; None: the first of the row that holds anything)."""

    row: int
    column: int | None
    severity: Severity
    text: str


@dataclass(frozen=True, slots=True)
class RowNote:
    """What is said beside one row; no severity where nothing is wrong with it."""

    row: int
    severity: Severity | None
    text: str


@dataclass(frozen=True, slots=True)
class SheetNotes:
    """What is said on one sheet, under the headers of its lists in the rows `heads`."""

    name: str
    heads: tuple[int, ...]
    cells: tuple[CellNote, ...]
    rows: tuple[RowNote, ...]


@dataclass(frozen=True, slots=True)
class TableNotes:
    """A table of the summary under its title; `places` are (sheet, cell) that a row is about, `weights` how much it weighs."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    places: tuple[tuple[str, str] | None, ...] = ()
    weights: tuple[Severity | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """All that is said: the sentences at the head of the summary, its tables, and the notes on each sheet."""

    lead: tuple[str, ...]
    tables: tuple[TableNotes, ...]
    sheets: tuple[SheetNotes, ...]


def counts(answers: Iterable[Answer]) -> Counter[Severity]:
    """How many answers weigh how much."""
    return Counter(answer.finding.severity for answer in answers)


def answers(trial: Trial, name: str, department: str, outdated: bool = False) -> Answers:
    """What is told of the workbook `name` of `department` (a code); `outdated`: it is a form made for other columns."""
    world = trial.world
    lead = [f"{name}（{world.department_name(department)}）：{_sum(trial.lists, trial.answers)}。",
            f"截至 {world.as_of}{f'，法规库核对至 {world.book.city.laws_checked}' if world.book.city.laws_checked else ''}。{CAUTION}",
            "标“错误”的必须改；标“提醒”改不了的，在送审说明里写明理由；标“提示”的请再看一眼。在原来的格子里改，改好把这个文件交回，检查结果会换成新的。"]
    if world.book.city.demo:
        lead.insert(0, f"{words.DEMO}。")
    if trial.left:
        lead.append(f"有{len(trial.left)}处没有检查：{'；'.join(one.told.rstrip('。') for one in trial.left)}。")
    if trial.hidden:
        lead.append(f"隐藏的工作表没有看：{'、'.join(trial.hidden)}。要报送的，先取消隐藏。")
    if outdated:
        lead.append("这份表是按以前的列做的，请向司法局要一份新的填报表，以后用新的。")
    return Answers(tuple(lead), tuple(table for table in _tables(trial) if table.rows), tuple(_sheets(trial)))


def _sum(lists: Sequence[Tried], found: Sequence[Answer]) -> str:
    said = words.weighed(answer.finding for answer in found) or _SOUND
    return f"读到{sum(len(one.taking.rows) for one in lists)}个事项，{said}"


def _tables(trial: Trial) -> Iterator[TableNotes]:
    names = tuple(severity.label for severity in _ORDER)
    sums = []
    for sheet in dict.fromkeys(one.sheet for one in trial.lists):
        lists, weighed = [one for one in trial.lists if one.sheet == sheet], counts(answer for answer in trial.answers if answer.sheet == sheet)
        sums.append((sheet, "、".join(one.kind.value for one in lists), str(sum(len(one.taking.rows) for one in lists)),
                     *(str(weighed[severity]) for severity in _ORDER)))
    yield TableNotes("各张表", ("工作表", "清单", "事项", *names), tuple(sums))
    found = trial.answers
    yield TableNotes(
        "逐条结果", ("程度", "工作表", "单元格", "事项", "列", "哪里不对", "怎么改", "规则", "依据"),
        tuple(map(_row, found)),
        tuple((one.sheet, one.finding.cell or f"A{one.row}") for one in found), tuple(one.finding.severity for one in found))
    yield TableNotes(
        "读入时会自动改写的（不用改，请看一眼）", ("工作表", "单元格", "列", "原来", "改为", "原因"),
        tuple((one.sheet, mend.place, mend.column, mend.before, mend.after, mend.why) for one in trial.lists for mend in one.taking.mends))
    yield TableNotes(
        "没有当作事项的行", ("工作表", "行", "内容", "原因"),
        tuple((one.sheet, str(row), text, why) for one in trial.lists for row, text, why in one.skipped))


def _row(one: Answer) -> tuple[str, ...]:
    found = one.finding
    return (found.severity.label, one.sheet, found.cell or f"第{one.row}行", one.item, found.column or "（整行）", found.message,
            found.hint, found.rule, "；".join(found.legal_basis))


def _sheets(trial: Trial) -> Iterator[SheetNotes]:
    for name in dict.fromkeys(one.sheet for one in trial.lists):
        lists = [one for one in trial.lists if one.sheet == name]
        found = [answer for answer in trial.answers if answer.sheet == name]
        on_cells: dict[tuple[int, int | None], list[Finding]] = {}
        skipped = {row: f"没有当作事项：{why}。" for one in lists for row, _, why in one.skipped}
        on_rows: dict[int, list[Finding]] = {row.row: [] for one in lists for row in one.taking.rows if row.row not in skipped}
        for answer in found:
            on_rows.setdefault(answer.row, []).append(answer.finding)
            on_cells.setdefault((answer.row, answer.column), []).append(answer.finding)
        rows = [RowNote(row, _worst(said) if said else None, "\n".join(map(_beside, said)) or f"{_SOUND}。") for row, said in on_rows.items()]
        rows += [RowNote(row, None, text) for row, text in skipped.items() if row not in on_rows]
        yield SheetNotes(name, tuple(sorted({heading.row for one in lists for heading in one.taking.headings})), tuple(
            CellNote(row, column, _worst(said), "\n".join(map(_on_cell, said))) for (row, column), said in on_cells.items()),
            tuple(sorted(rows, key=lambda note: note.row)))


def _worst(said: Iterable[Finding]) -> Severity:
    return min((finding.severity for finding in said), key=_ORDER.index)


def _on_cell(finding: Finding) -> str:
    return f"{finding.severity.label}：{finding.message}（{finding.rule}）\n改法：{finding.hint}"


def _beside(finding: Finding) -> str:
    column = f"{finding.column}：" if finding.column else ""
    return f"{finding.severity.label}　{column}{finding.message}（{finding.rule}）{finding.hint}"
