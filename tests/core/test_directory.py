"""Where to go: what the directory knows, and that it knows nothing nobody told."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from core.catalogue import Unknown
from core.directory import KINDS, Directory
from core.files.directory import read_directory
from core.files.library import Library
from core.files.marked import Problems
from core.services.contacts import Contacts
from tests.catalogues import CASES, DATA, catalogue
from tests.flaws import told

TOWNS = {town.id: town for town in catalogue().towns}


def read(folder: Path, contacts: str) -> tuple[Directory, list[str]]:
    """The offices of data/, with these contacts."""
    offices = (DATA / "directory.yaml").read_text(encoding="utf-8").partition("\ncontacts:")[0]
    (folder / "directory.yaml").write_text(f"{offices}\ncontacts:\n{contacts}", encoding="utf-8")
    problems = Problems()
    return read_directory(folder, TOWNS, Library(DATA, problems), problems), told(problems.found)


@pytest.fixture
def moon(tmp_path: Path) -> Contacts:
    directory, problems = read(tmp_path, (CASES / "directory.yaml").read_text(encoding="utf-8"))
    assert problems == []
    return Contacts(replace(catalogue(), directory=directory))


def test_no_office_has_a_contact_as_long_as_nobody_told_one() -> None:
    assert [contact.id for contact in catalogue().directory.contacts if contact.kind != "help"] == []
    for town in TOWNS:
        found = Contacts(catalogue()).places(town)
        assert [each.office.kind for each in found.offices] == list(KINDS)
        assert not found.complete


def test_a_telephone_for_help_is_dated_and_cited_and_says_that_nobody_checked_it() -> None:
    (emergency,) = Contacts(catalogue()).help()
    assert (emergency.phone, emergency.town, emergency.checked) == ("112", None, None)
    assert emergency.source.document.id == "civil_protection_law"


def test_what_was_told_stands_with_its_town_only(moon: Contacts) -> None:
    known = {each.office.kind: [one.id for one in each.contacts] for each in moon.places("temirtau").offices}
    assert known == {"centre": ["moon-centre"], "akimat": [], "support": []}
    assert [each.id for each in moon.places("temirtau").help] == ["moon-help"]
    assert [each.id for each in moon.office("temirtau", "centre").contacts] == ["moon-centre"]
    assert moon.office("ridder", "centre").contacts == ()
    assert (moon.places("ridder").help, moon.help()) == ((), ())


def test_what_is_not_there_is_unknown(moon: Contacts) -> None:
    with pytest.raises(Unknown):
        moon.places("atlantis")
    with pytest.raises(Unknown):
        moon.office("temirtau", "palace")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"phone": "call me"}, "phone: call me does not look like a telephone number"),
        ({"site": "http://moon.example"}, "site: http://moon.example does not look like the address of a site"),
        ({"town": None}, "The town of the office is not stated: add town"),
        ({"town": "temirtao"}, "temirtao is not known. Did you mean temirtau?"),
        ({"source": "somebody"}, "somebody is not known"),
        ({"told_by": None}, "told_by"),
        ({"as_of": None}, "as_of"),
        ({"checked": "2026-10-31"}, "was reported on 2026-11-01 and checked on 2026-10-31"),
        ({"phone": None, "address": None, "site": None}, "A contact must have an address, a telephone or a site"),
        ({"id": "moon-help"}, "moon-help stands more than once"),
    ],
)
def test_a_faulty_contact_is_named_with_its_line(tmp_path: Path, changes: dict[str, str | None], said: str) -> None:
    first, *others = yaml.safe_load((CASES / "directory.yaml").read_text(encoding="utf-8"))
    given = {name: value for name, value in (first | changes).items() if value is not None}
    written = yaml.safe_dump([given, *others], allow_unicode=True)
    _, problems = read(tmp_path, written)
    assert problems
    assert all(problem.startswith("directory.yaml:") and said in problem for problem in problems)
