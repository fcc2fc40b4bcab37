"""The search index: published items as small files that the client (site_src/search) fetches as a query needs them."""

from generator.search.index import Index, index

__all__ = ["Index", "index"]
