"""data/: the latest release and the fixed ones of lists/releases.csv, and the page that leads to them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from generator import memory
from generator.document import words
from generator.document.blocks import Page
from generator.document.datasets import datasets_page
from generator.document.shelf import Shelf
from generator.opendata import Release, latest
from generator.schema import output_directory
from generator.site.generations import size_of
from generator.site.publication import Publication


def write(shelf: Shelf, publication: Publication, notice: str | None, root: Path, key: Callable[[str], str]) -> Page:
    """Every file of every release; `key` names what one release is made from. The page is for the caller to write."""
    newest = latest(shelf.world, notice, root)
    schemas = memory.digest(*(path.read_bytes() for path in sorted(output_directory(root).glob("*.json"))))
    publication.part("release latest", key(f"latest {shelf.as_of} {schemas}"), partial(_release, newest, publication))
    files = publication.generation.files
    sizes = {path.removeprefix(newest.folder): size_of(known) for path, known in files.items() if path.startswith(newest.folder)}
    told: list[tuple[str, str, str]] = []
    release = newest.before
    notes = {row.tag: row.note or "" for row in shelf.world.book.releases}
    while release is not None:
        publication.part(f"release {release.tag}", key(f"{release.tag} {schemas}"), partial(_release, release, publication))
        told.append((release.tag, words.day(release.world.as_of), notes[release.tag]))
        release = release.before
    return datasets_page(shelf, sizes, told)


def _release(release: Release, publication: Publication) -> None:
    for path, file in release.files().items():
        if file.output:
            publication.write_json(release.folder + path, file.output, file.document, file.content)
        else:
            publication.write(release.folder + path, file.content)
