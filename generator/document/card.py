"""The officer's card of an item: each condition with its evidence, what the decision document states, what the data leaves open."""

from generator.document import words
from generator.document.answer import remarked
from generator.document.basis import Basis
from generator.document.blocks import Bullets, Facts, Paragraph, Section, Table, Text
from generator.document.conditions import points
from generator.document.evidence import proofs
from generator.document.shelf import Shelf
from generator.model import Item, Kind

_OPEN = (
    "当事人、时间、地点和经过：由案卷查明。事实不清、证据不足的，不得给予行政处罚（《行政处罚法》第四十条）。",
    "证据目录：上表是按条件的用词列出的常用材料，清单没有规定。证据须经查证属实（《行政处罚法》第四十六条）。",
    "文书格式、是否需要听证、法制审核或者集体讨论：清单没有写，依照法律和本机关的规定。",
)


def card(item: Item, inherited: tuple[str, ...], shelf: Shelf, basis: Basis) -> Section:
    """The card, folded on the screen and a sheet of its own on paper; `inherited` are the general conditions of the list."""
    entries = (*points(item.conditions or "")[1], *inherited)
    rows: list[tuple[Text, ...]] = []
    for entry in entries:
        found = proofs(entry)
        rows.append((entry, "；".join(proof.bring for proof in found), "；".join(proof.check for proof in found)))
    return Section("执法人员核对卡", (
        Paragraph(f"事项{item.item_id}：{item.violation or ''}。{words.CAUTION}。", "reason"),
        Section("逐条核对证据", (Table(("条件", "当事人可以提供", "执法机关查核、记录"), tuple(rows), role="evidence"), *remarked(item)), "evidence", level=3),
        Section("决定文书写明什么", (Facts(_elements(item, len(entries), shelf, basis), "elements"),), level=3),
        Section("清单没有规定的", (Bullets(_OPEN),), level=3),
        *shelf.marking(),
    ), anchor="card", role="card", folded=True)


def _elements(item: Item, conditions: int, shelf: Shelf, basis: Basis) -> tuple[tuple[str, Text], ...]:
    """The parts of the decision document, filled in as far as the entry says."""
    pairs: list[tuple[str, Text]] = [("事实", f"当事人实施了“{item.violation or ''}”的行为；时间、地点、经过和数量由案卷填写。")]
    pairs.append(("证据", "上表逐条列明的证据，以及违法行为本身的证据。"))
    if item.obligation_basis:
        pairs.append(("违反", basis.linked(item.obligation_basis)))
    pairs.append(("处罚依据" if item.penalty_basis else "强制依据", basis.linked(item.penalty_basis or item.coercion_basis)))
    pairs.append(("从宽依据", basis.linked(item.relief_basis)))
    edition = shelf.world.editions.get(item.edition or "")
    source = words.edition_named(edition) if edition else "（草案）"
    pairs.append(("裁量理由", f"适用{source}事项{item.item_id}；逐条写明{conditions}项条件怎样符合，"
                              f"因而{item.outcome or '从宽'}。"))
    deadline = f"，期限：{item.correction_deadline}" if item.correction_deadline else ""
    if item.correction:
        law = "（《行政处罚法》第二十八条第一款）" if item.kind is not Kind.NO_COERCION else ""
        pairs.append(("责令改正", f"责令当事人改正{deadline}{law}。"))
    elif deadline:
        pairs.append(("改正", f"清单没有写责令改正{deadline}。"))
    pairs.extend(_told(item.kind))
    return tuple(pairs)


def _told(kind: Kind) -> tuple[tuple[str, Text], ...]:
    """What the person is told, by the law that governs the kind of list."""
    if kind is Kind.NO_PENALTY:
        return (("告知", "说明不予处罚的理由，并对当事人进行教育（《行政处罚法》第三十三条第三款）。"),
                ("其他", "法律没有逐项规定不予处罚决定书的内容，可以参照《行政处罚法》第五十九条。"))
    if kind is Kind.NO_COERCION:
        return (("告知", "可以不采取强制措施的依据是《行政强制法》第十六条第二款；不采取的理由记入笔录，向当事人说明。"),
                ("其他", words.NOT_THE_PENALTY))
    return (("告知", "作出决定之前，告知拟作出的处罚内容及事实、理由、依据，以及陈述、申辩、要求听证等权利（《行政处罚法》第四十四条）；"
                     "对陈述、申辩进行复核（第四十五条）。"),
            ("救济", "申请行政复议、提起行政诉讼的途径和期限（《行政处罚法》第五十九条第一款第五项）。"),
            ("其他", "当事人的姓名或者名称、地址，履行方式和期限，机关名称、日期和印章（《行政处罚法》第五十九条）。"))
