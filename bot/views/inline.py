"""A town as a card that can be sent into any chat."""

from collections.abc import Sequence

from bot.i18n import Translator
from bot.screen import Button, Card, Screen
from bot.views.scores import score
from bot.views.tiers import tier_name
from core.programmes import Standing
from core.services.scores import TownScore


def cards(t: Translator, found: Sequence[TownScore], standing: Standing, bot_name: str) -> tuple[Card, ...]:
    return tuple(card(t, each, standing, bot_name) for each in found)


def card(t: Translator, found: TownScore, standing: Standing, bot_name: str) -> Card:
    """Its one button leads to the bot: in somebody else's chat the card must not change under their eyes."""
    link = Button(t.plain("button.open_town"), url=f"https://t.me/{bot_name}?start=town-{found.town.id}")
    sent = Screen(score(t, found, standing).text, ((link,),))
    return Card(found.town.id, t.name(found.town.name), summary(t, found), sent)


def summary(t: Translator, found: TownScore) -> str:
    oblast = t.name(found.town.oblast.name)
    if found.card is None or found.card.total is None:
        tier = t.name(found.scale.tiers[found.town.potential.tier])
        return t.plain("potential.card", tier=tier, oblast=oblast)
    card = found.card
    total, maximum = t.number(found.card.total), t.number(card.methodology.maximum)
    tier = tier_name(t, card.methodology, card.tier)
    return t.plain("score.card", total=total, maximum=maximum, tier=tier, oblast=oblast)
