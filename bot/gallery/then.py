"""All towns and several as they were, in words and as pictures."""

from datetime import date

from bot.actions.then import AskPastRanking, ranking
from bot.actions.towns import ShowTown
from bot.gallery.history import ASKED, OfHistory
from bot.gallery.rooms import Make
from bot.i18n import Translator
from bot.screen import Screen
from bot.views import captions, compared, past
from core.past import When

OF_A_DAY, OF_A_YEAR = When(day=ASKED), When(2020, ASKED)


class OfThen(OfHistory):
    def of_then(self) -> dict[str, Make]:
        standing, town = self.support.standing(), self.scores.of("temirtau").town
        days = [(day, ranking("score", When(day=day))) for day in (date(2026, 3, 4), date(2026, 4, 3))]
        return {
            "then/ask": lambda t: past.ask_all(t, *self.later().times()),
            "then/ask without any": lambda t: past.ask_all(t, *self.scores.times()),
            "then/ranking now": lambda t: compared.ranking(t, self.later().ranking("score"), standing),
            "then/ranking": self.ranked_then(OF_A_DAY),
            "then/ranking by an indicator": self.ranked_then(OF_A_YEAR, "2.6"),
            "then/ranking of nobody": self.ranked_then(When(2015)),
            "then/ranking picture": lambda t: captions.ranking(t, self.later().at(OF_A_YEAR).ranking("score"), "light"),
            "then/score picture": self.painted_then,
            "then/comparison": lambda t: compared.comparison(t, self.later().at(OF_A_DAY).compare((8, 13)), standing),
            "then/comparison picture": lambda t: captions.comparison(
                t, self.later().at(OF_A_DAY).compare((8, 13)), "dark"
            ),
            "then/map": self.mapped_then,
            "then/only of today": lambda t: past.only_of_today(t, town, OF_A_DAY, ShowTown("temirtau")),
            "then/too many towns": lambda t: past.too_many(t, 5),
            "then/which day": lambda t: past.no_day(t, "which_day", days, AskPastRanking()),
            "then/year to come": lambda t: past.year_to_come(t, 2031, AskPastRanking()),
        }

    def ranked_then(self, when: When, by: str = "score") -> Make:
        return lambda t: compared.ranking(t, self.later().at(when).ranking(by), self.support.standing())

    def painted_then(self, t: Translator) -> Screen:
        found = self.later().then("temirtau", 2020, ASKED)
        assert found.then.card
        return captions.score(t, found.then, found.then.card, "light", found.when)

    def mapped_then(self, t: Translator) -> Screen:
        at = self.later().at(OF_A_DAY)
        return captions.town_map(t, at.all(), "innovation", "light", self.support.standing(), at.when)
