"""Every button and every command, sent by everybody: whoever lacks the right is told so kindly, and it is on record.

tests/cases/routes_roles.yaml lists them all; a new one fails here until somebody has said who may use it.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from bot.actions.common import Forget, SetLanguage
from bot.commands import COMMANDS
from bot.routes import HANDLERS
from bot.screen import Picture
from bot.views.commands import DESCRIPTIONS, NEEDS, offered
from bot.wire import Action
from core.access import EVERYWHERE, Person, Places, Role
from tests.catalogues import cases
from tests.house import screens, shown, translators
from tests.publishing import figure
from tests.sandbox.stage import png
from tests.talk import AIGUL, EMMA, LOLA, OFFICIAL_ID, OWNER_ID, SERGEY, Square

TABLE: Mapping[str, Any] = cases("routes_roles")
COLUMNS: list[str] = TABLE["columns"]
ONE = Places(towns=frozenset({"temirtau"}))
PEOPLE: dict[str, Person] = {
    "resident": Person(SERGEY),
    "official": Person(AIGUL, grants={Role.OFFICIAL: EVERYWHERE}),
    "editor": Person(EMMA, grants={Role.EDITOR: EVERYWHERE}),
    "publisher": Person(OFFICIAL_ID, grants={Role.PUBLISHER: EVERYWHERE}),
    "owner of one town": Person(LOLA, grants={Role.OWNER: ONE}),
    "owner": Person(OWNER_ID, grants={Role.OWNER: EVERYWHERE}),
}
DENIED = translators()["ru"].plain("trouble.denied")
APOLOGY = translators()["ru"].plain("trouble.apology", code="").split(".")[0]


def allowed(row: list[str]) -> dict[str, bool]:
    assert len(row) == len(COLUMNS), row
    assert set(row) <= {"x", "-"}, row
    return {who: mark == "x" for who, mark in zip(COLUMNS, row, strict=True)}


def test_the_table_is_whole() -> None:
    assert list(PEOPLE) == COLUMNS
    commands, buttons = TABLE["commands"], TABLE["buttons"]
    assert sorted([*commands["everybody"], *commands["rows"]]) == sorted(COMMANDS)
    assert sorted([*buttons["everybody"], *buttons["rows"]]) == sorted(kind.__name__ for kind in HANDLERS)


def test_lists_of_commands_show_what_the_table_allows() -> None:
    rows = TABLE["commands"]["rows"]
    assert list(DESCRIPTIONS) == list(COMMANDS)
    assert {*NEEDS} == {*rows}
    for who, person in PEOPLE.items():
        assert {*rows} & {*offered(person)} == {name for name, row in rows.items() if allowed(row)[who]}, who
        assert {*offered(person)} >= {*TABLE["commands"]["everybody"]}


def example(kind: type[Action]) -> str:
    """A button the gallery shows, or else the simplest that can be read."""
    found = shown_buttons().get(kind)
    if found is not None:
        return found
    info = msgspec.inspect.type_info(kind)
    assert isinstance(info, msgspec.inspect.StructType)
    return kind(**{field.name: simplest(field.type) for field in info.fields}).pack()


def simplest(field: msgspec.inspect.Type) -> Any:
    match field:
        case msgspec.inspect.LiteralType(values=values):
            return values[0]
        case msgspec.inspect.EnumType(cls=cls):
            return next(iter(cls))
        case msgspec.inspect.StrType():
            return "temirtau"
    return 1


@cache
def shown_buttons() -> dict[type[Action], str]:
    rows = [row for name in screens() for row in shown(name, "ru").rows]
    actions = [button.action for row in rows for button in row if button.action]
    return {type(action): action.pack() for action in actions}


async def everybody(square: Square) -> None:
    """Each with their role, a language, and a message whose buttons can be forged."""

    async def paint(_: Picture) -> bytes:
        return png()

    square.at_work.delivery.album.paint = paint
    await square.at_work.house.people.seed_owners([OWNER_ID])
    for person in PEOPLE.values():
        async with square.at_work.store.writing() as work:
            await work.people.choose_language(person.id, "ru")
            for role, places in person.grants.items():
                if person.id != OWNER_ID:
                    await work.grants.give(person.id, role, places, OWNER_ID)
        await square.talk(person.id).say("/start")
    house = square.at_work.house
    for _ in PEOPLE:
        await house.imports.propose(0, [figure("ridder")], None)
    other = await house.imports.propose(0, [figure("ridder", year=2019)], None)
    await house.imports.confirm(0, other.proposal.number, other.run.digest, None)


class Outcome:
    """What came of one update each: who was told no, and for whom that went on record."""

    def __init__(self, square: Square) -> None:
        self.square = square
        self.seen = {who: len(self.history(who)) for who in PEOPLE}
        self.written = 0

    def history(self, who: str) -> list[Any]:
        return self.square.talk(PEOPLE[who].id).history

    async def told_no(self) -> set[str]:
        await self.square.settle()
        said = {who: self.history(who)[self.seen[who] :] for who in PEOPLE}
        self.seen = {who: len(self.history(who)) for who in PEOPLE}
        texts = [str(each.get("text")) for messages in said.values() for each in messages]
        assert [text for text in texts if text.startswith(APOLOGY)] == []
        return {who for who, messages in said.items() if any(each.get("text") == DENIED for each in messages)}

    async def recorded(self) -> set[int]:
        audit = self.square.at_work.house.audit
        found = [each for each in await audit.read(0, None, act="denied") if each.entry.number > self.written]
        self.written = max([self.written, *(each.entry.number for each in found)])
        return {each.who for each in found}


def expected(row: list[str] | None) -> set[str]:
    return set() if row is None else {who for who, may in allowed(row).items() if not may}


async def test_every_command_by_everybody(town_square: Square) -> None:
    await everybody(town_square)
    outcome, table = Outcome(town_square), TABLE["commands"]
    for name in COMMANDS:
        for person in PEOPLE.values():
            town_square.human.say(person.id, person.id, f"/{name}")
        no = await outcome.told_no()
        assert no == expected(table["rows"].get(name)), name
        assert await outcome.recorded() == {PEOPLE[who].id for who in no}, name


async def test_every_button_by_everybody(town_square: Square) -> None:
    """Whoever forges what was never shown to them is refused by the service, not by the lack of a button."""
    await everybody(town_square)
    outcome, table = Outcome(town_square), TABLE["buttons"]
    last = (SetLanguage, Forget)  # what comes after them would be said in another language
    for kind in sorted(HANDLERS, key=lambda each: (each in last, each.__name__)):
        row = table["rows"].get(kind.__name__)
        data = row["sent"] if row else example(kind)
        for number, person in enumerate(PEOPLE.values(), start=1):
            chat = town_square.talk(person.id).history
            message = next(each for each in reversed(chat) if "reply_markup" in each)
            sent = data.replace("{proposal}", str(number))
            town_square.human.forge(person.id, person.id, message["message_id"], sent)
            if row:  # in this order: what one who may it has done is not there for the next
                await town_square.settle()
        no = await outcome.told_no()
        assert no == expected(row["who"] if row else None), (kind.__name__, data)
        assert await outcome.recorded() == {PEOPLE[who].id for who in no}, kind.__name__
