"""The life of an item as text and JSON: legal versions from the tables, with the commits that recorded them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.diff.changes import Change, ChangeKind, FieldChange
from generator.document.wording import UNTOLD
from generator.document.words import HIDDEN, edition_named, interval_words
from generator.history import Event, Gap, Record, What
from generator.model import Item, World
from generator.report import answer
from generator.report.changes import fields


@dataclass(frozen=True, slots=True)
class Timeline:
    """An item, the World (redacted) that knows its versions, and the record of the repository."""

    item_id: str
    world: World
    record: Record

    @property
    def public(self) -> tuple[Item, ...]:
        """The published versions: n counts them."""
        return self.world.public_versions.get(self.item_id, ())

    @property
    def drafts(self) -> tuple[Item, ...]:
        """The versions not published by as_of."""
        return tuple(v for v in self.world.versions.get(self.item_id, ()) if not self.world.is_public(v))

    def changed(self, version: Item) -> tuple[FieldChange, ...]:
        """What differs from the published version before; nothing for the first."""
        earlier = [v for v in self.public if v.key < version.key]
        if not earlier:
            return ()
        change = Change(ChangeKind.AMENDED, earlier[-1], version, follows=True)
        return tuple(one for one in change.fields if one.field not in UNTOLD)

    def events(self, version: Item) -> tuple[Event, ...]:
        """What was done to the row of this version."""
        return self.record.of_version(self.item_id, version.text("effective_from"))

    def breaches(self, version: Item) -> frozenset[Event]:
        """The deeds that changed the row of this version in place after it was public, and neither corrected nor ended it (V02)."""
        edition = self.world.editions.get(version.edition or "")
        if edition is None or edition.published_on is None or not self.world.is_public(version):
            return frozenset()
        events = self.events(version)
        stamped = max((n for n, event in enumerate(events) if event.what is What.STAMPED), default=0)
        return frozenset(event for event in events[stamped + 1:]
                         if event.what in (What.EDITED, What.MOVED) and event.moment.date() >= edition.published_on)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps of the lists in which the item ever stood."""
        paths = {event.path for event in self.record.of_item(self.item_id)}
        paths |= {version.source.path for version in self.world.versions.get(self.item_id, ())}
        return tuple(gap for gap in self.record.gaps if gap.path in paths)

    def shown(self, differences: Iterable[FieldChange]) -> tuple[FieldChange, ...]:
        """The differences with redacted columns hidden, old texts included."""
        hidden = {row.field for row in self.world.book.redactions if row.item_id == self.item_id}
        return tuple(FieldChange(one.field, HIDDEN, HIDDEN) if one.field in hidden else one for one in differences)


def as_json(told: Timeline) -> dict[str, Any]:
    """The answer of `history --format json`."""
    return answer(
        "history", told.world.as_of, item_id=told.item_id,
        versions=[{"n": n} | _version(told, version) for n, version in enumerate(told.public, 1)],
        drafts=[_version(told, version) for version in told.drafts],
        events=[_event(told, event) | {"effective_from": event.effective_from}
                for event in told.record.of_item(told.item_id)],
        gaps=[{"commit": gap.commit, "recorded_at": gap.moment.isoformat(), "path": gap.path} for gap in told.gaps])


def _version(told: Timeline, version: Item) -> dict[str, Any]:
    interval = told.world.interval(version)
    edition = told.world.editions.get(version.edition or "")
    events = told.events(version)
    return {
        "effective_from": version.text("effective_from") or None,
        "effective_to": interval.end.isoformat() if interval and interval.end else None,
        "end": interval.reason if interval else "", "status": told.world.status(version).value,
        "department": version.department, "kind": version.kind.slug, "edition": version.edition,
        "published_on": edition.text("published_on") or None if edition else None,
        "change_reason": version.change_reason,
        "recorded_at": events[0].moment.isoformat() if events else None, "commit": events[0].commit if events else None,
        "changed": fields(told.changed(version)), "events": [_event(told, event) for event in events],
        "breaches": [event.commit for event in events if event in told.breaches(version)]}


def _event(told: Timeline, event: Event) -> dict[str, Any]:
    return {"what": event.what.value, "recorded_at": event.moment.isoformat(), "commit": event.commit,
            "subject": event.subject, "path": event.path, "fields": fields(told.shown(event.fields))}


def text(told: Timeline) -> str:
    """The timeline for a person, the latest version last; each time says whose time it is."""
    versions = told.world.versions.get(told.item_id, ())
    lines = [f"{told.item_id} {versions[-1].violation or ''}" if versions else f"{told.item_id}（表中已没有这个事项）"]
    for version in versions:
        lines.extend(_lines(told, version))
    present = {version.text("effective_from") for version in versions}
    gone = [event for event in told.record.of_item(told.item_id) if event.effective_from not in present]
    if gone:
        lines += ["", "表中已没有的版本"]
        lines += [f"    记录　{event.moment:%Y-%m-%d %H:%M} {event.what.label}自{event.effective_from or '空'}起的版本　{_commit(event)}" for event in gone]
    for gap in told.gaps:
        lines.append(f"空缺：提交 {gap.commit[:12]}（{gap.moment:%Y-%m-%d %H:%M}）中 {gap.path} 无法读取，其间的改动并入下一次可读的提交。")
    lines.append(f"截至 {told.world.as_of}：公布过{len(told.public)}个版本，另有{len(told.drafts)}个草案。")
    return "\n".join(lines)


def _lines(told: Timeline, version: Item) -> Iterator[str]:
    world = told.world
    number, interval, status = world.version_number(version), world.interval(version), world.status(version)
    yield ""
    yield f"{f'第{number}版' if number else '草案'} {world.department_name(version.department)}{version.kind.value}清单　{status.label}"
    yield f"    法律　{interval_words(interval, status)}"
    edition = world.editions.get(version.edition or "")
    if edition:
        yield f"    公布　{edition.text('published_on') or '（尚未公布）'} {edition_named(edition)}"
    breaches = told.breaches(version)
    for event in told.events(version):
        yield f"    记录　{_deed(event, world)}"
        if event in breaches:
            yield "    注意　这次改动直接修改了已经公布的版本，既不是勘误也不是终止（规则 V02）；当时公布的内容以正式印发件为准，请司法局核对。"
    for one in told.changed(version):
        yield f"    改动　{world.book.header(one.field)}：{one.before or '（空）'} → {one.after or '（空）'}"


def _deed(event: Event, world: World) -> str:
    """When what was done, in the words of the house; the message of the commit, whoever wrote it, comes last."""
    columns = "、".join(world.book.header(one.field) for one in event.fields)
    return f"{event.moment:%Y-%m-%d %H:%M} {event.what.label}{f'：{columns}' if columns else ''}　{_commit(event)}"


def _commit(event: Event) -> str:
    return f"（提交 {event.commit[:12]}，说明“{event.subject}”）"
