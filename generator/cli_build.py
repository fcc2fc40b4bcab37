"""The command build: the public site, a preview of it, or the folder of a draft for public comment."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.chinese_click import ChineseCommand
from generator.model import Refusal, Severity
from generator.options import as_of_option, judged, progress, read_world, root_of, root_option
from generator.patterns import remembered

if TYPE_CHECKING:
    from generator.assembly import Loaded
    from generator.history import Record
    from generator.model import World


@click.command(cls=ChineseCommand)
@click.option("--out", type=click.Path(path_type=Path), default=None, help="输出目录，默认 build/site。")
@click.option("--engine", type=click.Choice(["mkdocs", "zensical"]), default="mkdocs", help="生成页面框架的引擎。")
@click.option("--preview", is_flag=True, help="审查用预览：显示草案和检查意见，每页标明“预览”。")
@click.option("--offline", is_flag=True, help="生成可以直接用文件管理器打开的站点。")
@click.option("--downloads/--no-downloads", "with_downloads", default=True, help="是否生成供下载的文件（DOCX、XLSX、PDF）和开放数据，默认生成。")
@click.option("--consultation", default=None, metavar="批次", help="把一个尚未公布的批次生成征求意见稿，放在 --out 指定的单独目录。")
@as_of_option
@root_option
@click.pass_context
@remembered()
def build(ctx: click.Context, out: Path | None, engine: str, preview: bool, offline: bool, with_downloads: bool, consultation: str | None,
          as_of: date | None, root: Path | None) -> int:
    """检查后生成公开网站。有错误时不生成，原来的网站保持不变。"""
    from generator import report
    from generator.book import files
    from generator.legality.judge import held_at_publication
    from generator.schema import directory, tables
    from generator.site import build as build_site
    from generator.witnesses import testify

    where = root_of(ctx, root)
    loaded, world = read_world(where, as_of)
    if consultation is not None:
        if out is None or preview:
            raise Refusal("征求意见稿要单独放在一个目录：请用 --out 指明，并且不要同时用 --preview。")
        return _consult(loaded, world, consultation, where, out)
    if "lists/city.csv" not in loaded.sheets:
        raise Refusal("没有 lists/city.csv，不知道是不是演示数据、法规库核对到哪一天，没有生成网站。请恢复这个文件。")
    found = judged(loaded, world)
    stopping = [f for f in loaded.findings if f.severity is Severity.ERROR]
    if not preview:
        stopping.extend(held_at_publication(found, world))
    if stopping:
        click.echo(report.text(loaded.placed(stopping)) + "\n")
        click.echo(report.summary(stopping, world))
        click.echo("有错误，没有生成网站；原来的网站没有改动。")
        return 1
    testify(files(where), loaded.sheets, tables(directory(where)))
    record = _record(where)
    target = out or where / "build" / "site"
    done = build_site(world, root=where, out=target, findings=found, preview=preview, offline=offline, engine=engine,
                      record=record, surroundings=loaded.surroundings, contents=loaded.contents, with_downloads=with_downloads, progress=progress)
    click.echo(report.summary(found, world))
    for note in done.notes:
        click.echo(note, err=True)
    click.echo(f"{done.items}个公开事项，生成{done.pages}个页面，用时{done.seconds:.1f}秒。")
    click.echo(f"打开 {target}/index.html{'' if out else ' 或运行 make serve'} 查看。")
    return 0


def _record(root: Path) -> "Record | None":
    """The complete history of the repository; where there is none, the site is built without it and that is said."""
    from generator import git
    from generator.history import record

    try:
        if git.has_commits(root):
            return record(root)
        why = "这里没有 git 记录。"
    except Refusal as refusal:
        why = str(refusal)
    click.echo(f"网站不列录入时间：{why}", err=True)
    return None


def _consult(loaded: "Loaded", world: "World", code: str, root: Path, out: Path) -> int:
    """The folder of a draft edition; errors in the draft itself must be mended before the public is asked."""
    from generator import report
    from generator.document.consultation import draft
    from generator.document.redaction import redacted
    from generator.legality.judge import judge
    from generator.legality.verdicts import Verdicts
    from generator.site.consultation import build as build_folder

    found = draft(code, redacted(world))
    own = {(record.source.path, record.source.line) for record in (found.edition, *found.items)}
    said = (*loaded.findings, *(f for f in judge(world, Verdicts(loaded, world.as_of)) if (f.path, f.line) in own))
    stopping = [f for f in loaded.placed(said) if f.severity is Severity.ERROR]
    if stopping:
        click.echo(report.text(stopping) + "\n")
        click.echo("有错误，没有生成征求意见稿。请改正后再征求意见。")
        return 1
    pages = build_folder(found, root=root, out=out)
    click.echo(f"截至 {world.as_of}：{found.title}，{len(found.items)}项拟新增或者修改，{len(found.ending)}项拟不再保留，共{pages}页。")
    click.echo(f"在 {out}。征求意见自{found.edition.consult_from}起至{found.edition.consult_to}止；不要放进公开网站的目录。")
    return 0
