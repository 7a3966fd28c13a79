"""Inline mode: a town's potential as a card, in any chat. An empty question shows all towns."""

from collections.abc import Sequence

from bot.screen import Card
from bot.turn import Turn
from bot.views import towns as view
from core.services.towns import Candidates, NotMonotown, PotentialAnswer, Towns


def cards(turn: Turn) -> Sequence[Card]:
    query = turn.update.inline_query
    assert query is not None
    return view.cards(turn.t, answers(turn.house.towns, query.query.strip()), turn.house.support.standing())


def answers(towns: Towns, text: str) -> list[PotentialAnswer]:
    if not text:
        return [towns.potential_of(town.id) for each in towns.by_oblast() for town in each.towns]
    match towns.potential(text):
        case PotentialAnswer() as found:
            return [found]
        case Candidates(towns=near) | NotMonotown(towns=near):
            return [towns.potential_of(town.id) for town in near]
    return []
