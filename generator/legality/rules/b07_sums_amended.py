"""B07: the statutory penalty states the sums that the clause has had since its revision."""

from collections.abc import Iterator, Mapping

from generator.article_facts import amounts_of
from generator.laws import registry
from generator.legality.basis import article_of, called
from generator.legality.clauses import listed, stated
from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.succession import fates
from generator.model import Item, LawArticle, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per clause when the law was revised under the item, kept its number and changed the sums stated."""
    laws, said = world.once(registry), set()
    for fate in fates(item, world):
        if fate.field != "penalty_basis" or fate.proven or fate.place not in fate.targets or fate.place in said:
            continue
        said.add(fate.place)
        sums = stated(item.statutory_penalty)
        old, new = (amounts_of(laws.article(version.law_id, *fate.place) or LawArticle()) for version in (fate.old, fate.new))
        if sums and sums <= old and not sums <= new:
            yield Remark("statutory_penalty", f"{called(fate.new, fate.citation)}自{fate.new.effective_from}起施行，{article_of(fate.citation)}所在条文"
                                              f"写明的金额原为{listed(old)}，现{f'为{listed(new)}' if new else '不再写明金额'}，请同步法定处罚和裁量结果。")


_BEFORE: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "editions": ({"edition": "scjg-2022-1", "department": "scjg", "kinds": "no-penalty", "title": "2022年版", "published_on": "2022-11-01"},),
    "law_map": ({"from_law_id": "yinxiang@2020-11-29", "from_article": "45", "from_suffix": "0", "to_law_id": "yinxiang@2024-12-06",
                 "to_article": "45", "to_suffix": "0", "similarity": "0.76", "amount_changed": "是", "verdict": "changed", "confirmed": "否"},)}
_BASIS = "《音像制品管理条例》第四十五条第（二）项"
_OLD = "给予警告，没收违法所得；违法经营额不足1万元的，可以处5万元以下的罚款"
_NEW = "给予警告，没收违法所得；没有违法所得或者违法所得不足5万元的，并处25万元以下的罚款"

RULE = Rule(
    id="B07", slug="sums-amended", title="罚款数额修改后同步更新", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第四条", "《中华人民共和国行政处罚法》第三十七条"),
    rationale="事项施行以后，法规只改了数额，条号没有变，最容易漏改：法定处罚还是旧的幅度，从轻、减轻的界限也跟着错。"
              "数额与旧文本相符、与现行文本不符的才报告；只引用没有改动的数额的，不报告。",
    hint="对照现行条文更新法定处罚，重新核对裁量结果；作为新版本施行的，用 qingdan amend 写一个新版本。",
    examples=(
        passes("施行时就是新数额", tables=_BEFORE, penalty_basis=_BASIS, statutory_penalty=_NEW),
        passes("施行后数额修改，已经更新", tables=_BEFORE, edition="scjg-2022-1", effective_from="2022-12-01",
               penalty_basis=_BASIS, statutory_penalty=_NEW),
        passes("照录的部分没有金额", tables=_BEFORE, edition="scjg-2022-1", effective_from="2022-12-01",
               penalty_basis=_BASIS, statutory_penalty="责令停止违法行为，给予警告"),
        flags("statutory_penalty", "施行后数额修改，没有更新", tables=_BEFORE, edition="scjg-2022-1", effective_from="2022-12-01",
              penalty_basis=_BASIS, statutory_penalty=_OLD),
        flags("statutory_penalty", "同一条引了两项，只说一次", tables=_BEFORE, edition="scjg-2022-1", effective_from="2022-12-01",
              penalty_basis="《音像制品管理条例》第四十五条第（一）项、第（二）项", statutory_penalty=_OLD),
    ),
    check=check)
