"""Time, as a thing that a test can put in the place of another."""

from __future__ import annotations

import random
import threading
import time


class Clock:
    """The time of day; ``stop`` wakes whoever sleeps."""

    def __init__(self) -> None:
        self.stopping = threading.Event()

    def now(self) -> float:
        """Seconds of the epoch."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Waits, or until it is to end."""
        self.stopping.wait(max(0.0, seconds))

    def stop(self) -> None:
        """It is to end."""
        self.stopping.set()

    def jitter(self) -> float:
        """A factor from 1 to 1.25, so that those who failed together do not come back together."""
        return random.uniform(1, 1.25)
