"""Change is one function: two Books → Changes, pure and invertible, each with its direction 放宽、收紧 or 中性."""
