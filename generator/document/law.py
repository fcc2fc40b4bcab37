"""The pages of the cited laws: each cited article as it reads in force, whence it came, and which items cite it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain

from generator.citation import Citation, article_label, print_canonical
from generator.document import addresses, words
from generator.document.blocks import Block, Bullets, Inline, Link, Mark, Note, Page, Paragraph, Section, Table, Text
from generator.document.lawbook import CitedLaw, Rebasing, Use, rebasings
from generator.document.lineage import CHECK, lineage
from generator.document.parts import parted
from generator.document.shelf import Shelf
from generator.document.statute import unheld, wording
from generator.law_query import version_on
from generator.legality.succession import fates
from generator.model import LawVersion, Status


class LawPages:
    """The page of each cited law, and the index of them."""

    def __init__(self, shelf: Shelf, laws: tuple[CitedLaw, ...]) -> None:
        self._shelf, self._laws = shelf, laws
        self._known = {law.name: law for law in laws}

    def __iter__(self) -> Iterator[Page]:
        for law in self._laws:
            yield self.of(law)
            yield from (self.share(law, code) for code in self.shares(law))
        yield self.index()

    @cached_property
    def _rebased(self) -> Sequence[Rebasing]:
        return rebasings(self._shelf)

    def of(self, law: CitedLaw) -> Page:
        """The page of one law."""
        return _LawPage(law, self._shelf, self._known, self._rebased).page()

    def shares(self, law: CitedLaw) -> Mapping[str, frozenset[str]]:
        """Of a law that is cited too often for one page: the departments, each with a page besides, and the items it lists."""
        found: dict[str, set[str]] = defaultdict(set)
        for use in chain.from_iterable(law.uses.values()) if law.outgrown else ():
            found[use.item.department].add(use.item.item_id or "")
        return {code: frozenset(found[code]) for code in sorted(found)}

    def share(self, law: CitedLaw, code: str) -> Page:
        """What one department cites of such a law."""
        return _LawPage(law, self._shelf, self._known, self._rebased).share(code)

    def index(self) -> Page:
        """All laws, those that most items cite first."""
        rows: list[tuple[Text, ...]] = []
        for law in sorted(self._laws, key=lambda law: (-_count(law), law.name)):
            rows.append(((Link(f"《{law.name}》", addresses.law(law.key)),), law.versions[-1].level or "",
                         (_force(law, self._shelf),), f"{len(law.uses)}处", f"{_count(law)}项"))
        return Page(path="laws/", title="法规", section="laws", role="index", crumbs=(Link("首页", ""),),
                    description="清单所引用的法律、行政法规。", blocks=(
                        Paragraph((f"清单引用了{len(self._laws)}部法律、法规，引用多的在前。要找引用某一条的事项，在", Link("查询", "search/"),
                                   "中写条文，如“广告法第五十九条”。法规库核对至"
                                   f"{words.day(self._shelf.world.book.city.laws_checked)}；条文以权威文本为准。"), "lead"),
                        Table(("法规", "效力级别", "状态", "引用条文", "引用事项"), tuple(rows), role="compact laws")))


def _count(law: CitedLaw) -> int:
    return len(law.items)


def _version_mark(version: LawVersion, shelf: Shelf) -> Mark:
    word, role = _state(version, shelf)
    return Mark(word, f"status {role}")


def _state(version: LawVersion, shelf: Shelf) -> tuple[str, str]:
    """The word and the role of a version's status on the day."""
    day = shelf.as_of
    if version.effective_to and version.effective_to <= day:
        return "已失效", "ended"
    if version.effective_from is None:
        return "未核实", "draft"
    if day < version.effective_from:
        return "尚未施行", "scheduled"
    return ("现行有效", "in_force") if version.verified else ("未核实", "draft")


def _force(law: CitedLaw, shelf: Shelf) -> Mark:
    marks = [_version_mark(version, shelf) for version in law.versions]
    return next((mark for mark in marks if mark.text == "现行有效"), marks[-1])


def _times(version: LawVersion) -> str:
    since = f"自{words.day(version.effective_from)}" if version.effective_from else "施行日期未核实"
    return f"{since}{f'至{words.last_day(version.effective_to)}' if version.effective_to else ''}"


def _label(version: LawVersion) -> str:
    return version.label or words.day(version.promulgated)


_MANY = 20
"""Entries above which the table of an article is folded."""

_HOME = (Link("首页", ""), Link("法规", "laws/"))

_JUMPED = 4
"""Articles above which a narrow screen, which has no room for the contents beside the page, gets links to them."""


