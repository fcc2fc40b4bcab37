"""The law map against hand labels, beside plain bigram cosine: `python -m benchmarks.lawmap.measure FOLDER` (statutes as `laws import` takes them).

The labels are of six samples. `random`: drawn by benchmarks/lawmap/draw.py and labelled from the texts before the map was
asked. `later`: drawn and labelled in the same way when the map had been improved with an eye on the first. `hard`: articles
picked because something happened to them; half of them served to choose weights and thresholds. `unseen`: from revisions
that had no label, drawn by how like plain cosine finds the nearest new article (a third hardly, so that many are gone) and by
paragraphs nearest to different articles (splits); labelled before the map was asked; since then it served to improve the map. `blind`: drawn
by draw.py from seventy texts after that, labelled before the map was asked, measured once; since then it served to improve the map.
`third`: drawn and labelled in the same way after that, thirty of its 75 articles among those that hardly resemble any new one; measured
once (docs/decisions.md has the figures), then two rules were narrowed after reading what they said of unlabelled articles.

Recall of `gone` is told twice: of all gone articles, and of those about which the map did not answer unsure. second.csv holds the
independent judgement of a second annotator on 210 articles and the decision on every disagreement; the labels follow the decision.
"""

import csv
import hashlib
import math
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from generator.book import load_laws
from generator.lawmap import Outcome
from generator.lawmap.pairs import Pairing, pairings
from generator.lawmap.text import Text, pairs, plain
from generator.laws import Registry
from generator.schema import tables
from generator.statutes import import_laws

ROOT = Path(__file__).resolve().parents[2]
SECOND = Path(__file__).parent / "second.csv"
Place = tuple[str, int, int]


