"""`python -m generator` is the same as `qingdan`."""

from generator.cli import main

main()
