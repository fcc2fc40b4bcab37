"""Search as a reader meets it: the index made by Python, read by the client in node and in a browser."""

import functools
import http.server
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from generator import site
from generator.book import load
from generator.document.redaction import redacted
from generator.document.shelf import Shelf
from generator.model import Book, Edition, Item, Kind, Organisation, Redaction, Refusal, Township, Vocabulary, World
from generator.search import Index, groups, index, numbers, postings, proof, text
from generator.search.entry import entries
from generator.search.vocabulary import answered
from generator.site.search import script

REPOSITORY = Path(__file__).resolve().parents[1]
NODE = shutil.which("node")
CHROMIUM = shutil.which("chromium")
AS_OF = date(2026, 11, 24)

needs_node = pytest.mark.skipif(NODE is None, reason="没有 node，不能运行查询引擎")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="没有 chromium，不能打开查询页")

DRIVER = """
const fs = require("fs"), vm = require("vm");
const given = JSON.parse(fs.readFileSync(0, "utf8"));
vm.runInThisContext(given.client);
const taken = [];
const load = (name) => {
  taken.push(name);
  let data;
  globalThis.qingdanShard = (version, shard, content) => { data = content; };
  if (!(name in given.shards)) return Promise.reject(new Error("no " + name));
  vm.runInThisContext(given.shards[name]);
  return Promise.resolve(data);
};
(async () => {
  const answers = [];
  for (const [query, filters] of given.queries) {
    taken.length = 0;
    const search = qingdanSearch.engine(JSON.parse(given.meta), load);
    const result = await search.search(query, filters), rows = await search.records(result, 0, 10);
    const needed = [...taken];
    const counts = Object.fromEntries(Object.entries(await result.counts()).map(([facet, found]) =>
      [facet, Object.fromEntries([...found].map(([i, count]) => [search.choices[facet][i][0], count]))]));
    answers.push({ ids: rows.map((row) => row.id), total: result.total, ended: result.ended, counts, taken: needed,
      whole: rows.filter((row) => !(result.scores && result.scores[row.i] < result.whole)).map((row) => row.id),
      corrected: result.corrected, nearest: search.nearest(query) });
  }
  process.stdout.write(JSON.stringify(answers));
})().catch((error) => { console.error(error); process.exit(1); });
"""


def _item(item_id: str, violation: str, **more: Any) -> Item:
    base: dict[str, Any] = {
        "department": "scjg", "kind": Kind.NO_PENALTY, "field": "市场监管", "edition": "now", "outcome": "不予行政处罚",
        "effective_from": date(2024, 1, 1), "conditions": "同时满足：1.初次违法；2.及时改正。"}
    return Item(item_id=item_id, violation=violation, **{**base, **more})


