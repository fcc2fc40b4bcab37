"""Changes as a reviewer meets them: a small city before and after, one scenario of each kind, and the review that the command makes of it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import unescape

from conftest import LIST

from generator.assembly import Loaded
from generator.book import assemble
from generator.cli_history import judged_sides
from generator.diff.breaches import Past, breaks
from generator.diff.comparison import compare
from generator.document.blocks import Page
from generator.document.review import Review
from generator.legality.example import AS_OF, MODEL_CELLS, MODEL_EDITION, model_world
from generator.model import Kind, Record, identifier
from generator.render.html import HtmlPrinter
from generator.schema import tables
from generator.tables import write

Rows = Iterable[Mapping[str, str]]
NO, LIGHTER, MITIGATED, COERCION = Kind
ITEMS: Mapping[Kind, Mapping[str, str]] = {
    kind: MODEL_CELLS[kind] | {"item_id": number} for kind, number in zip(
        Kind, ("2026-00417-N", *(identifier(2026, number) for number in (1, 2, 3))), strict=True)}
NEXT = {"edition": "", "effective_from": "2027-01-01"}
"""What makes a row the draft of the next version."""
TABLES: Mapping[str, Rows] = {
    "city": [{"name": "示例市", "demo": "是", "laws_checked": "2026-09-30"}],
    "organisations": [{"dept": code, "name": name, "from": "2019-03-01"} for code, name in (
        ("scjg", "示例市市场监督管理局"), ("sfj", "示例市司法局"), ("xfjy", "示例市消防救援支队"))],
    "townships": [{"town": "qinghe", "name": "青禾镇", "from": "2020-01-01"}],
    "delegations": [{"town": "qinghe", "dept": "scjg", "penalty_basis": MODEL_CELLS[NO]["penalty_basis"], "from": "2024-01-01",
                     "basis": "示例市镇街赋权决定"}],
    "editions": [MODEL_EDITION],
    "terms": [{"department": "scjg", "kind": "no-penalty", "term": "初次违法", "definition": "当事人在二十四个月内没有因同类违法行为被查处",
               "value": "24", "unit": "月", "general_condition": "否", "basis": "示市监规〔2026〕1号", "from": "2026-09-15"}]}


def records(found: Iterable[Record]) -> Rows:
    return [{name: record.text(name) for name in record.columns()} for record in found]


@cache
def laws() -> Mapping[str, bytes]:
    """The small law registry of the rules' own examples, as files."""
    book = model_world(()).book
    return {"lists/laws.csv": write(tables()["laws"], records(book.laws)),
            "lists/law_articles.csv": write(tables()["law_articles"], records(one for rows in book.law_articles.values() for one in rows)),
            "lists/profiles.csv": write(tables()["profiles"], records(book.profiles)),
            "lists/calendar.csv": write(tables()["calendar"], records(book.calendar))}


@dataclass(frozen=True)
class State:
    """What the tables say in one state: rows of each list, of other tables, and files as they are."""

    lists: Mapping[Kind, Rows] = field(default_factory=lambda: {kind: [ITEMS[kind]] for kind in Kind})
    tables: Mapping[str, Rows] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)

    def load(self) -> Loaded:
        schemas = tables()
        files: dict[str, bytes | None] = dict(laws())
        files |= {f"lists/exemptions/scjg/{kind.slug}.csv": write(schemas["exemptions"], self.lists.get(kind, ())) for kind in Kind}
        files |= {f"lists/{name}.csv": write(schemas[name], rows) for name, rows in {**TABLES, **self.tables}.items()}
        return assemble(files | dict(self.files), schemas)


BEFORE = State()


def with_row(kind: Kind, *rows: Mapping[str, str]) -> State:
    """The usual lists, that of `kind` with these rows."""
    return State({**BEFORE.lists, kind: rows})


def changed(kind: Kind, **cells: str) -> tuple[State, State]:
    """A published item, and the same with the draft of its next version."""
    return BEFORE, with_row(kind, ITEMS[kind], ITEMS[kind] | NEXT | cells)


def versions(kind: Kind, first: Mapping[str, str], second: Mapping[str, str]) -> tuple[State, State]:
    """The same, where the published text differs from the model's too."""
    published = ITEMS[kind] | first
    return with_row(kind, published), with_row(kind, published, published | NEXT | second)


