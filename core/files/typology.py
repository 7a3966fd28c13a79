"""data/typology.yaml → what a town's branch, the state of its enterprises and its specialisation are called."""

from pydantic import TypeAdapter

from core.files.library import NAMELESS
from core.files.marked import Page, Problems
from core.files.shapes_towns import BranchShape, SpecialisationShape, TypologyFile
from core.places import SORTS, STATES, Branch, Enterprises, Specialisation, State
from core.sources import Source

FILE = TypeAdapter(TypologyFile)
UNREAD_BRANCH = BranchShape(type="extraction", name=NAMELESS)
UNREAD_SPECIALISATION = SpecialisationShape(first="extraction", name=NAMELESS)


class Typology:
    """Where its file cannot be read, that is one fault and not one more for each town."""

    def __init__(self, page: Page, problems: Problems) -> None:
        self._problems = problems
        content = problems.read(page, FILE)
        self.branches = content.branches if content else None  # None where the file cannot be read
        self._specialisations = content.specialisations if content else None
        self._sorts = content.types if content else dict.fromkeys(SORTS, NAMELESS)
        self._states = content.enterprises if content else dict.fromkeys(STATES, NAMELESS)

    def branch(self, page: Page, row: int, branch_id: str, source: Source) -> Branch:
        shape = self._problems.known(page, (row, "branch"), branch_id, self.branches) or UNREAD_BRANCH
        return Branch(branch_id, shape.name, shape.type, self._sorts[shape.type], source)

    def enterprises(self, state: State, source: Source) -> Enterprises:
        return Enterprises(state, self._states[state], source)

    def specialisation(self, page: Page, row: int, specialisation_id: str, source: Source) -> Specialisation:
        found = self._problems.known(page, (row, "specialisation"), specialisation_id, self._specialisations)
        shape = found or UNREAD_SPECIALISATION
        return Specialisation(specialisation_id, shape.name, shape.first, source)
