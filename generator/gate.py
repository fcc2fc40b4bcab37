"""May this change be merged? Who proposed it, who approved which commit and what it touches decide, on any host."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.diff.places import DATA, is_code, owner_of
from generator.model import LISTS, Refusal, World, few


@dataclass(frozen=True, slots=True)
class Approval:
    """One person of a department said yes to one commit."""

    id: str
    dept: str
    commit: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change as its host tells it. `paths` are from the root of the repository, with slashes."""

    proposer: str
    dept: str
    head: str
    paths: tuple[str, ...]
    approvals: tuple[Approval, ...]

    @classmethod
    def of(cls, told: Any) -> "Proposal":
        """From the JSON {proposer{id, dept}, head, paths[], approvals[{id, dept, commit}]}. Refusal when a part is missing."""
        proposer = _part(told, "proposer", dict)
        approvals = tuple(Approval(*(_part(one, name, str) for name in ("id", "dept", "commit")))
                          for one in _part(told, "approvals", list))
        paths = _part(told, "paths", list)
        if not all(isinstance(path, str) for path in paths):
            raise Refusal("paths 应为文件路径的数组，如 [\"lists/exemptions/scjg/no-penalty.csv\"]。")
        head = _part(told, "head", str)
        if not re.fullmatch("[0-9a-f]{40}(?:[0-9a-f]{24})?", head):  # a branch name moves on after the approval
            raise Refusal(f"head 应为完整的提交编号（40 位），现在是“{head[:40]}”；分支名会变，不能作为批准的对象。")
        return cls(_part(proposer, "id", str), _part(proposer, "dept", str), head, tuple(paths), approvals)


def _part(told: Any, name: str, kind: type) -> Any:
    value: Any = told.get(name) if isinstance(told, dict) else None
    if not isinstance(value, kind) or (isinstance(value, str) and not _person(value)):
        raise Refusal(f"缺少 {name}，或者它的类型不对。应为 {{proposer{{id, dept}}, head, paths[], approvals[{{id, dept, commit}}]}}。")
    return value


@dataclass(frozen=True, slots=True)
class Decision:
    """`reasons` say why not, each with what to do; with `allow` they say who approved what."""

    allow: bool
    reasons: tuple[str, ...]


def decide(proposal: Proposal, world: World, widened: Iterable[str] | None, touched: Iterable[str] = (),
           broken: Iterable[str] = ()) -> Decision:
    """Whether the change may be merged.

    `widened` are the identifiers of items in a high-risk field that the change makes more lenient or may make so, as far
    as a machine can tell; None when the commit could not be compared: then a change of any list needs as many approvals as
    if it were such. `touched` are the paths that the commit really changes, as far as they are known; they are judged too.
    `broken` says what the change does to what is published and no approval can allow (the V errors of check --base).
    """
    reviewers, names = reviewing(world), _codes(world)
    dept = names.get(proposal.dept, proposal.dept)
    paths = tuple(dict.fromkeys((*proposal.paths, *touched)))
    against = [*broken, *_of_paths(paths), *_of_powers(paths, dept, dept in reviewers, world)]
    valid, stale = _approvals(proposal, reviewers, names)
    needed = 1
    risky = sorted(widened or ())
    if risky:
        needed = 2
        why = f"本次放宽了重点领域的事项，或者其方向须由人判断、按放宽掌握：{few(risky)}"
    elif widened is None and any(path.startswith(LISTS) for path in paths):
        needed = 2
        why = f"提交 {proposal.head[:12]} 不在仓库中，或者其中有读不出来的清单，无法判断是否放宽，从严掌握"
    if len(valid) < needed:
        against.append(f"{why}，须有司法局两名审查人对提交 {proposal.head[:12]} 批准，现有{len(valid)}名。" if needed == 2 else
                       f"须有司法局审查人（不是提交人本人）对提交 {proposal.head[:12]} 批准。")
        against.extend(stale)
    if against:
        return Decision(False, tuple(against))
    return Decision(True, (f"{'、'.join(valid)} 已批准提交 {proposal.head[:12]}。",))


