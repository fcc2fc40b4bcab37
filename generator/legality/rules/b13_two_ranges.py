"""B13: where a higher and a lower norm give different ranges for one conduct, it is said which applies."""

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.citation import Citation
from generator.laws import Registry, registry
from generator.legality.basis import cited_laws
from generator.legality.cells import by_cells
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, World
from generator.penalty import Fine, read

_RANK = {"法律": 1, "行政法规": 2, "地方性法规": 3, "部门规章": 4, "地方政府规章": 4}
_LOCAL = re.compile(r"^[\u4e00-\u9fff]{2,12}?(?:省|市|自治区|自治州|自治县|县|特区)[^国]*(?P<form>条例|规定|办法|细则)")
_EXPLAINED = re.compile("适用《?[^，。；]{0,30}(?:法|条例|规定|办法|细则)|上位法")


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when the penalty rests on norms of two ranks and its text states two ranges for the same case."""
    ranked = _ranked(item, world)
    if len({rank for rank, _ in ranked}) < 2 or _EXPLAINED.search(f"{item.note or ''}{item.inclusion_reason or ''}"):
        return
    if _competing(read(item.statutory_penalty or "").fines):
        (_, high), (_, low) = min(ranked, key=_first), max(ranked, key=_first)
        yield Remark("statutory_penalty", f"同时引用《{high.law}》和《{low.law}》，法定处罚有两个幅度，没有说明适用哪一个。")


@by_cells("penalty_basis")
def _ranked(item: Item, world: World) -> Iterator[tuple[int, Citation]]:
    laws = world.once(registry)
    return ((rank, citation) for _, citation in cited_laws(item, world, ("penalty_basis",)) if (rank := _rank(citation, laws)))


def _first(ranked: tuple[int, Citation]) -> int:
    return ranked[0]


def _rank(citation: Citation, laws: Registry) -> int | None:
    """How high the norm stands (1 = law); None when its name does not tell."""
    versions = laws.versions(citation.law_full)
    if versions:
        return _RANK.get(versions[-1].level or "")
    local = _LOCAL.match(citation.law or "")
    return (3 if local["form"] == "条例" else 4) if local else None


def _competing(fines: tuple[Fine, ...]) -> bool:
    """True iff one basic case (no graver tier, same base and subject) has two ranges."""
    ranges = defaultdict(set)
    for fine in fines:
        if fine.tier is None and fine.states_amount:
            ranges[fine.base, fine.subject].add((fine.min, fine.max))
    return any(len(found) > 1 for found in ranges.values())


_HIGH = "《中华人民共和国种子法》第七十九条第（五）项"
_BOTH = f"{_HIGH}；《示例省种子条例》第四十五条第（三）项"
_TWO = "责令改正，处二千元以上二万元以下罚款；处二千元以上五千元以下罚款"

RULE = Rule(
    id="B13", slug="two-ranges", title="上位法与下位法幅度不同的，写明适用哪一个", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国立法法》第九十九条", "《中华人民共和国行政处罚法》第十二条第二款", "《中华人民共和国行政处罚法》第十三条"),
    rationale="法律、行政法规已有处罚规定的，地方性法规、规章只能在其行为、种类和幅度以内具体规定。同一事项并引上位法和下位法、又照录两个不同的幅度，"
              "公众和执法人员不知道按哪一个罚，从轻、减轻的界限也无从计算。下位法在上位法幅度以内的，两个都合法，所以本规则只提醒。",
    hint="法定处罚只保留所适用的一个幅度；两个都要保留的，在备注写明“适用《……》”及理由。",
    examples=(
        passes("只引一部法律", penalty_basis=_HIGH, statutory_penalty="责令改正，处二千元以上二万元以下罚款"),
        passes("并引两部，幅度只有一个", penalty_basis=_BOTH, statutory_penalty="责令改正，处二千元以上五千元以下罚款"),
        passes("单位和个人分档，不是两个幅度", penalty_basis=_BOTH,
               statutory_penalty="责令改正，对单位处二千元以上二万元以下罚款，对个人处二千元以上五千元以下罚款"),
        passes("情节严重另有一档", penalty_basis=_BOTH,
               statutory_penalty="责令改正，处二千元以上五千元以下罚款；情节严重的，处五千元以上二万元以下罚款"),
        passes("备注写明适用哪一部", penalty_basis=_BOTH, statutory_penalty=_TWO, note="适用《示例省种子条例》，其幅度在种子法幅度以内"),
        flags("statutory_penalty", "法律和地方性法规两个幅度", penalty_basis=_BOTH, statutory_penalty=_TWO),
        flags("statutory_penalty", "行政法规和规章两个幅度", statutory_penalty="处一万元以下罚款；处三万元以下罚款",
              penalty_basis="《无证无照经营查处办法》第十三条；《示例市户外广告管理规定》第二十条"),
    ),
    check=check)
