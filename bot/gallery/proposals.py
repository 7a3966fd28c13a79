"""Figures on their way to be published: dry runs of every kind, and what comes of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal

from bot.actions.figures import Part
from bot.drawing import Theme
from bot.gallery.figures import DOUBTS
from bot.gallery.rooms import Make, Rooms
from bot.i18n import Translator
from bot.screen import Screen
from bot.views import proposal_pictures, proposals
from bot.views.dry_runs import Review
from core.dry_run import dry_run
from core.faults import kept
from core.ledger import Batch, Entry, Figure, Ledger, Withdrawal
from core.publishing import Proposal, Published, Seconding, Stale
from core.scales import Unit, Value
from core.services.scores import Scores
from core.towns import TownIndex

WHEN = datetime(2026, 11, 21, 5, tzinfo=UTC)
LETTER = "stat.gov.kz, 12.11.2026"


def figure(town: str, indicator: str, value: str, year: int = 2021, unit: Unit | None = "percent") -> Figure:
    worth: Value = Decimal(value) if value[:1].isdigit() else value
    return Figure(town, indicator, year, worth, value, unit, LETTER)


A_FEW = (
    figure("satbayev", "2.6", "4.6"),
    figure("satbayev", "2.3", "30.5", 2020),
    figure("balkhash", "1.4", "40", 2020),
)
OF_TIERS = (
    figure("satbayev", "2.6", "90"),
    *(figure("satbayev", key, value, unit=None) for key, value in (("1.1", "absent"), ("1.2", "mismatch"))),
    figure("satbayev", "1.3", "absent", unit=None),
)
OF_A_NEW_TOWN = (figure("tekeli", "2.6", "4.6"),)
LATER = figure("satbayev", "2.3", "30.5")
OF_THE_PAST = (figure("ridder", "2.6", "5.1", 2015),)


class OfProposals(Rooms):
    def of_proposals(self) -> dict[str, Make]:
        return Proposing(self.scores, self.towns.index).screens()


@dataclass(frozen=True, slots=True)
class Proposing:
    scores: Scores
    towns: TownIndex

    def screens(self) -> dict[str, Make]:
        one_year = tuple(figure(town, "2.6", "4.9") for town in ("aksu", "altai", "rudny", "saran", "ridder", "abai"))
        many = (*one_year, *(figure(town, "2.6", "5") for town in ("tekeli", "kentau", "aksay", "satbayev")))
        return {
            "proposal": self.proposed(A_FEW, may_publish=True, told=1),
            "proposal/in spite of warnings": self.in_spite(A_FEW),
            "proposal/for an editor": self.proposed(A_FEW),
            "proposal/only checked": self.only_checked(A_FEW),
            "proposal/of others too": self.only_checked(A_FEW, "ridder", "balkhash"),
            "proposal/tier changes": self.proposed(OF_TIERS, may_publish=True, told=25),
            "proposal/confirmed once": self.proposed(OF_TIERS, may_publish=True, told=25, confirmed_by=3),
            "proposal/confirmed by the reader": self.proposed(
                OF_TIERS, may_publish=True, told=25, confirmed_by=3, own=True
            ),
            "proposal/something published since": self.overtaken(A_FEW),
            "proposal/first figure of a town": self.proposed(OF_A_NEW_TOWN, may_publish=True),
            "proposal/many": self.proposed(many, may_publish=True, told=2),
            "proposal/all figures": self.listed(many, "figures"),
            "proposal/all towns": self.listed(many, "towns"),
            "proposal/undo": self.undoing(),
            "proposal/nothing": self.nothing(A_FEW[2:]),
            "proposal/published": self.published(A_FEW),
            "proposal/second wanted": self.seconding(OF_TIERS),
            "proposal/stale": lambda t: proposals.stale(t, Stale(proposal(A_FEW), 3)),
            "proposal/doubtful now": lambda t: proposals.doubtful_now(
                t, 7, DOUBTS, self.towns, self.scores.methodology
            ),
            "proposal/working": lambda t: Screen(proposals.working(t)),
            "proposal/withdrawn": lambda t: proposals.withdrawn(t, 7),
            "proposal/list": self.waiting(proposal(A_FEW), proposal(many, number=8, confirmed_by=3)),
            "proposal/list of none": self.waiting(),
            "proposal/picture": self.painted(A_FEW, "satbayev"),
            "proposal/picture of a tier": self.painted(OF_TIERS, "satbayev"),
            "proposal/picture of a new town": self.painted(OF_A_NEW_TOWN, "tekeli"),
        }

    def ledger(self) -> Ledger:
        return Ledger({each.town.id: each.card.sheet for each in self.scores.all() if each.card})

    def review(
        self, entries: Iterable[Entry], ledger: Ledger | None = None, *, told: int = 0, may_publish: bool = False
    ) -> Review:
        methodology = self.scores.methodology
        run = dry_run(ledger or self.ledger(), methodology, entries)
        return Review(run, self.towns, methodology, told, second=True, may_publish=may_publish)

    def proposed(
        self,
        figures: tuple[Figure, ...],
        *,
        told: int = 0,
        may_publish: bool = False,
        confirmed_by: int | None = None,
        own: bool = False,
    ) -> Make:
        review = self.review(figures, told=told, may_publish=may_publish)
        review = replace(review, proposal=proposal(figures, confirmed_by=confirmed_by), confirmed_by_reader=own)
        return lambda t: proposals.dry_run(t, review)

    def overtaken(self, figures: tuple[Figure, ...]) -> Make:
        review = replace(self.review(figures, may_publish=True), proposal=proposal(figures), stands=False)
        return lambda t: proposals.dry_run(t, review)

    def in_spite(self, figures: tuple[Figure, ...]) -> Make:
        told = proposal(figures, reason="OK, 12.11.2026", overruled=("2.6: 4,6 → 46", *map(kept, DOUBTS * 3)))
        review = replace(self.review(figures, may_publish=True), proposal=told)
        return lambda t: proposals.dry_run(t, review)

    def only_checked(self, figures: tuple[Figure, ...], *beyond: str) -> Make:
        return lambda t: proposals.dry_run(t, replace(self.review(figures), beyond=beyond))

    def listed(self, figures: tuple[Figure, ...], part: Part) -> Make:
        review = replace(self.review(figures), proposal=proposal(figures))
        return lambda t: proposals.listed(t, review, part, 1)

    def undoing(self) -> Make:
        """Of a batch with a figure where nothing stood, one where data/ counts again, and one replaced since."""
        ledger = self.ledger().extended([Batch(1, WHEN, -1, (*OF_THE_PAST, LATER), "")])
        undo = (Withdrawal("ridder", "2.6", 2015), Withdrawal("satbayev", "2.3", 2021))
        review = self.review(undo, ledger, may_publish=True)
        review = replace(review, proposal=proposal(undo, undoes=1, reason="15 → 51"), overtaken=1)
        return lambda t: proposals.dry_run(t, review)

    def nothing(self, figures: tuple[Figure, ...]) -> Make:
        review = replace(self.review(figures), overtaken=1)
        return lambda t: proposals.nothing(t, review)

    def published(self, figures: tuple[Figure, ...]) -> Make:
        review = self.review(figures)
        done = Published(Batch(1, WHEN, -1, figures, ""), review.run)
        return lambda t: proposals.published(t, review, done)

    def seconding(self, figures: tuple[Figure, ...]) -> Make:
        review = self.review(figures)
        return lambda t: proposals.seconding(t, review, Seconding(proposal(figures), review.run))

    def waiting(self, *found: Proposal) -> Make:
        return lambda t: proposals.waiting(t, found, self.towns)

    def painted(self, figures: tuple[Figure, ...], town: str, theme: Theme = "light") -> Make:
        review = replace(self.review(figures), proposal=proposal(figures))
        change = next(each for each in review.own if each.town == town)

        def make(t: Translator) -> Screen:
            screen = proposal_pictures.picture(t, review, change, theme)
            assert screen
            return screen

        return make


def proposal(
    entries: tuple[Entry, ...],
    *,
    number: int = 7,
    confirmed_by: int | None = None,
    undoes: int | None = None,
    reason: str = "",
    overruled: tuple[str, ...] = (),
) -> Proposal:
    return Proposal(
        number=number,
        at=WHEN,
        proposed_by=1,
        base_version=0,
        data_version="",
        digest="0" * 64,
        entries=entries,
        reason=reason,
        overruled=overruled,
        undoes=undoes,
        confirmed_by=confirmed_by,
    )
