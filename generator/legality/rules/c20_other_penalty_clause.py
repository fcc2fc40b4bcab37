"""C20: the same conduct may be punishable under another law as well."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.citation import Citation
from generator.laws import Registry, registry
from generator.legality.basis import place
from generator.legality.glance import Glance
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Kind, Severity, World


def compare(glances: Sequence[Glance], world: World) -> Iterator[tuple[int, Remark]]:
    """One note when the item cites two laws of one rank, or another item punishes the same conduct under another law."""
    laws, said = world.once(registry), set()
    alike: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(glances):
        several = _first_clauses(one, laws) if one.penalty_basis.count("《") > 1 else {}
        if len(several) > 1 and len({laws.versions(law)[-1].level for law in several}) == 1:  # different ranks are rule B13's business
            said.add(number)
            yield number, Remark("penalty_basis", f"同一违法行为引了{'、'.join(several.values())}，请核对是否一行为违反多个法律规范。")
        if one.conduct and one.clauses and one.kind != Kind.NO_COERCION.value:
            alike[one.conduct].append(number)
    for numbers in alike.values():
        if len(numbers) > 1:
            for number, other, clause in _under_another_law(numbers, glances, laws):
                if number not in said:
                    yield number, Remark("penalty_basis", f"{world.department_name(other.department)}的事项 {other.item_id} 对同一违法行为"
                                                          f"适用{clause}，请核对是否一行为违反多个法律规范。")


def _under_another_law(numbers: list[int], glances: Sequence[Glance], laws: Registry) -> Iterator[tuple[int, Glance, str]]:
    """The items of one conduct that others punish under other laws, each with the first of these and its clause."""
    clauses = {number: _first_clauses(glances[number], laws) for number in numbers}
    first: dict[frozenset[str], int] = {}
    for number in numbers:
        first.setdefault(frozenset(clauses[number]), number)
    for number in numbers:
        others = (other for cited, other in first.items() if cited and cited.isdisjoint(clauses[number])
                  and glances[other].item_id != glances[number].item_id)
        if clauses[number] and (other := next(others, None)) is not None:
            yield number, glances[other], next(iter(clauses[other].values()))


def _first_clauses(one: Glance, laws: Registry) -> dict[str, str]:
    """Registered law → its first clause in the penalty basis as one would write it; a misspelt name has its own finding."""
    found: dict[str, str] = {}
    for (law, article, suffix, paragraph, item), cited in one.clauses:
        if law not in found and laws.versions(law):
            found[law] = place(Citation(law=cited, law_full=law, article=article, article_sub=suffix, paragraph=paragraph, item=item))
    return found


_FIRE = {"department": "xfjy", "penalty_basis": "《中华人民共和国消防法》第六十条第一款第（一）项"}

RULE = Rule(
    id="C20", slug="other-penalty-clause", title="同一行为的其他罚则", severity=Severity.INFO,
    legal_basis=("《中华人民共和国行政处罚法》第二十九条",),
    rationale="对同一个违法行为，不得给予两次以上罚款；违反多个法律规范应当给予罚款的，按照罚款数额高的规定处罚。"
              "程序只能看出清单里有相同的行为，是不是同一个行为要人来判断。",
    hint="确属同一行为的，以罚款数额高的罚则计算减免幅度，并与有关部门统一条件；不是同一行为的，不用改。",
    examples=(
        passes("没有相同的行为"),
        passes("相同行为适用同一部法律", beside=({"department": "xfjy"},)),
        passes("法律和行政法规并引，由规则B13比较幅度", penalty_basis="《中华人民共和国价格法》第四十条；《价格违法行为行政处罚规定》第六条"),
        passes("行为不同", beside=(_FIRE | {"violation": "消防设施未保持完好有效"},)),
        flags("penalty_basis", "一个事项引两部法律的罚则",
              penalty_basis="《中华人民共和国广告法》第五十九条第三款；《中华人民共和国价格法》第四十条第一款"),
        flags("penalty_basis", "别的部门适用另一部法律", beside=(_FIRE,)),
        flags("penalty_basis", "本部门另一事项适用另一部法律", beside=(_FIRE | {"department": "scjg"},)),
    ),
    compare=compare)
