"""The folder of a draft edition for public comment: beside the site, never in it."""

from pathlib import Path

from generator import report
from generator.document import words
from generator.document.consultation import Draft, pages
from generator.model import Refusal
from generator.render import watermarked
from generator.site.publication import MARKER as SITE
from generator.site.publication import published

MARKER = "consultation.json"
"""The file by which such a folder is known, and may be replaced."""


def build(draft: Draft, *, root: Path, out: Path) -> int:
    """Write the folder and return how many pages it has. Refusal when `out` is a site, lies within one, or is another's."""
    for folder in (out.resolve(), *out.resolve().parents):
        if (folder / SITE).is_file():
            raise Refusal(f"{folder} 是生成的网站，征求意见稿不能放进去。请换一个 --out。")
    city, edition, as_of = draft.world.book.city, draft.edition, draft.world.as_of
    notice = words.DEMO if city.demo else ""
    dates = f"征求意见至{words.day(edition.consult_to)}止。截至{words.day(as_of)}。{words.CAUTION}。"
    count = 0
    with published(out, root, MARKER) as publication:
        for page in pages(draft):
            publication.write(f"{page.path}index.html", watermarked.html(page, notice, dates))
            count += 1
        publication.write(watermarked.STYLE_PATH, watermarked.STYLE)
        publication.write_json(MARKER, "consultation", report.answer(
            "consultation", as_of, edition=edition.edition, department=edition.department, title=draft.title, notice=notice or None,
            consult_from=edition.text("consult_from"), consult_to=edition.text("consult_to"), items=len(draft.items), ending=len(draft.ending)))
    return count
