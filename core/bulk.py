"""Many objects at once."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat
from typing import Any, Final, TypeVar

AT_ONCE: Final = 5000
MANY: Final = 10_000
"""New objects, from which on it takes long to look through them."""
Each = TypeVar("Each")
Named = TypeVar("Named", bound=tuple[Any, ...])


@contextmanager
def in_bulk() -> Iterator[None]:
    """Figures by the hundred thousand, and all that stands in data/, hold each other in no circle, and to look for
    circles among them again and again takes longer than to make them. What was made meanwhile counts as old at once,
    or the first look after it would go through all of it; unless something was set aside for good, which would be
    looked through again.
    """
    if not gc.isenabled():  # somebody further out has seen to it, and ends it
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > MANY and not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        gc.enable()


def many(kind: type[Named], *columns: Iterable[Any]) -> Iterator[Named]:
    """As many named tuples as the shortest column is long, without a step of Python for each."""
    return map(tuple.__new__, repeat(kind), zip(*columns, strict=False))


def parts(of: Sequence[Each]) -> Iterator[Sequence[Each]]:
    """So many at once as a processor keeps at hand."""
    return (of[first : first + AT_ONCE] for first in range(0, len(of), AT_ONCE))