def reviewed(before: State, after: State, base: str = "main", head: str = "proposal") -> Review:
    """What the command makes of the two states (the paths touched are only known to git)."""
    old, new = before.load(), after.load()
    world, now, found, found_now, unread = judged_sides(old, new, AS_OF)
    past = Past(unread=tuple(one.path for one in unread if one.whole and not one.since))
    broken = new.placed(breaks(world, now, past))
    return Review(compare(world, now, found, (*found_now, *broken), unread), base, head)


CONDITIONS = MODEL_CELLS[NO]["conditions"]
HOSTILE = "|甲*乙*<img src=x onerror=alert(1)>[点此](https://evil.invalid)`x`~~删~~ @someone #12 &lt; $x$ \\"
EVIL = dict.fromkeys((
    "violation", "conditions", "obligation_basis", "statutory_penalty", "outcome", "correction_deadline", "supporting_measures", "inclusion_reason",
    "change_reason", "note", "field", "penalty_basis", "relief_basis"), HOSTILE)
FIRST_TIME = {"exemption_type": "首违不罚", "outcome": "可以不予行政处罚", "conditions":
              "同时满足：1.初次违法，前24个月内未因同类违法行为被查处；2.危害后果轻微，涉及广告不超过1条；3.及时改正，发现当日撤下"}
FOOD = {"field": "食品广告监管"}
AGAIN = {"edition": "scjg-2026-2", "published_on": "2026-11-20", "issued_on": "2026-11-18", "effective_from": "2027-01-01",
         "effective_to": "2032-01-01", "replaces": "scjg-2026-1", "registration_no": "SLSSCJG-2026-002", "doc_no": "示市监规〔2026〕2号",
         "consult_from": "2026-08-10", "consult_to": "2026-09-15", "review_date": "2026-10-09", "review_no": "示司审〔2026〕20号",
         "deliberated_on": "2026-11-02", "title": "示例市市场监督管理局行政执法减免责清单（2026年修订）"}
FRESH = ITEMS[NO] | NEXT | {"item_id": identifier(2026, 4), "violation": "户外广告未标明发布者名称", "change_reason": "新增事项"}
WRONG = FRESH | {"penalty_basis": "《中华人民共和国广告法》第九百条"}
LAWS = records(model_world(()).book.laws)
MANY = [ITEMS[NO] | NEXT | {"item_id": identifier(2026, number), "violation": f"第{number}种未按照规定标明的行为", "note": "说明" * 40}
        for number in range(100, 190)]
RENUMBERED = ITEMS[NO] | {"violation": "自行使用未注册商标违反使用规定", "field": "知识产权", "penalty_basis": "《中华人民共和国商标法》第五十二条",
                          "obligation_basis": "《中华人民共和国商标法》第十条"}


def renumbered(draft: Mapping[str, str]) -> tuple[State, State]:
    """Article 52 of the 商标法 in force stands, word for word, as article 70 of the text in force from 2027-01-01."""
    same = {("shangbiao@2019-04-23", 52), ("shangbiao@2026-06-26", 70)}
    articles = [row.text for rows in model_world(()).book.law_articles.values() for row in rows]
    rows = [{name: text(name) for name in tables()["law_articles"].headers}
            | ({"hash": "0123456789abcdef"} if (text("law_id"), int(text("article"))) in same else {}) for text in articles]
    files = {"lists/law_articles.csv": write(tables()["law_articles"], rows)}
    return State({**BEFORE.lists, NO: [RENUMBERED]}, files=files), State({**BEFORE.lists, NO: [RENUMBERED, draft]}, files=files)


def untidy(table: bytes) -> bytes:
    """The same table in other order, with a mark at its beginning and other ends of lines."""
    header, *rows = table.rstrip().split(b"\n")
    return b"\xef\xbb\xbf" + b"\r\n".join((header, *reversed(rows)))


