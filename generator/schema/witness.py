"""pandera and jsonschema, compiled from the same schemas: independent witnesses of what the judge says."""

from collections.abc import Mapping, Sequence
from typing import Any

import jsonschema
import pandas as pd
import pandera.pandas as pa

from generator.model import Refusal
from generator.schema import Column, TableSchema
from generator.schema.formats import checker, day, mod_37_36
from generator.schema.judge import Judge

Row = Mapping[str, str]
Verdict = frozenset[tuple[int, str]]
"""The bad cells of a table as (row index from 0, column name)."""


def judge_verdict(schema: TableSchema, rows: Sequence[Row], kind: str | None = None) -> Verdict:
    """What our judge says of `rows`."""
    judge = Judge(schema, kind)
    return frozenset((n, violation.column.name) for n, row in enumerate(rows) for violation in judge.violations(row))


def pandera_verdict(schema: TableSchema, rows: Sequence[Row], kind: str | None = None) -> Verdict:
    """What pandera says of `rows`."""
    names = [column.name for column in schema.columns]
    frame = pd.DataFrame([[row.get(name) for name in names] for row in rows], columns=names, dtype="object")
    required = frozenset(schema.required(kind))
    columns = {column.name: pa.Column(None, _checks(column), nullable=column.name not in required)
               for column in schema.columns}
    try:
        pa.DataFrameSchema(columns).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        if cases["index"].isna().any():  # a check that raised or a column that is missing: no verdict at all
            raise Refusal(f"pandera 无法判断 {schema.name}：{cases.iloc[0]['failure_case']}。") from errors
        return frozenset((int(n), str(column)) for n, column in zip(cases["index"], cases["column"], strict=True))
    return frozenset()


def jsonschema_verdict(schema: TableSchema, rows: Sequence[Row], kind: str | None = None) -> Verdict:
    """What jsonschema says of `rows`, each taken as a JSON object."""
    validator = jsonschema.Draft202012Validator(schema.plain(kind), format_checker=checker())
    found: set[tuple[int, str]] = set()
    for n, row in enumerate(rows):
        for error in validator.iter_errors(dict(row)):
            if error.validator == "required":
                found.update((n, name) for name in error.validator_value if name not in row)
            else:
                found.add((n, str(error.path[0]) if error.path else ""))
    return frozenset(found)


def agree(schema: TableSchema, rows: Sequence[Row], kind: str | None, where: str) -> None:
    """Refusal when pandera does not see exactly the bad cells that the judge sees in the table `where`."""
    ours, theirs = judge_verdict(schema, rows, kind), pandera_verdict(schema, rows, kind)
    if ours != theirs:
        row, column = min(ours ^ theirs)
        raise Refusal(f"{where} 第{row + 1}条记录的“{schema.headers.get(column, column)}”：校验器与 pandera 的结论不一致，"
                      "本次不作判断。请报告该问题。")


def _checks(column: Column) -> list[Any]:
    checks = []
    if column.max_length is not None:
        checks.append(pa.Check.str_length(max_value=column.max_length))
    if column.enum:
        checks.append(pa.Check.isin(list(column.enum)))
    if column.pattern:
        checks.append(pa.Check.str_matches(column.pattern))
    if column.format == "date":
        checks.append(pa.Check(_are_dates))
    if column.format == "item-id":
        checks.append(pa.Check(_are_identifiers))
    return checks


def _are_dates(cells: "pd.Series[Any]") -> "pd.Series[Any]":
    shaped = cells.str.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
    days = cells.where(shaped).map(day, na_action="ignore")
    return shaped & days.notna()


def _are_identifiers(cells: "pd.Series[Any]") -> "pd.Series[Any]":
    parts = cells.str.extract(r"^([0-9]{4})-([0-9]{5})-([0-9A-Z])$")
    whole = (parts[0] + parts[1] + parts[2]).fillna("")
    return whole.map(mod_37_36) & parts[0].notna()
