"""Every role and every permission, and where a right holds."""

import pytest

from core.access import CONSOLE, EVERYWHERE, At, Extent, Permission, Person, Places, Role, allowed
from tests.catalogues import cases

TABLE = cases("permissions")
EVERY = [
    (Role(role), Permission(permission), mark == "x")
    for permission, marks in TABLE["rows"].items()
    for role, mark in zip(TABLE["columns"], marks, strict=True)
]
TEMIRTAU, ABAI, RIDDER = At("temirtau", "karagandy"), At("abai", "karagandy"), At("ridder", "east")
SOME = Places(oblasts=frozenset({"karagandy"}), towns=frozenset({"ridder"}))
ONE = Places(towns=frozenset({"temirtau"}))
NONE = Places()


def holder(role: Role, places: Places) -> Person:
    return Person(1, grants={} if role is Role.RESIDENT else {role: places})


def test_the_table_is_whole() -> None:
    assert TABLE["columns"] == list(Role)
    assert set(TABLE["rows"]) == set(Permission)


@pytest.mark.parametrize(("role", "permission", "yes"), EVERY)
def test_each_role_may_what_the_table_says(role: Role, permission: Permission, yes: bool) -> None:
    everybodys = permission in {Permission.READ, Permission.SUBSCRIBE}
    assert allowed(holder(role, EVERYWHERE), permission, Extent.EVERYWHERE) == yes
    assert allowed(holder(role, ONE), permission, TEMIRTAU) == yes
    assert allowed(holder(role, ONE), permission, ABAI) == everybodys
    assert allowed(holder(role, ONE), permission, Extent.EVERYWHERE) == everybodys
    assert allowed(holder(role, NONE), permission, Extent.SOMEWHERE) == everybodys
    assert allowed(holder(role, SOME), permission, Extent.SOMEWHERE) == yes


@pytest.mark.parametrize(
    ("places", "held"),
    [
        (EVERYWHERE, [TEMIRTAU, ABAI, RIDDER, Extent.SOMEWHERE, Extent.EVERYWHERE]),
        (SOME, [TEMIRTAU, ABAI, RIDDER, Extent.SOMEWHERE]),
        (ONE, [TEMIRTAU, Extent.SOMEWHERE]),
        (NONE, []),
    ],
)
def test_where_a_role_holds(places: Places, held: list[At | Extent]) -> None:
    every: list[At | Extent] = [TEMIRTAU, ABAI, RIDDER, Extent.SOMEWHERE, Extent.EVERYWHERE]
    assert [place for place in every if places.hold(place)] == held


def test_several_roles_do_not_lend_each_other_their_places() -> None:
    person = Person(1, grants={Role.EDITOR: EVERYWHERE, Role.PUBLISHER: ONE})
    assert allowed(person, Permission.PROPOSE, RIDDER)
    assert not allowed(person, Permission.PUBLISH, RIDDER)
    assert allowed(person, Permission.PUBLISH, TEMIRTAU)
    assert person.roles == {Role.RESIDENT, Role.EDITOR, Role.PUBLISHER}


def test_the_command_line_may_everything() -> None:
    assert all(allowed(CONSOLE, each, Extent.EVERYWHERE) for each in Permission)
