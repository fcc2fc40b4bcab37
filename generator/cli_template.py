"""The command `template`: the form on which a department writes its lists."""

from datetime import date
from pathlib import Path

import click

from generator.chinese_click import ChineseCommand
from generator.model import Kind, Refusal
from generator.options import KindName, as_of_option, format_option, judged, read_world, root_of, root_option


@click.command(cls=ChineseCommand)
@click.option("--dept", "given", default=None, metavar="部门", help="给哪个部门填，代码或者名称；不写的各部门通用。")
@click.option("--kind", "kind", type=KindName(), default=None, help="只要这一种清单；默认四种各一张表。")
@click.option("--out", type=click.Path(path_type=Path), default=None, metavar="文件.xlsx", help="写到哪里；默认当前目录，文件名用部门的名称。")
@format_option("text", "json")
@as_of_option
@root_option
@click.pass_context
def template(ctx: click.Context, given: str | None, kind: Kind | None, out: Path | None, fmt: str, as_of: date | None, root: Path | None) -> int:
    """生成填报表（Excel、WPS 都能打开）：每种清单一张表，带填写说明、下拉选项和真实的示例。"""
    from generator import report
    from generator.document.form import form
    from generator.document.redaction import redacted
    from generator.render.form import workbook
    from generator.schema import directory, tables
    from generator.writing import replace_file

    where = root_of(ctx, root)
    loaded, world = read_world(where, as_of)
    department = world.department_code(given) if given else None
    found = judged(loaded, world)
    made = form(redacted(world), tables(directory(where))["exemptions"], found, where, department, (kind,) if kind else tuple(Kind))
    target = _free(out or Path(f"{made.name}.xlsx"))
    replace_file(target, workbook(made))
    if fmt == "json":
        click.echo(report.dump(report.answer(
            "template", world.as_of, out=str(target), department=department, kinds=[sheet.kind.slug for sheet in made.sheets],
            template=made.properties["qingdan-template"],
            examples=[{"kind": one.kind.slug, "item_id": one.item.item_id if one.item.source.path else None} for one in made.examples])))
        return 0
    click.echo(str(target))
    origins = "、".join(f"{one.kind.value}取自{one.origin}" for one in made.examples)
    click.echo(f"截至 {world.as_of}：{made.title}，{len(made.sheets)}张表；示例：{origins}。{'演示数据。' if world.book.city.demo else ''}", err=True)
    return 0


def _free(target: Path) -> Path:
    """`target`, a workbook that does not exist yet: what stands there may be a form that somebody has filled in."""
    if target.suffix.lower() != ".xlsx":
        raise Refusal(f"填报表是 Excel 工作簿，文件名应以 .xlsx 结尾，现在是“{target.name}”。")
    if target.exists():
        raise Refusal(f"已经有 {target}，可能是填过的表，没有改动它。请移走，或者用 --out 另取一个名字。")
    return target
