"""What is kept of a penal clause: the sums it names and the duties it punishes the breach of."""


import pytest
from conftest import REPOSITORY

from generator.article_facts import amounts_of, duties_of, facts, ranges_of
from generator.book import load
from generator.laws import registry
from generator.legality.example import AS_OF
from generator.model import LawArticle, World
from generator.penalty.amounts import ranges, sums
from generator.penalty.duty import duties

LISTS = REPOSITORY / "lists"


@pytest.mark.parametrize(("text", "expected"), [
    ("处一万元以上十万元以下的罚款", (1_000_000, 10_000_000)),
    ("处1.5万元以下罚款；情节严重的，处15000元以上3万元以下罚款", (1_500_000, 3_000_000)),
    ("处五千至五万元罚款", (500_000, 5_000_000)),
    ("违法所得不足五千元的，处五千元以下罚款", (500_000,)),
    ("处违法所得一倍以上五倍以下罚款", ()),
    ("给予警告", ()),
])
def test_sums_of_money(text: str, expected: tuple[int, ...]) -> None:
    assert sums(text) == expected


def test_a_range_is_told_from_sums_that_stand_alone() -> None:
    text = "货值金额不足一万元的，处五千元以上五万元以下罚款；情节严重的，处五万元以下罚款"
    assert ranges(text) == ((1_000_000,), (500_000, 5_000_000), (5_000_000,))
    assert facts({"paragraphs": [text, "处二百元罚款"], "items": [[], []]})["fines"] == "1000000 500000-5000000 5000000;20000"


def test_sums_stand_in_items_too() -> None:
    article = {"paragraphs": ["有下列行为之一的，按照以下规定处罚："], "items": [["不悬挂的，处二百元罚款；", "转借的，处五百元罚款。"]]}
    assert facts(article)["fines"] == "20000 50000"


@pytest.mark.parametrize(("text", "expected"), [
    ("违反本法第三十六条、第三十八条第二款和第四十条规定，有下列行为之一的", ("36", "38", "40")),
    ("经营者违反本条例第二十条至第二十二条规定的", ("20", "21", "22")),
    ("未按照本办法第十二条之一的规定备案的", ("12.1",)),
    ("有本法第九条第（三）项、第（五）项行为的", ("9",)),
    ("违反本法第三十六条规定，未备案的，处二百元罚款；情节严重的，处五百元罚款。", ("36",)),
    ("违反本法第三十六条规定，未备案的，处二百元罚款；不悬挂标志的，处五百元罚款。", ()),
    ("违反本法第二十八条规定，未备案的，或者违反本法第三十条规定，不悬挂标志的", ("28", "30")),
    ("违反本条例第二十七条规定，或者有下列行为之一的", ()),
    ("未依法报批，或者未依照本法第二十四条的规定重新报批的", ()),
    ("不悬挂标志或者违反本法第二十四条规定的", ()),
    ("违反本法规定，不悬挂标志的", ()),
    ("依照本法第六十条的规定处罚", ()),
    ("对符合本法第六十条规定的，不予处罚", ()),
])
def test_duties(text: str, expected: tuple[str, ...]) -> None:
    assert duties(text) == expected


def test_duties_of_items_count_only_when_every_item_names_its_own() -> None:
    assert duties("有下列情形之一的：", ["违反本法第五条规定的；", "违反本法第七条规定的。"]) == ("5", "7")
    assert duties("有下列情形之一的：", ["违反本法第五条规定的；", "不悬挂标志的。"]) == ()
    assert duties("违反本法第三条规定，有下列情形之一的：", ["不悬挂标志的。"]) == ("3",)


def test_facts_are_read_by_paragraph() -> None:
    article = LawArticle(fines="20000-200000;;500000", duties=";12.1")
    assert ranges_of(article) == {(20_000, 200_000), (500_000,)}
    assert ranges_of(article, 2) == frozenset()
    assert amounts_of(article, 1) == {20_000, 200_000}
    assert amounts_of(article, 2) == amounts_of(article, 4) == frozenset()
    assert amounts_of(article, None) == {20_000, 200_000, 500_000}
    assert duties_of(article, 2) == {(12, 1)}
    assert duties_of(article, 1) == frozenset()
    assert amounts_of(LawArticle(), None) == frozenset()


@pytest.mark.skipif(not (LISTS / "laws.csv").is_file(), reason="no law registry here")
def test_facts_of_real_clauses() -> None:
    laws = World(load(LISTS.parent).book, AS_OF).once(registry)
    seeds = laws.article("zhongzifa@2021-12-24", 79)
    statistics = laws.article("tongjifa@2024-09-13", 44)
    assert seeds is not None
    assert statistics is not None
    assert duties_of(seeds, 1) == {(36, 0), (38, 0), (39, 0), (40, 0)}
    assert amounts_of(seeds, 1) == {200_000, 2_000_000}
    assert [amounts_of(statistics, n) for n in (1, 2, 3)] == [set(), {10_000_000, 50_000_000}, {1_000_000}]
