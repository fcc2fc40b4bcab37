"""Tables as departments send them, by what is hard about them, and what a careful official would want of each."""

from department_tables import layout, published, words
from department_tables.layout import FOUR
from department_tables.table import Table

__all__ = ["FOUR", "TABLES", "Table"]

TABLES = (*published.TABLES, *layout.TABLES, *words.TABLES)
