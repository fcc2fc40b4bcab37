"""The commands about change and time: diff, history, asof, resolve."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.chinese_click import ChineseCommand
from generator.model import Refusal
from generator.options import as_of_option, format_option, judging_day, root_of, root_option

if TYPE_CHECKING:
    from generator.book import Loaded
    from generator.model import Finding, World


@click.command(cls=ChineseCommand)
@click.argument("base", required=False, metavar="[版本]")
@click.argument("head", required=False, metavar="[另一版本]")
@format_option("text", "markdown", "html", "json")
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
    comparison = compare(*_judged(before, after, judging_day(where, as_of)))
    if fmt == "json":
        click.echo(report.dump(diff_json(comparison, old, new)))
        return 0
    shown = change_page(comparison, base or "HEAD", head or "工作目录")
    if fmt == "html":
        from generator.render.standalone import html

        click.echo(html(shown), nl=False)
    elif fmt == "markdown":
        from generator.render.markdown import page as markdown

        click.echo(markdown(shown), nl=False)
    else:
        from generator.render.plain import page as plain

        click.echo(plain(shown))
    return 0


def _judged(before: "Loaded", after: "Loaded", day: date) -> "tuple[World, World, tuple[Finding, ...], tuple[Finding, ...]]":
    """Both sides on the same day with what the checks say; what was redacted by either is hidden in both."""
    from dataclasses import replace

    from generator.document.redaction import redacted
    from generator.document.words import HIDDEN
    from generator.legality.judge import judge
    from generator.legality.verdicts import Verdicts
    from generator.model import World

    rows = tuple({*before.book.redactions, *after.book.redactions})
    hidden_cells = {(row.item_id, row.field) for row in rows}
    worlds, findings = [], []
    for loaded in (before, after):
        world = World(loaded.book, day)
        found = loaded.placed((*loaded.findings, *judge(world, Verdicts(loaded, day))))
        findings.append(tuple(replace(one, value=HIDDEN, message=f"{HIDDEN}。") if (one.item_id, one.field) in hidden_cells else one
                              for one in found))
        hidden = redacted(World(replace(loaded.book, redactions=rows), day)).book
        worlds.append(World(replace(loaded.book, items=hidden.items), day))
    return worlds[0], worlds[1], findings[0], findings[1]


def at_commit(root: Path, commit: str) -> "Loaded":
    """The tables as they stood at `commit`, read by the schemas of today. Refusal when it had no lists/."""
    from generator import git
    from generator.book import assemble
    from generator.schema import directory, tables

    found = git.contents(root, commit)
    if not found:
        raise Refusal(f"版本 {commit[:12]} 中没有 lists/，无法比较。请给出清单入库之后的版本。")
    return assemble(found, tables(directory(root)))
