"""Marks that belong to the work on a draft, told from words in brackets that belong to the conduct itself."""

import re

_WORDS = "删除|删去|取消|作废|废止|新增|增加|修改|修订|调整|合并|保留"
_OPEN, _CLOSE = "[（(【\\[〔]", "[）)】\\]〕]"
_MARK = re.compile(f"{_OPEN}(?P<told>[拟已]|建议)?(?P<word>{_WORDS}){_CLOSE}")
_TITLE = re.compile("《[^《》]*》")
_OF_A_LAW = frozenset(("废止", "修订"))
"""What is written after the name of a law: 违反《…办法》（废止）. At the very end （修订） may also mean the item."""
_ATTRIBUTE = re.compile("的[\u4e00-\u9fff]")
_OF_A_THING = frozenset(("废止", "作废", "取消"))
"""What a thing of the conduct may be: 使用已经公告（废止）的标准."""
_ALIKE = re.compile("(?:变更|更改|改变|涂改|篡改|变造|伪造|隐匿|销毁|毁损|撤销|注销|吊销|中止|终止|停止|暂停|增设|分立|拆分)$")
"""After one of these and before what is done to it, the word in brackets is another one for the deed: 变更（调整）用地性质."""


def mark_in(conduct: str) -> str:
    """The first mark of an edit in a conduct; "" where there is none, or what looks like it surely belongs to the conduct.

    To publish 未亮照经营（拟删除） would be worse than to ask, so that whatever is not sure is a mark.
    """
    titles = [found.span() for found in _TITLE.finditer(conduct)]
    return next((found[0] for found in _MARK.finditer(conduct) if not _belongs(conduct, found, titles)), "")


def _belongs(conduct: str, mark: re.Match[str], titles: list[tuple[int, int]]) -> bool:
    if mark["told"] not in (None, "已"):  # 拟, 建议: nobody has decided yet
        return False
    before, after, word = conduct[:mark.start()], conduct[mark.end():], mark["word"]
    if any(start < mark.start() < end for start, end in titles):
        return True  # part of a name: 《…条例（修订）》
    if before.endswith("》"):
        return word in _OF_A_LAW and bool(after or word == "废止")
    if word in _OF_A_THING and before and _ATTRIBUTE.match(after):
        return True
    return mark["told"] is None and bool(_ALIKE.search(before)) and bool(re.match("[\u4e00-\u9fff]", after))
