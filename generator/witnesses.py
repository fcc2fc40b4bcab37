"""Before anything is published, pandera judges every table too; a disagreement with our judge stops the run."""

from generator.book import Loaded
from generator.schema.witness import agree


def testify(loaded: Loaded) -> int:
    """How many tables were judged. Refusal at the first on which the two do not agree."""
    for path, sheet in loaded.sheets.items():
        if any(sheet.columns):
            kind = path.rsplit("/", 1)[-1].removesuffix(".csv") if sheet.schema.required_for else None
            agree(sheet.schema, [sheet.cells(row) for row in sheet.rows], kind, path)
    return len(loaded.sheets)
