"""What the client answers, run in node on the index: the first result, facets, wrong characters, hostile questions, few files taken."""

import json
from dataclasses import replace

import pytest
from searching import AS_OF, BOOK, SHIPPED, ask, item, made, needs_node

from generator.document.redaction import redacted
from generator.document.shelf import Shelf
from generator.model import Vocabulary, World
from generator.search import index, sayings


@needs_node
def test_records_stand_beside_the_words_and_sayings_that_lead_to_them() -> None:
    for answer in ask("明码标价", "灭火器", "没标价", "消防通道停车"):
        assert answer["ids"]
        assert [name for name in answer["taken"] if name[0] == "r"] == []
    listed, cited = ask("", "广告法")  # what was not asked for by its words is fetched
    assert listed["taken"] == ["r0"]
    assert cited["taken"] == ["l", "r0"]


@needs_node
@pytest.mark.parametrize(("query", "expected"), [
    ("明码标价", "2024-00001-G"),                    # a phrase
    ("标价", "2024-00001-G"),                        # two characters
    ("码标", "2024-00001-G"),                        # a piece of a word
    ("广告 出处", "2024-00002-E"),                   # several words
    ("消防 灭火器", "2024-00005-8"),
    ("店里没标价会被罚吗", "2024-00001-G"),          # as people say it
    ("广告没有标明", "2024-00003-C"),
    ("东西不标价", "2024-00001-G"),                  # denied in another way
    ("消防通道停车", "2024-00004-A"),                # a synonym
    ("廣告 出處", "2024-00002-E"),                   # traditional characters
    ("明码表价", "2024-00001-G"),                    # a wrong character that sounds alike
    ("灭火气", "2024-00005-8"),
    ("灭活器", "2024-00005-8"),                      # within a word of three
    ("没表价", "2024-00001-G"),                      # in what only people say
    ("消防通到停车", "2024-00004-A"),
    ("完好有效的灭霍器", "2024-00005-8"),            # beside a saying
    ("广告法 第五十九条", "2024-00002-E"),           # citations
    ("广告法第59条", "2024-00002-E"),
    ("广告法59条", "2024-00002-E"),
    ("中华人民共和国广告法第１４条", "2024-00003-C"),
    ("消防法第六十条第二款", "2024-00004-A"),
    ("2024-00004-A", "2024-00004-A"),                # numbers
    ("２０２４－００００４－Ａ", "2024-00004-A"),
    ("2024-00004", "2024-00004-A"),
    ("330231000001", "2024-00001-G"),
    ("压力指针", "2024-00005-8"),                    # words of the conditions
    ("工商行政管理局 明码标价", "2024-00001-G"),     # a former name
    ("灭火器都没有完好有效", "2024-00005-8"),        # words between
    ("消防通道里停车", "2024-00004-A"),
    ("mmbj", "2024-00001-G"),                        # initials of pinyin
    ("广稿法第五十九条", "2024-00002-E"),            # a law in which a character is wrong
    ("第59条", "2024-00002-E"),                      # an article of whatever law
    ("四十二条", "2024-00001-G"),
    ("消防法 停放机动车 第60条", "2024-00004-A"),    # law and article apart
    ("养犬条例第二十三条", "2024-00011-C"),          # a law that the registry lacks, by a shortened name
    ("狗", "2024-00011-C"),                          # one everyday character
    ("青禾镇的灭火器", "2024-00005-8"),              # where, beside what
    ("灭\u200b火\u202e器", "2024-00005-8"),        # what nobody sees
    ("没有用的数据😀", "2024-00002-E"),              # emoji beside words
    ("专用字\ue000前后", "2024-00012-A"),            # characters of private use part words
    ("第四千九百九十九段", "2024-00012-A"),          # the end of a cell of five thousand characters
    ("池", None),                                    # the redacted text
    ("飞行跑道", None),                              # the draft
    ("量子纠缠", None),
])
def test_the_first_result(query: str, expected: str | None) -> None:
    answer, = ask(query)
    assert next(iter(answer["ids"]), None) == expected


@needs_node
def test_edition_number_finds_its_items() -> None:
    bracketed, square = ask("示市监规〔2023〕7号", "示市监规[2023]7号")
    assert bracketed["total"] == square["total"] == 10


@needs_node
def test_empty_query_lists_what_applies_or_will() -> None:
    everything, ended, both = ask("", ("", {"status": ["ended"]}), ("", {"status": ["all"]}))
    assert (everything["total"], everything["ended"]) == (10, 1)
    assert ended["ids"] == ["2024-00006-6"]
    assert both["total"] == 11


