"""Which town is meant."""

from bot.gallery.rooms import Make, Rooms
from bot.views import towns
from core.services.towns import Found

ASKED = {
    "high": "Теміртау",
    "renamed": "Зыряновск",
    "moved": "Жезқазған",
    "below the criterion": "Серебрянск",
    "near spelling": "Шахтинкс",
    "with a namesake": "Абай",
    "unsure": "Абай ауданы",
    "oblast": "Қарағанды облысы",
    "several": "Риддер Рудный",
    "not a monotown": "Ақтау",
    "not found": "Атлантида <1>",
}


class OfTowns(Rooms):
    def of_towns(self) -> dict[str, Make]:
        oblasts = self.towns.by_oblast()
        fixed: dict[str, Make] = {
            "town/ask": lambda t: towns.ask_town(t, oblasts, "score"),
            "town/oblast": lambda t: towns.oblast(t, oblasts[0], "score"),
        }
        return fixed | {f"town/{name}": self.found(text) for name, text in ASKED.items()}

    def found(self, text: str) -> Make:
        found, standing = self.towns.find(text), self.support.standing()
        if isinstance(found, Found):
            town = found.town.id
            return lambda t: towns.understood(t, found, towns.potential(t, self.towns.potential(town), standing))
        return lambda t: towns.unsettled(t, found, standing, self.towns.by_oblast(), "score")
