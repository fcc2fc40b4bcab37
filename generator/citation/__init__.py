"""Reads every citation in a cell, 《法名》第X条第Y款第（Z）项 and its many spellings, and prints it back in canonical form."""

from .misspelt import nearest
from .model import Citation, Kind, RangeEnd
from .names import LawNames, official_name
from .printer import print_canonical
from .reader import parse
from .words import article_label, read_number, to_chinese

__all__ = [
    "Citation",
    "Kind",
    "LawNames",
    "RangeEnd",
    "article_label",
    "nearest",
    "official_name",
    "parse",
    "print_canonical",
    "read_number",
    "to_chinese",
]
