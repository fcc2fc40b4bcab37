"""What describes a release: the data package of its tables, the dictionary of its columns, and its entry for catalogues."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model import World
from generator.opendata.records import PLACE, WORDS
from generator.schema import TableSchema

Json = dict[str, Any]
LICENCE = {"name": "CC-BY-4.0", "title": "知识共享 署名 4.0", "path": "https://creativecommons.org/licenses/by/4.0/deed.zh-hans"}
_KINDS = {"csv": "text/csv", "json": "application/json", "jsonl": "application/x-ndjson", "jsonld": "application/ld+json",
          "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_TYPES = {"date": "date", "integer": "integer"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the release: its file, its content, and the headers of its columns by identifier."""

    path: str
    title: str
    content: bytes
    columns: Mapping[str, str]
    key: tuple[str, ...]
    schema: TableSchema


def package(tag: str, world: World, tables: Iterable[Table], others: Mapping[str, bytes], notice: str | None) -> Json:
    """datapackage.json in the form of Data Package 1 (Table Schema), which frictionless reads; `others` are files beside the tables."""
    return {"format": "qingdan/datapackage/1", "profile": "data-package", "name": f"qingdan-{tag}", "title": title(world), "version": tag,
            "created": f"{world.as_of.isoformat()}T00:00:00+08:00", "as_of": world.as_of.isoformat(), "notice": notice, "description": description(world, notice), "licenses": [LICENCE],
            "resources": [*map(_resource, tables), *(_file(path, content) for path, content in others.items())]}


def title(world: World) -> str:
    """The name of the data set."""
    return f"{world.book.city.name or ''}行政执法减免责清单"


def description(world: World, notice: str | None) -> str:
    """What the data is, on which day, and what it is not."""
    said = f"截至{world.as_of}已经公布的减免责清单事项的全部版本，已失效的也在其中，看“状态”一列。可能适用，以执法机关认定为准；未列入清单不等于一律处罚。"
    return f"{notice}。{said}" if notice else said


def _file(path: str, content: bytes) -> Json:
    """A file that is no table to be read by schema: the workbook, for people."""
    suffix = path.rpartition(".")[2]
    return {"profile": "data-resource", "type": "file", "name": path.replace(".", "-"), "title": "各表的工作簿，所有单元格都是文本", "path": path,
            "format": suffix, "mediatype": _KINDS[suffix], "bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _resource(table: Table) -> Json:
    return {"profile": "tabular-data-resource", "name": table.path.removesuffix(".csv"), "title": table.title, "path": table.path, "format": "csv",
            "mediatype": "text/csv", "encoding": "utf-8", "bytes": len(table.content), "hash": f"sha256:{hashlib.sha256(table.content).hexdigest()}",
            "dialect": {"lineTerminator": "\n"},
            "schema": {"fields": [_field(name, header, table.schema) for name, header in table.columns.items()],
                       "primaryKey": [table.columns[name] for name in table.key], "missingValues": [""]}}


def _field(name: str, header: str, schema: TableSchema) -> Json:
    column = next((column for column in schema.columns if column.name == name), None)
    if column is None:
        kind = "date" if name in ("applies_from", "applies_to", "published_on") else "integer" if name == "version" else "string"
        words = {"constraints": {"enum": list(WORDS[name].values())}} if name in WORDS else {}
        return {"name": header, "title": name, "type": kind, "description": PLACE[name][1]} | words
    constraints: Json = {"enum": list(column.enum)} if column.enum and column.format is None else {}
    if column.required:
        constraints["required"] = True
    kind = _TYPES.get(column.format or column.type, "string")
    return {"name": header, "title": name, "type": kind, "description": column.description} | ({"constraints": constraints} if constraints else {})


def dictionary(tables: Iterable[Table]) -> list[list[str]]:
    """Every column of every table: file, header, identifier, type, whether required, meaning."""
    rows = [["文件", "列名", "标识", "类型", "必填", "说明"]]
    for table in tables:
        for name, header in table.columns.items():
            field = _field(name, header, table.schema)
            required = "是" if field.get("constraints", {}).get("required") else "否"
            rows.append([table.path, header, name, field["type"], required, field["description"]])
    return rows


def catalogue(tag: str, world: World, files: Mapping[str, bytes], notice: str | None) -> Json:
    """The release in JSON-LD, in the words of schema.org and in those of DCAT. Without the address of the site, relative to this file."""
    city = world.book.city
    base = f"{city.base_url}data/{'latest' if tag == 'latest' else f'releases/{tag}'}/" if city.base_url else ""
    said, day, publisher = description(world, notice), world.as_of.isoformat(), f"{city.name or ''}司法局"
    return {"@context": ["https://schema.org/", _PREFIXES], "@type": ["Dataset", "dcat:Dataset"], "@id": base or "./",
            "name": title(world), "dct:title": title(world), "description": said, "dct:description": said, "version": tag, "dcat:version": tag,
            "dateModified": day, "dct:modified": {"@type": "xsd:date", "@value": day}, "inLanguage": "zh-CN", "dct:language": "zh-CN",
            "license": LICENCE["path"], "dct:license": {"@id": LICENCE["path"]}, "isAccessibleForFree": True,
            "creator": {"@type": "GovernmentOrganization", "name": publisher},
            "dct:publisher": {"@type": "foaf:Organization", "foaf:name": publisher},
            "distribution": [_distribution(base + path, path, content) for path, content in files.items()],
            "dcat:distribution": [{"@id": base + path} for path in files]}


_PREFIXES = {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
             "spdx": "http://spdx.org/rdf/terms#", "xsd": "http://www.w3.org/2001/XMLSchema#"}


def _distribution(address: str, path: str, content: bytes) -> Json:
    kind, digest = _KINDS.get(path.rpartition(".")[2], "text/plain"), hashlib.sha256(content).hexdigest()
    return {"@type": ["DataDownload", "dcat:Distribution"], "@id": address, "name": path, "dct:title": path, "contentUrl": address,
            "dcat:downloadURL": {"@id": address}, "encodingFormat": kind, "dcat:mediaType": kind, "contentSize": f"{len(content)} B",
            "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(len(content))}, "sha256": digest,
            "spdx:checksum": {"@type": "spdx:Checksum", "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                              "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": digest}}}