def labels() -> Mapping[Place, list[dict[str, str]]]:
    """The hand labels by old article."""
    found: dict[Place, list[dict[str, str]]] = defaultdict(list)
    with (ROOT / "tests" / "lawmap_labels.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found[row["from_law_id"], int(row["from_article"]), int(row["from_suffix"])].append(row)
    return found


def held_out(place: Place) -> bool:
    """Which half an article belongs to: weights and thresholds were chosen on the other one."""
    return hashlib.sha256("{} {} {}".format(*place).encode()).digest()[0] % 2 == 1


def _sample(rows: Sequence[Mapping[str, str]]) -> str:
    return rows[0]["sample"]


SAMPLES: Sequence[tuple[str, Callable[[Place, Sequence[Mapping[str, str]]], bool]]] = (
    ("随机抽样", lambda place, rows: _sample(rows) == "random"),
    ("改进以后另抽的（都是并入法典的法）", lambda place, rows: _sample(rows) == "later"),
    ("最后盲抽的（只取有改动的，其中三十条与新条文都不相像）", lambda place, rows: _sample(rows) == "third"),
    ("此前盲抽的（七十个有后续版本的文本各一条，只取有改动的；后来用于改进）", lambda place, rows: _sample(rows) == "blind"),
    ("未用过的修订，多取已删去的和分拆的（后来用于改进）", lambda place, rows: _sample(rows) == "unseen"),
    ("难例，调整参数所用的一半", lambda place, rows: _sample(rows) == "hard" and not held_out(place)),
    ("难例，留出的一半", lambda place, rows: _sample(rows) == "hard" and held_out(place)),
)


def targets(rows: Sequence[Mapping[str, str]]) -> set[tuple[int, int]]:
    """The new articles of one old article."""
    return {(int(row["to_article"]), int(row["to_suffix"])) for row in rows if row["to_article"]}


def counted(wanted: Mapping[Place, list[dict[str, str]]], found: Mapping[Place, list[Pairing]],
            plainly: Mapping[Place, tuple[int, int]]) -> Counter[str]:
    """How often the map (and, as `baseline`, plain likeness) agrees with a set of labels, by what is asked."""
    count: Counter[str] = Counter()
    for place, rows in wanted.items():
        links, want = found[place], targets(rows)
        said_gone = links[0].verdict is Outcome.GONE
        count["said gone"] += said_gone
        count["gone"] += not want
        count["gone found"] += said_gone and not want
        count["gone answered"] += not want and links[0].verdict is not Outcome.UNSURE
        if not want:
            continue
        count["kept"] += 1
        unsure = links[0].verdict is Outcome.UNSURE
        count["unsure"] += unsure
        count["best right"] += links[0].place in want
        count["answered"] += not unsure and not said_gone
        count["answered right"] += links[0].place in want and not unsure
        count["baseline"] += plainly[place] in want
        if rows[0]["verdict"] == "split":
            count["parts"] += len(want)
            count["parts found"] += len(want & {link.place for link in links})
            count["splits"] += 1
            count["splits whole"] += want <= {link.place for link in links}
        else:
            count["single"] += 1
            count["needless split"] += len(links) > 1
        for row in rows:
            link = next((one for one in links if one.place in targets([row])), None)
            if link is not None and link.amount_changed is not None:
                count["amounts"] += 1
                count["amounts right"] += link.amount_changed == (row["amount_changed"] == "是")
        count["verdict right"] += links[0].verdict.value == rows[0]["verdict"]
    return count


def report(title: str, wanted: Mapping[Place, list[dict[str, str]]], found: Mapping[Place, list[Pairing]],
           plainly: Mapping[Place, tuple[int, int]]) -> None:
    """Print the figures of one set of labels."""
    count = counted(wanted, found, plainly)

    def share(part: str, whole: str) -> str:
        return f"{count[part]}/{count[whole]} = {count[part] / max(1, count[whole]):.1%}"

    print(f"{title}：{len(wanted)} 条旧条文")
    print(f"  首选正确　　　　　{share('best right', 'kept')}（朴素二元余弦 {share('baseline', 'kept')}）")
    print(f"  作答者中首选正确　{share('answered right', 'answered')}，答“存疑”{count['unsure']} 条")
    print(f"  “不再存在”　　　　准确 {share('gone found', 'said gone')}，查全 {share('gone found', 'gone')}，"
          f"不计存疑 {share('gone found', 'gone answered')}（朴素二元余弦不作此判断）")
    print(f"  分拆的各部分　　　{share('parts found', 'parts')}，全部找齐 {share('splits whole', 'splits')}，多报 {share('needless split', 'single')}")
    print(f"  数额是否改变　　　{share('amounts right', 'amounts')}")
    print(f"  结论一致　　　　　{share('verdict right', 'kept')}")


def agreement() -> None:
    """Print how far two annotators agree on what is gone (Cohen's kappa). Where a decision stands beside the second one's word, they differed."""
    with SECOND.open(encoding="utf-8", newline="") as stream:
        said = [(row["gone"] == "是", (row["gone"] == "是") != bool(row["adjudicated"])) for row in csv.DictReader(stream)]
    total, same = len(said), sum(second == first for second, first in said)
    second_gone, first_gone = (sum(pair[side] for pair in said) / total for side in (0, 1))
    chance = second_gone * first_gone + (1 - second_gone) * (1 - first_gone)
    print(f"两人各自判断是否不再存在：{total} 条中一致 {same} 条，kappa {(same / total - chance) / (1 - chance):.2f}")


def cosines(old: Text, new: Sequence[Text]) -> Mapping[tuple[int, int], float]:
    """The baseline: the cosine of counted character pairs with every new article."""
    mine = pairs(plain(old.whole))

    def norm(words: Mapping[str, int]) -> float:
        return math.sqrt(sum(n * n for n in words.values())) or 1.0

    theirs = {text.place: pairs(plain(text.whole)) for text in new}
    return {place: sum(n * words.get(sign, 0) for sign, n in mine.items()) / norm(mine) / norm(words) for place, words in theirs.items()}


def statutes(folder: Path) -> Mapping[str, Sequence[Text]]:
    """The texts of the folder by law."""
    texts = import_laws(folder, tables(), (ROOT / "lists" / "laws.csv").read_bytes()).texts
    return {law_id: tuple(map(Text.of, parsed)) for law_id, parsed in texts.items()}


def main() -> None:
    """Compute the map from the texts (hand-confirmed rows are not used) and compare."""
    if len(sys.argv) != 2:
        sys.exit("用法：python -m benchmarks.lawmap.measure 法规文本目录")
    laws = Registry(*load_laws(ROOT))
    texts = statutes(Path(sys.argv[1]))
    started = time.perf_counter()
    found: dict[Place, list[Pairing]] = defaultdict(list)
    for pairing in pairings(laws, texts):
        found[pairing.law_id, pairing.old.article, pairing.old.suffix].append(pairing)
    seconds = time.perf_counter() - started
    agreement()
    wanted = labels()
    plainly = {}
    for place, rows in wanted.items():
        old = next(text for text in texts[place[0]] if text.place == place[1:])
        if targets(rows):
            likeness = cosines(old, texts[rows[0]["to_law_id"]])
            plainly[place] = max(likeness, key=likeness.__getitem__)
    for title, chosen in SAMPLES:
        report(title, {place: rows for place, rows in wanted.items() if chosen(place, rows)}, found, plainly)
    verdicts = Counter(links[0].verdict.value for links in found.values())
    print(f"全部 {len(found)} 条旧条文：{dict(verdicts)}，计算用时 {seconds:.0f} 秒")


if __name__ == "__main__":
    main()
