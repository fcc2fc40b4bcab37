"""The Book of a folder: its tables are found, those known to be sound are not judged again, and all are put together."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator import memory
from generator.assembly import Assembly, Loaded, locate
from generator.coherence import OWED, register
from generator.model import LISTS, Book, LawArticle, LawVersion, Refusal
from generator.schema import TableSchema, directory, faults, tables
from generator.schema.judge import Judge
from generator.tables import MAX_BYTES, finding, sound_columns
from generator.workers import share


def load(root: Path) -> Loaded:
    """The Book of the folder `root`. Refusal when there is no lists/ to judge."""
    must_hold_lists(root)
    loaded = assemble(files(root), tables(directory(root)), lambda path: _content_of(root / path))
    if loaded.book.lists:
        return loaded
    nothing = finding(faults.MISSING_TABLE, "没有任何清单，什么也没有检查。", "lists/exemptions",
                      hint="放回各部门的清单，例如 lists/exemptions/scjg/no-penalty.csv。")
    return replace(loaded, findings=loaded.placed((*loaded.findings, nothing)))


def must_hold_lists(root: Path) -> None:
    """Refusal when the folder `root` has no lists/ to judge."""
    if not root.is_dir():
        raise Refusal(f"目录 {root} 不存在。请用 --root 指明放有 lists/ 的目录。")
    if not (root / "lists").is_dir():
        raise Refusal(f"目录 {root} 中没有 lists/。请在仓库目录中运行，或用 --root 指明放有 lists/ 的目录。")


def load_laws(root: Path) -> tuple[Sequence[LawVersion], Mapping[str, tuple[LawArticle, ...]]]:
    """Only the law registry of `root` (versions, articles): for questions that need no list."""
    schemas = tables(directory(root))
    contents = {path: (root / path).read_bytes() for path in (schemas["laws"].path, schemas["law_articles"].path) if (root / path).is_file()}
    names = _names(contents, schemas)
    assembly = Assembly(schemas, names, _sound(contents, schemas, names))
    for path, data in contents.items():
        assembly.add(path, data)
    return assembly.rows("laws"), assembly.by_law.get("law_articles", {})


def load_law_book(root: Path) -> Book:
    """The Book of the tables about laws, and of the city: for questions that need no list."""
    return load_tables(root, "city", "laws", "law_articles", "law_map")


def load_tables(root: Path, *names: str) -> Book:
    """The Book of these tables alone."""
    schemas = tables(directory(root))
    paths = [schemas[name].path for name in names]
    return assemble({path: (root / path).read_bytes() for path in paths if (root / path).is_file()}, schemas).book


def files(root: Path) -> dict[str, bytes | None]:
    """Path from the root → content of every file under lists/; None for what is not a readable file of fair size."""
    found: dict[str, bytes | None] = {}
    for folder, folders, names in os.walk(root / "lists"):
        place = Path(folder).relative_to(root).as_posix()
        found.update({f"{place}/{name}": None for name in folders if name.endswith(".csv")})
        found.update({f"{place}/{name}": _content_of(Path(folder, name)) for name in names})
    return dict(sorted(found.items()))


def _content_of(path: Path) -> bytes | None:
    if not path.is_file():  # a pipe would be waited for, a broken link cannot be opened
        return None
    try:
        if path.stat().st_size <= MAX_BYTES:
            return path.read_bytes()
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)  # one byte over the limit is enough for `tables` to refuse it
    except OSError:
        return None


def assemble(contents: Mapping[str, bytes | None], schemas: Mapping[str, TableSchema],
             again: Callable[[str], bytes | None] | None = None) -> Loaded:
    """The Book written in `contents` (path → bytes); what can be read `again` need not stay in memory."""
    names = _names(contents, schemas)
    assembly = Assembly(schemas, names, _sound(contents, schemas, names), again)
    for path, data in sorted(contents.items()):
        assembly.add(path, data)
    lists = {path: name for path, name in names.items() if path.startswith(LISTS)}
    return replace(assembly.finish(), surroundings=_surroundings(contents, schemas, names), contents=lists)


_MUCH = 4_000_000
"""Tables of so many bytes that nobody has judged yet are worth several processes."""


def _names(contents: Mapping[str, bytes | None], schemas: Mapping[str, TableSchema]) -> dict[str, str]:
    """A name for what each table says and by what it is judged."""
    judged_by = {name: memory.digest(schema.fingerprint) for name, schema in schemas.items()}
    return {path: memory.digest(judged_by[located.table], located.kind or "", data) for path, data in contents.items()
            if data is not None and (located := locate(path, schemas))}


def _sound(contents: Mapping[str, bytes | None], schemas: Mapping[str, TableSchema], names: Mapping[str, str]) -> frozenset[str]:
    """The paths of the tables known to be without fault; where there is much that is not known, it is found out first, side by side."""
    tables = {path: (schemas[located.table], located.kind, data) for path, data in contents.items()
              if data is not None and (located := locate(path, schemas))}
    known = {path for path in tables if memory.seen("sound", names[path])}
    unknown = sorted(tables.keys() - known, key=lambda path: len(tables[path][2]), reverse=True)
    if len(unknown) < 2 or sum(len(tables[path][2]) for path in unknown) < _MUCH:
        return frozenset(known)
    found: list[str] = []

    def look(path: str) -> None:
        schema, kind, data = tables[path]
        columns = sound_columns(data, schema)
        if columns is None or not Judge(schema, kind).all_sound(columns):
            return
        if path.startswith(LISTS):  # then its items need not be read before the rules ask for them
            cells = dict(zip(schema.headers, columns, strict=True))
            memory.keep("registers", names[path], tuple(register(zip(*map(cells.__getitem__, OWED), strict=True))))
        memory.remember("sound", names[path])
        found.append(path)

    return frozenset(known).union(*share([partial(look, path) for path in unknown], lambda: found))


def _surroundings(contents: Mapping[str, bytes | None], schemas: Mapping[str, TableSchema], names: Mapping[str, str]) -> str:
    parts: list[bytes | str] = [schema.fingerprint for _, schema in sorted(schemas.items())]
    for path, data in sorted(contents.items()):
        parts.extend((path,) if path.startswith(LISTS) else (path, names.get(path) or data or b""))
    return memory.digest(*parts)
