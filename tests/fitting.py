"""What the program prints or publishes is held against schema/output, by our judge and by jsonschema as it comes."""

import functools
import json
from pathlib import Path
from typing import Any

import jsonschema
from conftest import REPOSITORY, run
from referencing import Registry, Resource

from generator.schema.formats import checker
from generator.schema.published import outputs

FOLDER = REPOSITORY / "schema/output"
DOCUMENTS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}


@functools.cache
def plain(name: str) -> jsonschema.Draft202012Validator:
    """jsonschema as it comes, on the documents as they stand: what our faster use of it must agree with."""
    registry = Registry().with_resources((f"{n}.json", Resource.from_contents(d)) for n, d in DOCUMENTS.items())
    return jsonschema.Draft202012Validator(DOCUMENTS[name], registry=registry, format_checker=checker())


def fits(name: str, document: object) -> None:
    """Both say that the document is as its schema says."""
    assert [error.message for error in plain(name).iter_errors(document)] == []
    outputs().judge("输出", name, document)


def reported(name: str, root: Path, *arguments: str, as_of: str | None) -> dict[str, Any]:
    """What `report NAME` answers of a city as data, which is as its schema says."""
    day = ("--as-of", as_of) if as_of else ()
    code, out, err = run("report", name, *arguments, "--root", root, "--format", "json", *day)
    assert code == 0, err
    answer: dict[str, Any] = json.loads(out)
    fits(f"report-{name}", answer)
    return answer
