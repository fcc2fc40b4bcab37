"""The only caller of git: commits and their days, the tables as they stood, what changed, and identifiers in use."""

import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from generator.model import FORM, IDENTIFIER, LISTS, Refusal
from generator.patch import REGULAR, FileChange, files

SHANGHAI = timezone(timedelta(hours=8))


def _git(root: Path, *arguments: str) -> str | None:
    """What git prints; None without git, without a repository or when git refuses."""
    data = _bytes(root, *arguments)
    return None if data is None else data.decode("utf-8", errors="replace")


def _bytes(root: Path, *arguments: str, stdin: bytes | None = None) -> bytes | None:
    try:
        done = subprocess.run(["git", "-C", str(root), "-c", "core.quotepath=off", *arguments], capture_output=True,
                              check=True, input=stdin)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout


def head_day(root: Path) -> date | None:
    """The day of HEAD's commit in Asia/Shanghai; None where there is no commit."""
    seconds = _git(root, "log", "-1", "--format=%ct")
    if not seconds or not seconds.strip().isdigit():
        return None
    return _moment(seconds.strip()).date()


def _moment(seconds: str) -> datetime:
    return datetime.fromtimestamp(int(seconds), SHANGHAI)


def today() -> date:
    """Today in Asia/Shanghai; asked for only where a person says so or where there is no repository."""
    return datetime.now(SHANGHAI).date()


def head(root: Path) -> str | None:
    """The full hash of HEAD; None where there is no commit."""
    name = _git(root, "rev-parse", "--verify", "-q", "HEAD")
    return name.strip() if name else None


def used_identifiers(root: Path) -> frozenset[str]:
    """Every item identifier that stands in a list of HEAD or of any local ref."""
    refs = _git(root, "for-each-ref", "--format=%(objectname)") or ""
    commits = sorted(set(refs.split()) | ({head(root) or ""} - {""}))
    found: set[str] = set()
    for start in range(0, len(commits), 50):  # many refs would not fit on one command line
        shown = _git(root, "grep", "-h", "-o", "-E", FORM, *commits[start : start + 50], "--", LISTS)
        found.update(IDENTIFIER.findall(shown or ""))
    return frozenset(found)


# ---- revisions -------------------------------------------------------------------------------------------------


def has_commits(root: Path) -> bool:
    """True iff `root` lies in a repository with at least one commit."""
    return head(root) is not None


def commit_of(root: Path, revision: str) -> str:
    """The full hash of the commit that `revision` names. Refusal when there is none."""
    if not has_commits(root):
        raise Refusal(f"目录 {root} 不在 git 仓库中，或者仓库还没有提交，无法与“{revision}”比较。请在克隆的仓库目录中运行。")
    name = None if revision.startswith("-") else _git(root, "rev-parse", "--verify", "-q", f"{revision}^{{commit}}")
    if not name:
        raise Refusal(f"没有版本“{revision}”。请给出分支、标签或者提交号；远端的分支先运行 git fetch。")
    return name.strip()


def refuse_shallow(root: Path) -> None:
    """Refusal in a shallow clone: what came before its edge is not known, and would be told wrongly."""
    if (_git(root, "rev-parse", "--is-shallow-repository") or "").strip() == "true":
        raise Refusal("这是浅克隆，历史不完整，回答可能是错的。请先运行 git fetch --unshallow，再重试。")


def merge_base(root: Path, revision: str, head: str = "HEAD") -> str:
    """The commit where `revision` and `head` parted. Refusal when they share none."""
    commit = commit_of(root, revision)
    other = commit_of(root, head)
    refuse_shallow(root)
    name = _git(root, "merge-base", commit, other)
    if not name:
        shown = "当前版本" if head == "HEAD" else f"“{head}”"
        raise Refusal(f"“{revision}”和{shown}没有共同的历史，无法比较。请确认分支来自同一个仓库。")
    return name.split()[0]


def touched(root: Path, base: str, commit: str) -> tuple[str, ...]:
    """Paths (from the top of the repository) in which two commits differ; sorted."""
    return tuple(sorted(filter(None, (_git(root, "diff", "--name-only", "-z", "--no-renames", base, commit) or "").split("\0"))))


def commit_on(root: Path, day: date) -> str:
    """The last first-parent commit made on `day` (Asia/Shanghai) or before. Refusal when there is none."""
    refuse_shallow(root)
    for line in (_git(root, "log", "--first-parent", "--format=%H %ct") or "").splitlines():
        name, seconds = line.split()
        if _moment(seconds).date() <= day:
            return name
    raise Refusal(f"到 {day} 为止还没有任何提交，不知道当时的清单。请给出更晚的日期。")


