"""A folder of statutes → laws.csv, law_articles.csv and law_map.csv: names, dates, structure, old and new; never the text."""

from generator.statutes.importing import Import, import_laws, map_laws, merged

__all__ = ["Import", "import_laws", "map_laws", "merged"]
