"""The command `import`: a department's spreadsheet becomes drafts of its lists, and every change is told."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.chinese_click import ChineseCommand
from generator.model import IDENTIFIER, Kind, Refusal, few
from generator.options import KindName, as_of_option, format_option, judging_day, progress, root_of, root_option
from generator.tables import shorten

if TYPE_CHECKING:
    from datetime import date

    from generator.intake.intake import Intake, Joined
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
@click.option("--kind", type=KindName(), default=None, help="只收这一种清单：不予处罚、从轻处罚、减轻处罚或免予行政强制；不写的，认得出种类的各张清单一次收进。")
@click.option("--out", type=click.Path(path_type=Path), default=None, metavar="文件", help="写到这个 CSV，默认写入该部门的清单；要同时写 --kind。")
@click.option("--sheet", default=None, metavar="名称", help="只读工作簿的这一张工作表；默认读看得见的各张。")
@click.option("--set", "settings", type=Setting(), multiple=True, help="原表空着的这一列都填这个内容，如 责令改正=是，可以写多次。")
@format_option("text", "json")
@as_of_option
@root_option
@click.pass_context
def import_command(ctx: click.Context, file: Path, department: str, kind: Kind | None, out: Path | None, sheet: str | None,
                   settings: tuple[tuple[str, str], ...], fmt: str, as_of: "date | None", root: Path | None) -> int:
    """把部门交来的表格（xlsx、xls、et、ods、csv）收进清单，作为草案。原来的写法尽量改成规范写法，逐处说明；拿不准的留给人。"""
    from generator import report
    from generator.intake.intake import Asked, intake
    from generator.schema import directory, tables

    where = root_of(ctx, root)
    day = judging_day(where, as_of)
    given = _columns(settings, tables(directory(where))["exemptions"])
    progress("读入表格", 0, 1)
    done = intake(where, file, Asked(department=department, kind=kind, sheet=sheet, out=out, given=given), day)
    progress("读入表格", 1, 1)
    if fmt == "json":
        said = [_as_json(one, where) for one in done.lists]
        aside = {"left": [one.to_json() for one in done.left], "hidden_sheets": list(done.hidden)}
        click.echo(report.dump(report.answer("import", day, **(said[0] if kind else {"lists": said}), **aside)))
    else:
        click.echo("\n".join(_all_told(done, where, kind is None)))
    return 1 if done.left or any(one.findings for one in done.lists) else 0


def _as_json(one: "Joined", root: Path) -> dict[str, object]:
    from generator import report
    from generator.intake.merging import Fate

    return {
        "kind": one.listed.kind.slug, "sheet": one.listed.sheet, "out": _shown(one, root), "rows": len(one.taking.rows),
        **{fate.value: [one.merged.fates[row][1]["item_id"] for row in one.merged.of(fate)] for fate in Fate},
        "drafts_not_in_it": list(one.drafts_not_in_it), "mended": [mend.to_json() for mend in one.taking.mends],
        "skipped": [row.to_json() for row in one.taking.skipped],
        "unresolved": [report.finding_json(finding) for finding in one.findings]}


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


def _shown(done: "Joined", root: Path) -> str:
    return done.out.relative_to(root).as_posix() if done.out.is_relative_to(root) else str(done.out)


def _all_told(done: "Intake", root: Path, several: bool) -> Iterator[str]:
    """Each list, what was left, and one next step."""
    for one in done.lists:
        if several:
            yield f"【{one.listed.kind.value}】"
        yield from _told(one, root)
    for left in done.left:
        yield f"没有收　{left.told}"
    if done.hidden:
        yield f"没有看　隐藏的工作表：{'、'.join(done.hidden)}。要收的，先取消隐藏，或者用 --sheet 写明。"
    if open_ := sum(len(one.findings) for one in done.lists) + len(done.left):
        yield f"还有{open_}处要人处理，见上；改好原表可以再导入，不会重复。"
    kept = all(one.out.resolve().is_relative_to((root / "lists").resolve()) for one in done.lists)
    yield "下一步运行 qingdan check，看合法性检查的结果。" if kept else "核对以后，不写 --out 再导入一次，就收进清单。"


def _told(done: "Joined", root: Path) -> Iterator[str]:
    """Why each change was made and where, each reason once; then what is left for a person; then the sum."""
    from generator.intake.merging import Fate

    for (column, why), cells in _grouped(((mend.column, mend.why), mend.place) for mend in done.taking.mends):
        yield f"已改　{column}：{why}（{few(cells, '处')}）"
    for (why,), rows in _grouped((((why,), f"第{row}行“{shorten(' '.join(text.split()), 24)}”") for row, text, why in done.taking.skipped)):
        yield f"略过　{why}：{few(rows, '处')}"
    yield from _left_open(done)
    counts = {fate: len(done.merged.of(fate)) for fate in Fate}
    yield (f"{done.taking.path}：读到{len(done.taking.rows)}个事项，新增{counts[Fate.ADDED]}、更新{counts[Fate.UPDATED]}、"
           f"没有变化{counts[Fate.UNCHANGED]}、没有采用{counts[Fate.REFUSED]}；"
           + (f"已写入 {_shown(done, root)}（草案，未公布）。" if done.written else f"{_shown(done, root)} 没有改动。"))
    if drafts := done.drafts_not_in_it:
        yield f"清单里另有{len(drafts)}个草案不在这份表里，没有动：{few(drafts)}。改过违法行为的会成为新的草案；不再要的，在清单里删去那一行。"


def _left_open(done: "Joined") -> Iterator[str]:
    """What is left for a person: the columns that the sheet lacks in one sentence, and what repeats in a column in one."""
    from generator import report
    from generator.schema import faults

    absent = [one for one in done.findings if one.rule == faults.HEADER.id and one.field]
    if len(absent) > 1:
        yield (f"{done.taking.path}：原表没有这些列，没有填写：{'、'.join(one.column or '' for one in absent)}。[{faults.HEADER.id}]\n"
               "    错误　在导入后的表里逐行填写；各行相同的，加 --set 列名=内容 再导入，可以写多次。")
    others = [one for one in done.findings if len(absent) < 2 or one not in absent]
    for (_, column, _), alike in _grouped(((one.rule, one.column, IDENTIFIER.sub("", one.hint)), one) for one in others):
        if len(alike) <= _EACH:
            yield report.text(alike)
        else:
            places = few([one.cell or f"第{one.row}行" for one in alike], "处")
            named = f"{column}：" if column else ""
            first = "" if len({one.message for one in alike}) == 1 else "，这是其中一处"
            yield f"{done.taking.path} {named}{alike[0].message}（{places}{first}）[{alike[0].rule}]\n    错误　{alike[0].hint}"


_EACH = 3
"""More findings that are mended alike are told in one sentence."""


def _grouped(pairs: Iterable[tuple[tuple[str | None, ...], Any]]) -> Iterable[tuple[tuple[str | None, ...], list[Any]]]:
    groups: dict[tuple[str | None, ...], list[Any]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups.items()
