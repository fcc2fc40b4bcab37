"""What is not yet public is in no byte of the site: marked drafts are planted, every file is searched, in every spelling."""

import base64
import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from conftest import AMENDED, CASES, SCHEDULED, city_of, command, rows_of

from generator.model import identifier
from generator.schema import tables
from generator.tables import write

DAY = "2026-11-24"
PLANTS: Mapping[str, tuple[str, str]] = {
    "a draft item": ("龘", "qzxja"), "a draft amendment": ("靐", "qzxjb"), "an edition without publication": ("齉", "qzxjc"),
    "an edition to be published later": ("爩", "qzxjd"), "an edition withdrawn before publication": ("麤", "qzxje"),
    "the reason of a waiver": ("灪", "qzxjf")}
"""What is planted → its marks: a character, written twice, and a word that occur nowhere else."""
WITHOUT_PAGE = {"the reason of a waiver"}
"""Nothing of this is shown in a preview either."""
NEW_ITEMS = {name: identifier(2026, 90000 + number) for number, name in enumerate(PLANTS)}
EDITIONS = {"an edition without publication": "scjg-secretc", "an edition to be published later": "scjg-secretd",
            "an edition withdrawn before publication": "scjg-secrete"}
LATER = "尚未生效版本的独有文字"


def marked(cells: Mapping[str, str], name: str, *columns: str) -> dict[str, str]:
    """`cells` with the marks of a plant added to the text of `columns`."""
    return {**cells, **{column: f"{cells.get(column, '')}{PLANTS[name][0] * 2}{PLANTS[name][1]}" for column in columns}}


