"""Which old articles the random labels are about: `python -m benchmarks.lawmap.draw FOLDER` prints them, the same every time.

`random` has three strata, since nine articles in ten of small revisions did not change: the laws that went into the code
(生态环境法典), six laws that were revised in earnest, and all the others. `blind` is one article of each of seventy texts that
another followed, among those whose words stand nowhere in the new text and that no other sample has. `third` is one article of each of
forty-five such texts and, of thirty, one that hardly resembles any new article.
"""

import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks.lawmap.measure import ROOT, Place, cosines, labels, statutes
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
THIRD = 45
UNLIKE = 30
UNLIKE_LEAST = 0.35
"""Texts of which one article was drawn when the map had been improved once more, and those of which one below this cosine was drawn."""


def stratum(law_id: str, following: str) -> str:
    """The stratum of the articles of `law_id`."""
    if following.startswith(CODE):
        return "code"
    return "revised" if law_id.split("@")[0] in REVISED else "others"


def order(place: Place) -> str:
    """Articles in this order are in no order at all: a fixed seed and the place, hashed."""
    return hashlib.sha256("qingdan {} {} {}".format(*place).encode()).hexdigest()


def draw(folder: Path) -> list[tuple[Place, str]]:
    """The articles and the sample of each (`random`, `later`, `blind` or `third`), in the order of the laws."""
    laws, texts = Registry(*load_laws(ROOT)), statutes(folder)
    strata: dict[str, list[Place]] = defaultdict(list)
    for law_id, articles in texts.items():
        following = successor(laws, law_id)
        if following in texts:
            strata[stratum(law_id, following)].extend((law_id, *text.place) for text in articles)
    drawn = {name: sorted(places, key=order) for name, places in strata.items()}
    first = [(place, "random") for name, size in SIZES.items() for place in drawn[name][:size]]
    return sorted([*first, *((place, "later") for place in drawn["code"][SIZES["code"] :][:LATER]), *((place, "blind") for place in blind(laws, texts)),
                   *((place, "third") for place in third(laws, texts))])


def blind(laws: Registry, texts: Mapping[str, Sequence[Text]]) -> Iterator[Place]:
    """One article of each of the first texts in the order of a second seed."""
    changed, again = _changed(laws, texts, ("blind", "third")), partial(_seeded, "blind")
    for law_id in sorted(changed, key=again)[:BLIND]:
        yield min(changed[law_id], key=again)


def third(laws: Registry, texts: Mapping[str, Sequence[Text]]) -> Iterator[Place]:
    """In the order of a third seed: one article of each of the first texts, then of others one that is unlike all that is new."""
    changed, again = _changed(laws, texts, ("third",)), partial(_seeded, "third")
    usual = [min(changed[law_id], key=again) for law_id in sorted(changed, key=again)[:THIRD]]
    yield from usual
    unlike: dict[str, Place] = {}
    for place in sorted((place for places in changed.values() for place in places if place not in usual), key=again):
        if len(unlike) < UNLIKE and place[0] not in unlike and _likest(laws, texts, place) < UNLIKE_LEAST:
            unlike[place[0]] = place
    yield from unlike.values()


def _changed(laws: Registry, texts: Mapping[str, Sequence[Text]], later: Sequence[str]) -> dict[str, list[Place]]:
    """By law, the articles whose words stand nowhere in the new text, less those of any sample but the `later` ones."""
    known = {place for place, rows in labels().items() if rows[0]["sample"] not in later}
    changed: dict[str, list[Place]] = {}
    for law_id, articles in texts.items():
        following = successor(laws, law_id)
        if following in texts:
            words = {text.plain for text in texts[following]}
            places = [(law_id, *text.place) for text in articles if text.plain not in words and (law_id, *text.place) not in known]
            if places:
                changed[law_id] = places
    return changed


def _likest(laws: Registry, texts: Mapping[str, Sequence[Text]], place: Place) -> float:
    """The greatest plain cosine that any new article has with the old one."""
    old = next(text for text in texts[place[0]] if text.place == place[1:])
    return max(cosines(old, texts[successor(laws, place[0]) or ""]).values())


def _seeded(seed: str, what: object) -> str:
    return hashlib.sha256(f"qingdan {seed} {what}".encode()).hexdigest()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("用法：python -m benchmarks.lawmap.draw 法规文本目录")
    for (law, article, suffix), sample in draw(Path(sys.argv[1])):
        print(law, article, suffix, sample)
