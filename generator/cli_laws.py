"""The commands about the law registry: laws import, list, show, map, impact."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.chinese_click import ChineseCommand, ChineseGroup
from generator.model import World
from generator.options import Day, as_of_option, format_option, judging_day, progress, read_world, root_of, root_option

if TYPE_CHECKING:
    from generator.laws import Registry
    from generator.statutes import Import


@click.group(cls=ChineseGroup)
def laws() -> None:
    """法规库：导入、查询法律法规的版本和条文结构，对照新旧条文。"""


@laws.command("import", cls=ChineseCommand)
@click.argument("folder", metavar="目录", type=click.Path(path_type=Path))
@click.option("--keep-text", is_flag=True, help="同时把条文存在本机的 texts/（不进入 git），供网站的法规页显示所引条文。")
@click.option("--local", is_flag=True, help="地方性法规、地方政府规章也导入。")
@root_option
@click.pass_context
def laws_import(ctx: click.Context, folder: Path, keep_text: bool, local: bool, root: Path | None) -> int:
    """从法规文本目录更新 laws.csv、law_articles.csv 和 law_map.csv（只记事实，不存条文）；目录中没有的法规保留不动。"""
    from generator.kept_texts import keep_texts
    from generator.writing import sole_writer

    where = root_of(ctx, root)
    with sole_writer(where):
        done, whole, pairs = _taken_in(where, folder, local)
    if keep_text:
        keep_texts(where, done.texts)
    for doubt in whole.doubts:
        click.echo(doubt)
    confirmed = sum(row["confirmed"] == "是" for row in pairs)
    click.echo(f"导入{len(done.laws)}个版本、{len(done.articles)}条条文结构；保留目录中没有的{len(whole.laws) - len(done.laws)}个版本、"
               f"{len(whole.articles) - len(done.articles)}条条文结构；共{len(pairs)}处新旧条文对照（其中{confirmed}处经人核对）；{len(whole.doubts)}处存疑。")
    return 0


def _taken_in(where: Path, folder: Path, local: bool) -> "tuple[Import, Import, list[dict[str, str]]]":
    """What the folder holds, what the registry holds with it, and the pairs of articles: all three tables are written."""
    from generator.reading import read
    from generator.schema import directory, tables
    from generator.statutes import import_laws, map_laws, merged
    from generator.tables import write
    from generator.writing import replace_files

    schemas = tables(directory(where))
    before = {name: path.read_bytes() if (path := where / schemas[name].path).is_file() else write(schemas[name], ())
              for name in ("laws", "law_articles", "law_map")}
    sheets = {name: read(schemas[name].path, data, schemas[name]) for name, data in before.items()}
    stored = {name: [sheet.cells(row) for row in sheet.rows] for name, sheet in sheets.items()}
    done = import_laws(folder, schemas, before["laws"], local)
    whole = merged(done, stored["laws"], stored["law_articles"])
    pairs = map_laws(whole, stored["law_map"], progress)
    written = (("laws", whole.laws), ("law_articles", whole.articles), ("law_map", pairs))
    replace_files({where / schemas[name].path: write(schemas[name], rows) for name, rows in written})
    return done, whole, pairs


@laws.command("list", cls=ChineseCommand)
@click.option("--law", default=None, metavar="法名", help="只列这一部法的各个版本。")
@format_option("text", "json")
@as_of_option
@root_option
@click.pass_context
def laws_list(ctx: click.Context, law: str | None, fmt: str, as_of: date | None, root: Path | None) -> int:
    """列出法规库中的法和各个版本：从何时到何时施行，被什么替代。"""
    from generator import report
    from generator.law_query import versions_of
    from generator.report.laws import law_text, version_json

    world, registry = _registry(ctx, root, as_of)
    chosen = (versions_of(registry, law),) if law else registry.by_name()
    if fmt == "json":
        shown = [version_json(version, registry, world.as_of) for versions in chosen for version in versions]
        click.echo(report.dump(report.answer("laws-list", world.as_of, versions=shown)))
        return 0
    for versions in chosen:
        click.echo(law_text(versions, registry, world.as_of))
    click.echo(f"截至 {world.as_of}：{len(chosen)}部、{sum(map(len, chosen))}个版本。{_checked(world)}")
    return 0


@laws.command("show", cls=ChineseCommand)
@click.argument("law", metavar="法名")
@click.option("--on", "on", type=Day(), default=None, help="哪一天施行的版本；默认与 --as-of 相同。")
@format_option("text", "json")
@as_of_option
@root_option
@click.pass_context
def laws_show(ctx: click.Context, law: str, on: date | None, fmt: str, as_of: date | None, root: Path | None) -> int:
    """一部法的各个版本、某一天施行的是哪一个、有多少条款项。"""
    from generator import report
    from generator.law_query import version_on, versions_of
    from generator.report.laws import law_text, structure_text, version_json

    world, registry = _registry(ctx, root, as_of)
    day = on or world.as_of
    versions = versions_of(registry, law)
    current = version_on(versions, day)
    if fmt == "json":
        click.echo(report.dump(report.answer(
            "laws-show", world.as_of, on=day.isoformat(), in_force=current.law_id if current else None,
            versions=[version_json(version, registry, day) for version in versions])))
        return 0
    click.echo(law_text(versions, registry, day))
    if current:
        click.echo(f"{day} 施行的版本 {structure_text(current, registry)}")
    else:
        click.echo(f"{day} 没有已知施行的版本。")
    click.echo(f"截至 {world.as_of}。{_checked(world)}")
    return 0


@laws.command("map", cls=ChineseCommand)
@click.argument("law", metavar="法名")
@click.option("--from", "start", default=None, metavar="版本", help="旧版本：年份、公布日期或者 law_id。")
@click.option("--to", "end", default=None, metavar="版本", help="新版本，也可以是替代它的法的 law_id。")
@format_option("text", "json")
@as_of_option
@root_option
@click.pass_context
def laws_map(ctx: click.Context, law: str, start: str | None, end: str | None, fmt: str, as_of: date | None, root: Path | None) -> int:
    """旧条文变成了哪条新条文：相同、有改动、分为几条、并入一条、不再存在或者存疑，数额是否改变。"""
    from generator import report
    from generator.law_query import mapped, versions_of
    from generator.lawmap import law_map
    from generator.report.laws import map_text

    world, registry = _registry(ctx, root, as_of)
    links = mapped(world.once(law_map), registry, versions_of(registry, law), start, end)
    if fmt == "json":
        click.echo(report.dump(report.answer("map", world.as_of, pairs=[link.to_json() for link in links])))
        return 0
    click.echo(map_text(links))
    click.echo(f"截至 {world.as_of}。对照由程序按文字算出，未标“经人核对”的请与原文核对。{_checked(world)}")
    return 0


def _registry(ctx: click.Context, root: Path | None, as_of: date | None) -> "tuple[World, Registry]":
    """A World of the law tables alone, and its registry."""
    from generator.book import load_law_book
    from generator.laws import registry

    where = root_of(ctx, root)
    world = World(load_law_book(where), judging_day(where, as_of))
    return world, world.once(registry)


def _checked(world: World) -> str:
    return f"法规库核对至 {world.book.city.laws_checked}。" if world.book.city.laws_checked else ""


@laws.command("impact", cls=ChineseCommand)
@click.argument("law", metavar="法名")
@click.option("--from", "start", default=None, metavar="版本", help="只看引用这个旧版本的：年份、公布日期或者 law_id。")
@click.option("--to", "end", default=None, metavar="版本", help="新版本；默认是最新的版本，或者替代它的法。")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="把每个部门的任务单写到这个目录（部门代码.md）。")
@format_option("text", "json")
@as_of_option
@root_option
@click.pass_context
def laws_impact(ctx: click.Context, law: str, start: str | None, end: str | None, out: Path | None, fmt: str, as_of: date | None,
                root: Path | None) -> int:
    """法律修改后，清单中哪些事项受影响：条号改变、内容改动、数额改变（是否因此不合法）、条文不再存在，以及建议改引哪一条。"""
    from collections import Counter

    from generator import report
    from generator.document.impact import task_pages
    from generator.impact import Effect, impact
    from generator.render.markdown import page
    from generator.writing import replace_file

    where = root_of(ctx, root)
    _, world = read_world(where, as_of)
    found = impact(world, law, start, end)
    tasks = {f"{department}.md": page(made) for department, made in task_pages(found, world)}
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in tasks.items():
            replace_file(out / name, text.encode("utf-8"))
    if fmt == "json":
        click.echo(report.dump(report.answer(
            "impact", world.as_of, law_id=found.after.law_id, from_law_ids=[one.law_id for one in found.before], current=found.current,
            items=[hit.to_json() for hit in found.hits])))
        return 0
    for text in tasks.values() if out is None else ():
        click.echo(text)
    counts = Counter(hit.effect for hit in found.hits)
    cited = "、".join(f"{words}（{count}个事项）" for words, count in (("清单引用的已经是这个版本", found.current), ("所引条文没有改动", found.same)) if count)
    told = "、".join(f"{effect.label}{counts[effect]}处" for effect in Effect if counts[effect]) or f"没有事项受影响，{cited or '清单没有引用它的任何版本'}"
    unlawful = sum(bool(hit.unlawful) for hit in found.hits)
    click.echo(f"截至 {world.as_of}，{found.after.titled}：{told}{f'，其中{unlawful}处的裁量结果不再合法' if unlawful else ''}。{_checked(world)}")
    if out is not None and tasks:
        click.echo(f"任务单已写到 {out}：{'、'.join(tasks)}。")
    return 0
