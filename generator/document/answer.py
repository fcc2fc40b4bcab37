"""What an item answers, wherever it is shown: what may apply and when, and what remains to be done."""

from generator.document import words
from generator.document.blocks import Block, Bullets, Inline, Note, Paragraph, Section, Text
from generator.document.conditions import points
from generator.document.evidence import to_bring
from generator.model import Item, Kind, Status


def may_apply(item: Item, status: Status, inherited: tuple[str, ...], decider: Inline) -> Section:
    """The outcome under its conditions, a checklist; what has ended is told in the past, what is to come as to come.

    `inherited` are the general conditions of the list, which must be met besides; `decider` is who finds whether all that holds.
    What the list remarks stands with the conditions: it often says to what or whom the item does not apply.
    """
    lead, entries = points(item.conditions or "")
    may = f"{words.WHEN.get(status, '')}可能适用"
    intro = f"{lead or '符合'}下列{'全部' if len(entries) > 1 and not lead else ''}条件的，{may}："
    if lead.endswith(("一", "之一", "情形")):
        intro = f"{lead}的，{may}："
    blocks: list[Block] = [Paragraph(intro, "lead"), Paragraph(item.outcome or "（未填写）", "outcome")]
    if status is not Status.ENDED:
        blocks.append(Paragraph(("是否适用，由", decider, "认定；不是承诺。"), "decider"))
    if item.kind is Kind.NO_COERCION and item.coercion_measure:
        blocks.append(Paragraph(f"所涉措施：{item.coercion_measure}"))
    any_will_do = lead.endswith("之一") and not inherited
    blocks.append(Bullets(entries, "conditions any" if any_will_do else "conditions", checklist=True))
    if inherited:
        blocks.append(Paragraph("并且符合本清单的通用条件："))
        blocks.append(Bullets(inherited, "conditions", checklist=True))
    blocks.extend(remarked(item))
    blocks.append(Note(f"{words.WHEN.get(status, '')}{words.CAUTION}。{words.NOT_LISTED}。", "caution"))
    return Section("可能怎样处理", tuple(blocks), anchor="answer", role="answer")


def remarked(item: Item) -> tuple[Block, ...]:
    """What the list remarks on the item, nothing where it is silent."""
    return (Paragraph(f"备注：{item.note}", "remark"),) if item.note else ()


def duties(item: Item) -> Section:
    """What the person must do in any case."""
    entries: list[Text] = [words.DUTY]
    if item.kind is Kind.NO_COERCION:
        entries.append(words.NOT_THE_PENALTY)
    if item.correction and item.correction_deadline:
        entries.append(f"责令改正，期限：{item.correction_deadline}。")
    elif item.correction:
        entries.append("执法机关将责令改正。")
    elif item.correction_deadline:
        entries.append(f"改正：{item.correction_deadline}。")
    if item.supporting_measures:
        entries.append(f"执法机关还会：{item.supporting_measures}。")
    return Section("仍然要做什么", (Bullets(tuple(entries)),), anchor="duties", role="duties")


def bring(item: Item, inherited: tuple[str, ...]) -> Section:
    """What to take along: a hint read from the conditions, and said to be one."""
    entries = to_bring((*points(item.conditions or "")[1], *inherited))
    hint = Paragraph("以上按条件的用词列出，清单没有规定；以执法机关的要求为准。", "reason")
    return Section("去办理时带什么", (Bullets(("身份证件；单位还有营业执照等主体证明", *entries)), hint), anchor="bring", role="bring")
