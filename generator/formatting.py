"""`fmt`: every CSV under lists/ in canonical form, without changing what any cell says."""

import os
from dataclasses import dataclass
from pathlib import Path

from generator.book import files, locate
from generator.model import Finding, Severity
from generator.reading import read
from generator.schema import directory, faults, tables
from generator.tables import Sheet, write_sheet


@dataclass(frozen=True, slots=True)
class Tidied:
    """What `fmt` did: files seen, (path, reasons) of those changed, findings of those it must not touch."""

    seen: int
    changed: tuple[tuple[str, str], ...]
    refused: tuple[Finding, ...]


def tidy(root: Path, write: bool) -> Tidied:
    """Bring every table of `root` into canonical form (or, without `write`, only say which are not)."""
    schemas = tables(directory(root))
    changed: list[tuple[str, str]] = []
    refused: list[Finding] = []
    seen = 0
    for path, data in files(root).items():
        located = locate(path, schemas)
        if located is None or data is None:
            continue
        seen += 1
        sheet = read(path, data, schemas[located[0]])
        if not sheet.lossless:
            refused.extend(f for f in sheet.findings if f.severity is Severity.ERROR)
            continue
        canonical = write_sheet(sheet)
        if canonical != data:
            changed.append((path, _reasons(sheet)))
            if write:
                replace_file(root / path, canonical)
    return Tidied(seen, tuple(changed), tuple(refused))


def _reasons(sheet: Sheet) -> str:
    """Why, in the words of the findings that `fmt` takes care of."""
    mended = [f.message for f in sheet.findings if f.rule in (faults.UNTIDY.id, faults.HEADER.id)]
    return "".join(mended).rstrip("。") or "引号、空格或换行"


def replace_file(path: Path, data: bytes) -> None:
    """Write `data` to `path` in one step, so that a killed run leaves either the old file or the new one."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as error:
        error.filename, error.filename2 = str(path if path.parent.is_dir() else path.parent), None  # nobody knows the temporary one
        raise
    finally:
        temporary.unlink(missing_ok=True)
