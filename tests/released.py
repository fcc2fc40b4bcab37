"""The open data of the shipped lists on one day: made once in a run, read by the tests of every part of it."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from conftest import REPOSITORY

from generator.book import load
from generator.model import World
from generator.opendata import latest
from generator.opendata.release import Release

DAY = date(2026, 11, 25)
NOTICE = "演示数据，非任何机关发布，不具法律效力"


@cache
def world(day: date = DAY) -> World:
    """The shipped lists on a day."""
    return World(load(REPOSITORY).book, day)


@cache
def newest() -> Release:
    """What is published of them, compared with the last fixed release."""
    return latest(world(), NOTICE)


@cache
def content() -> dict[str, bytes]:
    """Every file of it."""
    return {path: file.content for path, file in newest().files().items()}


def table(name: str, encoding: str = "utf-8") -> list[dict[str, str]]:
    """The rows of a CSV of the release."""
    return list(csv.DictReader(io.StringIO(content()[name].decode(encoding), newline="")))


def nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The node and everything under it."""
    yield node
    for part in (*node.get("parts", ()), *([node["part"]] if "part" in node else ())):
        yield from nodes(part)


def leaves(node: dict[str, Any]) -> list[dict[str, Any]]:
    """The conditions with an id."""
    return [one for one in nodes(node) if "id" in one]
