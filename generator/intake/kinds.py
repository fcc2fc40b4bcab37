"""Which kind of list the words of an office speak of."""

import re

from generator.model import Kind

_GOES_ON = "(?=[、，和及与或/或者]+(?:从轻|减轻|不予|免))"
"""从轻、减轻处罚 speaks of both."""
_TITLES = {kind: re.compile(form) for kind, form in {
    Kind.NO_PENALTY: f"(?:不予|免予|免于|免)(?:(?:行政)?处罚|{_GOES_ON})|首违不罚|轻微不罚|免罚|不罚",
    Kind.LIGHTER_PENALTY: f"从轻(?:(?:行政)?处罚|减轻|{_GOES_ON})", Kind.MITIGATED_PENALTY: f"减轻(?:(?:行政)?处罚|{_GOES_ON})|(?:(?<=从轻)|(?<=从轻[、，和及与或/])|(?<=从轻或者))减轻",
    Kind.NO_COERCION: "(?:免予|免于|不予|免除|不采取|不予采取|免)(?:实施)?(?:行政)?强制"}.items()}
_SHORT = {Kind.NO_PENALTY: "不予|免予", Kind.LIGHTER_PENALTY: "从轻|轻罚", Kind.MITIGATED_PENALTY: "减轻|减罚", Kind.NO_COERCION: "免强制"}


def kind_named(text: str) -> Kind | None:
    """The one kind of list that a title speaks of; None where it speaks of none or of several."""
    named = [kind for kind, form in _TITLES.items() if form.search(text)]
    return named[0] if len(named) == 1 else None


def kind_meant(text: str) -> Kind | None:
    """The kind of list that a cell of a column of kinds names, in full or in short."""
    return Kind.of(text) or kind_named(text) or next((kind for kind, form in _SHORT.items() if re.fullmatch(form, text)), None)
