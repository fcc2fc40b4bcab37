"""Where things are on the site: addresses never change once published."""

from datetime import date

from generator.citation import Citation
from generator.model import Item, Kind


def item(item_id: str | None) -> str:
    """The page of an item."""
    return f"items/{item_id}/"


def version(item_id: str | None, number: int) -> str:
    """The permanent page of its `number`-th published version."""
    return f"items/{item_id}/v{number}/"


def draft(item: Item) -> str:
    """The page of a draft, which only a preview has."""
    return f"items/{item.item_id}/draft-{item.text('effective_from') or item.source.row}/"


def data(item_id: str | None) -> str:
    """The item as JSON."""
    return f"items/{item_id}.json"


def document(file: str) -> str:
    """A document to download, by the name of its file."""
    return f"documents/{file}"


def listing(department: str, kind: Kind) -> str:
    """The list of one department and kind."""
    return f"lists/{department}/{kind.slug}/"


def edition(department: str, kind: Kind, code: str) -> str:
    """The list as one edition published it."""
    return f"{listing(department, kind)}editions/{code}/"


def department(code: str) -> str:
    """A department."""
    return f"depts/{code}/"


def town(code: str) -> str:
    """A town, subdistrict or park."""
    return f"towns/{code}/"


def booklet(code: str) -> str:
    """What a town may apply, for its counter: printed whole or sheet by sheet."""
    return f"towns/{code}/handbook/"


def law(key: str, citation: Citation | None = None) -> str:
    """A law, at the cited article if one is given."""
    anchor = f"#{article_anchor(citation.article, citation.article_sub)}" if citation and citation.article else ""
    return f"laws/{key}/{anchor}"


def citing(key: str, department: str, anchor: str) -> str:
    """What one department cites of a much cited law, at an article."""
    return f"laws/{key}/{department}/#{anchor}"


def article_anchor(article: int, sub: int | None) -> str:
    """The anchor of an article on its law's page."""
    return f"a{article}-{sub}" if sub else f"a{article}"


def rule(rule_id: str) -> str:
    """The page of a legality rule."""
    return f"rules/{rule_id}/"


def changes(day: date) -> str:
    """What changed in law on a day."""
    return f"changes/{day.isoformat()}/"


def asof(day: date) -> str:
    """What applied on a day."""
    return f"asof/{day.isoformat()}/"


def feed(name: str) -> str:
    """An Atom feed: `city`, `dept-scjg`, `town-…`, `law-…`."""
    return f"feeds/{name}.atom"


def guide(department: str = "") -> str:
    """The way to a checklist: all departments, or the conduct that one looks after."""
    return f"guide/{department}/" if department else "guide/"


def search(facet: str, value: str) -> str:
    """The search among what one choice leaves: `kind`, `dept`, `town`."""
    return f"search/?{facet}={value}"
