"""Inline mode: a town's score as a card, in any chat. An empty question shows all towns, and Telegram asks anew
with each letter, so that a name is mostly half typed.
"""

from collections.abc import Sequence

from bot.screen import Card
from bot.turn import House, Turn
from bot.views import inline as view
from core.services.scores import TownScore
from core.services.towns import Candidates, Found, NotMonotown

MOST_CARDS = 50
"""Telegram's limit for one answer."""


def cards(turn: Turn) -> Sequence[Card]:
    query = turn.update.inline_query
    assert query is not None
    found = answers(turn.house, query.query.strip())
    return view.cards(turn.t, found[:MOST_CARDS], turn.house.support.standing(), turn.house.bot_name)


def answers(house: House, text: str) -> Sequence[TownScore]:
    if not text:
        return house.scores.all()
    match house.towns.find(text):
        case Found(town=town):
            return [house.scores.of(town.id)]
        case Candidates(towns=near) | NotMonotown(towns=near):
            return [house.scores.of(town.id) for town in near]
    return [house.scores.of(town.id) for town in house.towns.beginning(text)]
