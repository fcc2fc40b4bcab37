"""The command `annotate`: a department's own workbook, with every finding on the cell it is about."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.chinese_click import ChineseCommand
from generator.model import Kind, Refusal, Severity
from generator.options import KindName, as_of_option, format_option, judging_day, progress, root_of, root_option

if TYPE_CHECKING:
    from generator.intake.trial import Trial

_SUFFIX = "（检查结果）"


@click.command(cls=ChineseCommand)
@click.argument("file", type=click.Path(path_type=Path), metavar="文件.xlsx")
@click.option("--dept", "given", default=None, metavar="部门", help="部门代码或者名称；填报表自己写明的不用给。")
@click.option("--kind", "kind", type=KindName(), default=None, help="只看这一种清单；默认看工作簿里的各张清单。")
@click.option("--out", type=click.Path(path_type=Path), default=None, metavar="文件.xlsx", help=f"写到哪里；默认在原文件旁边，名称后面加“{_SUFFIX}”。")
@format_option("text", "json")
@as_of_option
@root_option
@click.pass_context
def annotate(ctx: click.Context, file: Path, given: str | None, kind: Kind | None, out: Path | None, fmt: str, as_of: date | None,
             root: Path | None) -> int:
    """把检查结果写回部门交来的工作簿：有问题的格子加颜色和批注，每行右边写明，最前面一张汇总。不改格子里的字，不写入清单。"""
    from generator import report
    from generator.document.answers import answers, counts
    from generator.document.form import version
    from generator.intake.grid import grids
    from generator.intake.sender import form_of
    from generator.intake.trial import trial
    from generator.render.answered import answered, must_be_workbook
    from generator.schema import directory, tables
    from generator.writing import replace_file

    where = root_of(ctx, root)
    data = _read(file)
    progress("检查表格", 0, 3)
    sheets = grids(file.name, data)  # refuses what a clerk cannot have made, before anything else opens it
    must_be_workbook(data, file.name)
    form = form_of(data)
    department = _department(where, file.name, given, form.department, as_of)
    progress("检查表格", 1, 3)
    tried = trial(where, file.name, sheets, department, kind, judging_day(where, as_of), form.kind)
    outdated = form.columns not in (None, version(tables(directory(where))["exemptions"]))
    said = answers(tried, file.name, department, outdated)
    target = _target(file, data, out)
    progress("检查表格", 2, 3)
    replace_file(target, answered(data, file.name, said, tried.world.as_of))
    progress("检查表格", 3, 3)
    weighed, rows = counts(tried.answers), _rows(tried)
    if fmt == "json":
        click.echo(report.dump(report.answer("annotate", tried.world.as_of, out=str(target), department=department, **_as_json(tried))))
    else:
        click.echo("\n".join((*said.lead, str(target))))
        if rows and not weighed[Severity.ERROR] and not tried.left:
            click.echo("没有错误，可以用 qingdan import 收进清单。", err=True)
    return 1 if weighed[Severity.ERROR] or tried.left else 0


def _rows(tried: "Trial") -> int:
    return sum(len(one.taking.rows) for one in tried.lists)


def _as_json(tried: "Trial") -> dict[str, object]:
    from generator import report
    from generator.document.answers import counts

    weighed = counts(tried.answers)
    return {
        "rows": _rows(tried), "counts": {one.value: weighed[one] for one in Severity},
        "sheets": [{"name": one.sheet, "kind": one.kind.slug, "rows": len(one.taking.rows)} for one in tried.lists],
        "findings": [report.finding_json(one.finding) for one in tried.answers],
        "mended": [{"sheet": one.sheet, **mend.to_json()} for one in tried.lists for mend in one.taking.mends],
        "skipped": [{"sheet": one.sheet, **row.to_json()} for one in tried.lists for row in one.skipped],
        "left": [one.to_json() for one in tried.left], "hidden_sheets": list(tried.hidden)}


def _read(file: Path) -> bytes:
    if not file.is_file():
        raise Refusal(f"没有文件 {file}。")
    return file.read_bytes()


def _department(root: Path, name: str, given: str | None, stated: str | None, as_of: date | None) -> str:
    """The code of the department asked for, or named by the form. Refusal when neither says it, or each another one."""
    from generator.book import load_tables, must_hold_lists
    from generator.intake.sender import must_be_of
    from generator.model import World

    must_hold_lists(root)
    if not given and not stated:
        raise Refusal("看不出是哪个部门的表。请用 --dept 写明部门代码或者名称；qingdan template --dept 生成的填报表自己写明了部门。")
    world = World(load_tables(root, "city", "organisations"), judging_day(root, as_of))
    code = world.department_code(given or stated or "")
    must_be_of(world, code, stated, name)
    return code


def _target(file: Path, data: bytes, out: Path | None) -> Path:
    """Where the answers go: `out`, else beside the file; a file that has them already is answered in its place.

    Refusal when another file stands there that says something else: somebody may have worked in it.
    """
    from generator.render.answered import same_words

    target = out or (file if file.stem.endswith(_SUFFIX) else file.with_name(f"{file.stem}{_SUFFIX}.xlsx"))
    if target.suffix.lower() != ".xlsx":
        raise Refusal(f"结果是 xlsx 工作簿，文件名应以 .xlsx 结尾，现在是“{target.name}”。")
    if target.exists() and target.resolve() != file.resolve() and not same_words(data, target.read_bytes(), target.name):
        raise Refusal(f"已经有 {target}，里面的内容和 {file.name} 不同，可能有人在上面改过，没有改动它。请检查那一份，或者用 --out 另取一个名字。")
    return target
