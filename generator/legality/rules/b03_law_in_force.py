"""B03: the cited law is in force on the day the item takes effect and today."""

from collections.abc import Iterator
from datetime import date

from generator.citation import Citation
from generator.laws import LawStatus, Registry, registry
from generator.legality.basis import called, cited_laws, judging_days, status_of
from generator.legality.cells import by_text
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, LawVersion, Severity, World

_DEAD = (LawStatus.REPEALED, LawStatus.SUPERSEDED, LawStatus.NOT_YET_IN_FORCE)


def check(item: Item, name: str, world: World) -> Iterator[Remark]:
    """One remark per law: what is wrong with its force, or that its force could not be verified."""
    laws, days, said = world.once(registry), judging_days(item, world), set()
    for _, citation in cited_laws(item, world, (name,)):
        key = (citation.law_full, citation.version)
        if key in said:
            continue
        found = status_of(citation, days, laws, _DEAD) or status_of(citation, days, laws, (LawStatus.UNVERIFIED,))
        if found is not None:
            said.add(key)
            yield _remark(name, citation, found, laws)


def _remark(name: str, citation: Citation, found: tuple[date, LawStatus, LawVersion | None], laws: Registry) -> Remark:
    day, status, version = found
    earliest = laws.versions(citation.law_full)[0]
    if version is None and citation.version:
        return Remark(name, f"法规库中没有《{citation.law}》（{citation.version}）这个版本，不能确认它在{day}有效。", Severity.WARNING,
                      "对照原文改正年份；引用现行文本的，可以不写年份。法规库确实缺少的，请司法局导入。")
    lacks_history = status is LawStatus.NOT_YET_IN_FORCE and version is earliest and "修" in (earliest.label or "")
    if status is LawStatus.UNVERIFIED or version is None or lacks_history:  # a revision was law before, in a text we lack
        return Remark(name, f"法规库未能核实{called(version, citation)}在{day}是否有效，请人工核对。", Severity.WARNING,
                      "请司法局核对该法规的施行、失效日期后更新法规库。")
    if status is LawStatus.NOT_YET_IN_FORCE:
        return Remark(name, f"{called(version, citation)}自{version.effective_from}起施行，{day}尚未生效，不能作为依据。")
    next_version = laws.version(version.replaced_by)
    successor = f"，由{next_version.titled}取代" if next_version and next_version.name else ""
    return Remark(name, f"{called(version, citation)}已于{version.effective_to}失效{successor}，依据失效。")


RULE = Rule(
    id="B03", slug="law-in-force", title="所引法规现行有效", severity=Severity.ERROR, waivable=False,
    legal_basis=("《中华人民共和国行政处罚法》第四条", "《中华人民共和国行政处罚法》第三十七条"),
    rationale="已经废止、尚未施行的法规不能作为处罚和不予处罚的依据。事项施行之日和当前之日都要有效；"
              "已失效的历史版本只看施行之日。",
    hint="改引现行法规的相应条款；作为新版本施行的，用 qingdan amend 写一个新版本。",
    examples=(
        passes("引用现行法规"),
        passes("法规在事项施行当日施行", effective_from="2026-08-15",
               obligation_basis="《中华人民共和国生态环境法典》第一百零二条第三款"),
        passes("不写版本，按施行之日有效的版本判断", penalty_basis="《中华人民共和国食品安全法》第一百二十五条第二款"),
        passes("已失效的事项只看施行之日", effective_from="2022-01-15", effective_to="2022-02-15", end_reason="依据废止",
               obligation_basis="《中华人民共和国公司登记管理条例》第二十六条"),
        flags("penalty_basis", "引用已废止的条例", penalty_basis="《中华人民共和国公司登记管理条例》第六十八条第一款"),
        flags("obligation_basis", "施行时有效，后来废止", effective_from="2026-06-15",
              obligation_basis="《中华人民共和国环境影响评价法》第二十二条第四款"),
        flags("obligation_basis", "引用尚未施行的法典", effective_from="2026-08-14", effective_to="2026-08-20", end_reason="调整",
              obligation_basis="《中华人民共和国生态环境法典》第一百零二条第三款"),
        flags("penalty_basis", "点名引用法规库没有的版本", severity=Severity.WARNING,
              penalty_basis="《中华人民共和国统计法》（2030修正）第四十四条第二款"),
        flags("penalty_basis", "点名引用旧版本", penalty_basis="《中华人民共和国统计法》（2009修订）第四十一条第二款"),
    ),
    check=by_text(check))
