"""What a finding quotes of a number or a name: that alone, without the words before and after it."""

import pytest

from generator.legality.example import model_item, model_world
from generator.legality.judge import by_id, examine
from generator.legality.personal_data import case_number, company_name, person_name


@pytest.mark.parametrize(("text", "number"), [
    ("依据示卫罚决字〔2023〕15号处理", "示卫罚决字〔2023〕15号"), ("本事项参照示市监罚〔2024〕12号", "示市监罚〔2024〕12号"),
    ("见行政处罚决定书示水罚字〔2023〕第15号", "示水罚字〔2023〕第15号"), ("参见(2023)示水罚字第15号", "(2023)示水罚字第15号"),
    ("(2021)示水罚决〔015〕号", "(2021)示水罚决〔015〕号"), ("见(2024)粤01行终123号判决", "(2024)粤01行终123号"),
    ("国办发〔2022〕27号", None), ("(2022)示府规第15号", None), ("(2021)修订的处罚办法第3号附件", None),
])
def test_case_numbers(text: str, number: str | None) -> None:
    assert case_number(text) == number


@pytest.mark.parametrize(("text", "name"), [
    ("当事人张伟明提出申请", "当事人张伟明"), ("举报人李雷提供线索", "举报人李雷"), ("投诉人李雷反映情况", "投诉人李雷"),
    ("经办人王小明负责", "经办人王小明"), ("当事人李建国的陈述", "当事人李建国"), ("法定代表人欧阳修(已变更)", "法定代表人欧阳修"),
    ("当事人陈述申辩的", None), ("经营者许可证的", None), ("当事人高空作业未系安全带", None), ("经营者金属材料提供不全", None),
    ("当事人曾因同类行为受过处罚", None), ("当事人能够提供进货票据", None), ("经营者东方式样的招牌", None),
])
def test_names_of_persons(text: str, name: str | None) -> None:
    assert person_name(text) == name


@pytest.mark.parametrize(("text", "name"), [
    ("参照示例市宏达机械制造有限公司", "示例市宏达机械制造有限公司"), ("源于对示例市青禾镇宏达五金厂的检查", "示例市青禾镇宏达五金厂"),
    ("有限责任公司未按规定办理变更登记", None),
])
def test_names_of_companies(text: str, name: str | None) -> None:
    assert company_name(text) == name


@pytest.mark.parametrize(("rule", "secret"), [("J01", "11010519491231002X"), ("J02", "91990100MA0000000D"), ("J03", "13812345678")])
def test_a_report_does_not_repeat_the_number(rule: str, secret: str) -> None:
    found = list(examine(by_id()[rule], model_world((model_item(note=f"见{secret}一案"),))))
    assert [one.field for one in found] == ["note"]
    assert secret not in found[0].message
    assert secret[:3] in found[0].message
