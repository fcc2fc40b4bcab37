"""The law an item stands on: citations that lead to the law's page, and the notice when a basis has lapsed."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from generator.citation import Citation, article_label, print_canonical
from generator.document import addresses, words
from generator.document.blocks import Inline, Link, Section, Text
from generator.document.shelf import Shelf
from generator.document.statute import wording
from generator.law_query import version_on
from generator.laws import LawStatus, Resolution
from generator.legality.rules.b15_law_about_to_change import coming
from generator.legality.succession import Fate, fates
from generator.model import BASES, Item, Status

_LAPSED = (LawStatus.REPEALED, LawStatus.SUPERSEDED)
_MISSING = (LawStatus.NO_SUCH_ARTICLE, LawStatus.NO_SUCH_PARAGRAPH, LawStatus.NO_SUCH_ITEM)


class Basis:
    """Citations and notices of one shelf; a cell that many items share is read once.

    `keys` are full names → law_key of the laws that have a page.
    """

    def __init__(self, shelf: Shelf, keys: Mapping[str, str]) -> None:
        self._shelf = shelf
        self._keys = keys
        self._linked: dict[str, Text] = {}
        self._notices: dict[tuple[str, date], tuple[tuple[str | None, str], ...]] = {}
        self._worded: dict[tuple[str, int, int, date], Section | None] = {}

    def linked(self, text: str | None) -> Text:
        """The citations of a cell, each leading to its law; the cell as it stands when it is not written canonically."""
        if not text:
            return ""
        if text not in self._linked:
            citations = self._shelf.laws.citations(text)
            canonical = bool(citations) and print_canonical(citations) == text
            self._linked[text] = self._joined(citations) if canonical else text
        return self._linked[text]

    def _joined(self, citations: tuple[Citation, ...]) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for citation in citations:
            if found:
                found.append("；")
            key = self._keys.get(citation.law_full or "")
            said = print_canonical((citation,))
            found.append(Link(said, addresses.law(key, citation)) if key else said)
        return tuple(found)

    def worded(self, item: Item) -> Iterator[Section]:
        """Each cited article as it read when the version applied (for one that applies: today); none that this machine does not keep."""
        interval, day = self._shelf.interval(item), self._shelf.as_of
        if interval and not interval.empty:
            day = max(day, interval.start) if interval.end is None or day < interval.end else interval.end - timedelta(days=1)
        cells = filter(None, (getattr(item, name) for name in BASES))
        citations = (citation for cell in cells for citation in self._shelf.laws.citations(cell))
        places = dict.fromkeys((one.law_full, one.article, one.article_sub or 0) for one in citations if one.law_full and one.article)
        for law, article, sub in places:
            key = (law or "", article or 0, sub, day)
            if key not in self._worded:
                self._worded[key] = self._article(*key)
            section = self._worded[key]
            if section:
                yield section

    def _article(self, law: str, article: int, sub: int, day: date) -> Section | None:
        version = version_on(self._shelf.laws.versions(law), day)
        text = self._shelf.texts(version.law_id or "").get((article, sub)) if version else None
        if version is None or text is None:
            return None
        title = f"《{law}》{article_label(article, sub or None)}（{version.label or words.day(version.promulgated)}）"
        return Section(title, tuple(wording(text)), role="wording", level=3)

    def lapsed(self, item: Item) -> tuple[str, ...]:
        """The fixed notices: a basis of a version that applies (or will) has ceased to hold since, or `check` finds another error
        that arose since.
        """
        status, interval = self._shelf.status(item), self._shelf.interval(item)
        if interval is None or status not in (Status.IN_FORCE, Status.SCHEDULED):
            return ()
        day = max(self._shelf.as_of, interval.start)
        moved = [(fate.citation.law_full, notice) for fate in fates(item, self._shelf.world) if (notice := _moved(fate))]
        told = {law for law, _ in moved}
        found = [notice for name in BASES if (text := getattr(item, name)) for law, notice in self._of(text, day) if law not in told]
        if not found and not moved:
            return ("本事项公布以后情况有变化，待调整",) if self._shelf.unsettled(item) else ()
        return tuple(dict.fromkeys((*found, *(notice for _, notice in moved))))

    def changing(self, item: Item) -> tuple[str, ...]:
        """A law under a version that applies (or will) is about to change: known already, its day still to come."""
        if self._shelf.status(item) not in (Status.IN_FORCE, Status.SCHEDULED):
            return ()
        laws = self._shelf.laws
        return tuple(f"所依据的《{law}》自{words.day(day)}起施行新的规定，届时待调整" if successor in laws.versions(law)
                     else f"所依据的《{law}》将于{words.day(day)}失效，由《{successor.name}》取代，届时待调整"
                     for _, law, day, successor in coming(item, self._shelf.world))

    def _of(self, text: str, day: date) -> tuple[tuple[str | None, str], ...]:
        """(law, notice) of each citation in a cell that needs one."""
        key = (text, day)
        if key not in self._notices:
            laws = self._shelf.laws
            notices = ((citation.law_full, _notice(citation, laws.resolve(citation, day))) for citation in laws.citations(text))
            self._notices[key] = tuple((law, notice) for law, notice in notices if notice)
        return self._notices[key]


def _moved(fate: Fate) -> str | None:
    """The number it is cited by has come to mean another rule; said where `check` says so without a doubt (rules B06 and B08)."""
    day, law, cited = fate.new.effective_from, fate.citation.law_full, article_label(*fate.place)
    if day is None or not fate.certain:
        return None
    return f"所依据的《{law}》已于{words.day(day)}修改，原{cited}的{fate.became}，本事项待调整"


def _notice(citation: Citation, found: Resolution) -> str | None:
    version, law = found.version, citation.law_full
    if version is None or law is None:
        return None
    if found.status in _LAPSED and version.effective_to:
        return f"所依据的《{law}》已于{words.day(version.effective_to)}失效，本事项待调整"
    if found.status in _MISSING and version.effective_from:
        return f"所依据的《{law}》已于{words.day(version.effective_from)}修改，所引条款不复存在，本事项待调整"
    return None
