"""data/ → Catalogue. Whatever is wrong with the files is reported together, each fault with file and line."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from types import MappingProxyType

from core.bulk import in_bulk
from core.catalogue import Catalogue
from core.content import Files
from core.figures import Figures
from core.files.calendar import read_calendar
from core.files.care import read_ear
from core.files.chapters import Known, read_chapters
from core.files.directory import read_directory
from core.files.figures import read_figures
from core.files.library import Library
from core.files.marked import Problems
from core.files.methodology import read_methodology
from core.files.monotown import read_definitions
from core.files.names import read_index
from core.files.observations import read_sheets
from core.files.potential import read_criteria
from core.files.programmes import read_editions
from core.files.targets import read_targets
from core.files.terms import read_procedures
from core.files.towns import Atlas
from core.files.words import read_vocabulary
from core.flaws import Flaw
from core.potential import Criteria
from core.targets import Targets


class BadData(Exception):
    """data/ cannot be used as it is: everything that is to be mended. The views have words for it; the message, in
    which a log ends, names file, line and kind.
    """

    def __init__(self, flaws: Iterable[Flaw]) -> None:
        self.flaws = tuple(flaws)
        super().__init__("\n".join(map(str, self.flaws)))


def load(directory: Path) -> Catalogue:
    with in_bulk():
        return read(directory)


def read(directory: Path) -> Catalogue:
    problems = Problems()
    library = Library(directory, problems)
    atlas = Atlas(directory, library, problems)
    index = read_index(directory, atlas, library, problems)
    figures, criteria, targets = read_measured(directory, atlas, library, problems)
    monotown = read_definitions(directory, library, problems)
    editions = read_editions(directory, atlas.towns, library, problems)
    procedures = read_procedures(directory, tuple(edition.id for edition in editions), library, problems)
    calendar = read_calendar(directory, library, problems)
    contacts = read_directory(directory, atlas.towns, library, problems)
    innovation = read_methodology(directory, library, problems)
    sheets = read_sheets(directory, innovation, atlas.towns, library, problems)
    ear, vocabulary = read_ear(directory, problems), read_vocabulary(directory, innovation, index, problems)
    known = Known(atlas.towns, innovation.indicators if innovation else None, figures.measures or None)
    chapters = read_chapters(directory, known, library, problems)
    if problems.found or not (atlas.oblasts and atlas.economic and calendar and innovation and vocabulary):
        raise BadData(problems.found)
    return Catalogue(
        version=version_of(directory),
        documents=MappingProxyType(library.documents),
        oblasts=MappingProxyType(atlas.oblasts),
        economic=atlas.economic,
        towns=index,
        figures=figures,
        criteria=criteria,
        monotown=monotown,
        targets=targets,
        editions=editions,
        calendar=calendar,
        courses=procedures.courses,
        loans=procedures.loans,
        chapters=chapters,
        innovation=innovation,
        directory=contacts,
        ear=ear,
        sheets=sheets,
        vocabulary=vocabulary,
    )


def load_over(directory: Path, files: Files) -> Catalogue:
    """With these files in the place of those in data/, or beside them, read as if they stood there."""
    with laid(directory, files) as copy:
        return load(copy)


def renew(before: Catalogue, directory: Path, files: Files) -> Catalogue:
    """With other contacts and days off, a tenth of the work: nothing else in data/ hangs on them."""
    problems = Problems()
    with laid(directory, files) as copy:
        library = Library(copy, problems)
        calendar = read_calendar(copy, library, problems)
        contacts = read_directory(copy, {town.id: town for town in before.towns}, library, problems)
        if problems.found or calendar is None:
            raise BadData(problems.found)
        return replace(before, version=version_of(copy), calendar=calendar, directory=contacts)


@contextmanager
def laid(directory: Path, files: Files) -> Iterator[Path]:
    with TemporaryDirectory(prefix="monoqala-") as folder:
        copy = Path(copytree(directory, Path(folder, "data")))
        for path, body in files.items():
            place = copy / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(body)
        yield copy


def read_measured(
    directory: Path, atlas: Atlas, library: Library, problems: Problems
) -> tuple[Figures, Criteria, Targets]:
    """What was measured of the towns, and what it is held against."""
    figures = read_figures(directory, atlas, library, problems)
    criteria = read_criteria(directory, figures, atlas.branches, library, problems)
    return figures, criteria, read_targets(directory, figures, library, problems)


def version_of(directory: Path) -> str:
    """The same for the same content, whatever the machine."""
    digest = hashlib.sha256()
    for path in sorted(path for path in directory.rglob("*") if path.suffix in {".yaml", ".csv"}):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(directory).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]
