"""Documents of 50 and 1 000 rows, all different: our printers beside LibreOffice's conversion and, where installed, WeasyPrint.

    PYTHONPATH=. .venv/bin/python benchmarks/documents/measure.py

Prints a Markdown table of CPU seconds (own and children's) and bytes, with the ratio to our PDF. Each figure is the best of three runs.
"""

import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from generator.document.blocks import Facts, Paragraph, Table
from generator.document.paper import Annex, Paper
from generator.render.fonts import faces
from generator.render.html import HtmlPrinter
from generator.render.ofd import ofd
from generator.render.official import official
from generator.render.pdf import Press
from generator.render.xlsx import of_paper

ROOT = Path(__file__).resolve().parents[2]
HEADERS = ("序号", "违法行为", "处罚依据", "适用条件", "减免依据", "裁量结果")
LENGTHS = (24, 22, 90, 24, 12)
CHARACTERS = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"


def paper(rows: int, run: int = 0) -> Paper:
    """A notice of one paragraph with a table of `rows` rows of invented text, another in every run: Typst remembers what it has set."""
    draw = random.Random(20261125 + run)
    made = tuple((str(n), *("".join(draw.choices(CHARACTERS, k=length)) for length in LENGTHS)) for n in range(1, rows + 1))
    table = Table(HEADERS, made, widths=(8, 30, 30, 60, 25, 20))
    return Paper(name="benchmark", title="测量用的清单", body=(Paragraph("正文。"),), annexes=(Annex(title="清单", table=table),), identity=Facts(()),
                 as_of=date(2026, 11, 25))


def spent(work: Callable[[Paper], bytes], rows: int) -> tuple[float, int]:
    """(CPU seconds of the best of three runs, bytes made)."""
    best, size = float("inf"), 0
    for run in range(3):
        made, before = paper(rows, run), sum(os.times()[:4])
        size = len(work(made))
        best = min(best, sum(os.times()[:4]) - before)
    return best, size


def libreoffice(made: Paper) -> bytes:
    """The Word document turned into PDF by LibreOffice."""
    folder = Path(tempfile.mkdtemp(prefix="documents-"))
    (folder / "paper.docx").write_bytes(official(made))
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf", "--outdir", str(folder),
                    str(folder / "paper.docx")], check=True, capture_output=True)
    data = (folder / "paper.pdf").read_bytes()
    shutil.rmtree(folder)
    return data


def weasyprint(made: Paper) -> bytes:
    """The same blocks as HTML turned into PDF by WeasyPrint."""
    import weasyprint as engine  # type: ignore[import-not-found]

    html = f'<html lang="zh-CN"><style>@page{{size:A4 landscape}}</style>{HtmlPrinter(0).blocks(tuple(made.blocks()))}</html>'
    return bytes(engine.HTML(string=html).write_pdf())


def main() -> None:
    """Print the table."""
    press = Press(faces(ROOT))
    press.pdf(paper(1))
    printers: dict[str, Callable[[Paper], bytes]] = {
        "PDF（本工具，Typst）": press.pdf, "DOCX（本工具）": official, "XLSX（本工具）": of_paper,
        "OFD（本工具，试验性，含排 PDF）": lambda made: ofd(press.pdf(made), made, press.faces)}
    if shutil.which("soffice"):
        printers["PDF（DOCX 经 LibreOffice 转换）"] = libreoffice
    if find_spec("weasyprint"):
        printers["PDF（HTML 经 WeasyPrint）"] = weasyprint
    print("| 行数 | 格式 | 处理器时间（秒） | 与本工具 PDF 之比 | 字节 |\n|---|---|---|---|---|")
    for rows in (50, 1000):
        first = 0.0
        for name, work in printers.items():
            seconds, size = spent(work, rows)
            first = first or max(seconds, 0.01)
            print(f"| {rows} | {name} | {seconds:.2f} | {seconds / first:.1f} | {size} |", flush=True)


if __name__ == "__main__":
    main()
