"""jsonschema judges every JSON before it is published, by schema/output/*.json; what does not fit stops the run."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from jsonschema.exceptions import ValidationError, best_match
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from generator.model import Refusal
from generator.schema import output_directory
from generator.schema.formats import checker


class Outputs:
    """The schemas of everything that commands print and the site publishes, by name (check, item, build …)."""

    def __init__(self, folder: Path) -> None:
        documents = {path.name: _absolute(json.loads(path.read_text(encoding="utf-8")), path.name) for path in sorted(folder.glob("*.json"))}
        for document in documents.values():
            document.pop("$schema")  # else jsonschema would put its own class in the place of ours
        registry = Registry[Any]().with_resources((name, DRAFT202012.create_resource(document)) for name, document in documents.items())
        extend: Any = jsonschema.validators.extend
        judge = extend(jsonschema.Draft202012Validator, _Swift(registry).keywords)
        self._judges = {name.removesuffix(".json"): judge(document, registry=registry, format_checker=checker())
                        for name, document in documents.items()}

    def __iter__(self) -> Iterator[str]:
        return iter(self._judges)

    def judge(self, where: str, output: str, document: object) -> None:
        """Refusal, naming the published file `where`, when `document` is not as schema/output/`output`.json says."""
        error = best_match(self._judges[output].iter_errors(document))
        if error is not None:
            place = "/".join(map(str, error.absolute_path)) or "整体"
            raise Refusal(f"将要公布的 {where} 不符合 schema/output/{output}.json（{place}：{error.message}），已停止。请报告该问题。")


def outputs(root: Path | None = None) -> Outputs:
    """The output schemas that rule in `root`: its own when present, else those of the installation."""
    return _outputs(output_directory(root))


@cache
def _outputs(folder: Path) -> Outputs:
    return Outputs(folder)


def _absolute(schema: Any, name: str) -> Any:
    """`schema`, of the file `name`, with every reference naming its file: it then leads to one place, wherever it is followed."""
    if isinstance(schema, list):
        return [_absolute(entry, name) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _absolute(value, name) for key, value in schema.items()}
    if str(found.get("$ref", "")).startswith("#"):
        found["$ref"] = name + found["$ref"]
    return found


_PLAIN = jsonschema.Draft202012Validator.VALIDATORS
Errors = Iterator[ValidationError]


class _Swift:
    """jsonschema's own keywords, called without its detour over a new validator for every node: 10 000 items in seconds.

    Only where something is wrong does jsonschema walk the long way, which words the error and its place.
    """

    def __init__(self, registry: Registry[Any]) -> None:
        self._tests: dict[int, tuple[tuple[Any, Any], ...]] = {}
        self._fitting: set[tuple[int, str]] = set()
        self._named = cache(lambda reference: registry.resolver().lookup(reference).contents)
        self.keywords = {"properties": self._properties, "items": self._items, "$ref": self._reference}

    def _fits(self, validator: Any, instance: object, schema: Any) -> bool:
        key = id(schema)  # schemas live as long as this object
        if key not in self._tests:
            known = _PLAIN | self.keywords
            node = schema if isinstance(schema, dict) else {} if schema else {"not": {}}
            self._tests[key] = tuple((known[keyword], value) for keyword, value in node.items() if keyword in known)
        for test, value in self._tests[key]:
            for _ in test(validator, value, instance, schema) or ():
                return False
        return True

    def _reference(self, validator: Any, reference: str, instance: Any, schema: Mapping[str, Any]) -> Errors:
        if not self._fits(validator, instance, self._named(reference)):
            yield from _PLAIN["$ref"](validator, reference, instance, schema)

    def _properties(self, validator: Any, properties: Mapping[str, Any], instance: Any, schema: Mapping[str, Any]) -> Errors:
        if isinstance(instance, dict):
            for name, node in properties.items():
                if name in instance and not self._fits(validator, instance[name], node):
                    yield from validator.descend(instance[name], node, path=name, schema_path=name)

    def _items(self, validator: Any, items: Any, instance: Any, schema: Mapping[str, Any]) -> Errors:
        """An entry that recurs is judged once: thousands of items cite the same article."""
        if isinstance(instance, list):
            for entry in instance[len(schema.get("prefixItems", ())):]:
                key = (id(items), repr(entry))
                if key in self._fitting:
                    continue
                if not self._fits(validator, entry, items):
                    yield from _PLAIN["items"](validator, items, instance, schema)
                    return
                self._fitting.add(key)
