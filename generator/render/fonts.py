"""Which fonts a PDF is set in: the office's own, else installed official ones, else open ones (`make fonts`), else a refusal with the cure."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import generator
from generator.model import Refusal

if TYPE_CHECKING:
    import typst

OFFICIAL: Mapping[str, tuple[str, ...]] = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK", "STZhongsong", "华文中宋"),
    "fang": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong"),
    "kai": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti"),
    "hei": ("SimHei", "黑体", "STHeiti"),
    "song": ("SimSun", "宋体", "NSimSun", "STSong"),
}
OPEN: Mapping[str, tuple[str, ...]] = {
    "title": ("Noto Serif CJK SC",), "fang": ("FandolFang R",), "kai": ("FandolKai",), "hei": ("FandolHei",), "song": ("FandolSong",),
}
FALLBACK = ("FandolSong", "Noto Serif CJK SC", "Noto Sans CJK SC", "LXGW WenKai", "SimSun")
"""Asked last for characters that the face of a role lacks (堃, 喆)."""
NAMES = {"title": "小标宋", "fang": "仿宋", "kai": "楷体", "hei": "黑体", "song": "宋体"}
ENVIRONMENT = "QINGDAN_FONTS"
FOLDER = ".fonts"
CURE = f"请运行 make fonts 下载开放字体，或者用 --fonts（或环境变量 {ENVIRONMENT}）指明本单位字体所在的目录。"


@dataclass(frozen=True, slots=True)
class Faces:
    """Fonts ready for use, and for each role the families to try in order; `origin` says where they come from."""

    fonts: "typst.Fonts"
    chains: Mapping[str, tuple[str, ...]]
    origin: str


def faces(root: Path, given: Path | None = None, environment: Mapping[str, str] = os.environ) -> Faces:
    """The fonts to print with. Refusal naming the cure when there are none, or when typst is not installed."""
    own = given or (Path(environment[ENVIRONMENT]) if environment.get(ENVIRONMENT) else None)
    if own is not None and not own.is_dir():
        raise Refusal(f"字体目录 {own} 不存在。{CURE}")
    if find_spec("typst") is None:
        raise Refusal("没有安装排版程序 typst，不能生成 PDF 和 OFD。请运行 make fonts，字体和排版程序会一并装好。")
    for origin, fonts, families, sets in _places(root, own):
        for wanted in sets:
            chains = {role: tuple(name for name in names if name in families) for role, names in wanted.items()}
            if all(chains.values()):
                known = fonts.families()
                last = tuple(name for name in FALLBACK if name in known)
                return Faces(fonts, {role: tuple(dict.fromkeys((*chain[:1], *last))) for role, chain in chains.items()}, origin)
        if own is not None:
            lacking = "、".join(NAMES[role] for role in NAMES if not families.intersection((*OFFICIAL[role], *OPEN[role])))
            raise Refusal(f"字体目录 {own} 中缺少{lacking}。{CURE}")
    raise Refusal(f"没有公文用的字体（{'、'.join(NAMES.values())}）。{CURE}")


_Place = tuple[str, "typst.Fonts", frozenset[str], tuple[Mapping[str, tuple[str, ...]], ...]]
"""What it is called, the fonts to print with, the families that count as its own, and which sets of names to look for."""


def _places(root: Path, own: Path | None) -> Iterator[_Place]:
    """Where to look, in order."""
    import typst

    installation = Path(generator.__file__).resolve().parent.parent
    fetched = [str(folder) for folder in dict.fromkeys((root.resolve() / FOLDER, installation / FOLDER)) if folder.is_dir()]
    if own is not None:  # fetched fonts only lend the characters that the office's own lack
        there = frozenset(typst.Fonts(False, False, [str(own)]).families())
        yield str(own), typst.Fonts(False, False, [str(own), *fetched]), there, (OFFICIAL, OPEN)
        return
    system = typst.Fonts(True, False, [])
    yield "系统安装的公文字体", system, frozenset(system.families()), (OFFICIAL,)
    if fetched:
        fonts = typst.Fonts(False, False, fetched[:1])
        yield fetched[0], fonts, frozenset(fonts.families()), (OPEN,)
    yield "系统安装的开放字体", system, frozenset(system.families()), (OPEN,)
