"""Old article → new article: computed from texts, stored as facts, asked for by people and programs."""

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pytest
from conftest import REPOSITORY, command
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.book import load_law_book
from generator.lawmap import LawMap, Link, Outcome, law_map
from generator.lawmap.pairs import pairings
from generator.lawmap.text import Text
from generator.laws import LawStatus, Registry, registry
from generator.model import LawArticle, LawPair, LawVersion, World
from generator.schema import tables
from generator.schema.published import outputs
from generator.statutes import import_laws, kept_text, map_laws

TEXTS = REPOSITORY.parent / "shared" / "laws"
needs_texts = pytest.mark.skipif(not (TEXTS / "articles.jsonl.gz").is_file(), reason="没有法规文本目录 ../shared/laws，不能从条文重新计算")

OLD = (
    "为了加强集贸市场管理，维护交易秩序，制定本条例。",
    "在集贸市场设立摊位的经营者，应当在摊位显著位置悬挂登记牌。",
    "市场开办者应当设置公平秤，并且每年送计量检定机构检定一次。",
    "禁止在集贸市场销售活禽。禁止在消防通道堆放货物。",
    "集贸市场实行夜间巡更制度，由市场开办者雇用更夫敲梆报时。",
    "违反本条例第二条规定，未悬挂登记牌的，由市场监督管理部门责令改正，处二百元以上五百元以下罚款。",
    "违反本条例第三条规定，未设置公平秤的，由市场监督管理部门处一千元以上五千元以下罚款。",
    "本条例自2010年5月1日起施行。",
)
NEW = (
    "为了加强集贸市场管理，维护交易秩序，制定本条例。",
    "集贸市场的登记事项，由县级人民政府负责登记的部门公布。",
    "在集贸市场设立摊位的经营者，应当在摊位显著位置悬挂登记牌。",
    "市场开办者应当设置公平秤，并且每年送计量检定机构检定两次。",
    "禁止在集贸市场销售活禽。",
    "任何单位和个人不得占用消防通道。禁止在消防通道堆放货物。",
    "违反本条例第三条规定，未悬挂登记牌的，由市场监督管理部门责令改正，处五百元以上二千元以下罚款。",
    "违反本条例第四条规定，未设置公平秤的，由市场监督管理部门处一千元以上五千元以下罚款。",
    "本条例自2020年5月1日起施行。",
)
ROWS = (
    {"id": "集贸市场条例_20100401", "name": "集贸市场条例", "promulgated": "2010-04-01", "effective": "2010-05-01", "valid_to": "2020-05-01",
     "replaced_by": "集贸市场条例_20200401"},
    {"id": "集贸市场条例_20200401", "name": "集贸市场条例", "promulgated": "2020-04-01", "effective": "2020-05-01", "valid_to": "",
     "replaced_by": ""},
)
COLUMNS = ("id", "name", "aliases", "category", "issuing_body", "promulgated", "effective", "effective_basis", "valid_to", "version_label",
           "n_articles", "last_article", "has_text", "replaced_by")
OLD_ID, NEW_ID = "jimaoshichangtiaoli@2010-04-01", "jimaoshichangtiaoli@2020-04-01"


def article(law: str, number: int, text: str, suffix: int = 0) -> dict[str, object]:
    return {"law_id": law, "article": number, "article_suffix": suffix, "paragraphs": [text], "items": [[]]}