@needs_node
def test_facets_count_with_the_query_and_with_each_other() -> None:
    plain, narrowed, by_name, unknown = ask(
        "", ("", {"dept": ["xfjy"]}), ("", {"kind": ["从轻处罚"]}), ("", {"dept": ["__proto__"], "law": ["constructor"]}))
    assert plain["counts"]["kind"] == {"no-penalty": 9, "lighter-penalty": 1}
    assert plain["counts"]["status"] == {"in_force": 9, "scheduled": 1, "ended": 1}
    assert narrowed["counts"]["dept"] == {"scjg": 7, "xfjy": 3}  # the other departments stay choosable
    assert narrowed["counts"]["kind"] == {"no-penalty": 3}
    assert by_name["ids"] == ["2024-00003-C"]
    assert unknown["total"] == 0
    by_law = ask(("", {"law": [_law_key("中华人民共和国广告法")]}), ("", {"law": ["广告法"]}), ("出处", {"field": ["广告监管"]}))
    assert [answer["total"] for answer in by_law] == [2, 2, 1]


def _law_key(name: str) -> str:
    return next(version.law_key or "" for version in BOOK.laws if version.name == name)


@needs_node
def test_a_wrong_character_is_told() -> None:
    answer, = ask("明码表价")
    assert answer["corrected"] == "明码标价"


@needs_node
@pytest.mark.parametrize("query", ["标价", "没标价", "未表明出处", "广告 出处", "狗", "灭货", "标假", "明马表", "广高商品"])
def test_what_makes_words_and_what_would_make_none_is_not_mended(query: str) -> None:
    assert ask(query)[0]["corrected"] is None


QUESTIONS = ("消防通道停车", "灭火器过期", "没标价", "灭活器", "广告法第59条", "广处", "压力指针", "狗", "mmbj", "养犬条例第二十三条", "廣告 出處", "", "器材租赁", "明码表价")


@needs_node
def test_a_question_is_answered_alike_whatever_was_asked_before() -> None:
    plain = [{**answer, "taken": None} for answer in ask(*QUESTIONS)]
    assert [{**answer, "taken": None} for answer in ask(*QUESTIONS, used=True)] == plain
    assert [{**answer, "taken": None} for answer in ask(*reversed(QUESTIONS), used=True)] == plain[::-1]


@needs_node
def test_what_a_facet_counts_is_there_when_it_is_chosen() -> None:
    for query, answer in zip(QUESTIONS, ask(*QUESTIONS), strict=True):
        for facet in ("kind", "dept", "field", "town", "law", "status"):
            promised = {value: count for value, count in answer["counts"][facet].items() if count}
            chosen = ask(*((query, {facet: [value]}) for value in promised)) if promised else []
            for one, count in zip(chosen, promised.values(), strict=True):
                assert one["total"] == count, (query, facet)


@needs_node
def test_what_a_choice_leaves_is_filled_up_with_nothing() -> None:
    many = tuple(item(f"2024-002{n:02}-X", "未明码标价") for n in range(10))
    items = (*many, item("2024-00301-X", "未明码标价", department="xfjy"), item("2024-00302-X", "标价牌倒伏", department="xfjy"), item("2024-00303-X", "挪用灭火器", department="xfjy"))
    city = index(Shelf(World(replace(BOOK, items=items), AS_OF)))
    every, chosen = ask("未明码标价", ("未明码标价", {"dept": ["xfjy"]}), of=city)
    assert (every["counts"]["dept"], chosen["ids"]) == ({"scjg": 10, "xfjy": 1}, ["2024-00301-X"])
    none, part = ask(("未明码标价", {"dept": ["xfjy"], "kind": ["no-coercion"]}), ("未明码标价", {"field": ["别的"]}), of=index(Shelf(World(
        replace(BOOK, items=(*many, item("2024-00302-X", "明码标示牌倒伏", field="别的"))), AS_OF))))
    assert (none["ids"], part["ids"], part["whole"]) == ([], ["2024-00302-X"], [])


FILLERS = tuple(item(f"2024-001{n:02}-X", text) for n, text in enumerate(
    ("未明码标价", "挪用灭火器", "乱扔果皮", "超限运输", "夜间施工", "未佩戴头盔", "随地吐痰", "无照经营", "占用绿地", "擅自采砂", "虚假宣传", "露天烧烤", "踩踏草坪", "高空抛物")))


@needs_node
def test_characters_apart_are_no_word() -> None:
    items = (item("2024-00002-E", "医疗机构未妥善保存病历"), *FILLERS)
    book = replace(BOOK, items=items, vocabulary=(Vocabulary(term="医保卡", synonyms=("医疗机构",)),))
    apart, = ask("医保", of=index(Shelf(World(book, AS_OF))))
    assert (apart["ids"][0], apart["whole"]) == ("2024-00002-E", [])


@needs_node
def test_of_what_agrees_in_part_that_comes_first_which_is_worded_like_the_best() -> None:
    items = (item("2024-00001-G", "公园内烧烤"), item("2024-00002-E", "携带犬只进入公园未束犬链"), item("2024-00003-C", "携带犬只进入公园草坪"), *FILLERS)
    found, by_number = ask("公园 束犬链", "2024-00002-E", of=index(Shelf(World(replace(BOOK, items=items), AS_OF))))
    assert (found["ids"], found["whole"]) == (["2024-00002-E", "2024-00003-C", "2024-00001-G"], ["2024-00002-E"])
    assert found["counts"]["kind"] == {"no-penalty": found["total"]}
    assert by_number["ids"] == ["2024-00002-E"]  # who asks for one gets one


