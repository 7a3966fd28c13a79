"""How the program holds its memory."""

import ctypes
import sys
from typing import Final

ARENAS: Final = -8
"""M_ARENA_MAX of malloc.h."""


def one_heap() -> None:
    """A C library of Linux gives each thread a heap of its own, and what one of them has let go of no other takes:
    figures worked on beside the loop would need their memory twice.
    """
    if sys.platform != "linux":
        return
    system = ctypes.CDLL(None)
    if hasattr(system, "mallopt"):  # musl has none, and one heap anyway
        system.mallopt(ARENAS, 1)
