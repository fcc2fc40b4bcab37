"""What people say in parts that no saying joins: what a pair of characters means is learned from the sayings that share it."""

from collections.abc import Sequence

from searching import ask, needs_node

from generator.search import meaning, postings
from generator.search.meaning import learned, meant
from generator.search.recalled import Holders, marks_of

TOLD = {"没盖土": ["裸露土方 覆盖"], "煤没盖": ["煤炭 覆盖", "密闭"], "沙没盖好": ["砂石 覆盖"], "没登记": ["未办理登记"]}
SAID = ("堆放物料未采取覆盖措施", "运输煤炭未密闭", "未办理养犬登记", "饲养烈性犬")


def holders(said: Sequence[str] = SAID) -> Holders:
    return Holders(marks_of(f"{number}" for number in range(len(said))), postings.read(said).pairs())


def test_what_the_sayings_that_share_a_pair_agree_in_stands_for_it() -> None:
    alike = learned(TOLD)["没盖"]
    assert alike[0][0] == "覆盖"
    assert [one for one, share in alike if share >= alike[0][1] / 2] == ["覆盖"]


def test_a_pair_means_entries_that_hold_what_stands_for_it() -> None:
    many = (*SAID, *(f"第{number}号" for number in range(20)))  # so that nothing is common
    found = {pair: who.tolist() for pair, who in postings.by_key(meant(TOLD, holders(many))).items()}
    assert found["没盖"][0] == 0
    assert 3 not in {entry for who in found.values() for entry in who}
    assert "登记" not in found  # it is held: it stands for itself


def test_no_vocabulary_no_meaning() -> None:
    assert meant({}, holders()).tolist() == []


def test_what_stands_for_most_entries_tells_nothing() -> None:
    assert meant(TOLD, holders()).tolist() == []
    assert meaning.COMMON * len(SAID) < 1


@needs_node
def test_a_part_of_a_saying_helps_another_question() -> None:
    answer, = ask("没标烟")  # 没标价 is a saying
    assert answer["ids"][0] == "2024-00001-G"
    assert answer["whole"] == []
