"""The form as a workbook: cells that stay text, lists to choose from, notes on every header; nothing is forbidden, much is advised."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.document.blocks import Heading, Paragraph
from generator.document.form import CHOICES, EXAMPLES, GUIDE, Field, Form, ListSheet, Need
from generator.render.heights import columns, height
from generator.tables import letters_of

TITLE_ROW, NEED_ROW, HEADER_ROW, FIRST_ROW, LAST_ROW = 0, 1, 2, 3, 1002
"""Where a list stands on its sheet (0-based); rows up to the last are prepared."""
_HIDDEN = (Need.LATER, Need.OTHER_LISTS)
_LONG_PROMPT = 255
"""Characters of a prompt in the format."""
_WIDTHS = ((60, 12), (200, 14), (500, 26), (2000, 20))
"""How wide a column is that may hold so many characters; wider ones hold whole clauses."""
_TEXT = 49
"""The built-in number format “text”."""
_FONT = {"font_name": "宋体", "font_size": 11}
_GUIDE_WIDTH, _EXAMPLE_WIDTH = 74, 44


@dataclass(frozen=True, slots=True)
class _Looks:
    """The formats of one workbook."""

    cell: Format
    shown: Format
    header: Format
    title: Format
    words: Format
    heading: Format
    name: Format
    needs: Mapping[Need, Format]
    missing: Format


def workbook(form: Form) -> bytes:
    """The workbook; the same form gives the same bytes."""
    out = io.BytesIO()
    day = datetime(form.as_of.year, form.as_of.month, form.as_of.day)
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
                        "default_format_properties": dict(_FONT)}) as book:
        book.set_properties({"title": form.title, "comments": "；".join(form.marks), "created": day})
        for name, value in form.properties.items():
            book.set_custom_property(name, value, "text")
        looks = _looks(book)
        _guide(book.add_worksheet(GUIDE), form, looks)
        pages = [book.add_worksheet(sheet.kind.value) for sheet in form.sheets]
        _examples(book.add_worksheet(EXAMPLES), form, looks)
        names = _choices(book, book.add_worksheet(CHOICES), form)
        for page, sheet in zip(pages, form.sheets, strict=True):
            _list(page, sheet, form, looks, names)
    return out.getvalue()


def _looks(book: Workbook) -> _Looks:
    plain = _FONT | {"text_wrap": True, "valign": "top"}
    cell = plain | {"num_format": _TEXT}
    boxed = plain | {"border": 1, "border_color": "#8A97A8"}
    need = boxed | {"font_size": 9}
    return _Looks(
        cell=book.add_format(cell), shown=book.add_format(boxed | {"num_format": _TEXT, "quote_prefix": True}),
        header=book.add_format(boxed | {"bold": True, "bg_color": "#DCE6F2", "valign": "vcenter", "num_format": _TEXT}),
        title=book.add_format(plain | {"bold": True, "font_size": 14, "text_wrap": False, "valign": "vcenter"}),
        words=book.add_format(plain), heading=book.add_format(plain | {"bold": True, "font_size": 12, "font_color": "#1F3864", "valign": "vcenter"}),
        name=book.add_format(boxed | {"bold": True, "bg_color": "#F2F2F2"}),
        needs={Need.REQUIRED: book.add_format(need | {"bg_color": "#FCE4D6", "bold": True}),
               Need.OPTIONAL: book.add_format(need | {"bg_color": "#EAF3E6"}),
               Need.LATER: book.add_format(need | {"bg_color": "#E7E6E6", "italic": True}),
               Need.OTHER_LISTS: book.add_format(need | {"bg_color": "#E7E6E6", "italic": True})},
        missing=book.add_format({"bg_color": "#FFF2CC", "border": 1, "border_color": "#C55A11"}))


def _guide(page: Worksheet, form: Form, looks: _Looks) -> None:
    page.set_column(0, 0, _GUIDE_WIDTH, looks.words)
    page.write_string(0, 0, form.title, looks.title)
    page.set_row(0, 30)
    lines = [("；".join(form.marks) + "。", looks.words), *(
        (str(block.text), looks.heading if isinstance(block, Heading) else looks.words)
        for block in form.guide if isinstance(block, Heading | Paragraph))]
    for number, (text, look) in enumerate(lines, 1):
        page.write_string(number, 0, text, look)
        page.set_row(number, 26 if look is looks.heading else height((text,), (_GUIDE_WIDTH,)))
    page.hide_gridlines(2)
    _paper(page, form)
    page.set_portrait()
    page.fit_to_pages(1, 0)


def _paper(page: Worksheet, form: Form) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.set_header(f"&L&A&R{'；'.join(form.marks).replace('&', '&&')}")
    page.set_footer("&C第 &P 页，共 &N 页")


def _examples(page: Worksheet, form: Form, looks: _Looks) -> None:
    """Upside down beside a list – a column an item – so that neither a person nor a program takes it for one."""
    page.set_column(0, 0, 15, looks.words)
    page.set_column(1, len(form.examples), _EXAMPLE_WIDTH, looks.words)
    page.write_string(0, 0, "示例：供对照写法，不会被读入。", looks.title)
    page.set_row(0, 26)
    page.write_string(1, 0, "列名", looks.header)
    page.write_string(2, 0, "取自", looks.name)
    for column, example in enumerate(form.examples, 1):
        page.write_string(1, column, f"{example.kind.value}（示例）", looks.header)
        page.write_string(2, column, example.origin, looks.needs[Need.OPTIONAL])
    shown = [(fields[0].column.name, fields[0].column.title) for fields in zip(*(sheet.fields for sheet in form.sheets), strict=True)
             if any(field.need not in _HIDDEN for field in fields)]
    for row, (name, title) in enumerate(shown, 3):
        cells = [example.item.text(name) for example in form.examples]
        page.write_string(row, 0, title, looks.name)
        for column, text in enumerate(cells, 1):
            page.write_string(row, column, text, looks.shown)
        page.set_row(row, height(cells, (_EXAMPLE_WIDTH,) * len(cells)))
    page.freeze_panes(2, 1)
    page.set_tab_color("#A6A6A6")
    _paper(page, form)
    page.repeat_rows(1)
    page.fit_to_pages(1, 0)


def _choices(book: Workbook, page: Worksheet, form: Form) -> dict[tuple[str, ...], str]:
    """The lists to choose from, each under a name of the workbook: a list written into the cell may only have 255 characters."""
    page.very_hidden()
    names: dict[tuple[str, ...], str] = {}
    for sheet in form.sheets:
        for field in sheet.fields:
            if field.choices and field.choices not in names:
                column = len(names)
                names[field.choices] = re.sub(r"\W", "_", f"{field.column.title}_选项")
                for row, choice in enumerate((field.column.title, *field.choices)):
                    page.write_string(row, column, choice)
                letters = letters_of(column)
                book.define_name(names[field.choices], f"='{CHOICES}'!${letters}$2:${letters}${len(field.choices) + 1}")
    return names


def _list(page: Worksheet, sheet: ListSheet, form: Form, looks: _Looks, names: Mapping[tuple[str, ...], str]) -> None:
    first = next(index for index, field in enumerate(sheet.fields) if field.need not in _HIDDEN)
    page.write_string(TITLE_ROW, first, f"{sheet.heading}　{'；'.join(form.marks)}", looks.title)
    page.set_row(TITLE_ROW, 24)
    page.set_row(NEED_ROW, 80)
    page.set_row(HEADER_ROW, 24)
    for index, field in enumerate(sheet.fields):
        hidden, after = field.need in _HIDDEN, index > 0 and sheet.fields[index - 1].need in _HIDDEN
        page.set_column(index, index, _width(field), looks.cell, {"hidden": hidden, "level": int(hidden), "collapsed": after and not hidden})
        page.write_string(NEED_ROW, index, f"{field.need.value}\n{field.short}", looks.needs[field.need])
        page.write_string(HEADER_ROW, index, field.column.title, looks.header)
        page.write_comment(HEADER_ROW, index, field.note, {"font_name": "宋体", "font_size": 10, "x_scale": 2, "y_scale": 1.2})
        _advise(page, index, field, names)
        if field.need is Need.REQUIRED:
            cell, row = f"${letters_of(index)}{FIRST_ROW + 1}", f"$A{FIRST_ROW + 1}:${letters_of(len(sheet.fields) - 1)}{FIRST_ROW + 1}"
            page.conditional_format(FIRST_ROW, index, LAST_ROW, index, {
                "type": "formula", "criteria": f'=AND(LEN(TRIM({cell}))=0,COUNTA({row})>0)', "format": looks.missing})
    page.freeze_panes(FIRST_ROW, first + 1)
    page.hide_gridlines(0)
    page.set_tab_color("#2F75B5")
    _paper(page, form)
    page.repeat_rows(NEED_ROW, HEADER_ROW)
    page.repeat_columns(first)
    page.fit_to_pages(2, 0)


def _width(field: Field) -> int:
    """Wide enough for what the column may hold; a dropdown for its longest choice."""
    limit = field.column.max_length or 0
    wide = next((width for most, width in _WIDTHS if limit <= most), 30)
    return max(wide, min(max((columns(choice) + 2 for choice in field.choices), default=0), 24))


def _advise(page: Worksheet, index: int, field: Field, names: Mapping[tuple[str, ...], str]) -> None:
    """What the workbook says when a cell of the column is chosen, or filled with something unusual: never more than a warning."""
    cell = f"{letters_of(index)}{FIRST_ROW + 1}"
    rule: dict[str, object] = {"error_type": "warning", "error_title": "请再看一眼", "ignore_blank": True}
    if field.choices:
        kind = "应为列出的值" if field.column.enum else "列出的是常用的值"
        rule |= {"validate": "list", "source": f"={names[field.choices]}", "error_message": f"{field.column.title}：{kind}，仍然这样写吗？",
                 "show_error": bool(field.column.enum)}
    elif field.column.format == "date":
        rule |= {"validate": "custom", "value": f'=AND(LEN({cell})=10,MID({cell},5,1)="-",MID({cell},8,1)="-")',
                 "error_message": f"{field.column.title}：日期写成 2026-01-01 的样子，仍然这样写吗？"}
    elif field.column.max_length:
        rule |= {"validate": "length", "criteria": "<=", "value": field.column.max_length,
                 "error_message": f"{field.column.title}：最多{field.column.max_length}字，仍然这样写吗？"}
    else:
        return
    if field.choices or field.column.format:
        rule |= {"input_title": f"{field.column.title}（{field.need.value}）"[:32], "input_message": field.short[:_LONG_PROMPT]}
    page.data_validation(FIRST_ROW, index, LAST_ROW, index, rule)
