"""Printers: Blocks or records → one format each. A printer knows its format and nothing of where data came from."""
