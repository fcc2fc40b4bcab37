"""Who imposes a penalty, read from the clause: names, levels left out, and silence where the clause leaves it open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.article_facts import authorities_of
from generator.model import LawArticle
from generator.penalty.authority import authorities, field_of, names


@pytest.mark.parametrize(("clause", "named"), [
    ("由县级以上人民政府生态环境主管部门责令改正，处二万元以下的罚款", ("生态环境主管部门",)),
    ("由市场监督管理部门责令停止发布", ("市场监督管理部门",)),
    ("由省、自治区、直辖市人民政府卫生行政部门给予警告", ("卫生行政部门",)),
    ("由县级以上地方人民政府水行政、自然资源主管部门责令停止", ("水行政", "自然资源主管部门")),
    ("由农业主管部门、公安机关依据各自职权没收", ("农业主管部门", "公安机关")),
    ("由司法行政部门对公证机构给予警告", ("司法行政部门",)),
    ("由管理节能工作的部门处十万元以上三十万元以下罚款", ("管理节能工作的部门",)),
    ("由国家安全机关责令改正", ("国家安全机关",)),
    ("由县级以上地方人民政府确定的监督管理部门责令改正", ()),
    ("由有关部门责令改正", ()),
    ("由生态环境等主管部门按照职责责令改正", ()),
    ("由原发证机关吊销许可证", ()),
    ("由任免机关依法给予处分", ()),
    ("责令改正，处五千元以上五万元以下罚款", ()),
])
def test_the_authorities_of_a_clause(clause: str, named: tuple[str, ...]) -> None:
    assert authorities(clause) == named


@pytest.mark.parametrize(("one", "other"), [
    ("卫生行政部门", "卫生主管部门"), ("水行政", "水行政主管部门"), ("管理节能工作的部门", "节能主管部门"),
    ("负责水路运输管理的部门", "水路运输管理部门"), ("市场监督管理部门", "市场监督管理机构")])
def test_names_of_the_same_authority(one: str, other: str) -> None:
    assert field_of(one) == field_of(other)


@pytest.mark.parametrize(("one", "other"), [("卫生主管部门", "环境卫生主管部门"), ("交通主管部门", "公安机关交通管理部门"), ("文化主管部门", "文物主管部门")])
def test_names_of_different_authorities(one: str, other: str) -> None:
    assert field_of(one) != field_of(other)


def test_a_phrase_with_several_names() -> None:
    assert [field_of(name) for name in names("粮食和储备行政管理部门")] == ["粮食", "储备"]


@given(st.lists(st.sampled_from(["由", "部门", "机关", "责令", "、", "人民政府", "主管", "卫生", "县级以上", "处一万元"]), max_size=30).map("".join))
def test_a_name_is_never_empty_and_has_no_separator(text: str) -> None:
    for name in authorities(text):
        assert field_of(name)
        assert not set(" ;、，") & set(name)


def test_authorities_keep_the_order_of_the_law() -> None:
    article = LawArticle(authorities="粮食 储备行政管理部门;公安机关")
    assert [authorities_of(article, 1), authorities_of(article, None)] == [("粮食", "储备行政管理部门"), ("粮食", "储备行政管理部门", "公安机关")]
