"""Who imposes the penalty: 由县级以上人民政府生态环境主管部门责令改正 → 生态环境主管部门."""

import re

_BY = re.compile(
    "由(?P<who>[^，。；：]{1,60}?(?:部门|机构|机关|海关))(?:[依按根][^，。；：]{0,16}?|对[^，。；：]{1,30}?)?"
    "(?:责令|给予警告|给予通报|予以警告|警告|通报批评|没收|吊销|暂扣|处罚款|处以|处(?=[0-9一二三四五六七八九十百千]))")
_LEVEL = re.compile(
    "省、自治区、直辖市|(?:直辖市、)?(?:设区的|城)?市、县|(?:县级|省级|市级|设区的市级|设区的市|地方|当地|同级|本级|国务院|国家(?!安全))(?:以上)?(?:地方)?(?:各级)?"
    "|(?:城市)?人民政府|及其")
_OPEN = re.compile(
    "有关|其他|确定的|指定的|授权|相应|有权|等(?:主管|监督管理|行政)?(?:部门|机构|机关)|原|上级|上一级|任免|监察|所在|所属|派出|设立|核准|核发|颁发"
    "|发证|登记机关|许可|审批|批准|监督检查部门|协助|报请|职责的|管理权的|前款|前两款")
_WORK = re.compile("^(?:具体)?(?:管理|负责|负有|承担)(?P<what>.+?)(?:监督管理|管理|监管)?(?:工作|职责)?的?$")
_AND = re.compile("[、，；;]|或者|以及|会同|和|及|或")
_TAIL = re.compile("(?:行政主管|行政管理|监督管理|行政执法|行政|主管|管理|综合执法)?(?:部门|机构|机关)$|(?<=.)行政$")


def authorities(text: str) -> tuple[str, ...]:
    """The names of the authorities that a penal clause lets impose its penalty, each once, in order, without their level.

    Nothing when the clause leaves it open who acts (有关部门, 人民政府确定的部门, 市场监管等部门).
    """
    found: list[str] = []
    for match in _BY.finditer(re.sub(r"\s", "", text)):
        if _OPEN.search(match["who"]):
            return ()
        found.extend(names(match["who"]))
    return tuple(dict.fromkeys(found))


def names(phrase: str) -> list[str]:
    """The single names in a phrase, without their level: 县级以上人民政府农业农村、林业草原主管部门 → 农业农村, 林业草原主管部门."""
    return [name for name in _AND.split(_LEVEL.sub("", phrase)) if field_of(name)]


def field_of(name: str) -> str:
    """What an authority is in charge of, by which two names of it can be told to mean the same: 卫生行政部门 → 卫生."""
    bare = _TAIL.sub("", name.strip())
    work = _WORK.match(bare)
    return work["what"] if work else bare
