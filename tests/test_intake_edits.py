"""Marks of the work on a draft are asked about; words in brackets that belong to the conduct are not."""

import pytest

from generator.intake.edits import mark_in


@pytest.mark.parametrize("conduct", [
    "未亮照经营", "违反《东莞市户外广告管理办法》（废止）", "违反《户外广告管理办法》（废止）设置户外广告", "违反《户外广告管理办法》（已废止）第三条设置户外广告",
    "违反《食品安全法》（修订）第三十四条", "违反《户外广告管理办法（修订）》设置户外广告", "使用已经公告（废止）的标准", "使用【作废】的票据", "以已（取消）的资质投标",
    "擅自变更（调整）用地性质", "未按规定办理注销（取消）登记", "篡改、隐匿（删除）监测数据"])
def test_what_belongs_to_the_conduct_is_not_asked_about(conduct: str) -> None:
    assert mark_in(conduct) == ""


@pytest.mark.parametrize(("conduct", "mark"), [
    ("未亮照经营（拟删除）", "（拟删除）"), ("【新增】未亮照经营", "【新增】"), ("未亮照经营（废止）", "（废止）"), ("（废止）未亮照经营", "（废止）"),
    ("违反《户外广告管理办法》（拟废止）", "（拟废止）"), ("违反《户外广告管理办法》（删除）", "（删除）"), ("违反《户外广告管理办法》（修订）", "（修订）"),
    ("违反《户外广告管理办法》（废止）设置户外广告（删除）", "（删除）"), ("未亮照经营（删除）的", "（删除）"), ("未按规定变更（建议删除）登记", "（建议删除）"),
    ("未按规定变更（取消）", "（取消）"), ("未公示（修改）收费标准", "（修改）"), ("（已取消）的资质", "（已取消）")])
def test_what_may_be_a_mark_is(conduct: str, mark: str) -> None:
    assert mark_in(conduct) == mark
