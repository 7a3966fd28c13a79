"""Spreadsheets in the chat: how to send one, what is wrong with it, what is odd, what it leaves open, the progress."""

from collections.abc import Callable

from markupsafe import Markup

from bot.gallery.rooms import Make, Rooms
from bot.i18n import Translator
from bot.screen import Document, Screen
from bot.views import uploads as view
from bot.views.faults import fault
from core.drafts import LONGEST_REASON, SHORTEST_REASON, Draft, What
from core.faults import Doubt, DoubtKind, Fault, FaultKind
from core.ledger import Figure

NAME = "temirtau-2021.xlsx"
FAULTS = (
    Fault("D3", FaultKind.NOT_A_NUMBER, {"text": "4,6,7"}),
    Fault("A5", FaultKind.TOWN_MISSING),
    Fault("D9", FaultKind.DIGITS_LOST, {"text": "266 07"}),
    Fault("E12", FaultKind.SOURCE_MISSING),
)
JUMP = {"value": "14.6", "against": "4.6", "of": "town"}
DOUBTS = (
    Doubt(DoubtKind.BIG_CHANGE, "temirtau", "2.6", 2021, JUMP),
    Doubt(DoubtKind.TENGE_FOR_THOUSAND, "ridder", "2.7", 2021, {"value": "137402", "against": "137.4", "of": "town"}),
)
TOO_BIG = Fault("", FaultKind.FILE_BIG, {"most": "20"})
YEAR = 2026


class OfUploads(Rooms):
    def of_uploads(self) -> dict[str, Make]:
        return {
            "upload": view.how_to_send,
            "upload/template": lambda t: view.template_sent(t, Document(f"monoqala-template-{t.language}.xlsx", b"PK")),
            "upload/template of own towns": lambda t: view.template_sent(
                t, Document(f"monoqala-template-{t.language}.xlsx", b"PK"), 2
            ),
            "upload/arriving": said(lambda t: view.arriving(t, NAME, 0.42)),
            "upload/reading": said(lambda t: view.reading(t, NAME, 85_000, 0.425)),
            "upload/marking": said(lambda t: view.marking(t, NAME)),
            "upload/not fetched": lambda t: view.not_fetched(t, NAME),
            "upload/gone": view.gone,
            "upload/dropped": lambda t: view.dropped(t, NAME),
            "upload/faulty": lambda t: view.faulty(t, faulty(FAULTS, 45)),
            "upload/many faults": lambda t: view.faulty(t, faulty(FAULTS * 8, 1)),
            "upload/faulty and open": lambda t: view.faulty(t, faulty(FAULTS, 0)),
            "upload/refused": lambda t: view.faulty(t, view.Faulty(NAME, (TOO_BIG,))),
            "upload/year": lambda t: view.question(t, self.left_open("year")),
            "upload/town": lambda t: view.question(t, self.left_open("town")),
            "upload/indicator": lambda t: view.question(t, self.left_open("indicator")),
            "upload/source": lambda t: view.question(t, self.left_open("source")),
            "upload/source again": lambda t: view.question(
                t, self.left_open("source"), fault(t, Fault("", FaultKind.SOURCE_MISSING))
            ),
            "upload/doubtful": lambda t: view.doubtful(t, self.doubtful(1)),
            "upload/many doubts": lambda t: view.doubtful(t, self.doubtful(11)),
            "upload/reason again": lambda t: view.reason_again(t, 7, SHORTEST_REASON, LONGEST_REASON),
            "upload/read": said(lambda t: view.read(t, NAME, Draft((FIGURE,) * 45, FAULTS, empty=441))),
        }

    def left_open(self, what: What) -> view.Asked:
        return view.Asked(what, NAME, 7, YEAR, tuple(self.towns.index), self.scores.methodology)

    def doubtful(self, times: int) -> view.Doubtful:
        listing = Document("monoqala-doubts.txt", b"1") if times > 1 else None
        card = self.scores.methodology
        return view.Doubtful(NAME, 7, DOUBTS * times, self.towns.index, card, listing)


FIGURE = Figure("temirtau", "2.6", YEAR, "", "", None, "")


def faulty(faults: tuple[Fault, ...], good: int) -> view.Faulty:
    return view.Faulty(NAME, faults, good, 7, Document("temirtau-2021-marked.xlsx", b"PK"))


def said(text: Callable[[Translator], Markup]) -> Make:
    return lambda t: Screen(text(t))
