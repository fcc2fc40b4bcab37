"""Where a page offers the documents that carry its words: only those that have been made."""

from collections.abc import Iterator

from generator.document import addresses
from generator.document.blocks import Inline, Link, Mark, Paragraph
from generator.document.shelf import Shelf

FORMATS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}
"""What a document is made as, and what its button says."""


def of_edition(code: str | None) -> str:
    """The name of the document of a published edition."""
    return f"{code}-notice"


def of_lists(department: str = "") -> str:
    """The name of the lists of a department, or of the city."""
    return f"{department or 'city'}-lists"


def of_town(code: str) -> str:
    """The name of what a town may apply."""
    return f"{code}-handbook"


def downloads(what: str, name: str, shelf: Shelf) -> Iterator[Paragraph]:
    """A line of buttons, or nothing where no document of that name was made. `what` says what is in it."""
    links: list[Link] = []
    for suffix, word in FORMATS.items():
        file = f"{name}.{suffix}"
        if file in shelf.documents:
            links.append(Link(word, addresses.document(file), "button"))
    if links:
        parts: tuple[Inline, ...] = tuple(part for link in links for part in (" ", link))
        yield Paragraph((Mark(f"下载{what}：", "what"), *parts), "downloads")
