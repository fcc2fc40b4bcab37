"""B15: a cited law will be revised or repealed while the item still applies."""

from collections.abc import Iterator
from datetime import date

from generator.citation import Citation
from generator.lawmap import Outcome, law_map
from generator.laws import Registry, registry
from generator.legality.basis import cited_laws
from generator.legality.cells import by_text
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, LawVersion, Severity, Status, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One piece of information per law, on the first field that cites an article of it which does not stay as it is."""
    laws = world.once(registry)
    for name, law, day, successor in coming(item, world):
        yield Remark(name, _message(law, day, successor, laws))


def coming(item: Item, world: World) -> Iterator[tuple[str, str, date, LawVersion]]:
    """(field, law, the day, what takes its place) of every law under the item that changes while it applies."""
    said = set()
    for name, citation in _of_changing_laws(item, world):
        law = citation.law_full or ""
        if law in said or (interval := world.interval(item)) is None or world.status(item) is Status.ENDED:
            continue
        for day, successor in world.known(_changes, law):
            if interval.start < day and day in interval and not _kept(citation, successor, world):
                said.add(law)
                yield name, law, day, successor


@by_text
def _of_changing_laws(item: Item, name: str, world: World) -> Iterator[tuple[str, Citation]]:
    return (found for found in cited_laws(item, world, (name,)) if world.known(_changes, found[1].law_full))


def _kept(citation: Citation, successor: LawVersion, world: World) -> bool:
    """True iff the cited article keeps its number and its words."""
    version = world.once(registry).resolve(citation, world.as_of).version
    place = (citation.article or 0, citation.article_sub or 0)
    links = world.once(law_map).follow(version.law_id or "", *place, successor.law_id or "") if version else ()
    return bool(links) and all(link.verdict is Outcome.SAME and link.target == (successor.law_id, *place) for link in links)


def _message(law: str, day: date, successor: LawVersion, laws: Registry) -> str:
    label = f"（{successor.label}）" if successor.label else ""
    if successor in laws.versions(law):
        return f"《{law}》新版{label}自{day}起施行，本事项届时仍然适用，请预先对照新条文调整。"
    return f"《{law}》将于{day}失效，由《{successor.name}》取代，本事项届时仍然适用，请预先对照新法调整。"


def _changes(law: str | None, world: World) -> tuple[tuple[date, LawVersion], ...]:
    """(day, what takes its place) of every change of the law already promulgated and still to come."""
    laws = world.once(registry)
    coming = ((version.effective_to, laws.version(version.replaced_by)) for version in laws.versions(law))
    return tuple((day, successor) for day, successor in coming if day and day > world.as_of
                 and successor and successor.promulgated and successor.promulgated <= world.as_of)


RULE = Rule(
    id="B15", slug="law-about-to-change", title="所引法规即将修改的预先提示", severity=Severity.INFO,
    legal_basis=("《中华人民共和国行政处罚法》第三十七条",),
    rationale="法规修改已经公布、尚未施行的，事项今天仍然合法，到施行那一天才需要改。条号、数额常常一起变，提前准备可以避免依据失效的空档。",
    hint="现在不用改；准备好新版本，用 qingdan amend 编号 --from 新法施行日 写入。",
    examples=(
        passes("所引法规没有待施行的修改"),
        passes("事项在新法施行前终止", obligation_basis="《中华人民共和国商标法》第五十七条第（二）项", effective_to="2027-01-01", end_reason="期满"),
        passes("新法公布以前不提示", obligation_basis="《中华人民共和国商标法》第五十七条第（二）项", as_of=date(2026, 6, 25)),
        flags("obligation_basis", "施行期间遇到新法施行", obligation_basis="《中华人民共和国商标法》第五十七条第（二）项"),
        flags("obligation_basis", "事项终止于新法施行之后一日", obligation_basis="《中华人民共和国商标法》第五十七条第（二）项",
              effective_to="2027-01-02", end_reason="期满"),
        flags("obligation_basis", "所引法律将被另一部法律取代", obligation_basis="《中华人民共和国环境影响评价法》第二十二条第四款",
              effective_from="2026-05-15", as_of=date(2026, 6, 1)),
    ),
    check=check)
