"""Where the line of a title may end on a narrow screen: between the names it is made of, not within one."""

import re

from generator.document import words
from generator.document.blocks import Mark
from generator.model import World

_NATION = "《中华人民共和国"


def parted(title: str, world: World, department: str | None = None) -> tuple[Mark, ...]:
    """`title` in parts that stay together: the city, the department (by code), the list, what stands in brackets, the rest.

    A mark that ends a clause or closes belongs to what is before it, since no line begins with one, and one that opens to what is after it.
    """
    city = world.book.city.name or ""
    own = world.department_name(department).removeprefix(city) if department else ""
    names = "|".join(re.escape(name) for name in (own, city, _NATION, *words.LIST_NAMES.values()) if name)
    found = re.split(f"([《（“]*(?:{names})[：，、）》”]*)|(?=（)", title)
    return tuple(Mark(part, "part") for part in found if part)
