"""Open data: what is published, as tables, JSON, a rule pack and the differences between releases, each file with its checksum."""

from generator.opendata.checksums import Mismatch, verify
from generator.opendata.evaluate import Answer, evaluate
from generator.opendata.release import Release, latest, releases

__all__ = ["Answer", "Mismatch", "Release", "evaluate", "latest", "releases", "verify"]
