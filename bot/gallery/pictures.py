"""Pictures: one of each kind; the map of both scales, and one in the dark."""

from decimal import Decimal

from bot.gallery.rooms import Make, Rooms
from bot.views import captions
from core.scales import Within


class OfPictures(Rooms):
    def of_pictures(self) -> dict[str, Make]:
        scores, standing = self.scores, self.support.standing()
        towns, card = scores.all(), scores.card("satbayev")
        some = scores.what_if("saran", {"2.6": Decimal("4.4"), "1.1": Within(1)})
        return {
            "picture/score": lambda t: captions.score(t, scores.of("satbayev"), card, "light"),
            "picture/comparison": lambda t: captions.comparison(t, scores.compare((8, 12, 13, 14, 25)), "light"),
            "picture/ranking": lambda t: captions.ranking(t, scores.ranking("score"), "light"),
            "picture/map": lambda t: captions.town_map(t, towns, "economic", "light", standing),
            "picture/map of the other scale": lambda t: captions.town_map(t, towns, "innovation", "dark", standing),
            "picture/what if": lambda t: captions.change(t, some, "light"),
        }
