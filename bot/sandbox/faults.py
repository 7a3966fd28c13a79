"""Trouble on order: the next calls go wrong, the next updates arrive twice or out of order."""

from dataclasses import dataclass
from typing import Any, Literal

from bot.sandbox.errors import Json, Refused
from bot.sandbox.update_queue import UpdateQueue

Kind = Literal["slow", "cut before", "cut after", "refuse"]


@dataclass(slots=True)
class Fault:
    """Meets the next `times` calls that fit; None means all of them from now on."""

    kind: Kind
    times: int | None = 1
    method: str | None = None
    chat_id: int | None = None
    seconds: float = 0.0
    refusal: Refused | None = None

    def fits(self, method: str, params: Json) -> bool:
        chat_id = params.get("chat_id")
        return self.method in {None, method} and (self.chat_id is None or str(self.chat_id) == str(chat_id))


class Faults:
    """`which` calls a fault meets: `times=`, `method=`, `chat_id=`, as in Fault."""

    def __init__(self, updates: UpdateQueue) -> None:
        self.updates = updates
        self.plan: list[Fault] = []

    def slow(self, seconds: float, **which: Any) -> None:
        """The call has its effect; the answer takes its time."""
        self.plan.append(Fault("slow", seconds=seconds, **which))

    def cut_before(self, **which: Any) -> None:
        self.plan.append(Fault("cut before", **which))

    def cut_after(self, **which: Any) -> None:
        """The call has its effect, and nobody learns of it."""
        self.plan.append(Fault("cut after", **which))

    def broken(self, status: int = 502, **which: Any) -> None:
        self.plan.append(Fault("refuse", refusal=Refused(status=status), **which))

    def flood(self, retry_after: int, **which: Any) -> None:
        refusal = Refused(f"retry after {retry_after}", 429, {"retry_after": retry_after})
        self.plan.append(Fault("refuse", refusal=refusal, **which))

    def clear(self) -> None:
        self.plan.clear()

    def next(self, method: str, params: Json) -> Fault | None:
        for fault in self.plan:
            if fault.fits(method, params):
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times == 0:
                        self.plan.remove(fault)
                return fault
        return None

    # Updates

    def malformed(self, body: Json | None = None) -> int:
        """An update that has a number and nothing else that can be relied on."""
        return self.updates.put_raw(body or {"message": {"message_id": "seven", "chat": None, "date": []}})

    def twice(self, times: int = 1) -> None:
        """The next updates are handed out once more after they were confirmed."""
        self.updates.to_repeat += times

    def swapped(self, times: int = 1) -> None:
        """The next update arrives after the one that follows it."""
        self.updates.to_hold += times
