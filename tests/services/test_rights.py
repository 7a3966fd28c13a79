"""Invitations, grants and what takes them back; the record of it, and whoever changes the record."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from core.access import EVERYWHERE, Places, Role
from core.catalogue import Unknown
from core.services.audit import Tampered
from core.services.people import People
from core.services.rights import BadInvitation, ByTheSettings, LastOwner, NotGiven
from core.store.deeds import NotAllowed
from core.store.work import Store
from tests.databases import HandClock
from tests.publishing import EDITOR, LOCAL, NOBODY, OWNER, PUBLISHER, SECOND, SOME, Office, figure, staffed

ONE = Places(towns=frozenset({"aksu"}))


@pytest.fixture
async def desk(quick_store: Store, clock: HandClock) -> Office:
    return await staffed(quick_store, clock)


async def roles(at: Office, person: int) -> dict[Role, Places]:
    return dict((await People(at.store, at.clock).who(person)).grants)


async def test_an_invitation_makes_an_editor_once(store: Store, clock: HandClock) -> None:
    at = await staffed(store, clock)
    people = People(store, clock)
    assert (await people.who(NOBODY)).grants == {}
    invited = await at.rights.invite(OWNER, Role.EDITOR, SOME, at.cause(OWNER))
    press = at.cause(NOBODY)
    grant = await at.rights.accept(NOBODY, invited.secret, press)
    assert (grant.role, grant.places, grant.granted_by) == (Role.EDITOR, SOME, OWNER)
    assert (await people.who(NOBODY)).grants == {Role.EDITOR: SOME}
    assert await at.rights.accept(NOBODY, invited.secret, press) == grant
    for person in (NOBODY, EDITOR):
        with pytest.raises(BadInvitation):
            await at.rights.accept(person, invited.secret, at.cause(person))
    wider = await at.rights.invite(OWNER, Role.EDITOR, ONE, None)
    await at.rights.accept(NOBODY, wider.secret, at.cause(NOBODY))
    assert (await roles(at, NOBODY))[Role.EDITOR] == Places(oblasts=SOME.oblasts, towns=SOME.towns | ONE.towns)
    everywhere = await at.rights.invite(OWNER, Role.EDITOR, EVERYWHERE, None)
    await at.rights.accept(NOBODY, everywhere.secret, at.cause(NOBODY))
    assert (await people.who(NOBODY)).grants == {Role.EDITOR: EVERYWHERE}
    assert (await at.audit.verify()).entries == 6


async def test_of_two_who_share_a_link_one_is_let_in(store: Store, clock: HandClock) -> None:
    at = await staffed(store, clock)
    invited = await at.rights.invite(OWNER, Role.EDITOR, SOME, at.cause(OWNER))
    answers = await asyncio.gather(
        *(at.rights.accept(person, invited.secret, at.cause(person)) for person in (NOBODY, NOBODY + 1000)),
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in answers) == ["BadInvitation", "Grant"]
    async with store.reading() as work:
        kept = (await work.transaction.connection.execute(text("SELECT * FROM invitations"))).all()
    assert invited.secret not in str(kept)


async def test_a_link_that_is_no_good_says_not_why(desk: Office) -> None:
    expired = await desk.rights.invite(OWNER, Role.EDITOR, SOME, desk.cause(OWNER))
    desk.clock.forward(timedelta(days=3, seconds=1))
    again = desk.cause(OWNER)
    lost = await desk.rights.invite(OWNER, Role.EDITOR, SOME, again)
    told = await desk.rights.invite(OWNER, Role.EDITOR, SOME, again)
    for secret in (expired.secret, lost.secret, "made up"):
        with pytest.raises(BadInvitation):
            await desk.rights.accept(NOBODY, secret, desk.cause(NOBODY))
    await desk.rights.accept(NOBODY, told.secret, desk.cause(NOBODY))
    assert len(await desk.audit.read(OWNER, None, act="invite")) == 2


async def test_what_a_link_gives_is_seen_before_it_is_taken(store: Store, clock: HandClock) -> None:
    at = await staffed(store, clock)
    invited = await at.rights.invite(OWNER, Role.EDITOR, SOME, at.cause(OWNER))
    for _ in range(2):
        offered = await at.rights.offered(invited.secret)
        assert (offered.role, offered.places, offered.expires_at) == (Role.EDITOR, SOME, invited.expires_at)
    await at.rights.accept(NOBODY, invited.secret, at.cause(NOBODY))
    for secret in (invited.secret, "made up"):
        with pytest.raises(BadInvitation):
            await at.rights.offered(secret)


async def test_open_invitations_are_listed_and_withdrawn(store: Store, clock: HandClock) -> None:
    at = await staffed(store, clock)
    used, kept, gone = [await at.rights.invite(OWNER, Role.EDITOR, SOME, at.cause(OWNER)) for _ in range(3)]
    await at.rights.accept(NOBODY, used.secret, at.cause(NOBODY))
    open_ = await at.rights.invitations(OWNER, None)
    assert [(each.by, each.invitation.role, each.invitation.places) for each in open_] == [
        (OWNER, Role.EDITOR, SOME)
    ] * 2
    name = (await at.rights.offered(gone.secret)).name
    assert name in [each.invitation.name for each in open_]
    press = at.cause(OWNER)
    for _ in range(2):
        await at.rights.withdraw(OWNER, name, press)
    with pytest.raises(BadInvitation):
        await at.rights.accept(NOBODY + 1000, gone.secret, at.cause(NOBODY))
    assert [each.invitation.name for each in await at.rights.invitations(OWNER, None)] == [
        (await at.rights.offered(kept.secret)).name
    ]
    for wrong in (name, "", "_", name[:8]):
        with pytest.raises(Unknown):
            await at.rights.withdraw(OWNER, wrong, at.cause(OWNER))
    [written] = await at.audit.read(OWNER, None, act="withdraw invitation")
    assert written.entry.before == {"role": "editor", "places": {"oblasts": ["karaganda"], "towns": ["ridder"]}}


async def test_invitations_of_who_may_not_invite_any_more_are_not_open(desk: Office) -> None:
    await desk.rights.grant(OWNER, SECOND, Role.OWNER, EVERYWHERE, desk.cause(OWNER))
    invited = await desk.rights.invite(SECOND, Role.EDITOR, SOME, desk.cause(SECOND))
    await desk.rights.revoke(OWNER, SECOND, Role.OWNER, desk.cause(OWNER))
    assert await desk.rights.invitations(OWNER, None) == ()
    with pytest.raises(BadInvitation):
        await desk.rights.offered(invited.secret)


async def test_a_link_is_worth_what_its_giver_may(desk: Office) -> None:
    await desk.rights.grant(OWNER, SECOND, Role.OWNER, EVERYWHERE, desk.cause(OWNER))
    of_revoked = await desk.rights.invite(SECOND, Role.EDITOR, SOME, desk.cause(SECOND))
    of_forgotten = await desk.rights.invite(OWNER, Role.EDITOR, SOME, desk.cause(OWNER))
    await desk.rights.revoke(OWNER, SECOND, Role.OWNER, desk.cause(OWNER))
    await People(desk.store, desk.clock).forget(OWNER, desk.cause(OWNER))
    for invited in (of_revoked, of_forgotten):
        with pytest.raises(BadInvitation):
            await desk.rights.accept(NOBODY, invited.secret, desk.cause(NOBODY))
    assert await roles(desk, NOBODY) == {}


async def test_a_role_lost_since_is_not_given_by_an_update_delivered_again(desk: Office) -> None:
    invited, press = await desk.rights.invite(OWNER, Role.EDITOR, SOME, desk.cause(OWNER)), desk.cause(NOBODY)
    await desk.rights.accept(NOBODY, invited.secret, press)
    await desk.rights.revoke(OWNER, NOBODY, Role.EDITOR, desk.cause(OWNER))
    with pytest.raises(BadInvitation):
        await desk.rights.accept(NOBODY, invited.secret, press)
    assert await roles(desk, NOBODY) == {}


async def test_roles_are_given_and_taken_by_owners_only(desk: Office) -> None:
    grant = desk.cause(OWNER)
    for _ in range(2):
        await desk.rights.grant(OWNER, NOBODY, Role.PUBLISHER, EVERYWHERE, grant)
    await desk.rights.grant(OWNER, NOBODY, Role.PUBLISHER, ONE, desk.cause(OWNER))
    assert await roles(desk, NOBODY) == {Role.PUBLISHER: ONE}
    held = [each for each in await desk.rights.people(OWNER, None) if each.person_id == NOBODY]
    assert [(each.role, each.places, each.granted_by) for each in held] == [(Role.PUBLISHER, ONE, OWNER)]
    await desk.rights.grant(OWNER, LOCAL, Role.OWNER, ONE, desk.cause(OWNER))
    for person in (PUBLISHER, LOCAL, NOBODY):
        cause = desk.cause(person)
        for forged in (
            desk.rights.invite(person, Role.OWNER, EVERYWHERE, cause),
            desk.rights.grant(person, person, Role.OWNER, EVERYWHERE, cause),
            desk.rights.revoke(person, OWNER, Role.OWNER, cause),
            desk.rights.people(person, cause),
            desk.rights.invitations(person, cause),
            desk.rights.withdraw(person, "0" * 16, cause),
            desk.audit.read(person, cause),
        ):
            with pytest.raises(NotAllowed):
                await forged
    revoke = desk.cause(OWNER)
    for _ in range(2):
        await desk.rights.revoke(OWNER, NOBODY, Role.PUBLISHER, revoke)
    assert await roles(desk, NOBODY) == {}
    denied = await desk.audit.read(OWNER, None, act="denied")
    assert len(denied) == 21
    about = await desk.audit.read(OWNER, None, by=NOBODY)
    assert [each.entry.act for each in about if each.who == OWNER] == ["revoke", "grant", "grant"]
    assert about[0].whom == NOBODY
    assert await desk.audit.read(OWNER, None, by=NOBODY + 1000) == ()


async def test_who_has_a_role_sees_what_they_may_do(desk: Office) -> None:
    assert (await desk.rights.own(LOCAL, desk.cause(LOCAL))).grants == {Role.PUBLISHER: SOME}
    with pytest.raises(NotAllowed):
        await desk.rights.own(NOBODY, desk.cause(NOBODY))
    [denied] = await desk.audit.read(OWNER, None)
    assert (denied.entry.act, denied.entry.after) == (
        "denied",
        {"act": "work", "permission": "draft", "place": "somewhere"},
    )


async def test_somebody_is_left_who_can_grant(desk: Office) -> None:
    with pytest.raises(ByTheSettings):
        await desk.rights.revoke(OWNER, OWNER, Role.OWNER, desk.cause(OWNER))
    await desk.rights.grant(OWNER, SECOND, Role.OWNER, EVERYWHERE, desk.cause(OWNER))
    await People(desk.store, desk.clock).seed_owners([])
    with pytest.raises(LastOwner):
        await desk.rights.revoke(SECOND, SECOND, Role.OWNER, desk.cause(SECOND))
    with pytest.raises(LastOwner):
        await desk.rights.grant(SECOND, SECOND, Role.OWNER, ONE, desk.cause(SECOND))
    await desk.rights.grant(SECOND, SECOND, Role.OWNER, EVERYWHERE, desk.cause(SECOND))
    with pytest.raises(NotGiven):
        await desk.rights.revoke(SECOND, NOBODY, Role.EDITOR, desk.cause(SECOND))
    with pytest.raises(NotGiven):
        await desk.rights.grant(SECOND, NOBODY, Role.RESIDENT, EVERYWHERE, desk.cause(SECOND))


async def test_the_command_line_acts_as_an_owner(desk: Office) -> None:
    await desk.rights.grant(0, NOBODY, Role.EDITOR, ONE, None)
    [written] = await desk.audit.read(0, None)
    assert (written.who, written.whom, written.entry.update_id) == (0, NOBODY, None)
    assert await desk.audit.read(OWNER, None, by=0) == (written,)


async def test_an_attempt_delivered_again_is_on_record_once(desk: Office) -> None:
    cause = desk.cause(NOBODY)
    for _ in range(2):
        with pytest.raises(NotAllowed):
            await desk.rights.people(NOBODY, cause)
    [denied] = await desk.audit.read(OWNER, None)
    assert denied.entry.after == {"act": "people", "permission": "people", "place": "everywhere"}
    assert denied.entry.update_id == cause.update_id


async def test_the_record_is_read_by_time_and_by_pages(desk: Office) -> None:
    for _ in range(4):
        desk.clock.forward(timedelta(hours=1))
        await desk.rights.grant(OWNER, NOBODY, Role.EDITOR, ONE, desk.cause(OWNER))
    first = await desk.audit.read(OWNER, None, most=3)
    rest = await desk.audit.read(OWNER, None, below=first[-1].entry.number)
    assert [each.entry.number for each in (*first, *rest)] == [4, 3, 2, 1]
    since = await desk.audit.read(OWNER, None, since=first[1].entry.at, until=first[0].entry.at)
    assert [each.entry.number for each in since] == [3]


TAMPERING = {
    "UPDATE audit SET act = 'grant' WHERE number = 1": "entry 1",
    "UPDATE audit SET after = replace(after, 'aksu', 'abai') WHERE number = 3": "entry 3",
    "DELETE FROM audit WHERE number = 2": "entry 3",
    "UPDATE aliases SET person_id = 99 WHERE person_id = 7000000001": "given to somebody else",
    "UPDATE published SET figures = replace(figures, '4.6', '9.9')": "publication No. 1",
    "DELETE FROM published": "publication No. 1",
    "DELETE FROM batches": "publication No. 1",
    "UPDATE batches SET number = 2": "publication No. 1",
}


@pytest.mark.parametrize(("statement", "found"), TAMPERING.items())
async def test_who_changes_the_record_is_noticed(desk: Office, statement: str, found: str) -> None:
    await desk.publish(figure())
    await desk.rights.grant(OWNER, NOBODY, Role.EDITOR, ONE, desk.cause(OWNER))
    sound = await desk.audit.verify()
    assert (sound.entries, len(sound.head)) == (3, 64)
    async with desk.store.writing() as work:
        for table in ("batches", "published", "audit"):
            for verb in ("update", "delete"):
                await work.transaction.connection.execute(text(f"DROP TRIGGER {table}_no_{verb}"))
        await work.transaction.connection.execute(text(statement))
    with pytest.raises(Tampered, match=found):
        await desk.audit.verify()


async def test_writers_come_one_after_the_other(store: Store, clock: HandClock) -> None:
    at = await staffed(store, clock)
    await asyncio.gather(
        *(at.rights.grant(OWNER, NOBODY + n, Role.EDITOR, ONE, at.cause(OWNER + 100 * n)) for n in range(8))
    )
    assert (await at.audit.verify()).entries == 8
