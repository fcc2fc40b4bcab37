"""G03: an item that towns apply is delegated to a town."""

from collections.abc import Iterator
from datetime import date

from generator.legality.basis import judging_days
from generator.legality.delegation import Applicability, delegated
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when on the item's first day, or today, no town holds the power to punish."""
    if item.township is not True:
        return
    for day in judging_days(item, world):
        recalled: date | None = None
        for town in dict.fromkeys(row.town for row in world.book.delegations if row.town):
            answer, row = delegated(item, town, world, day)
            if answer is Applicability.APPLIES:
                break
            if answer is Applicability.RECALLED and row is not None:
                recalled = row.recalled_on
        else:
            why = f"赋权已于{recalled}收回" if recalled else f"在{day}没有任何镇街获得该项处罚权"
            yield Remark("township", f"{why}，不得以镇街名义适用。")
            return


_GRANT = {"town": "qinghe", "dept": "scjg", "penalty_basis": "《中华人民共和国广告法》第五十九条", "from": "2022-01-01",
          "basis": "示府〔2021〕68号"}

RULE = Rule(
    id="G03", slug="delegated-to-a-town", title="镇街适用的事项已经赋权", severity=Severity.ERROR, waivable=False,
    legal_basis=("《中华人民共和国行政处罚法》第二十四条第一款", "《中华人民共和国行政处罚法》第三十八条第一款"),
    rationale="镇街只能行使已经公布交由其行使的处罚权。没有赋权或者赋权已经收回的事项，由部门实施，镇街不能以自己的名义处罚或者减免。",
    hint="在镇街赋权表中补录赋权文件；没有赋权的，把「镇街适用」改为“否”。",
    examples=(
        passes("不由镇街适用"),
        passes("整条罚则已赋权", township="是", tables={"delegations": (_GRANT,)}),
        passes("按基本编码赋权", township="是", tables={"delegations": (
            {"town": "qinghe", "dept": "scjg", "power_code": "990100001000", "from": "2022-01-01"},)}),
        flags("township", "没有赋权", township="是"),
        flags("township", "赋权的是另一款", township="是", tables={"delegations": (
            _GRANT | {"penalty_basis": "《中华人民共和国广告法》第五十九条第一款"},)}),
        flags("township", "同一条罚则，赋权的是另一项职权", township="是", tables={"delegations": (_GRANT | {"power_code": "990100002000"},)}),
        flags("township", "赋权已经收回", township="是", tables={"delegations": (_GRANT | {"recalled_on": "2026-10-01"},)}),
    ),
    check=check)
