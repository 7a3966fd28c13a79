"""Subscriptions, and the notices that come from them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.gallery.rooms import Make, Rooms
from bot.i18n import Translator
from bot.screen import Screen
from bot.views import notices as view
from core.content import Issue
from core.dry_run import dry_run
from core.ledger import Batch, Entry, Figure, Ledger, Withdrawal
from core.notices import Happened, TownNews, Week, between, news
from core.publishing import Subscription
from core.scales import Choice, Within
from core.services.subscriptions import Kind, Told, Watched
from core.towns import Town

NOON = datetime(2026, 11, 21, 7, tzinfo=UTC)
BATCH = Batch(17, NOON, 1, (), "")
ISSUE = Issue(4, NOON, 1, 2, (), "")
WEEK = Week(date(2026, 11, 16))
WISH = Subscription(1, "town", "temirtau", "any", "kk")
SECOND = replace(WISH, extent="all", place="")
DOCUMENT = "№ 5-12"
HALF = 9
NONE: frozenset[Kind] = frozenset()
TWO: frozenset[Kind] = frozenset({"tier", "week"})


class OfNotices(Rooms):
    def of_notices(self) -> dict[str, Make]:
        return {**self.of_subscriptions(), **self.of_what_is_published()}

    def of_subscriptions(self) -> dict[str, Make]:
        town, oblast = self.scores.of("temirtau").town, self.scores.of("ridder").town.oblast
        every = Watched("all", "", None, frozenset({"week"}))
        here = Watched("town", town.id, town.name, TWO)
        around = Watched("oblast", oblast.id, oblast.name, frozenset({"any"}))
        return {
            "subscriptions/none": lambda t: view.subscriptions(t, ()),
            "subscriptions/some": lambda t: view.subscriptions(t, (around, here)),
            "subscriptions/all": lambda t: view.subscriptions(t, (every, around, here)),
            "subscriptions/of a town": lambda t: view.watched(t, here, t.plain("toast.subscribed")),
            "subscriptions/of a region": lambda t: view.watched(t, replace(around, kinds=NONE)),
            "subscriptions/of all": lambda t: view.watched(t, every, t.plain("toast.unsubscribed")),
        }

    def of_what_is_published(self) -> dict[str, Make]:
        lifted = self.lifted("zhezkazgan")
        one = self.told(figure("temirtau", "2.6", "4.6"), figure("temirtau", "2.2", "300"))
        undoing = self.told(Withdrawal("temirtau", "2.6", 2021), over=[figure("temirtau", "2.6", "4.6")])
        first = self.told(figure("ridder", "2.6", "4.6"), figure("ridder", "2.6", "4.9", 2020))
        many = self.told(*lifted, *(figure(each.town.id, "2.6", "5.1") for each in self.scores.all()))
        again = self.told(figure("temirtau", "2.6", "5.5"), over=[figure("temirtau", "2.6", "4.6")])
        return {
            "notice/a town": self.notice(Told(one, (WISH,), BATCH)),
            "notice/a change of tier": self.notice(Told(self.told(*lifted), (SECOND,), BATCH)),
            "notice/an earlier value": self.notice(Told(again, (WISH,), BATCH)),
            "notice/the first figures": self.notice(Told(first, (SECOND,), BATCH)),
            "notice/many towns": self.notice(Told(many, (WISH, SECOND), BATCH)),
            "notice/an undo": self.notice(Told(undoing, (WISH,), replace(BATCH, undoes=16))),
            "notice/undone since": self.notice(Told(one, (WISH,), BATCH, undone_by=18)),
            "notice/a week": self.notice(Told(one, (WISH, SECOND), WEEK)),
            **self.of_another_methodology(),
        }

    def of_another_methodology(self) -> dict[str, Make]:
        """The medium level begins later; in the week there is a new figure as well."""
        was, ledger = self.scores.methodology, self.printed()
        low, medium, high = was.tiers
        tiers = replace(low, last=(low.last or 0) + 2), replace(medium, first=medium.first + 2), high
        stricter = replace(was, tiers=tiers)
        longer = ledger.extended([replace(BATCH, entries=(figure("balkhash", "2.6", "5.5"),))])
        alone, back = (
            news(one, self.town_of, between(ledger, other, one, 1, 0))
            for other, one in ((was, stricter), (stricter, was))
        )
        both = news(stricter, self.town_of, between(longer, was, stricter, 17, 17))
        towns = self.told(*(figure(each, "2.6", "5.1") for each in ("temirtau", "saran")))
        return {
            "notice/another methodology": self.notice(Told(alone, (SECOND,), ISSUE)),
            "notice/another methodology, undone since": self.notice(Told(alone, (WISH,), ISSUE, undone_by=5)),
            "notice/the former methodology": self.notice(Told(back, (SECOND,), replace(ISSUE, number=5, undoes=4))),
            "notice/a week of both": self.notice(Told((*both, *towns), (SECOND,), WEEK)),
            "notice/a week of another methodology": self.notice(Told(alone, (SECOND,), WEEK)),
        }

    def notice(self, told: Told) -> Make:
        def make(t: Translator) -> Screen:
            return view.notice(t, told, self.support.standing())

        return make

    def told(self, *entries: Entry, over: list[Figure] | None = None) -> tuple[TownNews, ...]:
        before = [Batch(16, NOON, 1, tuple(over), "")] if over else []
        run = dry_run(self.printed().extended(before), self.scores.methodology, entries)
        return news(self.scores.methodology, self.town_of, Happened.by(run))

    def printed(self) -> Ledger:
        return Ledger({each.town.id: each.card.sheet for each in self.scores.all() if each.card})

    def town_of(self, town_id: str) -> Town:
        return self.scores.of(town_id).town

    def lifted(self, town: str) -> list[Figure]:
        """Better in half of its indicators; 2.6 is told apart."""
        best = [(each.id, each.scale.steps[-1]) for each in self.scores.methodology.indicators.values()][:HALF]
        return [
            Figure(town, id_, 2021, step.id if isinstance(step, Choice) else Within(step.score), "", None, DOCUMENT)
            for id_, step in best
            if id_ != "2.6"
        ]


def figure(town: str, indicator: str, value: str, year: int = 2021) -> Figure:
    return Figure(town, indicator, year, Decimal(value), value, None, DOCUMENT)
