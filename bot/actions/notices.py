"""The buttons of subscriptions: to what is published of a town, a region, all monotowns."""

from collections.abc import Sequence
from typing import Literal

from bot.wire import Action
from core.publishing import Extent, Kind


class ShowSubscriptions(Action, frozen=True):
    code = "ul"


class WatchTown(Action, frozen=True):
    """The kinds of news of a town; so in WatchOblast, and of all monotowns in WatchAll."""

    code = "ut"
    town: str


class WatchOblast(Action, frozen=True):
    code = "uo"
    oblast: str


class WatchAll(Action, frozen=True):
    code = "ua"


class SetWish(Action, frozen=True):
    """`place` is empty for all. `wanted` says what is to be, so that pressing twice is pressing once."""

    code = "uw"
    extent: Extent
    place: str
    kind: Kind
    wanted: Literal["yes", "no"]


class HearNoMore(Action, frozen=True):
    """From the notice itself, which stays to be read."""

    code = "uq"
    extent: Extent
    place: str
    kind: Kind


class EndSubscriptions(Action, frozen=True):
    """All of this chat's."""

    code = "ue"


class WatchInWords(Action, frozen=True):
    """As after the command: a town, a region, all; too long for a button, and never in one."""

    code = "ux"
    text: str


KINDS: Sequence[type[Action]] = (
    ShowSubscriptions, WatchTown, WatchOblast, WatchAll, SetWish, HearNoMore, EndSubscriptions, WatchInWords,
)  # fmt: skip