def folder(where: Path, articles: Iterable[Mapping[str, object] | str], rows: Iterable[Mapping[str, str]] = ROWS) -> Path:
    """A folder of statutes in the form that `laws import` takes."""
    where.mkdir(exist_ok=True)
    with (where / "catalogue.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows({"category": "行政法规", "issuing_body": "国务院", "effective_basis": "text", "has_text": "1", **row} for row in rows)
    with gzip.open(where / "articles.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.writelines((line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + "\n" for line in articles)
    return where


def both() -> list[dict[str, object]]:
    return [article(row["id"], number, text) for row, texts in zip(ROWS, (OLD, NEW), strict=True) for number, text in enumerate(texts, 1)]


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    """A root whose law registry came from the invented folder, by the command itself."""
    root = tmp_path / "root"
    (root / "lists").mkdir(parents=True)
    done = command("laws", "import", folder(tmp_path / "laws", both()), "--keep-text", "--root", root)
    assert done.returncode == 0, done.stderr.decode()
    return root


def asked(root: Path, *arguments: str) -> list[dict[str, object]]:
    done = command("laws", "map", *arguments, "--format", "json", "--as-of", "2026-11-24", "--root", root)
    assert done.returncode == 0, done.stderr.decode()
    answer = json.loads(done.stdout)
    outputs().judge("对照", "map", answer)
    assert answer["format"] == "qingdan/map/1"
    return list(answer["pairs"])


# ---- from texts to facts ---------------------------------------------------------------------------------------


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


def test_texts_are_kept_only_on_request_and_where_git_does_not_look(imported: Path, tmp_path: Path) -> None:
    assert kept_text(imported, NEW_ID)[4, 0]["paragraphs"] == [NEW[3]]
    assert kept_text(imported, "nothing@2000-01-01") == {}
    assert "texts/" in (REPOSITORY / ".gitignore").read_text(encoding="utf-8").splitlines()
    other = tmp_path / "other"
    (other / "lists").mkdir(parents=True)
    command("laws", "import", folder(tmp_path / "laws", both()), "--root", other)
    assert not (other / "texts").exists()
    for name in ("laws", "law_articles", "law_map"):
        assert (other / f"lists/{name}.csv").read_bytes() == (imported / f"lists/{name}.csv").read_bytes()


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


def test_broken_numbering_is_told_and_nothing_is_guessed(tmp_path: Path) -> None:
    law = ROWS[1]["id"]
    lines = [article(law, 1, "甲乙丙丁戊己庚辛。"), article(law, 2, "子丑寅卯辰巳午未。"), article(law, 2, "与前一条不同的文字。"),
             article(law, 5, "天地玄黄宇宙洪荒。"), article(law, 4, "日月盈昃辰宿列张。"), article(law, 4, "日月盈昃辰宿列张。"),
             "{", '{"law_id": "集贸市场条例_20200401", "article": "第六条"}']
    done = import_laws(folder(tmp_path / "laws", lines), tables())
    assert [cells["article"] for cells in done.articles] == ["1", "4", "5"]
    assert list(done.doubts) == [
        "articles.jsonl.gz 第7行读不出条号或者条文，没有导入。", "articles.jsonl.gz 第8行读不出条号或者条文，没有导入。",
        f"{NEW_ID} 的第4条排在第5条之后，按条号导入，请核对。",
        f"{NEW_ID} 有2个文字不同的第2条，不能确定是哪一个，都没有导入。", f"{NEW_ID} 的第4条重复出现，只取一次。", f"{NEW_ID} 缺第3条，其余照常导入。"]


OTHER_ROW = {"id": "渡口条例_20150101", "name": "渡口条例", "promulgated": "2015-01-01", "effective": "2015-02-01", "last_article": "1"}


def registry_bytes(root: Path) -> dict[str, bytes]:
    return {name: (root / f"lists/{name}.csv").read_bytes() for name in ("laws", "law_articles", "law_map")}


def test_a_small_folder_erases_nothing_of_the_registry(imported: Path, tmp_path: Path) -> None:
    path = imported / "lists/law_map.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(f"{OLD_ID},5,0,,,,,,gone,否", f"{OLD_ID},5,0,,,,,,gone,是"), encoding="utf-8")
    before = registry_bytes(imported)
    done = command("laws", "import", folder(tmp_path / "small", [article(OTHER_ROW["id"], 1, "为了加强渡口管理，制定本条例。")], [OTHER_ROW]), "--root", imported)
    assert "导入1个版本、1条条文结构；保留目录中没有的2个版本、17条条文结构；" in done.stdout.decode()
    assert "其中1处经人核对" in done.stdout.decode()
    after = registry_bytes(imported)
    assert after["law_map"] == before["law_map"]
    for name in ("laws", "law_articles"):
        assert [line for line in after[name].splitlines() if not line.startswith(b"dukoutiaoli@")] == before[name].splitlines()
        assert sum(line.startswith(b"dukoutiaoli@2015-01-01,") for line in after[name].splitlines()) == 1


def test_an_old_text_imported_alone_keeps_its_links(imported: Path, tmp_path: Path) -> None:
    before = registry_bytes(imported)
    alone = folder(tmp_path / "small", [one for one in both() if one["law_id"] == ROWS[0]["id"]], ROWS[:1])
    assert command("laws", "import", alone, "--root", imported).returncode == 0
    after = registry_bytes(imported)
    assert (after["law_map"], after["law_articles"]) == (before["law_map"], before["law_articles"])


def test_a_successor_that_only_the_registry_has_stays_the_successor(imported: Path, tmp_path: Path) -> None:
    """An import of one law alone must not cut it off from the law that repealed it."""
    repealed = {**OTHER_ROW, "valid_to": "2020-05-01", "replaced_by": ROWS[1]["id"]}
    alone = folder(tmp_path / "small", [article(OTHER_ROW["id"], 1, NEW[4])], [repealed])
    assert command("laws", "import", alone, "--root", imported).returncode == 0
    assert [line.split(",")[-1] for line in (imported / "lists/laws.csv").read_text(encoding="utf-8").splitlines() if line.startswith("dukoutiaoli@")] == [NEW_ID]


def test_a_kept_version_without_an_end_beside_a_later_one_is_told(imported: Path, tmp_path: Path) -> None:
    later = {"id": "集贸市场条例_20250401", "name": "集贸市场条例", "promulgated": "2025-04-01", "effective": "2025-05-01"}
    done = command("laws", "import", folder(tmp_path / "small", [article(later["id"], 1, NEW[0])], [later]), "--root", imported)
    assert f"{NEW_ID} 不在目录中，没有写失效日期，而目录中有《集贸市场条例》更晚的版本，请核对。" in done.stdout.decode().splitlines()
    assert OLD_ID + " 不在目录中" not in done.stdout.decode()


def test_rows_that_cannot_be_true_are_told_and_left_out(tmp_path: Path) -> None:
    rows = [*ROWS, {"id": "", "name": ""}, {"id": "甲条例_20200101", "name": "", "promulgated": "2020-01-01"},
            {"id": "乙条例_20201345", "name": "乙条例", "promulgated": "2020-13-45"},
            {"id": "丙条例_20200101", "name": "丙条例", "promulgated": "2020-01-01", "effective": "昨天"},
            {"id": "丁条例_20200101", "name": "丁条例", "promulgated": "2020-01-01", "n_articles": "abc"},
            {"id": "戊解释_20200101", "name": "戊解释", "promulgated": "2020-01-01", "category": "司法解释"}]
    law = ROWS[1]["id"]
    lines = [*both(), article(law, -1, "甲乙。"), article(law, 0, "丙丁。"), {**article(law, 10, "戊己。"), "items": [[], ["庚辛"]]},
             article("乙条例_20201345", 1, "子丑。"), article("没有列出_20200101", 1, "寅卯。"), article("没有列出_20200101", 2, "辰巳。"),
             article("戊解释_20200101", 1, "午未。")]
    done = import_laws(folder(tmp_path / "laws", lines, rows), tables())
    told = "日期应为形如 2024-01-31 的实有日期，条数应为数字；没有导入。"
    assert list(done.doubts) == [
        "catalogue.csv 第4行没有写 id 或者法规名称，没有导入。", "catalogue.csv 第5行没有写 id 或者法规名称，没有导入。",
        f"catalogue.csv 第6行《乙条例》的promulgated“2020-13-45”读不出，{told}", f"catalogue.csv 第7行《丙条例》的effective“昨天”读不出，{told}",
        f"catalogue.csv 第8行《丁条例》的n_articles“abc”读不出，{told}",
        *(f"articles.jsonl.gz 第{number}行读不出条号或者条文，没有导入。" for number in (18, 19, 20)),
        "articles.jsonl.gz 中 乙条例_20201345 的1条不属于目录所列的法规，没有导入。",
        "articles.jsonl.gz 中 没有列出_20200101 的2条不属于目录所列的法规，没有导入。"]
    assert [(cells["law_id"], cells["replaced_by"]) for cells in done.laws] == [(OLD_ID, NEW_ID), (NEW_ID, "")]
    assert done.articles == import_laws(folder(tmp_path / "clean", both()), tables()).articles


def test_a_version_that_may_have_ended_is_not_verified(tmp_path: Path) -> None:
    rows = [*ROWS, {"id": "集贸市场法_20260101", "name": "中华人民共和国集贸市场法", "promulgated": "2026-01-01", "effective": "2026-06-01",
                    "category": "法律"},
            {"id": "庙会法_20100101", "name": "庙会法", "promulgated": "2010-01-01", "effective": "2010-06-01", "category": "法律"},
            {"id": "庙会管理条例_20120101", "name": "庙会管理条例", "promulgated": "2012-01-01", "effective": "2012-06-01"}]
    done = import_laws(folder(tmp_path / "laws", both(), rows), tables())
    assert [(cells["law_id"].split("@")[1], cells["verified"]) for cells in done.laws] == [
        ("2010-04-01", "是"), ("2020-04-01", "否"), ("2026-01-01", "是"), ("2010-01-01", "是"), ("2012-01-01", "是")]
    assert list(done.doubts) == [
        "《集贸市场条例》（2020-04-01）之后就同一事项制定了《中华人民共和国集贸市场法》，没有资料说明条例已经废止，是否仍然有效未核实。"]


@pytest.mark.parametrize(("left_out", "verdict"), [(None, "gone"), (6, "unsure"), (9, "unsure")])
def test_nothing_is_called_gone_when_the_new_text_is_not_whole(tmp_path: Path, left_out: int | None, verdict: str) -> None:
    lines = [one for one in both() if (one["law_id"], one["article"]) != (ROWS[1]["id"], left_out)]
    rows = (ROWS[0], {**ROWS[1], "last_article": "9"})
    pairs = map_laws(import_laws(folder(tmp_path / "laws", lines, rows), tables()), ())
    assert [(row["to_law_id"], row["verdict"], row["amount_changed"]) for row in pairs if row["from_article"] == "5"] == [("", verdict, "")]


def test_an_article_left_out_by_the_import_is_not_called_missing(tmp_path: Path) -> None:
    law = ROWS[1]["id"]
    done = import_laws(folder(tmp_path / "laws", [article(law, n, f"{n}甲乙丙丁戊己庚辛。") for n in (1, 2, 4)]), tables())
    versions = tuple(LawVersion.from_cells({k: v for k, v in cells.items() if v}) for cells in done.laws)
    articles = tuple(LawArticle.from_cells({k: v for k, v in cells.items() if v}) for cells in done.articles)
    laws = Registry(versions, {NEW_ID: articles})
    said = {text: laws.resolve(laws.citations(f"《集贸市场条例》{text}")[0], date(2026, 11, 24)).status for text in ("第三条", "第四条", "第五条", "第四条之一")}
    assert said == {"第三条": LawStatus.IN_FORCE, "第四条": LawStatus.IN_FORCE, "第五条": LawStatus.NO_SUCH_ARTICLE,
                    "第四条之一": LawStatus.NO_SUCH_ARTICLE}


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


# ---- asking ----------------------------------------------------------------------------------------------------

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


def labels() -> Mapping[tuple[str, int, int], list[dict[str, str]]]:
    found: dict[tuple[str, int, int], list[dict[str, str]]] = defaultdict(list)
    with (REPOSITORY / "tests/lawmap_labels.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found[row["from_law_id"], int(row["from_article"]), int(row["from_suffix"])].append(row)
    return found


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


@pytest.mark.parametrize(("law", "source"), [("环境噪声污染防治法", "huanjingzaoshengwuranfangzhifa@2018-12-29"), ("大气法", "daqiwuranfangzhifa@2018-10-26")])
def test_a_law_is_followed_into_the_code_that_took_it_in(law: str, source: str) -> None:
    found = asked(REPOSITORY, law, "--to", "shengtaihuanjingfadian@2026-03-12")
    assert {p["from_law_id"] for p in found} == {source}
    assert {p["to_law_id"] for p in found} == {"shengtaihuanjingfadian@2026-03-12", None}
