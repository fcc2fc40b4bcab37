"""Which cells of an xlsx have words that are struck out: so a clerk takes words back, and the reader of cells gives them like all others."""

from collections.abc import Collection

from generator.intake.markup import Attributes, Place, go_through, local, place_of, row_of

SIGN = b"strike"
"""What stands in every part that strikes words out."""
_OFF = ("0", "false")


def styles(part: bytes) -> frozenset[str]:
    """The numbers of the styles of cells whose font is struck out."""
    fonts: set[int] = set()
    found: set[str] = set()
    within, font, style = "", -1, -1

    def start(name: str, attributes: Attributes) -> None:
        nonlocal within, font, style
        match local(name):
            case "fonts" | "cellXfs" | "dxfs" as group:
                within = group
            case "font" if within == "fonts":
                font += 1
            case "strike" if within == "fonts" and _is_on(attributes):
                fonts.add(font)
            case "xf" if within == "cellXfs":
                style += 1
                if int(attributes.get("fontId", -1)) in fonts:
                    found.add(str(style))

    def end(name: str) -> None:
        nonlocal within
        within = "" if local(name) == within else within

    if SIGN in part:
        go_through(part, start, end)
    return frozenset(found)


def strings(part: bytes) -> frozenset[str]:
    """The numbers of the texts shared by cells that have words struck out."""
    found: set[str] = set()
    number = -1

    def start(name: str, attributes: Attributes) -> None:
        nonlocal number
        kind = local(name)
        number += kind == "si"
        if kind == "strike" and _is_on(attributes):
            found.add(str(number))

    if SIGN in part:
        go_through(part, start)
    return frozenset(found)


def cells(sheet: bytes, of_styles: Collection[str], of_strings: Collection[str]) -> frozenset[Place]:
    """The cells of a sheet that have one of these styles or texts, or words of their own struck out."""
    found: set[Place] = set()
    place: Place = (0, -1)
    cell: Attributes = {}
    said = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal place, cell, said
        said = ""
        match local(name):
            case "row":
                place = row_of(attributes, place[0]), -1
            case "c":
                place, cell = place_of(attributes, place), attributes
                if attributes.get("s") in of_styles:
                    found.add(place)
            case "strike" if _is_on(attributes):
                found.add(place)

    def letters(text: str) -> None:
        nonlocal said
        said += text

    def end(name: str) -> None:
        if local(name) == "v" and cell.get("t") == "s" and said in of_strings:
            found.add(place)

    if of_styles or of_strings or SIGN in sheet:
        go_through(sheet, start, end, letters)
    return frozenset(found)


def _is_on(attributes: Attributes) -> bool:
    return attributes.get("val") not in _OFF
