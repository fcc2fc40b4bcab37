"""A folder of statutes as it is delivered: the versions and articles that can be trusted, and what is wrong with the others.

Whatever is left out or odd is told in `doubts`, one Chinese sentence each.
"""

import csv
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import zip_longest
from pathlib import Path

from generator.article_facts import Parsed
from generator.model import Refusal, few

_COLUMNS = ("id", "name", "aliases", "category", "issuing_body", "promulgated", "effective", "effective_basis", "valid_to", "version_label",
            "n_articles", "last_article", "has_text", "replaced_by")
"""The columns of the catalogue that are read."""


def listed(path: Path, doubts: list[str]) -> Iterator[Mapping[str, str]]:
    """The rows of the catalogue that have an id, a name and dates that exist; the others are reported."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        if missing := [name for name in _COLUMNS if name not in (rows.fieldnames or ())]:
            raise Refusal(f"{path} 缺少列 {'、'.join(missing)}。请按来源重新取得这个文件。")
        for number, row in enumerate(rows, 2):
            if None in row or None in row.values():
                doubts.append(f"{path.name} 第{number}行的单元格数与表头不同，没有导入。")
                continue
            wrong = [f"{name}“{row[name]}”" for name in ("promulgated", "effective", "valid_to") if row[name] and not _is_day(row[name])]
            wrong += [f"{name}“{row[name]}”" for name in ("n_articles", "last_article") if row[name] and not row[name].isdecimal()]
            if not (row["id"] and row["name"]):
                doubts.append(f"{path.name} 第{number}行没有写 id 或者法规名称，没有导入。")
            elif wrong:
                doubts.append(f"{path.name} 第{number}行《{row['name']}》的{'、'.join(wrong)}读不出，日期应为形如 2024-01-31 的实有日期，条数应为数字；没有导入。")
            else:
                yield row


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def articles_of(path: Path, wanted: Mapping[str, str], doubts: list[str]) -> Mapping[str, list[Parsed]]:
    """law_id → its articles as they stand in the file; `wanted` names the law_id of an id, "" for a law that is listed but not imported."""
    if not path.is_file():
        raise Refusal(f"缺少 {path.name}，无法导入条文结构。")
    found: dict[str, list[Parsed]] = defaultdict(list)
    unlisted: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            try:
                article = json.loads(line)
                if article["law_id"] not in wanted:
                    unlisted[article["law_id"]] += 1
                elif law_id := wanted[article["law_id"]]:
                    if not _is_article(article):
                        raise ValueError
                    found[law_id].append(article)
            except (ValueError, KeyError, TypeError):
                doubts.append(f"{path.name} 第{number}行读不出条号或者条文，没有导入。")
    doubts.extend(f"{path.name} 中 {name} 的{count}条不属于目录所列的法规，没有导入。" for name, count in unlisted.items())
    return found


def _is_article(article: Parsed) -> bool:
    """True iff the number is one that an article can have, and every list of items belongs to a paragraph."""
    number, suffix, _ = int(article["article"]), int(article["article_suffix"]), whole_text(article)
    return number > 0 and suffix >= 0 and len(article["items"]) <= len(article["paragraphs"])


def sure(law_id: str, parsed: Iterable[Parsed], doubts: list[str]) -> Iterator[Parsed]:
    """The articles whose number is certain, in order; whatever is odd about the numbering is reported and nothing is guessed."""
    by_place: dict[tuple[int, int], list[Parsed]] = defaultdict(list)
    last = (0, 0)
    for article in parsed:
        place = article["article"], article["article_suffix"]
        if place < last and place not in by_place:
            doubts.append(f"{law_id} 的{_name(place)}排在{_name(last)}之后，按条号导入，请核对。")
        last = max(last, place)
        by_place[place].append(article)
    for place, copies in sorted(by_place.items()):
        if len({whole_text(copy) for copy in copies}) > 1:
            doubts.append(f"{law_id} 有{len(copies)}个文字不同的{_name(place)}，不能确定是哪一个，都没有导入。")
            continue
        if len(copies) > 1:
            doubts.append(f"{law_id} 的{_name(place)}重复出现，只取一次。")
        yield copies[0]
    missing = gaps((article for article, _ in by_place), 0)
    if missing:
        doubts.append(f"{law_id} 缺{few([f'第{number}条' for number in missing], '条')}，其余照常导入。")


def _name(place: tuple[int, int]) -> str:
    return f"第{place[0]}条" + (f"之{place[1]}" if place[1] else "")


def whole_text(article: Parsed) -> str:
    """The whole text of one parsed article, paragraphs and items in order."""
    paragraphs = article["paragraphs"]
    of_paragraph = zip_longest(paragraphs, article["items"][:len(paragraphs)], fillvalue=())
    return "\n".join(part for paragraph, items in of_paragraph for part in (paragraph, *items))


def gaps(numbers: Iterable[int], last: int) -> list[int]:
    """The article numbers that are missing up to the last one, known or said."""
    known = set(numbers)
    return [number for number in range(1, max(last, *known, 0) + 1) if number not in known]
