"""B06: an article is cited by its present number, not by the one it had in an older text."""

from collections.abc import Iterator, Mapping

from generator.article_facts import amounts_of
from generator.citation import article_label
from generator.laws import registry
from generator.legality.basis import called
from generator.legality.clauses import stated
from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.succession import Fate, fates
from generator.model import Item, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per field and article that stands elsewhere now, or that is gone (a penalty that is gone is rule B08's)."""
    said = set()
    for fate in fates(item, world):
        if (fate.field, fate.place, fate.citation.law_full) in said:
            continue
        said.add((fate.field, fate.place, fate.citation.law_full))
        label = article_label(*fate.place)
        if fate.moved:
            yield Remark(fate.field, _moved(fate, label, item, world), None if fate.sure else Severity.WARNING, f"改引{fate.present}。")
        elif fate.gone and fate.field != "penalty_basis":
            yield Remark(fate.field, f"{called(fate.new, fate.citation)}已无{_from(fate)}{label}的内容，现在的{label}是别的规定。", Severity.WARNING)


def _moved(fate: Fate, label: str, item: Item, world: World) -> str:
    sums, laws = stated(item.statutory_penalty), world.once(registry)
    articles = [article for target in fate.targets if (article := laws.article(fate.new.law_id, *target))]
    other = fate.field == "penalty_basis" and sums and not any(sums <= amounts_of(article) for article in articles)
    return (f"疑引旧条号：{called(fate.new, fate.citation)}把{_from(fate)}{label}的内容移到{fate.present}"
            f"{'，数额也有改动，法定处罚要一并更新' if other else ''}；现在的{label}是别的规定。")


def _from(fate: Fate) -> str:
    return f"{fate.old.label}的" if fate.old.label else "原"


_STATISTICS: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "editions": ({"edition": "scjg-2022-1", "department": "scjg", "kinds": "no-penalty", "title": "2022年版", "published_on": "2022-11-01"},),
    "law_map": ({"from_law_id": "tongji@2009-06-27", "from_article": "41", "from_suffix": "0", "to_law_id": "tongji@2024-09-13",
                 "to_article": "44", "to_suffix": "0", "similarity": "0.95", "amount_changed": "是", "verdict": "changed", "confirmed": "否"},
                {"from_law_id": "tongji@2009-06-27", "from_article": "44", "from_suffix": "0", "to_law_id": "tongji@2024-09-13",
                 "to_article": "47", "to_suffix": "0", "similarity": "1.0", "amount_changed": "否", "verdict": "same", "confirmed": "否"})}
_OLD_SUMS = "给予警告，可以并处五万元以下的罚款；情节严重的，并处五万元以上二十万元以下的罚款"
_NEW_SUMS = "给予警告，可以并处十万元以下的罚款；情节严重的，并处十万元以上五十万元以下的罚款"

RULE = Rule(
    id="B06", slug="article-renumbered", title="引用现行条号", severity=Severity.ERROR,
    legal_basis=("《中华人民共和国行政处罚法》第四条", "《中华人民共和国行政处罚法》第三十八条第一款"),
    rationale="法规修改后条号常常整体移动，旧条号还在，内容已经是别的规定。事项施行以后法规修改的，或者法定处罚的数额只和旧文本同号条文相符的，"
              "按新旧条文对照表报告条文移到了哪里。对照不确定的不报告，把握不足的只提醒。",
    hint="对照现行文本改引新条号，法定处罚、裁量结果一并核对。",
    examples=(
        passes("新条号、新数额", tables=_STATISTICS, penalty_basis="《中华人民共和国统计法》第四十四条第二款", statutory_penalty=_NEW_SUMS),
        passes("在旧法下施行又终止的事项", tables=_STATISTICS, edition="scjg-2022-1", effective_from="2022-12-01", effective_to="2024-09-13",
               end_reason="法律修改", penalty_basis="《中华人民共和国统计法》第四十一条第二款", statutory_penalty=_OLD_SUMS),
        passes("施行后法律修改，已按新条号更正", tables=_STATISTICS, edition="scjg-2022-1", effective_from="2022-12-01",
               penalty_basis="《中华人民共和国统计法》第四十四条第二款", statutory_penalty=_NEW_SUMS),
        passes("没有对照关系的不判断", penalty_basis="《中华人民共和国统计法》第四十一条第二款", statutory_penalty=_OLD_SUMS),
        flags("penalty_basis", "施行后法律修改，条号移动", tables=_STATISTICS, edition="scjg-2022-1", effective_from="2022-12-01",
              penalty_basis="《中华人民共和国统计法》第四十一条第二款", statutory_penalty=_OLD_SUMS),
        flags("penalty_basis", "新编事项照抄旧条号、旧数额", tables=_STATISTICS,
              penalty_basis="《中华人民共和国统计法》第四十一条第二款", statutory_penalty=_OLD_SUMS),
        flags("penalty_basis", "数额已更新，条号没有更新", tables=_STATISTICS,
              penalty_basis="《中华人民共和国统计法》第四十一条第二款", statutory_penalty=_NEW_SUMS),
    ),
    check=check)
