"""I07: one row is about one kind of conduct."""

import re
from collections.abc import Iterator

from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, World

_SEPARATED = re.compile(r"[^；;\s][；;]\s*[^；;\s]")
_NUMBERED = re.compile("(?:^|[；;。，,：:\\s])(?:[(（]?[1-9一二三四五六七八九][)）]|[1-9][.、．](?![0-9])|[①-⑨])")
_RUN_ON = re.compile("^[(（]?(?:1[.、．)）](?![0-9])|一、).+?[^0-9.．十][(（]?(?:2[.、．)）](?![0-9])|二、)")
"""A list whose lines were joined: 1.未悬挂许可证2.未建立台账."""
_SEVERAL = re.compile("(?<!等)行为(?:、|，|,|和|及|以及|或者?)[^，,。；;]{2,60}?行为")
_OMISSIONS = re.compile("未(?!成年|来|经)[^，,。；;]{3,30}?(?:、|以及|和|及)(?:未(?!成年|来|经)|拒不|擅自)"
                        "|未(?!成年|来|经|取得|获|依法取得)[^，,。；;]{2,30}?[，,]未(?!成年|来|经|取得)[^，,。；;]{2,30}?[，,](?:并且?)?(?:未|拒不|擅自)"
                        "|未(?!成年|来|经|取得|获|依法取得)[^，,。；;]{2,30}?[，,]并(?:且)?(?:使用|擅自|提供|销售|转让|收取|发布)")
_OPEN = re.compile("等(?:违法|违规)?行为(?:的?(?:行政)?处罚)?$")


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when the cell lists several kinds of conduct or leaves the list open."""
    text = item.violation or ""
    if _SEPARATED.search(text) or len(_NUMBERED.findall(text)) > 1 or _RUN_ON.search(text) or _SEVERAL.search(text) or _OMISSIONS.search(text):
        yield Remark("violation", "一个事项里写了不止一种违法行为。")
    elif found := _OPEN.search(text):
        yield Remark("violation", f"「{found[0]}」没有说尽是哪些违法行为。", hint="只写本事项的一种行为，其他行为另列事项。")


RULE = Rule(
    id="I07", slug="one-conduct", title="一行一种违法行为", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第五条第二款",),
    rationale="不同的行为，罚则、危害和改正的办法往往不同，放在一行里条件就对不上，镇街赋权和检索也无法对应。",
    hint="拆成几个事项，每个事项写各自的罚则和条件。",
    examples=(
        passes("一种行为"),
        passes("同一行为的几种对象", violation="在河道管理范围内倾倒垃圾、渣土"),
        passes("同一行为的两种表现", violation="未将许可证悬挂或者摆放在显著位置"),
        flags("violation", "分号隔开两种行为", violation="未悬挂许可证；未建立台账"),
        flags("violation", "编号列举", violation="1.未悬挂许可证 2.未建立台账"),
        flags("violation", "编号列举，没有分开", violation="1.未悬挂许可证2.未建立台账"),
        passes("小数不是编号", violation="1.2米以下的儿童未由成人陪同乘坐游乐设施第2、第3排"),
        flags("violation", "两种行为并列", violation="未悬挂许可证的行为和未建立台账的行为"),
        flags("violation", "两种不作为并列", violation="未按照规定悬挂许可证、未建立进货台账"),
        passes("没有许可而从事活动，只是一种行为", violation="未取得许可证，未经批准擅自从事印刷经营活动"),
        passes("不履行义务而交付，只是一种行为", violation="建设单位未组织竣工验收，擅自交付使用"),
        passes("总的义务和其中一项，只是一种行为", violation="运输粮食未执行国家运输技术规范，未采取防雨措施"),
        flags("violation", "逗号隔开三种行为", violation="未移交有关资料，未办理承接查验手续，擅自交付使用"),
        flags("violation", "不作为，并且另有作为", violation="广告引用数据未表明出处，并使用国家级等用语"),
        flags("violation", "等行为", violation="接纳未成年人进入营业场所等行为"),
    ),
    check=check)
