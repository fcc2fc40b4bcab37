"""The words of an article, where this machine keeps them (`laws import --keep-text`); none of them is in the repository."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from generator.citation import to_chinese
from generator.document.blocks import Block, Bullets, Mark, Paragraph
from generator.model import LawArticle

Texts: TypeAlias = Callable[[str], Mapping[tuple[int, int], Mapping[str, Any]]]
"""law_id → its articles by (article, suffix), each with `paragraphs` and `items`; empty when the text is not kept."""


def not_kept(law_id: str) -> Mapping[tuple[int, int], Mapping[str, Any]]:
    """The Texts of a machine that keeps none."""
    return {}


def wording(article: Mapping[str, Any]) -> Iterator[Block]:
    """The article as the statute has it; where there are several paragraphs, each is numbered, since that is how they are cited."""
    paragraphs, items = article["paragraphs"], article["items"]
    for number, paragraph in enumerate(paragraphs, 1):
        yield Paragraph((Mark(f"第{to_chinese(number)}款", "clause"), paragraph) if len(paragraphs) > 1 else paragraph)
        entries = items[number - 1] if number <= len(items) else ()
        if entries:
            yield Bullets(tuple(f"（{to_chinese(n)}）{entry}" for n, entry in enumerate(entries, 1)), "items")


def unheld(recorded: LawArticle | None) -> Paragraph:
    """What is said instead of words that are not kept: that, and the structure which the registry records; the page says where to look."""
    said = "本条文字没有收录。"
    if recorded and recorded.paragraphs:
        counts = [int(count) for count in (recorded.items or "").split(";") if count.isdigit() and int(count)]
        said += f"法规库记载有{recorded.paragraphs}款{f'，列有{sum(counts)}项' if counts else ''}。"
    return Paragraph(said, "unheld")
