"""Change: pure and invertible, the same for any spelling of a file; what is marked, and how the command tells it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import LIST, City, commit, run
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.book import assemble
from generator.diff.changes import ChangeKind
from generator.diff.difference import apply, contents, diff, inverse
from generator.diff.marks import Sort, marks, plain
from generator.legality.example import MODEL_CELLS, model_item
from generator.model import Book, Edition, Item, Kind, Term
from generator.schema import tables
from generator.tables import write

# ---- pure and invertible -----------------------------------------------------------------------------------------

ITEM = st.builds(
    lambda item_id, start, department, kind, conditions, edition, end, subject, reason: Item(
        department=department, kind=kind, item_id=item_id, effective_from=start, conditions=conditions, edition=edition,
        effective_to=end, subject=subject, change_reason=reason),
    st.none() | st.sampled_from(["a", "b", "c"]), st.none() | st.sampled_from([date(2024, 1, 1), date(2025, 1, 1)]),
    st.sampled_from(["scjg", "xfjy"]), st.sampled_from(list(Kind)), st.none() | st.sampled_from(["甲", "乙", "1.甲；2.乙"]),
    st.none() | st.just("e"), st.none() | st.just(date(2026, 1, 1)), st.sampled_from([(), ("个人",), ("个人", "单位")]),
    st.none() | st.sampled_from(["勘误：错字", "修改"]))
BOOK = st.builds(
    lambda items, editions, terms, lists: Book(items=tuple(items), editions=tuple(editions), terms=tuple(terms), lists=tuple(lists)),
    st.lists(ITEM, max_size=8),
    st.lists(st.builds(lambda code, title: Edition(edition=code, title=title), st.sampled_from("ef"), st.sampled_from("甲乙")), max_size=3),
    st.lists(st.builds(lambda term, value: Term(term=term, value=value), st.sampled_from("ab"), st.sampled_from("12")), max_size=3),
    st.lists(st.tuples(st.sampled_from(["scjg", "xfjy"]), st.sampled_from(list(Kind))), max_size=3, unique=True))


@settings(max_examples=400)
@given(BOOK, BOOK)
def test_apply_makes_the_second_of_the_first_and_back(before: Book, after: Book) -> None:
    changes = diff(before, after)
    assert contents(apply(before, changes)) == contents(after)
    assert contents(apply(after, inverse(changes))) == contents(before)
    assert changes.empty == (contents(before) == contents(after))


@given(BOOK)
def test_nothing_changed_is_nothing(book: Book) -> None:
    assert diff(book, replace(book, items=tuple(reversed(book.items)))).empty


def test_changes_belong_to_their_book() -> None:
    item = model_item(Kind.NO_PENALTY)
    changes = diff(Book(items=(item,)), Book())
    with pytest.raises(ValueError, match="2026-00417-N"):
        apply(Book(), changes)


def list_bytes(*rows: Mapping[str, str]) -> bytes:
    return write(tables()["exemptions"], rows)


MODEL = MODEL_CELLS[Kind.NO_PENALTY]
OTHER = MODEL | {"item_id": "2026-00001-B", "note": "含,逗号"}


@pytest.mark.parametrize("spelling", [
    lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), lambda data: data.decode().encode("gb18030"),
    lambda data: data.decode().encode("utf-16"), lambda data: b"\n".join([data.split(b"\n")[0], *reversed(data.rstrip().split(b"\n")[1:])]),
    lambda data: data.replace("示范".encode(), "示范".encode()).replace(b"\n2026-00417-N,", b'\n"2026-00417-N",')],
    ids=["bom-crlf", "gb18030", "utf-16", "order", "quotes"])
def test_another_spelling_of_a_file_is_no_change(spelling: Callable[[bytes], bytes]) -> None:
    data = list_bytes(MODEL, OTHER)
    respelt = spelling(data)
    assert respelt != data
    before, after = (assemble({LIST: text}, tables()).book for text in (data, respelt))
    assert len(after.items) == 2
    assert diff(before, after).empty


# ---- what happened -----------------------------------------------------------------------------------------------


def one(before: Book, after: Book) -> tuple[ChangeKind, bool, list[str]]:
    change, = diff(before, after).items
    return change.kind, change.follows, [difference.field for difference in change.fields]


def test_each_kind_of_change() -> None:
    item = model_item(Kind.NO_PENALTY)
    book = Book(items=(item,))

    def edited(**values: object) -> Book:
        return Book(items=(replace(item, **values),))  # type: ignore[arg-type]

    assert one(Book(), book)[0] is ChangeKind.ADDED
    assert one(book, Book())[0] is ChangeKind.REMOVED
    assert one(book, edited(note="新")) == (ChangeKind.AMENDED, False, ["note"])
    assert one(book, edited(kind=Kind.LIGHTER_PENALTY)) == (ChangeKind.MOVED, False, ["kind"])
    assert one(book, edited(note="新", change_reason="勘误：漏字")) == (ChangeKind.CORRECTED, False, ["change_reason", "note"])
    assert one(book, edited(effective_to=date(2027, 1, 1), end_reason="废止")) == (ChangeKind.ENDED, False, ["effective_to", "end_reason"])
    assert one(book, edited(effective_to=date(2027, 1, 1), note="新"))[0] is ChangeKind.AMENDED
    later = replace(item, effective_from=date(2027, 1, 1), note="新")
    assert one(book, Book(items=(item, later))) == (ChangeKind.AMENDED, True, ["effective_from", "note"])
    moved = replace(later, kind=Kind.LIGHTER_PENALTY)
    assert one(book, Book(items=(item, moved)))[:2] == (ChangeKind.MOVED, True)


# ---- marks -------------------------------------------------------------------------------------------------------


@given(st.text("甲乙，；1２0. ", max_size=30), st.text("甲乙，；1２0. ", max_size=30))
def test_marks_tell_both_texts(before: str, after: str) -> None:
    runs = marks(before, after)
    told = {Sort.SAME: (1, 1), Sort.DELETED: (1, 0), Sort.INSERTED: (0, 1)}
    old = "".join(run.old if run.sort is Sort.EDITORIAL else run.text * told[run.sort][0] for run in runs)
    new = "".join(run.text if run.sort is Sort.EDITORIAL else run.text * told[run.sort][1] for run in runs)
    assert (old, new) == (before, after)


@pytest.mark.parametrize(("before", "after", "same"), [
    ("第１项；甲,乙", "第1项；甲，乙", True), ("1.5万元", "15万元", False), ("处1,000元", "处1000元", True), ("1、2项", "12项", False),
    ("-5度", "5度", False), ("甲 乙", "甲乙", True)])
def test_punctuation_and_width_are_editorial(before: str, after: str, same: bool) -> None:
    assert (plain(before) == plain(after)) is same
    sorts = {run.sort for run in marks(before, after)}
    assert (sorts <= {Sort.SAME, Sort.EDITORIAL}) is same


# ---- the command -------------------------------------------------------------------------------------------------


def amended(root: Path, old: str, new: str) -> None:
    text = (root / LIST).read_text(encoding="utf-8")
    assert old in text
    (root / LIST).write_text(text.replace(old, new), encoding="utf-8")


def test_diff_json(repository: City) -> None:
    root = repository()
    amended(root, "不超过1条", "不超过3条")
    code, out, err = run("diff", "--root", root, "--format", "json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert (answer["format"], answer["as_of"], answer["head"]) == ("qingdan/diff/1", "2026-11-24", None)
    change, = answer["changes"]
    conditions = MODEL["conditions"]
    assert change == {
        "item_id": "2026-00417-N", "effective_from": "2026-09-15", "department": "scjg", "kind": "no-penalty",
        "change": "amended", "direction": "widened", "reason": "“涉及广告不超过3条”的上限由1条改为3条",
        "needs_judgement": False,
        "fields": [{"field": "conditions", "before": conditions, "after": conditions.replace("1条", "3条")}]}
    assert (answer["gained"], answer["lost"], answer["consequences"], answer["tables"]) == ([], [], [], [])


def test_diff_between_commits_findings_and_formats(repository: City) -> None:
    root = repository()
    amended(root, "《中华人民共和国广告法》第五十九条第三款", "《中华人民共和国广告法》第九百条")
    commit(root, "2026-11-24T11:00:00+08:00", "second")
    answer = json.loads(run("diff", "HEAD~1", "HEAD", "--root", root, "--format", "json")[1])
    assert [(f["rule"], f["field"]) for f in answer["gained"]] == [("B04", "penalty_basis")]
    back = json.loads(run("diff", "HEAD", "HEAD~1", "--root", root, "--format", "json")[1])
    assert [f["rule"] for f in back["lost"]] == ["B04"]
    for fmt, words in (("text", "［删：五十九条第三款］"), ("markdown", "~~五十九条第三款~~"), ("html", 'class="del">五十九条第三款<')):
        code, out, _ = run("diff", "HEAD~1", "HEAD", "--root", root, "--format", fmt)
        assert code == 0
        assert words in out, out


def test_a_published_edition_has_consequences(repository: City) -> None:
    root = repository({Kind.NO_PENALTY: [MODEL], Kind.LIGHTER_PENALTY: [MODEL_CELLS[Kind.LIGHTER_PENALTY] | {"item_id": "2026-00001-B"}]})
    path = root / "lists/editions.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2031-09-15", "2027-09-15"), encoding="utf-8")
    answer = json.loads(run("diff", "--root", root, "--format", "json")[1])
    assert answer["changes"] == []
    assert {(c["item_id"], c["direction"], c["reason"]) for c in answer["consequences"]} == {
        ("2026-00417-N", "tightened", "自2027-09-15起失效（有效期届满）"), ("2026-00001-B", "tightened", "自2027-09-15起失效（有效期届满）")}
    assert [t["table"] for t in answer["tables"]] == ["editions"]


@pytest.mark.parametrize(("arguments", "words"), [
    (["diff", "nowhere"], "没有版本“nowhere”"), (["diff", "--format", "pdf"], "取值不对"), (["diff", "--output=x"], "没有选项")])
def test_diff_refuses_in_one_sentence(repository: City, arguments: list[str], words: str) -> None:
    code, out, err = run(*arguments, cwd=repository())
    assert (code, out, len(err.strip().splitlines())) == (2, "", 1)
    assert words in err


def test_diff_without_git(city: City) -> None:
    code, _, err = run("diff", cwd=city())
    assert code == 2
    assert "不在 git 仓库中" in err


def test_redacted_fields_stay_hidden(repository: City) -> None:
    root = repository({Kind.NO_PENALTY: [MODEL | {"note": "张某某的旧备注"}]},
                      files={"lists/redactions.csv": "事项编号,字段,理由,日期\n2026-00417-N,note,误载,2026-11-01\n"})
    amended(root, "张某某的旧备注", "另一备注")
    for fmt in ("json", "text"):
        assert "张某某" not in run("diff", "--root", root, "--format", fmt)[1]
