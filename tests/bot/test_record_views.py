"""The record in words: whatever the services write there or refuse is worded; what a later version wrote is shown."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.actions.audit import PickFilter, SendRecord, ShowRecord, in_button
from bot.at_work import ROOT
from bot.handlers.record_words import called, read
from bot.views.deeds import ACTS, NUMBERED, PERMISSIONS, TRIED, act_name, facts
from bot.wire import LONGEST_DATA
from core.access import Permission
from core.services.towns import Towns
from tests.catalogues import catalogue
from tests.house import DAY, translators

SERVICES = sorted((ROOT / "core/services").glob("*.py"))
TOWNS = Towns(catalogue())
WHERE = TOWNS.whereabouts
RIDDER = catalogue().town("ridder").number
AT = {"record": 0, "acting": 3, "ask": 3}
"""Which argument of a call names the act."""


def acts(path: Path, function: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name == function and len(node.args) > AT[function]:
            yield from literals(node.args[AT[function]])


def literals(argument: ast.expr) -> Iterator[str]:
    match argument:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from literals(one)
            yield from literals(other)
        case ast.JoinedStr(values=[ast.Constant(value=str(head)), *_]):
            yield head.rstrip()


def test_every_act_of_the_services_has_words() -> None:
    written = {act for path in SERVICES for act in acts(path, "record")}
    assert {"grant", "publish", "undo"} <= written
    assert written - ACTS.keys() == set()
    tried = {act for path in SERVICES for function in ("acting", "ask") for act in acts(path, function)}
    assert {"grant", "audit", "publish"} <= tried
    assert tried - TRIED.keys() == set()
    assert set(PERMISSIONS) == set(Permission)
    assert NUMBERED.sub("", "publish 12") == "publish"


def test_what_a_later_version_wrote_is_shown_as_it_stands() -> None:
    t = translators()["en"]
    assert act_name(t, "dance") == "dance"
    told = [str(each) for each in facts(t, {"role": "tsar", "places": None, "steps": "<3>", "empty": ""}, WHERE)]
    assert told == ["tsar (the whole country)", "<code>steps: &lt;3&gt;</code>"]
    denied = {"act": "dance", "permission": "to dance", "place": "atlantis"}
    assert [str(each) for each in facts(t, denied, WHERE)] == [
        "Tried: dance",
        "Missing right: to dance",
        "Where: atlantis",
    ]


def test_the_widest_filters_fit_a_button() -> None:
    longest = max(ACTS, key=len).replace(" ", "_")
    of = (2**52 - 1, longest, in_button(DAY.date()), in_button(DAY.date()), 27)
    for action in (ShowRecord(*of, below=10**7), PickFilter(*of, part="person"), SendRecord(*of, file="xlsx")):
        assert len(action.pack()) <= LONGEST_DATA


TODAY = DAY.date()
A_DAY, ANOTHER = in_button(TODAY.replace(day=20)), in_button(TODAY.replace(day=3))


@pytest.mark.parametrize(
    ("typed", "asked", "strange"),
    [
        ("", ShowRecord(), ""),
        ("1234567", ShowRecord(1234567), ""),
        ("кеше", ShowRecord(0, "", A_DAY, A_DAY), ""),
        ("снятые роли, вчера", ShowRecord(0, "revoke", A_DAY, A_DAY), ""),
        ("revoked 3 November – 20 November", ShowRecord(0, "revoke", ANOTHER, A_DAY), ""),
        ("берілген рөл", ShowRecord(0, "grant"), ""),
        ("рөл берілген, кеше", ShowRecord(0, "grant", A_DAY, A_DAY), ""),
        ("отказы 1234567", ShowRecord(1234567, "denied"), ""),
        ("қайтарып алынған шақыру", ShowRecord(0, "withdraw_invitation"), ""),
        ("ұсыныс қайтарып алынған", ShowRecord(0, "withdraw"), ""),
        ("отозванное предложение", ShowRecord(0, "withdraw"), ""),
        ("приглашения", ShowRecord(0, "invite"), ""),
        ("принятые приглашения", ShowRecord(0, "accept_invitation"), ""),
        ("жарияланған", ShowRecord(0, "publish"), ""),
        ("undone", ShowRecord(0, "undo"), ""),
        ("предложено", ShowRecord(0, "propose"), ""),
        ("расталған", ShowRecord(0, "confirm"), ""),
        ("роль", ShowRecord(0, "roles"), ""),
        ("рөл", ShowRecord(0, "roles"), ""),
        ("roles", ShowRecord(0, "roles"), ""),
        ("роли вчера", ShowRecord(0, "roles", A_DAY, A_DAY), ""),
        ("публикация", ShowRecord(0, "publish"), ""),
        ("жарияланым", ShowRecord(0, "publish"), ""),
        ("publications", ShowRecord(0, "publish"), ""),
        ("отмена", ShowRecord(0, "undo"), ""),
        ("отмена публикации", ShowRecord(0, "undo"), ""),
        ("материалы", ShowRecord(0, "content"), ""),
        ("опубликованные материалы", ShowRecord(0, "publish_content"), ""),
        ("Риддер", ShowRecord(town=RIDDER), ""),
        ("публикации Риддера 3–20 ноября", ShowRecord(0, "publish", ANOTHER, A_DAY, RIDDER), ""),
        ("кеше Риддердегі рөлдер", ShowRecord(0, "roles", A_DAY, A_DAY, RIDDER), ""),
        ("since 3 November Ridder", ShowRecord(0, "", ANOTHER, "", RIDDER), ""),
        ("до 20 ноября", ShowRecord(0, "", "", A_DAY), ""),
        ("Болат, роли", ShowRecord(0, "roles"), "Болат"),
        ("абракадабра, вчера", ShowRecord(0, "", A_DAY, A_DAY), "абракадабра"),
    ],
)
def test_the_record_is_asked_for_in_words(typed: str, asked: ShowRecord, strange: str) -> None:
    assert read(typed, TODAY, TOWNS) == (asked, strange)


def test_a_name_is_found_with_its_endings() -> None:
    names = {1005: "Болат Ахметов", 1007: "Айгүл", 1009: "Болат"}
    assert called("болат", names) == [1005, 1009]
    assert called("Болаттың", names) == [1005, 1009]
    assert called("Ахметов Болат", names) == [1005]
    assert called("Бол", names) == []
