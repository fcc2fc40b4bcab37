"""The search index: published items as small files that the client (site_src/search) fetches as a query needs them."""

from generator.search.index import index
from generator.search.proof import prove
from generator.search.shards import Index

__all__ = ["Index", "index", "prove"]
