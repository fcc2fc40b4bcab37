"""Laws, their versions and what became of their articles, as text and JSON."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from generator.law_query import structure
from generator.lawmap import Link, Outcome
from generator.laws import Registry
from generator.model import LawVersion


def interval(version: LawVersion) -> str:
    """From when to when, in words; what is not known is said so."""
    start = f"{version.effective_from} 起施行" if version.effective_from else "施行日期不明"
    end = f"，{version.effective_to} 起失效" if version.effective_to else ""
    return start + end + ("" if version.verified else "（施行日期未核实）" if version.effective_from else "")


def standing(version: LawVersion, on: date) -> str:
    """Where the version stands on the day."""
    if version.effective_to and version.effective_to <= on:
        return "已失效"
    if version.effective_from is None:
        return "效力不明"
    if version.effective_from > on:
        return "尚未施行"
    return "施行中"


def _successor_words(version: LawVersion, laws: Registry) -> str:
    """What replaced the version; empty when nothing did."""
    following = laws.version(version.replaced_by)
    if following is None:
        return f"被“{version.replaced_by}”替代或者废止" if version.replaced_by else ""
    if following.name == version.name:
        return f"由 {following.promulgated or '日期不明的'} 版本替代"
    return f"被《{following.name}》（{following.promulgated or '日期不明'}）废止"


def _version_line(version: LawVersion, laws: Registry, on: date) -> str:
    """One version on one line."""
    known = f"{version.articles}条" if version.articles else "条数不明"
    recorded = "，有条文结构" if laws.has_structure(version.law_id) else "，没有条文结构"
    following = _successor_words(version, laws)
    return (f"{version.promulgated or '公布日期不明'} {version.label or ''} {standing(version, on)}：{interval(version)}；{known}{recorded}"
            f"{'；' + following if following else ''}　{version.law_id}")


def law_text(versions: tuple[LawVersion, ...], laws: Registry, on: date) -> str:
    """Every version of one law, with what the day's version consists of."""
    latest = versions[-1]
    lines = [f"《{latest.name}》（{latest.level}，{latest.issuer or '制定机关不明'}）　{latest.law_key}"]
    if latest.aliases:
        lines.append(f"又称：{'、'.join(latest.aliases)}")
    lines.extend(f"  {_version_line(version, laws, on)}" for version in versions)
    return "\n".join(lines)


def structure_text(version: LawVersion, laws: Registry) -> str:
    """The structure counts of one version in a sentence."""
    counts = structure(laws, version.law_id)
    if not counts["articles"]:
        return f"{version.law_id}：没有导入条文结构，引用它的条款无法核对。"
    return f"{version.law_id}：{counts['articles']}条、{counts['paragraphs']}款、{counts['items']}项。"


def version_json(version: LawVersion, laws: Registry, on: date) -> dict[str, Any]:
    """One version: identity, interval, standing, successor and structure counts."""
    return {
        "law_id": version.law_id, "law_key": version.law_key, "name": version.name, "aliases": list(version.aliases),
        "level": version.level, "issuer": version.issuer, "label": version.label,
        "promulgated": version.promulgated and version.promulgated.isoformat(),
        "effective_from": version.effective_from and version.effective_from.isoformat(),
        "effective_to": version.effective_to and version.effective_to.isoformat(),
        "verified": bool(version.verified), "in_force": standing(version, on) == "施行中",
        "replaced_by": version.replaced_by, "recorded": structure(laws, version.law_id)}


def map_text(links: Iterable[Link]) -> str:
    """One line a link, grouped by pair of versions, and a count at the end."""
    lines: list[str] = []
    head = None
    counts: Counter[Outcome] = Counter()
    for link in links:
        if link.from_law_id != head:
            head = link.from_law_id
            lines.append(head)
        counts[link.verdict] += 1
        lines.append(f"  {_place(link.from_article, link.from_suffix)} → {_target(link)}")
    lines.append("共" + "、".join(f"{outcome.label}{counts[outcome]}处" for outcome in Outcome if counts[outcome]) + "。")
    return "\n".join(lines)


def _place(article: int, suffix: int) -> str:
    return f"第{article}条" + (f"之{suffix}" if suffix else "")


def _target(link: Link) -> str:
    if link.to_law_id is None or link.to_article is None:
        return f"{link.verdict.label}{'（经人核对）' if link.confirmed else ''}" if link.verdict is Outcome.GONE else "存疑，没有相近的条文"
    amounts = "，数额有改变" if link.amount_changed else ""
    similar = "" if link.similarity is None else f"，相似度 {link.similarity:.2f}"
    confirmed = "，经人核对" if link.confirmed else ""
    return f"{link.to_law_id} {_place(link.to_article, link.to_suffix or 0)}（{link.verdict.label}{similar}{amounts}{confirmed}）"
