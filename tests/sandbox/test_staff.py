"""The people of the sandbox who have a role have it from the first start, and lose it for good."""

from bot.sandbox.people import EDITOR_ID, OFFICIAL_ID, OWNER_ID, PEOPLE, PUBLISHER_ID
from bot.sandbox.staff import STAFF, employ
from core.access import At, Extent, Permission, Role, allowed
from core.services.audit import Audit
from core.services.people import People
from core.services.rights import Rights
from core.store.work import Store
from tests.catalogues import catalogue
from tests.databases import HandClock


async def test_the_staff_can_play_the_whole_story(quick_store: Store, clock: HandClock) -> None:
    people, rights = People(quick_store, clock), Rights(quick_store, clock)
    await people.seed_owners([OWNER_ID])
    await employ(quick_store, rights)
    assert set(STAFF) < {person.id for person in PEOPLE}
    may = {each: await people.who(each) for each in (OWNER_ID, PUBLISHER_ID, EDITOR_ID, OFFICIAL_ID)}
    publishers = [each for each, person in may.items() if allowed(person, Permission.PUBLISH, Extent.EVERYWHERE)]
    assert publishers == [OWNER_ID, PUBLISHER_ID], "two, so that a change of tier can be confirmed"
    for town in ("temirtau", "zhezkazgan"):  # they moved apart in 2022
        assert allowed(may[EDITOR_ID], Permission.PROPOSE, At(town, catalogue().town(town).oblast.id))
    assert not allowed(may[EDITOR_ID], Permission.PROPOSE, Extent.EVERYWHERE)
    assert may[OFFICIAL_ID].roles == {Role.RESIDENT, Role.OFFICIAL}


async def test_what_was_taken_away_does_not_come_back_with_a_restart(quick_store: Store, clock: HandClock) -> None:
    people, rights = People(quick_store, clock), Rights(quick_store, clock)
    await people.seed_owners([OWNER_ID])
    await employ(quick_store, rights)
    await rights.revoke(OWNER_ID, OFFICIAL_ID, Role.OFFICIAL, None)
    await employ(quick_store, rights)
    assert (await people.who(OFFICIAL_ID)).grants == {}
    assert len(await Audit(quick_store).read(OWNER_ID, None, act="grant")) == len(STAFF)
