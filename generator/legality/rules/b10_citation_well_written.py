"""B10: a basis is cited by full or short name in 《》, with Chinese numerals and full-width brackets."""

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.citation import Citation, official_name, print_canonical
from generator.laws import registry
from generator.legality.basis import citations, judging_days, unstated_paragraphs
from generator.legality.cells import by_text
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, World

_ARABIC = re.compile(r"[0-9０-９]\s*(?:条|款|项|[)）]\s*项)|第\s*[(（]?[0-9０-９]+(?!\s*[0-9０-９号次])")
_DOUBLED = re.compile(r"令\s*第?\s*[0-9０-９〇零一二三四五六七八九十百]+\s*号令")
_HALF_WIDTH = re.compile(r"\([一二三四五六七八九十]+[)）]|[(（][一二三四五六七八九十]+\)")
_UNNUMBERED = re.compile("[》〉）条]\\s*[〇零一二三四五六七八九十百千]{1,9}[条款]")
_TELLING = re.compile(rf"[0-9０-９()令]|{_UNNUMBERED.pattern}")
_PREFIX = "中华人民共和国"
_LONGEST = 160


def check(item: Item, name: str, world: World) -> Iterator[Remark]:
    """One remark, with the whole of the basis in canonical form where every law in it is known."""
    text, cited = item.text(name), citations(item, name, world)
    laws = [one for one in cited if one.kind == "law" and one.article and one.law]
    faults = [fault for one in laws if (fault := _misnamed(one, text, world))] + [*_misprinted(text)]
    if laws and faults:
        written = print_canonical(replace(one, law=one.law_full) for one in cited)
        known = len(laws) == len(cited) and len(written) <= _LONGEST and all(map(world.once(registry).versions, _names(laws)))
        known = known and not any(unstated_paragraphs(one, judging_days(item, world)[-1], world.once(registry)) for one in laws)  # rule B05's
        yield Remark(name, f"引文写法不规范：{'，'.join(dict.fromkeys(faults))}。", hint=f"写作“{written}”。" if known else None)


def _names(laws: list[Citation]) -> set[str | None]:
    return {one.law_full for one in laws}


def _misnamed(citation: Citation, text: str, world: World) -> str | None:
    name, full = citation.law or "", citation.law_full or ""
    if name in (full, full.removeprefix(_PREFIX)) and f"《{name}》" in text:
        return None  # as nearly all are
    if not world.once(registry).versions(full):
        return None  # rule B02's
    if official_name(name) not in (full, full.removeprefix(_PREFIX)):
        return f"「{name}」不是全称《{full}》或者规范简称"
    return None if f"〈{official_name(name)}" in official_name(text) else f"「{name}」没有加书名号"


def _misprinted(text: str) -> Iterator[str]:
    if not _TELLING.search(text):
        return
    if _ARABIC.search(text):
        yield "条、款、项的序号用了阿拉伯数字"
    if _HALF_WIDTH.search(text):
        yield "项的序号用了半角括号"
    if _UNNUMBERED.search(text):
        yield "条、款的序号前面没有“第”字"
    if _DOUBLED.search(text):
        yield "令号里的“令”字重复"


RULE = Rule(
    id="B10", slug="citation-well-written", title="引文写法规范", severity=Severity.WARNING, legal_basis=(),
    rationale="清单是公布的规范性文件，引文应当和法条的写法一致：法名用全称或者去掉“中华人民共和国”的规范简称，加书名号；"
              "条、款、项用汉字，项的序号加全角括号。写法不同，机器多数读得懂，公众检索、核对却不方便。没有法条规定这种写法，本规则只提醒；"
              "所引条文本身有错误的，先改对条文，不再另说写法。",
    hint="按《法名》第X条第X款第（X）项改写，序号用汉字。",
    examples=(
        passes("全称，汉字序号，全角括号", kind=Kind.LIGHTER_PENALTY),
        passes("规范简称", relief_basis="《行政处罚法》第三十三条第一款"),
        passes("版本和文号可以用阿拉伯数字", penalty_basis="《中华人民共和国广告法》（2021修正）第五十九条第三款"),
        passes("括注里的令号不是条款号", penalty_basis="《中华人民共和国广告法》（主席令第22号，2021修正）第五十九条第三款"),
        passes("法规库没有的法规不问简称", obligation_basis="《示例市户外广告管理条例》第十二条"),
        flags("relief_basis", "简称不规范", relief_basis="《处罚法》第三十三条第一款"),
        flags("relief_basis", "没有书名号", relief_basis="行政处罚法第三十三条第一款"),
        flags("relief_basis", "阿拉伯数字", relief_basis="《行政处罚法》第33条第1款"),
        flags("penalty_basis", "半角括号", kind=Kind.LIGHTER_PENALTY, penalty_basis="《中华人民共和国消防法》第六十条第一款第(一)项"),
        flags("relief_basis", "条号、款号前面没有“第”字", relief_basis="《中华人民共和国行政处罚法》三十三条一款"),
        flags("penalty_basis", "令号里多一个“令”字", penalty_basis="《中华人民共和国广告法》（主席令第22号令）第五十九条第三款"),
    ),
    check=by_text(check), of_wording=True)
