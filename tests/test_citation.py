"""The citation grammar: cases by hand, the law parse∘print = identity, and inputs made to hurt."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.book import load_laws
from generator.citation import (
    Citation,
    LawNames,
    RangeEnd,
    article_label,
    official_name,
    parse,
    print_canonical,
    read_number,
    to_chinese,
)
from generator.laws import Registry

HERE = Path(__file__).resolve().parent
SHARED = Path(__file__).resolve().parents[1].parent / "shared"
SAMPLES = SHARED / "samples" / "citations.jsonl"


def _lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


LAWS = _lines(HERE / "citation_laws.jsonl")
NAMES = LawNames((law["name"], law["aliases"]) for law in LAWS)
CASES = _lines(HERE / "citation_cases.jsonl")


# ---- cases by hand -------------------------------------------------------------------------------------------


def _levels(*values: object) -> str:
    return ".".join("_" if value is None else str(value) for value in values).rstrip("._") or "_"


def _place(article: int | None, sub: int | None) -> str | None:
    return None if article is None else f"{article}-{sub}" if sub else str(article)


def _short(citation: Citation) -> str:
    """Notation of the case file: 该法:LAW@ARTICLE[-SUB].PARAGRAPH.ITEM.SUBITEM→END, _ for a level not stated."""
    place = _levels(_place(citation.article, citation.article_sub), citation.paragraph, citation.item, citation.subitem)
    end = citation.to
    return (
        (f"{citation.relative}:" if citation.relative else "")
        + f"{citation.law_full or '?'}@{place}"
        + (f"→{_levels(_place(end.article, end.article_sub), end.paragraph, end.item)}" if end else "")
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['category']}: {case['text'][:30]}")
def test_case(case: dict) -> None:
    found = parse(case["text"], NAMES, case.get("context"))
    assert [_short(citation) for citation in found] == case["expect"]
    assert [f"{c.version or ''}|{c.doc_no or ''}" for c in found] == case.get("notes", ["|"] * len(found))
    assert [c.kind for c in found] == case.get("kinds", ["law"] * len(found))


def test_strings_as_they_stand_in_documents() -> None:
    """61 strings whose meaning was written down before they were read, with the names of the shipped registry: 97 % exact at least."""
    names = Registry(*load_laws(HERE.parent)).names
    cases = _lines(HERE / "citation_documents.jsonl")
    wrong = [(case["text"], found) for case in cases if (found := [_short(one) for one in parse(case["text"], names)]) != case["expect"]]
    assert len(cases) > 60
    assert len(wrong) <= 0.03 * len(cases), wrong


def test_case_file_covers_every_category() -> None:
    assert len(CASES) >= 200
    assert {case["category"] for case in CASES} >= {
        "basic", "numeral", "bracket", "list", "multi", "range", "zhiyi", "version", "nested", "bare", "noise", "subitem",
        "relative", "alias", "negative", "policy", "standard",
    }


@pytest.mark.skipif(not SAMPLES.exists(), reason="../shared/samples is not on this machine")
def test_shared_samples_have_the_documented_json() -> None:
    for sample in _lines(SAMPLES):
        names = {c["law_full"]: [c["law"]] for c in sample["expect"] if c["law"]}
        found = parse(sample["text"], LawNames(names.items()), sample["context_law"])
        assert [citation.to_json() for citation in found] == sample["expect"], sample["id"]


def test_json_shape_of_a_range() -> None:
    (citation,) = parse("《行政处罚法》第三十二条第（一）至（四）项", NAMES)
    assert list(citation.to_json()) == [
        "kind", "law", "law_full", "version", "doc_no", "article", "article_sub", "paragraph", "item", "subitem", "to", "relative",
    ]
    assert citation.to_json()["to"] == {"article": 32, "article_sub": None, "paragraph": None, "item": 4}


# ---- numerals and names --------------------------------------------------------------------------------------


@given(st.integers(1, 9999))
def test_numerals_round_trip(number: int) -> None:
    assert read_number(to_chinese(number)) == number == read_number(str(number))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (100, "一百"),
        (103, "一百零三"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
    ],
)
def test_numerals_as_statutes_print_them(number: int, text: str) -> None:
    assert to_chinese(number) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一〇三", 103),
        ("一百〇三", 103),
        ("一○三", 103),
        ("三三", 33),
        ("卅三", 33),
        ("廿", 20),
        ("叁拾叁", 33),
        ("３", None),
        ("", None),
        ("十百", None),
        ("0", None),
    ],
)
def test_numerals_as_people_type_them(text: str, number: int | None) -> None:
    assert read_number(text) == number


def test_article_label() -> None:
    assert article_label(133, 1) == "第一百三十三条之一"


def test_names_full_beats_short_beats_alias() -> None:
    names = LawNames([("中华人民共和国甲法", ["乙法"]), ("乙法", ["甲法"]), ("某省实施《甲法》办法(试行)", [])])
    assert names.full("甲法") == "中华人民共和国甲法"
    assert names.full("《乙法》") == "乙法"
    assert names.full("某省实施<中华人民共和国甲法>办法（试行）") == official_name("某省实施《甲法》办法(试行)")
    assert names.full("丙法") is None
    assert names.full("") is None


# ---- parse ∘ print = identity --------------------------------------------------------------------------------

_number = st.integers(1, 99)
_maybe = st.none() | _number
_stated = st.sampled_from([(law["name"], law["name"]) for law in LAWS if not law["name"].endswith(("通知", "意见"))])
_unknown = (
    st.builds(lambda body, end: body + end, st.text("甲乙丙丁戊己庚辛", min_size=2, max_size=8), st.sampled_from(["条例", "办法（试行）", "实施〈丙法〉办法"]))
    .map(lambda name: (name, name))
)
_version = st.none() | st.sampled_from(["2021修订", "2015年1月通过，2018年12月修正", "2018修正"])
_doc_no = st.none() | st.sampled_from(["国务院令第623号", "中国气象局第16号令", "主席令第七十号"])


@st.composite
def _citations(draw: st.DrawFn) -> Citation:
    law, full = draw(_stated | _unknown)
    article = draw(st.none() | st.integers(1, 1300))
    if article is None:
        return Citation("law", law, full, draw(_version), draw(_doc_no))
    item = draw(_maybe)
    subitem = draw(_maybe) if item else None
    end = None
    if not subitem and draw(st.booleans()):
        end = RangeEnd(draw(st.sampled_from([article, article + 1])), draw(_maybe), draw(_maybe), draw(_maybe))
    return Citation(
        "law", law, full, draw(_version), draw(_doc_no), article, draw(_maybe), draw(_maybe), item, subitem, end
    )


@settings(max_examples=600, deadline=None)
@given(st.lists(_citations(), max_size=5).map(tuple))
def test_what_is_printed_reads_back(citations: tuple[Citation, ...]) -> None:
    assert parse(print_canonical(citations), NAMES) == citations


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_what_is_read_prints_to_a_fixed_point(case: dict) -> None:
    # A relative citation whose law is known prints with that law, so only the word itself may be lost.
    first = parse(case["text"], NAMES, case.get("context"))
    if any(c.article is None and c.relative and c.law for c in first):
        return  # 前款 of a known law has no canonical text of its own
    if "简称" in case["text"]:
        return  # a short name defined in the text means nothing outside it
    again = parse(print_canonical(first), NAMES)
    known = [(c.law_full, c.article, c.article_sub, c.paragraph, c.item, c.subitem, c.to) for c in first]
    assert [(c.law_full, c.article, c.article_sub, c.paragraph, c.item, c.subitem, c.to) for c in again] == known


def test_canonical_text() -> None:
    text = "行政处罚法33条1款(1)项,《刑法》133条之一;《行政处罚法》(2021修订)32条第1-4项"
    assert print_canonical(parse(text, NAMES)) == (
        "《行政处罚法》第三十三条第一款第（一）项；《刑法》第一百三十三条之一；《行政处罚法》（2021修订）第三十二条第（一）项至第（四）项"
    )


# ---- no string hurts -----------------------------------------------------------------------------------------

_WORDS = [
    "第", "条", "款", "项", "目", "之", "一", "三十", "33", "（", "）", "《", "》", "〈", "〉", "、", "，", "；", "和", "至", "-", "本法", "该条例", "前款", "同法", "行政处罚法", "刑法", "办法", "规定", "（2021修订）", "以下简称", "令第3号", "GB",
]


@settings(max_examples=1500, deadline=None)
@given(
    st.text() | st.lists(st.sampled_from([*_WORDS, " ", "\n", "\ufeff"]), max_size=40).map("".join),
    st.none() | st.text(max_size=12),
)
def test_never_raises(text: str, context: str | None) -> None:
    found = parse(text, NAMES, context)
    print_canonical(found)
    for citation in found:
        assert citation.law is not None or citation.law_full is None
        assert citation.paragraph is None or citation.article or citation.relative


HOSTILE = [
    "第", "《", "（", "〈", "》", "第1", "第一", "第1、", "第一目至第九目", "（一）", "（第1", "1、", "1-", "第1条", "第1条之", "第1条至", "第1条（",
    "《a", "《《a》", "《a》（", "《法》", "前款", "本法第1条", "该条例第1条", "《A法》第1条该条例第1条", "法规第三条", "行政处罚法第1条",
    "及其实施细则第1条", "《a》（以下简称b）第1条b第2条", "GB 1-2020", "2021年", " ", "\n", "第1条第1项第1目至第40目",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_is_linear(piece: str) -> None:
    """Four times the text takes about four times the steps; quadratic would be sixteen."""

    def steps(size: int) -> int:
        text, count = (piece * (size // len(piece) + 1))[:size], 0

        def counted(frame: object, event: str, argument: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(counted)
        try:
            parse(text, NAMES)
        finally:
            sys.setprofile(None)
        return count

    assert steps(40_000) < 6 * max(steps(10_000), 200)
