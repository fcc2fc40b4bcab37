"""Statutes come in: what a folder says becomes facts, what cannot be true is told, nothing is guessed and nothing erased."""

import json
from datetime import date
from pathlib import Path

import pytest
from conftest import REPOSITORY, command
from market import NEW, NEW_ID, OLD_ID, OTHER_ROW, ROWS, article, both, folder, market

from generator.kept_texts import kept_text
from generator.laws import LawStatus, Registry
from generator.model import LawArticle, LawVersion, Refusal
from generator.schema import tables
from generator.statutes import import_laws, map_laws


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    """A root whose law registry came from the invented folder."""
    return market(tmp_path)


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


def registry_bytes(root: Path) -> dict[str, bytes]:
    return {name: (root / f"lists/{name}.csv").read_bytes() for name in ("laws", "law_articles", "law_map")}


def test_a_small_folder_erases_nothing_of_the_registry(imported: Path, tmp_path: Path) -> None:
    path = imported / "lists/law_map.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(f"{OLD_ID},5,0,,,,,,gone,否", f"{OLD_ID},5,0,,,,,,gone,是"), encoding="utf-8")
    assert "第5条 → 不再存在（经人核对）" in command("laws", "map", "集贸市场条例", "--root", imported).stdout.decode()
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
        "catalogue.csv 中 司法解释 的1个版本没有导入，只导入宪法、法律、行政法规、部门规章、地方性法规、地方政府规章。",
        *(f"articles.jsonl.gz 第{number}行读不出条号或者条文，没有导入。" for number in (18, 19, 20)),
        "articles.jsonl.gz 中 乙条例_20201345 的1条不属于目录所列的法规，没有导入。",
        "articles.jsonl.gz 中 没有列出_20200101 的2条不属于目录所列的法规，没有导入。"]
    assert [(cells["law_id"], cells["replaced_by"]) for cells in done.laws] == [(OLD_ID, NEW_ID), (NEW_ID, "")]
    assert done.articles == import_laws(folder(tmp_path / "clean", both()), tables()).articles


def test_local_law_comes_in_when_it_is_asked_for(imported: Path, tmp_path: Path) -> None:
    row = {"id": "示例省集贸市场条例_20210101", "name": "示例省集贸市场条例", "promulgated": "2021-01-01", "effective": "2021-03-01", "category": "地方性法规",
           "issuing_body": "示例省人民代表大会常务委员会", "last_article": "1"}
    small, before = folder(tmp_path / "small", [article(row["id"], 1, "占道经营的，处二百元罚款。")], [row]), registry_bytes(imported)
    left = command("laws", "import", small, "--root", imported).stdout.decode()
    assert "catalogue.csv 中 地方性法规 的1个版本没有导入，要导入的加 --local。" in left.splitlines()
    assert registry_bytes(imported) == before
    assert command("laws", "import", small, "--local", "--root", imported).returncode == 0
    cited = json.loads(command("cite", "《示例省集贸市场条例》第一条", "--resolve", "--as-of", "2026-11-24", "--root", imported).stdout)
    assert [one["status"] for one in cited] == ["in_force"]
    national = command("laws", "import", folder(tmp_path / "again", both()), "--root", imported)
    assert (national.returncode, "示例省集贸市场条例" in (imported / "lists/laws.csv").read_text(encoding="utf-8")) == (0, True)


def test_articles_that_share_nothing_are_compared_without_a_word_of_numpy(tmp_path: Path) -> None:
    old, new = (row["id"] for row in ROWS)
    lines = [article(old, 1, "为了试验，制定本法。"), article(old, 2, "占用场地的，处一千元罚款。"), article(old, 3, "自三月一日起施行。"),
             article(new, 1, "为了试验，制定本法。"), article(new, 2, "机构职责由主管部门规定。"), article(new, 3, "占用场地的，处二千元罚款。")]
    (tmp_path / "lists").mkdir()
    done = command("laws", "import", folder(tmp_path / "laws", lines), "--root", tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_catalogue_cut_short_is_told(tmp_path: Path) -> None:
    whole = folder(tmp_path / "laws", both())
    path = whole / "catalogue.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:2], lines[2].rpartition(",")[0] + "\n", lines[2].replace("\n", ",多\n")]), encoding="utf-8")
    done = import_laws(whole, tables())
    assert [cells["law_id"] for cells in done.laws] == [OLD_ID]
    assert list(done.doubts)[:2] == [f"catalogue.csv 第{number}行的单元格数与表头不同，没有导入。" for number in (3, 4)]
    path.write_text(lines[0].replace("valid_to,", ""), encoding="utf-8")
    with pytest.raises(Refusal, match="缺少列 valid_to"):
        import_laws(whole, tables())


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
