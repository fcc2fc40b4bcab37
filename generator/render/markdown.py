"""Blocks as Markdown, for the comment under a merge request. Escaping for Markdown lives here and nowhere else."""

import re

from generator.document.blocks import (
    Block,
    Bullets,
    Chart,
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
from generator.render.misleading import shown

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#&$])")
_CALLING = re.compile(r"(?<=(?<!\w)@)(?=[\w-])|(?<=#)(?=\d)|(?<=[!%])(?=\d)|(?<=:)(?=//)|(?<=www)(?=\.)", re.I | re.A)
"""Where plain words would call a person, a change or an address: hosts read @name, #1, !1 and https:// even without signs."""
_BEGINNING = re.compile(r"\s*(?:[-+=]|[0-9]{1,9}(?=[.)]))")
"""What at the beginning of a paragraph would make it a list, a rule or a heading."""
_SIGNS = {"del": ("~~", "~~"), "ins": ("**", "**"), "editorial": ("_", "_")}
"""How marks of a comparison stand out; editorial ones least."""


def page(printed: Page) -> str:
    """The page: its title, then its blocks. Links inside the site have no address here and are printed as words."""
    return "\n".join([f"# {escape(printed.title)}", "", *_blocks(printed.blocks)]).rstrip() + "\n"


def escape(text: str) -> str:
    """`text` so that no character of it is read as Markdown or HTML, and no word calls anybody."""
    return _CALLING.sub("<!-- -->", _SPECIAL.sub(r"\\\1", shown(text.replace("\n", " ").replace("\r", " "))))


def _line(text: Text) -> str:
    """The words at the beginning of a line of Markdown."""
    words = _words(text).strip()
    match = _BEGINNING.match(words)
    if not match:
        return words
    end = match.end() if words[match.end() - 1].isdigit() else match.end() - 1
    return f"{words[:end]}\\{words[end:]}"


def _words(text: Text) -> str:
    if isinstance(text, str):
        return escape(text)
    return "".join(_mark(part) if isinstance(part, Mark) else _link(part) if isinstance(part, Link) else escape(part) for part in text)


def _link(link: Link) -> str:
    """A link to a file beside this one, or elsewhere on the web; places of the site have no address here."""
    return f"[{escape(link.text)}](<{link.target}>)" if link.role == "beside" else escape(link.text)


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
                lines += [_line(text), ""]
            case Note(text=text):
                lines += [f"> {_line(text)}", ""]
            case Bullets(entries=entries, checklist=checklist):
                lines += [f"- {'[ ] ' if checklist else ''}{_line(entry)}" for entry in entries] + [""]
            case Facts(pairs=pairs):
                lines += [f"- {escape(name)}：{_words(value)}" for name, value in pairs] + [""]
            case Table(headers=headers, rows=rows) | Chart(table=Table(headers=headers, rows=rows)):
                lines += [f"| {' | '.join(map(escape, headers))} |", f"|{' --- |' * len(headers)}",
                          *(f"| {' | '.join(_words(cell).strip() for cell in row)} |" for row in rows), ""]
    return lines
