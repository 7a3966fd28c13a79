"""What is known of towns, criteria, targets; is a place a monotown."""

from decimal import Decimal

from bot.actions.towns import CheckMonotown
from bot.gallery.rooms import Make, Rooms
from bot.i18n import key
from bot.views import criteria, facts, monotown, targets, towns
from core.monotown import Told

TOLD_OF = (
    "khromtau", "karatau", "balkhash", "zhezkazgan", "satbayev", "temirtau", "abai", "arkalyk", "altai", "ridder",
    "serebryansk", "kentau",
)  # fmt: skip
"""Towns whose facts differ in kind; the others read like one of these."""
CRITERIA = tuple(f"{kind}{number}" for kind in "pu" for number in range(1, 10))
SO_FAR = {
    "people": (CheckMonotown(), Told()),
    "output": (CheckMonotown("15000"), Told(15000)),
    "employed": (CheckMonotown("15000", "20"), Told(15000, Decimal(20))),
    "enterprise": (CheckMonotown("15000", "20", "?"), Told(15000, Decimal(20))),
}


class OfFacts(Rooms):
    def of_facts(self) -> dict[str, Make]:
        made: dict[str, Make] = {}
        for town in TOLD_OF:
            made |= self.facts_of(town)
        for criterion in CRITERIA:
            made[f"facts/criterion {criterion}"] = self.criterion("ridder", criterion)
        for town, criterion in (("balkhash", "u7"), ("kentau", "p1"), ("kurchatov", "p4"), ("abai", "u7")):
            made[f"facts/criterion {criterion} {town}"] = self.criterion(town, criterion)
        asked = {name: self.question(name) for name in monotown.QUESTIONS}
        return (
            made
            | {f"monotown/{name}": make for name, make in asked.items()}
            | {
                "monotown/refused": self.question("output", key("monotown.not_a_share")),
                "monotown/yes": self.judged(
                    CheckMonotown("50000", "35.5", "?", "partly"), Told(50000, Decimal("35.5"), None, "partly")
                ),
                "monotown/exactly 20": self.judged(
                    CheckMonotown("15000", "20", "?", "working"), Told(15000, Decimal(20), None, "working")
                ),
                "monotown/unknown": self.judged(CheckMonotown("?", "?", "?", "?"), Told()),
                "nearest/inside": lambda t: towns.nearest(t, self.towns.nearest(50.06, 72.97, 3)),
                "nearest/far": lambda t: towns.nearest(t, self.towns.nearest(51.13, 71.43, 3)),
            }
        )

    def facts_of(self, town: str) -> dict[str, Make]:
        found, standing = self.facts.sheet(town), self.support.standing()
        groups = {f"facts/{town} {each.group.id}": self.group(town, each.group.id) for each in found.sheet.sections}
        return groups | {
            f"facts/{town}": lambda t: facts.town(t, found, self.scores.of(town), standing),
            f"facts/{town} criteria": lambda t: criteria.criteria(t, self.facts.criteria(town), standing),
            f"facts/{town} targets": lambda t: targets.targets(t, self.facts.targets(town), standing),
        }

    def group(self, town: str, group: str) -> Make:
        return lambda t: facts.group(t, self.facts.group(town, group), self.support.standing())

    def criterion(self, town: str, criterion: str) -> Make:
        return lambda t: criteria.criterion(t, self.facts.criterion(town, criterion), self.support.standing())

    def question(self, name: str, refusal: str = "") -> Make:
        action, told = SO_FAR[name]
        return lambda t: monotown.question(t, action, name, told, refusal)

    def judged(self, action: CheckMonotown, told: Told) -> Make:
        return lambda t: monotown.result(t, action, self.facts.monotown(told), self.support.standing())
