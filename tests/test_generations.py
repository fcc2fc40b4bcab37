"""A site built again is byte for byte the site built anew, whatever was changed in between: in the lists or in the folder."""

import csv
import io
import os
import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import MODEL_CELLS, TOWN, City

from generator import memory
from generator.model import Kind, identifier
from generator.options import read_world
from generator.schema import tables
from generator.site import build

DAY = date(2026, 11, 25)


def rows(kind: Kind, numbers: range) -> list[dict[str, str]]:
    """Entries of a list like the model one, each with its own identifier and conduct."""
    return [{**MODEL_CELLS[kind], "item_id": identifier(2026, n), "violation": f"{MODEL_CELLS[kind]['violation']}（第{n}种情形）"} for n in numbers]


def built(root: Path, out: Path, day: date = DAY, offline: bool = False) -> dict[str, bytes]:
    """The site of `root`, file by file, as `qingdan build` makes it; a folder without a file in it is a fault."""
    loaded, world = read_world(root, day)
    build(world, root=root, out=out, offline=offline, surroundings=loaded.surroundings, contents=loaded.contents)
    assert [path for path in out.rglob("*") if path.is_dir() and not any(path.iterdir())] == []
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def anew(root: Path, out: Path, day: date = DAY, offline: bool = False) -> dict[str, bytes]:
    """The same of a machine that remembers nothing but which tables are without fault."""
    known = memory._folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory, "_folder", lambda kind: known(kind) if kind == "sound" else out.with_name(f"{out.name}-memory") / kind)
        return built(root, out, day, offline)


def edit(path: Path, change: Callable[[list[dict[str, str]]], object], keep_order: bool = False) -> None:
    """Change the rows of a CSV, which stay sorted unless `keep_order`."""
    reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    found = list(reader)
    change(found)
    out = io.StringIO()
    writer = csv.DictWriter(out, reader.fieldnames or (), lineterminator="\n")
    writer.writeheader()
    writer.writerows(found if keep_order else sorted(found, key=lambda row: (row.get("事项编号", ""), row.get("施行日期", ""))))
    path.write_text(out.getvalue(), encoding="utf-8")


def later(found: list[dict[str, str]], which: int) -> None:
    """A second version of an entry that begins on another day."""
    found.append({**found[which], "施行日期": "2026-11-01", "适用条件": "同时满足：1.及时改正；2.没有造成危害后果", "调整事由": "放宽数量"})


LISTS = "lists/exemptions/scjg/{}.csv"
EDITS: tuple[tuple[str, Callable[[list[dict[str, str]]], object]], ...] = (
    (LISTS.format("no-penalty"), lambda found: found[0].update(备注="另一句说明")),
    (LISTS.format("lighter-penalty"), lambda found: found.pop()),
    (LISTS.format("mitigated-penalty"), lambda found: found[1].update(处罚依据="《中华人民共和国消防法》第六十条第一款第（二）项")),
    (LISTS.format("no-penalty"), lambda found: later(found, 1)),
    (LISTS.format("no-penalty"), lambda found: found[-1].update(失效日期="2026-11-20", 终止原因="并入", 替代事项=identifier(2026, 2))),
    (LISTS.format("no-penalty"), lambda found: found.append({**found[0], "事项编号": identifier(2026, 77), "违法行为": "新增的一种情形"})),
    ("lists/editions.csv", lambda found: found[0].update(标题="换了名称的通知")),
    ("lists/organisations.csv", lambda found: found[0].update(部门名称="示例市市场监管局")),
    (LISTS.format("lighter-penalty"), lambda found: found.clear()),
    ("lists/city.csv", lambda found: found[0].update(法规库核对日期="2026-10-31")))


