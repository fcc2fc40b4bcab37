"""The commands of review: what a reviewer decides from, and whether the decision stands."""

import json
import re
import sys
from collections.abc import Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.chinese_click import ChineseCommand
from generator.model import Refusal
from generator.options import as_of_option, format_option, judging_day, root_of, root_option

if TYPE_CHECKING:
    from generator.diff.comparison import Comparison
    from generator.document.blocks import Link

_COMMENT = 60_000
"""Bytes that the hosts take as one comment, with room to spare."""


@click.command(cls=ChineseCommand)
@click.argument("base", metavar="版本")
@click.argument("head", required=False, metavar="[另一版本]")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="写到这个目录。")
@click.option("--link", default=None, metavar="网址", help="全文 review.html 的网址；评论放不下时指到那里。")
@format_option("text", "json")
@as_of_option
@root_option
@click.pass_context
def review(ctx: click.Context, base: str, head: str | None, out: Path, link: str | None, fmt: str, as_of: date | None,
           root: Path | None) -> int:
    """审查材料：评论 comment.md、全文 review.html、合法性审查意见书（底稿）、修改前后对照表、review.json。

    比较的是另一版本（默认工作目录）和版本分开之后改了什么。
    """
    from generator.writing import replace_file

    where = root_of(ctx, root)
    more = _linked(link)
    files, verdict = _papers(where, base, head, judging_day(where, as_of), more)
    out.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        replace_file(out / name, data)
    if fmt == "json":
        click.echo(files["review.json"].decode(), nl=False)
    else:
        click.echo(verdict)
        click.echo(f"审查材料已写到 {out}：{'、'.join(files)}。")
    return 0


def _papers(where: Path, base: str, head: str | None, day: date, more: "Link") -> tuple[dict[str, bytes], str]:
    """What a reviewer decides from, by the name of the file, and the verdict in a sentence."""
    from generator import git, report
    from generator.document import opinion as papers
    from generator.document import review as pages
    from generator.render.docx import docx
    from generator.render.markdown import page as markdown
    from generator.render.standalone import html
    from generator.report.changes import review_json

    new = git.commit_of(where, head) if head else None
    old = git.merge_base(where, base, new or "HEAD")
    compared = _compared(where, base, old, new, day)
    made, demo = pages.Review(compared, base, head or "工作目录"), bool(compared.after.book.city.demo)
    return {
        "comment.md": pages.within(_COMMENT, made, markdown, more).encode(), "review.html": html(pages.comment_page(made)).encode(),
        "合法性审查意见书.docx": docx(papers.opinion(made), day, demo),
        "修改前后对照表.docx": docx(papers.before_and_after(made), day, demo, landscape=True),
        "review.json": (report.dump(review_json(made, old, new)) + "\n").encode()}, made.verdict


def _compared(where: Path, base: str, old: str, new: str | None, day: date) -> "Comparison":
    """The commit `new` (None: the working tree) beside `old`, where it parted from the branch `base`; judged on the day."""
    from generator import git
    from generator.book import load
    from generator.cli_history import at_commit, judged_sides, past
    from generator.diff.breaches import breaks
    from generator.diff.clash import at_the_newer
    from generator.diff.comparison import compare

    after, before = at_commit(where, new) if new else load(where), at_commit(where, old)
    world, world_now, found, found_now, unread = judged_sides(before, after, day)
    broken = after.placed(breaks(world, world_now, past(where, git.commit_of(where, base), old, new, before)))
    found_now = after.placed(at_the_newer(found_now, world, world_now))
    return compare(world, world_now, found, (*found_now, *broken), unread)


def _linked(address: str | None) -> "Link":
    """Where the comment sends its reader: the file beside it, or the address given."""
    from generator.document.blocks import Link
    from generator.document.review import FULL

    if address is not None and not re.fullmatch(r"https?://[^\s<>\"'`()\\]+", address):
        raise Refusal(f"--link 应为以 http:// 或 https:// 开头的网址，现在是“{address}”。")
    return Link(FULL.text, address, FULL.role) if address else FULL


