"""The commands that report on the lists as a whole."""

import re
from datetime import date
from pathlib import Path

import click

from generator.chinese_click import ChineseCommand, ChineseGroup
from generator.model import Refusal
from generator.options import as_of_option, read_world, root_of, root_option


@click.group(cls=ChineseGroup)
def report() -> None:
    """工作清单和各种汇总。"""


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
