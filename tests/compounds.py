"""Workbooks as xls and et for tests: their records, and the compound file around them."""

import struct

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def part(kind: int, content: bytes) -> bytes:
    """A part of a workbook between its beginning and its end."""
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0x0600)) + content + record(0x000A)


def text(said: str) -> bytes:
    return struct.pack("<B", 1) + said.encode("utf-16-le")


def sheet(rows: tuple[tuple[str, ...], ...], hidden: tuple[int, ...], columns: tuple[int, int] | None = None) -> bytes:
    """A sheet with a chart on it; `hidden` rows count from 1, hidden `columns` (the first and the last) from 0."""
    said = part(0x0020, b"") + record(0x007D, struct.pack("<HHHHHH", 0, 0, 2560, 15, 0, 0))
    said += record(0x007D, struct.pack("<HHHHHH", *columns, 2560, 15, 1, 0)) if columns else b""
    for number, cells in enumerate(rows):
        options = 0x0100 | 0x20 * (number + 1 in hidden)
        said += record(0x0208, struct.pack("<HHHHHHHH", number, 0, len(cells), 255, 0, 0, options, 15))
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            said += record(0x0204, struct.pack("<HHHH", number, column, 15, len(cell)) + text(cell))
    return part(0x0010, said)


def book(**sheets: bytes) -> bytes:
    """The stream of a workbook with these sheets."""
    def globals_of(places: list[int]) -> bytes:
        return part(0x0005, b"".join(record(0x0085, struct.pack("<IBBB", place, 0, 0, len(name)) + text(name))
                                     for place, name in zip(places, sheets, strict=True)))

    places, at = [], len(globals_of([0] * len(sheets)))
    for content in sheets.values():
        places.append(at)
        at += len(content)
    return globals_of(places) + b"".join(sheets.values())


def entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    known = name.encode("utf-16-le") + b"\0\0"
    return (known.ljust(64, b"\0") + struct.pack("<HBBIII", len(known), kind, 1, FREE, FREE, child) + bytes(36) + struct.pack("<III", start, size, 0))


def sectors(content: bytes, size: int) -> list[bytes]:
    return [content[at:at + size].ljust(size, b"\0") for at in range(0, len(content), size)]


def compound(content: bytes, small: bool, shift: int = 9, name: str = "Workbook") -> bytes:
    """The shell around a stream, which stands among the small ones or by itself: the table, the directory, the table of small sectors, the stream."""
    size = 1 << shift
    if not small:
        content = content.ljust(4096, b"\0")
    minis = -(-len(content) // 64)
    table = struct.pack(f"<{minis}I", *range(1, minis), END) if small else b""
    inner, mini = sectors(content, size), sectors(table, size)
    first = 2 + len(mini)
    chains = [FAT, END, *([END] if mini else []), *range(first + 1, first + len(inner)), END]
    root = entry("Root Entry", 5, first, len(inner) * size, 1) if small else entry("Root Entry", 5, END, 0, 1)
    directory = root + entry(name, 2, 0 if small else first, len(content))
    head = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3 if shift == 9 else 4, 0xFFFE, shift, 6) + bytes(6)
            + struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 2 if mini else END, len(mini), END, 0, 0) + struct.pack("<I", FREE) * 108)
    full = struct.pack(f"<{len(chains)}I", *chains).ljust(size, b"\xff")
    return head.ljust(size, b"\0") + full + directory.ljust(size, b"\0") + b"".join(mini) + b"".join(inner)
