"""Legality: the rules, the judge that runs them, and the small lawful world in which their examples run."""
