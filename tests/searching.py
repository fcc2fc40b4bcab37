"""A small city to be searched: its items, their index, and the client of the site asked in node."""

import functools
import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY

from generator.book import load
from generator.document.redaction import redacted
from generator.document.shelf import Shelf
from generator.model import Book, Edition, Item, Kind, Organisation, Redaction, Township, Vocabulary, World
from generator.search import Index, index
from generator.site.search import script

CLIENT = Path(__file__).parent / "search_client.cjs"
NODE = shutil.which("node")
AS_OF = date(2026, 11, 24)
SHIPPED = load(REPOSITORY).book

needs_node = pytest.mark.skipif(NODE is None, reason="没有 node，不能运行查询引擎")


def item(item_id: str, violation: str, **more: Any) -> Item:
    base: dict[str, Any] = {
        "department": "scjg", "kind": Kind.NO_PENALTY, "field": "市场监管", "edition": "now", "outcome": "不予行政处罚",
        "effective_from": date(2024, 1, 1), "conditions": "同时满足：1.初次违法；2.及时改正。"}
    return Item(item_id=item_id, violation=violation, **{**base, **more})


ITEMS = (
    item("2024-00001-G", "零售商品不按照规定的内容和方式明码标价", field="价格监管", penalty_basis="《中华人民共和国价格法》第四十二条",
         power_code="330231000001"),
    item("2024-00002-E", "在广告中使用数据，未表明出处", field="广告监管", penalty_basis="《中华人民共和国广告法》第五十九条第一款第（二）项"),
    item("2024-00003-C", "未显著标明广告", field="广告监管", kind=Kind.LIGHTER_PENALTY, penalty_basis="《中华人民共和国广告法》第十四条"),
    item("2024-00004-A", "个人占用消防车通道停放机动车", department="xfjy", field="消防车通道管理",
         penalty_basis="《中华人民共和国消防法》第六十条第二款", township=True),
    item("2024-00005-8", "灭火器未保持完好有效", department="xfjy", field="消防器材管理",
         penalty_basis="《中华人民共和国消防法》第六十条第一款", conditions="压力指针在黄区，不超过三具"),
    item("2024-00006-6", "挪用灭火器", department="xfjy", field="消防器材管理", edition="ended"),
    item("2024-00007-4", "网约车未随车携带证件", department="xfjy", field="客运", effective_from=date(2027, 1, 1)),
    item("2024-00008-2", "绝密草案占用飞行跑道", edition=None),
    item("2024-00009-Z", "李四光顾游泳场所未更换池水", field="公共场所"),
    item("2024-00011-C", "携带犬只外出未束犬绳", field="养犬管理", penalty_basis="《示例市养犬管理条例》第二十三条"),
    item("2024-00012-A", "专用字\ue000前后均有文字😀", conditions="".join(f"第{n}段" for n in range(700)) + "第四千九百九十九段"),
    item("2024-00010-E", "标签含<script>alert(1)</script>与“quot”字样\u202e反转"),
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
                Vocabulary(term="没标明码", synonyms=("明码标价",)), Vocabulary(term="失效", synonyms=("未保持完好有效", "完好有效")),
                Vocabulary(term="失效电梯", synonyms=("电梯未经检验",))),
    redactions=(Redaction(item_id="2024-00009-Z", field="violation", reason="含姓名", redacted_on=date(2025, 1, 1)),),
    laws=SHIPPED.laws, headers=SHIPPED.headers)


def shelf() -> Shelf:
    """The city as its readers see it."""
    return Shelf(redacted(World(BOOK, AS_OF)))


@functools.cache
def made() -> Index:
    """Its index."""
    return index(shelf())


def ask(*queries: tuple[str, dict[str, list[str]]] | str, meta: str | None = None, of: Index | None = None, used: bool = False) -> list[dict[str, Any]]:
    """What the client answers to each query, written alone or with its filters; `meta` in place of what the index has, `of` another city than this.

    Each is asked in a page of its own, or, where that is `used`, one after another in the same page.
    """
    found = of or made()
    given = {"client": script(REPOSITORY), "meta": meta or found.meta, "shards": dict(found.shards), "used": used,
             "queries": [[query, {}] if isinstance(query, str) else list(query) for query in queries]}
    done = subprocess.run([NODE or "node", CLIENT], input=json.dumps(given), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]