def test_after_every_edit_the_site_built_again_is_the_site_built_anew(city: City, tmp_path: Path) -> None:
    root = city({kind: rows(kind, range(1 + 10 * n, 5 + 10 * n)) for n, kind in enumerate(Kind)})
    built(root, tmp_path / "again")
    for number, (path, change) in enumerate(EDITS):
        edit(root / path, change)
        assert built(root, tmp_path / "again") == anew(root, tmp_path / f"anew{number}"), path
    assert built(root, tmp_path / "again", offline=True) == anew(root, tmp_path / "offline", offline=True)
    tomorrow = date(2026, 11, 26)
    assert built(root, tmp_path / "again", tomorrow) == anew(root, tmp_path / "tomorrow", tomorrow)


def moved(root: Path) -> None:
    """An entry goes from one list to another."""
    gone: list[dict[str, str]] = []
    edit(root / LISTS.format("no-penalty"), lambda found: gone.append(found.pop()))
    edit(root / LISTS.format("lighter-penalty"), lambda found: found.extend(gone))


def exchanged(root: Path) -> None:
    """Each of two lists has the content of the other."""
    one, other = root / LISTS.format("no-penalty"), root / LISTS.format("lighter-penalty")
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)


def renamed(root: Path) -> None:
    """All lists are those of another department."""
    (root / "lists/exemptions/scjg").rename(root / "lists/exemptions/xfjy")


def told(*rows: str) -> Callable[[Path], None]:
    return lambda root: (root / "lists/vocabulary.csv").write_text("\n".join(("词语,同义词", *rows, "")), encoding="utf-8") and None


def also_called(alias: str) -> Callable[[Path], None]:
    return lambda root: edit(root / "lists/laws.csv", lambda found: [row.update(aliases=alias) for row in found if row["name"] == "中华人民共和国广告法"])


TURNS: tuple[Callable[[Path], None], ...] = (
    told("没写广告,未显著标明广告"), told("没写广告,第三种情形"),
    lambda root: edit(root / LISTS.format("no-penalty"), lambda found: found[0].update(处罚依据="《广告大法》第五十九条第一款第（二）项")),
    also_called("广告法;广告大法"), moved, exchanged,
    lambda root: (root / "lists/redactions.csv").write_text(f"事项编号,字段,理由,日期\n{identifier(2026, 1)},violation,含姓名,2026-10-01\n", encoding="utf-8") and None,
    renamed)


def test_words_names_of_laws_and_places_of_lists_are_not_remembered_wrongly(city: City, tmp_path: Path) -> None:
    root, before = city({kind: rows(kind, range(1 + 10 * n, 5 + 10 * n)) for n, kind in enumerate(Kind)}), dict[str, bytes]()
    for number, turn in enumerate(TURNS):
        turn(root)
        again = built(root, tmp_path / "again")
        assert again == anew(root, tmp_path / f"anew{number}"), number
        assert again != before, "the change is seen"
        before = again


def announced(root: Path) -> None:
    """An entry will move to another list, another one to a list of another department."""
    coming: list[dict[str, str]] = []
    edit(root / LISTS.format("no-penalty"), lambda found: coming.extend({**row, "施行日期": "2027-01-01", "调整事由": "移入"} for row in found[:2]))
    edit(root / LISTS.format("lighter-penalty"), lambda found: found.append(coming[0]))
    other = root / OTHER
    other.parent.mkdir()
    shutil.copy(root / LISTS.format("no-penalty"), other)
    edit(other, lambda found: found.__setitem__(slice(None), coming[1:]))


OTHER = "lists/exemptions/xfjy/no-penalty.csv"
TERMS = ("部门代码,清单,术语,定义,取值,单位,通用条件,依据,生效日期,失效日期\n"
         "scjg,,守法经营,没有被列入严重违法失信名单,,,是,示市监规〔2022〕1号,2022-01-01,\n")
