"""The page of the open data: which files there are, of which day, and how to check that they are whole."""

from collections.abc import Mapping, Sequence

from generator.document import words
from generator.document.blocks import Block, Bullets, Inline, Link, Page, Paragraph, Section, Table, Text
from generator.document.shelf import Shelf

ADDRESS = "data/"
MEANINGS: Mapping[str, str] = {
    "items.csv": "事项的全部版本，一行一个版本；UTF-8，逗号分隔", "items-excel.csv": "同上，可以直接用 Excel、WPS 打开；会被当作公式的内容前加了单引号",
    "items.xlsx": "同上，工作簿，各表一张；所有单元格都是文本", "items.jsonl": "同上，一行一个 JSON", "items.json": "同上，一个 JSON", "rules.json": "规则包：触发行为、分项条件、结果、义务和适用期间，供办案系统对照",
    "vectors.json": "验证用例：办案系统读规则包后应当得出的结果", "delta.jsonl": "与上一个数据版本相比，增加、修改、去掉了哪些",
    "editions.csv": "发布批次", "organisations.csv": "部门", "townships.csv": "镇街", "delegations.csv": "镇街赋权", "terms.csv": "术语和通用条件",
    "fields.csv": "各表各列的含义", "datapackage.json": "数据包说明（Data Package）", "catalog.jsonld": "目录信息（schema.org、DCAT）",
    "schemas/data.json": "items.json 的 JSON Schema；同一目录中有其余各件的", "SHA256SUMS": "各文件的 SHA-256 校验值", "SM3SUMS": "各文件的 SM3 校验值"}

_FIXED = ("收录到某一天已经公布的全部版本，网址固定。后来登记的终止、勘误、赋权收回和依法隐去也写在其中，法规库或者程序更新以后文件也会变，"
          "校验值随之不同；要留存当时的文件，请下载保存。")


def datasets_page(shelf: Shelf, latest: Mapping[str, int], releases: Sequence[tuple[str, str, str]]) -> Page:
    """`latest`: path → bytes of the files of data/latest/, empty when there are none.

    `releases`: (tag, day, note) of the fixed ones, the newest first.
    """
    if not latest:
        nothing = Paragraph("这一份网站没有附开放数据。", "empty")
        return Page(path=ADDRESS, title="开放数据", section="about", role="index", crumbs=(Link("首页", ""),), blocks=(nothing,), description="开放数据。")
    blocks: list[Block] = [Paragraph(
        f"减免责清单的全部内容可以整份下载，截至{words.day(shelf.as_of)}。已失效的版本也在其中，用之前先看“状态”一列。{words.CAUTION}。{words.NOT_LISTED}。", "lead")]
    rows: list[tuple[Text, ...]] = [((Link(path, f"{ADDRESS}latest/{path}"),), meaning, _size(latest[path]))
                                    for path, meaning in MEANINGS.items() if path in latest]
    blocks.append(Section("最新数据", (Paragraph("下列网址不变，内容随清单更新。"), Table(("文件", "内容", "大小"), tuple(rows), role="compact")), "latest"))
    fixed: Block = Paragraph("还没有固定的数据版本。", "empty")
    if releases:
        fixed = Table(("版本", "收录至", "说明", "文件"), tuple((tag, day, note, _files(tag)) for tag, day, note in releases), role="compact")
    blocks.append(Section("固定版本", (Paragraph(_FIXED), fixed), "releases"))
    blocks.append(Section("怎样核验", (Bullets((
        "下载整个目录后运行 sha256sum -c SHA256SUMS，或者 qingdan verify 目录：逐个文件说明有没有变化。",
        "从上一个版本的 items.jsonl 开始，按 delta.jsonl 的顺序增加、修改、去掉，得到的就是这个版本的 items.jsonl。手里的 items.jsonl 的 SHA-256 不是第一行的 from_sha256，就不要照做，整份重新下载。",
        "规则包遇到不认识的条件、缺少的事实或者过期的版本，一律交由人判断；正式认定由执法机关作出。")),), "verify"))
    return Page(path=ADDRESS, title="开放数据", section="about", role="index", crumbs=(Link("首页", ""),), blocks=tuple(blocks),
                description="减免责清单的 CSV、JSON、规则包和校验值。")


def _files(tag: str) -> tuple[Inline, ...]:
    """The ways to the files of a fixed release."""
    links: list[Inline] = []
    for name, file in _OF_RELEASE:
        links += ["、", Link(name, f"{ADDRESS}releases/{tag}/{file}")]
    return tuple(links[1:])


_OF_RELEASE = (("CSV", "items.csv"), ("XLSX", "items.xlsx"), ("JSON", "items.json"), ("规则包", "rules.json"), ("变更", "delta.jsonl"),
               ("校验值", "SHA256SUMS"))


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"
