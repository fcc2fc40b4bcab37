"""The command verify: whether downloaded data is still what was published."""

from datetime import date
from pathlib import Path

import click

from generator.chinese_click import ChineseCommand
from generator.options import as_of_option, format_option, judging_day, root_of, root_option


@click.command(cls=ChineseCommand)
@click.argument("place", metavar="目录或压缩包", type=click.Path(path_type=Path))
@format_option("text", "json")
@as_of_option
@root_option
@click.pass_context
def verify(ctx: click.Context, place: Path, fmt: str, as_of: date | None, root: Path | None) -> int:
    """核验下载的数据版本（目录或者 ZIP）：逐个文件对照校验值，说明有没有缺少、多出或者被改动。"""
    from generator import report
    from generator.opendata import verify as compare

    count, found = compare(place)
    if fmt == "json":
        mismatches = [{"path": one.path, "what": one.what} for one in found]
        click.echo(report.dump(report.answer("verify", judging_day(root_of(ctx, root), as_of), files=count, mismatches=mismatches)))
    else:
        for one in found:
            click.echo(f"{one.path}：{one.what}")
        click.echo(f"核对了{count}个文件，{f'{len(found)}处不相符。请重新下载。' if found else '都与公布时相同。'}")
    return 1 if found else 0
