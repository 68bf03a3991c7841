"""Beat for a machine whose clock may be set back: nothing waits until the old time comes again."""

import time
from typing import Any

from celery.beat import PersistentScheduler


class SteadyScheduler(PersistentScheduler):
    """Celery's own, which plans by the wall clock, planning anew once that went backwards.

    Forwards needs nothing: what was skipped is due. A restarted beat reads from its file when each task ran
    last, so a gap is made up for at once.
    """

    max_interval = 5  # seconds: so soon a clock that was set is noticed
    _looked_at = 0.0

    def tick(self, *args: Any, **named: Any) -> float:
        """Send what is due; returns the seconds until the next look."""
        now = time.time()
        if now < self._looked_at:
            self._heap = None
        self._looked_at = now
        return super().tick(*args, **named)

    def populate_heap(self, *args: Any, **named: Any) -> None:
        """Plan every task; one that ran in the future has just run."""
        now = self.app.now()
        for entry in self.schedule.values():
            if entry.last_run_at and entry.last_run_at > now:
                entry.last_run_at = now
        super().populate_heap(*args, **named)
