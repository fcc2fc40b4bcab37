"""The guards of what is published: everything a change may not do, with its reason, its cure and an example (V rules)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model import Severity


@dataclass(frozen=True, slots=True)
class Guard:
    """One thing a change may not do, and an example of it: the published model item, or the edition it is published by,
    with these cells changed. `item` None is the row deleted; `added` is another edition that is registered; `paths` are the
    files the example touches, `unread` those of the state before that cannot be read.
    """

    id: str
    title: str
    rationale: str
    hint: str
    item: Mapping[str, str] | None = field(default_factory=dict)
    edition: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)
    paths: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR


DELETED = Guard(
    "V01", "已公布的版本不得删除", "已公布的内容要一直查得到，旧案要查当时的规定；终止也要保留原来的行。",
    "恢复这一行。要终止的，填写失效日期、终止原因和替代事项；尚未公布的草案才可以删除。", None)
REWRITTEN = Guard(
    "V02", "已公布的版本不得直接修改", "已公布的版本只能有两种改动：勘误（调整事由以“勘误”开头，只改正笔误），或者终止（填写失效日期、终止原因、替代事项）。"
    "勘误不能动不罚类型、基本编码、领域、镇街适用、发布批次和所在的清单；违法行为、强制措施和各项依据只能改标点、全半角、引文写法和同一条文的条款号；"
    "条件、对象、结果、期限等不能有放宽或者收紧。",
    "恢复原来的行，运行 qingdan amend 编号 --from 施行日期，在新的一行上改。只是笔误的，在调整事由中写“勘误：……”。",
    {"outcome": "可以不予行政处罚"})
BACKDATED = Guard(
    "V03", "终止不得早于作出改动的日期", "已经施行过的日子不能事后取消；终止从改动之日或者以后的日期起生效。",
    "把失效日期改为今天或者以后的日期。", {"effective_to": "2026-10-01", "end_reason": "清理后不再列入"})
EDITION = Guard(
    "V04", "已公布的发布批次不得删除或者改动", "公布日期、施行日期、替代关系决定哪些事项在哪一天适用；公布以后改动，等于事后改写历史。",
    "恢复原来的行。撤回的，填写撤回日期（不早于今天）；提前失效的，填写不早于今天的失效日期；其他调整用新的发布批次。",
    edition={"published_on": "2026-09-01"})
REUSED = Guard(
    "V05", "编号不得冲突或者重复使用", "一个编号永远只指一个事项；编号用在别的事项上，旧的引用就会指错。", "运行 qingdan new 取新编号。",
    {"effective_from": "2027-01-01", "violation": "占用消防车通道", "penalty_basis": "《中华人民共和国消防法》第六十条第一款第（五）项",
             "edition": ""})
DEPARTMENTS = Guard(
    "V06", "一次改动只涉及一个部门的清单", "各部门对自己的清单负责，合在一起无法分别审查、分别退回。", "按部门分成几次提交。",
    paths=("lists/exemptions/scjg/no-penalty.csv", "lists/exemptions/xfjy/no-penalty.csv"))
IDLE = Guard(
    "V12", "终止要使事项提前失效", "版本已经会在更早的日期失效（批次有效期届满、撤回、被替代或者由后续版本接续）的，再写更晚的失效日期什么也没有终止，"
    "却会让人以为适用到那一天。", "删去失效日期和终止原因；要提前终止的，写早于原失效日期的日期；要延长的，用新的批次公布新的版本。",
    {"effective_to": "2032-01-01", "end_reason": "清理后不再列入"})
RETROACTIVE = Guard(
    "V11", "补登的批次改变了已经过去的日子", "刚登记的批次从过去的日期起施行，原来的版本在过去的日子就终止了；那几天已经按原来的版本办过的案件，"
    "现在会查到另一种规定。批次确实早已印发、公布，只是登记晚了的，属于补登。",
    "核对公布日期、施行日期与正式文件一致；一致的，请审查人确认是补登，并告知执法人员；不一致的改正（施行不得早于公布，见 H11、H14）。",
    {"effective_from": "2026-11-01", "edition": "scjg-2026-2"}, severity=Severity.WARNING,
    added={"edition": "scjg-2026-2", "issued_on": "2026-10-20", "published_on": "2026-10-21", "effective_from": "2026-11-01"})
UNEXPLAINED = Guard(
    "V08", "终止要写明原因", "当事人和镇街要知道为什么不再适用、改用什么；公布的内容只终止、不消失。", "填写终止原因；由别的事项接续的，再填写替代事项。",
    {"effective_to": "2026-12-31"})
JOINED = Guard(
    "V10", "已公布的批次不得再编入事项", "印发的文件写了什么就是什么；事后把新的事项或者新的版本编进去，等于改写当时公布的内容。",
    "编入一个新的发布批次，按程序公布（qingdan publish）。", {"effective_from": "2026-12-01", "outcome": "可以不予行政处罚"})
CODE = Guard(
    "V07", "清单和程序不得在同一次改动中修改", "程序的改动会改变检查的结果，和清单一起改就看不出清单是怎样通过检查的。", "把程序的改动单独提交、先行合并。",
    paths=("lists/exemptions/scjg/no-penalty.csv", "generator/laws.py"))
UNREAD = Guard(
    "V09", "改动之前的表读不出来", "读不出来的表里有哪些已公布的内容无从知道，也就看不出这次改动有没有删改它们。",
    "请审查人对照最近一次读得出的版本，逐行核对这张表。", unread=("lists/exemptions/scjg/no-penalty.csv",), severity=Severity.WARNING)

GUARDS: tuple[Guard, ...] = (DELETED, REWRITTEN, BACKDATED, EDITION, REUSED, DEPARTMENTS, CODE, UNEXPLAINED, UNREAD, JOINED, RETROACTIVE,
                             IDLE)
