"""Which old articles the random labels are about: `python -m benchmarks.lawmap.draw FOLDER` prints them, the same every time.

`random` has three strata, since nine articles in ten of small revisions did not change: the laws that went into the code
(生态环境法典), six laws that were revised in earnest, and all the others. `blind` is one article of each of seventy texts that
another followed, among those whose words stand nowhere in the new text and that no other sample has.
"""

import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.lawmap.measure import ROOT, Place, labels, statutes
from generator.book import load_laws
from generator.lawmap.links import successor
from generator.lawmap.text import Text
from generator.laws import Registry

CODE = "shengtaihuanjingfadian"
REVISED = ("tongjifa", "daoluyunshutiaoli", "xingzhengchufafa", "zhianguanlichufafa", "fanbuzhengdangjingzhengfa", "gongsifa")
SIZES = {"code": 80, "revised": 40, "others": 40}
LATER = 36
"""Articles of the first stratum that were drawn a second time."""

BLIND = 70
"""Texts of which one article was drawn when the map had been improved with an eye on all the other samples."""


def stratum(law_id: str, following: str) -> str:
    """The stratum of the articles of `law_id`."""
    if following.startswith(CODE):
        return "code"
    return "revised" if law_id.split("@")[0] in REVISED else "others"


def order(place: Place) -> str:
    """Articles in this order are in no order at all: a fixed seed and the place, hashed."""
    return hashlib.sha256("qingdan {} {} {}".format(*place).encode()).hexdigest()


def draw(folder: Path) -> list[tuple[Place, str]]:
    """The articles and the sample of each (`random`, `later` or `blind`), in the order of the laws."""
    laws, texts = Registry(*load_laws(ROOT)), statutes(folder)
    strata: dict[str, list[Place]] = defaultdict(list)
    for law_id, articles in texts.items():
        following = successor(laws, law_id)
        if following in texts:
            strata[stratum(law_id, following)].extend((law_id, *text.place) for text in articles)
    drawn = {name: sorted(places, key=order) for name, places in strata.items()}
    first = [(place, "random") for name, size in SIZES.items() for place in drawn[name][:size]]
    return sorted([*first, *((place, "later") for place in drawn["code"][SIZES["code"] :][:LATER]), *((place, "blind") for place in blind(laws, texts))])


def blind(laws: Registry, texts: Mapping[str, Sequence[Text]]) -> Iterator[Place]:
    """One article of each of the first texts in the order of a second seed."""
    known = {place for place, rows in labels().items() if rows[0]["sample"] != "blind"}
    changed: dict[str, list[Place]] = {}
    for law_id, articles in texts.items():
        following = successor(laws, law_id)
        if following in texts:
            words = {text.plain for text in texts[following]}
            places = [(law_id, *text.place) for text in articles if text.plain not in words and (law_id, *text.place) not in known]
            if places:
                changed[law_id] = places
    for law_id in sorted(changed, key=_again)[:BLIND]:
        yield min(changed[law_id], key=_again)


def _again(what: object) -> str:
    return hashlib.sha256(f"qingdan blind {what}".encode()).hexdigest()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("用法：python -m benchmarks.lawmap.draw 法规文本目录")
    for (law, article, suffix), sample in draw(Path(sys.argv[1])):
        print(law, article, suffix, sample)
