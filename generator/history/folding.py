"""The record of a repository: every event of every version, folded once per commit and remembered."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from generator import git, memory
from generator.diff.changes import FieldChange
from generator.diff.difference import diff
from generator.history.events import Event, Gap, What, deed
from generator.history.rows import Reader, Unread
from generator.model import Book, Item
from generator.schema import directory, tables

_Deed: TypeAlias = tuple[int, str, str, str, str, list[tuple[str, str, str]]]
"""(place in `commits`, item_id, effective_from, what, path, [(field, before, after)])."""
_KIND = "history"
_LOOK_BACK = 300
"""Commits searched for a remembered record before everything is folded anew."""


@dataclass
class Record:
    """What every commit up to `head` did, oldest first; kept as plain rows, of which events are made when asked for."""

    head: str
    commits: list[tuple[str, str, str]] = field(default_factory=list)
    """(hash, moment, subject) of each commit that did something or could not be read."""
    deeds: list[_Deed] = field(default_factory=list)
    unread: list[tuple[int, str]] = field(default_factory=list)
    """(place in `commits`, path)."""

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Every event."""
        return tuple(map(self._event, self.deeds))

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """The lists that could not be read."""
        return tuple(Gap(name, datetime.fromisoformat(moment), subject, path)
                     for (name, moment, subject), path in ((self.commits[number], path) for number, path in self.unread))

    @cached_property
    def items(self) -> frozenset[str]:
        """Every identifier that was ever recorded."""
        return frozenset(deed[1] for deed in self.deeds)

    @cached_property
    def _by_item(self) -> Mapping[str, Sequence[_Deed]]:
        found: dict[str, list[_Deed]] = defaultdict(list)
        for row in self.deeds:
            found[row[1]].append(row)
        return found

    def of_item(self, item_id: str | None) -> tuple[Event, ...]:
        """The events of one item."""
        return tuple(map(self._event, self._by_item.get(item_id or "", ())))

    def of_version(self, item_id: str | None, effective_from: str) -> tuple[Event, ...]:
        """The events of one version since it was last recorded."""
        events = [event for event in self.of_item(item_id) if event.effective_from == effective_from]
        last = max((n for n, event in enumerate(events) if event.what is What.REMOVED), default=-1)
        return tuple(events[last + 1:])

    def _event(self, deed: _Deed) -> Event:
        number, item_id, start, what, path, fields = deed
        name, moment, subject = self.commits[number]
        return Event(name, datetime.fromisoformat(moment), subject, item_id, start, What(what), path,
                     tuple(FieldChange(*one) for one in fields))


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
    number = len(made.commits)
    made.commits.append((commit.name, commit.moment.isoformat(), commit.subject))
    for change in commit.files:
        try:
            rows = reader.rows(change)
        except Unread:
            made.unread.append((number, change.path))
            continue
        if rows is not None:
            gone.extend(rows[0])
            came.extend(rows[1])
    for one in diff(Book(items=tuple(gone)), Book(items=tuple(came))).items:
        item, what = one.item, deed(one)
        if item.item_id:
            fields = one.fields if what not in (What.RECORDED, What.REMOVED) else ()
            made.deeds.append((number, item.item_id, item.text("effective_from"), what.value, item.source.path,
                               [(f.field, f.before, f.after) for f in fields]))


@dataclass(frozen=True)
class _Keeper:
    """Records remembered between runs, by commit, place of the root and schema of the lists."""

    root: Path

    def reader(self, headers: Mapping[str, str] | None = None, pending: Mapping[str, str | None] | None = None) -> Reader:
        """A reader that has read nothing yet, or what the record says it had."""
        return Reader(tables(directory(self.root)), lambda names: git.blobs(self.root, names), dict(headers or {}), dict(pending or {}))

    def nearest(self, head: str) -> tuple[Record, Reader] | None:
        """The remembered record of `head` or of the nearest commit before it."""
        for name in git.trunk(self.root, head, _LOOK_BACK):
            kept = memory.recall(_KIND, self._key(name))
            if kept is not None:
                made = Record(name, kept["commits"], kept["deeds"], kept["unread"])
                return made, self.reader(kept["headers"], kept["pending"])
        return None

    def keep(self, made: Record, reader: Reader, since: str | None) -> None:
        """Remember `made`; the record it was continued from is no longer needed."""
        memory.keep(_KIND, self._key(made.head), {
            "commits": made.commits, "deeds": made.deeds, "unread": made.unread, "headers": reader.headers, "pending": reader.pending})
        if since and since != made.head:
            memory.forget(_KIND, self._key(since))

    def _key(self, commit: str) -> str:
        return memory.digest(commit, self._prefix, tables(directory(self.root))["exemptions"].fingerprint)

    @cached_property
    def _prefix(self) -> str:
        return git.prefix(self.root)
