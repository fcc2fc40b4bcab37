"""A04: the basic code is twelve digits, not what a spreadsheet made of them."""

import re
from collections.abc import Iterator

from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """A code that is not twelve digits, or whose last six were rounded away."""
    code = item.power_code
    if not code:
        return
    if re.fullmatch(r"[0-9]{12}", code) is None:
        spoilt = re.fullmatch(r"[0-9]+(?:[.][0-9]+)?[Ee][+]?[0-9]+|[0-9]+[.]0+", code)
        why = "疑被电子表格转换成数字，请以文本格式重新录入" if spoilt else "应为十二位数字，请以文本格式录入"
        yield Remark("power_code", f"基本编码「{code[:40]}」{why}。")
    elif code.endswith("000000"):
        yield Remark("power_code", f"基本编码「{code}」后六位全为0，疑被电子表格按科学计数舍入，请以文本格式重新录入。")


RULE = Rule(
    id="A04", slug="power-code", title="基本编码为十二位数字", severity=Severity.ERROR, legal_basis=(),
    rationale="基本编码是权责清单中职权的编号，镇街赋权、重点监管清单都靠它对应事项。"
              "电子表格会把十二位数字存成 4.40216E+11，后几位从此丢失。",
    hint="从权责清单中复制原编码，把这一列设为文本格式后粘贴。",
    examples=(
        passes("十二位数字", power_code="440216139000"),
        passes("没有基本编码可以不填", power_code=""),
        flags("power_code", "科学计数", power_code="4.40216E+11"),
        flags("power_code", "科学计数还原后后六位成了零", power_code="440216000000"),
        flags("power_code", "少一位", power_code="44021613900"),
    ),
    check=check)