@click.command(cls=ChineseCommand)
@click.argument("file", metavar="文件.json")
@click.option("--base", default=None, metavar="版本", help="目标分支；默认是当前检出的版本。")
@as_of_option
@root_option
@click.pass_context
def gate(ctx: click.Context, file: str, base: str | None, as_of: date | None, root: Path | None) -> int:
    """按“谁提交、谁批准了哪个提交、改了哪些文件”判断能否合并；文件写 - 表示读标准输入。请在目标分支上运行。"""
    from generator import git, report
    from generator.book import load
    from generator.gate import Proposal, decide
    from generator.model import World

    where = root_of(ctx, root)
    proposal = Proposal.of(_told(file))
    day = judging_day(where, as_of)
    since = _base(where, proposal.head, base)
    widened = None if since is None else _widened(where, since, proposal.head, day)
    touched = () if since is None else git.touched(where, since, proposal.head)
    broken = () if since is None else _broken(where, base or "HEAD", since, proposal.head, day)
    decision = decide(proposal, World(load(where).book, day), widened, touched, broken)
    answer: Mapping[str, Any] = report.answer("gate", day, decision="allow" if decision.allow else "refuse", reasons=list(decision.reasons))
    click.echo(report.dump(answer))
    return 0 if decision.allow else 1


_MOST = 4 * 1024 * 1024
_TOLD = 5
"""Breaches that the gate tells one by one."""
_OF_PATHS = frozenset({"V06", "V07"})
"""What the gate says of paths in its own words."""


def _told(file: str) -> Any:
    data = sys.stdin.buffer.read(_MOST + 1) if file == "-" else Path(file).read_bytes()[: _MOST + 1]
    if len(data) > _MOST:
        raise Refusal(f"{file} 超过 4 MB，不像是一次改动的说明。")
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        raise Refusal(f"{file} 不是有效的 JSON：第{error.lineno}行第{error.colno}个字符起读不下去。") from error
    except (ValueError, RecursionError) as error:  # bytes that are no text, nesting without end
        raise Refusal(f"{file} 不是有效的 JSON。") from error


def _base(root: Path, head: str, base: str | None) -> str | None:
    """The commit from which the proposal set out; None when the repository lacks its head."""
    from generator import git

    try:
        commit = git.commit_of(root, head)
    except Refusal:
        return None
    parted = git.merge_base(root, base or "HEAD", commit)
    return next(islice(git.trunk(root, commit), 1, None), None) if parted == commit else parted


def _widened(root: Path, base: str, head: str, day: date) -> tuple[str, ...] | None:
    """The items in a high-risk field that `head` makes more lenient than `base`; None when some of the lists cannot be read."""
    from generator.cli_history import at_commit
    from generator.diff.comparison import compare
    from generator.diff.readable import sides
    from generator.model import World

    (before, after), unread = sides(at_commit(root, base), at_commit(root, head))
    if unread:
        return None
    return tuple(item.item_id or "" for item, _ in compare(World(before, day), World(after, day)).risky)


def _broken(root: Path, target: str, since: str, head: str, day: date) -> tuple[str, ...]:
    """What `head` does to published versions and editions that check --base calls an error, as far as its tables can be read."""
    from generator import git
    from generator.cli_history import at_commit, past
    from generator.diff.breaches import breaks
    from generator.diff.readable import sides
    from generator.model import Severity, World

    loaded = at_commit(root, since)
    (before, after), _ = sides(loaded, at_commit(root, head))
    found = [one for one in breaks(World(before, day), World(after, day), past(root, git.commit_of(root, target), since, head, loaded))
             if one.severity is Severity.ERROR and one.rule not in _OF_PATHS]
    told = [f"{one.path}{f':{one.line}' if one.line else ''} {one.item_id or ''} {one.message}[{one.rule}] {one.hint}".replace("  ", " ")
            for one in found[:_TOLD]]
    return (*told, *((f"另有{len(found) - _TOLD}处改动了已公布的内容，请运行 qingdan check --base 查看。",) if len(found) > _TOLD else ()))
