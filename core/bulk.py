"""Many objects at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def in_bulk() -> Iterator[None]:
    """Figures by the hundred thousand hold each other in no circle, and to look for circles among them again and again
    takes longer than to make them.
    """
    if not gc.isenabled():  # somebody further out has seen to it, and ends it
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
