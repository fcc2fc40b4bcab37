"""Blocks as plain text, for the terminal."""

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


def page(shown: Page) -> str:
    """The page: its title, then its blocks, indented by depth."""
    return "\n".join([shown.title, "", *_blocks(shown.blocks, 0)]).rstrip()


def words(text: Text) -> str:
    """The words of a run, without links."""
    if isinstance(text, str):
        return text
    return "".join(_mark(part) if isinstance(part, Mark) else part.text if isinstance(part, Link) else part for part in text)


_SIGNS = {"del": ("［删：", "］"), "ins": ("［增：", "］"), "editorial": ("［文字：", "］")}
"""How the marks of a comparison are told in plain text."""


def _mark(mark: Mark) -> str:
    left, right = _SIGNS.get(mark.role, ("", ""))
    return f"{left}{mark.text}{right}"


def _blocks(blocks: tuple[Block, ...], depth: int) -> list[str]:
    indent = "  " * depth
    lines: list[str] = []
    for block in blocks:
        match block:
            case Section(title=title, blocks=inner):
                lines += [f"{indent}{words(title)}", *_blocks(inner, depth + 1), ""]
            case Heading(text=text):
                lines += [f"{indent}{words(text)}", ""]
            case Paragraph(text=text) | Note(text=text):
                lines.append(f"{indent}{words(text)}")
            case Bullets(entries=entries):
                lines += [f"{indent}· {words(entry)}" for entry in entries]
            case Facts(pairs=pairs):
                lines += [f"{indent}{name}：{words(value)}" for name, value in pairs]
            case Table(headers=headers, rows=rows) | Chart(table=Table(headers=headers, rows=rows)):
                lines += [f"{indent}{_row(headers, row)}" for row in rows]
    return lines


def _row(headers: tuple[str, ...], row: tuple[Text, ...]) -> str:
    """A row in one line; of more than two cells each is told by its header, since a terminal has no columns wide enough."""
    first, *others = (words(cell) for cell in row)
    if len(others) < 2:
        return "：".join((first, *others))
    return f"{first}：{'，'.join(f'{header} {cell}' for header, cell in zip(headers[1:], others, strict=True))}"
