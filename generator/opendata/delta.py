"""What one release changes against the one before, and how to get the one from the other."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

Row = dict[str, Any]
FORMAT = "qingdan/delta/1"


def line(row: Row) -> str:
    """A record as one line of JSON Lines; the same record is always the same line."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def key(row: Row) -> tuple[str, str]:
    """What a record is known by: identifier and recorded first day."""
    return row["item_id"], row["recorded_from"]


def difference(before: Iterable[Row], after: Iterable[Row]) -> Iterator[Row]:
    """The steps from `before` to `after`: add a record, set and unset members of one, or remove one; by key."""
    old, new = {key(row): row for row in before}, {key(row): row for row in after}
    for place in sorted(old.keys() | new.keys()):
        named = {"item_id": place[0], "recorded_from": place[1]}
        if place not in new:
            yield {"op": "remove", **named}
        elif place not in old:
            yield {"op": "add", "record": new[place]}
        elif old[place] != new[place]:
            was, now = old[place], new[place]
            changed = {name: value for name, value in now.items() if name not in was or was[name] != value}
            yield {"op": "change", **named, "set": changed, "unset": sorted(was.keys() - now.keys())}


def replay(before: Iterable[Row], steps: Iterable[Row]) -> list[Row]:
    """The records after `steps`, by key. LookupError when a step does not fit the records it is applied to."""
    found = {key(row): row for row in before}
    for step in steps:
        if step["op"] == "add":
            place = key(step["record"])
            if place in found:
                raise LookupError(f"{place} is there already")
            found[place] = step["record"]
            continue
        place = key(step)
        if place not in found:
            raise LookupError(f"{place} is not there")
        if step["op"] == "remove":
            del found[place]
        else:
            found[place] = {name: value for name, value in found[place].items() if name not in step["unset"]} | step["set"]
    return [found[place] for place in sorted(found)]
