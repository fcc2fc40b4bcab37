"""Reading the lists and building the site, without check, history and downloads: what the peers do, and index, feeds and JSON besides."""

import sys
from datetime import date
from pathlib import Path

from generator import process
from generator.options import read_world
from generator.patterns import remembered

if __name__ == "__main__":
    process.settle()  # as the command does
    with remembered():
        from generator.site import build

        root, out, day = Path(sys.argv[1]), Path(sys.argv[2]), date.fromisoformat(sys.argv[3])
        loaded, world = read_world(root, day)
        print(build(world, root=root, out=out, surroundings=loaded.surroundings, contents=loaded.contents, with_downloads=False))
    process.leave()
