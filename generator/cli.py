"""The command `qingdan`: arguments and exit codes, nothing else."""

import os
import sys
import traceback
from datetime import date
from itertools import groupby
from pathlib import Path

import click

from generator import __version__, process
from generator.chinese_click import ChineseCommand, ChineseGroup, in_chinese, sentence
from generator.model import Refusal, Severity
from generator.options import (
    Day,
    Number,
    as_of_option,
    format_option,
    judged,
    judging_day,
    read_world,
    root_of,
    root_option,
)
from generator.patterns import remembered

_NOT_READ = 128 + 13
"""What the shell reports of a program whose reader went away (`| head`): no verdict, and no failure of ours."""


def main() -> None:
    """Run the command line; exit 0 done, 1 negative verdict, 2 could not judge, 141 when nobody reads on."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    process.settle()
    try:
        code = cli.main(standalone_mode=False, prog_name="qingdan")
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # click makes an exit with 1 of a closed pipe, which would look like a verdict
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # so that the interpreter's last flush has somewhere to go
        code = _NOT_READ
    except click.exceptions.Exit as error:
        code = error.exit_code
    except click.Abort:
        click.echo("已中断。", err=True)
        code = 2
    except click.ClickException as error:
        click.echo(sentence(error), err=True)
        code = 2
    except (Refusal, OSError) as error:
        click.echo(f"无法完成：{in_chinese(error)}", err=True)
        code = 2
    except Exception as error:
        traceback.print_exc()
        click.echo(f"程序出错，没有作出任何判断：{error}", err=True)
        code = 2
    process.leave()
    sys.exit(code if isinstance(code, int) else 0)


_ELSEWHERE = {
    "annotate": "cli_annotate", "build": "cli_build", "verify": "cli_data", "export": "cli_export",
    "diff": "cli_history", "history": "cli_history", "asof": "cli_history", "resolve": "cli_history",
    "import": "cli_intake", "laws": "cli_laws", "cite": "cli_lines", "penalty": "cli_lines", "publish": "cli_publish",
    "report": "cli_report", "gate": "cli_review", "review": "cli_review", "template": "cli_template"}
"""Command → the module of `generator` that has it under its name."""


@click.group(cls=ChineseGroup, invoke_without_command=False, elsewhere=_ELSEWHERE)
@root_option
@click.version_option(__version__, message="qingdan %(version)s", help="显示版本号。")
@click.pass_context
def cli(ctx: click.Context, root: Path | None) -> None:
    """行政执法减免责清单：检查、整理、生成公开网站。"""
    ctx.obj = root


@cli.command(cls=ChineseCommand)
@click.argument("paths", nargs=-1, metavar="[路径]...")
@format_option("text", "json", "sarif", "github", "gitlab", "junit")
@click.option("--base", default=None, metavar="版本", help="与这个版本（例如 main）分开之后改了什么，也一并检查。")
@as_of_option
@root_option
@click.pass_context
@remembered()
def check(ctx: click.Context, paths: tuple[str, ...], fmt: str, base: str | None, as_of: date | None, root: Path | None) -> int:
    """检查全部清单；给出路径时只显示这些路径下的问题。"""
    from generator import report

    where = root_of(ctx, root)
    loaded, world = read_world(where, as_of)
    told = loaded.findings
    if base:
        from generator.cli_history import against

        told = against(where, base, world, told)
    found = judged(loaded, world, told)
    if paths:
        wanted = [_relative(where, path) for path in paths]
        found = tuple(f for f in found if any(w in ("", ".") or f.path == w or f.path.startswith(f"{w}/") for w in wanted))
    lists, items = len(world.book.lists), len(world.book.items)
    if fmt == "json":
        click.echo(report.dump(report.check_json(found, lists, items, world.as_of)))
    elif fmt != "text":
        from generator.report import machine

        printers = {"sarif": machine.sarif, "github": machine.github, "gitlab": machine.gitlab}
        click.echo(printers[fmt](found) if fmt in printers else machine.junit(found, loaded.sheets))
        click.echo(report.summary(found, world), err=True)
    else:
        for _, of_a_file in groupby(found, key=lambda finding: finding.path):  # of a large city they are many megabytes
            click.echo(report.text(of_a_file) + "\n")
        click.echo(report.summary(found, world))
    return 1 if any(f.severity is Severity.ERROR for f in found) else 0


def _relative(root: Path, given: str) -> str:
    """A path as findings write it: from the root, with slashes. Refusal when nothing is there."""
    base = root.resolve()
    for candidate in (Path(given).resolve(), (base / given).resolve()):
        if candidate.exists() and candidate.is_relative_to(base):
            return candidate.relative_to(base).as_posix()
    raise Refusal(f"路径 {given} 不存在，或者不在 {root} 之内。")


@cli.command("fmt", cls=ChineseCommand)
@click.option("--check", "only_check", is_flag=True, help="只检查，不改动；有不规范的文件时返回 1。")
@format_option("text", "json")
@root_option
@click.pass_context
def fmt_command(ctx: click.Context, only_check: bool, fmt: str, root: Path | None) -> int:
    """把 lists/ 下的 CSV 整理成规范写法，内容不变。"""
    from generator import report
    from generator.formatting import tidy

    where = root_of(ctx, root)
    result = tidy(where, write=not only_check)
    code = 1 if result.refused or (only_check and result.changed) else 0
    if fmt == "json":
        click.echo(report.dump(report.answer(
            "fmt", judging_day(where, None), written=not only_check, seen=result.seen,
            changed=[{"path": path, "reason": reason} for path, reason in result.changed],
            refused=[report.finding_json(finding) for finding in result.refused])))
        return code
    for path, reasons in result.changed:
        click.echo(f"{path}：{'需要整理' if only_check else '已整理'}（{reasons}）")
    for finding in result.refused:
        click.echo(report.line(finding))
    if result.refused:
        click.echo("以上文件有内容上的问题，未作改动。请先按提示改正。")
    click.echo(f"看过{result.seen}个文件，{len(result.changed)}个{'需要整理' if only_check else '已整理'}。")
    return code


@cli.command(cls=ChineseCommand)
@click.argument("rule", metavar="规则")
@format_option("text", "json")
@as_of_option
@root_option
@click.pass_context
def explain(ctx: click.Context, rule: str, fmt: str, as_of: date | None, root: Path | None) -> int:
    """说明一条规则：依据、理由、怎么改、正反例子。"""
    from generator import report
    from generator.document.handbook import entry_of, page_of
    from generator.render.plain import page
    from generator.report import rulebook

    if fmt == "json":
        click.echo(report.dump(rulebook.as_json(entry_of(rule.upper()), judging_day(root_of(ctx, root), as_of))))
        return 0
    click.echo(page(page_of(rule.upper())))
    return 0


@cli.command(cls=ChineseCommand)
@click.option("-n", "count", type=click.IntRange(1, 1000), default=1, help="要几个编号。")
@format_option("text", "json")
@root_option
@click.pass_context
def new(ctx: click.Context, count: int, fmt: str, root: Path | None) -> int:
    """给新事项取编号，每行一个；不与任何分支上已有的编号重复。"""
    from generator import report
    from generator.amending import new_identifiers

    where = root_of(ctx, root)
    made = new_identifiers(where, count)
    click.echo(report.dump(report.answer("new", judging_day(where, None), item_ids=list(made))) if fmt == "json" else "\n".join(made))
    return 0


@cli.command(cls=ChineseCommand)
@click.argument("item", metavar="事项编号", type=Number())
@click.option("--from", "start", type=Day(), required=True, help="新版本的施行日期。")
@format_option("text", "json")
@root_option
@click.pass_context
def amend(ctx: click.Context, item: str, start: date, fmt: str, root: Path | None) -> int:
    """为一个事项新增一个版本：复制最新一行，换上新的施行日期，等待修改。"""
    from generator import report
    from generator.amending import amend as copy_version

    where = root_of(ctx, root)
    path, line = copy_version(where, item, start)
    if fmt == "json":
        click.echo(report.dump(report.answer("amend", judging_day(where, None), item_id=item, effective_from=start.isoformat(), path=path, line=line)))
        return 0
    click.echo(f"{path}:{line} 已新增事项 {item} 自 {start} 起的版本（草案）。请修改这一行，填写调整事由；发布时再填发布批次。")
    return 0


@cli.command(cls=ChineseCommand)
@click.argument("town", metavar="镇街")
@format_option("text", "json")
@as_of_option
@root_option
@click.pass_context
def town(ctx: click.Context, town: str, fmt: str, as_of: date | None, root: Path | None) -> int:
    """某镇街可以直接适用哪些事项，其余为什么不能。"""
    from generator import report
    from generator.townships import township_view

    _, world = read_world(root_of(ctx, root), as_of)
    view = township_view(town, world)
    if fmt == "json":
        items = [report.item_json(line.item, world) | {
            "applicability": line.applicability.value, "recalled_on": line.recalled_on and line.recalled_on.isoformat(),
            "origin": line.origin, "reason": line.reason} for line in view.lines]
        click.echo(report.dump(report.answer("town", world.as_of, town=view.town, items=items)))
        return 0
    for line in view.lines:
        click.echo(f"{line.item.item_id} {line.reason} {line.item.kind.value} {line.item.violation}")
    applies = sum(line.applicability.value == "applies" for line in view.lines)
    click.echo(f"截至 {world.as_of}：{world.town_name(view.town)}可以直接适用{applies}个事项，共列{len(view.lines)}个。")
    return 0