@needs_node
def test_of_what_agrees_alike_that_comes_first_which_holds_more_of_the_characters() -> None:
    items = (item("2024-00001-G", "占压窨井盖"), item("2024-00002-E", "堵塞窨井盖、管道"), *FILLERS)
    found, = ask("窨井盖堵了", of=index(Shelf(World(replace(BOOK, items=items), AS_OF))))
    assert found["ids"][:2] == ["2024-00002-E", "2024-00001-G"]


@needs_node
def test_what_agrees_as_a_whole_comes_first_however_it_is_worded() -> None:
    items = (item("2024-00001-G", "未盖窨井盖"), item("2024-00002-E", "窨井盖上堆土、停车"), *FILLERS)
    book = replace(BOOK, items=items, vocabulary=(Vocabulary(term="车停井盖上", synonyms=("未盖窨井盖",)),))
    found, = ask("车停井盖上", of=index(Shelf(World(book, AS_OF))))
    assert (found["ids"], found["whole"]) == (["2024-00001-G", "2024-00002-E"], ["2024-00001-G"])


@needs_node
def test_nothing_found_offers_what_is_near() -> None:
    answer, near = ask("器材租赁", "没标烟")
    assert answer["total"] == 0
    assert (near["whole"], near["nearest"]) == ([], ["没标价"])
    assert "消防器材管理" in answer["nearest"]
    assert "w" not in answer["taken"]  # the reader has the answer before what is near is fetched


@needs_node
@pytest.mark.parametrize("query", ["灭火器未保持完好有效", "没标价的灭火器"])
def test_what_only_looks_like_a_saying_changes_nothing(query: str) -> None:
    meta = json.loads(made().meta)
    known, alike = sayings.unpacked(meta["sayings"]), sayings.fingerprint("灭火器")
    assert alike > known[-1] or len(known) < sayings.SHARED  # no other saying moves to another shard
    meta["sayings"] = sayings.packed(sorted([*known, alike]))
    (plain,), (misled,) = ask(query), ask(query, meta=json.dumps(meta))
    assert "v0" in misled["taken"]
    assert {**misled, "taken": None} == {**plain, "taken": None}


@needs_node
def test_of_initials_only_those_with_the_same_first_letter_are_fetched() -> None:
    assert [name for name in ask("mmbj")[0]["taken"] if name[0] == "p"] == ["pm"]


@needs_node
def test_what_agrees_in_part_is_not_taken_for_an_answer() -> None:
    whole, part, listed = ask("灭火器", "灭火器抵押贷款手续", "")
    assert whole["whole"] == ["2024-00005-8"]
    assert part["ids"] == ["2024-00005-8"]
    assert part["whole"] == []
    assert listed["whole"] == listed["ids"]


@needs_node
def test_what_is_not_about_the_thing_is_no_answer_however_alike_the_fault() -> None:
    fault, thing = ask("失效", "失效电梯")
    assert fault["whole"] == ["2024-00005-8"]
    assert thing["ids"] == ["2024-00005-8"]
    assert thing["whole"] == []
    assert [name for name in thing["taken"] if name[0] == "b"] == []  # other columns are not asked for what a saying leads to


@needs_node
@pytest.mark.parametrize("query", ["特种作业没证", "小作坊无证", "开网约车没有证"])
def test_where_a_saying_only_denies_the_thing_is_looked_up(query: str) -> None:
    """Of the shipped lists: whoever lacks some other licence is no answer."""
    answer, = ask(query, of=index(Shelf(redacted(World(SHIPPED, AS_OF)))))
    assert answer["ids"]
    assert answer["whole"] == []


@needs_node
def test_what_is_offered_shares_a_word() -> None:
    answer, = ask("价贴明标")  # every character of 明码标价, none of its pairs
    assert answer["nearest"] == []


@needs_node
@pytest.mark.parametrize("query", [
    "明码标价" * 2500, "！！！？？？", "(((([[[[.*+?^${}|\\", "__proto__", "constructor toString", "\u202e\u0000\ud800", "<img src=x onerror=alert(1)>",
    "第条 第零条 第九千九百九十九条", "a" * 10_000, "广告法第" + "九" * 5000 + "条", " \t\n", "9" * 10_000,
    " ".join(letter * 3 for letter in "abcdefghijk")])
def test_hostile_queries_are_harmless(query: str) -> None:
    answer, = ask(query)
    assert answer["total"] <= 10
    assert len(answer["taken"]) <= 8


@needs_node
def test_few_files_for_a_query() -> None:
    for answer in ask("灭火器", "没标价", "广告法第五十九条"):
        assert len(answer["taken"]) <= 3, answer["taken"]
