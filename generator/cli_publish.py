"""The command `publish`: what an edition says of itself, as options, and what came of it, as sentences."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.chinese_click import ChineseCommand
from generator.model import Finding, Kind
from generator.options import Day, KindName, as_of_option, format_option, judging_day, root_of, root_option

_DATES = {
    "--consult-from": ("consult_from", "征求意见起始日期。"), "--consult-to": ("consult_to", "征求意见截止日期。"),
    "--review-date": ("review_date", "合法性审查日期。"), "--deliberated-on": ("deliberated_on", "集体审议日期。"),
    "--issued-on": ("issued_on", "印发日期。"), "--published-on": ("published_on", "公布日期；不填则仍是草案。"),
    "--from": ("effective_from", "施行日期。"), "--to": ("effective_to", "失效日期（不再适用的第一天）。")}
_WORDS = {
    "--title": ("title", "标题。"), "--doc-no": ("doc_no", "文号，如 示市监规〔2026〕1号。"),
    "--registration-no": ("registration_no", "统一编号。"), "--fair-competition": ("fair_competition", "公平竞争审查结论。"),
    "--review-no": ("review_no", "合法性审查文号。"), "--review-conclusion": ("review_conclusion", "合法性审查结论。"),
    "--publish-mode": ("publish_mode", "发布方式。"), "--replaces": ("replaces", "被替代的发布批次，多个用英文分号分开。"),
    "--note": ("note", "备注。")}


def _edition_options(function: Any) -> Any:
    for flag, (name, words) in reversed({**_WORDS, **_DATES}.items()):
        kind: Any = Day() if flag in _DATES else str
        function = click.option(flag, name, type=kind, default=None, help=words)(function)
    return function


_FLAG = {name: flag for flag, (name, _) in {**_WORDS, **_DATES}.items()}


def _by_option(finding: Finding) -> Finding:
    """A finding about the row that is to be written, with the option that writes its cell."""
    from generator.publishing import EDITIONS

    flag = _FLAG.get(finding.field or "") if finding.path == EDITIONS else None
    return replace(finding, hint=f"{finding.hint}（选项 {flag}）") if flag else finding


@click.command("publish", cls=ChineseCommand)
@click.argument("department", metavar="部门")
@click.option("--edition", required=True, help="发布批次代码：小写字母、数字和连字符，全市唯一，如 scjg-2027-1。")
@click.option("--kind", "kinds", type=KindName(), multiple=True, help="只公布这种清单，可以写多次；默认四种。")
@_edition_options
@click.option("--trial/--no-trial", "trial", default=None, help="是否试行。")
@click.option("--carry-over", is_flag=True, help="被替代批次中仍然适用、没有新草案的事项照录到新批次，不因替代而终止。")
@format_option("text", "json")
@as_of_option
@root_option
@click.pass_context
def publish(ctx: click.Context, /, department: str, edition: str, kinds: tuple[Kind, ...], trial: bool | None, carry_over: bool,
            fmt: str, as_of: date | None, root: Path | None, **given: Any) -> int:
    """登记一个发布批次，把该部门的草案事项编入其中。先检查程序和合法性，有错误就什么都不写；只改文件，不提交。"""
    from generator import report
    from generator.model import Severity
    from generator.publishing import publish as take_in

    where = root_of(ctx, root)
    cells = {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items() if value}
    if trial is not None:
        cells["trial"] = "是" if trial else "否"
    day = judging_day(where, as_of)
    done = take_in(where, department, edition, cells, kinds or tuple(Kind), day, carry_over)
    findings = [_by_option(finding) for finding in done.findings]
    if fmt == "json":
        click.echo(report.dump(report.answer(
            "publish", day, edition=done.edition, written=done.written, stamped=[item for _, item in done.stamped],
            carried=[item for _, item in done.carried], ending=list(done.ending),
            findings=[report.finding_json(finding) for finding in findings])))
        return 0 if done.written else 1
    if findings:
        click.echo(report.text(findings) + "\n")
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if not done.written:
        click.echo(f"有{errors}个错误，什么都没有改动。按提示改正后再运行。")
        return 1
    click.echo(f"发布批次 {done.edition} 已登记：编入草案{len(done.stamped)}项，照录{len(done.carried)}项。")
    if not done.stamped and not done.carried:
        click.echo("批次里没有事项：没有找到“发布批次”空着的草案。只为公布“本部门暂无”的，不用改。")
    if done.ending:
        click.echo(f"以下{len(done.ending)}项只在被替代的批次中，自新批次施行之日起终止：{'、'.join(done.ending)}。"
                   "要继续适用的，加 --carry-over 再运行。")
    click.echo("请核对改动后提交；文件之外没有任何变化。")
    return 0
