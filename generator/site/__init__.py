"""The public site: frames of the engine, generated pages stamped into them, data beside them, published whole."""

from generator.site.build import Report, build

__all__ = ["Report", "build"]
