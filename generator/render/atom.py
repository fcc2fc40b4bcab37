"""A feed → Atom (RFC 4287). Identifiers are tag: URIs (RFC 4151) that outlive every address; the same news is the same bytes."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlsplit

from generator.document import addresses
from generator.document.news import Entry, Feed
from generator.render.html import HtmlPrinter, escape

_MINTED = "2026"
"""The year that, with the host, makes the identifiers of feeds one of a kind; never changed."""
_NO_HOST = "qingdan.example"
"""Stands for the host while the city has not said where its site is."""
_FORBIDDEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 excludes beyond what `escape` already shows by number."""


@dataclass(frozen=True, slots=True)
class AtomPrinter:
    """Prints feeds that lie one folder below the root; links are relative where `base_url` is not known."""

    city: str
    base_url: str | None = None
    notice: str = ""
    offline: bool = False

    def feed(self, feed: Feed, as_of: date) -> str:
        """The document. `updated` is the day of its latest entry, of an empty feed `as_of`."""
        updated = feed.entries[0].day if feed.entries else as_of
        entries = "".join(map(self._entry, feed.entries))
        base = f' xml:base="{_xml(self.base_url)}feeds/"' if self.base_url else ""
        notice = f"<subtitle>{_xml(self.notice)}</subtitle>\n" if self.notice else ""
        return (f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"{base}>\n'
                f"<id>{self._tag(_MINTED, f'feeds/{feed.name}')}</id>\n<title>{_xml(feed.title)}</title>\n{notice}"
                f"<updated>{_moment(updated)}</updated>\n<author><name>{_xml(self.city)}</name></author>\n"
                f'<link rel="self" type="application/atom+xml" href="{self._href(addresses.feed(feed.name))}"/>\n'
                f'<link rel="alternate" type="text/html" href="{self._href(feed.target)}"/>\n{entries}</feed>\n')

    def _entry(self, entry: Entry) -> str:
        day = _moment(entry.day)
        content = HtmlPrinter(1, self.offline).blocks(entry.blocks)
        return (f"<entry>\n<id>{self._tag(entry.day.isoformat(), entry.key)}</id>\n<title>{_xml(entry.title)}</title>\n"
                f"<published>{day}</published>\n<updated>{day}</updated>\n"
                f'<link rel="alternate" type="text/html" href="{self._href(entry.target)}"/>\n'
                f'<content type="html">{_xml(content)}</content>\n</entry>\n')

    def _tag(self, day: str, specific: str) -> str:
        host = urlsplit(self.base_url or "").hostname or _NO_HOST
        return f"tag:{_xml(host)},{day}:{quote(specific)}"

    def _href(self, target: str) -> str:
        return f"{_xml(self.base_url)}{target}" if self.base_url else HtmlPrinter(1, self.offline).href(target)


def _xml(text: str) -> str:
    return _FORBIDDEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", escape(text))


def _moment(day: date) -> str:
    """The first moment of a day in Beijing."""
    return f"{day.isoformat()}T00:00:00+08:00"
