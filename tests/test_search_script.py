"""The client as it is delivered, shorter than it was written: it does the same."""

import re
import subprocess
from pathlib import Path

import pytest
from conftest import REPOSITORY
from searching import NODE, needs_node

from generator.site.search import CLIENT, script

TRICKY = r"""// of a question
let said = [], one = 4; // how many
said.push(1 - -one, 1 + +one, one - 1, one / 2, - one);
let count = one++ + one;
count -= -count; // both
said.push(count, "a , b //c", 'd = e', `f ( ${one} ) g`, /h = [/ ] i/.source);
function none() {
  return
}
said.push(String(none()), one > 2 ? "j" : "k");
console.log(JSON.stringify(said));
"""


def _ran(text: str) -> str:
    return subprocess.run([NODE or "node", "-e", text], capture_output=True, text=True, check=True).stdout


@needs_node
def test_what_is_delivered_does_what_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "site_src/search"
    folder.mkdir(parents=True)
    for name in CLIENT:
        (folder / f"{name}.js").write_text(TRICKY if name == CLIENT[0] else "", encoding="utf-8")
    short = script(tmp_path)
    assert len(short) < len(TRICKY) - 50
    assert _ran(short) == _ran(TRICKY)


@pytest.mark.parametrize("name", CLIENT)
def test_nothing_is_written_that_would_change_unseen(name: str) -> None:
    """A line that ends without its semicolon breaks the script, and every test of the client with it. These would not be noticed."""
    text = (REPOSITORY / f"site_src/search/{name}.js").read_text(encoding="utf-8")
    assert not re.findall(r"\b(?:return|yield)[ \t]*\n\s*[({\[!+-]", text), "what follows in the next line would be returned"
    within = re.findall(r"\$\{[^{}`]*`([^`]*)`", text)
    assert not [inner for inner in within if re.search(r"\s[=<>?:{}(),;&|!*+-]|[=<>?:{}(),;&|!*+-]\s", inner)], "it would lose its spaces"
