"""Before anything is published, pandera judges every table too; a disagreement with our judge stops the run."""

from collections.abc import Mapping
from importlib import metadata

from generator import memory
from generator.assembly import locate
from generator.reading import read
from generator.schema import TableSchema
from generator.tables import Sheet


def testify(contents: Mapping[str, bytes | None], sheets: Mapping[str, Sheet], schemas: Mapping[str, TableSchema]) -> int:
    """How many tables of `contents` (path → bytes) have been judged, each content once. Refusal at the first on which the two do not agree.

    `sheets` are those already read; the others are read here.
    """
    witness = metadata.version("pandera")
    count = 0
    for path, data in contents.items():
        located = locate(path, schemas)
        if located is None or data is None:
            continue
        count += 1
        schema, kind = schemas[located.table], located.kind
        key = memory.digest(witness, schema.fingerprint, kind or "", data)
        if memory.seen("witnessed", key):
            continue
        from generator.schema.witness import agree  # only when needed: importing pandera takes a second

        sheet = sheets.get(path) or read(path, data, schema)
        if any(sheet.columns):
            agree(schema, [sheet.cells(row) for row in sheet.rows], kind, path)
        memory.remember("witnessed", key)
    return count