def trunk(root: Path, commit: str, most: int = -1) -> Iterator[str]:
    """The first-parent commits from `commit` back to the beginning, or at most so many."""
    yield from (_git(root, "rev-list", "--first-parent", f"--max-count={most}", commit) or "").split()


# ---- contents --------------------------------------------------------------------------------------------------


def contents(root: Path, commit: str, folder: str = "lists") -> dict[str, bytes | None]:
    """Path from the root → content of every file under `folder` in `commit`; None for a link. Submodules have none."""
    listing = _bytes(root, "ls-tree", "-r", "-z", commit, "--", f"{folder}/") or b""
    entries = []
    for entry in filter(None, listing.split(b"\0")):
        facts, _, path = entry.partition(b"\t")
        mode, _, name = facts.decode().split(" ")
        if mode != "160000":
            entries.append((path.decode("utf-8", "surrogateescape"), name if mode in REGULAR else None))
    found = blobs(root, (name for _, name in entries if name))
    return {path: found.get(name) if name else None for path, name in entries}


def blobs(root: Path, names: Iterable[str]) -> Mapping[str, bytes]:
    """Object name → content, through one process; names that git lacks are left out."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return {}
    data = _bytes(root, "cat-file", "--batch", stdin="".join(f"{name}\n" for name in wanted).encode()) or b""
    found, place = {}, 0
    for name in wanted:
        end = data.find(b"\n", place)
        facts = data[place:end].split()
        place = end + 1
        if len(facts) == 3:
            size = int(facts[2])
            found[name] = data[place : place + size]
            place += size + 1
    return found


def changed_paths(root: Path, commit: str) -> tuple[str, ...]:
    """Paths (from the top of the repository) in which the working tree differs from `commit`, new files too; sorted."""
    top = Path((_git(root, "rev-parse", "--show-toplevel") or str(root)).strip())
    differing = _git(top, "diff", "--name-only", "-z", "--no-renames", commit, "--") or ""
    fresh = _git(top, "ls-files", "-z", "--others", "--exclude-standard") or ""
    return tuple(sorted({path for path in (differing + fresh).split("\0") if path}))


def prefix(root: Path) -> str:
    """Where `root` lies below the top of its repository: empty, or a path that ends with a slash."""
    return (_git(root, "rev-parse", "--show-prefix") or "").strip()


# ---- the log ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Commit:
    """One first-parent commit: its hash, moment (Asia/Shanghai), subject and the files it changed."""

    name: str
    moment: datetime
    subject: str
    files: tuple[FileChange, ...]


_COMMIT = b"\n\x01commit "
"""No line of a patch begins so."""
_CHUNK = 1 << 20


def log(root: Path, commit: str, after: str | None = None) -> Iterator[Commit]:
    """The first-parent commits up to `commit` (beyond `after`) that changed lists, oldest first."""
    span = f"{after}..{commit}" if after else commit
    patches = _parts(
        root, _COMMIT, "-c", "diff.noprefix=false", "-c", "diff.mnemonicPrefix=false", "log", "--reverse", "--first-parent",
        "--diff-algorithm=myers", "--diff-merges=first-parent", "-p", "-U0", "--relative", "--no-renames", "--full-index",
        "--no-color", "--no-ext-diff", "--no-textconv", "--no-indent-heuristic", "--submodule=short", "--no-show-signature",
        "--no-notes", "--format=%x01commit %H %ct %s", span, "--", LISTS)
    for part in patches:
        title, _, patch = part.partition(b"\n")
        name, seconds, *subject = title.decode("utf-8", "replace").split(" ", 2)
        yield Commit(name, _moment(seconds), "".join(subject), tuple(files(patch)))


def _parts(root: Path, mark: bytes, *arguments: str) -> Iterator[bytes]:
    """What git prints after each `mark`, part by part while it is still printing. Refusal when it fails."""
    command = ["git", "-C", str(root), "-c", "core.quotepath=off", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        kept = b"\n"
        while chunk := process.stdout.read(_CHUNK):
            *whole, kept = (kept + chunk).split(mark)
            yield from filter(None, whole)
        if kept.strip():
            yield kept
    if process.returncode:
        raise Refusal("git 读不出历史，可能仓库已损坏。请运行 git fsck 检查，或者重新克隆。")
