"""Which old articles the random labels are about: `python -m benchmarks.lawmap.draw FOLDER` prints them, the same every time.

Three strata, since nine articles in ten of small revisions did not change: the laws that went into the code (生态环境法典),
six laws that were revised in earnest, and all the others.
"""

import hashlib
import sys
from collections import defaultdict
from pathlib import Path

from benchmarks.lawmap.measure import ROOT, Place, statutes
from generator.book import load_laws
from generator.lawmap.links import successor
from generator.laws import Registry

CODE = "shengtaihuanjingfadian"
REVISED = ("tongjifa", "daoluyunshutiaoli", "xingzhengchufafa", "zhianguanlichufafa", "fanbuzhengdangjingzhengfa", "gongsifa")
SIZES = {"code": 80, "revised": 40, "others": 40}
LATER = 36
"""Articles of the first stratum that were drawn a second time."""


def stratum(law_id: str, following: str) -> str:
    """The stratum of the articles of `law_id`."""
    if following.startswith(CODE):
        return "code"
    return "revised" if law_id.split("@")[0] in REVISED else "others"


def order(place: Place) -> str:
    """Articles in this order are in no order at all: a fixed seed and the place, hashed."""
    return hashlib.sha256("qingdan {} {} {}".format(*place).encode()).hexdigest()


def draw(folder: Path) -> list[tuple[Place, str]]:
    """The articles and the sample of each (`random` or `later`), in the order of the laws."""
    laws, texts = Registry(*load_laws(ROOT)), statutes(folder)
    strata: dict[str, list[Place]] = defaultdict(list)
    for law_id, articles in texts.items():
        following = successor(laws, law_id)
        if following in texts:
            strata[stratum(law_id, following)].extend((law_id, *text.place) for text in articles)
    drawn = {name: sorted(places, key=order) for name, places in strata.items()}
    first = [(place, "random") for name, size in SIZES.items() for place in drawn[name][:size]]
    return sorted([*first, *((place, "later") for place in drawn["code"][SIZES["code"] :][:LATER])])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("用法：python -m benchmarks.lawmap.draw 法规文本目录")
    for (law, article, suffix), sample in draw(Path(sys.argv[1])):
        print(law, article, suffix, sample)
