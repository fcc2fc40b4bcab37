"""Documents on the site: every button leads to a file, none without fonts that needs them, none of a draft, and nothing is made twice."""

import os
import re
from datetime import date
from pathlib import Path

import pytest
from conftest import City, csv_text
from papers import cells, shelf_of

from generator.book import load
from generator.document.redaction import redacted
from generator.document.shelf import Shelf
from generator.legality.example import MODEL_EDITION
from generator.model import Kind, World
from generator.schema import tables
from generator.site import documents as room
from generator.site.build import build
from generator.tables import write

DAY = date(2026, 11, 25)
TOWNS = csv_text([["镇街代码", "镇街名称", "生效日期", "失效日期"], ["donghu", "东湖街道", "2020-01-01", ""]])
DRAFT = {**MODEL_EDITION, "edition": "scjg-2027-1", "published_on": "", "doc_no": "", "title": "未公布的清单"}


def site(root: Path, out: Path) -> tuple[str, ...]:
    return build(World(load(root).book, DAY), root=root, out=out).notes


def test_every_button_leads_to_a_file_and_every_file_has_one(city: City, tmp_path: Path) -> None:
    root = city({Kind.NO_PENALTY: [cells(Kind.NO_PENALTY, 1), cells(Kind.NO_PENALTY, 2, edition="scjg-2027-1", violation="草案中的行为")]},
                files={"lists/townships.csv": TOWNS, "lists/editions.csv": write(tables()["editions"], [MODEL_EDITION, DRAFT])})
    notes = site(root, tmp_path / "site")
    made = {path.name for path in (tmp_path / "site/documents").iterdir()}
    assert made == {f"{name}.{suffix}" for name in ("scjg-2026-1-notice", "scjg-lists", "donghu-handbook") for suffix in ("docx", "xlsx")}
    offered: set[str] = set()
    for page, name in (("items/" + str(cells(Kind.NO_PENALTY, 1)["item_id"]), "scjg-2026-1-notice"), ("lists/scjg/no-penalty", "scjg-lists"),
                       ("depts/scjg", "scjg-2026-1-notice"), ("depts/scjg", "scjg-lists"), ("towns/donghu", "donghu-handbook"),
                       ("lists/scjg/no-penalty/editions/scjg-2026-1", "scjg-2026-1-notice")):
        links = re.findall(r'href="([^"]*documents/[^"]+)"', (tmp_path / "site" / page / "index.html").read_text(encoding="utf-8"))
        found = {os.path.normpath(tmp_path / "site" / page / link) for link in links}
        assert {str(tmp_path / "site/documents" / f"{name}.{suffix}") for suffix in ("docx", "xlsx")} <= found
        offered |= {Path(link).name for link in links}
    assert offered == made
    assert [note for note in notes if "PDF" in note] == list(notes)
    assert "make fonts" in notes[0]


def test_a_document_is_made_again_only_when_its_words_change(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    original = room._make
    monkeypatch.setattr(room, "_make", lambda paper, suffix, root: made.append(f"{paper.name}.{suffix}") or original(paper, suffix, root))
    root = city({Kind.NO_PENALTY: [cells(Kind.NO_PENALTY, 7, note=str(os.getpid()))]})
    first = room.documents(shelf_of(root), root, lambda done, total: None)
    assert sorted(made) == sorted(first.files)
    again = room.documents(Shelf(redacted(World(load(root).book, date(2026, 11, 26)))), root, lambda done, total: None)
    assert sorted(made[len(first.files):]) == ["scjg-lists.docx", "scjg-lists.xlsx"], "they name the day; the published edition does not"
    assert again.files["scjg-2026-1-notice.docx"] == first.files["scjg-2026-1-notice.docx"]


def test_a_preview_has_no_documents(city: City, tmp_path: Path) -> None:
    root = city()
    build(World(load(root).book, DAY), root=root, out=tmp_path / "site", preview=True)
    assert not (tmp_path / "site/documents").exists()
