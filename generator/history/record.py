"""The record of a repository: every event of every version, folded once per commit and remembered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from generator import git, memory
from generator.diff.changes import FieldChange, diff
from generator.history.events import Event, Gap, What, deed
from generator.history.rows import Reader, Unread
from generator.model import Book, Item
from generator.schema import directory, tables

_KIND = "history"
_LOOK_BACK = 300
"""Commits searched for a remembered record before everything is folded anew."""


@dataclass
class Record:
    """Every event up to the commit `head`, oldest first, and the gaps."""

    head: str
    events: list[Event] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)

    @cached_property
    def by_item(self) -> Mapping[str, tuple[Event, ...]]:
        """item_id → its events, oldest first."""
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            found[event.item_id].append(event)
        return {item_id: tuple(events) for item_id, events in found.items()}

    def of_version(self, item_id: str | None, effective_from: str) -> tuple[Event, ...]:
        """The events of one version since it was last recorded."""
        events = [event for event in self.by_item.get(item_id or "", ()) if event.effective_from == effective_from]
        last = max((n for n, event in enumerate(events) if event.what is What.REMOVED), default=-1)
        return tuple(events[last + 1:])


def record(root: Path, revision: str = "HEAD") -> Record:
    """The record up to `revision`. Refusal without commits and in a shallow clone."""
    head = git.commit_of(root, revision)
    git.refuse_shallow(root)
    keeper = _Keeper(root)
    remembered = keeper.nearest(head)
    if remembered is not None and remembered[0].head == head:
        return remembered[0]
    made, reader = remembered or (Record(head), keeper.reader())
    since = made.head if remembered else None
    for commit in git.log(root, head, since):
        _fold(made, commit, reader)
    made.head = head
    keeper.keep(made, reader, since)
    return made


def _fold(made: Record, commit: git.Commit, reader: Reader) -> None:
    gone: list[Item] = []
    came: list[Item] = []
    for change in commit.files:
        try:
            rows = reader.rows(change)
        except Unread:
            made.gaps.append(Gap(commit.name, commit.moment, commit.subject, change.path))
            continue
        if rows is not None:
            gone.extend(rows[0])
            came.extend(rows[1])
    made.events.extend(_events(commit, gone, came))


def _events(commit: git.Commit, gone: list[Item], came: list[Item]) -> Iterable[Event]:
    for change in diff(Book(items=tuple(gone)), Book(items=tuple(came))).items:
        item, what = change.item, deed(change)
        if item.item_id:
            edited = what not in (What.RECORDED, What.REMOVED)
            yield Event(commit.name, commit.moment, commit.subject, item.item_id, item.text("effective_from"), what,
                        item.source.path, change.fields if edited else ())


@dataclass(frozen=True, slots=True)
class _Keeper:
    """Records remembered between runs, by commit, place of the root and schema of the lists."""

    root: Path

    def reader(self, headers: Mapping[str, str] | None = None, pending: Mapping[str, str | None] | None = None) -> Reader:
        """A reader that has read nothing yet, or what the record says it had."""
        return Reader(tables(directory(self.root)), lambda names: git.blobs(self.root, names), dict(headers or {}), dict(pending or {}))

    def nearest(self, head: str) -> tuple[Record, Reader] | None:
        """The remembered record of `head` or of the nearest commit before it."""
        place = self._place()
        for count, name in enumerate(git.trunk(self.root, head)):
            if count >= _LOOK_BACK:
                return None
            kept = memory.recall(_KIND, memory.digest(name, *place))
            if kept is not None:
                return _revived(kept, name), self.reader(kept["headers"], kept["pending"])
        return None

    def keep(self, made: Record, reader: Reader, since: str | None) -> None:
        """Remember `made`; the record it was continued from is no longer needed."""
        place = self._place()
        memory.keep(_KIND, memory.digest(made.head, *place), _stored(made, reader))
        if since and since != made.head:
            memory.forget(_KIND, memory.digest(since, *place))

    def _place(self) -> tuple[str, str]:
        return git.prefix(self.root), tables(directory(self.root))["exemptions"].fingerprint


def _stored(made: Record, reader: Reader) -> dict[str, Any]:
    commits: dict[str, int] = {}
    told: list[list[str]] = []
    everything: list[Event | Gap] = [*made.events, *made.gaps]
    for one in everything:
        if one.commit not in commits:
            commits[one.commit] = len(told)
            told.append([one.commit, one.moment.isoformat(), one.subject])
    return {
        "commits": told, "headers": reader.headers, "pending": reader.pending,
        "events": [[commits[e.commit], e.item_id, e.effective_from, e.what.value, e.path,
                    [[f.field, f.before, f.after] for f in e.fields]] for e in made.events],
        "gaps": [[commits[g.commit], g.path] for g in made.gaps]}


def _revived(kept: Mapping[str, Any], head: str) -> Record:
    commits = [(name, datetime.fromisoformat(moment), subject) for name, moment, subject in kept["commits"]]
    deeds = {what.value: what for what in What}
    made = Record(head)
    for number, item_id, start, what, path, fields in kept["events"]:
        name, moment, subject = commits[number]
        changed = tuple(FieldChange(*one) for one in fields)
        made.events.append(Event(name, moment, subject, item_id, start, deeds[what], path, changed))
    for number, path in kept["gaps"]:
        name, moment, subject = commits[number]
        made.gaps.append(Gap(name, moment, subject, path))
    return made