ITEMS = (
    _item("2024-00001-G", "零售商品不按照规定的内容和方式明码标价", field="价格监管", penalty_basis="《中华人民共和国价格法》第四十二条",
          power_code="330231000001"),
    _item("2024-00002-E", "在广告中使用数据，未表明出处", field="广告监管", penalty_basis="《中华人民共和国广告法》第五十九条第一款第（二）项"),
    _item("2024-00003-C", "未显著标明广告", field="广告监管", kind=Kind.LIGHTER_PENALTY, penalty_basis="《中华人民共和国广告法》第十四条"),
    _item("2024-00004-A", "个人占用消防车通道停放机动车", department="xfjy", field="消防车通道管理",
          penalty_basis="《中华人民共和国消防法》第六十条第二款", township=True),
    _item("2024-00005-8", "灭火器未保持完好有效", department="xfjy", field="消防器材管理",
          penalty_basis="《中华人民共和国消防法》第六十条第一款", conditions="压力指针在黄区，不超过三具"),
    _item("2024-00006-6", "挪用灭火器", department="xfjy", field="消防器材管理", edition="ended"),
    _item("2024-00007-4", "网约车未随车携带证件", department="xfjy", field="客运", effective_from=date(2027, 1, 1)),
    _item("2024-00008-2", "绝密草案占用飞行跑道", edition=None),
    _item("2024-00009-Z", "李四光顾游泳场所未更换池水", field="公共场所"),
    _item("2024-00011-C", "携带犬只外出未束犬绳", field="养犬管理", penalty_basis="《示例市养犬管理条例》第二十三条"),
    _item("2024-00012-A", "专用字\ue000前后均有文字😀", conditions="".join(f"第{n}段" for n in range(700)) + "第四千九百九十九段"),
    _item("2024-00010-E", "标签含<script>alert(1)</script>与“quot”字样\u202e反转"),
)
BOOK = Book(
    items=ITEMS,
    editions=(Edition(edition="now", department="scjg", published_on=date(2023, 12, 1), effective_from=date(2024, 1, 1), doc_no="示市监规〔2023〕7号"),
              Edition(edition="ended", department="xfjy", published_on=date(2023, 12, 1), effective_from=date(2024, 1, 1),
                      effective_to=date(2025, 1, 1), doc_no="示消规〔2023〕2号")),
    organisations=(Organisation(dept="scjg", name="示例市市场监督管理局", former_names=("示例市工商行政管理局",)),
                   Organisation(dept="xfjy", name="示例市消防救援支队")),
    townships=(Township(town="qinghe", name="青禾镇"),),
    vocabulary=(Vocabulary(term="没标价", synonyms=("明码标价",)), Vocabulary(term="消防通道停车", synonyms=("占用消防车通道",)),
                Vocabulary(term="广告没标明", synonyms=("未显著标明广告",)), Vocabulary(term="火箭", synonyms=("绝密草案",)), Vocabulary(term="狗", synonyms=("犬只",)),
                Vocabulary(term="没标明码", synonyms=("明码标价",))),
    redactions=(Redaction(item_id="2024-00009-Z", field="violation", reason="含姓名", redacted_on=date(2025, 1, 1)),),
    laws=load(REPOSITORY).book.laws, headers=load(REPOSITORY).book.headers)


@pytest.fixture(scope="module")
def made() -> Index:
    return index(Shelf(redacted(World(BOOK, AS_OF))))


