"""What people are called in Telegram at this moment. Names are asked for when somebody with the right to see them looks
at a list, and kept nowhere.
"""

import asyncio
import logging
from collections.abc import Iterable, Mapping

from telegram import Bot
from telegram.error import TelegramError

log = logging.getLogger("monoqala.names")

PATIENCE = 3.0
"""Seconds. Without a name there is still the id."""
MOST = 20
"""Asked for at once; no screen shows more people."""


class Names:
    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def of(self, people: Iterable[int]) -> Mapping[int, str]:
        """Those whom Telegram tells us of: people who have met the bot."""
        wanted = sorted({each for each in people if each > 0})[:MOST]
        found = await asyncio.gather(*map(self._one, wanted))
        return {person: name for person, name in zip(wanted, found, strict=True) if name}

    async def _one(self, person: int) -> str:
        try:
            async with asyncio.timeout(PATIENCE):
                chat = await self._bot.do_api_request("getChat", api_kwargs={"chat_id": person})
        except (TelegramError, TimeoutError) as error:
            log.info("a name is not told: %s", type(error).__name__)
            return ""
        told = chat if isinstance(chat, dict) else {}
        return " ".join(str(told[part]) for part in ("first_name", "last_name") if told.get(part))
