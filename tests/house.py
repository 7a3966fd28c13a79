"""What the screens are made from: the real catalogue and the real texts, on a day that stands still."""

from datetime import UTC, datetime
from functools import cache

from bot import i18n
from bot.at_work import ROOT
from bot.gallery import Gallery
from core.catalogue import Catalogue
from core.files import definitions
from core.services.reading import Reading
from core.services.scores import Scores
from core.services.support import Support
from core.services.towns import Towns

DAY = datetime(2026, 11, 21, 5, tzinfo=UTC)


@cache
def catalogue() -> Catalogue:
    return definitions.load(ROOT / "data")


@cache
def gallery() -> Gallery:
    towns, scores = Towns(catalogue()), Scores(catalogue())
    return Gallery(i18n.load(ROOT / "locales"), towns, scores, Reading(catalogue()), Support(catalogue(), lambda: DAY))