class _LawPage:
    """The page of one law; `known` are the laws that have a page, by full name."""

    def __init__(self, law: CitedLaw, shelf: Shelf, known: Mapping[str, CitedLaw], rebased: Sequence[Rebasing]) -> None:
        self._law, self._shelf, self._known = law, shelf, known
        self._rebased = tuple(one for one in rebased if one.concerns(law.name))
        self._current = version_on(law.versions, shelf.as_of) or law.versions[-1]

    def share(self, code: str) -> Page:
        """The items of one department, by article."""
        name, path = self._shelf.world.department_name(code), addresses.law(self._law.key)
        articles = [Section(_title(place), (self._uses(own),), addresses.article_anchor(*place), "article")
                    for place, uses in self._law.uses.items() if (own := tuple(use for use in uses if use.item.department == code))]
        return replace(self._headed(articles), path=f"{path}{code}/", title=(title := f"{name}引用《{self._law.name}》的事项"),
                       heading=parted(title, self._shelf.world, code),
                       crumbs=(*_HOME, Link(f"《{self._law.name}》", path)))

    def _headed(self, blocks: Sequence[Block]) -> Page:
        return Page(path=addresses.law(self._law.key), title=(title := f"《{self._law.name}》"),
                    heading=parted(title, self._shelf.world), section="laws", blocks=tuple(blocks), role="law",
                    crumbs=_HOME, description=f"哪些减免责事项引用了《{self._law.name}》的哪一条。")

    def page(self) -> Page:
        """State, the cited articles, re-basings, versions."""
        law, shelf = self._law, self._shelf
        blocks: list[Block] = [self._strip(), *self._replaced(), Paragraph(
            f"清单中有{_count(law)}个事项引用了本法规的{len(law.uses)}处条文。条文以权威文本为准，"
            f"法规库核对至{words.day(shelf.world.book.city.laws_checked)}。", "lead")]
        articles = [self._article(place, uses) for place, uses in law.uses.items()]
        if any(_lacking(article) for article in articles):
            blocks.append(Paragraph("没有收录文字的条文，请查阅国家法律法规数据库等权威文本。", "legend"))
        if any(isinstance(block, Bullets) for article in articles for block in article.blocks):
            blocks.append(Paragraph(CHECK, "legend"))
        if len(articles) >= _JUMPED:
            blocks.append(Bullets(tuple((Link(_title(place), f"#{addresses.article_anchor(*place)}"),) for place in law.uses), "places jump"))
        blocks.extend(articles)
        if self._rebased:
            blocks.append(Section("改引记录", (Paragraph("下列事项的后一版本改引了别的条款，最近的在前。"), self._rebasings()), "rebased"))
        blocks.append(Section("版本", (self._versions(),), "versions"))
        if not shelf.preview:
            blocks.append(Paragraph((Link("订阅引用本法规的事项变更（Atom）", addresses.feed(f"law-{law.key}")),), "siblings"))
        return self._headed(blocks)

    def _strip(self) -> Note:
        word, role = _state(self._current, self._shelf)
        said = "，".join(filter(None, (_label(self._current), self._current.issuer, f"{_times(self._current)}施行")))
        return Note((Mark(word, "word"), f"{said}。截至{words.day(self._shelf.as_of)}。"), f"strip {role}")

    def _replaced(self) -> Iterator[Block]:
        """By what a law that no longer applies was replaced, where the registry says so."""
        later = self._shelf.laws.version(self._current.replaced_by)
        if _state(self._current, self._shelf)[1] == "ended" and later and later.name and later.name != self._law.name:
            name = f"《{later.name}》"
            law = self._known.get(later.name)
            yield Note(("本法规已由", Link(name, addresses.law(law.key)) if law else name, "替代；行为发生在失效之前的，仍可能引用。"), "historic")

    def _article(self, place: tuple[int, int], uses: tuple[Use, ...]) -> Section:
        blocks: list[Block] = []
        if place[0]:
            blocks.append(Section((), tuple(self._wording(place)), role="wording"))
            blocks.extend(lineage(self._current, place, self._shelf, self._known))
        count = len({use.item.item_id for use in uses})
        if count <= _MANY:
            blocks.append(self._uses(uses))
        elif self._law.outgrown:
            blocks.append(Section(f"引用本条的{count}项", (self._departments(place, uses),), role="many", folded=True))
        else:
            blocks.append(Section(f"引用本条的{count}项", (self._uses(uses),), role="many", folded=True))
        return Section(_title(place), tuple(blocks), addresses.article_anchor(*place), "article")

    def _departments(self, place: tuple[int, int], uses: tuple[Use, ...]) -> Table:
        """How many items of which department cite the article, and the way to them."""
        anchor = addresses.article_anchor(*place)
        rows: list[tuple[Text, ...]] = []
        for code, own in self._by_department(uses).items():
            name, count = self._shelf.world.department_name(code), len({use.item.item_id for use in own})
            rows.append(((Link(name, addresses.citing(self._law.key, code, anchor)),), f"{count}项"))
        return Table(("部门", "引用事项"), tuple(rows), role="compact")

    def _by_department(self, uses: tuple[Use, ...]) -> dict[str, tuple[Use, ...]]:
        codes = sorted({use.item.department for use in uses})
        return {code: tuple(use for use in uses if use.item.department == code) for code in codes}

    def _wording(self, place: tuple[int, int]) -> Iterator[Block]:
        """The article as it reads in force; else as the latest version read that had it and is kept; else where to look."""
        recorded = self._shelf.laws.article(self._current.law_id, *place)
        if recorded is None and self._shelf.laws.has_structure(self._current.law_id):
            yield Paragraph(f"{_label(self._current)}的文本没有这一条。", "unheld")
        for version in (self._current, *reversed(self._law.versions)):
            text = self._shelf.texts(version.law_id or "").get(place)
            if text:
                if version is not self._current or _state(version, self._shelf)[1] != "in_force":
                    yield Paragraph((f"{_label(version)}的条文 ", _version_mark(version, self._shelf)), "edition-of")
                yield from wording(text)
                return
        if recorded is not None or not self._shelf.laws.has_structure(self._current.law_id):
            yield unheld(recorded)

    def _uses(self, uses: tuple[Use, ...]) -> Table:
        """Items, each once: an ended version is named only where no other version of the item cites the article."""
        shelf, header = self._shelf, self._shelf.world.book.header
        best: dict[str, Use] = {}
        cited: dict[str, list[str]] = {}
        for use in uses:
            item_id = use.item.item_id or ""
            if item_id not in best or shelf.status(best[item_id].item) is Status.ENDED:
                best[item_id] = use
            cited.setdefault(item_id, []).append(f"{header(use.field)}{_clause(use.citation)}")
        rows: list[tuple[Text, ...]] = []
        for item_id, use in sorted(best.items(), key=lambda pair: (shelf.status(pair[1].item) is Status.ENDED, pair[0])):
            item = use.item
            target = addresses.item(item_id) if shelf.main[item_id] is item else shelf.address(item)
            rows.append(((Link(item.violation or item_id, target),), shelf.world.department_name(item.department), item.kind.value,
                         f"{'；'.join(dict.fromkeys(cited[item_id]))}{self._since_moved(use)}", (shelf.status_mark(item),)))
        return Table(("违法行为", "部门", "清单", "引作", "状态"), tuple(rows), role="entries uses")

    def _since_moved(self, use: Use) -> str:
        """That the item means an older text, where this number has come to mean another rule."""
        place = use.citation.article or 0, use.citation.article_sub or 0
        fate = next((one for one in fates(use.item, self._shelf.world) if one.certain and (one.field, one.citation.law_full, one.place) == (
            use.field, self._law.name, place)), None)
        return f"，按旧条号，{fate.became}" if fate else ""

    def _rebasings(self) -> Table:
        header = self._shelf.world.book.header
        rows: list[tuple[Text, ...]] = []
        for one in self._rebased:
            rows.append(((Link(one.item.violation or one.item.item_id or "", self._shelf.address(one.item)),),
                         words.day(one.item.effective_from), header(one.field), self._cited(one.gone), self._cited(one.come)))
        return Table(("违法行为", "自何时起", "引作", "原来引", "改为引"), tuple(rows), role="entries rebased")

    def _cited(self, citations: tuple[Citation, ...]) -> tuple[Inline, ...]:
        """The clauses, each leading to its article; those of this law by their number alone."""
        found: list[Inline] = []
        for one in citations:
            found += ["；"] if found else []
            own = one.law_full == self._law.name
            said = print_canonical((replace(one, law=None if own else one.law_full, relative=None),))
            law = self._known.get(one.law_full or "")
            found.append(Link(said, addresses.law(law.key, one)) if law and said else said)
        return tuple(found)

    def _versions(self) -> Table:
        rows: list[tuple[Text, ...]] = [(_label(version), (_version_mark(version, self._shelf),), words.day(version.promulgated), _times(version))
                                        for version in reversed(self._law.versions)]
        return Table(("版本", "状态", "公布", "施行"), tuple(rows), role="compact")


def _lacking(article: Section) -> bool:
    """True iff the words of the article are not kept."""
    shown = article.blocks[0]
    return isinstance(shown, Section) and any(isinstance(block, Paragraph) and block.role == "unheld" for block in shown.blocks)


def _title(place: tuple[int, int]) -> str:
    article, sub = place
    return article_label(article, sub or None) if article else "未写明条文"


def _clause(citation: Citation) -> str:
    """（第三款第一项）of a citation, nothing when it cites the article as a whole."""
    said = print_canonical((replace(citation, law=None, relative=None, article=None, article_sub=None),))
    return f"（{said}）" if said and not citation.to else ""
