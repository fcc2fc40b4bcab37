"""The commands that report on the lists as a whole."""

import re
from datetime import date
from pathlib import Path

import click

from generator.chinese_click import ChineseCommand, ChineseGroup
from generator.model import Refusal
from generator.options import as_of_option, format_option, read_world, root_of, root_option


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
    from generator.legality.judge import held_at_publication, judge
    from generator.legality.verdicts import Verdicts
    from generator.render.markdown import page
    from generator.report import dump
    from generator.report.worklist import worklist_json, worklist_text

    loaded, world = read_world(root_of(ctx, root), as_of)
    code = world.department_code(dept) if dept is not None else None
    found = loaded.placed((*loaded.findings, *judge(world, Verdicts(loaded, world.as_of))))
    tasks = due(Shelf(redacted(world)), found, held_at_publication(found, world), code)
    if fmt == "json":
        click.echo(dump(worklist_json(tasks)))
    else:
        click.echo(page(worklist_page(tasks)) if fmt == "markdown" else worklist_text(tasks), nl=fmt == "text")
    return 0
