"""Blocks as Markdown, for the comment under a merge request. Escaping for Markdown lives here and nowhere else."""

import re

from generator.document.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Link,
    Mark,
    Note,
    Page,
    Paragraph,
    Section,
    Table,
    Text,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#&])")
_SIGNS = {"del": ("~~", "~~"), "ins": ("**", "**"), "editorial": ("_", "_")}
"""How marks of a comparison stand out; editorial ones least."""


def page(shown: Page) -> str:
    """The page: its title, then its blocks. Links inside the site have no address here and are printed as words."""
    return "\n".join([f"# {escape(shown.title)}", "", *_blocks(shown.blocks)]).rstrip() + "\n"


def escape(text: str) -> str:
    """`text` so that no character of it is read as Markdown or HTML."""
    return _SPECIAL.sub(r"\\\1", text.replace("\n", " "))


def _words(text: Text) -> str:
    if isinstance(text, str):
        return escape(text)
    return "".join(_mark(part) if isinstance(part, Mark) else escape(part.text if isinstance(part, Link) else part)
                   for part in text)


def _mark(mark: Mark) -> str:
    left, right = _SIGNS.get(mark.role, ("", ""))
    inner = escape(mark.text)
    # a sign beside a blank would not be read as one
    return f" {left}{inner.strip()}{right} " if left and inner.strip() else inner


def _blocks(blocks: tuple[Block, ...]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        match block:
            case Section(title=title, blocks=inner, level=level):
                heading = _words(title).strip()
                lines += [*([f"{'#' * level} {heading}", ""] if heading else []), *_blocks(inner)]
            case Heading(text=text, level=level):
                lines += [f"{'#' * level} {_words(text)}", ""]
            case Paragraph(text=text):
                lines += [_words(text), ""]
            case Note(text=text):
                lines += [f"> {_words(text)}", ""]
            case Bullets(entries=entries, checklist=checklist):
                lines += [f"- {'[ ] ' if checklist else ''}{_words(entry)}" for entry in entries] + [""]
            case Facts(pairs=pairs):
                lines += [f"- {escape(name)}：{_words(value)}" for name, value in pairs] + [""]
            case Table(headers=headers, rows=rows):
                lines += [f"| {' | '.join(map(escape, headers))} |", f"|{' --- |' * len(headers)}",
                          *(f"| {' | '.join(_words(cell).strip() for cell in row)} |" for row in rows), ""]
    return lines
