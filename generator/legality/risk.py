"""Fields and industries in which leniency is looked at twice."""

from generator.legality.basis import judging_days
from generator.legality.profile import words
from generator.model import Item, World

FOCUS_FIELDS = ("食品", "药品", "公共卫生", "自然资源", "生态环境", "安全生产", "劳动保障", "城市管理", "交通运输", "金融", "教育培训", "法律服务")
"""The fields of focused enforcement that the city plan names."""


def focus_field(item: Item) -> str | None:
    """The focus field that the item's own field names, None when it is none of them."""
    return next((word for word in FOCUS_FIELDS if word in (item.field or "")), None)


def risky_industry(item: Item, world: World) -> tuple[str, str] | None:
    """(column, word) of the first industry that the city counts as high-risk (profiles.csv, E04) in conduct or field."""
    industries = words(world, "E04", "industries", judging_days(item, world)[-1])
    return next(((column, word) for column in ("violation", "field") for word in industries
                 if word in (getattr(item, column) or "")), None)


def high_risk(item: Item, world: World) -> str | None:
    """Why a wider leniency for this item needs two reviewers (domain 附录 C); None when one suffices."""
    industry = risky_industry(item, world)
    field = focus_field(item)
    return f"重点执法领域「{field}」" if field else f"高风险行业「{industry[1]}」" if industry else None
