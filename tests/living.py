"""A city with a life, as commits, and its site: both are made once for all tests."""

import functools
import tempfile
import zipfile
from pathlib import Path
from typing import NamedTuple

from conftest import AMENDED, LIST, SCHEDULED, city_of, command, commit, git_in, rows_of, unbroken

from generator.schema import tables
from generator.tables import write

EDITIONS = "lists/editions.csv"
DAY = "2026-11-24"
DRAFT_WORDS = ("龘龘初稿", "靐靐二稿", "爩爩三稿")
LATER, BEFORE_CORRECTION = "尚未生效版本的独有文字", "更正之前的独有文字"

_ROOM = tempfile.TemporaryDirectory(prefix="lived-")
"""Goes when the tests end."""


class Life(NamedTuple):
    """The repository, and the hash of each commit by name."""

    root: Path
    commits: dict[str, str]


def _put(root: Path, rows: list[dict[str, str]], when: str, subject: str) -> str:
    """Write the list, commit it, and return the hash."""
    (root / LIST).write_bytes(write(tables()["exemptions"], rows))
    commit(root, f"{when}T10:00:00+08:00", subject)
    return git_in(root, "rev-parse", "HEAD")


@functools.cache
def lived() -> Life:
    """The sound city as a repository: three edits of a draft amendment, a published one to come, a correction."""
    root = city_of("sound", Path(_ROOM.name, "city"))
    rows = rows_of(root, LIST, "exemptions")
    versions = {row["item_id"]: row for row in rows}
    made = {"first": _put(root, rows, "2026-08-10", "首批清单")}
    for number, words in enumerate(DRAFT_WORDS):
        draft = {**versions[AMENDED], "edition": "", "effective_from": "2027-03-17", "supporting_measures": f"批评教育，{words}，30日内复查",
                 "change_reason": words, "note": words}
        made[f"draft{number}"] = _put(root, [*rows, draft], f"2026-11-1{number}", f"修改草案：{words}")
    scheduled = {**versions[SCHEDULED], "edition": "scjg-2026-2", "effective_from": "2027-01-01", "change_reason": "法律修改",
                 "supporting_measures": f"批评教育，{BEFORE_CORRECTION}，30日内复查"}
    editions = rows_of(root, EDITIONS, "editions")
    public = next(row for row in editions if row["edition"] == "scjg-2026-1")
    editions.append({**public, "edition": "scjg-2026-2", "title": f"{public['title']}之二", "doc_no": "示市监规〔2026〕2号",
                     "published_on": "2026-11-20", "issued_on": "2026-11-20", "effective_from": "2027-01-01"})
    (root / EDITIONS).write_bytes(write(tables()["editions"], editions))
    made["published"] = _put(root, [*rows, draft, scheduled], "2026-11-20", "公布修改")
    corrected = {**scheduled, "supporting_measures": f"批评教育，{LATER}，30日内复查", "change_reason": "勘误：配套措施误写"}
    made["corrected"] = _put(root, [*rows, draft, corrected], "2026-11-22", "勘误")
    return Life(root, made)


def files_of(out: Path) -> dict[str, str]:
    """Path → text of every file; of a document (a ZIP) the text of its parts."""
    found = {}
    for path in out.rglob("*"):
        if path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as parts:
                found[path.relative_to(out).as_posix()] = "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
        elif path.is_file():
            text = path.read_bytes().decode()
            found[path.relative_to(out).as_posix()] = unbroken(text) if path.suffix in (".html", ".atom") else text
    return found


def built(root: Path, out: Path, *options: str, as_of: str = DAY) -> tuple[dict[str, str], str]:
    """Path → text of every file that a build writes, and what it said on stderr."""
    done = command("build", "--root", root, "--out", out, "--as-of", as_of, *options)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return files_of(out), done.stderr.decode()


@functools.cache
def folder() -> Path:
    """The site of the city."""
    out = Path(_ROOM.name, "site")
    built(lived().root, out)
    return out


@functools.cache
def site() -> dict[str, str]:
    """Path → text of every file of the site."""
    return files_of(folder())
