"""The small lawful city in which the examples of the rules run: its model items, its edition, and the real law around them."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from generator.model import (
    Book,
    CalendarDay,
    City,
    Edition,
    Kind,
    LawArticle,
    LawVersion,
    Organisation,
    Profile,
    Source,
    Township,
)

AS_OF = date(2026, 11, 24)

_COMMON = {
    "item_id": "2026-00417-N",
    "violation": "未将食品生产许可证悬挂在生产场所的显著位置",
    "power_code": "990100001000",
    "field": "食品安全",
    "subject": "个人;单位",
    "correction": "是",
    "correction_deadline": "3个工作日内",
    "supporting_measures": "批评教育，发放规范经营提示书，30日内复查",
    "township": "否",
    "inclusion_reason": "许可证真实有效，仅未悬挂，当场即可改正",
    "change_reason": "首次编制",
    "edition": "scjg-2026-1",
    "effective_from": "2026-09-15",
}

MODEL_CELLS: Mapping[Kind, Mapping[str, str]] = {
    Kind.NO_PENALTY: _COMMON | {
        "obligation_basis": "《中华人民共和国广告法》第十四条第二款",
        "penalty_basis": "《中华人民共和国广告法》第五十九条第三款",
        "statutory_penalty": "责令改正，对广告发布者处十万元以下的罚款",
        "exemption_type": "轻微不罚",
        "conditions": "同时满足：1.违法行为轻微，涉及广告不超过1条；2.及时改正，发现当日撤下；3.没有造成危害后果，无投诉举报",
        "relief_basis": "《中华人民共和国行政处罚法》第三十三条第一款",
        "outcome": "不予行政处罚",
        "violation": "通过大众传播媒介发布的广告未显著标明“广告”",
        "field": "广告监管",
        "inclusion_reason": "广告内容真实合法，仅缺标识，当场即可改正",
    },
    Kind.LIGHTER_PENALTY: _COMMON | {
        "violation": "消防安全标志设置不符合国家标准",
        "field": "消防安全",
        "inclusion_reason": "标志已自行更换，未影响疏散和灭火",
        "obligation_basis": "《中华人民共和国消防法》第十六条第一款第（二）项",
        "penalty_basis": "《中华人民共和国消防法》第六十条第一款第（一）项",
        "statutory_penalty": "责令改正，处五千元以上五万元以下罚款",
        "conditions": "主动消除或者减轻违法行为危害后果，立案前已自行更换不符合标准的标志，所涉标志不超过2处",
        "relief_basis": "《中华人民共和国行政处罚法》第三十二条第（一）项",
        "outcome": "处五千元以上一万元以下罚款",
    },
    Kind.MITIGATED_PENALTY: _COMMON | {
        "violation": "消防器材未保持完好有效",
        "field": "消防安全",
        "inclusion_reason": "器材已自行更换，未影响疏散和灭火",
        "obligation_basis": "《中华人民共和国消防法》第十六条第一款第（二）项",
        "penalty_basis": "《中华人民共和国消防法》第六十条第一款第（一）项",
        "statutory_penalty": "责令改正，处五千元以上五万元以下罚款",
        "conditions": "主动供述行政机关尚未掌握的违法行为，并在立案前更换全部失效器材，失效器材不超过3具",
        "relief_basis": "《中华人民共和国行政处罚法》第三十二条第（三）项",
        "outcome": "处二千元以上不满五千元罚款",
    },
    Kind.NO_COERCION: _COMMON | {
        "violation": "广告中使用绝对化用语",
        "field": "广告监管",
        "inclusion_reason": "仅在自有店堂张贴，当场即可撤下",
        "coercion_basis": "《中华人民共和国广告法》第四十九条第一款第（五）项",
        "coercion_measure": "查封、扣押与涉嫌违法广告直接相关的广告物品、经营工具、设备等财物",
        "conditions": "同时满足：1.违法行为情节显著轻微或者没有明显社会危害；2.仅在自有经营场所张贴，不超过2处；3.当场撤下并留存照片",
        "relief_basis": "《中华人民共和国行政强制法》第十六条第二款",
        "outcome": "可以不采取查封、扣押措施",
        "supporting_measures": "批评教育，指导修改广告内容，30日内复查",
    },
}

MODEL_EDITION: Mapping[str, str] = {
    "edition": "scjg-2026-1", "department": "scjg",
    "kinds": "no-penalty;lighter-penalty;mitigated-penalty;no-coercion",
    "title": "示例市市场监督管理局行政执法减免责清单（2026年版）", "doc_no": "示市监规〔2026〕1号",
    "registration_no": "SLSSCJG-2026-001", "consult_from": "2026-05-11", "consult_to": "2026-06-12",
    "fair_competition": "已通过", "review_no": "示司审〔2026〕10号", "review_date": "2026-07-01", "review_conclusion": "合法",
    "deliberated_on": "2026-07-20", "issued_on": "2026-08-03", "published_on": "2026-08-05",
    "effective_from": "2026-09-15", "effective_to": "2031-09-15", "trial": "否", "publish_mode": "单独规范性文件",
}

_LAWS = """
law_key|name|aliases|level|promulgated|from|to|label|last|replaced_by
chufa|中华人民共和国行政处罚法|行政处罚法;处罚法|法律|2017-09-01|2018-01-01|2021-07-15|2017修正|64|chufa@2021-01-22
chufa|中华人民共和国行政处罚法|行政处罚法;处罚法|法律|2021-01-22|2021-07-15||2021修订|86|
qiangzhi|中华人民共和国行政强制法|行政强制法;强制法|法律|2011-06-30|2012-01-01||2011制定|71|
youhua|优化营商环境条例|营商环境条例|行政法规|2019-10-22|2020-01-01||2019制定|72|
xinxi|中华人民共和国政府信息公开条例|政府信息公开条例|行政法规|2019-04-03|2019-05-15||2019修订|56|
guanggao|中华人民共和国广告法|广告法|法律|2021-04-29|2021-04-29||2021修正|74|
xiaofang|中华人民共和国消防法|消防法|法律|2021-04-29|2021-04-29||2021修正|74|
shipin|中华人民共和国食品安全法|食品安全法;食安法|法律|2021-04-29|2021-04-29|2025-12-01|2021修正|154|shipin@2025-09-12
shipin|中华人民共和国食品安全法|食品安全法;食安法|法律|2025-09-12|2025-12-01||2025修正|154|
tongji|中华人民共和国统计法|统计法|法律|2009-06-27|2010-01-01|2024-09-13|2009修订|50|tongji@2024-09-13
tongji|中华人民共和国统计法|统计法|法律|2024-09-13|2024-09-13||2024修正|53|
jiage|中华人民共和国价格法|价格法|法律|1997-12-29|1998-05-01||1997制定|48|
jiaguiding|价格违法行为行政处罚规定||行政法规|2010-12-04|2010-12-04||2010修订|25|
tufa|中华人民共和国突发事件应对法|突发事件应对法|法律|2024-06-28|2024-11-01||2024修订|106|
dengji|中华人民共和国公司登记管理条例|公司登记管理条例|行政法规|2016-02-06|2016-02-06|2022-03-01|2016修订|83|shichang@2021-07-27
shichang|中华人民共和国市场主体登记管理条例|市场主体登记管理条例|行政法规|2021-07-27|2022-03-01||2021制定|55|
huanping|中华人民共和国环境影响评价法|环境影响评价法;环评法|法律|2018-12-29|2018-12-29|2026-08-15|2018修正|37|fadian@2026-03-12
fadian|中华人民共和国生态环境法典|生态环境法典;环境法典|法律|2026-03-12|2026-08-15||2026制定|1242|
lifa|中华人民共和国立法法|立法法|法律|2023-03-13|2023-03-15||2023修正|120|
gongping|公平竞争审查条例||行政法规|2024-06-06|2024-08-01||2024制定|27|
wuzheng|无证无照经营查处办法||行政法规|2017-08-06|2017-10-01||2017制定|19|
xiaofangjiandu|消防监督检查规定||部门规章|2012-07-17|2012-11-01||2012制定|42|
jiliang|中华人民共和国计量法|计量法|法律|2018-10-26|2018-10-26||2018修正|34|
shangbiao|中华人民共和国商标法|商标法|法律|2019-04-23|2019-11-01|2027-01-01|2019修正|73|shangbiao@2026-06-26
shangbiao|中华人民共和国商标法|商标法|法律|2026-06-26|2027-01-01||2026修订|87|
zhongzi|中华人民共和国种子法|种子法|法律|2021-12-24|2022-03-01||2021修正|92|
yinxiang|音像制品管理条例||行政法规|2020-11-29|2020-11-29|2025-01-20|2020修订|50|yinxiang@2024-12-06
yinxiang|音像制品管理条例||行政法规|2024-12-06|2025-01-20||2024修订|50|
yunshu|中华人民共和国道路运输条例|道路运输条例|行政法规|2022-03-29|2022-05-01|2023-07-20|2022修订|83|yunshu@2023-07-20
yunshu|中华人民共和国道路运输条例|道路运输条例|行政法规|2023-07-20|2023-07-20|2026-03-20|2023修订|82|yunshu@2026-01-30
yunshu|中华人民共和国道路运输条例|道路运输条例|行政法规|2026-01-30|2026-03-20||2026修订|82|
geren|中华人民共和国个人信息保护法|个人信息保护法;个保法|法律|2021-08-20|2021-11-01||2021制定|74|
"""

_ARTICLES = """
chufa@2017-09-01|27|2|4;0
chufa@2021-01-22|4|1|0
chufa@2021-01-22|5|3|0;0;0
chufa@2021-01-22|8|2|0;0
chufa@2021-01-22|9|1|6
chufa@2021-01-22|12|3|0;0;0
chufa@2021-01-22|13|2|0;0
chufa@2021-01-22|16|1|0
chufa@2021-01-22|17|1|0
chufa@2021-01-22|24|3|0;0;0
chufa@2021-01-22|27|2|0;0
chufa@2021-01-22|28|2|0;0
chufa@2021-01-22|30|1|0
chufa@2021-01-22|31|1|0
chufa@2021-01-22|32|1|5
chufa@2021-01-22|33|3|0;0;0
chufa@2021-01-22|37|1|0
chufa@2021-01-22|38|2|0;0
chufa@2021-01-22|49|1|0
chufa@2021-01-22|57|2|4;0
chufa@2021-01-22|76|2|5;0
guanggao@2021-04-29|14|3|0;0;0
guanggao@2021-04-29|49|2|7;0
guanggao@2021-04-29|59|3|4;0;0|authorities=市场监督管理部门;市场监督管理部门;市场监督管理部门
xiaofang@2021-04-29|16|2|7;0
xiaofang@2021-04-29|60|3|7;0;0
qiangzhi@2011-06-30|9|1|5
qiangzhi@2011-06-30|10|4|0;0;0;0
qiangzhi@2011-06-30|12|1|6
qiangzhi@2011-06-30|16|2|0;0
shipin@2021-04-29|125|2|4;0
shipin@2025-09-12|125|2|4;0
shipin@2025-09-12|136|1|0
youhua@2019-10-22|59|3|0;0;0
youhua@2019-10-22|62|2|0;0
youhua@2019-10-22|63|3|0;0;0
youhua@2019-10-22|64|2|0;0
jiage@1997-12-29|14|1|8
jiage@1997-12-29|40|2|0;0
jiaguiding@2010-12-04|6|3|3;0;0
tufa@2024-06-28|73|1|11
fadian@2026-03-12|102|4|0;0;0;0
fadian@2026-03-12|1056|2|0;0
dengji@2016-02-06|26|2|0;0
dengji@2016-02-06|68|2|0;0
huanping@2018-12-29|22|5|0;0;0;0;0
huanping@2018-12-29|31|4|0;0;0;0
xinxi@2019-04-03|15|1|0
xinxi@2019-04-03|20|1|15
xinxi@2019-04-03|16|2|0;0
geren@2021-08-20|34|1|0
shangbiao@2019-04-23|57|1|7
yinxiang@2020-11-29|45|1|3|fines=1000000 5000000
yinxiang@2024-12-06|45|1|3|fines=5000000 25000000
yunshu@2022-03-29|68|1|0|fines=2000-20000
yunshu@2022-03-29|69|1|5|fines=100000-300000
yunshu@2023-07-20|68|2|3;0|fines=100000-200000;100000-300000
yunshu@2026-01-30|68|2|3;0|fines=100000-200000;100000-300000
zhongzi@2021-12-24|38|2|0;0
zhongzi@2021-12-24|79|1|5|fines=200000-2000000|duties=36 38 39 40
wuzheng@2017-08-06|11|3|4;0;0
xiaofangjiandu@2012-07-17|22|2|5;0
jiliang@2018-10-26|3|3|0;0;0
gongping@2024-06-06|9|1|6
lifa@2023-03-13|99|2|0;0
chufa@2021-01-22|36|2|0;0
tongji@2009-06-27|41|3|5;0;0|fines=;5000000 5000000-20000000;1000000
tongji@2024-09-13|41|2|5;0
tongji@2024-09-13|44|3|5;0;0|fines=;10000000 10000000-50000000;1000000
"""


_PROFILES = """
rule|parameter|value|from
D03|light-ratio|0.3|2022-12-01
E04|industries|危险化学品;特种设备;烟花爆竹|2022-12-01
E07|excluded|使用童工;恶意欠薪|2022-12-01
G02|scjg|市场监督管理部门;工商行政管理部门|2019-03-01
G02|xfjy|消防救援机构|2019-03-01
H02|least-workdays|5|2022-01-01
H03|least-workdays|7|2022-01-01
E02|food|食品;餐饮|2022-01-01
E02|environment|生态环境;大气污染;水污染|2022-01-01
H06|days|30|2022-01-01
H07|years|5|2022-01-01
H07|trial-years|3|2022-01-01
H08|months|6|2022-01-01
H09|form|{字母}-{年}-{序号}|2022-01-01
H13|days|60|2022-01-01
"""


def _profiles() -> tuple[Profile, ...]:
    names, *rows = (line.split("|") for line in _PROFILES.split())
    return tuple(Profile.from_cells(dict(zip(names, row, strict=True)) | {"basis": "示例市的口径"}) for row in rows)


def _versions() -> tuple[LawVersion, ...]:
    rows = [line.split("|") for line in _LAWS.split()]
    return tuple(LawVersion.from_cells({
        "law_id": f"{key}@{promulgated}", "law_key": key, "name": name, "aliases": aliases, "level": level,
        "promulgated": promulgated, "effective_from": start, "verified": "是", "label": label, "last_article": last,
        **({"effective_to": end} if end else {}), **({"replaced_by": by} if by else {}),
    }) for key, name, aliases, level, promulgated, start, end, label, last, by in rows[1:])


def _articles() -> dict[str, tuple[LawArticle, ...]]:
    """The recorded structure: the articles of _ARTICLES; the others of these laws exist with one paragraph."""
    stated: dict[str, dict[int, LawArticle]] = {}
    for line in _ARTICLES.strip().splitlines():
        law_id, article, paragraphs, items, *facts = line.split("|")
        stated.setdefault(law_id, {})[int(article)] = LawArticle.from_cells(
            {"law_id": law_id, "article": article, "suffix": "0", "paragraphs": paragraphs, "items": items,
             **dict(fact.split("=") for fact in facts)})
    found = {}
    for version in _versions():
        law_id = version.law_id or ""
        plain = {n: LawArticle(law_id=law_id, article=n, suffix=0, paragraphs=1, items="0")
                 for n in range(1, (version.last_article or 0) + 1)}
        found[law_id] = tuple((plain | stated.get(law_id, {})).values())
    return found


_CALENDAR = """
2026-01-01|否
2026-06-19|否
2026-09-20|是
2026-09-25|否
2026-10-01|否
2026-10-02|否
2026-10-05|否
2026-10-06|否
2026-10-07|否
2026-10-10|是
"""


def _calendar() -> tuple[CalendarDay, ...]:
    """The part of the arrangement of 2026 that moves working days from June on."""
    rows = (line.split("|") for line in _CALENDAR.split())
    return tuple(CalendarDay.from_cells({"day": day, "working": working}) for day, working in rows)


@cache
def book() -> Book:
    """The city without any item."""
    return Book(
        city=City(name="示例市", demo=True), laws=_versions(), law_articles=_articles(),
        editions=(Edition.from_cells(MODEL_EDITION, Source("lists/editions.csv", 2, 2)),),
        organisations=(Organisation(dept="scjg", name="示例市市场监督管理局"), Organisation(dept="xfjy", name="示例市消防救援支队")),
        townships=(Township(town="qinghe", name="青禾镇"),), profiles=_profiles(), calendar=_calendar())