TEXTS = ("violation", "field", "conditions", "statutory_penalty", "supporting_measures", "inclusion_reason", "change_reason", "note",
         "correction_deadline")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sound city with everything planted, and with a published version that does not apply yet."""
    root = city_of("sound", tmp_path_factory.mktemp("city"))
    schemas, items = tables(), "lists/exemptions/scjg/no-penalty.csv"
    rows = rows_of(root, items, "exemptions")
    versions = {row["item_id"]: row for row in rows}
    plain = versions[AMENDED]
    for name in ("a draft item", *EDITIONS):
        rows.append(marked({**plain, "item_id": NEW_ITEMS[name], "edition": EDITIONS.get(name, "")}, name, *TEXTS))
    rows.append(marked({**plain, "edition": "", "effective_from": "2027-03-01"}, "a draft amendment", *TEXTS))
    rows.append({**versions[SCHEDULED], "edition": "scjg-2026-2", "effective_from": "2027-01-01",
                 "supporting_measures": f"批评教育，{LATER}，30日内复查"})
    (root / items).write_bytes(write(schemas["exemptions"], rows))
    editions = rows_of(root, "lists/editions.csv", "editions")
    public = next(row for row in editions if row["edition"] == "scjg-2026-1")
    dates = {"an edition without publication": {"published_on": "", "effective_from": "2027-01-01"},
             "an edition to be published later": {"published_on": "2026-12-01", "effective_from": "2027-01-01"},
             "an edition withdrawn before publication": {"published_on": "2026-12-01", "withdrawn_on": "2026-11-01"}}
    for name, code in EDITIONS.items():
        editions.append(marked({**public, "edition": code, **dates[name]}, name, "title", "note", "doc_no", "registration_no"))
    editions.append({**public, "edition": "scjg-2026-2", "title": f"{public['title']}之二", "doc_no": "示市监规〔2026〕2号",
                     "published_on": "2026-11-20", "issued_on": "2026-11-20", "effective_from": "2027-01-01"})
    (root / "lists/editions.csv").write_bytes(write(schemas["editions"], editions))
    waiver = {"rule": "C13", "item_id": AMENDED, "approver": "审查人", "until": "2027-01-01"}
    (root / "lists/waivers.csv").write_bytes(write(schemas["waivers"], [marked(waiver, "the reason of a waiver", "reason")]))
    return root


def built(root: Path, out: Path, *options: str) -> dict[str, bytes]:
    """Path → content of every file that a build writes."""
    done = command("build", "--root", root, "--out", out, "--as-of", DAY, *options)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(root, tmp_path_factory.mktemp("public") / "site")


@pytest.fixture(scope="module")
def offline(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(root, tmp_path_factory.mktemp("offline") / "site", "--offline")


@pytest.fixture(scope="module")
def preview(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(root, tmp_path_factory.mktemp("preview") / "site", "--preview")


def layers(data: bytes) -> Iterator[bytes]:
    """`data`, and what is packed in it: gzip, zip members, base64."""
    yield data
    if data[:2] == b"\x1f\x8b":
        yield from layers(gzip.decompress(data))
    for start in (match.start() for match in re.finditer(rb"PK\x03\x04", data)):
        name, extra = (int.from_bytes(data[start + at:start + at + 2], "little") for at in (26, 28))
        body = data[start + 30 + name + extra:]
        yield zlib.decompressobj(-15).decompress(body) if data[start + 8:start + 10] == b"\x08\x00" else body
    for run in re.findall(rb"[A-Za-z0-9+/]{24,}={0,2}", data):
        yield base64.b64decode(run[:len(run) // 4 * 4])


def spellings(char: str) -> set[bytes]:
    """The ways in which a character may be written in a file, in lower case; two bytes alone would be found by chance."""
    code = f"{ord(char):04x}"
    percent = "".join(f"%{byte:02x}" for byte in char.encode())
    return {char.encode(), (char * 2).encode("gb18030"), (char * 2).encode("utf-16-le"), f"\\u{code}".encode(), f"&#x{code};".encode(),
            f"&#{ord(char)};".encode(), percent.encode()}


def where(files: Mapping[str, bytes], *marks: str) -> list[str]:
    """The files in whose name or content one of `marks` occurs, in any spelling."""
    found = []
    for name, data in files.items():
        for layer in (name.encode(), *layers(data)):
            low = layer.lower()
            squeezed = re.sub(rb"[^0-9a-z]", b"", low)
            if any((low.find(spelling) >= 0) for mark in marks if not mark.isascii() for spelling in spellings(mark)) or any(
                    mark.encode() in squeezed for mark in marks if mark.isascii()):
                found.append(name)
                break
    return found


@pytest.mark.parametrize("name", PLANTS)
@pytest.mark.parametrize("made", ["site", "offline"])
def test_nothing_planted_is_in_any_byte_of_the_site(made: str, name: str, request: pytest.FixtureRequest) -> None:
    assert where(request.getfixturevalue(made), *PLANTS[name]) == []


@pytest.mark.parametrize("made", ["site", "offline"])
def test_not_even_the_numbers_and_codes_of_drafts_are_there(made: str, request: pytest.FixtureRequest) -> None:
    numbers = [number.replace("-", "").lower() for name, number in NEW_ITEMS.items() if name in ("a draft item", *EDITIONS)]
    assert where(request.getfixturevalue(made), *numbers, *(code.replace("-", "") for code in EDITIONS.values())) == []


def test_the_search_finds_what_is_hidden_in_a_file() -> None:
    """The test of the test: each spelling and each packing is seen."""
    char, word = PLANTS["a draft item"]
    assert where({f"{n}": text for n, text in enumerate(sorted(spellings(char)))}, char) == [str(n) for n in range(len(spellings(char)))]
    packed = {"gz": gzip.compress(char.encode()), "b64": base64.b64encode(f"用来试的文字{char}在这里".encode()),
              "upper": word.upper().encode(), "name": b""}
    assert where(packed, char, word) == ["gz", "b64", "upper"]
    assert where({f"items/{word}/index.html": b""}, word) == [f"items/{word}/index.html"]


@pytest.mark.parametrize("name", sorted(PLANTS.keys() - WITHOUT_PAGE))
def test_a_preview_shows_what_is_planted(name: str, preview: dict[str, bytes]) -> None:
    pages = [path for path in where(preview, PLANTS[name][0]) if path.endswith(".html")]
    number = AMENDED if name == "a draft amendment" else NEW_ITEMS[name]
    assert any(path.startswith(f"items/{number}/") for path in pages)


def test_every_page_of_a_preview_says_so_and_is_not_indexed(preview: dict[str, bytes]) -> None:
    pages = {path: data.decode() for path, data in preview.items() if path.endswith(".html")}
    assert pages
    assert [path for path, html in pages.items() if "预览·非正式发布" not in html] == []
    assert [path for path, html in pages.items() if not re.search('<meta name="robots" content="[^"]*noindex', html)] == []
    assert "sitemap.xml" not in preview
    for path, data in preview.items():
        if path.endswith(".json"):
            assert "预览·非正式发布" in json.loads(data)["notice"], path


def test_the_public_site_is_no_preview(site: dict[str, bytes]) -> None:
    assert [path for path, data in site.items() if "预览·非正式发布".encode() in data] == []


def test_a_published_version_that_does_not_apply_yet_is_never_the_current_text(site: dict[str, bytes]) -> None:
    main, future = (site[f"items/{SCHEDULED}/{part}index.html"].decode() for part in ("", "v2/"))
    data = json.loads(site[f"items/{SCHEDULED}.json"])
    assert (data["version"], data["status"], data["effective_to"]) == (1, "in_force", "2027-01-01")
    assert LATER not in json.dumps(data, ensure_ascii=False)
    assert main.count('id="versions"') == 1
    assert LATER not in main.partition('id="versions"')[0]
    assert LATER in future
    assert "尚未生效" in future
    assert "现行有效" in main


def test_the_day_it_begins_it_is_the_current_text(root: Path, tmp_path: Path) -> None:
    done = command("asof", "2027-01-01", "--root", root, "--as-of", DAY, "--format", "json")
    items = {item["item_id"]: item for item in json.loads(done.stdout)["items"]}
    assert LATER in items[SCHEDULED]["fields"]["supporting_measures"]
    done = command("asof", "2026-12-31", "--root", root, "--as-of", DAY, "--format", "json")
    assert LATER not in done.stdout.decode()
    assert not {number for name, number in NEW_ITEMS.items() if name in EDITIONS} & items.keys()


def test_the_planted_city_is_the_sound_city(root: Path) -> None:
    """Only what is meant to be found differs: the plants are no errors, so that a build is not stopped by them."""
    done = command("check", "--root", root, "--as-of", DAY, "--format", "json")
    errors = [one for one in json.loads(done.stdout)["findings"] if one["severity"] == "error" and one["rule"].startswith("S")]
    assert errors == []
    assert (CASES / "sound/lists/editions.csv").is_file()
