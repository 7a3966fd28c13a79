"""Every screen the bot can show, made from real data: for the gallery page, the golden files, and the check
that no screen shows a key or another language.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.actions import ShowHelp, ShowPaper
from bot.i18n import Translator, key
from bot.screen import Document, Screen
from bot.views import common, compared, indicators, paths, reading, scores, support, towns
from core.chapters import PARTS, Part
from core.localised import Language
from core.scales import Value, Within
from core.services.reading import Reading
from core.services.scores import Scores
from core.services.support import Support
from core.services.towns import Found, Towns

BOT_NAME = "monoqala_bot"
IN_ALL_THREE = frozenset({"language/ask", "group/greeting"})
"""Screens that speak all languages at once, on purpose."""

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
SUPPOSED: Mapping[str, Mapping[str, Value]] = {
    "nothing": {},
    "a value": {"2.6": Decimal("4.4")},
    "a band and a choice": {"4.1": Within(3), "1.1": Within(1)},
}

READ = frozenset({
    "read/programme", "read/state", "read/method", "read/sources", "read/swot 0", "read/contradictions_score 1",
    "read/contradictions_score/balkhash_39", "read/contradictions_names/renamed", "read/document article_classes",
    "disagreements", "disagreements/balkhash", "disagreements/lisakovsk",
})  # fmt: skip
"""Of what is to be read, these stand for their kind where screens are reviewed one by one: the others differ from
them only in what data/chapters/ says, which is reviewed there.
"""

Make = Callable[[Translator], Screen]


@dataclass(frozen=True, slots=True)
class Gallery:
    translators: Mapping[Language, Translator]
    towns: Towns
    scores: Scores
    reading: Reading
    support: Support

    def screens(self) -> Mapping[str, Make]:
        return {
            **self.common(),
            **self.of_towns(),
            **self.of_scores(),
            **self.of_comparisons(),
            **self.of_reading(),
            **self.of_support(),
        }

    def reviewed(self) -> Mapping[str, Make]:
        of_one_kind = self.of_reading().keys() - READ
        return {name: make for name, make in self.screens().items() if name not in of_one_kind}

    def common(self) -> dict[str, Make]:
        standing = self.support.standing()
        return {
            "start": lambda t: common.greeting(t, self.towns.count, standing),
            "menu": common.menu,
            "help": lambda t: common.help_(t, BOT_NAME),
            "language/ask": lambda _: common.ask_language(self.translators, ShowHelp()),
            "language/group": common.language_chosen,
            "privacy": common.privacy,
            "my data": lambda t: common.my_data(t, Document("monoqala-mydata.json", b"{}")),
            "forget": lambda t: common.ask_forget(t, roles=False),
            "forget/roles": lambda t: common.ask_forget(t, roles=True),
            "forget/done": lambda t: common.forgotten(t, roles=False),
            "forget/done, roles": lambda t: common.forgotten(t, roles=True),
            "cancel": lambda t: common.cancelled(t, stopped=True),
            "cancel/nothing": lambda t: common.cancelled(t, stopped=False),
            "group/greeting": lambda _: common.group_greeting(self.translators, BOT_NAME),
            "group/go private": lambda t: common.go_private(t, BOT_NAME),
            "trouble/apology": lambda t: common.apology(t, "A1B2C3"),
            "trouble/outdated": common.outdated,
            "trouble/unknown command": common.unknown_command,
            "trouble/only text": common.only_text,
            "trouble/not understood": common.not_understood,
        }

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

    def of_scores(self) -> dict[str, Make]:
        made: dict[str, Make] = {"indicators": lambda t: indicators.indicators(t, self.scores.methodology)}
        for each in self.scores.all():
            if each.card:
                made |= self.of_town(each.town.id)
        for id_ in self.scores.methodology.indicators:
            made[f"indicator/balkhash {id_}"] = self.indicator(id_, "balkhash")
        return made | {
            "indicator/scale alone": self.indicator("2.4", ""),
            "score/no data": self.score("ridder"),
            "why/no data": self.why("ridder"),
        }

    def of_town(self, town: str) -> dict[str, Make]:
        """Of its indicators only the odd ones: the others read like those of the next town."""
        odd = sorted({each.line.indicator.id for each in self.scores.card(town).differences if each.line})
        return {
            f"score/{town}": self.score(town),
            f"why/{town}": self.why(town),
            f"path/{town}": lambda t: paths.path(t, self.scores.of(town), self.scores.paths(town)),
            **{f"indicator/{town} {id_}": self.indicator(id_, town) for id_ in odd},
        }

    def score(self, town: str) -> Make:
        return lambda t: scores.score(t, self.scores.of(town), self.support.standing())

    def why(self, town: str) -> Make:
        return lambda t: scores.why(t, self.scores.of(town))

    def indicator(self, indicator: str, town: str) -> Make:
        found = self.reading.disagreements(town, indicator).found
        return lambda t: indicators.indicator(t, self.scores.indicator(indicator, town), len(found))

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

    def of_reading(self) -> dict[str, Make]:
        made: dict[str, Make] = {f"read/{part}": self.part(part) for part in PARTS if part != "sources"}
        for each in (each for part in PARTS for each in self.reading.part(part)):
            pages = self.reading.chapter(each.id).pages
            made |= {f"read/{each.id} {page}": self.chapter(each.id, page) for page in range(pages)}
            made |= {f"read/{each.id}/{record.id}": self.record(each.id, record.id) for record in each.records}
        made |= {f"read/document {each.id}": self.document(each.id) for each in self.reading.documents()}
        standing, documents = self.support.standing(), self.reading.documents()
        return made | {
            "read/sources": lambda t: reading.sources(t, documents, self.reading.part("sources"), standing),
            "disagreements": self.disagreements(""),
            **{f"disagreements/{each.town.id}": self.disagreements(each.town.id) for each in self.scores.all()},
        }

    def part(self, part: Part) -> Make:
        return lambda t: reading.part(t, part, self.reading.part(part), self.support.standing())

    def chapter(self, chapter: str, page: int) -> Make:
        return lambda t: reading.chapter(t, self.reading.chapter(chapter, page), self.support.standing())

    def record(self, chapter: str, record: str) -> Make:
        found = self.reading.record(chapter, record)
        return lambda t: reading.record(
            t, found, self.reading.page_of(found.chapter, found.record), self.support.standing()
        )

    def disagreements(self, town: str) -> Make:
        return lambda t: reading.disagreements(t, self.reading.disagreements(town), self.support.standing())

    def document(self, document: str) -> Make:
        return lambda t: reading.one_document(t, self.reading.document(document), self.support.standing())

    def of_support(self) -> dict[str, Make]:
        made: dict[str, Make] = {
            "documents": lambda t: support.documents(t, self.support.documents()),
            "documents/employed, expanding, several banks": lambda t: support.documents(
                t, self.support.documents("employed", "expand", "several")
            ),
        }
        for needed in self.support.documents().papers:
            made[f"documents/{needed.paper.id}"] = self.paper(needed.paper.id)
        return made

    def paper(self, paper_id: str) -> Make:
        return lambda t: support.paper(t, self.support.paper(paper_id), ShowPaper(paper_id))


TOO_BIG = key("whatif.too_much")
