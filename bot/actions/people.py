"""The buttons of those who say who may do what: people, invitations, roles and the places they hold in.

The places that are being picked travel in the button, as sets of numbers of the Programme's list: an oblast goes by
any of its towns.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from bot.wire import Action, Unreadable
from core.access import Role

EVERYWHERE = "w"
NOWHERE = ""
PICKED = re.compile(r"(?P<oblasts>[0-9a-z]{1,8})-(?P<towns>[0-9a-z]{1,8})")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
Sure = Literal["", "yes"]


class ShowPeople(Action, frozen=True):
    code = "ha"
    page: int = 1


class ShowHolder(Action, frozen=True):
    """Somebody and their roles, if they have any."""

    code = "hb"
    person: int


class ChooseRole(Action, frozen=True):
    """For a person, or, without one, for whoever will be invited."""

    code = "hc"
    person: int = 0


class ChoosePlaces(Action, frozen=True):
    """`oblast` is open at the moment, by the number of one of its towns; 0 is none."""

    code = "hd"
    role: Role
    person: int = 0
    places: str = NOWHERE
    oblast: int = 0


class Invite(Action, frozen=True):
    """Asked first; done when sure."""

    code = "he"
    role: Role
    places: str
    sure: Sure = ""


class Give(Action, frozen=True):
    code = "hf"
    role: Role
    person: int
    places: str
    sure: Sure = ""


class TakeAway(Action, frozen=True):
    code = "hg"
    role: Role
    person: int
    sure: Sure = ""


class ShowInvitations(Action, frozen=True):
    code = "hi"


class WithdrawInvitation(Action, frozen=True):
    code = "hj"
    name: str


class OpenInvitation(Action, frozen=True):
    """What the link leads to: it shows, and takes nothing yet."""

    code = "hk"
    secret: str


class AcceptInvitation(Action, frozen=True):
    code = "hl"
    secret: str


class InviteInWords(Action, frozen=True):
    """Typed; too long for a button, and never in one. So are the two that follow."""

    code = "hm"
    text: str


class GrantInWords(Action, frozen=True):
    code = "hn"
    text: str


class RevokeInWords(Action, frozen=True):
    code = "ho"
    text: str


class ShowWork(Action, frozen=True):
    """What this person may do beyond what everybody may."""

    code = "hw"


KINDS: Sequence[type[Action]] = (
    ShowPeople, ShowHolder, ChooseRole, ChoosePlaces, Invite, Give, TakeAway, ShowInvitations, WithdrawInvitation,
    OpenInvitation, AcceptInvitation, InviteInWords, GrantInWords, RevokeInWords, ShowWork,
)  # fmt: skip


def packed(oblasts: Iterable[int], towns: Iterable[int]) -> str:
    """Empty when nothing is picked."""
    sets = tuple(sum(1 << number for number in set(each)) for each in (oblasts, towns))
    return "-".join(map(written, sets)) if any(sets) else NOWHERE


def unpacked(places: str) -> tuple[frozenset[int], frozenset[int]]:
    """Oblasts and towns; of what is picked one by one."""
    if places == NOWHERE:
        return frozenset(), frozenset()
    found = PICKED.fullmatch(places)
    if found is None:
        raise Unreadable(f"no places {places!r}")
    return numbers(found["oblasts"]), numbers(found["towns"])


def written(value: int) -> str:
    head, last = divmod(value, len(DIGITS))
    return (written(head) if head else "") + DIGITS[last]


def numbers(text: str) -> frozenset[int]:
    value = int(text, len(DIGITS))
    return frozenset(at for at in range(value.bit_length()) if value >> at & 1)
