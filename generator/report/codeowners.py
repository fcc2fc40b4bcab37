"""Who is asked to review what, in the form that GitHub, GitLab and Gitea read (CODEOWNERS)."""

from generator.gate import reviewing
from generator.model import World

_WORDS = """\
# 谁审查什么。由 qingdan report codeowners 生成，机构变动后重新生成，不要手改。
# 最后一条匹配的规则有效。平台只要求其中一方批准；须由司法局批准、提交人不得批准自己的改动，由 qingdan gate 判断。
"""


def codeowners(world: World, team: str) -> str:
    """The file: everything belongs to 司法局, a department's own lists to it and 司法局. `team` stands before each code."""
    reviewers = sorted(reviewing(world))
    guards = " ".join(f"{team}{code}" for code in reviewers)
    rows = [row.dept for row in world.book.organisations if row.dept and row.holds_on(world.as_of)]
    departments = sorted(set(rows) - set(reviewers))
    lines = [("*", guards)]
    for code in departments:
        owners = f"{team}{code} {guards}"
        lines += [(f"/lists/exemptions/{code}/", owners), (f"/lists/focus/{code}.csv", owners)]
    width = max(len(pattern) for pattern, _ in lines)
    return _WORDS + "".join(f"{pattern:<{width}} {owners}\n" for pattern, owners in lines)
