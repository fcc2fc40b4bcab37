"""The templates of documents: a city's own before the installed one, their slots, and words that are never read as template."""

import re

import pytest
from conftest import City
from hypothesis import given
from hypothesis import strategies as st
from papers import paper_of, said

from generator.document.blocks import Paragraph
from generator.document.template import filled, read
from generator.model import Refusal


def test_a_template_of_the_city_comes_before_the_installed_one(city: City) -> None:
    root = city(files={"site_src/documents/notice.txt": "标题：{部门}自己的通知\n第一段[，{旧文}]。\n"})
    assert (paper_of(root).title, said(paper_of(root))) == ("示例市市场监督管理局自己的通知", ["第一段。"])


def test_an_unknown_slot_is_named_with_its_line(city: City) -> None:
    with pytest.raises(Refusal, match=r"notice\.txt:2 中的“{部们}”没有这一项"):
        paper_of(city(files={"site_src/documents/notice.txt": "标题：甲\n{部们}\n"}))


@given(st.text(alphabet="甲{}[]部门一#：\n"))
def test_words_of_a_slot_are_never_read_as_template(words: str) -> None:
    made = filled("标题：题\n前{部门}后\n{条}", {"部门": words or "空", "条": (words or "空",)})
    assert [str(block.text) for block in made.blocks if isinstance(block, Paragraph)] == [f"前{words or '空'}后", words or "空"]


@pytest.mark.parametrize("name", ["notice", "rules", "compilation", "township", "yearly"])
def test_shipped_templates_ask_only_for_slots_that_exist(name: str, city: City) -> None:
    text = read(city(), name)
    declared = set(re.findall(r"\{(\w+)\}", text))
    assert declared
    assert filled(text, dict.fromkeys(declared, "值"), name).title
