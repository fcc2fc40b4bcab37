"""What several commands ask for and show: days, kinds, the root, the format, progress – and the World these name."""

import sys
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.model import Kind, Refusal

if TYPE_CHECKING:
    from generator.assembly import Loaded
    from generator.model import Finding, World


class Day(click.ParamType[date]):
    """A day written 2024-01-01, or `today` (Asia/Shanghai)."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; a Chinese sentence when it is none."""
        if isinstance(value, date):
            return value
        if value == "today":
            from generator.git import today

            return today()
        from generator.schema.judge import is_date

        if not is_date(value):
            self.fail(f"“{value}”不是日期，应写作 2024-01-01 的样子或者 today。", param, ctx)
        return date.fromisoformat(value)


class Number(click.ParamType[str]):
    """The number of an item, typed wide (２０２２－…) or small, too."""

    name = "事项编号"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """As the lists write it."""
        return unicodedata.normalize("NFKC", value).strip().upper()


class Span(click.ParamType[tuple[date, date]]):
    """One day, or two days with two dots between: 2026-01-01..2026-02-01."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[date, date]:
        """The first and the last day."""
        if isinstance(value, tuple):
            return value
        first, _, last = value.partition("..")
        return Day().convert(first, param, ctx), Day().convert(last or first, param, ctx)


class KindName(click.ParamType[Kind]):
    """A kind of list, as slug or official word."""

    name = "清单"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Kind:
        """The kind; a Chinese sentence naming the four when it is none."""
        kind = value if isinstance(value, Kind) else Kind.of(value)
        if kind is None:
            self.fail(f"没有“{value}”这种清单，应为 {'、'.join(f'{k.slug}（{k.value}）' for k in Kind)}。", param, ctx)
        return kind


def root_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """--root, for a command that takes `root: Path | None`."""
    return click.option("--root", "root", type=click.Path(path_type=Path), default=None,
                        help="放有 lists/ 的目录，默认当前目录。")(function)


def as_of_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """--as-of, for a command that takes `as_of: date | None`."""
    return click.option("--as-of", "as_of", type=Day(), default=None,
                        help="按哪一天判断：日期或 today；默认最近一次提交的日期。")(function)


def format_option(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """--format with these names, the first by default, for a command that takes `fmt: str`."""
    return click.option("--format", "fmt", type=click.Choice(names), default=names[0], help="输出格式。")


def root_of(ctx: click.Context, root: Path | None) -> Path:
    """The folder to work in: the one given, else the current one or the first above it in this repository that has lists/.

    Refusal when it does not exist.
    """
    chosen = root or ctx.obj or _above(Path())
    if not chosen.is_dir():
        raise Refusal(f"目录 {chosen} 不存在。请用 --root 指明放有 lists/ 的目录。")
    return Path(chosen)


def _above(start: Path) -> Path:
    for folder in (start, *start.absolute().parents):
        if (folder / "lists").is_dir():
            return folder
        if (folder / ".git").exists():
            break
    return start


def judging_day(root: Path, as_of: date | None) -> date:
    """The day asked for, else the day of HEAD's commit, else today."""
    if as_of:
        return as_of
    from generator.git import head_day, today

    return head_day(root) or today()


def read_world(root: Path, as_of: date | None) -> "tuple[Loaded, World]":
    """The tables of `root` and the World they make on the judging day."""
    from generator.book import load
    from generator.model import World

    loaded = load(root)
    return loaded, World(loaded.book, judging_day(root, as_of))


def judged(loaded: "Loaded", world: "World", told: "Iterable[Finding] | None" = None) -> "tuple[Finding, ...]":
    """What was `told` of the tables (all that reading them found, if not given) and what the rules say, placed.

    What they said before is recalled.
    """
    from generator.legality.judge import judge
    from generator.legality.verdicts import Verdicts

    return loaded.placed((*(loaded.findings if told is None else told), *judge(world, Verdicts(loaded, world.as_of))))


def progress(label: str, done: int, total: int) -> None:
    """One line on stderr that counts up; only where a person can see it move."""
    if sys.stderr.isatty():
        click.echo(f"\r{label} {done}/{total}", nl=done >= total, err=True)
