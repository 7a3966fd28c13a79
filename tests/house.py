"""What the screens are made from: the real catalogue and the real texts, on a day that stands still."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache

from bot import i18n
from bot.at_work import ROOT
from bot.charts import easel
from bot.gallery import Gallery
from bot.gallery.rooms import Make
from bot.screen import Picture, Screen
from core.localised import Language
from core.services.contacts import Contacts
from core.services.facts import Facts
from core.services.guide import Guide
from core.services.loans import Loans
from core.services.reading import Reading
from core.services.scores import Scores
from core.services.support import Support
from core.services.towns import Towns
from tests.catalogues import catalogue

__all__ = ["DAY", "catalogue", "gallery", "screens", "shown", "translators"]

DAY = datetime(2026, 11, 21, 5, tzinfo=UTC)


@cache
def translators() -> Mapping[Language, i18n.Translator]:
    return i18n.load(ROOT / "locales")


@cache
def gallery() -> Gallery:
    towns, scores = Towns(catalogue()), Scores(catalogue())
    facts, reading, support = Facts(catalogue()), Reading(catalogue()), Support(catalogue(), lambda: DAY)
    more = Contacts(catalogue()), Guide(catalogue(), lambda: DAY), Loans(catalogue(), lambda: DAY)
    return Gallery(translators(), towns, scores, facts, reading, support, *more)


@cache
def screens() -> Mapping[str, Make]:
    return gallery().screens()


@cache
def shown(name: str, language: Language) -> Screen:
    """Made once, however many promises are asked of it."""
    return screens()[name](gallery().translators[language])


async def paint(picture: Picture) -> bytes:
    """At once and here: what the studio does in a process of its own."""
    return easel.png(picture.drawing)