SHEETS = "towns/qinghe/handbook/"
TOLD: tuple[tuple[Callable[[Path], object], dict[str, str]], ...] = (
    (announced, {"lists/scjg/lighter-penalty/": "将从其他清单移入1项", "depts/scjg/": "将移入1项", "depts/xfjy/": "将移入1项"}),
    (lambda root: (root / "lists/terms.csv").write_text(TERMS, encoding="utf-8"),
     {"lists/scjg/no-penalty/": "没有被列入严重违法失信名单", SHEETS: "没有被列入严重违法失信名单"}),
    (lambda root: edit(root / LISTS.format("no-penalty"), lambda found: found[0].update(备注="连锁经营的不适用", 适用对象="企业")),
     {"lists/scjg/no-penalty/": "连锁经营的不适用", SHEETS: "连锁经营的不适用", f"items/{identifier(2026, 1)}/": "连锁经营的不适用"}),
    (lambda root: edit(root / OTHER, lambda found: found.clear()), {"depts/xfjy/": "本部门暂无不予处罚事项"}))


def test_pages_tell_what_stands_elsewhere_as_soon_as_it_stands_there(city: City, tmp_path: Path) -> None:
    """The counts of two lists between which an item moves, the conditions of all items on each, what is remarked on every page that has it."""
    root = city({kind: [{**row, "township": "是"} for row in rows(kind, range(1 + 10 * n, 4 + 10 * n))] for n, kind in enumerate(Kind)}, files=TOWN)
    built(root, tmp_path / "again")
    for number, (change, told) in enumerate(TOLD):
        change(root)
        again = built(root, tmp_path / "again")
        assert again == anew(root, tmp_path / f"anew{number}"), number
        assert [path for path, words in told.items() if words not in again[f"{path}index.html"].decode()] == [], number


@pytest.mark.parametrize("seed", range(3))
def test_after_chance_edits_the_site_built_again_is_the_site_built_anew(seed: int, city: City, tmp_path: Path) -> None:
    """Cells taken from other rows, rows gone and rows doubled, several between two builds."""
    chance = random.Random(seed)
    root = city({kind: rows(kind, range(1 + 10 * n, 5 + 10 * n)) for n, kind in enumerate(Kind)})
    columns = [header for name, header in tables()["exemptions"].headers.items() if name not in ("item_id", "edition")]

    def change(found: list[dict[str, str]]) -> None:
        one, other = chance.choice(found), chance.choice(found)
        if len(found) > 2 and chance.random() < 0.1:
            found.remove(one)
        elif chance.random() < 0.1 and not any(row["施行日期"] == "2026-11-01" for row in found):
            later(found, found.index(one))
        else:
            column = chance.choice(columns)
            one[column] = f"{other[column]}及其他" if other[column] and column in ("违法行为", "适用条件", "备注") else other[column]

    for turn in range(5):
        for _ in range(chance.randrange(1, 4)):
            edit(root / LISTS.format(chance.choice([kind.slug for kind in Kind])), change)
        assert built(root, tmp_path / "again") == anew(root, tmp_path / f"anew{turn}"), turn


def test_an_item_tells_what_the_one_that_replaces_it_is_called_now(city: City, tmp_path: Path) -> None:
    root, path = city({Kind.NO_PENALTY: rows(Kind.NO_PENALTY, range(1, 5))}), LISTS.format("no-penalty")

    def replace_the_first(found: list[dict[str, str]]) -> None:
        found[0] |= {"失效日期": "2026-11-01", "终止原因": "合并", "替代事项": found[1]["事项编号"]}

    edit(root / path, replace_the_first)
    built(root, tmp_path / "again")
    edit(root / path, lambda found: found[1].update({"违法行为": "改了名称的行为"}))
    again = built(root, tmp_path / "again")
    assert again == anew(root, tmp_path / "anew")
    assert any("由下列事项替代".encode() in page and "改了名称的行为".encode() in page for page in again.values())


def test_the_order_of_the_rows_changes_no_page(city: City, tmp_path: Path) -> None:
    root = city({Kind.NO_PENALTY: rows(Kind.NO_PENALTY, range(1, 5))})
    edit(root / LISTS.format("no-penalty"), lambda found: later(found, 1))
    built(root, tmp_path / "again")
    for number in range(2):
        edit(root / LISTS.format("no-penalty"), lambda found: found.reverse(), keep_order=True)
        assert built(root, tmp_path / "again") == anew(root, tmp_path / f"anew{number}")


