"""How long something takes, and whether that is little enough."""

from collections.abc import Callable
from dataclasses import dataclass
from time import process_time


@dataclass(frozen=True, slots=True)
class Finding:
    """`worth` must not be above `limit`; None: there is no limit, the number is only told."""

    said: str
    worth: float = 0
    limit: float | None = None

    @property
    def kept(self) -> bool:
        return self.limit is None or self.worth <= self.limit

    def __str__(self) -> str:
        if self.limit is None:
            return f"     {self.said}"
        return f"{'ok  ' if self.kept else 'OVER'} {self.said} (limit {self.limit:g})"


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """The best of several: what else the machine does only ever adds."""
    best = float("inf")
    for _ in range(times):
        began = process_time()
        work()
        best = min(best, process_time() - began)
    return best
