"""The documents of a site: made before its pages, several at a time, and only those whose words have changed."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from generator import memory
from generator.document.compilation import compilation, handbook
from generator.document.normative import edition_paper
from generator.document.paper import Paper
from generator.document.reach import Reach
from generator.document.shelf import Shelf
from generator.model import Refusal

_PLAIN, _SET = ("docx", "xlsx"), ("pdf",)
"""What can always be made, and what needs fonts."""
_FEW = 12
"""So many files without typesetting are made sooner than a process starts."""
_KIND = "documents"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Documents:
    """Files by name, and what a person should be told of those that are not there."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def documents(shelf: Shelf, root: Path, progress: Progress) -> Documents:
    """Every document of the published lists. A document that cannot be set is left out, and it is said why."""
    chosen: tuple[str, ...] = (*_PLAIN, *_SET)
    notes: list[str] = []
    fonts = ""
    try:
        fonts = _fonts(root)
    except Refusal as refusal:
        chosen = _PLAIN
        notes.append(f"网站不含 PDF：{refusal}")
    files: dict[str, bytes] = {}
    wanted: dict[str, tuple[Paper, str, str]] = {}
    for paper in papers(shelf, root):
        for suffix in chosen:
            key = memory.digest(repr(paper), suffix, fonts if suffix in _SET else "")
            known = memory.fetch(_KIND, key)
            if known is None:
                wanted[f"{paper.name}.{suffix}"] = (paper, suffix, key)
            else:
                files[f"{paper.name}.{suffix}"] = known
    for done, (name, made) in enumerate(_made(wanted, root), 1):
        progress(done, len(wanted))
        if isinstance(made, bytes):
            files[name] = made
            memory.store(_KIND, wanted[name][2], made)
        else:
            notes.append(f"没有生成 {name}：{made}")
    return Documents(files, tuple(notes))


def papers(shelf: Shelf, root: Path) -> Iterator[Paper]:
    """The document of every published edition, the lists of every department and of the city, the handbook of every town."""
    for edition in shelf.editions:
        yield edition_paper(edition, shelf, root)
    for department in shelf.departments:
        yield compilation((department,), shelf, root)
    if len(shelf.departments) > 1:
        yield compilation(shelf.departments, shelf, root)
    reach = Reach(shelf)
    for town in shelf.towns:
        yield handbook(town, shelf, reach, root)


def _fonts(root: Path) -> str:
    """Names the fonts that PDF would be set in. Refusal when there are none."""
    from generator.render.fonts import faces

    found = faces(root)
    return repr((found.origin, sorted(found.chains.items())))


def _made(wanted: Mapping[str, tuple[Paper, str, str]], root: Path) -> Iterator[tuple[str, bytes | str]]:
    """(name, content, or why there is none) as they are finished.

    Setting type starts threads, which a forked process would miss for ever: it is done in processes started afresh.
    """
    if len(wanted) <= _FEW and not any(suffix in _SET for _, suffix, _ in wanted.values()):
        yield from ((name, _make(paper, suffix, root)) for name, (paper, suffix, _) in wanted.items())
        return
    with ProcessPoolExecutor(min(4, os.cpu_count() or 1), get_context("spawn")) as pool:
        started = {pool.submit(_make, paper, suffix, root): name for name, (paper, suffix, _) in _longest_first(wanted.items())}
        for future in as_completed(started):
            yield started[future], future.result()


def _longest_first(jobs: Iterable[tuple[str, tuple[Paper, str, str]]]) -> list[tuple[str, tuple[Paper, str, str]]]:
    return sorted(jobs, key=lambda job: -sum(len(annex.table.rows) if annex.table else 0 for annex in job[1][0].annexes))


def _make(paper: Paper, suffix: str, root: Path) -> bytes | str:
    """The file, or why it cannot be made."""
    try:
        return _printers(root)[suffix](paper)
    except Refusal as refusal:
        return str(refusal)


@cache
def _printers(root: Path) -> Mapping[str, Callable[[Paper], bytes]]:
    from generator.render.official import official
    from generator.render.xlsx import of_paper

    def pdf(paper: Paper) -> bytes:
        return _press(root)(paper)

    return {"docx": official, "xlsx": of_paper, "pdf": pdf}


@cache
def _press(root: Path) -> Callable[[Paper], bytes]:
    from generator.render.fonts import faces
    from generator.render.pdf import Press

    return Press(faces(root)).pdf