def test_pages_that_stay_the_same_are_not_written_again(city: City, tmp_path: Path) -> None:
    root = city({Kind.NO_PENALTY: rows(Kind.NO_PENALTY, range(1, 9))})
    out = tmp_path / "site"
    for _ in range(2):
        built(root, out)
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*.html")}
    edit(root / LISTS.format("no-penalty"), lambda found: found[0].update(备注="另一句说明"))
    for _ in range(2):  # the first takes the place of the last site, the second that of the one before
        built(root, out)
    written = {path.relative_to(out).as_posix() for path, when in times.items() if path.stat().st_mtime_ns != when}
    assert f"items/{identifier(2026, 1)}/index.html" in written
    assert not any(f"items/{identifier(2026, n)}/" in path for path in written for n in range(2, 9))


def spoiled(site: Path) -> None:
    """What should not be done to a published site: a page edited, one lost, one foreign, one led elsewhere, a folder too many."""
    (site / "index.html").write_text("改过的首页", encoding="utf-8")
    (site / f"items/{identifier(2026, 1)}/index.html").unlink()
    (site / "items/foreign.html").write_text("外来的页面", encoding="utf-8")
    (site / "empty/deeper").mkdir(parents=True)
    led = site / "terms/index.html"
    led.unlink()
    led.symlink_to(site.parent / "outside.html")


def test_what_was_done_to_the_folder_does_not_come_back(city: City, tmp_path: Path) -> None:
    root = city({Kind.NO_PENALTY: rows(Kind.NO_PENALTY, range(1, 4))})
    (tmp_path / "outside.html").write_text("别处的文件", encoding="utf-8")
    whole = built(root, tmp_path / "site")
    for turn in range(4):
        spoiled(tmp_path / "site")
        assert built(root, tmp_path / "site") == whole, turn
    assert (tmp_path / "outside.html").read_text(encoding="utf-8") == "别处的文件"


def test_a_copy_that_shares_the_files_of_a_site_stays_as_it_was(city: City, tmp_path: Path) -> None:
    root = city({Kind.NO_PENALTY: rows(Kind.NO_PENALTY, range(1, 4))})
    copies = []
    for turn in range(5):
        edit(root / LISTS.format("no-penalty"), lambda found, note="短" * (5 - turn): found[0].update(备注=note))
        whole = built(root, tmp_path / "site")
        assert whole == anew(root, tmp_path / f"anew{turn}"), turn
        copy = tmp_path / f"copy{turn}"
        shutil.copytree(tmp_path / "site", copy, copy_function=os.link)
        copies.append((copy, whole))
        if turn % 2:
            shutil.rmtree(copies.pop(0)[0])  # then some files belong to the site alone, others do not
    for copy, whole in copies:
        assert {path.relative_to(copy).as_posix(): path.read_bytes() for path in sorted(copy.rglob("*")) if path.is_file()} == whole


def test_broken_notes_cost_time_and_nothing_else(city: City, tmp_path: Path) -> None:
    root = city()
    whole = built(root, tmp_path / "site")
    built(root, tmp_path / "site")
    notes = list((root / "build/cache/sites").glob("*/*.notes"))
    assert len(notes) == 2
    whole_note = notes[0].read_bytes()
    for damaged in (b"", b"[]", whole_note[:-1], whole_note[:100] + b"x" + whole_note[101:], memory.sealed([1, 2, 3]), memory.sealed(None)):
        for path in notes:
            path.write_bytes(damaged)
        assert built(root, tmp_path / "site") == whole, damaged[:20]


@pytest.mark.skipif(os.geteuid() == 0, reason="for the administrator nothing is read-only")
def test_a_folder_where_nothing_can_be_kept_is_no_obstacle(city: City, tmp_path: Path) -> None:
    root = city()
    built(root, tmp_path / "site")
    (root / "build/cache").chmod(0o555)
    assert built(root, tmp_path / "site")
