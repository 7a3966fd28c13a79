import pytest

from bot.speech import Command, Here, Speech, Wordless, Words, heard
from bot.updates import Chat, Entity, Location, Message, Replied, Something, User

BOT = User(id=42, is_bot=True)


def message(text: str | None, *entities: Entity, chat: str = "private", replied_to: User | None = None) -> Message:
    reply = Replied(1, replied_to) if replied_to else None
    return Message(5, 1, Chat(7, chat), User(7), text, entities=entities, reply_to_message=reply)


def command(length: int) -> Entity:
    return Entity("bot_command", 0, length)


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        (message("/score", command(6)), Command("score", "")),
        (message("/SCORE  Теміртау ", command(6)), Command("score", "Теміртау")),
        (message("/score@Mono_bot Абай", command(15)), Command("score", "Абай")),
        (message("/score@other_bot Абай", command(16)), None),
        (message("Теміртау"), Words("Теміртау")),
        (message("see /score", Entity("bot_command", 4, 6)), Words("see /score")),
        (message(None), None),
    ],
)
def test_in_private_everything_is_meant_for_the_bot(spoken: Message, expected: Speech) -> None:
    assert heard(spoken, 42, "mono_bot") == expected


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        (message("Теміртау", chat="group"), None),
        (message("Теміртау", chat="supergroup", replied_to=BOT), Words("Теміртау")),
        (message("Теміртау", chat="supergroup", replied_to=User(9)), None),
        (message("😀 @mono_bot Теміртау", Entity("mention", 3, 9), chat="group"), Words("😀 Теміртау")),
        (message("@other_bot Теміртау", Entity("mention", 0, 10), chat="group"), None),
        (message("/score Абай", command(6), chat="group"), Command("score", "Абай")),
    ],
)
def test_in_a_group_only_what_is_addressed_is_heard(spoken: Message, expected: Speech) -> None:
    assert heard(spoken, 42, "mono_bot") == expected


def test_a_sticker_is_wordless_in_private_and_nothing_in_a_group() -> None:
    private = Message(5, 1, Chat(7, "private"), User(7), sticker=Something())
    assert heard(private, 42, "mono_bot") == Wordless()
    assert heard(Message(5, 1, Chat(-7, "group"), User(7), sticker=Something()), 42, "mono_bot") is None


def test_a_place_is_heard_in_private_and_in_a_group_as_a_reply() -> None:
    place, here = Location(49.8, 73.1), Here(49.8, 73.1)
    assert heard(Message(5, 1, Chat(7, "private"), User(7), location=place), 42, "mono_bot") == here
    assert heard(Message(5, 1, Chat(-7, "group"), User(7), location=place), 42, "mono_bot") is None
    reply = Message(5, 1, Chat(-7, "group"), User(7), location=place, reply_to_message=Replied(1, BOT))
    assert heard(reply, 42, "mono_bot") == here
