"""How people say it: the sayings of the shipped vocabulary, and which entries a saying means."""


from conftest import REPOSITORY

from generator.book import load
from generator.search import postings
from generator.search.recalled import Holders, marks_of
from generator.search.vocabulary import TELLING, answered


def test_the_vocabulary_is_rich_and_says_something_else() -> None:
    rows = load(REPOSITORY).book.vocabulary
    assert len(rows) >= 300
    assert [row.term for row in rows if row.term in row.synonyms] == []


def test_a_synonym_of_several_words_means_entries_that_hold_them_all() -> None:
    said = ["携带犬只外出未束犬绳", "携带犬只乘车", "销售犬绳"]
    holders = Holders(marks_of("甲乙丙"), postings.read(said).pairs())
    (both,) = answered({"遛狗没绳": ["携带 犬绳"]}, holders, [], [])
    assert {entry for entries in both.levels.values() for entry in entries} == {0}


def test_what_a_part_of_a_term_means_counts_less_where_nothing_of_the_rest_is_held() -> None:
    said = ["存放超过有效期的检测仪", "贮存超过有效期的食品"]
    holders = Holders(marks_of("甲乙"), postings.read(said).pairs())
    told = {"过期": ["超过有效期"], "过期食品": ["变质食品"], "过期了": ["失去效力"]}
    worth = {saying.term: {entry: level for level, who in saying.levels.items() for entry in who.tolist()} for saying in answered(told, holders, [], [])}
    assert worth["过期"][0] == worth["过期"][1]
    assert worth["过期食品"][0] < worth["过期食品"][1] < worth["过期"][1]
    assert worth["过期了"][0] == worth["过期了"][1] == worth["过期食品"][1]  # 了 says nothing


def test_a_term_that_leads_to_a_guess_only_does_not_travel_unless_it_narrows_another() -> None:
    said = ["存放超过有效期的检测仪", "贮存超过有效期的食品"]
    holders = Holders(marks_of("甲乙"), postings.read(said).pairs())
    guess = {"放久了": ["存放检测器"]}  # half of its characters stand in one entry
    travelling = answered({**guess, "过期": ["超过有效期"], "过期牛奶": ["变质奶制品食品"]}, holders, [], [])
    assert [saying.term for saying in travelling] == ["过期", "过期牛奶"]
    assert all(max(saying.levels) < TELLING for saying in travelling if saying.term == "过期牛奶")
    assert [saying.term for saying in answered({"放久了": ["存放"]}, holders, [], [])] == ["放久了"]
