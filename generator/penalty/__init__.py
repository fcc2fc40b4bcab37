"""Penalty: 处一千元以上一万元以下罚款… → typed penalty formulas that can be compared."""

from generator.penalty.comparison import Verdict, compare, verdict
from generator.penalty.formula import Fine, Formula, Penalty
from generator.penalty.reader import read

__all__ = ["Fine", "Formula", "Penalty", "Verdict", "compare", "read", "verdict"]
