"""What each button means; bot/wire.py says how it travels."""

from collections.abc import Sequence

from bot.actions import (
    applications,
    audit,
    common,
    contents,
    figures,
    history,
    loan,
    notices,
    people,
    pictures,
    places_to_go,
    reading,
    scores,
    support,
    talk,
    then,
    towns,
    uploads,
)
from bot.wire import Action, unpacked

KINDS: Sequence[type[Action]] = (
    *common.KINDS, *towns.KINDS, *scores.KINDS, *pictures.KINDS, *reading.KINDS,
    *support.KINDS, *talk.KINDS, *applications.KINDS, *loan.KINDS, *places_to_go.KINDS,
    *figures.KINDS, *people.KINDS, *notices.KINDS,
    *uploads.KINDS, *contents.KINDS,
    *audit.KINDS,
    *history.KINDS, *then.KINDS,
)  # fmt: skip
BY_CODE = {kind.code: kind for kind in KINDS}
assert len(BY_CODE) == len(KINDS), "two actions share a code"


def read(data: str | None) -> Action:
    """What a press means; Unreadable when it is not ours, or ours no more."""
    return unpacked(data, BY_CODE)
