"""The same rows judged by frictionless or by jsonschema row by row: `peers.py NAME ROOT SCHEMA.json`."""

import csv
import json
import sys
from pathlib import Path


def frictionless(root: Path, schemas: dict) -> int:
    """Every list against a table schema with the same types, lengths, patterns, enums and required columns."""
    from frictionless import Resource, Schema, system

    faults = 0
    for path in sorted((root / "lists/exemptions").rglob("*.csv")):
        document = schemas[path.stem]
        fields = []
        for name, node in document["properties"].items():
            constraints = {word: node[key] for word, key in (("maxLength", "maxLength"), ("pattern", "pattern"), ("enum", "enum")) if key in node}
            if name in document["required"]:
                constraints["required"] = True
            kind = "date" if node.get("format") == "date" else "string"
            if node.get("format") == "item-id":
                constraints["pattern"] = "[0-9]{4}-[0-9]{5}-[0-9A-Z]"
            if kind == "date":
                constraints = {key: value for key, value in constraints.items() if key == "required"}
            fields.append({"name": schemas["titles"][name], "type": kind, "constraints": constraints})
        with system.use_context(trusted=True):
            report = Resource(path=str(path), schema=Schema.from_descriptor({"fields": fields})).validate()
        faults += sum(len(task.errors) for task in report.tasks)
    return faults


def jsonschema(root: Path, schemas: dict) -> int:
    """Every row as an object against the same JSON Schema."""
    from jsonschema import Draft202012Validator, FormatChecker

    faults = 0
    names = {title: name for name, title in schemas["titles"].items()}
    for path in sorted((root / "lists/exemptions").rglob("*.csv")):
        judge = Draft202012Validator(schemas[path.stem], format_checker=FormatChecker(["date"]))
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                faults += sum(1 for _ in judge.iter_errors({names[title]: cell for title, cell in row.items() if cell}))
    return faults


if __name__ == "__main__":
    print({"frictionless": frictionless, "jsonschema": jsonschema}[sys.argv[1]](Path(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text(encoding="utf-8"))))
