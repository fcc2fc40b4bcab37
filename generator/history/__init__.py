"""Record history: who recorded, corrected or ended which version when – `diff` folded over the first-parent commits."""

from generator.history.events import Event, Gap, What
from generator.history.folding import Record, record

__all__ = ["Event", "Gap", "Record", "What", "record"]
