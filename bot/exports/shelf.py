"""Files that were made are kept for the next person, as long as there is room."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable


class Shelf:
    """A file is made beside the event loop: a workbook takes longer than an answer may hold up the others."""

    def __init__(self, room: int = 60) -> None:
        self._room = room
        self._files: OrderedDict[Hashable, bytes] = OrderedDict()

    async def get(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """`key` names all that the content depends on."""
        if key not in self._files:
            content = await asyncio.to_thread(make)
            self._files[key] = content
            if len(self._files) > self._room:
                self._files.popitem(last=False)
            return content
        self._files.move_to_end(key)
        return self._files[key]
