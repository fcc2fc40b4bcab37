"""Spreadsheets of departments, however untidy, become rows of a list: nothing is lost, nothing guessed in silence."""
