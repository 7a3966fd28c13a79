"""What comes by itself, when somebody has moved the clock."""

from datetime import timedelta

from bot.i18n import Translator
from bot.letters import Kind
from bot.screen import Screen
from bot.turn import House
from core.services.applications import Applications
from core.services.people import Cause
from core.store.letters import Letter
from tests.reminding import plan
from tests.talk import AIGUL, SERGEY, Sky, Square, square


async def reminder(_: House, letter: Letter, t: Translator) -> Screen:
    return Screen(f"{t.language} {letter.kind} {letter.payload['number']}")


KINDS = {"day_before": Kind(reminder), "day_after": Kind(reminder)}


async def hand_in(place: Square, person_id: int) -> Applications:
    applications = Applications(place.at_work.store, place.clock, plan)
    today = place.clock().date()
    await applications.start(person_id, Cause(person_id, 900), edition="test", language="kk", handed_in=today)
    await applications.consent(person_id, 1, Cause(person_id, 901), given=True)
    return applications


async def test_reminders_come_when_the_clock_is_moved_and_after_a_restart(database_url: str) -> None:
    sky = Sky.new()
    async with square(database_url, sky, KINDS) as place:
        await place.talk(SERGEY).say("/start")
        await hand_in(place, SERGEY)
        talk = place.talk(SERGEY)
        before = len(talk.history)
        place.forward(days=5)
        await place.post()
        assert len(talk.history) == before
        place.forward(days=1)
        await place.post()
        assert talk.last["text"] == "kk day_before 1"
    async with square(database_url, sky, KINDS) as place:
        await place.talk(SERGEY).say("/language")
        await place.talk(SERGEY).press("Русский")
        place.forward(days=3)
        await place.post()
        assert [each["text"] for each in place.talk(SERGEY).history if "day_" in each["text"]] == [
            "kk day_before 1",
            "ru day_after 1",
        ]


async def test_the_postman_wakes_by_himself_and_whoever_left_gets_nothing(database_url: str) -> None:
    async with square(database_url, kinds=KINDS) as place:
        for person in (AIGUL, SERGEY):
            await place.talk(person).say("/start")
            await hand_in(place, person)
        await place.talk(AIGUL).say("/forget")
        await place.talk(AIGUL).press("Иә")
        place.human.block(SERGEY)
        place.forward(days=20)
        await place.post()
        for person in (AIGUL, SERGEY):
            assert "day_" not in "".join(each.get("text", "") for each in place.talk(person).history)
        assert (await place.at_work.house.people.who(SERGEY)).blocked


async def test_thirty_days_after_the_last_step_nothing_is_left(database_url: str) -> None:
    async with square(database_url, kinds=KINDS) as place:
        await place.talk(SERGEY).say("/start")
        applications = await hand_in(place, SERGEY)
        [case] = await applications.of(SERGEY)
        place.clock.forward(case.last_step_at + timedelta(days=30, minutes=1) - place.clock())
        await place.at_work.store.housekeeping()
        everything = await place.at_work.house.people.everything_about(SERGEY)
        assert not {"applications", "outbox"} & set(everything)
