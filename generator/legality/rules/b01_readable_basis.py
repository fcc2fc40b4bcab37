"""B01: a basis names a law and an article."""

from collections.abc import Iterator

from generator.legality.basis import citations
from generator.legality.cells import by_text
from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.texts import leans_on_another
from generator.model import Item, Severity, World


def check(item: Item, name: str, world: World) -> Iterator[Remark]:
    """One remark on a basis in which no law with its article can be read."""
    text = item.text(name)
    if not text.strip() or leans_on_another(text):  # 同上 is rule A05's
        return
    if not any(one.law_full and one.article for one in citations(item, name, world)):
        shown = text if len(text) <= 60 else f"{text[:60]}……"
        yield Remark(name, f"「{shown}」未能识别出法规名称及条号，请按《法名》第X条第X款第（X）项填写。")


RULE = Rule(
    id="B01", slug="readable-basis", title="依据写明法名和条号", severity=Severity.ERROR,
    legal_basis=("《中华人民共和国行政处罚法》第四条", "《中华人民共和国行政处罚法》第五条第三款",
                 "《中华人民共和国行政处罚法》第三十八条第一款"),
    rationale="处罚和不予处罚都要有法律、法规、规章的明文依据。只写法名、不写条号，当事人和审查人都无法核对。",
    hint="写成《法名》第X条第X款第（X）项；有几个依据的，用分号隔开。",
    examples=(
        passes("写明法名和条号"),
        passes("用简称和阿拉伯数字也能识别", relief_basis="《行政处罚法》第33条第1款"),
        passes("后一个依据省略法名", obligation_basis="《中华人民共和国广告法》第十四条第一款、第二款"),
        flags("penalty_basis", "只写法名", penalty_basis="《中华人民共和国广告法》"),
        flags("relief_basis", "只写条号", relief_basis="第三十三条第一款"),
        flags("obligation_basis", "只写一句话", obligation_basis="依照有关规定"),
    ),
    check=by_text(check))
