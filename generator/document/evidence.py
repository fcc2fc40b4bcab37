"""What material usually shows that a condition is met: a hint read from the words of the condition, no part of the list."""

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Proof:
    """What the person can bring, and what the authority looks up or records itself."""

    bring: str
    check: str


UNSAID = Proof("能够说明这一条的原件或者复制件", "清单没有写明怎样证明，按《行政处罚法》第四十六条的证据种类收集并查证")
"""For a condition none of whose words is known."""

MANY = 3
"""More hints than this on one condition would be noise; the most specific stand first."""

_KNOWN: tuple[tuple[re.Pattern[str], Proof], ...] = tuple((re.compile(words), Proof(bring, check)) for words, bring, check in (
    ("主观过错|不能辨别真伪|合法取得|来源合法",
     "进货、查验、审核等证明没有过错的材料，由当事人提出", "逐份核对真伪，必要时向出具单位查证"),
    ("初次违法|首次违法|内未因|没有同类|无同类",
     "不必提供，由执法机关查询", "办案系统和信用信息中的既往处罚、不予处罚记录"),
    ("主动供述|如实供述|主动报告|书面报告|书面说明|主动说明",
     "书面说明，写明提交的时间", "询问笔录；线索登记时间，看供述是否在先"),
    ("主动消除|主动减轻|主动退|自行",
     "自行处理的影像、凭证，能看出时间", "立案、责令改正的时间，看处理是否在先"),
    ("及时改正|当场|即时|立即|整改|补办|补签|补报|补缴|补齐|补全|补测|更正|恢复|拆除|清除|清理|撤下|收回|退还|改正",
     "改正前后的影像，补办、退还、清运等凭证，能看出时间", "责令改正通知书及其送达时间，复查笔录"),
    ("周岁|未成年", "身份证、户口簿等身份证件", "核对出生日期"),
    ("精神|智力", "诊断、鉴定材料", "鉴定意见"),
    ("货值|违法所得|收入|票款|金额|费用|价款|[0-9一二三四五六七八九十百千万]+元",
     "账簿、合同、收款和付款记录", "交易记录、价格材料和核算过程"),
    ("检测|检验|监测|试验|抽样|复检|鉴定", "检测、检验、鉴定报告", "出具机构的资质和报告的真伪"),
    ("许可证|营业执照|备案|资格证|登记证|资质|审批|审查合格|验收", "证照、批准或者受理文件", "在登记、审批系统中核对"),
    ("危害后果|社会危害|没有造成|未造成|未引发|未发生|没有发生|投诉|事故",
     "没有损失或者已经赔付的说明、凭证", "现场笔录；投诉举报、事故和复查记录"),
    ("记录|台账|凭证|票据|合同|报告|档案|影像|清单", "条件所说的记录、凭证原件", "复制、编页，由当事人签认"),
    ("不超过|不足|不少于|不低于|不大于|不小于|以下|面积|数量|长度|仅",
     "台账、图纸、登记册等能看出数量的材料", "现场笔录、勘验或者测量记录、照片"),
))


@lru_cache(maxsize=4096)
def proofs(condition: str) -> tuple[Proof, ...]:
    """The hints for one point of the conditions, at most `MANY`; `UNSAID` when there is none."""
    found = tuple(proof for words, proof in _KNOWN if words.search(condition))
    return found[:MANY] or (UNSAID,)


def to_bring(conditions: tuple[str, ...]) -> tuple[str, ...]:
    """What a person can bring for all conditions together, each once; what the authority looks up itself is left out."""
    found = dict.fromkeys(proof.bring for condition in conditions for proof in proofs(condition))
    return tuple(bring for bring in found if not bring.startswith("不必") and bring != UNSAID.bring)
