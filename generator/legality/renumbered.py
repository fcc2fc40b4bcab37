"""An article number read on another day than the one it was written for: what to know before looking it up."""

from datetime import date

from generator.citation import Citation, article_label
from generator.lawmap import Outcome, law_map
from generator.laws import registry
from generator.model import World


def renumbered(citation: Citation, written_on: date, day: date, world: World) -> str:
    """A caution when the law has another text on `day` than on `written_on`, in which the number means something else; else nothing.

    Where the article went is told when the stored map of articles is sure of it.
    """
    laws, place = world.once(registry), (citation.article or 0, citation.article_sub or 0)
    written, found = laws.resolve(citation, written_on), laws.resolve(citation, day)
    if written.version is None or found.version is None or written.law_id == found.law_id:
        return ""
    if written.article and found.article and written.article.hash and written.article.hash == found.article.hash:
        return ""
    of = f"条款号按{written.version.titled}写"
    links = world.once(law_map).follow(written.law_id or "", *place, found.law_id or "")
    sure = [] if any(link.verdict is Outcome.UNSURE for link in links) else [link.target[1:] for link in links if link.target]
    if sure and place not in sure:
        now = "、".join(article_label(article, suffix or None) for article, suffix in sorted(set(sure)))
        return f"{of}，那一条在{found.version.titled}中是{now}，这里的{article_label(place[0], place[1] or None)}是别的规定"
    return f"{of}，{found.version.titled}中同号的条文内容不同，请核对"
