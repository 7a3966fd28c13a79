"""A file somebody sends: where it belongs, and what is not even looked into."""

from collections.abc import Mapping

import pytest

from core.content import kind_of
from core.files.content import DEEPEST, LARGEST, LARGEST_SENT, MOST_FILES, Folder, Unfit, received
from core.files.definitions import BadData
from tests.catalogues import DATA, catalogue
from tests.content import calendar, contacts, data, moon, zipped

KNOWN = Folder(DATA).places({})
MANY = {f"calendar/{2000 + number}.yaml": b"" for number in range(MOST_FILES + 1)}
BOMB = b"a: &a [x, x, x, x, x, x, x, x, x, x]\n" + b"".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n".encode() for old, new in zip("abcdef", "bcdefg", strict=True)
)


@pytest.mark.parametrize(
    ("name", "body", "place", "path"),
    [
        ("directory.yaml", contacts(), "", "directory.yaml"),
        ("directory (3).yaml", contacts(), "", "directory.yaml"),
        ("байланыс.yaml", contacts(), "", "directory.yaml"),
        ("2026.yaml", calendar(), "", "calendar/2026.yaml"),
        ("2029.yaml", b"{ year: 2029, working_days: 250 }", "", "calendar/2029.yaml"),
        ("2028.yaml", b"{ year: 2027, working_days: 247 }", "", "calendar/2028.yaml"),
        ("procedure (1).YML", b"a: 1", "", "programmes/2012-2020/procedure.yaml"),
        ("names.yaml", data("calendar/names.yaml"), "", "calendar/names.yaml"),
        ("procedure.yaml", b"a: 1", "", "programmes/2012-2020/procedure.yaml"),
        ("procedure.yaml", b"a: 1", "programmes/2026-2030/procedure.yaml", "programmes/2026-2030/procedure.yaml"),
        ("new.yaml", moon()["programmes/fiction.yaml"], "", "programmes/fiction.yaml"),
        ("x.yaml", data("methodology/innovation.yaml"), "", "methodology/innovation.yaml"),
        ("x.yaml", data("sources.yaml"), "data/sources.yaml", "sources.yaml"),
        ("broken.yaml", b"a: [", "directory.yaml", "directory.yaml"),
    ],
)
def test_where_a_file_belongs(name: str, body: bytes, place: str, path: str) -> None:
    assert received(name, body, KNOWN, place) == {path: body}


def test_several_files_come_in_an_archive() -> None:
    files = {f"data/{path}": body for path, body in moon().items()}
    assert received("moon.zip", zipped(files), KNOWN) == moon()


def test_an_archive_need_not_have_folders() -> None:
    files = {"2028.yaml": b"a: 1", "contacts.yaml": contacts(), "__MACOSX/._2028.yaml": b"\0", ".DS_Store": b"\0"}
    assert received("a.zip", zipped(files), KNOWN) == {"calendar/2028.yaml": b"a: 1", "directory.yaml": contacts()}


@pytest.mark.parametrize(
    ("name", "body", "trouble", "facts"),
    [
        ("a.yaml", b"x" * (LARGEST + 1), "too_large", {"file": "a.yaml"}),
        ("a.zip", b"x" * (LARGEST_SENT + 1), "too_large", {"file": "a.zip"}),
        ("a.yaml", b"\xff\xfe", "not_text", {"file": "a.yaml"}),
        ("towns.csv", b"id,name", "unplaced", {"file": "towns.csv"}),
        ("a.yaml", b"just: words", "unplaced", {"file": "a.yaml"}),
        ("a.yaml", b"{ year: ../x, working_days: 1 }", "unplaced", {"file": "a.yaml"}),
        ("a.yaml", b"- 1", "unplaced", {"file": "a.yaml"}),
        ("a.yaml", b"a: [", "unplaced", {"file": "a.yaml"}),
        ("a.yaml", b"x:\n " + b"[" * (DEEPEST + 1), "too_deep", {"file": "a.yaml", "line": "2"}),
        ("a.yaml", b"a: &x\n  b: *x", "too_deep", {"file": "a.yaml", "line": "2"}),
        ("a.yaml", b"a: 1\nb: !!bool x", "tagged", {"file": "a.yaml", "line": "2"}),
        ("a.yaml", BOMB, "too_many_values", {"file": "a.yaml", "line": "5"}),
        ("a.yaml", b"[" + b"a, " * 100_001 + b"]", "too_many_values", {"file": "a.yaml", "line": "1"}),
        ("a.zip", b"PK\x03\x04" + b"nothing", "no_archive", {"file": "a.zip"}),
        ("a.zip", zipped({"directory.yaml": b"a: 1"})[:-30], "no_archive", {"file": "a.zip"}),
        ("a.zip", zipped({"folder/": b""}), "no_archive", {"file": "a.zip"}),
        ("a.zip", zipped({"towns.csv": b""}), "unplaced", {"file": "towns.csv"}),
        ("a.zip", zipped({"folder/towns.csv": b""}), "unplaced", {"file": "folder/towns.csv"}),
        ("a.zip", zipped({"2028.yaml": b"", "calendar/2028.yaml": b""}), "twice", {"file": "calendar/2028.yaml"}),
        ("a.zip", zipped({"2028.yaml": BOMB}), "too_many_values", {"file": "2028.yaml", "line": "5"}),
        ("a.zip", zipped({"../directory.yaml": b""}), "unplaced", {"file": "../directory.yaml"}),
        ("a.zip", zipped({"data/directory.yaml": b"", "directory.yaml": b""}), "twice", {"file": "directory.yaml"}),
        ("a.zip", zipped({"directory.yaml": b" " * (LARGEST + 9)}), "too_large", {"file": "directory.yaml"}),
        ("a.zip", zipped({"directory.yaml": b""}, locked=True), "locked", {"file": "directory.yaml"}),
        ("a.zip", zipped(MANY), "too_many", {"file": "a.zip"}),
    ],
)  # fmt: skip
def test_what_is_not_looked_into(name: str, body: bytes, trouble: str, facts: Mapping[str, str]) -> None:
    with pytest.raises(Unfit) as unfit:
        received(name, body, KNOWN)
    assert (unfit.value.trouble, unfit.value.facts) == (trouble, facts)


def test_an_alias_that_stands_for_little_is_welcome() -> None:
    body = data("methodology/innovation.yaml")
    assert b"*second_label" in body
    assert received("innovation.yaml", body, KNOWN) == {"methodology/innovation.yaml": body}


@pytest.mark.parametrize("path", ["towns.csv", "names.yaml", "../directory.yaml", "programmes/../x.yaml", "data"])
def test_the_rest_comes_with_a_release(path: str) -> None:
    assert kind_of(path) is None


def test_contacts_and_days_off_are_read_alone() -> None:
    files = {"directory.yaml": contacts(), "calendar/2026.yaml": calendar()}
    whole, light = Folder(DATA).over(files), Folder(DATA).renewed(catalogue(), files, files.keys())
    assert (light.version, light.directory, light.calendar) == (whole.version, whole.directory, whole.calendar)
    assert light.towns is catalogue().towns
    with pytest.raises(BadData):
        Folder(DATA).renewed(catalogue(), {"directory.yaml": b"offices: []"}, ["directory.yaml"])
    heavy = Folder(DATA).renewed(catalogue(), {}, ["sources.yaml"])
    assert heavy.towns is not catalogue().towns
