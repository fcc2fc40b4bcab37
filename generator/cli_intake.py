"""The command `import`: a department's spreadsheet becomes drafts of its list, and every change is told."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.chinese_click import ChineseCommand
from generator.model import Kind, Refusal
from generator.options import KindName, as_of_option, format_option, progress, read_world, root_of, root_option
from generator.tables import shorten

if TYPE_CHECKING:
    from datetime import date

    from generator.intake.intake import Intake
    from generator.schema import TableSchema


class Setting(click.ParamType[tuple[str, str]]):
    """列名=内容."""

    name = "列名=内容"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The two sides; a Chinese sentence when there is no =."""
        if isinstance(value, tuple):
            return value
        name, sign, text = str(value).partition("=")
        if not sign or not name.strip() or not text.strip():
            self.fail(f"“{value}”应写作 列名=内容，如 责令改正=是。", param, ctx)
        return name.strip(), text.strip()


@click.command("import", cls=ChineseCommand)
@click.argument("file", type=click.Path(path_type=Path), metavar="文件")
@click.option("--dept", "department", required=True, help="部门代码或者名称。")
@click.option("--kind", type=KindName(), required=True, help="清单种类：不予处罚、从轻处罚、减轻处罚或免予行政强制。")
@click.option("--out", type=click.Path(path_type=Path), default=None, metavar="文件", help="写到这个 CSV，默认写入该部门的清单。")
@click.option("--sheet", default=None, metavar="名称", help="读工作簿的哪一张工作表；只有一张像清单的不用写。")
@click.option("--set", "settings", type=Setting(), multiple=True, help="原表空着的这一列都填这个内容，如 责令改正=是，可以写多次。")
@format_option("text", "json")
@as_of_option
@root_option
@click.pass_context
def import_command(ctx: click.Context, file: Path, department: str, kind: Kind, out: Path | None, sheet: str | None,
                   settings: tuple[tuple[str, str], ...], fmt: str, as_of: "date | None", root: Path | None) -> int:
    """把部门交来的表格（xlsx、xls、et、ods、csv）收进清单，作为草案。原来的写法尽量改成规范写法，逐处说明；拿不准的留给人。"""
    from generator import report
    from generator.intake.intake import intake, path_of
    from generator.intake.merging import Fate
    from generator.intake.sender import must_be_of, sender
    from generator.schema import directory, tables

    where = root_of(ctx, root)
    _, world = read_world(where, as_of)
    code = world.department_code(department)
    _must_be_free(out, file, where, where / path_of(code, kind))
    if file.is_file():
        must_be_of(world, code, sender(file.read_bytes()), file.name)
    given = _columns(settings, tables(directory(where))["exemptions"])
    progress("读入表格", 0, 1)
    done = intake(where, file, code, kind, out, sheet, given)
    progress("读入表格", 1, 1)
    if fmt == "json":
        click.echo(report.dump(report.answer(
            "import", world.as_of, out=_shown(done, where), rows=len(done.taking.rows),
            **{fate.value: [cells["item_id"] for row in done.merged.of(fate) for cells in (done.merged.fates[row][1],)] for fate in Fate},
            drafts_not_in_it=done.drafts_not_in_it,
            mended=[mend.to_json() for mend in done.taking.mends],
            skipped=[{"row": row, "text": text, "reason": why} for row, text, why in done.taking.skipped],
            unresolved=[report.finding_json(one) for one in done.findings])))
    else:
        click.echo("\n".join(_told(done, where)))
    return 1 if done.findings else 0


def _must_be_free(out: Path | None, file: Path, root: Path, own: Path) -> None:
    """Refusal when `out` is no CSV, the workbook itself, or a table of the city other than the list asked for (`own`)."""
    if out and (out.suffix.lower() != ".csv" or out.is_dir() or (out.exists() and file.exists() and out.samefile(file))):
        raise Refusal(f"--out 要写成一个 CSV 文件（名称以 .csv 结尾），不能是文件夹或者交来的表格本身：{out}。")
    if out and _inside(out, root) and out.resolve() != own.resolve():
        raise Refusal(f"--out 是 lists/ 里的另一张表：{out}，没有改动。收进清单的不用写 --out；想先看看的，写到 lists/ 以外。")


def _inside(path: Path, root: Path) -> bool:
    return path.resolve().is_relative_to((root / "lists").resolve())


