"""A clock that people can move forward, so that what is due next week can be seen today."""

from collections.abc import Callable
from datetime import datetime, timedelta

from core.clock import Clock


class MovableClock:
    def __init__(self, start: Clock) -> None:
        self.start = start
        self.ahead = timedelta()
        self.listeners: list[Callable[[], None]] = []

    def __call__(self) -> datetime:
        return self.start() + self.ahead

    def forward(self, by: timedelta) -> None:
        """Never back: what has happened would lie in the future."""
        if by < timedelta():
            raise ValueError("the clock moves forward only")
        self.ahead += by
        for listener in self.listeners:
            listener()