def ask(made: Index, *queries: tuple[str, dict[str, list[str]]] | str) -> list[dict[str, Any]]:
    given = {"client": script(REPOSITORY), "meta": made.meta, "shards": dict(made.shards),
             "queries": [[query, {}] if isinstance(query, str) else list(query) for query in queries]}
    done = subprocess.run([NODE or "node", "-e", DRIVER], input=json.dumps(given), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def first(made: Index, *queries: str) -> list[str | None]:
    return [next(iter(answer["ids"]), None) for answer in ask(made, *queries)]


def test_small_numbers_take_one_character_and_larger_ones_more() -> None:
    assert [len(numbers.written([n])) for n in (0, 63, 64, 64 * 25 - 1, 64 * 25, 64 * 625)] == [1, 1, 2, 2, 3, 4]
    assert numbers.rising([0, 1, 5]) == numbers.written([0, 0, 3])


def test_pairs_stop_at_punctuation_and_fold_width_and_case() -> None:
    assert text.bigrams("ＶＯＣｓ，排放。气") == {"vo", "oc", "cs", "排放"}


def test_only_published_versions_and_no_redacted_text(made: Index) -> None:
    everything = made.meta + "".join(made.shards.values())
    assert "2024-00008-2" not in everything
    assert "火箭" not in everything
    assert "2024-00009-Z" in everything
    assert "李四" not in everything
    assert "<script" not in everything


def test_same_world_same_bytes(made: Index) -> None:
    again = index(Shelf(redacted(World(BOOK, AS_OF))))
    assert (again.meta, dict(again.shards)) == (made.meta, dict(made.shards))


def test_every_shard_carries_the_version_of_the_index(made: Index) -> None:
    for name, content in made.shards.items():
        assert content.startswith(f'qingdanShard("{made.version}","{name}",')


@pytest.mark.parametrize("harm", ["postings", "records", "missing"])
def test_a_broken_index_is_not_published(made: Index, harm: str) -> None:
    found = entries(Shelf(redacted(World(BOOK, AS_OF))))
    shards = dict(made.shards)
    proof.prove(made.meta, shards, found)
    name = next(name for name in sorted(shards) if name.startswith("a" if harm == "postings" else "r"))
    if harm == "missing":
        del shards[name]
    elif harm == "postings":
        shards[name] = re.sub(r'\["[^"]*"', '[""', shards[name], count=1)
    else:
        shards[name] = shards[name].replace("明码标价", "明码")
    with pytest.raises(Refusal, match="查询索引有误"):
        proof.prove(made.meta, shards, found)


def test_numbers_are_read_as_they_are_written() -> None:
    assert numbers.risen(numbers.rising([0, 7, 63, 64, 5000, 200_000])) == [0, 7, 63, 64, 5000, 200_000]


def test_the_vocabulary_is_rich_and_says_something_else() -> None:
    rows = load(REPOSITORY).book.vocabulary
    assert len(rows) >= 300
    assert [row.term for row in rows if row.term in row.synonyms] == []


def test_a_synonym_of_several_words_means_entries_that_hold_them_all() -> None:
    said = ["携带犬只外出未束犬绳", "携带犬只乘车", "销售犬绳"]
    held = postings.by_key(postings.read(said).pairs())
    (both,) = answered([Vocabulary(term="遛狗没绳", synonyms=("携带 犬绳",))], held, len(said), [], [])
    assert {entry for entries in both.levels.values() for entry in entries} == {0}


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


@needs_node
def test_records_stand_beside_the_words_and_sayings_that_lead_to_them(made: Index) -> None:
    for answer in ask(made, "明码标价", "灭火器", "没标价", "消防通道停车"):
        assert answer["ids"]
        assert [name for name in answer["taken"] if name[0] == "r"] == []
    listed, cited = ask(made, "", "广告法")  # what was not asked for by its words is fetched
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
    ("第59条", "2024-00002-E"),                      # an article of whatever law
    ("四十二条", "2024-00001-G"),
    ("消防法 停放机动车 第60条", "2024-00004-A"),    # law and article apart
    ("养犬条例第二十三条", "2024-00011-C"),          # a law that the registry lacks, by a shortened name
    ("狗", "2024-00011-C"),                          # one everyday character
    ("没有用的数据😀", "2024-00002-E"),              # emoji beside words
    ("专用字\ue000前后", "2024-00012-A"),            # characters of private use part words
    ("第四千九百九十九段", "2024-00012-A"),          # the end of a cell of five thousand characters
    ("池", None),                                    # the redacted text
    ("飞行跑道", None),                              # the draft
    ("量子纠缠", None),
])
def test_the_first_result(made: Index, query: str, expected: str | None) -> None:
    assert first(made, query) == [expected]


@needs_node
def test_edition_number_finds_its_items(made: Index) -> None:
    bracketed, square = ask(made, "示市监规〔2023〕7号", "示市监规[2023]7号")
    assert bracketed["total"] == square["total"] == 10


@needs_node
def test_empty_query_lists_what_applies_or_will(made: Index) -> None:
    everything, ended, both = ask(made, "", ("", {"status": ["ended"]}), ("", {"status": ["all"]}))
    assert (everything["total"], everything["ended"]) == (10, 1)
    assert ended["ids"] == ["2024-00006-6"]
    assert both["total"] == 11


@needs_node
def test_facets_count_with_the_query_and_with_each_other(made: Index) -> None:
    plain, narrowed, by_name, unknown = ask(
        made, "", ("", {"dept": ["xfjy"]}), ("", {"kind": ["从轻处罚"]}), ("", {"dept": ["__proto__"], "law": ["constructor"]}))
    assert plain["counts"]["kind"] == {"no-penalty": 9, "lighter-penalty": 1}
    assert plain["counts"]["status"] == {"in_force": 9, "scheduled": 1, "ended": 1}
    assert narrowed["counts"]["dept"] == {"scjg": 7, "xfjy": 3}  # the other departments stay choosable
    assert narrowed["counts"]["kind"] == {"no-penalty": 3}
    assert by_name["ids"] == ["2024-00003-C"]
    assert unknown["total"] == 0
    by_law = ask(made, ("", {"law": [_law_key("中华人民共和国广告法")]}), ("", {"law": ["广告法"]}), ("出处", {"field": ["广告监管"]}))
    assert [answer["total"] for answer in by_law] == [2, 2, 1]


