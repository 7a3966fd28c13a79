"""The talk about support, from the first question to the code."""

from collections.abc import Mapping
from dataclasses import replace

from bot.actions.talk import ALL_ANSWERS, Part
from bot.gallery.rooms import Make, Rooms
from bot.i18n import Translator
from bot.screen import Screen
from bot.views import codes, measures, verdicts
from bot.views import talk as view
from core.codes import Damage, since
from core.eligibility import Answers
from core.services.support import CodeAnswer, Damaged

WOMAN: Answers = {
    "town": "zhanatas", "registered": "yes", "category": "self_employed", "purpose": "start", "amount": "within",
    "certificate": "none", "young": "yes", "citizen": "yes", "years": "fewer", "production": "no", "enterprise": "none",
}  # fmt: skip
HURRIED: Answers = {"town": "temirtau", "category": "unsure", "purpose": "expand"}
ENGINEER: Answers = {"town": "elsewhere", "enterprise": "project", "sector": "other", "jobs": "fewer"}
PEOPLE: Mapping[str, Answers] = {"woman in Zhanatas": WOMAN, "hurried": HURRIED, "engineer": ENGINEER, "nobody": {}}
OPEN = frozenset({"microcredit", "grants"})
PARTS = frozenset({"microcredit", "relocation", "anchor"})
CHANGED = frozenset({"town", "years"})
DAMAGED: Mapping[Damage, str] = {
    "empty": "", "letter": "U", "unknown": "9", "short": "3", "long": "1", "mistyped": "",
}  # fmt: skip


class OfTalk(Rooms):
    def of_talk(self) -> dict[str, Make]:
        made = {
            f"talk/result {name} {page}": self.result(given, page)
            for name, given in PEOPLE.items()
            for page in (1, 2, 3)
        }
        for question in self.support.standing().edition.rules.questions:
            made[f"talk/question {question.id}"] = self.asked(question.id, HURRIED)
            made[f"talk/change {question.id}"] = self.asked(question.id, WOMAN, ALL_ANSWERS)
        made |= {
            "talk/question first": self.asked("", {}),
            "talk/question about a measure": self.asked("", HURRIED, "grants"),
            "talk/answers": self.answers(WOMAN),
            "talk/answers dropped": self.answers({**HURRIED, "years": "enough", "sector": "raw"}),
            "talk/answers none": self.answers({}),
            "talk/wished": self.wished("хочу переехать из Жанатаса"),
        }
        return made | self.of_measures() | self.of_codes()

    def alike(self) -> frozenset[str]:
        """Of what reads like its neighbours, some are reviewed."""
        rules = self.support.standing().edition.rules
        measures = [each.id for each in rules.measures]
        return frozenset({
            *(f"talk/change {each.id}" for each in rules.questions if each.id not in CHANGED),
            *(f"measure/{each} open" for each in measures if each not in OPEN),
            *(f"measure/{each} {part}" for each in measures if each not in PARTS for part in ("terms", "reading")),
        })  # fmt: skip

    def of_measures(self) -> dict[str, Make]:
        made: dict[str, Make] = {}
        for each in self.support.standing().edition.rules.measures:
            made[f"measure/{each.id}"] = self.measure(each.id, WOMAN)
            made[f"measure/{each.id} open"] = self.measure(each.id, HURRIED)
            made[f"measure/{each.id} terms"] = self.measure(each.id, WOMAN, "terms")
            made[f"measure/{each.id} reading"] = self.measure(each.id, WOMAN, "reading")
        for town in ("temirtau", "balkhash", "zhanatas"):
            made[f"prospects/{town}"] = self.prospects(town)
        here = self.support.jotted(WOMAN)
        made["prospects/on the way"] = lambda t: verdicts.prospects(t, self.support.prospects("zhanatas"), here)
        return made

    def of_codes(self) -> dict[str, Make]:
        typed = self.support.result(WOMAN).code
        found = self.support.code(typed)
        made: dict[str, Make] = {
            "code/the same": lambda t: codes.code(t, found),
            "code/of nobody": lambda t: codes.code(t, self.support.code(self.support.result({}).code)),
            "code/changed since": lambda t: codes.code(t, changed(found)),
        }
        for damage, at in DAMAGED.items():
            made[f"code/{damage}"] = self.damaged(damage, at, typed)
        return made

    def result(self, given: Answers, page: int) -> Make:
        return lambda t: verdicts.result(t, self.support.result(given), page)

    def asked(self, question: str, given: Answers, then: str = "") -> Make:
        def make(t: Translator) -> Screen:
            found = self.support.question(given, question, "" if then == ALL_ANSWERS else then)
            assert found.question
            return view.question(t, found, found.question, then)

        return make

    def answers(self, given: Answers) -> Make:
        return lambda t: view.answers(t, self.support.answers(given), more=True)

    def wished(self, text: str) -> Make:
        wish = self.support.wish(text)
        assert wish
        return lambda t: verdicts.wished(t, self.support.result(wish.given), wish)

    def measure(self, measure: str, given: Answers, part: Part = "") -> Make:
        return lambda t: measures.measure(t, self.support.measure(measure, given), part)

    def prospects(self, town: str) -> Make:
        return lambda t: verdicts.prospects(t, self.support.prospects(town))

    def damaged(self, damage: Damage, at: str, typed: str) -> Make:
        return lambda t: codes.damaged(t, Damaged(damage, at), typed, self.support.standing())


def changed(found: CodeAnswer) -> CodeAnswer:
    """As if it had been made while the programme was in force, by other rules and another calendar."""
    verdicts_then = {**found.then.verdicts, "microcredit": False}
    then = replace(found.then, verdicts=verdicts_then, rules=1, calendar=1, in_force=True)
    return replace(found, then=then, since=since(then, found.now))
