"""Every screen the bot can show, made from real data: for the gallery page, the golden files, and the check
that no screen shows a key or another language.
"""

from collections.abc import Mapping

from bot.gallery.applications import OfApplications
from bot.gallery.asked import OfTheAsked
from bot.gallery.audit import OfRecord
from bot.gallery.care import OfCare
from bot.gallery.common import OfEverybody
from bot.gallery.comparisons import OfComparisons
from bot.gallery.contents import OfContents
from bot.gallery.days import OfDays
from bot.gallery.facts import OfFacts
from bot.gallery.figures import OfFigures
from bot.gallery.loan import OfLoans
from bot.gallery.notices import OfNotices
from bot.gallery.people import OfPeople
from bot.gallery.pictures import OfPictures
from bot.gallery.proposals import OfProposals
from bot.gallery.reading import READ, OfReading
from bot.gallery.rooms import Make
from bot.gallery.scores import OfScores
from bot.gallery.support import OfSupport
from bot.gallery.talk import OfTalk
from bot.gallery.then import OfThen
from bot.gallery.towns import OfTowns
from bot.gallery.uploads import OfUploads

IN_ALL_THREE = frozenset({"language/ask", "group/greeting"})
"""Screens that speak all languages at once, on purpose."""


class Gallery(
    OfEverybody,
    OfTowns,
    OfFacts,
    OfScores,
    OfComparisons,
    OfPictures,
    OfReading,
    OfSupport,
    OfTalk,
    OfCare,
    OfApplications,
    OfDays,
    OfLoans,
    OfProposals,
    OfPeople,
    OfFigures,
    OfNotices,
    OfTheAsked,
    OfUploads,
    OfRecord,
    OfThen,
    OfContents,
):
    def screens(self) -> Mapping[str, Make]:
        return {
            **self.common(),
            **self.of_towns(),
            **self.of_facts(),
            **self.of_scores(),
            **self.of_comparisons(),
            **self.of_exports(),
            **self.of_pictures(),
            **self.of_reading(),
            **self.of_support(),
            **self.of_care(),
            **self.of_applications(),
            **self.of_days(),
            **self.of_loans(),
            **self.of_proposals(),
            **self.of_figures(),
            **self.of_notices(),
            **self.of_the_asked(),
            **self.of_history(),
            **self.of_then(),
            **self.of_talk(),
            **self.of_people(),
            **self.of_uploads(),
            **self.of_record(),
            **self.of_contents(),
        }

    def reviewed(self) -> Mapping[str, Make]:
        of_one_kind = (self.of_reading().keys() - READ) | self.alike()
        return {name: make for name, make in self.screens().items() if name not in of_one_kind}
