"""A05: no cell leans on the row above."""

from collections.abc import Iterator

from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.texts import TEXT_FIELDS, cells, leans_on_another
from generator.model import BASES, Item, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per cell that only says 同上; without a basis of its own the item has none, so there it is an error."""
    for name, text in zip(TEXT_FIELDS, cells(item), strict=True):
        if text and leans_on_another(text):
            header = world.book.header(name)
            yield Remark(name, f"「{header}」写作“{text[:40]}”，依赖别的行，公开前须逐条展开。",
                         severity=Severity.ERROR if name in BASES else None)


RULE = Rule(
    id="A05", slug="ditto", title="每行独立，不写同上", severity=Severity.WARNING, legal_basis=(),
    rationale="清单公布后按事项查询、按事项更新，行与行分开之后“同上”就没有了意义。依据栏写“同上”等于没有依据，所以按错误处理。",
    hint="把所指的内容原样抄写到这一格。",
    examples=(
        passes("写全内容"),
        passes("以“同上”开头的普通词语", note="同上海市的做法一致"),
        flags("supporting_measures", "写同上", supporting_measures="同上"),
        flags("conditions", "写（略）", conditions="（略）"),
        flags("penalty_basis", "处罚依据写同上", penalty_basis="同上", severity=Severity.ERROR),
    ),
    check=check)
