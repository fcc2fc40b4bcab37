"""The texts of documents as 司法局 writes them (site_src/documents): slots filled, what has no content left out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import generator
from generator.citation.words import to_chinese
from generator.document.blocks import Block, Heading, Paragraph
from generator.model import Refusal

Values = Mapping[str, str | Sequence[str]]
"""Slot → its words; a sequence becomes one paragraph each."""

_SLOT = re.compile(r"\{([^{}]*)\}")
_OPTION = re.compile(r"\[([^\[\]]*)\]")
_TITLE, _ADDRESSEE, _COPIED, _HEADING = "标题：", "主送：", "抄送：", "## "


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its slots filled."""

    title: str
    addressee: str
    copied: str
    blocks: tuple[Block, ...]


def read(root: Path, name: str) -> str:
    """The text `name`: the root's own, else the installation's. Refusal when it is missing or is no UTF-8."""
    installed = Path(generator.__file__).resolve().parent.parent
    for folder in (root, installed):
        path = folder / "site_src" / "documents" / f"{name}.txt"
        if path.is_file():
            try:
                return path.read_text(encoding="utf-8-sig")
            except UnicodeDecodeError:
                raise Refusal(f"文书模板 {path} 不是 UTF-8 编码。请用“另存为”改成 UTF-8。") from None
    raise Refusal(f"没有文书模板 site_src/documents/{name}.txt。请从安装的程序中复制一份，由市司法局改定。")


def filled(text: str, values: Values, name: str = "") -> Filled:
    """`text` with `values`. Refusal naming the line when it asks for a slot that does not exist."""
    title = addressee = copied = heading = ""
    blocks: list[Block] = []
    sections = 0
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or (line.startswith("#") and not line.startswith(_HEADING)):
            continue
        _known(line, values, f"{name}.txt:{number}")
        if line.startswith(_HEADING):
            heading = line.removeprefix(_HEADING)
            continue
        paragraphs = tuple(_paragraphs(line, values))
        if line.startswith(_TITLE):
            title = "".join(paragraphs).removeprefix(_TITLE)
        elif line.startswith(_ADDRESSEE):
            addressee = "".join(paragraphs).removeprefix(_ADDRESSEE)
        elif line.startswith(_COPIED):
            copied = "".join(paragraphs)
        elif paragraphs:
            if heading:
                sections, heading, said = sections + 1, "", heading
                blocks.append(Heading(f"{to_chinese(sections)}、{said}"))
            blocks.extend(map(Paragraph, paragraphs))
    if not title:
        raise Refusal(f"文书模板 {name}.txt 没有“{_TITLE}”一行，或者标题中的内容是空的。")
    return Filled(title, addressee, copied, tuple(blocks))


def _known(line: str, values: Values, place: str) -> None:
    for slot in _SLOT.findall(line):
        if slot not in values:
            raise Refusal(f"文书模板 {place} 中的“{{{slot}}}”没有这一项。可以用的有：{'、'.join(values)}。")


def _paragraphs(line: str, values: Values) -> Iterator[str]:
    """The paragraphs a line makes: none when a slot outside brackets is empty, several when one holds several."""
    line = _OPTION.sub(lambda option: option[1] if all(values[slot] for slot in _SLOT.findall(option[1])) else "", line)
    slots = _SLOT.findall(line)
    if not all(values[slot] for slot in slots):
        return
    several = next((slot for slot in slots if not isinstance(values[slot], str)), None)
    before, after = line, ""
    if several is not None:
        before, after = line.split(f"{{{several}}}", 1)
    for part in (before, *(values[several] if several is not None else ()), after):
        # the words of a slot are never read as slots themselves: only the template's own parts are filled
        said = _SLOT.sub(lambda slot: str(values[slot[1]]), part) if part in (before, after) else part
        if said:
            yield said