def _law_key(name: str) -> str:
    return next(version.law_key or "" for version in BOOK.laws if version.name == name)


@needs_node
def test_a_wrong_character_is_told(made: Index) -> None:
    answer, = ask(made, "明码表价")
    assert answer["corrected"] == "明码标价"


@needs_node
def test_nothing_found_offers_what_is_near(made: Index) -> None:
    answer, = ask(made, "器材租赁")
    assert answer["total"] == 0
    assert "消防器材管理" in answer["nearest"]


@needs_node
def test_what_agrees_in_part_is_not_taken_for_an_answer(made: Index) -> None:
    whole, part, listed = ask(made, "灭火器", "灭火器抵押贷款手续", "")
    assert whole["whole"] == ["2024-00005-8"]
    assert part["ids"] == ["2024-00005-8"]
    assert part["whole"] == []
    assert listed["whole"] == listed["ids"]


@needs_node
def test_what_is_offered_shares_a_word(made: Index) -> None:
    answer, = ask(made, "价贴明标")  # every character of 明码标价, none of its pairs
    assert answer["nearest"] == []


@needs_node
@pytest.mark.parametrize("query", [
    "明码标价" * 2500, "！！！？？？", "(((([[[[.*+?^${}|\\", "__proto__", "constructor toString", "\u202e\u0000\ud800", "<img src=x onerror=alert(1)>",
    "第条 第零条 第九千九百九十九条", "a" * 10_000, "广告法第" + "九" * 5000 + "条", " \t\n", "9" * 10_000])
def test_hostile_queries_are_harmless(made: Index, query: str) -> None:
    answer, = ask(made, query)
    assert answer["total"] <= 10
    assert len(answer["taken"]) <= 8


