"""Every way a table can be at fault: the S rules, with their severity, explanation, cure and an example."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model import Severity


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of table fault. `example` is path → content as a clerk might have written it; the page shows what
    is really said about it."""

    id: str
    title: str
    severity: Severity
    rationale: str
    hint: str
    example: Mapping[str, str]


_TOWNS = "镇街代码,镇街名称,生效日期,失效日期\n"
SOUND: Mapping[str, str] = {"lists/townships.csv": f"{_TOWNS}qinghe,青禾镇,2020-01-01,\n"}
"""A table without fault: the lawful neighbour of every example."""


def _fault(number: int, title: str, rationale: str, hint: str, example: str | Mapping[str, str],
           severity: Severity = Severity.ERROR) -> Fault:
    """`example` is the content of lists/townships.csv, unless it says itself what stands where."""
    where = {"lists/townships.csv": example} if isinstance(example, str) else example
    return Fault(f"S{number:03d}", title, severity, rationale, hint, where)


UNREADABLE = _fault(1, "文件无法读取", "文件不是 CSV 文本，或者太大，内容一行也没有读；或者部门交来的工作簿有一处损坏，读不完整。",
                    "用 Excel 或 WPS 打开原表，另存为“CSV UTF-8（逗号分隔）”后替换这个文件。",
    "")
UNTIDY = _fault(2, "写法不规范，但不影响内容", "编码、换行、引号、空格、列序或行序与规范写法不同；内容没有损失，可以自动整理。",
                "运行 qingdan fmt 自动整理，不会改动内容。",
    f"\ufeff{_TOWNS}qinghe,青禾镇,2020-01-01,\n", Severity.WARNING)
HEADER = _fault(3, "表头有误", "第一行必须是表头，每一列都要认得，不能缺、不能多、不能重复。",
                "照网站“数据字典”页改正第一行的列名；不需要的列请删除。",
    "镇街代码,名字,生效日期,失效日期\nqinghe,青禾镇,2020-01-01,\n")
WIDTH = _fault(4, "单元格多了、少了或者错位", "这一行的单元格比表头多或者少，或者移回一格就处处合乎写法：内容已经错位，整行没有采用。",
               "在表格软件里检查这一行是否多了或少了单元格（常见原因：内容中的逗号没有加引号）。",
    f"{_TOWNS}qinghe,青禾镇,又名青禾,2020-01-01,\n")
DATE = _fault(5, "日期写法不对", "日期一律写作 2024-01-01 的样子，并且当年当月确有这一天。", "改为形如 2024-01-01 的日期；在 Excel 中先把该列设为“文本”。",
    f"{_TOWNS}qinghe,青禾镇,2020/1/1,\n")
REQUIRED = _fault(6, "必填的单元格为空", "这一列必须填写。", "填写这个单元格。",
    f"{_TOWNS}qinghe,,2020-01-01,\n")
DUPLICATE = _fault(7, "重复的记录", "同一编号、同一施行日期只能有一行（其他表：主键相同只能有一行）；一个部门、镇街同一天只有一个名称，city.csv 只有一行。",
                   "删除重复的一行；如果是不同的事项，用 qingdan new 取新编号。",
    f"{_TOWNS}qinghe,青禾镇,2020-01-01,\nqinghe,青禾镇,2020-01-01,\n")
IDENTIFIER = _fault(8, "编号有误", "编号形如 2026-00417-N，末位是校验码，可以查出抄错的数字。没有编号、几乎没有内容的一行（合计、填表人、说明）不是事项，不采用。", "从原表复制编号；新事项用 qingdan new 取编号。",
    {"lists/redactions.csv": "事项编号,字段,理由,日期\n2026-00471-N,note,误载,2026-01-01\n"})
VALUE = _fault(9, "取值不在规定的范围内", "这一列只能填规定的几个值。", "从规定的值中选一个，不要加别的字。",
    {"lists/city.csv": "城市名称,演示数据,法规库核对日期,站点地址,功能开关\n示例市,yes,,,\n"})
FORM = _fault(10, "写法不符合要求", "这一列有固定的写法。", "改成所说的写法；各列的写法见网站的“数据字典”页。",
    f"{_TOWNS}青禾,青禾镇,2020-01-01,\n")
LENGTH = _fault(11, "内容太长", "单元格超过了字数上限，多半是把整段条文或者整张表粘贴了进来。", "只保留需要的内容；条文全文不必粘贴，写明条款号即可。",
    f"{_TOWNS}qinghe,{'青禾' * 40}镇,2020-01-01,\n")
