"""What a change touches, by its paths from the root: whose lists, and whether code beside them."""

DATA = "lists/"
"""Where everything stands that officials decide."""


def owner_of(path: str) -> str | None:
    """The code of the department whose own table stands at `path`; None for a shared table or for no table."""
    parts = path.split("/")
    if parts[:2] == ["lists", "exemptions"] and len(parts) == 4:
        return parts[2]
    if parts[:2] == ["lists", "focus"] and len(parts) == 3:
        return parts[2].removesuffix(".csv")
    return None


def is_code(path: str) -> bool:
    """Whatever may change what the tool says: neither lists nor words about them."""
    return not path.startswith((DATA, "docs/")) and not path.endswith(".md")
