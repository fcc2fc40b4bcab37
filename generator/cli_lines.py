"""The commands that answer line by line: `cite` and `penalty`."""

import io
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.chinese_click import ChineseCommand
from generator.model import Kind, Refusal
from generator.options import KindName, as_of_option, judging_day, root_of, root_option
from generator.patterns import remembered

if TYPE_CHECKING:
    from fractions import Fraction


@click.command(cls=ChineseCommand)
@click.argument("texts", nargs=-1, metavar="[文字]...")
@click.option("--context", default=None, metavar="法名", help="“本法”“该条例”所指的法。")
@click.option("--resolve", "resolving", is_flag=True, help="同时说明所引条款在 --as-of 那天是否有效。")
@as_of_option
@root_option
@click.pass_context
@remembered()
def cite(ctx: click.Context, texts: tuple[str, ...], context: str | None, resolving: bool, as_of: date | None,
         root: Path | None) -> int:
    """识别文字中的法律引文，每行输入输出一行 JSON；不给文字时读标准输入。"""
    import json

    from generator.book import load_laws, must_hold_lists
    from generator.laws import Registry

    where = root_of(ctx, root)
    if resolving:
        must_hold_lists(where)
    laws = Registry(*load_laws(where))
    day = judging_day(where, as_of) if resolving else None
    lines = texts or (line.rstrip("\r\n") for line in _standard_input())
    for text in lines:
        answers = []
        for citation in laws.citations(text, context):
            answers.append(citation.to_json())
            if day is not None:
                resolution = laws.resolve(citation, day)
                answers[-1] |= {"law_id": resolution.law_id, "status": resolution.status.value}
        click.echo(json.dumps(answers, ensure_ascii=False))
    return 0


_UNREADABLE = '这一行读不出来，应为 {"kind": "减轻处罚", "statutory": "…", "outcome": "…"}。'


@click.command(cls=ChineseCommand)
@click.option("--kind", type=KindName(), default=None, help="清单种类：从轻处罚、减轻处罚等。")
@click.option("--statutory", default=None, metavar="文字", help="法定处罚。")
@click.option("--outcome", default=None, metavar="文字", help="裁量结果。")
@as_of_option
@root_option
@click.pass_context
def penalty(ctx: click.Context, kind: Kind | None, statutory: str | None, outcome: str | None, as_of: date | None,
            root: Path | None) -> int:
    """判断裁量结果是否合乎从轻、减轻的界限；不给选项时从标准输入逐行读 JSON。"""
    import json

    from generator.penalty import Verdict, read, verdict

    light = _light_part(root_of(ctx, root), as_of)
    if kind is not None and statutory is not None and outcome is not None:
        click.echo(json.dumps(verdict(kind, statutory, outcome, light).to_json(), ensure_ascii=False))
        return 0
    if (kind, statutory, outcome) != (None, None, None):
        raise Refusal("--kind、--statutory、--outcome 要么都给，要么都不给（从标准输入逐行读）。")
    for line in _standard_input():
        try:
            asked = json.loads(line)
            named = Kind.of(asked["kind"])
            texts = asked["statutory"], asked["outcome"]
            if named is None or not all(isinstance(text, str) for text in texts):
                raise ValueError(line)
            answer = verdict(named, *texts, light)
        except (ValueError, KeyError, TypeError, RecursionError):
            answer = Verdict("undecidable", (), reason=_UNREADABLE, statutory=read(""), outcome=read(""))
        click.echo(json.dumps(answer.to_json(), ensure_ascii=False))
    return 0


def _light_part(root: Path, as_of: date | None) -> "Fraction":
    """The part of a range in which a lighter fine should lie by rule D03: as the city has set it, else the whole; without a city the usual."""
    from fractions import Fraction

    from generator.book import load_tables
    from generator.legality.profile import share
    from generator.model import World
    from generator.penalty.limits import LIGHT_PART

    if not (root / "lists").is_dir():
        return LIGHT_PART
    day = judging_day(root, as_of)
    return share(World(load_tables(root, "profiles"), day), "D03", "light-ratio", day) or Fraction(1)


def _standard_input() -> Iterator[str]:
    """Lines of standard input; bytes that are no UTF-8 become U+FFFD instead of stopping the run."""
    yield from io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace", newline="\n")
