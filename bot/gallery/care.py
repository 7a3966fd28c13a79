"""Where to go, with an empty directory and with a filled one; whom to turn to when it is very hard."""

from dataclasses import replace
from datetime import date

from bot.gallery.rooms import BOT_NAME, Make, Rooms
from bot.views import care, places_to_go
from core.care import NEEDS, Need
from core.directory import KINDS, Contact, Kind
from core.localised import Localised

MADE_UP = Localised(kk="ойдан шығарылған мысал", ru="выдуманный пример", en="a made-up example")


class OfCare(Rooms):
    def of_care(self) -> dict[str, Make]:
        made: dict[str, Make] = {f"care/{need}": self.comfort(need) for need in NEEDS}
        made |= {f"where/temirtau {kind}": self.office(kind) for kind in KINDS}
        return made | {
            "care/in a group": lambda t: care.comfort(t, "hunger", self.contacts.help(), BOT_NAME),
            "care/without numbers": lambda t: care.comfort(t, "life", ()),
            "where/temirtau": lambda t: places_to_go.places(
                t, self.contacts.places("temirtau"), self.support.standing()
            ),
            "where/a contact is known": lambda t: places_to_go.office(
                t,
                replace(self.contacts.office("temirtau", "centre"), contacts=(self.example(),)),
                self.support.standing(),
            ),
        }

    def comfort(self, need: Need) -> Make:
        return lambda t: care.comfort(t, need, self.contacts.help())

    def office(self, kind: Kind) -> Make:
        return lambda t: places_to_go.office(t, self.contacts.office("temirtau", kind), self.support.standing())

    def example(self) -> Contact:
        """No such office: it says so itself, and its telephone has no digit that could be dialled."""
        (known, *_) = self.contacts.help()
        return Contact("example", "centre", MADE_UP, MADE_UP, date(2026, 11, 20), known.source, "temirtau", MADE_UP,
            "000-000", MADE_UP, "https://example.org/", date(2026, 11, 21))  # fmt: skip