SCENARIOS: Mapping[str, Callable[[], tuple[State, State]]] = {
    "added": lambda: (BEFORE, with_row(NO, ITEMS[NO], FRESH)),
    "ended": lambda: (BEFORE, with_row(NO, ITEMS[NO] | {"effective_to": "2026-12-01", "end_reason": "法律已将该行为改为不处罚",
                                                        "replaced_by": ITEMS[LIGHTER]["item_id"]})),
    "condition-dropped": lambda: changed(NO, conditions=CONDITIONS.replace("；2.及时改正，发现当日撤下；3.", "；2."), change_reason="简化条件"),
    "condition-added": lambda: changed(NO, conditions=f"{CONDITIONS}；4.已书面承诺不再委托发布", change_reason="补充条件"),
    "threshold-wider": lambda: changed(NO, conditions=CONDITIONS.replace("不超过1条", "不超过5条"), change_reason="放宽数量"),
    "threshold-narrower": lambda: versions(NO, {"conditions": CONDITIONS.replace("1条", "5条")},
                                           {"conditions": CONDITIONS.replace("1条", "2条"), "change_reason": "收紧数量"}),
    "ceiling-up": lambda: changed(LIGHTER, outcome="处五千元以上一万五千元以下罚款", change_reason="调整幅度"),
    "ceiling-down": lambda: changed(LIGHTER, outcome="处五千元以上八千元以下罚款", change_reason="调整幅度"),
    "lighter-to-mitigated-to-none": lambda: (
        State({**BEFORE.lists, LIGHTER: [ITEMS[LIGHTER]], MITIGATED: [ITEMS[MITIGATED]]}),
        State({**BEFORE.lists, MITIGATED: [ITEMS[MITIGATED], ITEMS[MITIGATED] | NEXT | {
            "item_id": ITEMS[LIGHTER]["item_id"], "violation": ITEMS[LIGHTER]["violation"], "change_reason": "由从轻改为减轻"}],
            NO: [ITEMS[NO], ITEMS[MITIGATED] | NEXT | {
                "exemption_type": "轻微不罚", "outcome": "不予行政处罚", "relief_basis": ITEMS[NO]["relief_basis"], "change_reason": "由减轻改为不予",
                "conditions": "同时满足：1.违法行为轻微，失效器材不超过1具；2.及时改正，当场更换；3.没有造成危害后果"}]})),
    "none-to-lighter": lambda: (BEFORE, State({**BEFORE.lists, LIGHTER: [ITEMS[LIGHTER], ITEMS[NO] | NEXT | {
        "exemption_type": "", "outcome": "处二万元以下罚款", "relief_basis": ITEMS[LIGHTER]["relief_basis"], "change_reason": "由不予改为从轻",
        "conditions": "主动消除或者减轻违法行为危害后果，立案前已自行撤下未标明的广告，涉及广告不超过3条"}]})),
    "first-violation-window": lambda: versions(NO, FIRST_TIME, {
        "conditions": FIRST_TIME["conditions"].replace("24个月", "12个月"), "change_reason": "缩短首违窗口"}),
    "subject-added": lambda: changed(NO, subject="个人;单位;个体工商户", change_reason="扩大对象"),
    "harm-weakened": lambda: changed(NO, conditions=CONDITIONS.replace("没有造成危害后果，无投诉举报", "未造成严重后果"), change_reason="调整危害后果要件"),
    "citation-renumbered": lambda: renumbered(RENUMBERED | NEXT | {"penalty_basis": "《中华人民共和国商标法》第七十条", "change_reason": "依据条号更新"}),
    "wording-only": lambda: changed(NO, supporting_measures="批评教育，发放规范经营提示书，三十日内复查一次", change_reason="文字规范"),
    "punctuation-only": lambda: changed(NO, conditions=CONDITIONS.replace("；", ";").replace("，", ","), change_reason="标点规范"),
    "moved-between-departments": lambda: (BEFORE, State(files={
        f"lists/exemptions/xfjy/{kind.slug}.csv": write(tables()["exemptions"], [
            ITEMS[LIGHTER] | NEXT | {"change_reason": "职责划转"}] if kind is LIGHTER else []) for kind in Kind})),
    "correction": lambda: (BEFORE, with_row(NO, ITEMS[NO] | {"note": "更正部门电话", "change_reason": "勘误：补正备注"})),
    "correction-that-widens": lambda: (BEFORE, with_row(NO, ITEMS[NO] | {
        "conditions": CONDITIONS.replace("1条", "9条"), "change_reason": "勘误：数量"})),
    "published-row-deleted": lambda: (BEFORE, with_row(NO)),
    "edition-published": lambda: (
        State({**BEFORE.lists, NO: [ITEMS[NO], FRESH | {"edition": "scjg-2026-2"}]},
              {"editions": [MODEL_EDITION, MODEL_EDITION | AGAIN | {"published_on": "", "issued_on": "", "replaces": ""}]}),
        State({**BEFORE.lists, NO: [ITEMS[NO], FRESH | {"edition": "scjg-2026-2"}]}, {"editions": [MODEL_EDITION, MODEL_EDITION | AGAIN | {"replaces": ""}]})),
    "edition-withdrawn": lambda: (BEFORE, State(tables={"editions": [MODEL_EDITION | {"withdrawn_on": "2026-12-01"}]})),
    "edition-replacing": lambda: (BEFORE, State(
        {NO: [ITEMS[NO], ITEMS[NO] | {"edition": "scjg-2026-2", "effective_from": "2027-01-01", "change_reason": "换版照录"}], LIGHTER: [ITEMS[LIGHTER]],
         MITIGATED: [ITEMS[MITIGATED]], COERCION: [ITEMS[COERCION]]}, {"editions": [MODEL_EDITION, MODEL_EDITION | AGAIN]})),
    "edition-prolonged-in-a-high-risk-field": lambda: (
        with_row(NO, ITEMS[NO] | FOOD),
        State({**BEFORE.lists, NO: [ITEMS[NO] | FOOD]}, {"editions": [MODEL_EDITION | {"effective_to": "2031-12-15"}]})),
    "shared-table": lambda: (BEFORE, State(tables={"terms": [TABLES["terms"][0] | {"value": "12", "definition": "当事人在十二个月内没有因同类违法行为被查处"}],  # type: ignore[index]
                                                   "townships": [*TABLES["townships"], {"town": "shiqiao", "name": "石桥街道", "from": "2026-11-01"}]})),
    "law-changed": lambda: (BEFORE, State(files={"lists/laws.csv": write(tables()["laws"], [
        row | ({"effective_to": "2026-12-15"} if row["law_key"] == "guanggao" else {}) for row in LAWS])})),
    "draft-only": lambda: (with_row(NO, ITEMS[NO], FRESH), with_row(NO, ITEMS[NO], FRESH | {"note": "经办人补充说明", "correction_deadline": "5个工作日内"})),
    "high-risk-widened": lambda: versions(NO, FOOD, {"conditions": CONDITIONS.replace("1条", "3条"), "change_reason": "放宽数量"}),
    "high-risk-renamed-and-widened": lambda: versions(NO, FOOD, {
        "field": "广告监管", "conditions": CONDITIONS.replace("1条", "3条"), "change_reason": "放宽数量"}),
    "town-affected": lambda: versions(NO, {"township": "是"}, {"township": "否", "change_reason": "收回由部门实施"}),
    "many": lambda: (BEFORE, with_row(NO, ITEMS[NO], *MANY)),
    "nothing": lambda: (with_row(NO, ITEMS[NO], FRESH), State(BEFORE.lists, files={LIST: untidy(write(tables()["exemptions"], [ITEMS[NO], FRESH]))})),
    "errors-gained": lambda: changed(NO, penalty_basis="《中华人民共和国广告法》第九百条", outcome="从轻处罚", change_reason="调整"),
    "error-that-stays": lambda: (with_row(NO, ITEMS[NO], WRONG), with_row(NO, ITEMS[NO], WRONG | {"note": "补充说明"})),
    "hostile": lambda: (BEFORE, with_row(NO, ITEMS[NO], ITEMS[NO] | NEXT | EVIL, FRESH | EVIL)),
    "unreadable-list": lambda: (BEFORE, State(BEFORE.lists, files={LIST: b"PK\x03\x04\x00"})),
    "unreadable-before": lambda: (State(BEFORE.lists, files={LIST: b"\x00"}), BEFORE),
    "unreadable-editions": lambda: (BEFORE, State(files={"lists/editions.csv": b'"'})),
    "a-row-too-wide": lambda: (BEFORE, State(BEFORE.lists, files={
        LIST: write(tables()["exemptions"], [ITEMS[NO]]).rstrip() + b",,\n"})),
}


def printed(page: Page) -> str:
    """The words of a page as the HTML printer prints them, without blanks."""
    return re.sub(r"\s", "", unescape(re.sub("<[^>]*>", " ", HtmlPrinter(depth=0).page(page))))
