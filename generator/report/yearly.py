"""The yearly report as JSON."""

from datetime import date
from typing import Any

from generator import report
from generator.document import words
from generator.document.mended import Mending
from generator.document.turns import What
from generator.document.yearly import EditionYear, ListYear, TownYear, Year
from generator.model import Delegation


def yearly_json(year: Year, as_of: date) -> dict[str, Any]:
    """The answer of `report yearly --format json`, asked for on `as_of`."""
    city = year.shelf.world.book.city
    whats = [turn.what for turn in year.turns if turn not in year.void]
    return report.answer(
        "report-yearly", as_of, year=year.year, until=year.until.isoformat(), whole=year.whole, notice=words.DEMO if city.demo else None,
        laws_checked=city.laws_checked.isoformat() if city.laws_checked else None,
        changes={**{name: whats.count(what) for name, what in _CHANGES}, "called_back": len(year.void)},
        directions={"widened": year.directions["放宽"], "tightened": year.directions["收紧"], "neutral": year.directions["中性"],
                    "unsure": year.unsure},
        lists=[_list(one) for one in year.lists], editions=[_edition(one) for one in year.editions], mended=[_mending(one) for one in year.mended],
        unsettled=[{"item_id": item.item_id, "department": item.department, "kind": item.kind.slug, "notices": list(notices)}
                   for item, notices in year.unsettled],
        township={"items": len(year.for_towns), "towns": [_town(one) for one in year.towns]})


_CHANGES = (("added", What.ADDED), ("amended", What.AMENDED), ("moved", What.MOVED), ("ended", What.ENDED))


def _list(one: ListYear) -> dict[str, Any]:
    return {"department": one.department, "kind": one.kind.slug, "begin": one.begin, "added": one.added, "moved_in": one.moved_in,
            "moved_out": one.moved_out, "ended": one.ended, "end": one.end, "amended": one.amended, "versions_begin": one.versions_begin,
            "versions_end": one.versions_end}


def _edition(one: EditionYear) -> dict[str, Any]:
    edition = one.edition
    return {"edition": edition.edition, "department": edition.department, "kinds": list(edition.kinds), "title": edition.title,
            "doc_no": edition.doc_no, "versions": one.versions, "review_no": edition.review_no, "review_conclusion": edition.review_conclusion,
            "review_date": edition.text("review_date") or None, "published_on": edition.text("published_on"), "workdays": one.workdays,
            "caveat": one.caveat or None}


def _mending(one: Mending) -> dict[str, Any]:
    item = one.turn.item
    return {"item_id": item.item_id, "department": item.department, "kind": item.kind.slug, "laws": list(one.laws),
            "law_changed_on": one.changed_on.isoformat(), "mended_on": one.turn.day.isoformat(), "days": one.days,
            "change": {what: name for name, what in _CHANGES}[one.turn.what]}


def _town(one: TownYear) -> dict[str, Any]:
    return {"town": one.town, "begin": one.begin, "end": one.end, "given": [_power(row) for row in one.given],
            "recalled": [_power(row) for row in one.recalled]}


def _power(row: Delegation) -> dict[str, Any]:
    return {"department": row.dept, "power_code": row.power_code, "penalty_basis": row.penalty_basis, "basis": row.basis}
