"""Scores and their reasons; tables to take away."""

from bot.gallery.rooms import Make, Rooms
from bot.screen import Document
from bot.views import exports, indicators, paths, scores


class OfScores(Rooms):
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

    def of_exports(self) -> dict[str, Make]:
        standing, towns = self.support.standing(), self.towns.count
        town = self.scores.of("temirtau").town
        one, every = (Document(f"monoqala-{name}-kk.xlsx", b"PK") for name in ("temirtau", "all-towns"))
        return {
            "export/of a town": lambda t: exports.offer(t, town, towns, standing),
            "export/of all": lambda t: exports.offer(t, None, towns, standing),
            "export/file of a town": lambda t: exports.sent(t, town, one, standing),
            "export/file of all": lambda t: exports.sent(t, None, every, standing),
        }
