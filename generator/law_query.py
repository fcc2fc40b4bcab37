"""Which law and which version a person means, and what the registry knows of them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from generator.lawmap import LawMap, Link
from generator.laws import Registry
from generator.model import LawVersion, Refusal


def versions_of(laws: Registry, asked: str) -> tuple[LawVersion, ...]:
    """Every version, oldest first, of the law given as name, short name, alias, law_key or law_id. Refusal when there is none."""
    name = laws.names.full(asked) or next((v.name for v in laws.all() if asked in (v.law_key, v.law_id)), None)
    found = laws.versions(name)
    if found:
        return found
    nearest = laws.nearest(asked) or _containing(laws, asked)
    hint = f"是不是《{nearest}》？" if nearest else "请写全称、简称，或者先用 qingdan laws import 导入。"
    raise Refusal(f"法规库中没有“{asked}”。{hint}")


def _containing(laws: Registry, asked: str) -> str | None:
    """The shortest name that contains what was asked, signs in between allowed: 大气法 for 大气污染防治法."""
    pattern = re.compile(".*?".join(map(re.escape, asked))) if 2 <= len(asked) <= 40 else None
    names = {version.name for version in laws.all() if version.name and pattern and pattern.search(version.name)}
    return min(names, key=lambda name: (len(name), name), default=None)


def version_of(versions: tuple[LawVersion, ...], asked: str, laws: Registry) -> LawVersion:
    """The version named by year, promulgation date or law_id. Refusal when none or several of that year."""
    by_id = laws.version(asked)
    if by_id is not None:
        return by_id
    found = [v for v in versions if v.promulgated and asked in (f"{v.promulgated:%Y}", v.promulgated.isoformat())]
    if len(found) == 1:
        return found[0]
    known = "、".join(_date(v.promulgated) for v in versions)
    if found:
        raise Refusal(f"《{versions[0].name}》在 {asked} 年公布过{len(found)}个版本，请写明公布日期：{'、'.join(_date(v.promulgated) for v in found)}。")
    raise Refusal(f"《{versions[0].name}》没有“{asked}”这个版本。应为年份、公布日期或者 law_id；已知的版本：{known}。")


def _date(day: date | None) -> str:
    return day.isoformat() if day else "日期不明"


def version_on(versions: tuple[LawVersion, ...], day: date) -> LawVersion | None:
    """The version in force on `day`, as far as the dates are known."""
    return next((v for v in reversed(versions)
                 if v.effective_from and v.effective_from <= day and not (v.effective_to and v.effective_to <= day)), None)


def mapped(law_map: LawMap, laws: Registry, versions: tuple[LawVersion, ...], start: str | None, end: str | None) -> tuple[Link, ...]:
    """The links of `laws map`: from version `start` to `end`.

    Without `start`: the version before `end`, else the last one that something follows. Without `end`: the last version of
    the law, else the law that repealed it. A code that nothing follows yet is shown with all the laws it repealed.
    """
    names = f"《{versions[0].name}》"
    recorded = [v.law_id for v in versions if v.law_id and laws.has_structure(v.law_id)]
    if not recorded:
        raise Refusal(f"{names}没有导入条文，无法对照。请用 qingdan laws import 导入它的文本。")
    target = _recorded(version_of(versions, end, laws), recorded, laws) if end else None
    if start is None and target is not None:
        earlier = [one for one in reversed(recorded) if one != target and law_map.leads(one, target)]
        sources = tuple(earlier[:1]) or (law_map.predecessors(target) if target in recorded else ())
    elif start is None:
        sources = tuple(one for one in reversed(recorded) if law_map.successor(one))[:1] or law_map.predecessors(recorded[-1])
    else:
        sources = (_recorded(version_of(versions, start, laws), recorded, laws),)
    if not sources and (target is None or target in recorded):
        raise Refusal(f"{names}只有一个版本有条文，也没有替代它或者被它替代的法，没有可以对照的。")
    links = tuple(link for one in sources for link in _between(law_map, laws, one, target or _default_end(law_map, one)))
    if not links:
        raise Refusal(f"{target} 不在 {sources[0] if sources else names}之后，无法对照；请把旧的写在 --from，新的写在 --to。")
    return links


def _recorded(version: LawVersion, recorded: Iterable[str], laws: Registry) -> str:
    if version.law_id and laws.has_structure(version.law_id):
        return version.law_id
    raise Refusal(f"《{version.name}》{_date(version.promulgated)} 的版本没有导入条文，无法对照；有条文的版本：{'、'.join(recorded)}。")


def _default_end(law_map: LawMap, law_id: str) -> str | None:
    """The last version of the same law that follows, else the law that repealed it."""
    end = following = law_map.successor(law_id)
    while following is not None and following.split("@")[0] == law_id.split("@")[0]:
        end, following = following, law_map.successor(following)
    return end


def _between(law_map: LawMap, laws: Registry, law_id: str, end: str | None) -> Iterable[Link]:
    if end is None:
        return ()
    return [link for place in sorted(laws.places(law_id)) for link in law_map.follow(law_id, *place, end)]


def structure(laws: Registry, law_id: str | None) -> Mapping[str, int]:
    """How many articles, paragraphs and items of the version are recorded."""
    rows = [row for place in laws.places(law_id) if (row := laws.article(law_id, *place))]
    items = sum(int(count) for row in rows for count in (row.items or "").split(";") if count.isdigit())
    return {"articles": len(rows), "paragraphs": sum(row.paragraphs or 0 for row in rows), "items": items}
