"""Old article → new article: computed from texts."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from conftest import REPOSITORY, command
from lawmap_labels import labels
from market import NEW, NEW_ID, OLD, OLD_ID, ROWS, article, asked, both, folder, market

from generator.book import load_law_book
from generator.lawmap import LawMap, Outcome
from generator.lawmap.alignment import align
from generator.lawmap.likeness import Likeness
from generator.lawmap.pairs import pairings
from generator.lawmap.text import Text
from generator.laws import Registry
from generator.schema import tables
from generator.statutes import import_laws, map_laws

TEXTS = REPOSITORY.parent / "shared" / "laws"
needs_texts = pytest.mark.skipif(not (TEXTS / "articles.jsonl.gz").is_file(), reason="没有法规文本目录 ../shared/laws，不能从条文重新计算")


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    """A root whose law registry came from the invented folder."""
    return market(tmp_path)


def test_what_became_of_every_article(imported: Path) -> None:
    pairs = asked(imported, "集贸市场条例")
    found = [(p["from_article"], p["to_article"], p["verdict"], p["amount_changed"]) for p in pairs]
    assert found == [
        (1, 1, "same", False), (2, 3, "same", False), (3, 4, "changed", False), (4, 5, "split", False), (4, 6, "split", False),
        (5, None, "gone", None), (6, 7, "changed", True), (7, 8, "same", False), (8, 9, "changed", False)]
    assert {(p["from_law_id"], p["to_law_id"]) for p in pairs} == {(OLD_ID, NEW_ID), (OLD_ID, None)}
    assert {(p["from_article_suffix"], p["to_article_suffix"]) for p in pairs} == {(0, 0), (0, None)}


SPLIT_OLD = (
    "为了加强集贸市场管理，维护交易秩序，制定本条例。",
    "经营者有保持摊位整洁的义务，同时依法享有查询摊位租金标准、监督市场开办者的权利。",
    "市场开办者应当每日清扫通道。",
    "违反本条例规定，在市场内宰杀、销售鸡、鸭、鹅等活禽的，处一千元以上三千元以下的罚款；情节严重的，处五千元以上二万元以下的罚款。",
    "违反本条例规定，未每日清扫通道的，处二百元以下的罚款。",
)
SPLIT_NEW = (
    "为了加强集贸市场管理，维护交易秩序，制定本条例。",
    "经营者有保持摊位整洁的义务，不得占用通道。",
    "市场开办者应当每日清扫通道。",
    "经营者依法享有查询摊位租金标准、监督市场开办者的权利。",
    "违反本条例规定，在市场内宰杀、销售鸡、鸭、鹅等活禽的，处一千元以上三千元以下的罚款；拒不改正的，责令停业。",
    "违反本条例规定，未每日清扫通道的，处五百元以下的罚款；情节严重的，处五千元以上二万元以下的罚款。",
)


def test_one_sentence_can_go_into_two_articles_but_a_scale_of_fines_tells_nothing(tmp_path: Path) -> None:
    """The duty and the right of article 2 parted; 情节严重的，处…罚款 stands in many penal clauses and is no part of any."""
    lines = [article(row["id"], number, text) for row, texts in zip(ROWS, (SPLIT_OLD, SPLIT_NEW), strict=True)
             for number, text in enumerate(texts, 1)]
    rows = map_laws(import_laws(folder(tmp_path / "laws", lines), tables()), ())
    assert {(row["from_article"], row["to_article"], row["verdict"]) for row in rows if row["from_article"] in ("2", "4", "5")} == {
        ("2", "2", "split"), ("2", "4", "split"), ("4", "5", "changed"), ("5", "6", "changed")}


def test_what_did_not_change_is_not_stored_but_told_all_the_same(imported: Path) -> None:
    stored = (imported / "lists/law_map.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert f"{OLD_ID},1,0" not in {",".join(line.split(",")[:3]) for line in stored}
    assert asked(imported, "集贸市场条例")[0]["similarity"] == 1.0


def test_what_a_person_confirmed_survives_the_next_import(imported: Path, tmp_path: Path) -> None:
    path = imported / "lists/law_map.csv"
    row = f"{OLD_ID},5,0,{NEW_ID},2,0,,否,changed,是"
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    lines = sorted([line for line in lines if not line.startswith(f"{OLD_ID},5,")] + [row])
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    done = command("laws", "import", tmp_path / "laws", "--root", imported)
    assert "其中1处经人核对" in done.stdout.decode()
    fifth = [p for p in asked(imported, "集贸市场条例") if p["from_article"] == 5]
    assert [(p["to_article"], p["verdict"]) for p in fifth] == [(2, "changed")]


# ---- what tells a rewritten article from one that is gone ------------------------------------------------------


def texts(*articles: str, chapter: str = "", first: int = 1) -> tuple[Text, ...]:
    return tuple(Text(number, 0, (words,), (), chapter) for number, words in enumerate(articles, first))


@pytest.mark.parametrize(("old", "unlike", "like"), [
    ("本条例的实施细则由省级人民政府市场监督管理部门制定。", "禁止销售的货物的目录由省级人民政府市场监督管理部门制定、公布。",
     "本条例的具体办法由省级人民政府负责市场监督管理的部门规定。"),
    ("本条例施行前已经设立的集贸市场，应当自本条例施行之日起六个月内补办登记手续。", "集贸市场应当自设立之日起六个月内办理登记手续，并在显著位置公布。",
     "本条例施行以前设立的集贸市场，未办理登记手续的，应当在六个月内补办。"),
    ("当事人对行政处罚决定不服的，可以依法申请复议，也可以依法直接向人民法院起诉。", "违反本条例规定，损害社会公共利益的，人民检察院可以依法向人民法院提起诉讼。",
     "对行政处罚决定不服的，当事人可以依法申请行政复议，也可以向人民法院起诉。")])
def test_a_closing_article_lives_on_only_in_one_that_speaks_of_the_same(old: str, unlike: str, like: str) -> None:
    """Who makes the detailed rules, what was done before the law, what a person fined can do: statutes say it in the same turns of phrase."""
    def verdict(new: str) -> Outcome:
        (matches,) = align([texts(*OLD[:-1], old, OLD[-1])], texts(NEW[0], new, *NEW[1:]), [True])
        return next(match.verdict for match in matches if match.old == len(OLD) - 1)

    assert verdict(unlike) in (Outcome.GONE, Outcome.UNSURE)
    assert verdict(like) is Outcome.CHANGED


def test_the_same_penalty_for_another_deed_names_nothing_of_the_deed() -> None:
    penalty = "由市场监督管理部门责令停止经营，没收违法所得；违法所得十万元以上的，并处违法所得二倍以上五倍以下的罚款。"
    old = texts(*OLD, f"违反本条例规定，未交纳保证金擅自经营夜市的，{penalty}")
    like = Likeness(old, texts(*NEW, f"违反本条例规定，转租摊位牟利的，{penalty}", "没有交纳保证金就开办夜市的，责令改正，处一千元以上五千元以下罚款。"))
    other_deed, same_deed = like.deeds[-1, -2:]
    assert like.whole[-1, -2] > 0.7 > 0.4 > like.whole[-1, -1]
    assert other_deed < 0.1 < 0.4 < same_deed


def test_an_article_that_repeats_another_repealed_law_is_no_counterpart() -> None:
    """In a code, where three laws moved into three chapters: the register of ferries is not what became of the register of stalls."""
    market_hall = ("集贸市场的摊位由开办者统一编号，摊位号牌应当挂在显著位置。", "集贸市场应当设置公平秤，每年检定一次。", "集贸市场销售活禽的，应当分区隔离，每日消毒。")
    ferry = ("渡船应当配备救生衣和救生圈，数量不得少于核定载客人数。", "渡工应当持有渡工证，酒后不得驾驶渡船。", "大风大雾天气，渡口应当停航并且鸣笛示警。",
             "县级人民政府应当根据渡口的实际情况，制定本行政区域渡口重点管理名录，向社会公开并适时更新。")
    fair = ("庙会的展棚应当使用阻燃材料搭建，棚间距离不得少于三米。", "庙会期间燃放烟花的，应当提前七日申请。", "庙会的香火应当集中在指定的炉鼎内焚烧。")
    old = texts(*market_hall, "市人民政府应当公布噪声严重的集贸市场摊位，并且督促摊位改正，名录向社会公开并适时更新。")
    code = texts(*market_hall, chapter="集贸市场") + texts(*ferry, chapter="渡口", first=4) + texts(*fair, chapter="庙会", first=8)

    def became(*others: tuple[str, ...]) -> list[tuple[int | None, Outcome]]:
        first, *_ = align([old, *(texts(*law) for law in others)], code, [False] * (1 + len(others)))
        return [(match.new, match.verdict) for match in first if match.old == 3]

    assert became(ferry, fair) == [(None, Outcome.GONE)]
    assert became(fair, fair) == [(6, Outcome.CHANGED)]


# ---- words and sums --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("one", "other", "equal"), [
    ("违反本法第三十条规定的，处罚款。", "违反本法第三十二条第二款规定的，处罚款。", True),
    ("由环境保护主管部门责令改正，", "由生态环境主管部门责令改正；", True),
    ("本条例所称市场", "本办法所称市场", True),
    ("处一千元罚款", "处二千元罚款", False),
    ("依照《食品安全法》第三条处理", "依照《食品安全法》第四条处理", False),
])
def test_only_words_count(one: str, other: str, equal: bool) -> None:
    assert (Text(1, 0, (one,)).plain == Text(2, 0, (other,)).plain) is equal


@pytest.mark.parametrize(("one", "other", "equal"), [
    ("处1万元以上3万元以下罚款", "处一万元以上三万元以下的罚款", True), ("处一倍以上三倍以下罚款", "处一倍以上五倍以下罚款", False),
    ("处百分之五罚款", "处5%罚款", True), ("十五日内改正", "三十日内改正", True), ("警告", "处五百元罚款", False)])
def test_amounts_are_money_multiples_and_percentages(one: str, other: str, equal: bool) -> None:
    assert (Text(1, 0, (one,)).amounts == Text(1, 0, (other,)).amounts) is equal


def test_of_a_longer_article_only_the_paragraph_on_the_same_deed_is_compared() -> None:
    """The second paragraph names the old sum by chance; where 前款 ties the sums to other paragraphs, all of them count."""
    old = Text(1, 0, ("未悬挂登记牌擅自设立摊位的，处十万元以下的罚款。",))
    raised, other = "未悬挂登记牌擅自设立摊位的，处二十万元以下的罚款。", "违反公平秤检定规定的，处十万元以下的罚款。"
    assert Text(1, 0, (raised, other)).amounts_about(old) == Text(1, 0, (raised,)).amounts
    whole = Text(1, 0, (raised, f"有前款行为，{other}"))
    assert whole.amounts_about(old) == whole.amounts
    assert Text(1, 0, (raised, "具体办法另行规定。")).amounts_about(Text(2, 0, (raised, other))) == Text(1, 0, (raised,)).amounts


def test_the_deed_and_its_penalty_are_two_sentences() -> None:
    said = [(sentence.text, sentence.tells) for sentence in Text(1, 0, ("违反本法规定，擅自占用消防通道的，由城市管理部门责令改正，处二百元以下的罚款。",)).sentences]
    assert said == [("擅自占用消防通道的", True), ("由城市管理部门责令改正处二百元以下的罚款", False)]


# ---- against the hand labels -----------------------------------------------------------------------------------


@needs_texts
def test_the_map_computed_without_labels_agrees_with_them() -> None:
    """Revised laws and one law that went into the code, computed afresh; the full figures are in benchmarks/lawmap."""
    chosen = {"tongjifa@2009-06-27", "fanbuzhengdangjingzhengfa@2019-04-23", "xingzhengchufafa@2017-09-01", "zaoshengwuranfangzhifa@2021-12-24"}
    done = import_laws(TEXTS, tables(), (REPOSITORY / "lists/laws.csv").read_bytes())
    book = load_law_book(REPOSITORY)
    laws = Registry(book.laws, book.law_articles)
    found = LawMap(laws, book.laws, {})
    wanted = chosen | {found.successor(law_id) for law_id in chosen}
    texts = {law_id: tuple(map(Text.of, parsed)) for law_id, parsed in done.texts.items() if law_id in wanted}
    said: dict[tuple[str, int, int], list[tuple[tuple[int, int] | None, bool | None]]] = defaultdict(list)
    for pairing in pairings(laws, texts):
        said[pairing.law_id, *pairing.old.place].append((pairing.place, pairing.amount_changed))
    right = total = 0
    for place, rows in labels().items():
        if place[0] in chosen:
            total += 1
            right += said[place][0][0] in {(int(r["to_article"]), int(r["to_suffix"])) if r["to_article"] else None for r in rows}
    assert total > 60
    assert right / total >= 0.93


def test_a_map_can_be_made_without_any_confirmed_row(tmp_path: Path) -> None:
    done = import_laws(folder(tmp_path / "laws", both()), tables())
    rows = map_laws(done, ())
    assert {row["confirmed"] for row in rows} == {"否"}
    of_another_law = {"from_law_id": "unknown@2000-01-01", "from_article": "1", "from_suffix": "0"}
    assert [*rows, of_another_law] == map_laws(done, (of_another_law,))


def test_the_labels_follow_what_was_decided_where_two_annotators_differed() -> None:
    with (REPOSITORY / "benchmarks/lawmap/second.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) >= 200
    for row in rows:
        gone = all(not one["to_article"] for one in labels()[row["from_law_id"], int(row["from_article"]), int(row["from_suffix"])])
        assert gone == ((row["adjudicated"] or row["gone"]) == "是"), row
        assert bool(row["why"]) == bool(row["adjudicated"]), row
