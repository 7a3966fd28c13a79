"""What somebody wants to publish, read and looked at before anything is kept."""

from collections.abc import Iterable
from datetime import date

from core.access import At
from core.catalogue import Catalogue
from core.clock import KAZAKHSTAN, Clock
from core.drafts import Answers, Draft, Question
from core.faults import Doubt, Fault
from core.judgement import all_warnings
from core.ledger import Entry, Figure
from core.methodology import Methodology
from core.snapshot import Now
from core.towns import TownIndex
from core.typed import answer_to, line_at, read_typed, spoilt_by

__all__ = ["Draft", "Drafts"]


class Drafts:
    def __init__(self, catalogue: Catalogue, now: Now, clock: Clock) -> None:
        self._catalogue = catalogue
        self._now = now
        self._clock = clock

    @property
    def towns(self) -> TownIndex:
        return self._catalogue.towns

    @property
    def methodology(self) -> Methodology:
        return self._catalogue.innovation

    @property
    def today(self) -> date:
        return self._clock().astimezone(KAZAKHSTAN).date()

    def typed(self, text: str, answers: Answers) -> Draft:
        return read_typed(text, self._catalogue.vocabulary, self.today, answers)

    def line(self, text: str, question: Question) -> str:
        return line_at(text, question.where, self._catalogue.vocabulary)

    def answer(self, question: Question, text: str) -> str | None:
        return answer_to(question, text, self._catalogue.vocabulary)

    def spoilt(self, question: Question, text: str, answers: Answers) -> tuple[Fault, ...]:
        """What is wrong with the last of the answers, which is to this question."""
        return spoilt_by(question, self.typed(text, answers).faults)

    def doubts(self, figures: Iterable[Figure]) -> tuple[Doubt, ...]:
        """Beside what is published now."""
        return all_warnings(tuple(figures), self._now().sheets, self._catalogue.innovation)

    def places(self, entries: Iterable[Entry]) -> tuple[At, ...]:
        """Where a right is needed."""
        return self._catalogue.places(entries)