CONTROL = _fault(12, "单元格里有控制字符或者乱码", "换行、制表符、零宽字符、方向控制符会使显示和比对出错；乱码“\ufffd”说明转换编码时丢了字。须由人确认后改正。",
                 "删除这些字符；需要分条的，用“1.…；2.…”写在同一行。",
    f'{_TOWNS}qinghe,"青禾\n镇",2020-01-01,\nshiqiao,石\ufffd镇,2020-01-01,\n')
FORMULA = _fault(13, "单元格像公式，或者是公式的错误值", "以 = + - @ 开头的内容会被表格软件当作公式执行；#REF! 一类是公式算不出结果时留下的，不是内容。",
                 "改写开头，例如在数字前写出单位或文字；没有内容的空着，不写“-”。",
    f"{_TOWNS}qinghe,=1+1,2020-01-01,\nshiqiao,#REF!,2020-01-01,\n")
REFERENCE = _fault(15, "引用的记录不存在", "这个代码或编号在对应的表里找不到；或者是别的部门的发布批次，或者那个批次没有公布这一种清单；或者几个批次互相替代，分不清先后。", "核对代码；需要的话先在对应的表里登记。",
    {"lists/organisations.csv": "部门代码,部门名称,曾用名,生效日期,失效日期\nscjg,示例市市场监督管理局,,,\n",
     "lists/delegations.csv": "镇街代码,部门代码,处罚依据,基本编码,生效日期,收回日期,赋权依据\nqinge,scjg,,,2020-01-01,,\n"})
QUOTES = _fault(16, "引号不配对", "双引号没有成对，从这里起无法可靠地分出单元格，整个文件没有采用。",
                "检查这一行附近的英文双引号；内容里的双引号要写成两个。",
    f'{_TOWNS}qinghe,"青禾镇,2020-01-01,\n')
MISPLACED = _fault(17, "文件不在规定的位置", "lists/ 下只能放规定名称的 CSV 文件。", "按 README 中的目录改名或移动；部门交来的 Excel 文件放在别处，用 qingdan import 收进清单。",
    {"lists/清单.xlsx": "PK"})
MISSING_LIST = _fault(18, "缺少清单文件", "每个部门的四张清单都要有文件；没有事项的清单只留表头，公开时写明“本部门暂无”。",
                      "新建这个文件，第一行放表头。",
                      {"lists/exemptions/scjg/no-penalty.csv": "事项编号\n"}, Severity.WARNING)

BACKWARDS = _fault(19, "失效日期早于生效日期", "一段时间不能在开始以前结束；这样的一行从来没有适用过，多半是日期抄错了。",
                   "核对两个日期；从未适用的，两个日期写成同一天。",
    f"{_TOWNS}qinghe,青禾镇,2020-01-01,2019-01-01\n")
MISSING_TABLE = _fault(20, "缺少全市共用的表", "没有 city.csv 就不知道是不是演示数据、法规库核对到哪一天；没有 laws.csv 就无法核对任何引文；"
                       "没有清单就没有检查任何内容。", "从仓库恢复这个文件。",
                       {"lists/exemptions/scjg/no-penalty.csv": "事项编号\n"}, Severity.WARNING)

FAULTS: tuple[Fault, ...] = (
    UNREADABLE, UNTIDY, HEADER, WIDTH, DATE, REQUIRED, DUPLICATE, IDENTIFIER, VALUE, FORM, LENGTH, CONTROL, FORMULA,
    REFERENCE, QUOTES, MISPLACED, MISSING_LIST, BACKWARDS,
    MISSING_TABLE)

WAIVER = Fault("W01", "豁免过期、没有用处或者不允许", Severity.ERROR,
               "豁免由司法局对一个事项、一条规则作出，要有理由、批准人和截止日期；过期的、已经用不着的和对不得豁免的规则作出的，留着会让人以为仍然有效。",
               "删除 waivers.csv 的这一行；仍然需要的，由司法局重新批准后更新截止日期。", {})
"""Not a fault of a table as such: what is said of a row of waivers.csv once all rules have spoken."""

OF_KEYWORD = {"required": REQUIRED, "date": DATE, "item-id": IDENTIFIER, "enum": VALUE, "pattern": FORM,
              "maxLength": LENGTH}
"""Which fault a broken schema keyword is."""
