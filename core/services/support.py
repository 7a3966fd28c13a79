"""What a resident could get, asked question by question; and the papers of a microcredit application. Nothing is
stored: what was answered travels in the buttons, and a result in its code.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from core.asking import askable, in_order, next_for, next_question
from core.catalogue import Catalogue, Unknown
from core.clock import KAZAKHSTAN, Clock
from core.codes import Damaged, Finding, Layout, Since, finding, jotted, layout_of, pack, read_jotted, since, unpack
from core.eligibility import Answers as Given
from core.eligibility import Judgement, Measure, Question, Rulebook, Told, judge, judged, told
from core.loan import LoanTerms
from core.microcredit import Answers, Banks, Needed, Paper, Purpose, Work
from core.places import EconomicScale, Town
from core.programmes import Edition, Standing, edition_on, still
from core.sources import Note
from core.towns import Found
from core.wishes import Wish, heard

__all__ = [
    "AnswersAnswer",
    "CodeAnswer",
    "Damaged",
    "DocumentsAnswer",
    "MeasureAnswer",
    "PaperAnswer",
    "ProspectsAnswer",
    "QuestionAnswer",
    "ResultAnswer",
    "Standing",
    "Support",
    "WishAnswer",
]


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


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """`question` is None when nothing that can still be asked would turn a verdict. `before` was answered last."""

    standing: Standing
    told: Told
    question: Question | None
    before: str | None
    judgements: tuple[Judgement, ...]
    towns: frozenset[str]  # those among the options, if it asks for one


@dataclass(frozen=True, slots=True)
class ResultAnswer:
    standing: Standing
    told: Told
    judgements: tuple[Judgement, ...]
    code: str
    town: Town | None  # as told
    more: bool  # something is still to be asked


@dataclass(frozen=True, slots=True)
class MeasureAnswer:
    standing: Standing
    told: Told
    judgement: Judgement
    missing: tuple[Question, ...]  # what may still turn it, and can be asked now; also those skipped
    loan: LoanTerms  # of the edition, whatever the measure
    town: Town | None  # as told


@dataclass(frozen=True, slots=True)
class AnswersAnswer:
    """`dropped` are questions that were answered, but concern the person no more."""

    standing: Standing
    told: Told
    questions: tuple[Question, ...]
    dropped: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class ProspectsAnswer:
    standing: Standing
    town: Town
    scale: EconomicScale
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class CodeAnswer:
    """What a code holds, and what is different now. It was made by `edition`, which may be amended since."""

    code: str
    edition: Edition
    then: Finding
    standing: Standing
    now: Finding
    since: Since
    amended: bool

    @property
    def another_edition(self) -> bool:
        return self.edition.id != self.standing.edition.id and not self.amended


@dataclass(frozen=True, slots=True)
class WishAnswer:
    wish: Wish
    given: Given


class Support:
    def __init__(self, catalogue: Catalogue, clock: Clock, begun: Edition | None = None) -> None:
        """`begun` is the edition that a talk began under."""
        self._catalogue = catalogue
        self._clock = clock
        self._begun = begun
        self._layouts: tuple[Layout, ...] = tuple(each for edition in catalogue.editions for each in edition.layouts)
        self._editions: Mapping[str, Edition] = {edition.id: edition for edition in catalogue.editions}

    def under(self, letters: str) -> "Support":
        """A talk stays with the edition it began under, which its answers tell."""
        layout = layout_of(self._layouts, letters)
        return Support(self._catalogue, self._clock, self._editions[layout.edition]) if layout else self

    def standing(self) -> Standing:
        today = self._clock().astimezone(KAZAKHSTAN).date()
        editions = self._catalogue.editions
        return still(editions, self._begun, today) if self._begun else edition_on(editions, today)

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

    def read(self, letters: str) -> Given:
        """The answers in a button; one that cannot be read is forged, or older than all we know."""
        if not letters:
            return {}
        try:
            return read_jotted(self._layouts, letters)
        except Damaged as damaged:
            raise Unknown(f"answers {letters!r}") from damaged

    def jotted(self, given: Given) -> str:
        return jotted(self.standing().edition.layout, given) if given else ""

    def question(self, given: Given, question_id: str = "", of: str = "") -> QuestionAnswer:
        """The one named, else the next; with `of`, the next about that measure alone."""
        standing = self.standing()
        rules = standing.edition.rules
        found = told(rules, given)
        question = asked(rules, found, question_id, measure_in(rules, of) if of else None)
        order = [each for each in in_order(rules, found.answers) if each != question_id]
        options = question.options if question else ()
        return QuestionAnswer(
            standing=standing,
            told=found,
            question=question,
            before=order[-1] if order else None,
            judgements=judge(rules, found.answers),
            towns=frozenset(each.id for each in options if self._catalogue.towns.get(each.id)),
        )

    def result(self, given: Given) -> ResultAnswer:
        standing = self.standing()
        edition = standing.edition
        found = told(edition.rules, given)
        return ResultAnswer(
            standing=standing,
            told=found,
            judgements=judge(edition.rules, found.answers),
            code=pack(edition.layout, self._finding(standing, found.answers)),
            town=self._town(found.answers),
            more=next_question(edition.rules, found.answers) is not None,
        )

    def measure(self, measure_id: str, given: Given) -> MeasureAnswer:
        standing = self.standing()
        rules = standing.edition.rules
        measure = measure_in(rules, measure_id)
        found = told(rules, given)
        judgement = judged(rules, measure, found.answers)
        concerned = (each for each in rules.questions if each.id in judgement.missing)
        missing = tuple(each for each in concerned if each.concerns(found.facts))
        loan, town = self._catalogue.loans[standing.edition.id], self._town(found.answers)
        return MeasureAnswer(standing, found, judgement, missing, loan, town)

    def answers(self, given: Given) -> AnswersAnswer:
        standing = self.standing()
        rules = standing.edition.rules
        found = told(rules, given)
        dropped = tuple(each for each in rules.questions if each.id in given and each.id not in found.answers)
        listed = tuple(each for each in askable(rules, found.answers) if each.id in found.answers)
        return AnswersAnswer(standing, found, listed, dropped)

    def prospects(self, town_id: str) -> ProspectsAnswer:
        """What a town of its economic potential could count on."""
        standing, town = self.standing(), self._catalogue.town(town_id)
        notes = standing.edition.rules.prospects.get(town.potential.tier, ())
        return ProspectsAnswer(standing, town, self._catalogue.economic, notes)

    def of_town(self, town_id: str) -> Given:
        """The answer of whoever lives there; none where the edition does not ask for towns."""
        town = self._catalogue.town(town_id)
        asking = (each.id for each in self.standing().edition.rules.questions if each.option(town.id))
        return dict.fromkeys(asking, town.id)

    def code(self, typed: str) -> CodeAnswer:
        """Raises Damaged."""
        layout, then = unpack(self._layouts, typed)
        standing = self.standing()
        now = self._finding(standing, then.answers)
        edition = self._editions[layout.edition]
        amended = still(self._catalogue.editions, edition, standing.day).amended
        return CodeAnswer(pack(layout, then), edition, then, standing, now, since(then, now), amended)

    def wish(self, text: str) -> WishAnswer | None:
        """A town named beside it is where the person lives."""
        wish = heard(self.standing().edition.wishes, text)
        if wish is None:
            return None
        named = self._catalogue.towns.find(text)
        town = self.of_town(named.town.id) if isinstance(named, Found) and named.how != "near" else {}
        return WishAnswer(wish, {**town, **wish.answers})

    def _finding(self, standing: Standing, given: Given) -> Finding:
        version = self._catalogue.calendar.version
        return finding(standing.edition.rules, given, version, in_force=standing.in_force)

    def _town(self, given: Given) -> Town | None:
        return next((town for each in given.values() if (town := self._catalogue.towns.get(each))), None)


def measure_in(rules: Rulebook, measure_id: str) -> Measure:
    measure = rules.measure(measure_id)
    if measure is None:
        raise Unknown(f"measure {measure_id!r}")
    return measure


def asked(rules: Rulebook, found: Told, question_id: str, measure: Measure | None) -> Question | None:
    if not question_id:
        return next_for(rules, measure, found.answers) if measure else next_question(rules, found.answers)
    question = rules.question(question_id)
    if question is None:
        raise Unknown(f"question {question_id!r}")
    return question
