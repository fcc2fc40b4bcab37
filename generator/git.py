"""The only caller of git: when HEAD was committed, and which identifiers any local ref already uses."""

import re
import subprocess
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

SHANGHAI = timezone(timedelta(hours=8))


def _git(root: Path, *arguments: str) -> str | None:
    """What git prints; None without git, without a repository or when git refuses."""
    try:
        done = subprocess.run(["git", "-C", str(root), "-c", "core.quotepath=off", *arguments], capture_output=True,
                              check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.decode("utf-8", errors="replace")


def head_day(root: Path) -> date | None:
    """The day of HEAD's commit in Asia/Shanghai; None where there is no commit."""
    seconds = _git(root, "log", "-1", "--format=%ct")
    if not seconds or not seconds.strip().isdigit():
        return None
    return datetime.fromtimestamp(int(seconds), SHANGHAI).date()


def today() -> date:
    """Today in Asia/Shanghai; asked for only where a person says so or where there is no repository."""
    return datetime.now(SHANGHAI).date()


def head(root: Path) -> str | None:
    """The full hash of HEAD; None where there is no commit."""
    name = _git(root, "rev-parse", "--verify", "-q", "HEAD")
    return name.strip() if name else None


def used_identifiers(root: Path) -> frozenset[str]:
    """Every item identifier that stands in lists/exemptions of HEAD or of any local ref."""
    refs = _git(root, "for-each-ref", "--format=%(objectname)") or ""
    commits = sorted(set(refs.split()) | ({head(root) or ""} - {""}))
    found: set[str] = set()
    for start in range(0, len(commits), 50):  # many refs would not fit on one command line
        shown = _git(root, "grep", "-h", "-o", "-E", "[0-9]{4}-[0-9]{5}-[0-9A-Z]", *commits[start : start + 50], "--",
                     "lists/exemptions")
        found.update(re.findall(r"[0-9]{4}-[0-9]{5}-[0-9A-Z]", shown or ""))
    return frozenset(found)
