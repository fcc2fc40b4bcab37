"""A page of a draft for public comment: watermarked on screen and on paper, kept out of search engines, self-contained."""

from generator.document.blocks import Page
from generator.document.consultation import NO_LAW, WORD
from generator.render.html import HtmlPrinter, escape

STYLE = f"""body{{font:16px/1.75 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:60rem;margin:0 auto;padding:0 1rem 3rem;
color:#1a1a1a;background:#fff;overflow-wrap:anywhere}}
body::before{{content:"{WORD}　{WORD}　{WORD}";position:fixed;inset:0;display:grid;place-content:center;text-align:center;
font-size:max(3.5rem,11vw);line-height:2.2;color:#a31515;opacity:.07;transform:rotate(-24deg);pointer-events:none}}
.draft{{background:#7a1f10;color:#fff;font-weight:700;text-align:center;margin:0 -1rem;padding:.5rem 1rem}}
.demo{{text-align:center;font-size:.875rem;margin:.25rem 0 0}}
h1{{font-size:1.6rem;line-height:1.4}}h2{{font-size:1.15rem;margin:2rem 0 .5rem}}a{{color:#0b4d8a}}
.note{{border-left:.25rem solid #7a1f10;padding-left:.75rem;font-weight:700}}.crumbs ol{{list-style:none;padding:0}}
.turn{{font-size:.8rem;border:1px solid;border-radius:1rem;padding:0 .5rem;white-space:nowrap}}
.entry{{border-top:1px solid #767676}}dl>div{{display:grid;grid-template-columns:7em minmax(0,1fr);gap:0 1rem;padding:.25rem 0}}dt{{font-weight:600}}dd{{margin:0}}
table{{border-collapse:collapse;width:100%;table-layout:fixed}}th,td{{border:1px solid #767676;padding:.35rem .5rem;text-align:left;vertical-align:top}}
.changes thead th:first-child{{width:6em}}.del{{background:#fdd;color:#7a0000;text-decoration:line-through}}
.ins{{background:#d9f2d9;color:#0b4d0b;text-decoration:underline}}.whole{{white-space:nowrap}}
footer{{margin-top:3rem;border-top:1px solid #767676;padding-top:.75rem;font-size:.875rem}}
@media (max-width:40rem){{dl>div{{display:block}}.changes thead th:first-child{{width:4em}}}}
@media print{{body{{max-width:none}}.draft{{color:#000;background:none;border:1px solid}}}}
"""
"""The style of these pages; the file STYLE_PATH holds it."""
STYLE_PATH = "draft.css"


def html(shown: Page, notice: str, dates: str) -> str:
    """The page; `notice` is the demo notice or empty, `dates` says until when comments are taken and as of when this is said."""
    printer = HtmlPrinter(shown.path.count("/"), offline=True)
    demo = f'<p class="demo">{escape(notice)}</p>\n' if notice else ""
    return (f'<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
            f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<meta name="robots" content="noindex,nofollow">\n'
            f'<link rel="stylesheet" href="{printer.root}{STYLE_PATH}">\n<title>{escape(shown.title)}</title>\n</head>\n<body>\n'
            f'<header><p class="draft">{NO_LAW}</p>\n{demo}</header>\n<main>\n{printer.page(shown)}</main>\n'
            f"<footer><p>{escape(dates)}</p></footer>\n</body>\n</html>\n")