def _columns(settings: tuple[tuple[str, str], ...], schema: "TableSchema") -> dict[str, str]:
    from generator.intake.taking import GIVEN_BY_US

    by_title = {column.title: column.name for column in schema.columns} | {column.name: column.name for column in schema.columns}
    for title, _ in settings:
        if title not in by_title:
            raise Refusal(f"--set 的“{title}”不是清单的列名，应为：{'、'.join(column.title for column in schema.columns)}。")
        if by_title[title] in GIVEN_BY_US:
            raise Refusal(f"“{title}”不能用 --set 填：事项编号由导入给出，发布批次由 qingdan publish 登记。")
    if len({by_title[title] for title, _ in settings}) < len(settings):
        raise Refusal("--set 里同一列写了两次，各列只写一次。")
    return {by_title[title]: text for title, text in settings}


def _shown(done: "Intake", root: Path) -> str:
    return done.out.relative_to(root).as_posix() if done.out.is_relative_to(root) else str(done.out)


def _told(done: "Intake", root: Path) -> Iterator[str]:
    """Why each change was made and where, each reason once; then what is left for a person; then the sum."""
    from generator.intake.merging import Fate

    for (column, why), cells in _grouped(((m.column, m.why), m.cell or f"第{m.row}行") for m in done.taking.mends):
        yield f"已改　{column}：{why}（{_few(cells)}）"
    for (why,), rows in _grouped((((why,), f"第{row}行“{shorten(' '.join(text.split()), 24)}”") for row, text, why in done.taking.skipped)):
        yield f"略过　{why}：{_few(rows)}"
    yield from _left_open(done)
    counts = {fate: len(done.merged.of(fate)) for fate in Fate}
    changed = counts[Fate.ADDED] + counts[Fate.UPDATED]
    yield (f"{done.taking.path}：读到{len(done.taking.rows)}个事项，新增{counts[Fate.ADDED]}、更新{counts[Fate.UPDATED]}、"
           f"没有变化{counts[Fate.UNCHANGED]}、没有采用{counts[Fate.REFUSED]}；"
           + (f"已写入 {_shown(done, root)}（草案，未公布）。" if changed else f"{_shown(done, root)} 没有改动。"))
    if drafts := done.drafts_not_in_it:
        yield f"清单里另有{len(drafts)}个草案不在这份表里，没有动：{'、'.join(drafts[:5])}{'等' if len(drafts) > 5 else ''}。改过违法行为的会成为新的草案；不再要的，在清单里删去那一行。"
    if done.findings:
        yield f"还有{len(done.findings)}处要人处理，见上；改好原表可以再导入，不会重复。"
    yield "下一步运行 qingdan check，看合法性检查的结果。" if _inside(done.out, root) else "核对以后，不写 --out 再导入一次，就收进清单。"


def _left_open(done: "Intake") -> Iterator[str]:
    """What is left for a person: the columns that the sheet lacks in one sentence, and what repeats in a column in one."""
    from generator import report
    from generator.schema import faults

    absent = [one for one in done.findings if one.rule == faults.HEADER.id and one.field]
    if len(absent) > 1:
        yield (f"{done.taking.path}：原表没有这些列，没有填写：{'、'.join(one.column or '' for one in absent)}。[{faults.HEADER.id}]\n"
               "    错误　在导入后的表里逐行填写；各行相同的，加 --set 列名=内容 再导入，可以写多次。")
    others = [one for one in done.findings if len(absent) < 2 or one not in absent]
    for (_, column, _), alike in _grouped(((one.rule, one.column, _NUMBER.sub("", one.hint)), one) for one in others):
        if len(alike) <= _EACH:
            yield report.text(alike)
        else:
            places = _few([one.cell or f"第{one.row}行" for one in alike])
            named = f"{column}：" if column else ""
            first = "" if len({one.message for one in alike}) == 1 else "，这是其中一处"
            yield f"{done.taking.path} {named}{alike[0].message}（{places}{first}）[{alike[0].rule}]\n    错误　{alike[0].hint}"


_EACH = 3
"""More findings that are mended alike are told in one sentence."""
_NUMBER = re.compile("[0-9]{4}-[0-9]{5}-[0-9A-Z]")


def _grouped(pairs: Iterable[tuple[tuple[str | None, ...], Any]]) -> Iterable[tuple[tuple[str | None, ...], list[Any]]]:
    groups: dict[tuple[str | None, ...], list[Any]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups.items()


def _few(places: list[str]) -> str:
    return "、".join(places[:5]) + (f"等{len(places)}处" if len(places) > 5 else "")
