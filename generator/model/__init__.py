"""The nouns: Item, Edition, Law, Book (all lists of one commit), World (a Book plus as_of), Finding, Source."""

from generator.model.book import Book
from generator.model.finding import Finding, Refusal, Severity, Source, few
from generator.model.identifier import FORM, IDENTIFIER, check_character, identifier, is_valid
from generator.model.law import LawArticle, LawPair, LawVersion
from generator.model.lists import LISTS, ItemList, ItemLists, list_path
from generator.model.nouns import (
    BASES,
    CalendarDay,
    City,
    Delegation,
    Edition,
    ExemptionType,
    Focus,
    Item,
    Kind,
    Organisation,
    Profile,
    Redaction,
    Release,
    ReliefClause,
    Status,
    SuperiorItem,
    Term,
    Township,
    Vocabulary,
    Waiver,
)
from generator.model.record import Dated, Record
from generator.model.world import SUCCEEDED, Interval, World

__all__ = [
    "BASES", "FORM", "IDENTIFIER", "LISTS", "SUCCEEDED", "Book", "CalendarDay", "City", "Dated", "Delegation", "Edition",
    "ExemptionType", "Finding", "Focus", "Interval", "Item", "ItemList", "ItemLists", "Kind", "LawArticle", "LawPair",
    "LawVersion", "Organisation", "Profile", "Record", "Redaction", "Refusal", "Release", "ReliefClause", "Severity",
    "Source", "Status", "SuperiorItem", "Term", "Township", "Vocabulary", "Waiver", "World", "check_character",
    "few", "identifier", "is_valid", "list_path",
]
