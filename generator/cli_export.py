"""The command export: documents and data of a department, of the city or of a town, as files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.chinese_click import ChineseCommand
from generator.model import Refusal
from generator.options import as_of_option, read_world, root_of, root_option

if TYPE_CHECKING:
    from generator.document.paper import Paper
    from generator.document.shelf import Shelf
    from generator.model import Item, World

FORMATS = ("docx", "pdf", "ofd", "xlsx", "csv", "json")


@click.command(cls=ChineseCommand)
@click.argument("department", required=False, metavar="[部门]")
@click.option("--all", "whole", is_flag=True, help="全市。")
@click.option("--town", default=None, metavar="镇街", help="某镇街可以直接适用的事项。")
@click.option("--edition", default=None, metavar="批次", help="某个发布批次的文件；尚未公布的是送签稿，每页标明草案。")
@click.option("--format", "fmt", type=click.Choice(FORMATS), required=True, help="文件格式；ofd 为试验性。")
@click.option("--official", is_flag=True, help="加红头和版记；演示数据不能加。")
@click.option("--duplex", is_flag=True, help="双面打印：偶数页的订口在右。")
@click.option("--fonts", type=click.Path(path_type=Path), default=None, help="本单位自有字体所在的目录（用于 pdf、ofd）。")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="输出目录，默认 build/documents。")
@as_of_option
@root_option
@click.pass_context
def export(ctx: click.Context, department: str | None, whole: bool, town: str | None, edition: str | None, fmt: str, official: bool,
           duplex: bool, fonts: Path | None, out: Path | None, as_of: date | None, root: Path | None) -> int:
    """导出文件和数据：部门或全市现行的清单、某个发布批次的文件、某镇街的手册。"""
    from generator.document.redaction import redacted
    from generator.document.shelf import Shelf
    from generator.writing import replace_file

    where = root_of(ctx, root)
    _, world = read_world(where, as_of)
    shelf = Shelf(redacted(world))
    paper = replace(_paper(shelf, where, department, whole, town, edition, official), duplex=duplex)
    made = _data(shelf, department, whole, edition, fmt) if fmt in ("csv", "json") else {f"{paper.name}.{fmt}": _printer(fmt, where, fonts)(paper)}
    target = out or where / "build" / "documents"
    target.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        replace_file(target / name, content)
        click.echo(str(target / name))
    said = "；".join(paper.marks)
    click.echo(f"截至 {world.as_of}：{paper.title}（{said}）。", err=True)
    return 0


def _paper(shelf: "Shelf", root: Path, department: str | None, whole: bool, town: str | None, edition: str | None, official: bool) -> "Paper":
    from generator.document.compilation import compilation, handbook
    from generator.document.normative import edition_paper
    from generator.document.reach import Reach

    if sum((department is not None, whole, town is not None)) > 1 or not (department or whole or town or edition):
        raise Refusal("请说明导出什么：一个部门、--all（全市）或者 --town 镇街，只选一个；也可以用 --edition 指明批次。")
    if official and edition is None:
        raise Refusal("只有发布批次的文件才有红头和版记，请用 --edition 指明批次。")
    code = shelf.world.department_code(department) if department else None
    if edition is not None:
        found = shelf.world.editions.get(edition)
        if found is None or whole or town or code not in (None, found.department):
            raise Refusal(f"{shelf.world.department_name(code) if code else '表中'}没有发布批次“{edition}”。发布批次见 lists/editions.csv。")
        return edition_paper(found, shelf, root, official)
    if town is not None:
        return handbook(shelf.world.town_code(town), shelf, Reach(shelf), root)
    if code is not None and code not in shelf.departments:
        raise Refusal(f"{shelf.world.department_name(code)}没有清单可以导出。")
    return compilation((code,) if code else shelf.departments, shelf, root)


def _printer(fmt: str, root: Path, fonts: Path | None) -> "Callable[[Paper], bytes]":
    """The printer of a format, imported only when it is wanted."""
    if fmt == "docx":
        from generator.render.official import official

        return official
    if fmt == "xlsx":
        from generator.render.xlsx import of_paper

        return of_paper
    from generator.render.fonts import faces
    from generator.render.pdf import Press

    press = Press(faces(root, fonts))
    if fmt == "pdf":
        return press.pdf
    from generator.render.ofd import ofd

    return lambda paper: ofd(press.pdf(paper), paper, press.faces)


def _data(shelf: "Shelf", department: str | None, whole: bool, edition: str | None, fmt: str) -> Mapping[str, bytes]:
    """The published versions that the document would hold, as the tables write them (csv) or with status and citations (json)."""
    from generator import report
    from generator.document.normative import items_of
    from generator.model import Status

    world, draft = shelf.world, edition is not None and not shelf.world.edition_is_public(shelf.world.editions[edition])
    if edition is not None:
        items, name = items_of(world.editions[edition], shelf), f"{edition}-draft" if draft else edition
        keys = [key for key in shelf.lists if any((item.department, item.kind) == key for item in items)]
    elif department or whole:
        code = world.department_code(department) if department else None
        items = tuple(item for item in shelf.items if code in (None, item.department) and shelf.status(item) is not Status.ENDED)
        name = f"{code or 'city'}-lists"
        keys = [key for key in shelf.lists if code in (None, key[0])]
    else:
        raise Refusal("镇街的事项可以导出 docx、pdf、ofd、xlsx；要数据请用 qingdan town 镇街 --format json。")
    if fmt == "json":
        content = report.answer("export", world.as_of, notice=_notice(world, draft), items=[report.item_json(item, world) for item in items])
        return {f"{name}.json": (report.dump(content) + "\n").encode()}
    prefix = f"{name}-" if edition else ""
    return {f"{prefix}{department}-{kind.slug}.csv": _table([item for item in items if (item.department, item.kind) == (department, kind)])
            for department, kind in keys}


def _notice(world: "World", draft: bool) -> str | None:
    from generator.document import words
    from generator.document.paper import DRAFT

    return "；".join((*((DRAFT,) if draft else ()), *((words.DEMO,) if world.book.city.demo else ()))) or None


def _table(items: "Sequence[Item]") -> bytes:
    """One list in the canonical form, with the mark by which Excel knows UTF-8."""
    from generator.model import Item
    from generator.schema import tables
    from generator.tables import write

    rows = [{column: item.text(column) for column in Item.columns()} for item in items]
    return b"\xef\xbb\xbf" + write(tables()["exemptions"], rows)
