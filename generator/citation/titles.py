"""What a title tells: the kind of document, whether one can cite it, and its form without slips of the pen."""

from functools import lru_cache
from typing import Final, NamedTuple

from .model import Kind
from .notes import Note
from .words import CONTRACT_ENDINGS, LAW_ENDINGS, POLICY_ENDINGS, STANDARD_CODE, TYPES, stem


class Law(NamedTuple):
    """A law as cited, the registry's name for it (or the cited one), and what its notes say."""

    name: str | None
    full: str | None
    kind: Kind = "law"
    note: Note = Note()


NO_LAW: Final = Law(None, None)


def tidy(name: str) -> str:
    """A cited name with inner marks as 〈〉 and without broken lines; only a standard keeps its spaces."""
    name = name.strip().replace("《", "〈").replace("》", "〉").replace("〈〈", "〈").replace("〉〉", "〉")
    if name.startswith("〈") and name.endswith("〉") and name.count("〈") == 1:
        name = name[1:-1]
    is_standard = "国家标准" in name or "地方标准" in name or "行业标准" in name or STANDARD_CODE.search(name)
    return (" " if is_standard else "").join(name.split())


@lru_cache(maxsize=4096)  # the same names and numbers come again and again
def kind_of(name: str, known: bool, note: Note) -> Kind:
    """Kind of a document by its title and number; a standard first, since its title may end like a law's."""
    doc_no = note.doc_no or ""
    if (
        STANDARD_CODE.search(name)
        or STANDARD_CODE.search(doc_no)
        or name.startswith(("食品安全国家标准", "国家标准", "食品安全地方标准"))
    ):
        return "standard"
    if stem(name).endswith(POLICY_ENDINGS):
        return "policy"
    return "policy" if "〔" in doc_no and not known and not doc_no.startswith("法释") else "law"


def is_citable(law: Law) -> bool:
    """Whether a name without a unit is a document one can cite, and not a certificate, a form or a book."""
    if law.kind == "standard" or law.note.doc_no:
        return True
    name = stem(law.name or "")
    if name.endswith("公告"):
        return "关于" in name
    if name.endswith(("函", "计划", "措施", "目录", "名录", "清单", "指南")):
        return "关于" in name or name.endswith("清单")
    return len(name) > 1 and name.endswith((*LAW_ENDINGS, *POLICY_ENDINGS)) and name not in TYPES


def is_contract(law: Law) -> bool:
    """Whether the title is that of a contract or certificate, whose clauses are no law."""
    return stem(law.name or "").endswith(CONTRACT_ENDINGS)