def _of_paths(paths: Iterable[str]) -> list[str]:
    """What is wrong with the set of paths, whoever proposed it."""
    paths = list(paths)
    if not paths:
        return ["没有改动任何文件，无需合并。"]
    reasons = [f"路径 {path!r} 不是从仓库根目录写起的规范路径。" for path in paths if not _plain(path)]
    data = [path for path in paths if path.startswith(DATA)]
    code = [path for path in paths if is_code(path)]
    if data and code:
        reasons.append(f"清单和程序不能在同一次改动中（如 {data[0]} 和 {code[0]}），请分成两次提交。")
    owners = sorted({owner for path in data if (owner := owner_of(path))})
    if len(owners) > 1:
        reasons.append(f"一次只能改一个部门的清单，本次改了 {'、'.join(owners)}，请按部门分开提交。")
    return reasons


def _plain(path: str) -> bool:
    parts = path.split("/")
    return path.isprintable() and "\\" not in path and all(part not in ("", ".", "..") for part in parts)


def _of_powers(paths: Iterable[str], dept: str, reviewing: bool, world: World) -> list[str]:
    """What the proposer's department may not touch."""
    known = {row.dept for row in world.book.organisations}
    if not reviewing and dept not in known:
        return [f"提交人所在部门“{dept}”不在 organisations.csv 中，请先由司法局登记。"]
    if reviewing:
        return []
    others = [path for path in paths if path.startswith(DATA) and owner_of(path) not in (None, dept)]
    shared = [path for path in paths if path.startswith(DATA) and owner_of(path) is None]
    beside = [path for path in paths if not path.startswith(DATA)]
    name = world.department_name(dept)
    return [words for found, words in (
        (others, f"{name}只能改本部门的清单，不能改 {few(others, '个文件', 3)}。"),
        (shared, f"{few(shared, '个文件', 3)} 是全市共用的表，由司法局提交，请告知司法局要改什么。"),
        (beside, f"{few(beside, '个文件', 3)} 属于程序或者说明，由司法局提交。")) if found]


def _approvals(proposal: Proposal, reviewers: frozenset[str], names: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Who of 司法局 approved this very commit (each person once), and why the other approvals do not count."""
    valid: dict[str, str] = {}
    reasons = []
    for one in proposal.approvals:
        if _person(one.id) == _person(proposal.proposer):
            reasons.append(f"{one.id} 是提交人，不能批准自己的改动。")
        elif names.get(one.dept, one.dept) not in reviewers:
            reasons.append(f"{one.id} 不是司法局的审查人，其批准不计入。")
        elif one.commit != proposal.head:
            reasons.append(f"{one.id} 批准的是旧的提交 {one.commit[:12]}，之后又有改动，请重新批准。")
        else:
            valid.setdefault(_person(one.id), one.id)
    return list(valid.values()), [] if valid and not reasons else reasons


def _person(name: str) -> str:
    """The name by which a person counts once: case, width, blanks and what is not seen make nobody a second reviewer."""
    plain = _BLANK.sub("", unicodedata.normalize("NFKC", name).casefold())
    return "".join(char for char in plain if unicodedata.category(char) not in ("Cc", "Cf") and not char.isspace())


_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Letters, marks and symbols that show nothing; what else is not seen, Unicode calls controls, formats or blanks."""


def reviewing(world: World) -> frozenset[str]:
    """The code of 司法局: the department that reviews legality and keeps the shared tables. Refusal when there is none."""
    found = {row.dept for row in world.book.organisations if row.dept and row.name and row.name.endswith("司法局") and row.holds_on(world.as_of)}
    if not found:
        raise Refusal("organisations.csv 中没有司法局，无法判断谁有权审查。请先登记司法局。")
    return frozenset(found)


def _codes(world: World) -> Mapping[str, str]:
    """Name or former name → code, so that a host may tell either."""
    return {name: row.dept for row in world.book.organisations if row.dept for name in (row.name, *row.former_names) if name}
