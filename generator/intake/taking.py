"""The rows of one sheet in our columns: what was mended on the way, what a person must still look at, and nothing lost."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.intake.dividing import Table
from generator.intake.edits import mark_in
from generator.intake.grid import Grid
from generator.intake.heading import IGNORED, KIND, UNKNOWN, Heading
from generator.intake.kinds import kind_meant, kind_named
from generator.intake.lines import Line, LineKind, lines
from generator.intake.mending import DITTO, deadline_in, mended
from generator.intake.parting import labelled, of_section, of_title, parts
from generator.intake.taken import Mend, Skipped, Taken, Taking, lacking
from generator.model import Finding, Kind
from generator.reading import suspicion
from generator.schema import TableSchema, faults
from generator.schema.faults import Fault
from generator.schema.judge import Judge, Violation
from generator.schema.wording import meant, told
from generator.tables import finding, letters_of, shorten

GIVEN_BY_US = frozenset(("item_id", "edition"))
"""What import and publish fill in: its absence is no fault of the clerk's."""
_OUR_NUMBER = re.compile("[0-9]{4}-[0-9]{4,6}(?:-|$)")
"""What looks like a number given by `new`, rightly copied or not; another number is the clerk's own."""
_WORDS = frozenset(("violation", "statutory_penalty", "conditions", "outcome", "correction_deadline"))
"""Columns in which a bare number says too little."""
_DIGITS_KEPT = 15
_WHY = {LineKind.EMPTY: "没有事项", LineKind.SECTION: "分段标题，已用于其下各行", LineKind.REMARK: "说明、合计一类，不是事项",
        LineKind.CONTINUED: "上一行的事项接着写的，已并入"}
_GUIDANCE, _GUIDED = re.compile("必填|选填|不用填"), 3
"""A row above the header that says this so often is that of our own form."""
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]+")


def take(table: Table, path: str, schema: TableSchema, kind: Kind, given: Mapping[str, str]) -> Taking:
    """Every item of the table that belongs to a list of `kind`; `given` fills cells that the sheet leaves empty (identifier → text)."""
    taker = _Taker(table.grid, table.heading, table.stated, path, schema, kind, given)
    taker.title()
    for line in lines(table.grid, table.heading):
        taker.line(line)
    taker.columns()
    findings = tuple(sorted(taker.findings, key=lambda one: one.sort_key))
    return Taking(path, (table.heading,), tuple(taker.rows), tuple(taker.mends), findings, tuple(taker.skipped))


