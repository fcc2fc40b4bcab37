"""The index that Python makes: only what is public, the same bytes each time, proved before it is published; how texts are parted and grouped."""

import re
from dataclasses import replace

import numpy as np
import pytest
from searching import made, shelf

from generator.model import Refusal
from generator.search import groups, index, numbers, postings, prove, sayings, text
from generator.search.entry import _in_order, entries
from generator.search.vocabulary import Said


def test_small_numbers_take_one_character_and_larger_ones_more() -> None:
    assert [len(numbers.written([n])) for n in (0, 63, 64, 64 * 25 - 1, 64 * 25, 64 * 625)] == [1, 1, 2, 2, 3, 4]
    assert numbers.rising([0, 1, 5]) == numbers.written([0, 0, 3])


def test_pairs_stop_at_punctuation_and_fold_width_and_case() -> None:
    assert text.bigrams("ＶＯＣｓ，排放。气") == {"vo", "oc", "cs", "排放"}


def test_only_published_versions_and_no_redacted_text() -> None:
    everything = made().meta + "".join(made().shards.values())
    assert "2024-00008-2" not in everything
    assert "火箭" not in everything
    assert "2024-00009-Z" in everything
    assert "李四" not in everything
    assert "<script" not in everything


def test_the_law_of_the_penalty_stands_first() -> None:
    for entry in entries(shelf()):
        main = [place.main for place in entry.places]
        assert main == sorted(main, reverse=True)
        assert not main or entry.laws[0] == entry.places[0].law


def test_same_world_same_bytes() -> None:
    again = index(shelf())
    assert (again.meta, dict(again.shards)) == (made().meta, dict(made().shards))


def test_every_shard_carries_the_version_of_the_index() -> None:
    for name, content in made().shards.items():
        assert content.startswith(f'qingdanShard("{made().version}","{name}",')


@pytest.mark.parametrize("harm", ["postings", "records", "sayings", "missing"])
def test_a_broken_index_is_not_published(harm: str) -> None:
    shards = dict(made().shards)
    prove(made())
    family = {"postings": "a", "sayings": "v"}.get(harm, "r")
    name = next(name for name in sorted(shards) if name.startswith(family))
    if harm == "missing":
        del shards[name]
    elif harm == "postings":
        shards[name] = re.sub(r'\["[^"]*"', '[""', shards[name], count=1)
    elif harm == "sayings":
        shards[name] = shards[name].replace('"没标价"]', '"没价"]')
    else:
        shards[name] = shards[name].replace("明码标价", "明码")
    with pytest.raises(Refusal, match="查询索引有误"):
        prove(replace(made(), shards=shards))


def test_numbers_are_read_as_they_are_written() -> None:
    given = [0, 7, 63, 64, 5000, 200_000, 33_554_431]
    assert numbers.risen(numbers.rising(given)) == given
    for part in ([], [0], [5], given, list(range(300))):
        assert numbers.unpacked(numbers.packed(part)) == part


def test_the_shard_of_a_saying_is_told_by_its_fingerprint() -> None:
    answers = [Said(term, (), {90: np.array(who, np.uint32)}, (), ()) for term, who in (("未标价", (1, 2, 3)), ("没标价", (1, 2)), ("不遛狗", (3,)))]
    found = sayings.sayings(answers)
    assert [saying.said.term for saying in found] == ["没标价", "不遛狗"]  # of those of one form the narrowest
    many = [sayings.Saying(answers[0], f"{n}") for n in range(20)]
    told = sayings.parted([*found, *many])
    assert [len(shared) for shared in told] == [8, 8, 6]
    prints = sayings.unpacked(sayings.written(saying.form for shared in told for saying in shared))
    assert [[sayings.fingerprint(saying.form) for saying in shared] for shared in told] == sayings.shards(prints)
    assert sayings.plain("没有，标 价") == sayings.plain("不标价") == "没标价"
    assert len({sayings.fingerprint(form) for form in ("没标价", "没价标", "标价", "没", "价")}) == 5


def test_alike_texts_become_neighbours() -> None:
    said = ["在公园烧烤", "未标明价格", "露天烧烤", "标明价格不清", "在公园露天烧烤"]
    order = groups.neighbours(postings.by_key(postings.read(said).pairs()), len(said))
    assert sorted(order) == [0, 1, 2, 3, 4]
    assert abs(order.index(1) - order.index(3)) == 1


def test_a_text_is_at_home_where_its_most_telling_pairs_are_kept() -> None:
    said = ["在公园烧烤", "在公园钓鱼", "在公园遛狗", "遛狗不牵绳"]
    group = {"在公": 0, "公园": 0, "烧烤": 1, "钓鱼": 2, "遛狗": 3}
    found = groups.homes(postings.read(said).pairs(), lambda pair: group.get(pair, 4), len(said), 1)
    assert {number: list(texts) for number, texts in found.items()} == {1: [0], 2: [1], 4: [2, 3]}  # not where 公园 is kept, which three hold
    both = groups.homes(postings.read(["烧烤", "烧烤钓鱼", "遛狗"]).pairs(), lambda pair: group.get(pair, 1), 3, 2)
    assert {number: list(texts) for number, texts in both.items()} == {1: [0, 1], 2: [1], 3: [2]}


def test_alike_items_stand_together_the_same_way_whether_recalled_or_not(forgetful: None) -> None:
    said = ["未标明价格", "销售假烟", "未明码标价", "销售假酒", "标明价格未公示"]
    assert _in_order(said)[:2] == [0, 4]
    for others in (said, said[1:], said[1:], [*said[1:], said[0]], said):
        holding = postings.by_key(postings.read(others).pairs())
        assert _in_order(others) == groups.neighbours(holding, len(others))
