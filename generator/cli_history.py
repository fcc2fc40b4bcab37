"""The commands about change and time: diff, history, asof, resolve."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.chinese_click import ChineseCommand
from generator.model import Kind, Refusal
from generator.options import (
    Day,
    KindName,
    Number,
    Span,
    as_of_option,
    format_option,
    judging_day,
    read_world,
    root_of,
    root_option,
)

if TYPE_CHECKING:
    from generator.assembly import Loaded
    from generator.diff.breaches import Past
    from generator.diff.comparison import Unread
    from generator.model import Finding, World


@click.command(cls=ChineseCommand)
@click.argument("base", required=False, metavar="[版本]")
@click.argument("head", required=False, metavar="[另一版本]")
@format_option("text", "markdown", "html", "json", "docx")
@as_of_option
@root_option
@click.pass_context
def diff(ctx: click.Context, base: str | None, head: str | None, fmt: str, as_of: date | None, root: Path | None) -> int:
    """清单改了什么、是放宽还是收紧：HEAD 到工作目录，或者一个版本到工作目录，或者两个版本之间。"""
    from generator import git, report
    from generator.book import load
    from generator.diff.comparison import compare
    from generator.document.changes import change_page
    from generator.report.changes import diff_json

    where = root_of(ctx, root)
    old = git.commit_of(where, base or "HEAD")
    new = git.commit_of(where, head) if head else None
    before, after = at_commit(where, old), at_commit(where, new) if new else load(where)
    comparison = compare(*judged_sides(before, after, judging_day(where, as_of)))
    if fmt == "json":
        click.echo(report.dump(diff_json(comparison, old, new)))
        return 0
    shown = change_page(comparison, base or "HEAD", head or "工作目录")
    if fmt == "html":
        from generator.render.standalone import html

        click.echo(html(shown), nl=False)
    elif fmt == "docx":
        from generator.render.docx import docx

        if sys.stdout.isatty():
            raise Refusal("Word 文档不能显示在终端上，请在命令后写 > 文件名.docx。")
        sys.stdout.buffer.write(docx(shown, comparison.after.as_of, bool(comparison.after.book.city.demo)))
    elif fmt == "markdown":
        from generator.render.markdown import page as markdown

        click.echo(markdown(shown), nl=False)
    else:
        from generator.render.plain import page as plain

        click.echo(plain(shown))
    return 0


def judged_sides(before: "Loaded", after: "Loaded", day: date) -> (
        "tuple[World, World, tuple[Finding, ...], tuple[Finding, ...], tuple[Unread, ...]]"):
    """Both sides on the same day with what the checks say, and what could not be read; what was redacted by either is hidden in both."""
    from dataclasses import replace

    from generator.diff.readable import sides
    from generator.document.redaction import redacted
    from generator.document.words import HIDDEN
    from generator.legality.judge import judge
    from generator.legality.verdicts import Verdicts
    from generator.model import World

    books, unread = sides(before, after)
    rows = tuple({*before.book.redactions, *after.book.redactions})
    hidden_cells = {(row.item_id, row.field) for row in rows}
    worlds, findings = [], []
    for loaded, book in zip((before, after), books, strict=True):
        world = World(book, day)
        remembered = Verdicts(loaded, day) if book is loaded.book else None  # rows of the other side are in no sheet of this one
        found = loaded.placed((*loaded.findings, *judge(world, remembered)))
        findings.append(tuple(replace(one, value=HIDDEN, message=f"{HIDDEN}。") if (one.item_id, one.field) in hidden_cells else one
                              for one in found))
        hidden = redacted(World(replace(book, redactions=rows), day)).book
        worlds.append(World(replace(book, items=hidden.items), day))
    return worlds[0], worlds[1], findings[0], findings[1], unread


def at_commit(root: Path, commit: str) -> "Loaded":
    """The tables as they stood at `commit`, read by the schemas of today. Refusal when it had no lists/."""
    from generator import git
    from generator.book import assemble
    from generator.schema import directory, tables

    found = git.contents(root, commit)
    if not found:
        raise Refusal(f"版本 {commit[:12]} 中没有 lists/，无法比较。请给出清单入库之后的版本。")
    return assemble(found, tables(directory(root)))


@click.command(cls=ChineseCommand)
@click.argument("item", metavar="事项编号", type=Number())
@format_option("text", "json")
@as_of_option
@root_option
@click.pass_context
def history(ctx: click.Context, item: str, fmt: str, as_of: date | None, root: Path | None) -> int:
    """一个事项的历次版本（何时施行、何时公布），以及各版本由哪次提交录入、更正。"""
    from generator import git, report
    from generator.document.redaction import redacted
    from generator.history import Record, record
    from generator.report import timeline

    where = root_of(ctx, root)
    _, world = read_world(where, as_of)
    world = redacted(world)
    recorded = record(where) if git.has_commits(where) else Record("")
    if item not in world.versions and item not in recorded.items:
        raise Refusal(f"没有编号为 {item} 的事项，历史上也没有过。请核对编号，编号形如 2026-00417-N。")
    told = timeline.Timeline(item, world, recorded)
    if fmt == "json":
        click.echo(report.dump(timeline.as_json(told)))
    else:
        click.echo(timeline.text(told))
    if not recorded.head:
        click.echo("这里没有 git 记录，只列出表中的版本，不知道由谁在何时录入。", err=True)
    return 0


@click.command(cls=ChineseCommand)
@click.argument("day", metavar="日期", type=Day())
@click.option("--known", default=None, metavar="版本或日期", help="按当时的表回答：某个提交，或者某天最后一次提交。")
@click.option("--dept", default=None, help="只看这个部门（代码或名称）。")
@click.option("--kind", type=KindName(), default=None, help="只看这种清单。")
@format_option("text", "json")
@as_of_option
@root_option
@click.pass_context
def asof(ctx: click.Context, day: date, known: str | None, dept: str | None, kind: Kind | None, fmt: str, as_of: date | None,
         root: Path | None) -> int:
    """某一天适用哪些事项（是否已公布按 --as-of 判断）。"""
    from generator import report

    where = root_of(ctx, root)
    commit = _known(where, known) if known else None
    world = _world_at(where, commit, as_of) if commit else read_world(where, as_of)[1]
    department = world.department_code(dept) if dept else None
    items = [i for i in world.in_force_on(day) if department in (None, i.department) and kind in (None, i.kind)]
    if fmt == "json":
        shown = [report.item_json(item, world) for item in items]
        click.echo(report.dump(report.answer("asof", world.as_of, date=day.isoformat(), known=commit, items=shown)))
        return 0
    for item in items:
        click.echo(f"{item.item_id} {world.department_name(item.department)} {item.kind.value} {item.violation}")
    tables = f"，按提交 {commit[:12]} 时的表" if commit else ""
    click.echo(f"{day} 适用{len(items)}个事项（截至 {world.as_of} 已公布的{tables}）。")
    first = min((item.effective_from for item in world.public_items if item.effective_from and department in (None, item.department)
                 and kind in (None, item.kind)), default=None)
    if not items and (first is None or day < first):
        click.echo(f"最早的事项自 {first} 起施行，更早没有清单可查。" if first else "还没有已公布的事项。", err=True)
    return 0


@click.command(cls=ChineseCommand)
@click.argument("item", metavar="事项编号", type=Number())
@click.option("--act", required=True, type=Span(), metavar="日期[..日期]", help="违法行为发生的日期；持续一段时间的，写起止日期。")
@click.option("--decision", required=True, type=Day(), help="作出处罚决定的日期。")
@format_option("text", "json")
@as_of_option
@root_option
@click.pass_context
def resolve(ctx: click.Context, item: str, act: tuple[date, date], decision: date, fmt: str, as_of: date | None,
            root: Path | None) -> int:
    """从旧兼从轻：违法行为发生以后法律或者清单有修改的，适用哪一天的规定。"""
    from generator import report
    from generator.report import retroactivity as printer
    from generator.retroactivity import resolve as weigh

    _, world = read_world(root_of(ctx, root), as_of)
    answer = weigh(world, item, act, decision)
    if fmt == "json":
        click.echo(report.dump(printer.as_json(answer, world, item, act, decision)))
    else:
        click.echo(printer.text(answer, world, item, act, decision))
    return 0


def _known(root: Path, known: str) -> str:
    """The commit that a revision or a day names."""
    from generator import git
    from generator.schema.judge import is_date

    git.refuse_shallow(root)
    if is_date(known):
        git.commit_of(root, "HEAD")
        return git.commit_on(root, date.fromisoformat(known))
    return git.commit_of(root, known)


def _world_at(root: Path, commit: str, as_of: date | None) -> "World":
    """The tables as they stood at `commit`; what is redacted today is hidden in them too."""
    from dataclasses import replace

    from generator.book import load
    from generator.model import World

    book = at_commit(root, commit).book
    rows = (*book.redactions, *load(root).book.redactions)
    return World(replace(book, redactions=rows), judging_day(root, as_of))


def against(root: Path, base: str, world: "World", found: "tuple[Finding, ...]") -> "tuple[Finding, ...]":
    """`found` of the present tables, and what the change since HEAD parted from `base` breaks that no look at them can see."""
    from generator import git
    from generator.diff.breaches import breaks
    from generator.diff.clash import at_the_newer
    from generator.model import World

    parted = git.merge_base(root, base)
    before = _loaded_at(root, parted)
    earlier = World(before.book, world.as_of)
    return (*at_the_newer(found, earlier, world), *breaks(earlier, world, past(root, git.commit_of(root, base), parted, None, before)))


def past(root: Path, target: str, parted: str, head: str | None, before: "Loaded") -> "Past":
    """What git knows of the change from `parted` (whose tables are `before`) to `head` (None = the working tree).

    The change is to go to `target`; all are commits.
    """
    from generator import git
    from generator.diff.breaches import Past
    from generator.diff.readable import unread
    from generator.history import record

    place = git.prefix(root)
    touched = git.touched(root, parted, head) if head else git.changed_paths(root, parted)
    known = {item.item_id for item in before.book.items}
    elsewhere = tuple(_loaded_at(root, target).book.items) if target != parted else ()
    paths = tuple(path.removeprefix(place) for path in touched if path.startswith(place))
    return Past(paths, record(root, parted).items - known, elsewhere, tuple(one.path for one in unread(before) if one.whole))


def _loaded_at(root: Path, commit: str) -> "Loaded":
    """The tables of a commit; none before there were any lists."""
    from generator import git
    from generator.assembly import Loaded
    from generator.model import Book

    return at_commit(root, commit) if git.contents(root, commit) else Loaded(Book(), {}, ())
