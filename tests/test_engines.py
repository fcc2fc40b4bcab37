"""Both engines make the same site; the frame is ours alone, and people write links from the root of the site."""

import json
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import city_of

from generator.book import load
from generator.model import World
from generator.site import build
from generator.site.frames import Frames

BUILD = "about/build.json"
"""The one file that names the engine."""


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.skipif(find_spec("zensical") is None, reason="没有安装 zensical，不能比较两种引擎")
@pytest.mark.parametrize("offline", [False, True])
def test_both_engines_make_the_same_bytes(tmp_path: Path, offline: bool) -> None:
    world = World(load(city_of("sound", tmp_path)).book, date(2026, 11, 24))
    for engine in ("mkdocs", "zensical"):
        build(world, root=tmp_path, out=tmp_path / engine, engine=engine, offline=offline, with_downloads=False)
    one, other = files(tmp_path / "mkdocs"), files(tmp_path / "zensical")
    assert {json.loads(site.pop(BUILD))["engine"] for site in (one, other)} == {"mkdocs", "zensical"}
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []


def test_nothing_of_the_theme_is_on_any_page(shipped: Path) -> None:
    for path, content in files(shipped).items():
        assert b"md-" not in content or not path.endswith(".html"), path
        assert not path.startswith(("assets/javascripts", "assets/stylesheets")), path


@pytest.mark.parametrize(("path", "written", "expected"), [
    ("about/index.html", "/laws/", "../laws/"), ("index.html", "/laws/", "laws/"), ("index.html", "./laws/", "laws/"),
    ("about/index.html", "././", "./"), ("about/index.html", "../index.html", "../"), ("404.html", "/laws/", "/qd/laws/")])
def test_links_lead_to_the_same_place_however_an_engine_spells_them(tmp_path: Path, path: str, written: str, expected: str) -> None:
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text(f'<a href="{written}">a</a>', encoding="utf-8")
    assert Frames(tmp_path, "", offline=False).html(path, "/qd/") == f'<a href="{expected}">a</a>'
    offline = Frames(tmp_path, "", offline=True).html(path, "/qd/")
    assert offline == f'<a href="{expected}index.html">a</a>'
