"""Who cites an article is found in the shard that the client asks for, however many articles a law has."""

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.search import citations, numbers
from generator.search.entry import Place

LAWS = ("甲法", "乙条例", "丙办法")
ARTICLES = st.dictionaries(st.tuples(st.integers(1, 400), st.integers(0, 2)), st.sets(st.integers(0, 900), min_size=1, max_size=40), max_size=120)


def _places(law: str, article: tuple[int, int], who: set[int]) -> list[tuple[int, Place]]:
    return [(entry, Place(law, article[0], article[1] or None, None, entry % 2 == 0)) for entry in sorted(who)]


@given(st.tuples(ARTICLES, ARTICLES, ARTICLES))
@settings(max_examples=60, deadline=None)
def test_every_article_stands_in_the_shard_that_its_number_names(laws: tuple[dict[tuple[int, int], set[int]], ...]) -> None:
    cited = {law: {article: _places(law, article, who) for article, who in articles.items()} for law, articles in zip(LAWS, laws, strict=True)}
    dealt, anywhere = citations.dealt(cited, {law: number for number, law in enumerate(LAWS)}), citations.anywhere(cited)
    for number, (law, articles) in enumerate(zip(LAWS, laws, strict=True)):
        last, parts = dealt.places[law]
        for (article, suffix), who in articles.items():
            shard = dealt.shards[last - article % parts]
            [row] = [row for row in shard[number] if row[:2] == [article, suffix]]
            assert {*numbers.risen(row[2]), *numbers.risen(row[3])} == who
            assert len({*citations.likely(shard)} & who) >= min(len(who), 10)
            [same] = [row for row in anywhere[article % len(anywhere)] if row[:2] == [article, suffix]]
            assert who <= {*numbers.risen(same[2]), *numbers.risen(same[3])}
    assert sum(len(rows) for shard in dealt.shards for rows in shard.values()) == sum(map(len, laws))
