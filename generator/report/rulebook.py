"""A rule of the handbook as JSON."""

from datetime import date
from typing import Any

from generator.diff.guard import Guard
from generator.legality.rule import Rule
from generator.report import answer
from generator.schema.faults import Fault


def as_json(entry: Rule | Fault | Guard, as_of: date) -> dict[str, Any]:
    """The answer of `explain --format json`. Faults of tables and guards of changes rest on no statute and are never waived."""
    legal = entry if isinstance(entry, Rule) else None
    examples = [{"name": one.name, "flagged": list(one.flagged), "cells": dict(one.cells)} for one in legal.examples] if legal else []
    return answer("explain", as_of, rule=entry.id, title=entry.title, severity=entry.severity.value, waivable=bool(legal and legal.waivable),
                  legal_basis=list(legal.legal_basis) if legal else [], rationale=entry.rationale, hint=entry.hint, examples=examples)
