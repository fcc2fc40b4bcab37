"""The data dictionary: every table and column, from the schema alone."""

from collections.abc import Mapping

from generator.document.blocks import Block, Link, Page, Paragraph, Section, Table, Text
from generator.model import Kind
from generator.schema import Column, TableSchema


def dictionary_page(tables: Mapping[str, TableSchema]) -> Page:
    """All tables on one page."""
    blocks: list[Block] = [Paragraph("清单和有关登记表的每一列：表头、标识、含义和填写要求。表头只在这里定义一次，检查、下载和网页都由它而来。", "lead")]
    for name, schema in tables.items():
        rows: list[tuple[Text, ...]] = []
        for column in schema.columns:
            former = f"（曾用或通用表头：{'、'.join(column.former_titles)}）" if column.former_titles else ""
            rows.append((column.title, column.name, f"{column.description}{former}", _form(column), _required(schema, column)))
        blocks.append(Section(schema.title, (
            Paragraph(f"{schema.description}文件：{schema.path}"),
            Table(("表头", "标识", "含义", "写法", "必填"), tuple(rows), role="compact dictionary")), name))
    return Page(path="dictionary/", title="数据字典", section="about", blocks=tuple(blocks), role="dictionary",
                crumbs=(Link("首页", ""), Link("关于", "about/")), description="清单数据每一列的含义和填写要求。")


def _form(column: Column) -> str:
    return column.expected or ("、".join(column.enum) if column.enum else column.pattern or "文字")


def _required(schema: TableSchema, column: Column) -> str:
    if column.required:
        return "必填"
    kinds = [kind.value for kind in Kind if column.name in schema.required_for.get(kind.slug, ())]
    return f"{'、'.join(kinds)}清单必填" if kinds else ""
