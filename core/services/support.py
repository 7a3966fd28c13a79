"""What a resident can get: for now, the papers of a microcredit application."""

from dataclasses import dataclass

from core.catalogue import Catalogue, Unknown
from core.clock import KAZAKHSTAN, Clock
from core.microcredit import Answers, Banks, Needed, Paper, Purpose, Work
from core.programmes import Standing, edition_on
from core.sources import Note

__all__ = ["DocumentsAnswer", "PaperAnswer", "Standing", "Support"]


@dataclass(frozen=True, slots=True)
class DocumentsAnswer:
    """`standing` is said beside the list: which programme it is, and that it may have lost force."""

    standing: Standing
    answers: Answers
    papers: tuple[Needed, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    standing: Standing
    paper: Paper


class Support:
    def __init__(self, catalogue: Catalogue, clock: Clock) -> None:
        self._catalogue = catalogue
        self._clock = clock

    def standing(self) -> Standing:
        return edition_on(self._catalogue.editions, self._clock().astimezone(KAZAKHSTAN).date())

    def documents(
        self, work: Work = "unknown", purpose: Purpose = "unknown", banks: Banks = "unknown"
    ) -> DocumentsAnswer:
        standing = self.standing()
        answers = Answers(work, purpose, banks)
        procedure = standing.edition.microcredit
        return DocumentsAnswer(standing, answers, procedure.needed(answers), procedure.notes_for(answers))

    def paper(self, paper_id: str) -> PaperAnswer:
        standing = self.standing()
        for paper in standing.edition.microcredit.papers:
            if paper.id == paper_id:
                return PaperAnswer(standing, paper)
        raise Unknown(f"paper {paper_id!r}")
