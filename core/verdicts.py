"""Yes, no, and not known (None), which is neither: it makes a whole unknown only where it could turn it."""

from collections.abc import Iterable
from typing import Literal

Verdict = bool | None
Join = Literal["any", "all"]


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    given = tuple(verdicts)
    if True in given:
        return True
    return None if None in given else False


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    given = tuple(verdicts)
    if False in given:
        return False
    return None if None in given else True


def joined(join: Join, verdicts: Iterable[Verdict]) -> Verdict:
    return any_of(verdicts) if join == "any" else all_of(verdicts)
