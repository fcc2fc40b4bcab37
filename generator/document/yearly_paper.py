"""The yearly report as a document: the text that 司法局 keeps in a template, and the figures in annexes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.document import words
from generator.document.blocks import Facts, Page, Table, Text
from generator.document.mended import Mending
from generator.document.paper import Annex, Paper
from generator.document.template import Values, filled, read
from generator.document.turns import What, counted
from generator.document.yearly import ListYear, Year, spread
from generator.model import Delegation, Kind

COUNTED = "统计底稿，由程序根据已公布的版本算出"
_TEMPLATE = "yearly"
_FIGURES = (("上年末", "begin"), ("新增", "added"), ("移入", "moved_in"), ("移出", "moved_out"), ("失效", "ended"), ("期末", "end"), ("修改", "amended"),
            ("上年末版本", "versions_begin"), ("期末版本", "versions_end"))


def yearly_paper(year: Year, root: Path) -> Paper:
    """The report of a year."""
    city = year.shelf.world.book.city
    text = filled(read(root, _TEMPLATE), _values(year), _TEMPLATE)
    return Paper(
        name=f"yearly-{year.year}", title=text.title, addressee=text.addressee, body=text.blocks, annexes=tuple(_annexes(year)),
        marks=((words.DEMO,) if city.demo else ()) + (COUNTED,), as_of=year.until,
        identity=Facts((("统计期间", f"{year.year}年1月1日至{words.day(year.until)}"), ("截至", words.day(year.until)), ("提示", COUNTED))))


def yearly_page(paper: Paper) -> Page:
    """The same words as a page, its marks first."""
    facts = Facts((("提示", "；".join(paper.marks)),))
    return Page(path=f"{paper.name}/", title=paper.title, section="about", blocks=(facts, *tuple(paper.blocks())[1:]))


# ---- the text ------------------------------------------------------------------------------------------------------


def _values(year: Year) -> Values:
    city, total = year.shelf.world.book.city, Counter[str]()
    for one in year.lists:
        total.update({name: getattr(one, name) for _, name in _FIGURES})
    return {
        "城市": city.name or "", "年": str(year.year), "截至": words.day(year.until), "核对": words.day(city.laws_checked) if city.laws_checked else "",
        "部门数": str(len({one.department for one in year.lists})), "清单数": str(len(year.lists)),
        "空清单数": _some(len(year.empty)), "空清单": _empty(year),
        "上年末": str(total["begin"]), "期末": str(total["end"]), "上年版本": str(total["versions_begin"]), "期末版本": str(total["versions_end"]),
        **_of_changes(year), **_of_editions(year), **_of_bases(year), **_of_towns(year)}


def _of_changes(year: Year) -> Values:
    unsure = f"，其中{year.unsure}项有机器不能判断、须由人判断的改动" if year.unsure else ""
    directions = "、".join(f"{name}{year.directions[name]}项" for name in ("放宽", "收紧", "中性") if year.directions[name])
    return {"变化": counted(turn for turn in year.turns if turn not in year.void) or "没有事项新增、修改或者失效",
            "方向": f"{directions}{unsure}" if directions else "", "撤回": _some(len(year.void))}


def _of_editions(year: Year) -> Values:
    conclusions = Counter(one.edition.review_conclusion or "没有登记" for one in year.editions)
    taken = [one.workdays for one in year.editions if one.workdays is not None]
    caveats = dict.fromkeys(one.caveat.strip("（）") for one in year.editions if one.caveat)
    return {"批次": f"公布{len(year.editions)}个批次" if year.editions else "没有公布批次", "结论": "、".join(f"{name}{count}个" for name, count in conclusions.most_common()),
            "工作日": _spread(taken, "个工作日"), "没有登记": _some(len(year.editions) - len(taken)), "假日": "".join(f"{one}。" for one in caveats)}


def _of_bases(year: Year) -> Values:
    late = [one.days for one in year.mended if one.days]
    told = f"；{len(late)}项晚于法律，{_spread(late, '日')}" if late else ""
    waiting = Counter(item.department for item, _ in year.unsettled)
    name = year.shelf.world.department_name
    mended = f"有{len(year.mended)}项因所引法律修改、废止而调整，其中{len(year.mended) - len(late)}项与法律同日调整{told}"
    return {"依据": mended if year.mended else "没有事项因所引法律修改、废止而调整", "待调整数": _some(len(year.unsettled)),
            "待调整部门": "、".join(f"{name(code)}{count}项" for code, count in waiting.most_common()),
            "没有待调整": "" if year.unsettled else "没有待调整的"}


def _of_towns(year: Year) -> Values:
    given, recalled = (sum(len(getattr(one, what)) for one in year.towns) for what in ("given", "recalled"))
    told = [f"新赋权{given}项处罚权" if given else "", f"收回{recalled}项处罚权" if recalled else ""]
    able = "，".join(f"{year.shelf.world.town_name(one.town)}{one.end}项" for one in year.towns)
    return {"镇街事项": str(len(year.for_towns)), "镇街": f"各镇街已获赋权可以直接适用的：{able}" if able else "", "赋权": "、".join(filter(None, told))}


def _empty(year: Year) -> str:
    """The departments and their lists that hold nothing."""
    by_department: dict[str, list[str]] = {}
    for department, kind in year.empty:
        by_department.setdefault(department, []).append(kind.value)
    return "；".join(f"{year.shelf.world.department_name(code)}（{'、'.join(kinds)}）" for code, kinds in by_department.items())


def _some(count: int) -> str:
    """The number, or nothing, so that the template leaves out its sentence."""
    return str(count) if count else ""


def _spread(numbers: Sequence[int], unit: str) -> str:
    found = tuple(spread(numbers))
    if not found:
        return ""
    least, median, greatest = found
    return f"都是{least}{unit}" if least == greatest else f"最短{least}{unit}，中位{median}{unit}，最长{greatest}{unit}"


# ---- the annexes -----------------------------------------------------------------------------------------------------


def _annexes(year: Year) -> Iterable[Annex]:
    yield Annex(title="各部门各清单的事项", table=_lists(year))
    yield _annex("本年公布的批次", "本年没有公布批次。", ("批次", "标题", "文号", "清单", "版本", "审查文号", "审查结论", "审查日期", "公布日期", "工作日"),
                 (24, 52, 32, 24, 11, 32, 17, 24, 24, 15), _editions(year))
    yield _annex("依据更新的事项", "本年没有事项因所引法律修改、废止而调整。", ("事项编号", "违法行为", "部门", "所引法律", "法律变化日", "调整日", "隔几日", "怎样调整"),
                 (29, 56, 38, 54, 24, 24, 15, 20), [_mending(one, year) for one in year.mended])
    yield _annex("待调整的事项", "现行事项没有待调整的。", ("事项编号", "违法行为", "部门", "清单", "情况"), (28, 60, 40, 22, 90),
                 [(item.item_id or "", item.violation or "", year.shelf.world.department_name(item.department), item.kind.value, "；".join(notices))
                  for item, notices in year.unsettled])
    yield _annex("镇街适用", "没有登记镇街。", ("镇街", "上年末可以适用", "期末可以适用", "本年赋权", "本年收回"), (28, 32, 32, 66, 66),
                 [(year.shelf.world.town_name(one.town), str(one.begin), str(one.end), _powers(one.given, year), _powers(one.recalled, year))
                  for one in year.towns])


def _annex(title: str, empty: str, headers: tuple[str, ...], widths: tuple[int, ...], rows: Sequence[tuple[Text, ...]]) -> Annex:
    return Annex(title=title, table=Table(headers, tuple(rows), widths=widths)) if rows else Annex(title=title, empty=empty)


def _lists(year: Year) -> Table:
    rows = [(year.shelf.world.department_name(one.department), one.kind.value, *_numbers((one,))) for one in year.lists]
    rows += [("合计", kind.value, *_numbers([one for one in year.lists if one.kind is kind])) for kind in Kind]
    rows.append(("合计", "全部清单", *_numbers(year.lists)))
    headers = [header for header, _ in _FIGURES]
    return Table(("部门", "清单", *headers), tuple(rows), widths=(56, 26, *(24 if "版本" in header else 15 for header in headers)))


def _numbers(lists: Sequence[ListYear]) -> tuple[str, ...]:
    return tuple(str(sum(getattr(one, name) for one in lists)) for _, name in _FIGURES)


def _editions(year: Year) -> list[tuple[Text, ...]]:
    rows: list[tuple[Text, ...]] = []
    for one in year.editions:
        edition = one.edition
        kinds = "四张清单" if {kind.slug for kind in Kind} <= set(edition.kinds) else "、".join(kind.value for kind in Kind if kind.slug in edition.kinds)
        rows.append((edition.edition or "", edition.title or "", edition.doc_no or "没有登记", kinds, str(one.versions), edition.review_no or "没有登记",
                     edition.review_conclusion or "没有登记", edition.text("review_date") or "没有登记", edition.text("published_on"),
                     "—" if one.workdays is None else str(one.workdays)))
    return rows


def _mending(one: Mending, year: Year) -> tuple[Text, ...]:
    item = one.turn.item
    how = "终止" if one.turn.what is What.ENDED else one.turn.what.value
    return (item.item_id or "", item.violation or "", year.shelf.world.department_name(item.department), "、".join(f"《{law}》" for law in one.laws),
            one.changed_on.isoformat(), one.turn.day.isoformat(), str(one.days), how)


def _powers(rows: Sequence[Delegation], year: Year) -> str:
    """How many powers of which department."""
    counts = Counter(row.dept or "" for row in rows)
    return "；".join(f"{year.shelf.world.department_name(code)}{count}项" for code, count in counts.items()) or "—"
