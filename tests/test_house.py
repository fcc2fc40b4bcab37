"""The repository as a newcomer finds it: short README, no foreign addresses, machine paths or loose ends."""

import re
import subprocess
from pathlib import Path

import click
from conftest import REPOSITORY


def tracked() -> list[Path]:
    """The files of the repository; without git (an unpacked archive) every file outside build and .venv."""
    listed = subprocess.run(["git", "-C", str(REPOSITORY), "ls-files", "-z"], capture_output=True, check=False).stdout.decode()
    names = [name for name in listed.split("\0") if name] or [
        path.relative_to(REPOSITORY).as_posix() for path in REPOSITORY.rglob("*")
        if not {"build", ".venv", ".git", "__pycache__"} & set(path.relative_to(REPOSITORY).parts)]
    return [REPOSITORY / name for name in names if (REPOSITORY / name).is_file()]


def texts() -> list[tuple[str, str]]:
    found = []
    for path in tracked():
        try:
            found.append((path.relative_to(REPOSITORY).as_posix(), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return found


def test_no_index_address_and_no_machine_path() -> None:
    address = re.compile(r"--(?:extra-)?index-url|--find-links|pypi\.org|pythonhosted|registry\.npmjs|mirrors?\.[a-z]")
    place = re.compile(r"(?<![\w.])/(?:home|root|work|Users|opt)/[a-z]")
    for name, text in texts():
        if name == "tests/test_house.py":
            continue
        assert not address.search(text), name
        assert not place.search(text), name


def test_dependencies_are_pinned_with_hashes() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (REPOSITORY / name).read_text(encoding="utf-8")
        pins = re.findall(r"^([a-z0-9._-]+)==", text, re.M)
        assert len(pins) > 20
        for block in re.split(r"\n(?=[a-z0-9])", text.strip()):
            assert "--hash=sha256:" in block, block.split("==")[0]


def test_the_readme_is_short_and_begins_with_two_commands() -> None:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 120
    assert re.findall(r"^(make \w+)", text, re.M)[:2] == ["make site", "make test"]


def handwritten() -> list[Path]:
    """What newcomers and officials read."""
    return [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", *sorted((REPOSITORY / "docs").glob("*.md"))]


def anchors(document: Path) -> set[str]:
    return {re.sub(r"[^\w-]", "", title.lower().replace(" ", "-")) for title in re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.M)}


def test_links_of_the_documents_lead_somewhere() -> None:
    for document in handwritten():
        for target, anchor in re.findall(r"\]\(([^)#:]*)(?:#([^)]*))?\)", document.read_text(encoding="utf-8")):
            led = document.parent / target if target else document
            assert led.exists(), (document.name, target)
            assert not anchor or anchor in anchors(led), (document.name, target, anchor)


def test_commands_and_options_in_the_documents_exist() -> None:
    from generator.cli import cli

    shown = [(document.name, words.split()) for document in handwritten()
             for words in re.findall(r"(?<![/\w])qingdan ([a-z][^`\n]*)", document.read_text(encoding="utf-8").replace("\\\n", ""))]
    assert len(shown) > 60
    for document, words in shown:
        command: click.Command | None = cli
        for word in words:
            if isinstance(command, click.Group):
                command = command.get_command(click.Context(command), word)
        assert command, (document, words)
        known = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
        assert {word for word in words if re.match("--?[a-z]", word)} <= {*known, "--help"}, (document, words)


def test_nothing_is_left_open() -> None:
    mark = re.compile("TO" + "DO|FIX" + "ME|Not" + "Implemented")
    for name, text in texts():
        if name.endswith((".py", ".js", ".css")):
            assert not mark.search(text), name


def test_every_command_is_named_in_the_readme() -> None:
    from generator.cli import cli

    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert [name for name in cli.list_commands(click.Context(cli)) if f"qingdan {name}" not in text and name not in ("laws",)] == []


CATALOGUE = {"A": 7, "B": 15, "C": 20, "D": 13, "E": 7, "F": 7, "G": 5, "H": 18, "I": 8, "J": 6}
"""Group of the rule catalogue → how many requirements it has; numbered from 1."""


def documented() -> list[str]:
    """The ids in the table of docs/rules-not-automated.md."""
    text = (REPOSITORY / "docs/rules-not-automated.md").read_text(encoding="utf-8")
    rows = [line.strip("|").split("|") for line in text.splitlines() if re.match(r"\| [A-Z][0-9]{2} \|", line)]
    assert all(len(row) == 4 and all(cell.strip() for cell in row) for row in rows)
    return [row[0].strip() for row in rows]


def test_every_requirement_is_a_rule_or_said_to_be_for_people() -> None:
    from generator.legality.judge import rules

    required = [f"{group}{number:02d}" for group, count in CATALOGUE.items() for number in range(1, count + 1)]
    automated, by_people = [rule.id for rule in rules()], documented()
    assert by_people == sorted(set(by_people))
    assert set(automated) & set(by_people) == set(), "both a rule and in docs/rules-not-automated.md"
    assert {*automated, *by_people} - set(required) == set(), "not in the catalogue"
    assert set(required) - {*automated, *by_people} == set(), "neither a rule nor in docs/rules-not-automated.md"


def test_the_site_says_that_lists_can_be_reviewed_together_with_an_act() -> None:
    """H17: said on the site, once, under the articles that grant it."""
    about = (REPOSITORY / "site_src/pages/about.md").read_text(encoding="utf-8")
    assert "一并请求审查（《行政复议法》第十三条、《行政诉讼法》第五十三条）" in about
