"""Figures as they are typed: how to, what is wrong, each question, what is odd."""

from bot.actions.figures import OverruleDoubts
from bot.gallery.rooms import Make, Rooms
from bot.i18n import Translator
from bot.screen import Screen
from bot.views import figures
from core.drafts import Question
from core.faults import Doubt, DoubtKind, Fault, FaultKind

MARK = "0123abcd"
FAULTS = (
    Fault("1", FaultKind.TOWN_UNKNOWN, {"text": "Nur"}),
    Fault("2", FaultKind.YEAR_FUTURE, {"year": "2031"}),
    Fault("3", FaultKind.DIGITS_LOST, {"text": "266 07"}),
)
DOUBTS = (
    Doubt(DoubtKind.DIGIT_ADDED, "temirtau", "2.6", 2021, {"value": "46", "against": "4.6", "of": "town"}),
    Doubt(DoubtKind.BIG_CHANGE, "balkhash", "2.3", 2021, {"value": "90", "against": "30.9", "of": "town"}),
)


class OfFigures(Rooms):
    def of_figures(self) -> dict[str, Make]:
        return {
            "set": figures.how,
            "set/faults": lambda t: figures.faulty(t, FAULTS),
            "set/many faults": lambda t: figures.faulty(t, FAULTS * 6),
            "set/which town": self.inquired(Question("2", "town", ("abai", "aksay")), "2.6 4.6 2021", left=3),
            "set/which indicator": self.inquired(Question("1", "indicator", ("2.1", "2.2")), "Saran 5 2021"),
            "set/which number": self.inquired(
                Question("1", "value", ("10", "10000"), {"indicator": "2.7"}), "Saran 2.7 10,000 2021"
            ),
            "set/which choice": self.inquired(
                Question("1", "value", ("absent", "present"), {"indicator": "1.3"}), "Saran 1.3 2021"
            ),
            "set/which amount": self.inquired(
                Question("1", "amount", (), {"indicator": "2.7", "town": "saran", "year": "2021"}), "Saran 2.7 2021"
            ),
            "set/which amount again": self.told_wrong,
            "set/which year": self.inquired(Question("1", "year", ("2025", "2026")), "Saran 2.6 4.6"),
            "set/which source": self.inquired(Question("", "source"), ""),
            "set/not understood": self.inquired(Question("1", "year", ("2025", "2026")), "Saran 2.6 4.6", "?!"),
            "set/no source": self.inquired(Question("", "source"), "", "?"),
            "set/doubts": lambda t: figures.doubtful(
                t, DOUBTS, self.towns.index, self.scores.methodology, OverruleDoubts(MARK)
            ),
            "set/many doubts": lambda t: figures.doubtful(
                t, DOUBTS * 6, self.towns.index, self.scores.methodology, OverruleDoubts(MARK)
            ),
            "set/reason": lambda t: figures.ask_reason(t, DOUBTS, self.towns.index, self.scores.methodology),
            "set/reason too short": lambda t: figures.ask_reason(
                t, DOUBTS, self.towns.index, self.scores.methodology, t("set.reason_short")
            ),
        }

    def told_wrong(self, t: Translator) -> Screen:
        asked = Question("1", "amount", (), {"indicator": "2.6", "town": "saran", "year": "2021"})
        wrong = figures.wrong(t, (Fault("1", FaultKind.SEVERAL_NUMBERS, {"text": "4,6 4,7"}),))
        towns, methodology = self.towns.index, self.scores.methodology
        return figures.question(t, asked, "Saran 2.6 2021", 1, MARK, towns, methodology, wrong)

    def inquired(self, asked: Question, line: str, typed: str = "", left: int = 1) -> Make:
        towns, methodology = self.towns.index, self.scores.methodology
        return lambda t: figures.question(
            t,
            asked,
            line,
            left,
            MARK,
            towns,
            methodology,
            figures.not_understood(t, asked.what, typed) if typed else "",
        )
