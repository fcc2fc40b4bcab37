"""The answer of `resolve` as text and JSON."""

from datetime import date
from typing import Any

from generator.model import Item, World
from generator.report import answer as envelope
from generator.retroactivity import BASIS, Answer, Statute

REFERENCE = "参照"
"""A list is no law, regulation or rule: article 37 applies to it by analogy only."""


def as_json(answer: Answer, world: World, item_id: str, act: tuple[date, date], decision: date) -> dict[str, Any]:
    """`comparison` lighter|same|heavier|needs_judgement, `applies` act|decision|null."""
    return envelope(
        "resolve", world.as_of, item_id=item_id, act={"from": act[0].isoformat(), "to": act[1].isoformat()},
        decision=decision.isoformat(), comparison=answer.weight.value, applies=answer.weight.applies, reason=answer.reason,
        legal_basis=[BASIS], statutes={"act": [_statute(one) for one in answer.before], "decision": [_statute(one) for one in answer.after]},
        elements=[{"element": one.name, "act": one.before, "decision": one.after, "comparison": one.weight.value} for one in answer.elements],
        list={"effect": REFERENCE, "act": _version(answer.listed.before, world), "decision": _version(answer.listed.after, world),
              "comparison": answer.listed.weight.value, "applies": answer.listed.weight.applies, "reason": answer.listed.reason})


def _statute(one: Statute) -> dict[str, Any]:
    return {"citation": one.citation, "law_id": one.resolution.law_id, "status": one.resolution.status.value, "note": one.note or None}


def _version(item: Item | None, world: World) -> dict[str, Any] | None:
    return None if item is None else {
        "version": world.version_number(item), "effective_from": item.text("effective_from"), "kind": item.kind.slug}


def text(answer: Answer, world: World, item_id: str, act: tuple[date, date], decision: date) -> str:
    """The answer for a person."""
    days = f"{act[0]}" if act[0] == act[1] else f"{act[0]}至{act[1]}"
    lines = [f"{item_id}　行为：{days}　决定：{decision}　依据：{BASIS}", "",
             f"法律：{answer.weight.label}。{answer.reason}"]
    for words, statutes in (("行为时", answer.before), ("决定时", answer.after)):
        for one in statutes:
            lines.append(f"    {words}　{one.citation}　{_law(one)}")
            lines.extend([f"        注意：{one.note}。"] if one.note else [])
    lines += [f"    比较　{one.name}：{one.before} → {one.after}　{one.weight.label}" for one in answer.elements]
    listed = answer.listed
    lines += ["", f"清单（仅供{REFERENCE}）：{listed.weight.label}。{listed.reason}"]
    for words, version in (("行为时", listed.before), ("决定时", listed.after)):
        if version is not None:
            which = f"第{world.version_number(version)}版（自{version.text('effective_from')}起）"
            lines.append(f"    {words}　{which}{version.kind.value}：{version.outcome or ''}")
    lines += ["", f"截至 {world.as_of} 已公布的清单；由执法机关认定并作出决定。"]
    return "\n".join(lines)


def _law(one: Statute) -> str:
    version = one.resolution.version
    return f"{version.name}（{version.label}）" if version and version.label else (version.name or "") if version else "法规库没有这部法律"
