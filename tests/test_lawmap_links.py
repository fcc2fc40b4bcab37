"""What became of an article: asked of the links by people and programs, and of the facts this repository ships."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from conftest import REPOSITORY, command
from hypothesis import given, settings
from hypothesis import strategies as st
from lawmap_labels import labels
from market import OLD_ID, asked, market

from generator.book import load_law_book
from generator.lawmap import LawMap, Link, Outcome, law_map
from generator.laws import Registry, registry
from generator.model import LawArticle, LawPair, LawVersion, World
from generator.schema.published import outputs


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    """A root whose law registry came from the invented folder."""
    return market(tmp_path)


A, B, C = "jia@2000-01-01", "jia@2010-01-01", "yi@2020-01-01"


def small_map() -> LawMap:
    """A law of two versions, then a law that repealed it."""
    versions = (LawVersion(law_id=A, law_key="jia", name="甲法", replaced_by=B), LawVersion(law_id=B, law_key="jia", name="甲法", replaced_by=C),
                LawVersion(law_id=C, law_key="yi", name="乙法"))
    articles = {law: tuple(LawArticle(law_id=law, article=n, suffix=0, hash=f"{n}" * 16) for n in range(1, 6)) for law in (A, B)}
    articles[C] = tuple(LawArticle(law_id=C, article=n, suffix=0, hash=f"{n + 5}" * 16) for n in range(1, 5))

    def pair(source: str, old: int, target: str | None, new: int | None, verdict: str, *, amount: bool | None = False, confirmed: bool = False) -> LawPair:
        return LawPair(from_law_id=source, from_article=old, from_suffix=0, to_law_id=target, to_article=new, to_suffix=None if new is None else 0,
                       similarity="0.80", amount_changed=amount, verdict=verdict, confirmed=confirmed)

    pairs = {A: (pair(A, 2, B, 3, "changed", amount=True), pair(A, 4, None, None, "gone", amount=None), pair(A, 5, B, 5, "changed"),
                 pair(A, 5, B, 1, "changed", confirmed=True)),
             B: (pair(B, 1, C, 1, "split"), pair(B, 1, C, 2, "split"), pair(B, 3, C, 3, "changed"), pair(B, 4, None, None, "gone", amount=None))}
    return LawMap(Registry(versions, articles), versions, pairs)


def short(links: Iterable[Link]) -> list[tuple[int | None, str, bool | None]]:
    return [(link.to_article, link.verdict.value, link.amount_changed) for link in links]


def test_a_missing_row_means_same_only_where_the_texts_are_equal() -> None:
    found = small_map()
    assert short(found.links(A, 1)) == [(1, "same", False)]
    assert short(found.links(B, 2)) == [(None, "unsure", None)]
    assert found.links(A, 9) == () == found.links(C, 1)


def test_what_a_person_confirmed_overrules() -> None:
    assert short(small_map().links(A, 5)) == [(1, "changed", False)]


def test_an_article_is_followed_over_versions_and_into_the_law_that_repealed_it() -> None:
    found = small_map()
    assert short(found.follow(A, 1, 0, C)) == [(1, "split", False), (2, "split", False)]
    assert short(found.follow(A, 2, 0, C)) == [(3, "changed", True)]
    assert short(found.follow(A, 4, 0, C)) == [(None, "gone", None)]
    assert short(found.follow(A, 3, 0, A)) == [(3, "same", False)]
    assert found.follow(C, 1, 0, A) == ()


def test_origins_are_the_links_read_backwards() -> None:
    found = small_map()
    assert [(link.from_law_id, link.from_article) for link in found.origins(B, 1)] == [(A, 1), (A, 5)]
    assert found.predecessors(C) == (B,)
    assert found.origins(A, 1) == ()


@pytest.mark.parametrize(("arguments", "words"), [
    (("laws", "show", "集茂市场条例"), "是不是《集贸市场条例》？"),
    (("laws", "map", "完全没有的名字"), "法规库中没有“完全没有的名字”"),
    (("laws", "map", "集贸市场条例", "--from", "1999"), "已知的版本：2010-04-01、2020-04-01"),
    (("laws", "map", "集贸市场条例", "--from", "2020", "--to", "2010"), "无法对照"),
])
def test_what_cannot_be_answered_is_said_in_one_sentence(imported: Path, arguments: tuple[str, ...], words: str) -> None:
    done = command(*arguments, "--root", imported)
    assert done.returncode == 2
    assert done.stdout == b""
    assert words in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1


def test_list_and_show_tell_intervals_successors_and_structure(imported: Path) -> None:
    listed = command("laws", "list", "--as-of", "2026-11-24", "--root", imported).stdout.decode()
    assert "2010-04-01  已失效：2010-05-01 起施行，2020-05-01 起失效；条数不明，有条文结构；由 2020-04-01 版本替代" in listed
    assert "截至 2026-11-24：1部、2个版本。" in listed
    shown = command("laws", "show", "集贸市场条例", "--on", "2015-01-01", "--as-of", "2026-11-24", "--root", imported).stdout.decode()
    assert f"2015-01-01 施行的版本 {OLD_ID}：8条、8款、0项。" in shown
    for name, arguments in (("laws-list", ("laws", "list")), ("laws-show", ("laws", "show", "集贸市场条例"))):
        answer = json.loads(command(*arguments, "--format", "json", "--as-of", "2026-11-24", "--root", imported).stdout)
        outputs().judge(name, name, answer)
        assert [version["recorded"]["articles"] for version in answer["versions"]] == [8, 9]


# ---- the shipped facts -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> tuple[World, LawMap, Registry]:
    world = World(load_law_book(REPOSITORY), date(2026, 11, 24))
    return world, world.once(law_map), world.once(registry)


def test_every_stored_link_joins_articles_that_exist(shipped: tuple[World, LawMap, Registry]) -> None:
    world, found, laws = shipped
    count = 0
    for law_id in world.book.law_map:
        following = found.successor(law_id)
        for row in world.book.law_map[law_id]:
            assert laws.article(law_id, row.from_article or 0, row.from_suffix or 0), row
            assert row.to_law_id in (None, following), row
            assert (row.to_article is None) == (row.to_law_id is None)
            assert row.to_law_id is None or laws.article(row.to_law_id, row.to_article or 0, row.to_suffix or 0), row
            assert (row.amount_changed is None) == (row.verdict in ("gone", "unsure")), row
            count += 1
    assert count > 5000


def test_nothing_that_happened_to_an_article_is_left_unsaid(shipped: tuple[World, LawMap, Registry]) -> None:
    """Every article of a version that another one follows has a link; without a row only when number and text are the same."""
    world, found, _ = shipped
    for law_id in world.book.law_map:
        for link in found.pairs(law_id):
            assert link.similarity is not None or link.confirmed or link.verdict in (Outcome.GONE, Outcome.UNSURE), link


def test_hand_labels_are_stored_and_overrule(shipped: tuple[World, LawMap, Registry]) -> None:
    _, found, _ = shipped
    for place, rows in labels().items():
        said = {(link.to_law_id or "", link.to_article, link.verdict.value, link.amount_changed) for link in found.links(*place)}
        assert said == {(row["to_law_id"], int(row["to_article"]) if row["to_article"] else None, row["verdict"],
                         {"是": True, "否": False, "": None}[row["amount_changed"]]) for row in rows}, place


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_links_and_origins_are_inverse(shipped: tuple[World, LawMap, Registry], data: st.DataObject) -> None:
    world, found, _ = shipped
    link = data.draw(st.sampled_from(found.pairs(data.draw(st.sampled_from(sorted(world.book.law_map))))))
    assert link in found.links(link.from_law_id, link.from_article, link.from_suffix)
    if link.target:
        assert link in found.origins(*link.target)


@pytest.mark.parametrize(("law", "start", "pairs"), [
    ("大气污染防治法", "daqiwuranfangzhifa@2018-10-26", {(99, 1102), (99, 1107), (99, 1108), (129, 1242)}),
    ("行政处罚法", "xingzhengchufafa@2017-09-01", {(27, 32), (38, 57), (64, 86)}),
])
def test_well_known_articles(law: str, start: str, pairs: set[tuple[int, int]]) -> None:
    found = asked(REPOSITORY, law)
    assert {p["from_law_id"] for p in found} == {start}
    assert pairs <= {(p["from_article"], p["to_article"]) for p in found}


@pytest.mark.parametrize(("law", "source"), [("环境噪声污染防治法", "huanjingzaoshengwuranfangzhifa@2018-12-29"), ("大气法", "daqiwuranfangzhifa@2018-10-26")])
def test_a_law_is_followed_into_the_code_that_took_it_in(law: str, source: str) -> None:
    found = asked(REPOSITORY, law, "--to", "shengtaihuanjingfadian@2026-03-12")
    assert {p["from_law_id"] for p in found} == {source}
    assert {p["to_law_id"] for p in found} == {"shengtaihuanjingfadian@2026-03-12", None}
