import io
import logging

import orjson
import pytest

from bot import logs

TOKEN = "123456789:" + "A" * 35


@pytest.fixture
def stream() -> io.StringIO:
    stream = io.StringIO()
    logs.begin("INFO", (TOKEN, ""), stream)
    return stream


def test_a_line_is_one_object_with_its_facts(stream: io.StringIO) -> None:
    logging.getLogger("monoqala.desk").info("update", extra={"route": "help", "ms": 1.5})
    line = orjson.loads(stream.getvalue())
    assert (line["event"], line["route"], line["ms"], line["level"]) == ("update", "help", 1.5, "INFO")
    assert stream.getvalue().count("\n") == 1


def test_the_token_never_gets_out_not_even_in_a_trace(stream: io.StringIO) -> None:
    try:
        raise ConnectionError(f"https://api.telegram.org/bot{TOKEN}/getMe")  # noqa: TRY301 - a trace needs a raise
    except ConnectionError:
        logging.getLogger("monoqala").exception("trouble", extra={"url": f"/bot{TOKEN}/x"})
    assert TOKEN not in stream.getvalue()
    assert "ConnectionError" in orjson.loads(stream.getvalue())["trace"]


def test_libraries_that_name_addresses_are_silent(stream: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request: POST")
    assert stream.getvalue() == ""


def test_a_chat_is_recognised_but_not_named() -> None:
    chat_hash = logs.ChatHash(TOKEN)
    assert chat_hash(1001) == chat_hash(1001) != chat_hash(1002)
    assert "1001" not in chat_hash(1001)
    assert logs.ChatHash("other")(1001) != chat_hash(1001)
    assert chat_hash(None) == "-"


def test_even_at_the_lowest_level_libraries_do_not_tell_what_people_wrote() -> None:
    stream = io.StringIO()
    logs.begin("DEBUG", (), stream)
    for library in ("telegram.Bot", "aiosqlite", "sqlalchemy.engine", "aiohttp.client", "asyncio", "uvicorn"):
        logging.getLogger(library).debug("sendMessage text=%s", "менің құпиям")
        logging.getLogger(library).info("sendMessage text=%s", "менің құпиям")
    assert stream.getvalue() == ""
    logging.getLogger("monoqala.desk").debug("heard")
    assert "heard" in stream.getvalue()