@needs_node
def test_few_files_for_a_query(made: Index) -> None:
    for answer in ask(made, "灭火器", "没标价", "广告法第五十九条"):
        assert len(answer["taken"]) <= 3, answer["taken"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    world = World(replace(BOOK, lists=(("scjg", Kind.NO_PENALTY), ("xfjy", Kind.NO_PENALTY))), AS_OF)
    for offline in (False, True):
        site.build(world, root=folder, out=folder / ("offline" if offline else "site"), offline=offline)
    return folder


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(built)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/site/search/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    opened = browser.new_page()
    opened.set_default_timeout(10_000)
    said: list[str] = []
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" and "404" not in message.text else None)
    yield opened
    opened.close()
    assert said == []


def _ready(page: Any, query: str) -> list[str]:
    page.wait_for_selector(f'#search-results[data-ready="{query}"]', state="attached")
    return [one.get_attribute("data-item-id") for one in page.query_selector_all("#search-results [data-item-id]")]


@needs_browser
def test_results_marks_facets_and_back(page: Any, address: str) -> None:
    page.goto(f"{address}?q=%20{quote('灭火器')}")
    assert _ready(page, "灭火器") == ["2024-00005-8"]
    assert page.get_attribute("#search-results", "data-total") == "1"
    assert page.text_content("#search-results mark") == "灭火器"
    assert "可能适用，以执法机关认定为准" in page.text_content("#search-results article")
    page.click("text=含已失效 1 条")
    page.wait_for_selector('#search-results[data-total="2"][data-ready]')
    page.wait_for_url(re.compile("status=all"))
    page.go_back()
    page.wait_for_selector('#search-results[data-total="1"][data-ready]')
    page.click('[data-facet="dept"], .hit h2 a')
    assert page.url.endswith(("/items/2024-00005-8/", "dept=xfjy"))


@needs_browser
def test_typing_searches_and_arrows_walk(page: Any, address: str) -> None:
    page.goto(address)
    assert len(_ready(page, "")) == 10
    page.keyboard.press("/")
    page.keyboard.type("广告")
    assert set(_ready(page, "广告")) == {"2024-00002-E", "2024-00003-C"}
    page.wait_for_url(re.compile(f"q={quote('广告')}"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/2024-*/")


@needs_browser
def test_hostile_text_stays_text(page: Any, address: str) -> None:
    page.goto(f"{address}?q={quote('标签 <script>')}")
    assert _ready(page, "标签 <script>") == ["2024-00010-E"]
    shown = page.text_content("#search-results h2")
    assert "<script>alert(1)</script>" in shown
    assert "[U+202E]" in shown


@needs_browser
def test_facets_by_keyboard_combine_in_the_address(page: Any, address: str) -> None:
    page.set_viewport_size({"width": 1200, "height": 900})
    page.goto(f"{address}?q={quote('广告')}")
    _ready(page, "广告")
    kind = page.locator('[data-facet="kind"][data-value="lighter-penalty"]')
    assert kind.get_attribute("data-count") == "1"
    kind.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector('#search-results[data-total="1"][data-ready]')
    page.wait_for_url(re.compile(f"q={quote('广告')}.*kind=lighter-penalty"))
    assert page.evaluate("document.activeElement.dataset.value") == "lighter-penalty"  # the keyboard stays where it was
    page.locator('[data-facet="status"][data-value="in_force"]').click()
    page.wait_for_selector('#search-results[data-ready="广告"]')
    page.wait_for_url(re.compile("status=in_force"))
    page.reload()
    assert _ready(page, "广告") == ["2024-00003-C"]
    page.click("text=清除全部筛选")
    page.wait_for_selector('#search-results[data-total="2"][data-ready]')


@needs_browser
def test_four_requests_at_most_beside_the_page(page: Any, address: str) -> None:
    page.add_init_script("""new MutationObserver(() => { if (!window.readyAt && document.querySelector("#search-results[data-ready]")) window.readyAt = performance.now(); })
        .observe(document, {subtree: true, childList: true, attributes: true});""")
    page.goto(f"{address}?q={quote('没标价')}")
    _ready(page, "没标价")
    asked = page.evaluate("performance.getEntriesByType('resource').filter((one) => one.startTime < readyAt).map((one) => one.name)")
    assert 1 < len([url for url in asked if "/search/" in url]) <= 4


@needs_browser
def test_without_storage_and_without_script(browser: Any, address: str) -> None:
    blocked = browser.new_context()
    blocked.add_init_script("for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });")
    page = blocked.new_page()
    page.goto(f"{address}?q={quote('灭火器')}")
    assert _ready(page, "灭火器") == ["2024-00005-8"]
    blocked.close()
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{address}?q={quote('灭火器')}")
    assert page.locator('noscript a[href*="lists/scjg/no-penalty"], a[href*="lists/scjg/no-penalty"]').count() > 0
    plain.close()


@needs_browser
def test_nothing_found_says_what_it_means(page: Any, address: str) -> None:
    page.goto(f"{address}?q={quote('量子纠缠')}")
    assert _ready(page, "量子纠缠") == []
    said = page.text_content("#search-results")
    assert "未列入清单不等于一律处罚" in said
    assert "示例市消防救援支队" in said


@needs_browser
def test_what_agrees_in_part_comes_after_what_helps_on(page: Any, address: str) -> None:
    page.goto(f"{address}?q={quote('灭火器抵押贷款手续')}")
    assert _ready(page, "灭火器抵押贷款手续") == ["2024-00005-8"]
    parts = page.evaluate("[...document.querySelectorAll('#search-results > *')].map((one) => one.className)")
    assert parts == ["nothing", "partly", "hit"]
    assert "只有部分词相符" in page.text_content(".partly")
    page.goto(f"{address}?q={quote('灭火器')}")
    assert _ready(page, "灭火器")[0] == "2024-00005-8"
    assert page.locator(".nothing").count() == 0


@needs_browser
def test_a_question_about_the_rule_leads_to_terms_and_guide(page: Any, address: str) -> None:
    page.goto(f"{address}?q={quote('第一次违法能不能不罚')}")
    _ready(page, "第一次违法能不能不罚")
    assert page.locator('.found a[href*="terms/"]').count() == page.locator('.found a[href*="guide/"]').count() == 1


@needs_browser
@pytest.mark.parametrize("query", ["！！！，。？", "😀🎉", "(((.*+?^${}|"])
def test_symbols_alone_list_nothing_and_say_what_to_write(page: Any, address: str, query: str) -> None:
    page.goto(f"{address}?q={quote(query)}")
    assert _ready(page, query) == []
    assert page.get_attribute("#search-results", "data-total") == "0"
    assert "请写出行为" in page.text_content("#search-results")


@needs_browser
@pytest.mark.parametrize(("query", "first"), [("灭火器" * 3334, "2024-00005-8"), ("__proto__", None), ("<img src=x onerror=alert(1)>", "2024-00010-E")])
def test_hostile_queries_leave_the_page_whole(page: Any, address: str, query: str, first: str | None) -> None:
    page.goto(address)
    _ready(page, "")
    page.evaluate("(q) => { document.getElementById('q').value = q; document.querySelector('form.search').requestSubmit(); }", query)
    page.wait_for_function("(q) => document.getElementById('search-results').getAttribute('data-ready') === q", arg=query)
    if first:
        assert page.get_attribute("#search-results [data-item-id]", "data-item-id") == first
    assert page.query_selector("#search-results img") is None
    page.fill("#q", "明码标价")
    assert _ready(page, "明码标价") == ["2024-00001-G"]  # and the next question is answered


@needs_browser
@pytest.mark.parametrize("blocked", [re.compile("/search/search.js"), re.compile("/search/[a-z][0-9]")])
def test_missing_index_leaves_a_way_out(page: Any, address: str, blocked: re.Pattern[str]) -> None:
    page.route(blocked, lambda route: route.fulfill(status=404))
    page.goto(f"{address}?q={quote('灭火器')}")
    page.wait_for_selector("#search-waiting, #search-results [role=alert]")
    said = page.text_content(".finder, #search-waiting") if page.query_selector("[role=alert]") else page.text_content("#search-waiting")
    assert "没有装入" in said
    assert page.query_selector('#search-waiting a[href*="lists/"], [role=alert] a[href*="lists/"]')


@needs_browser
def test_results_stand_without_the_file_of_facets(page: Any, address: str) -> None:
    page.route(re.compile("/search/l.js"), lambda route: route.fulfill(status=404))
    page.goto(f"{address}?q={quote('灭火器')}")
    assert _ready(page, "灭火器") == ["2024-00005-8"]
    page.wait_for_selector("#search-facets .panel", state="attached")
    assert page.locator("[role=alert]").count() == 0
    page.fill("#q", "明码标价")
    assert _ready(page, "明码标价") == ["2024-00001-G"]


@needs_browser
def test_the_law_of_a_result_comes_with_the_facets(page: Any, address: str) -> None:
    page.goto(f"{address}?q={quote('出处')}")
    assert _ready(page, "出处") == ["2024-00002-E"]
    assert page.locator(".hit .where").get_by_role("link", name="《广告法》").get_attribute("href", timeout=10_000).startswith("../laws/")
    page.wait_for_selector('[data-facet="status"]', state="attached")
    page.fill("#q", "灭火器")
    _ready(page, "灭火器")
    assert page.locator(".hit .where").get_by_role("link", name="《消防法》").count() == 1  # known from now on


@needs_browser
def test_works_from_a_folder(page: Any, built: Path) -> None:
    page.goto(f"{(built / 'offline/search/index.html').as_uri()}?q={quote('没标价')}")
    assert _ready(page, "没标价") == ["2024-00001-G"]
    page.click(".hit h2 a")
    page.wait_for_url("**/items/2024-00001-G/index.html")
    page.go_back()
    _ready(page, "没标价")
    page.fill("#q", "灭火器")
    page.press("#q", "Enter")
    assert _ready(page, "灭火器") == ["2024-00005-8"]
