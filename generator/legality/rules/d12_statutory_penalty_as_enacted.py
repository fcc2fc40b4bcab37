"""D12: the statutory penalty states the sums of the clause it is copied from."""

from collections.abc import Iterator

from generator.article_facts import ranges_of
from generator.laws import registry
from generator.legality.basis import judging_days, place
from generator.legality.cells import by_cells
from generator.legality.clauses import clauses, fined, listed, named, stated, torn, turned, unverified
from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.succession import misplaced
from generator.model import Item, Kind, Severity, World
from generator.penalty.amounts import unitless

_TEN_THOUSAND = 10_000


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when a fine has no unit, or a minimum above its maximum, or a sum that the cited articles lack, or one end of their range."""
    text = item.statutory_penalty or ""
    if bare := unitless(text):
        yield Remark("statutory_penalty", f"法定处罚的「{bare}」没有写单位。", hint="对照所引条文补上“元”或者“万元”；条文原文就没有写的，由司法局豁免。")
    elif turned(text):
        yield Remark("statutory_penalty", "法定处罚的下限高于上限。")
    elif (found := _unlike(item, world)) and not misplaced(item, world):  # a clause cited by its old number has other sums
        yield from found


@by_cells("statutory_penalty", "penalty_basis")
def _unlike(item: Item, world: World) -> Iterator[Remark]:
    text = item.statutory_penalty or ""
    if not (sums := stated(text)):
        return
    for day in judging_days(item, world):
        found = clauses(item, world, day)
        enacted, whole = named(found), torn(text, found)
        if not found or (sums <= enacted and not whole):
            return
    foreign = fined(text) - enacted
    if foreign or whole:
        basis = "、".join(dict.fromkeys(place(unit) for unit, _ in found))
        if foreign or not whole:
            said = f"写有{listed(foreign)}，{basis}所在条文没有这个数额{_slip(foreign, enacted)}"
        else:
            span = f"{listed(whole[:1])}以上{listed(whole[1:])}以下"
            said = (f"漏了{listed(frozenset(whole) - sums)}，{basis}所在条文规定的是{span}" if any(whole in ranges_of(article, unit.paragraph) for unit, article in found) else
                    f"写有{listed(sums)}，{basis}没有写数额，同一条的其他款规定的是{span}，请核对引的是哪一款")
        yield Remark("statutory_penalty", f"法定处罚{said}。", Severity.WARNING if unverified(found, world.once(registry), day) else None)


def _slip(foreign: frozenset[int], right: frozenset[int]) -> str:
    """The likely slip of the pen: 元 for 万元, or 万元 for 元."""
    if all(one * _TEN_THOUSAND in right for one in foreign):
        return "，疑把万元写成了元"
    if all(one % _TEN_THOUSAND == 0 and one // _TEN_THOUSAND in right for one in foreign):
        return "，疑把元写成了万元"
    return ""


RULE = Rule(
    id="D12", slug="statutory-penalty-as-enacted", title="法定处罚的数额与条文一致", severity=Severity.ERROR,
    legal_basis=("《中华人民共和国行政处罚法》第四条", "《中华人民共和国行政处罚法》第十六条"),
    rationale="从轻、减轻的界限都从法定幅度算起，幅度抄错，后面全错。法规库记有每一条写了哪些金额；法定处罚中的罚款数额不在所引条文之中的，"
              "不是抄错，就是引错了条；没有写“元”的，说不清是多少；条文规定了幅度而只写一头的，漏了下限，低于下限的处罚就会被当成从轻。所引条文没有写金额、法规库没有收录的，本规则不判断。法规库未核实效力的，只提醒。",
    hint="对照所引条文逐字照录法定处罚；数额来自另一条的，把那一条也写入处罚依据。",
    examples=(
        passes("数额与条文一致", penalty_basis="《中华人民共和国种子法》第七十九条第（五）项", statutory_penalty="责令改正，处二千元以上二万元以下罚款"),
        passes("只照录与本事项有关的一档", penalty_basis="《中华人民共和国统计法》第四十四条第二款", statutory_penalty="可以并处十万元以下的罚款"),
        passes("条文没有记录金额，不判断", statutory_penalty="责令改正，处三万元以下罚款", penalty_basis="《中华人民共和国广告法》第五十八条"),
        passes("另有未收录的依据，不判断", statutory_penalty="责令改正，处二千元以上五千元以下罚款",
               penalty_basis="《中华人民共和国种子法》第七十九条第（五）项；《示例省种子条例》第四十五条第（三）项"),
        flags("statutory_penalty", "上限抄错", penalty_basis="《中华人民共和国种子法》第七十九条第（五）项",
              statutory_penalty="责令改正，处二千元以上五万元以下罚款"),
        flags("statutory_penalty", "漏了下限", penalty_basis="《中华人民共和国种子法》第七十九条第（五）项",
              statutory_penalty="责令改正，处二万元以下罚款"),
        flags("statutory_penalty", "引的款没有写数额", penalty_basis="《中华人民共和国统计法》第四十四条第一款", statutory_penalty="可以并处五十万元以下的罚款"),
        flags("statutory_penalty", "上下限写成一样", penalty_basis="《中华人民共和国种子法》第七十九条第（五）项",
              statutory_penalty="责令改正，处二千元以上二千元以下罚款"),
        flags("statutory_penalty", "万元写成了元", penalty_basis="《中华人民共和国统计法》第四十四条第二款",
              statutory_penalty="可以并处10元以下的罚款；情节严重的，并处10元以上50元以下的罚款"),
        flags("statutory_penalty", "没有写单位", penalty_basis="《中华人民共和国种子法》第七十九条第（五）项",
              statutory_penalty="责令改正，处二千以上二万以下罚款"),
        flags("statutory_penalty", "下限高于上限", kind=Kind.NO_PENALTY, statutory_penalty="责令改正，处五万元以上一万元以下罚款"),
    ),
    check=check)
