"""The commands that report on the lists as a whole."""

import re
from datetime import date
from pathlib import Path

import click

from generator.chinese_click import ChineseCommand, ChineseGroup
from generator.model import Refusal, Severity, few
from generator.options import as_of_option, format_option, judged, read_world, root_of, root_option


@click.group(cls=ChineseGroup)
def report() -> None:
    """工作清单、年度报告和其他汇总。"""


@report.command(cls=ChineseCommand)
@click.option("--team", default="@", metavar="前缀", help="写在部门代码前面，如 @shilishi/ 表示该组织下以部门代码命名的小组。")
@as_of_option
@root_option
@click.pass_context
def codeowners(ctx: click.Context, team: str, as_of: date | None, root: Path | None) -> int:
    """按 organisations.csv 生成 CODEOWNERS：部门的清单由该部门和司法局负责，其余由司法局负责。"""
    from generator.report.codeowners import codeowners as text

    if not re.fullmatch(r"@[A-Za-z0-9._/-]*", team):
        raise Refusal(f"--team 应以 @ 开头，只含字母、数字和 . _ / -，现在是“{team}”。")
    _, world = read_world(root_of(ctx, root), as_of)
    click.echo(text(world, team), nl=False)
    return 0


@report.command(cls=ChineseCommand)
@click.option("--dept", default=None, metavar="部门", help="只列这个部门的事，写代码或者名称。")
@format_option("text", "json", "markdown")
@as_of_option
@root_option
@click.pass_context
def worklist(ctx: click.Context, dept: str | None, fmt: str, as_of: date | None, root: Path | None) -> int:
    """要办的事：依据失效、错误、有效期和豁免到期、法律将修改、赋权收回、草案积压、年度复核，按部门、先急后缓。内部使用。"""
    from generator.document.redaction import redacted
    from generator.document.shelf import Shelf
    from generator.document.worklist import worklist as due
    from generator.document.worklist import worklist_page
    from generator.legality.judge import held_at_publication
    from generator.render.markdown import page
    from generator.report import dump
    from generator.report.worklist import worklist_json, worklist_text

    loaded, world = read_world(root_of(ctx, root), as_of)
    code = world.department_code(dept) if dept is not None else None
    found = judged(loaded, world)
    tasks = due(Shelf(redacted(world)), found, held_at_publication(found, world), code)
    if fmt == "json":
        click.echo(dump(worklist_json(tasks)))
    else:
        click.echo(page(worklist_page(tasks)) if fmt == "markdown" else worklist_text(tasks), nl=fmt == "text")
    return 0


@report.command(cls=ChineseCommand)
@click.argument("year", metavar="年份")
@format_option("text", "json", "markdown", "docx")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="docx 写到这个目录，默认 build/documents。")
@as_of_option
@root_option
@click.pass_context
def yearly(ctx: click.Context, year: str, fmt: str, out: Path | None, as_of: date | None, root: Path | None) -> int:
    """一年的管理情况报告：事项增减和放宽收紧、发布批次、依据更新、待调整、空清单、镇街适用，只计已公布的版本。"""
    from generator.document.redaction import redacted
    from generator.document.shelf import Shelf
    from generator.document.yearly import Year, last_day_of
    from generator.document.yearly_paper import yearly_page, yearly_paper
    from generator.model import World
    from generator.report import dump
    from generator.writing import replace_file

    if out and fmt != "docx":
        raise Refusal("--out 只用于 --format docx；其余格式写到标准输出，用 > 存成文件。")
    where = root_of(ctx, root)
    loaded, asked = read_world(where, as_of)
    if unread := dict.fromkeys(one.path for one in loaded.findings if one.rule.startswith("S") and one.severity is Severity.ERROR):
        raise Refusal(f"表里有错误，数字会少算，没有写报告：{few(list(unread), '张表')}。请先运行 qingdan check，按提示改正。")
    world = World(loaded.book, last_day_of(year, asked))
    found = Year(Shelf(redacted(world), judged(loaded, world)), int(year))
    if fmt == "json":
        from generator.report.yearly import yearly_json

        click.echo(dump(yearly_json(found, asked.as_of)))
        return 0
    paper = yearly_paper(found, where)
    if fmt == "docx":
        from generator.render.official import official

        target = (out or where / "build" / "documents") / f"{paper.name}.docx"
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, official(paper))
        click.echo(str(target))
    elif fmt == "markdown":
        from generator.render import markdown

        click.echo(markdown.page(yearly_page(paper)), nl=False)
    else:
        from generator.render import plain

        click.echo(plain.page(yearly_page(paper)))
    return 0
