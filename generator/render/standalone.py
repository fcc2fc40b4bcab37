"""A page as one HTML file that needs nothing beside it."""

from generator.document.blocks import Page
from generator.render.html import HtmlPrinter, escape

_STYLE = """
body{font:16px/1.7 system-ui,"Noto Sans CJK SC",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #767676;padding:.3rem .5rem;text-align:left;vertical-align:top}
th{font-weight:600}thead th:first-child,th[scope=row]{width:7rem}.del{background:#fdd;color:#7a0000;text-decoration:line-through}
.ins{background:#d9f2d9;color:#0b4d0b;text-decoration:underline}.editorial{background:#eee;color:#444}
.direction{font-weight:700;border:1px solid;border-radius:.2rem;padding:0 .3rem}.widened{color:#8a3b00}.tightened{color:#0b4d8a}
.note{border-left:.25rem solid #8a3b00;padding-left:.6rem}dl>div{display:flex;gap:1rem}dt{min-width:6rem;font-weight:600}dd{margin:0}
.whole{white-space:nowrap}@media print{body{max-width:none;margin:0}}
"""


def html(shown: Page) -> str:
    """The page with its own style; it loads nothing."""
    body = HtmlPrinter(depth=0).page(shown)
    return (f'<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
            f"<title>{escape(shown.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n")