@dataclass(slots=True)
class _Taker:
    grid: Grid
    heading: Heading
    rest: Kind | None
    path: str
    schema: TableSchema
    kind: Kind
    given: Mapping[str, str]
    rows: list[Taken] = field(default_factory=list)
    mends: list[Mend] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    of_form: bool = False

    def title(self) -> None:
        """What stands above the header may say that this is another list, and what holds for each of its rows."""
        named = Kind.of(self.grid.name) or kind_named(self.grid.name)
        other = (self.heading.top, self.grid.name, "工作表的名称") if named not in (None, self.kind) else None
        self.above = [self.grid.name] if self.grid.name else []
        for row, cells in self.grid.rows:
            if row >= self.heading.top:
                break
            text = "，".join(dict.fromkeys(filter(None, cells)))
            named = kind_named(text) if len(set(filter(None, cells))) == 1 else None
            self.above.append(text)
            other = (row, text, "表格上方的标题") if named not in (None, self.kind) else None if named else other
            guided = len([cell for cell in cells if _GUIDANCE.match(cell)]) >= _GUIDED
            self.of_form = self.of_form or guided
            if named is None and text not in self.grid.name and not guided:
                self.skipped.append(Skipped(row, text, "表格上方的标题、说明"))
        if other:
            row, text, what = other
            self._open(faults.MISPLACED, f"{what}是“{shorten(text, 40)}”，却作为{self.kind.value}清单导入。", row, None, text,
                       f"核对清单种类；确是{self.kind.value}的，改正{what.removeprefix('表格上方的')}。")

    def line(self, line: Line) -> None:
        """Take one row in, or say why it is no item."""
        text = "，".join(dict.fromkeys(filter(None, line.cells)))
        if line.kind is LineKind.ITEM:
            self._item(line)
        elif line.kind is LineKind.UNSURE:
            self._open(faults.IDENTIFIER, f"这一行只有一格有内容（“{shorten(text, 30)}”），看不出是不是事项，没有采用。", line.row, None, text,
                       "是事项的，填写其余各列；是说明的，删去。")
        else:
            self.skipped.append(Skipped(line.row, text, _WHY[line.kind]))

    def _item(self, line: Line) -> None:
        stated = self._stated(line)
        if stated is not self.kind:
            if stated:
                self.skipped.append(Skipped(line.row, self._conduct(line), f"属于{stated.value}清单，请另用 --kind {stated.value} 导入"))
            return
        cells, strange = self._cells(line)
        for part in parts(cells, self.kind):
            if part.source == part.name:
                if part.why:
                    self._mend(line.row, self._position(part.name), part.name, cells[part.name], part.text, part.why)
                cells[part.name] = part.text
            else:
                self._put(line, cells, part.name, part.text, part.why)
        if strange:
            self._put(line, cells, "note", strange, "不认识的列的内容放进“备注”")
        for name, text, why in self._said_around(line):
            if name != "conditions" or not cells.get(name) or text not in cells[name]:
                self._put(line, cells, name, text, why)
        if edition := cells.pop("edition", ""):
            self.mends.append(Mend(line.row, None, self.schema.headers["edition"], edition, "", "已编入批次的行不变，其余的导入后都是草案，由 qingdan publish 编入"))
        cells |= {name: text for name, text in self.given.items() if not cells.get(name)}
        self._judge(line, cells)
        if line.row in self.grid.hidden:
            self._open(faults.IDENTIFIER, "表格里隐藏着这一行（或者被筛选掉了），照样采用。", line.row, None, None, "核对是否仍要列入；不要的，在原表里删去整行。")
        self._taken_back(line)
        self.rows.append(Taken(line.row, {name: text for name, text in cells.items() if text}))

    def _taken_back(self, line: Line) -> None:
        """Words that are struck out: told once where all that the row says is."""
        told = [index for index, text in enumerate(line.cells) if text and (self.heading.columns[index:index + 1] or (UNKNOWN,))[0] != IGNORED]
        struck = [index for index in told if (line.row, index) in self.grid.struck]
        hint = "要删去的，在原表里把字删掉；要留的，去掉删除线，再导入。"
        if struck and struck == told:
            self._open(faults.IDENTIFIER, "这一行的字都划掉了（删除线），照样采用。", line.row, None, None, hint)
            return
        for index in struck:
            name = self.heading.columns[index] if index < len(self.heading.columns) else UNKNOWN
            self._open(faults.FORM, "这一格里有划掉的字（删除线），照样采用。", line.row, index, line.cells[index], hint, name if name in self.schema.headers else None)

    def _conduct(self, line: Line) -> str:
        """What names a row to a person: its conduct, or else all that it says."""
        return self.heading.cell(line.cells, "violation") or "，".join(filter(None, line.cells))

    def _said_around(self, line: Line) -> Iterator[tuple[str, str, str]]:
        """What the sections in which the row stands say of it, the nearest first, then the titles above the table."""
        for section in reversed(line.sections):
            yield from of_section(section, self.kind)
        for title in self.above:
            yield from of_title(title, self.kind)

    def _stated(self, line: Line) -> Kind | None:
        """The kind of list that the row names, else that of the rows that name none; None, and told, where nobody knows."""
        of = line.of or self.rest
        said = self.heading.cell(line.cells, KIND)
        if said and not (kind_meant(said) or (line.of and DITTO.fullmatch(said))):
            self._open(faults.VALUE, f"写作“{shorten(said, 40)}”，看不出是哪一种清单，{f'当作{of.value}' if of else '没有'}采用。", line.row, self._position(KIND), said,
                       f"写明{'、'.join(kind.value for kind in Kind)}之一；两种都适用的，分写在两张清单里。")
        elif not of:
            self._open(faults.MISPLACED, "看不出这一行属于哪一种清单，没有采用。", line.row, None, self._conduct(line),
                       f"在写着清单种类的那一列写明{'、'.join(kind.value for kind in Kind)}之一，或者放到那一种清单的工作表里。")
        return of

    def _cells(self, line: Line) -> tuple[dict[str, str], str]:
        """The cells of our columns, each mended; and what stands in columns nobody knows, for the note."""
        cells: dict[str, str] = {}
        strangers = []
        for index, text in enumerate(line.cells):
            name = self.heading.columns[index] if index < len(self.heading.columns) else UNKNOWN
            if not text or name in (IGNORED, KIND):
                continue
            self._typed(line.row, index, name, text)
            if name == "item_id" and not _OUR_NUMBER.search(text):
                name = IGNORED if text.isdecimal() else UNKNOWN
            if name is UNKNOWN and any(labelled("note", text)):  # it names the columns it belongs to itself
                self._put(line, cells, "note", self._each_mend(line, index, "note", text), "一格里的几项内容按标明的名称分开")
            elif name is UNKNOWN:
                strangers.append(self._strange(line, index, text))
            elif name:
                cells[name] = self._mended(line, index, name, text)
        if within := deadline_in(self.heading.cell(line.cells, "correction")):
            self._put(line, cells, "correction_deadline", within, "责令改正里的期限写进“改正期限”")
        return cells, "；".join(filter(None, strangers))

    def _mended(self, line: Line, index: int, name: str, text: str) -> str:
        """The text as it should be, every change told."""
        above = self.rows[-1].cells.get(name) if self.rows else None
        if above and DITTO.fullmatch(text) and not DITTO.fullmatch(above):
            self._mend(line.row, index, name, text, above, "“同上”换成上一行的内容")
            return above
        text = self._each_mend(line, index, name, text)
        if held := self._of_header(index, name, text):
            self._mend(line.row, index, name, text, held + text, "补上列名里写的“同时满足”“之一”")
            text = held + text
        if name == "power_code" and _SCIENTIFIC.fullmatch(text):
            self._open(faults.FORM, f"写作“{text}”，是按数字保存时丢了位数的基本编码。", line.row, index, text,
                       "把该列设为“文本”，按权责清单重新录入12位编码。", name)
        return text

    def _each_mend(self, line: Line, index: int, name: str, text: str) -> str:
        for after, why in mended(name, text):
            self._mend(line.row, index, name, text, after, why)
            text = after
        return text

    def _strange(self, line: Line, index: int, text: str) -> str:
        """What goes into the note: the text under the name of its column."""
        text = self._each_mend(line, index, "note", text)
        title = self.heading.titles[index] if index < len(self.heading.titles) else ""
        return text and f"{title or f'{letters_of(index)}列'}：{text}"

    def _typed(self, row: int, index: int, name: str | None, text: str) -> None:
        """A day or a number that a spreadsheet keeps in a column of words is not what was written there."""
        form = self._format(name) if name else None
        if (row, index) in self.grid.dates and name and form != "date":
            self._open(faults.FORM, f"表格软件把这一格当成了日期或者时间（{text}），原来写的内容（例如“3-5”“1:2”）已经丢失。", row, index, text,
                       "把该列设为“文本”，按原件重新填写。", name)
        elif (row, index) in self.grid.numbers and (name in _WORDS or ("." in text and name != "power_code" and form != "date")):
            self._open(faults.FORM, f"表格软件把这一格存成数字（{text}），屏幕上的百分号、单位没有存在里面。", row, index, text,
                       "把该列设为“文本”，按原件重新填写。", name)
        elif (row, index) in self.grid.numbers and name == "power_code" and len(text) > _DIGITS_KEPT:
            self._open(faults.FORM, f"写作“{text}”，表格软件的数字只有前15位可靠。", row, index, text, "把该列设为“文本”，按权责清单重新录入12位编码。", name)

    def _of_header(self, index: int, name: str, text: str) -> str:
        """适用条件（同时满足） as a header holds for each cell under it; "" where it says no such thing, or the cell does itself."""
        found = re.search("[（(].*(同时(?:满足|具备)|之一).*[）)]", self.heading.titles[index]) if name == "conditions" else None
        return "" if not found or not text or re.search("同时|之一", text) else "同时满足：" if "同时" in found[1] else "符合下列条件之一："

    def _format(self, name: str) -> str | None:
        return next(column.format for column in self.schema.columns if column.name == name)

    def _put(self, line: Line, cells: dict[str, str], name: str, text: str, why: str) -> None:
        """Give a column a text that stood elsewhere; where it has one of its own, both stay."""
        before = cells.get(name, "")
        if name in ("exemption_type", "field", "correction_deadline") and before:
            return
        cells[name] = text if not before or before == text else f"{before}；{text}"
        self.mends.append(Mend(line.row, None, self.schema.headers[name], before, cells[name], why))

    def _judge(self, line: Line, cells: dict[str, str]) -> None:
        """What is still not in our form: mended where one value was surely meant, else left to a person."""
        present = {name: text for name, text in cells.items() if text}
        if mark := mark_in(present.get("violation", "")):
            self._open(faults.FORM, f"写着“{mark}”，像是改稿时做的标记。", line.row, self._position("violation"), present["violation"],
                       "要删除的，删去整行再导入；其余的，去掉标记。", "violation")
        for name, said in present.items():
            if found := suspicion(said):
                fault, message, hint = found
                self._open(fault, message, line.row, self._position(name), said, hint, name)
        for violation in Judge(self.schema, self.kind.slug).violations(present):
            name, text = violation.column.name, present.get(violation.column.name)
            index = self._position(name)
            if text is None:
                if name in GIVEN_BY_US or index is None:
                    continue  # a column that is missing is told once
                self._violation(line, violation, index, None)
            elif wanted := meant(violation, text):
                self._mend(line.row, index, name, text, wanted, "改为规定的写法")
                cells[name] = wanted
            else:
                self._violation(line, violation, index, text)

    def _position(self, name: str) -> int | None:
        return self.heading.place(name)

    def columns(self) -> None:
        """The required columns that the sheet lacks altogether, and those understood by likeness: told once."""
        for name in self.schema.required(self.kind.slug):
            empty = sum(1 for row in self.rows if name not in row.cells)
            if name not in GIVEN_BY_US and name not in self.heading.columns and empty:
                header = self.schema.headers[name]
                self._open(faults.HEADER, lacking(header, empty), self.heading.row, None, None,
                           f"在导入后的表里逐行填写；各行相同的，加 --set {header}=内容 再导入。", name)
        for index in sorted(self.heading.guessed):
            meant_by = self.heading.columns[index]
            if meant_by:
                self.mends.append(Mend(self.heading.row, f"{letters_of(index)}{self.heading.row}", self.schema.headers[meant_by],
                                       self.heading.titles[index], self.schema.headers[meant_by], "按列名的意思认作这一列，请核对"))

        self._unseen()

    def _unseen(self) -> None:
        """The columns that are hidden and yet say something of an item; our own form folds away what a clerk need not fill in."""
        taken = {row.row for row in self.rows}
        for index in sorted(self.grid.unseen if not self.of_form else ()):
            name = self.heading.columns[index] if index < len(self.heading.columns) else UNKNOWN
            if name != IGNORED and any(row in taken and any(cells[index:index + 1]) for row, cells in self.grid.rows):
                kept = "内容放进“备注”" if name is UNKNOWN else "照样采用"
                self._open(faults.IDENTIFIER, f"表格里隐藏着这一列（{letters_of(index)}列），{kept}。", self.heading.row, index, None,
                           "要交的，取消隐藏再导入；不要的，在原表里删去整列。", name if name in self.schema.headers else None)

    def _mend(self, row: int, index: int | None, name: str, before: str, after: str, why: str) -> None:
        cell = f"{letters_of(index)}{row}" if index is not None else None
        self.mends.append(Mend(row, cell, self.schema.headers[name], before, after, why))

    def _violation(self, line: Line, violation: Violation, index: int | None, text: str | None) -> None:
        message, hint = told(violation, text)
        self._open(faults.OF_KEYWORD[violation.keyword], message, line.row, index, text, hint, violation.column.name)

    def _open(self, fault: Fault, message: str, row: int, index: int | None, value: str | None, hint: str = "", name: str | None = None) -> None:
        header = self.schema.headers[name] if name else None
        letters = letters_of(index) if index is not None else None
        self.findings.append(finding(fault, message, self.path, row, row, value, hint, header, letters, name))
