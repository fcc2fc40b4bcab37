"""E02: what is on the focus list is not on a leniency list; a focus field needs a reason."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.citation import Citation
from generator.laws import registry
from generator.legality.basis import judging_days, overlaps, single, units
from generator.legality.conduct import normalised, similar
from generator.legality.risk import focus_field
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Focus, Item, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """An error for conduct on the focus list; a warning for its neighbourhood while no reason is given."""
    near: str | None = None
    index = world.once(_rows_by_trait)
    for day in judging_days(item, world):
        asked = units(item, "penalty_basis", world, day)
        traits = [item.power_code, normalised(item.violation), *((one.law_full, one.article) for one in asked)]
        for row, clauses in (entry for trait in traits for entry in index.get(trait, ()) if entry[0].holds_on(day)):
            met = any(overlaps(one, other) for one in asked for other in clauses)
            if (row.power_code and row.power_code == item.power_code) or _same_conduct(item, row, met or not (asked and clauses)):
                yield Remark("violation", f"重点监管清单已列入「{row.violation or row.power_code}」，不得纳入减免责清单。")
                return
            near = f"处罚依据与重点监管清单的「{row.violation}」相同" if met else near
    if item.inclusion_reason:
        return
    if near is None and (field := focus_field(item, world)):
        near = f"属重点执法领域「{field[0]}」（{field[1]}）"
    if near:
        yield Remark("inclusion_reason", f"{near}，请说明不属于潜在风险较大、可能造成严重后果、纠错成本较高的理由。",
                     Severity.WARNING, "填写纳入理由。")


def _same_conduct(item: Item, row: Focus, comparable: bool) -> bool:
    """Like conduct under the same clause; the very same words where one of the two names no clause."""
    if not comparable or not normalised(row.violation):
        return False
    without_clause = not item.penalty_basis or not row.penalty_basis
    return normalised(item.violation) == normalised(row.violation) if without_clause else similar(item.violation, row.violation)


def _rows_by_trait(world: World) -> Mapping[object, tuple[tuple[Focus, tuple[Citation, ...]], ...]]:
    """Code, conduct, (law, article) → the rows of the focus list that have it, with their clauses."""
    laws = world.once(registry)
    found: dict[object, list[tuple[Focus, tuple[Citation, ...]]]] = defaultdict(list)
    for row in world.book.focus:
        clauses = tuple(unit for one in laws.citations(row.penalty_basis) for unit in single(one))
        for trait in {row.power_code, normalised(row.violation), *((one.law_full, one.article) for one in clauses)} - {None, ""}:
            found[trait].append((row, clauses))
    return {trait: tuple(rows) for trait, rows in found.items()}


_FOCUS = {"department": "scjg", "violation": "发布的广告未显著标明“广告”", "penalty_basis": "《中华人民共和国广告法》第五十九条"}

RULE = Rule(
    id="E02", slug="not-on-focus-list", title="重点监管事项不得列入", severity=Severity.ERROR,
    legal_basis=("《中华人民共和国行政处罚法》第五条第二款",),
    rationale="处罚和减免都要与违法行为的社会危害程度相当。清单编制方案和优化营商环境的地方性法规规定，纳入重点执法领域、潜在风险较大、"
              "可能造成严重后果、纠错成本较高的违法行为不得纳入减免责清单。只是属于重点领域的，要说明纳入理由。",
    hint="删除该事项，或者先按程序调整重点监管清单。",
    examples=(
        passes("重点监管清单没有这种行为"),
        passes("罚则相同、行为不同，已写纳入理由", tables={"focus": (_FOCUS | {"violation": "变相发布医疗广告"},)}),
        passes("重点监管已失效", tables={"focus": (_FOCUS | {"to": "2026-01-01"},)}),
        passes("属于重点领域，已写纳入理由", field="食品安全"),
        flags("violation", "罚则和行为都相同", tables={"focus": (_FOCUS,)}),
        flags("violation", "基本编码相同", tables={"focus": (
            {"department": "scjg", "violation": "广告不具有可识别性", "power_code": "990100001000"},)}),
        flags("inclusion_reason", "属于重点领域，没有写纳入理由", field="食品安全", inclusion_reason="",
              severity=Severity.WARNING),
    ),
    check=check)
