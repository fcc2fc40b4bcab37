"""H09: the edition carries its own registration number, in the form of the city."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from generator.legality.procedure import goes_public
from generator.legality.profile import value
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Edition, Severity, World

_PARTS = {"{字母}": "[A-Z]+", "{年}": "[0-9]{4}", "{序号}": "[0-9]+"}


def check(edition: Edition, world: World) -> Iterator[Remark]:
    """A remark when a published edition has no number, one of another form, or that of another edition."""
    given = edition.registration_no
    if edition.published_on is None or not goes_public(edition):
        return
    form = value(world, "H09", "form", edition.published_on)
    if not given:
        yield Remark("registration_no", "没有统一编号，请核对是否经过统一登记、统一编号、统一发布。")
    elif form and not re.fullmatch(_pattern(form), given):
        yield Remark("registration_no", f"统一编号「{given}」不是「{form}」的写法。")
    elif (first := world.once(_first_holder)[given]) != edition.edition:
        yield Remark("registration_no", f"统一编号「{given}」与发布批次{first}相同。")


def _pattern(form: str) -> str:
    return "".join(_PARTS.get(part) or re.escape(part) for part in re.split("([{][^{}]*[}])", form))


def _first_holder(world: World) -> Mapping[str, str | None]:
    """Number → the edition that was published with it first."""
    published = sorted((e for e in world.book.editions if goes_public(e)), key=lambda e: (e.published_on or date.max, e.edition or ""))
    return {edition.registration_no: edition.edition for edition in reversed(published) if edition.registration_no}


RULE = Rule(
    id="H09", slug="registered-number", title="有统一编号", severity=Severity.WARNING, legal_basis=(),
    rationale="规范性文件实行统一登记、统一编号、统一发布。编号的写法由各市规定，登记在“地方口径”表，例如「{字母}-{年}-{序号}」；没有登记的只看有没有编号。",
    hint="填写司法局（或政府办公室）给出的统一编号。",
    check_edition=check,
    examples=(
        passes("有编号，写法合乎本市规定"),
        passes("尚未公布，还没有编号", registration_no="", published_on=""),
        passes("本市没有规定写法时，有编号即可", registration_no="示规〔2021〕12号", published_on="2021-08-05", effective_from="2021-09-15"),
        flags("registration_no", "没有编号就公布", registration_no=""),
        flags("registration_no", "写法不对", registration_no="SLSSCJG2026001"),
        flags("registration_no", "与先前的批次重号", edition="scjg-2026-2", tables={"editions": (
            {"edition": "scjg-2026-1", "department": "scjg", "kinds": "no-penalty", "title": "清单",
             "published_on": "2026-03-02", "registration_no": "SLSSCJG-2026-001"},)}),
    ))
