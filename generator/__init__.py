"""qingdan: a city's administrative leniency lists, from a department's CSV to a public site."""

__version__ = "0.1.0"
