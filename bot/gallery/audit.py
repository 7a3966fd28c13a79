"""The record: each kind of act once, the filters, the file."""

from collections.abc import Mapping
from typing import Any

from bot.actions.audit import PickFilter, ShowRecord, in_button
from bot.gallery.cases import LATE, MIDDLE, SINCE
from bot.gallery.people import EDITOR, FORGOTTEN, KNOWN, PUBLISHER, READER
from bot.gallery.rooms import Make, Rooms
from bot.i18n import Translator
from bot.screen import Document, Screen
from bot.views import audit as view
from bot.views.audit import Page
from core.services.audit import Entry, Written

SOME = {"role": "editor", "places": {"oblasts": ["karaganda"], "towns": ["ridder"]}}
EVERYWHERE = {"role": "editor", "places": None}
DIGEST = "5f1c0e9a7b3d2c4e5f1c0e9a7b3d2c4e5f1c0e9a7b3d2c4e5f1c0e9a7b3d2c4e"
ROLES: tuple[tuple[str, int, int | None, Mapping[str, Any] | None, Mapping[str, Any] | None], ...] = (
    ("revoke", READER, EDITOR, SOME, None),
    ("grant", READER, EDITOR, SOME, EVERYWHERE),
    ("accept invitation", EDITOR, None, None, SOME),
    ("withdraw invitation", READER, None, EVERYWHERE, None),
    ("invite", FORGOTTEN, None, None, SOME),
    ("denied", EDITOR, None, None, {"act": "publish 12", "permission": "publish", "place": "ridder"}),
    ("denied", EDITOR, None, None, {"act": "people", "permission": "people", "place": "everywhere"}),
    ("grant", 0, PUBLISHER, None, {"role": "publisher", "places": None}),
)
TIERS = {"ridder": ["medium", "high"]}
FIGURES: tuple[tuple[str, int, int | None, Mapping[str, Any] | None, Mapping[str, Any] | None], ...] = (
    ("undo", PUBLISHER, None, {"version": 2}, {"batch": 3, "proposal": 5, "digest": DIGEST, "figures": 1, "tiers": {}}),
    (
        "publish",
        PUBLISHER,
        None,
        {"version": 1},
        {"batch": 2, "proposal": 4, "digest": DIGEST, "figures": 9, "tiers": TIERS},
    ),
    ("confirm", READER, None, None, {"proposal": 4, "digest": DIGEST}),
    ("propose", EDITOR, None, {"version": 1}, {"proposal": 4, "digest": DIGEST, "figures": 9, "undoes": None}),
    (
        "publish content",
        READER,
        None,
        {"issue": 0},
        {"issue": 1, "proposal": 7, "files": ["directory.yaml"], "applications": 3},
    ),
    ("undo content", READER, None, {"issue": 2}, {"issue": 3, "files": ["directory.yaml"], "alone": True}),
    ("later act", EDITOR, None, None, {"later_fact": 7}),
)


def written(number: int, act: tuple[Any, ...]) -> Written:
    name, by, whom, before, after = act
    update = None if by == 0 else 712345600 + number
    return Written(Entry(number, SINCE, -1, name, None, before, after, update, DIGEST), by, whom)


class OfRecord(Rooms):
    def of_record(self) -> dict[str, Make]:
        roles = [written(20 - at, act) for at, act in enumerate(ROLES)]
        figures = [written(20 - at, act) for at, act in enumerate(FIGURES)]
        days = in_button(MIDDLE), in_button(LATE)
        narrow, one_day = ShowRecord(EDITOR, "revoke", *days), ShowRecord(0, "", days[0], days[0])
        town = next(each for each in self.towns.index if each.id == "ridder")
        file = Document("monoqala-record-kk.xlsx", b"PK")
        return {
            "audit/roles": self.page(Page(ShowRecord(), [*roles, roles[-1]], KNOWN)),
            "audit/figures": self.page(Page(ShowRecord(0, "", days[0]), figures, KNOWN, later=True)),
            "audit/nothing": self.page(Page(narrow, (), KNOWN, "?")),
            "audit/which act": lambda t: view.pick(t, PickFilter(), LATE, (), KNOWN),
            "audit/which days": lambda t: view.pick(t, PickFilter(part="time"), LATE, (), KNOWN),
            "audit/which person": lambda t: view.pick(t, PickFilter(part="person"), LATE, (READER, EDITOR), KNOWN),
            "audit/sent": lambda t: view.sent(t, Page(one_day, roles * 3, KNOWN), file),
            "audit/roles of a town": self.page(
                Page(ShowRecord(0, "roles", "", days[1], town.number), roles[:1], KNOWN, town=town)
            ),
        }

    def page(self, page: Page) -> Make:
        def make(t: Translator) -> Screen:
            return view.record(t, page, self.towns.whereabouts)

        return make
