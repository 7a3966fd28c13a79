"""What if; towns side by side, and in order."""

from collections.abc import Mapping
from decimal import Decimal

from bot.gallery.rooms import Make, Rooms
from bot.i18n import key
from bot.views import compared, paths
from core.scales import Value, Within

SUPPOSED: Mapping[str, Mapping[str, Value]] = {
    "nothing": {},
    "a value": {"2.6": Decimal("4.4")},
    "a band and a choice": {"4.1": Within(3), "1.1": Within(1)},
}
TOO_BIG = key("whatif.too_much")


class OfComparisons(Rooms):
    def of_comparisons(self) -> dict[str, Make]:
        standing, best = self.support.standing(), self.scores.methodology.indicators
        sixty_seven: Mapping[str, Value] = {**{id_: Within(each.top) for id_, each in best.items()}, "1.1": Within(0)}
        supposed = {**SUPPOSED, "67 points": sixty_seven, "every point": {**sixty_seven, "1.1": Within(1)}}
        made: dict[str, Make] = {f"whatif/{name}": self.what_if(changes) for name, changes in supposed.items()}
        for by in ("score", "tier", "oblast", "2.1", "2.6", "5.1"):
            made[f"ranking/{by}"] = self.ranking(by)
        return made | {
            "whatif/pick a band": lambda t: paths.pick(t, self.scores.what_if("balkhash", {}), "2.6"),
            "whatif/pick an answer": lambda t: paths.pick(t, self.scores.what_if("balkhash", {}), "5.1"),
            "whatif/refused": lambda t: paths.refused(
                t, paths.pick(t, self.scores.what_if("saran", {}), "2.8"), TOO_BIG
            ),
            "path/no data": lambda t: paths.path(t, self.scores.of("ridder"), ()),
            "compare/pick": lambda t: compared.pick(t, self.scores.compare((8, 13)), self.scores.all()),
            "compare/scored": lambda t: compared.comparison(t, self.scores.compare((8, 12, 13, 14, 15)), standing),
            "compare/without data": lambda t: compared.comparison(t, self.scores.compare((8, 25)), standing),
        }

    def what_if(self, changes: Mapping[str, Value]) -> Make:
        return lambda t: paths.what_if(t, self.scores.what_if("balkhash", changes))

    def ranking(self, by: str) -> Make:
        return lambda t: compared.ranking(t, self.scores.ranking(by), self.support.standing())
