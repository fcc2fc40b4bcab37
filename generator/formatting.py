"""`fmt`: every CSV under lists/ in canonical form, without changing what any cell says."""

from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from generator.assembly import locate
from generator.book import files, must_hold_lists
from generator.model import Finding, Severity
from generator.reading import read
from generator.schema import directory, faults, tables
from generator.tables import Sheet, write_sheet
from generator.writing import replace_files, sole_writer


@dataclass(frozen=True, slots=True)
class Tidied:
    """What `fmt` did: files seen, (path, reasons) of those changed, findings of those it must not touch."""

    seen: int
    changed: tuple[tuple[str, str], ...]
    refused: tuple[Finding, ...]


def tidy(root: Path, write: bool) -> Tidied:
    """Bring every table of `root` into canonical form (or, without `write`, only say which are not). Refusal without lists/."""
    must_hold_lists(root)
    with sole_writer(root) if write else nullcontext():
        done, canonical = _tidied(root)
        if write:
            replace_files(canonical)
    return done


def _tidied(root: Path) -> tuple[Tidied, dict[Path, bytes]]:
    """What is to be done, and the canonical content of each file that is to change."""
    schemas = tables(directory(root))
    changed: list[tuple[str, str]] = []
    refused: list[Finding] = []
    canonical: dict[Path, bytes] = {}
    seen = 0
    for path, data in files(root).items():
        located = locate(path, schemas)
        if located is None or data is None:
            continue
        seen += 1
        sheet = read(path, data, schemas[located.table])
        if not sheet.lossless:
            refused.extend(f for f in sheet.findings if f.severity is Severity.ERROR)
        elif (written := write_sheet(sheet)) != data:
            changed.append((path, _reasons(sheet)))
            canonical[root / path] = written
    return Tidied(seen, tuple(changed), tuple(refused)), canonical


def _reasons(sheet: Sheet) -> str:
    """Why, in the words of the findings that `fmt` takes care of."""
    mended = [f.message for f in sheet.findings if f.rule in (faults.UNTIDY.id, faults.HEADER.id)]
    return "".join(mended).rstrip("。") or "引号、空格或换行"
