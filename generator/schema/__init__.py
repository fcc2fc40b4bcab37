"""schema/*.json is the only description of a column; this room compiles it or refuses."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator.model import Refusal

KEYWORDS = frozenset({
    "$schema", "$id", "title", "description", "type", "properties", "required", "additionalProperties", "pattern",
    "enum", "maxLength", "format", "x-path", "x-key", "x-required", "x-expected", "x-former-titles",
})
"""The closed set of keywords: an unknown one stops the compiler, so that none is ever ignored in silence."""

_FORMATS = {"date": "形如 2024-01-01 的日期", "item-id": "用 qingdan new 取的编号，形如 2026-00417-N"}
"""What a cell may have to be, and how a reader is told."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `name` is the identifier, `title` the Chinese header; constraints as in the schema."""

    name: str
    title: str
    description: str
    type: str
    required: bool
    enum: tuple[str, ...]
    pattern: str | None
    format: str | None
    max_length: int | None
    expected: str
    former_titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One kind of CSV. `path` is its place with {department}, {authority} and {kind} to fill, `key` its unique columns."""

    name: str
    title: str
    description: str
    path: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    required_for: Mapping[str, tuple[str, ...]]
    document: Mapping[str, Any]
    fingerprint: str
    """The document as text: what a table was judged by."""

    @property
    def headers(self) -> Mapping[str, str]:
        """Identifier → Chinese header."""
        return {column.name: column.title for column in self.columns}

    def required(self, kind: str | None = None) -> tuple[str, ...]:
        """The columns that may not be empty (in a list of `kind`, a slug), in canonical order."""
        names = {column.name for column in self.columns if column.required} | set(self.required_for.get(kind or "", ()))
        return tuple(column.name for column in self.columns if column.name in names)

    def plain(self, kind: str | None = None) -> dict[str, Any]:
        """The JSON Schema of one row (of a list of `kind`) without our own keywords: for any other validator."""
        return _without_own_keywords(self.document) | {"required": list(self.required(kind))}


def _without_own_keywords(node: Mapping[str, Any]) -> dict[str, Any]:
    plain = {key: value for key, value in node.items() if not key.startswith("x-")}
    if "properties" in plain:
        plain["properties"] = {name: _without_own_keywords(value) for name, value in plain["properties"].items()}
    return plain


def installation() -> Path:
    """The directory that holds schema/, site_src/ and mkdocs.yml of the installed tool."""
    return Path(__file__).resolve().parents[2]


def directory(root: Path) -> Path:
    """The schema directory that rules in `root`: its own when present, else that of the installation."""
    own = root / "schema"
    return own if own.is_dir() else installation() / "schema"


def output_directory(root: Path | None) -> Path:
    """The schemas of what commands print and the site publishes: those of `root` when present, else of the installation."""
    own = directory(root or installation()) / "output"
    return own if own.is_dir() else installation() / "schema" / "output"


@cache
def tables(where: Path | None = None) -> Mapping[str, TableSchema]:
    """Every table schema of the directory `where` (default: the installation's), by name. Refusal if one is unsound."""
    found = {}
    for path in sorted((where or installation() / "schema").glob("*.json")):
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise Refusal(f"schema/{path.name} 不是有效的 JSON：{error}。请恢复该文件。") from error
        found[path.stem] = compile_table(path.stem, document)
    if "exemptions" not in found:
        raise Refusal(f"{where or installation()} 中没有 exemptions.json，无法判断任何清单。")
    return found


def compile_table(name: str, document: Mapping[str, Any]) -> TableSchema:
    """The TableSchema of one JSON document; Refusal on any keyword, format or reference that is not understood."""
    _refuse_unknown(name, document)
    properties = document["properties"]
    required = frozenset(document["required"])
    columns = tuple(_column(name, key, node, key in required) for key, node in properties.items())
    required_for = {kind: tuple(names) for kind, names in document.get("x-required", {}).items()}
    for stated in (*required, *document["x-key"], *(n for names in required_for.values() for n in names)):
        if stated not in properties:
            raise Refusal(f"schema/{name}.json 提到的列 {stated} 没有定义。")
    titles = [title for column in columns for title in (column.title, *column.former_titles)]
    if len(set(titles)) != len(titles):
        raise Refusal(f"schema/{name}.json 中有两列用了同一个表头（title 或 x-former-titles）。")
    return TableSchema(name, document["title"], document["description"], document["x-path"],
                       tuple(document["x-key"]), columns, required_for, document, json.dumps(document, ensure_ascii=False))


def _column(table: str, name: str, node: Mapping[str, Any], required: bool) -> Column:
    _refuse_unknown(f"{table}#{name}", node)
    if node["type"] != "string" or node.get("format") not in (None, *_FORMATS):
        raise Refusal(f"schema/{table}.json 的列 {name}：type 只能是 string，format 只能是 {'、'.join(sorted(_FORMATS))}。")
    return Column(name, node["title"], node["description"], node["type"], required, tuple(node.get("enum", ())),
                  node.get("pattern"), node.get("format"), node.get("maxLength"), _expected(node),
                  tuple(node.get("x-former-titles", ())))


def _expected(node: Mapping[str, Any]) -> str:
    if "x-expected" in node:
        return str(node["x-expected"])
    if "enum" in node:
        return "、".join(node["enum"]) + "之一" if len(node["enum"]) > 2 else "或".join(node["enum"])
    return _FORMATS.get(node.get("format", ""), f"不超过{node.get('maxLength', 5000)}字的文字")


def _refuse_unknown(where: str, node: Mapping[str, Any]) -> None:
    unknown = sorted(set(node) - KEYWORDS)
    if unknown:
        raise Refusal(f"schema/{where} 中有不认识的关键字 {'、'.join(unknown)}；为避免被悄悄忽略，已停止。")
