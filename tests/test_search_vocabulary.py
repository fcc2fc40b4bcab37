"""How people say it: the sayings of the shipped vocabulary, and which entries a saying means."""

from searching import REPOSITORY

from generator.book import load
from generator.model import Vocabulary
from generator.search import postings
from generator.search.recalled import Holders, marks_of
from generator.search.vocabulary import answered


def test_the_vocabulary_is_rich_and_says_something_else() -> None:
    rows = load(REPOSITORY).book.vocabulary
    assert len(rows) >= 300
    assert [row.term for row in rows if row.term in row.synonyms] == []


def test_a_synonym_of_several_words_means_entries_that_hold_them_all() -> None:
    said = ["携带犬只外出未束犬绳", "携带犬只乘车", "销售犬绳"]
    holders = Holders(marks_of("甲乙丙"), postings.read(said).pairs())
    (both,) = answered([Vocabulary(term="遛狗没绳", synonyms=("携带 犬绳",))], holders, [], [])
    assert {entry for entries in both.levels.values() for entry in entries} == {0}
