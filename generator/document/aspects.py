"""What definitions of one term can differ in, read from their words, so that departments can be laid side by side."""

import re
from dataclasses import dataclass

UNREAD = "见原文"
"""The answer where none of the known phrases stands in the definition; it may still say something."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """A question to the definitions of a term; the first answer whose phrase occurs is taken."""

    name: str
    answers: tuple[tuple[str, re.Pattern[str]], ...]

    def of(self, definition: str) -> str:
        """The answer of `definition`, UNREAD when no phrase is known."""
        return next((answer for answer, phrase in self.answers if phrase.search(definition)), UNREAD)


def _aspect(name: str, *answers: tuple[str, str]) -> Aspect:
    return Aspect(name, tuple((answer, re.compile(phrase)) for answer, phrase in answers))


ASPECTS = {
    "初次违法": (
        _aspect("与什么相比", ("同一部法律、法规的同类规定", "同一部法律"), ("同一违法行为", "同一(?:个|种)?违法行为"),
                ("同一性质", "同一性质"), ("同类", "同一?类"), ("本领域任何违法", "(?:没有|未)因[^，。；同]{2,8}违法行为")),
        _aspect("哪些处理算一次", ("处罚、不予处罚都算", "不予(?:行政)?处罚"), ("查处", "查处"), ("只算处罚", "处罚")),
        _aspect("范围", ("本市", "本市"), ("本省", "本省"), ("全国", "全国"))),
    "及时改正": (
        _aspect("期限自何时起算", ("通知书送达", "通知书送达之日"), ("收到通知", "收到(?:责令改正)?通知"), ("告知", "告知之日"), ("查处", "查处之日"),
                ("提示、查询或者责令改正", "提示、查询或者责令改正之日"), ("以通知书载明的期限为准", "责令改正(?:通知书载明的)?期限内")),
        _aspect("发现前自行改正", ("也算", "(?:发现|立案)前[^，。；]{0,2}(?:自行|主动)改正"), ("发现时当场改正也算", "时当场改正"),
                ("能当场改正的须当场", "的当场改正"))),
    "危害后果轻微": (
        _aspect("人身损害", ("须没有", "(?:未|没有)[^，。；]{0,8}(?:人身|人员)")),
        _aspect("损失、费用", ("须没有", "(?:没有|未引发)[^，。；]{0,8}(?:财产|直接经济)损失"), ("限额以内并已赔付", "不超过[^。]*?(?:已全部|且已|已经补足)"),
                ("限额以内", "(?:损失|费用)[^。]*?不超过"), ("须已赔付", "损失已经补足"))),
}
"""The questions to the terms that 行政处罚法 第三十三条 makes every department define."""
