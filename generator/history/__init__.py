"""Record history: who recorded which version when, folded over the first-parent commits."""
