"""What each command does, in a few words: for Telegram's list of commands and for /help alike."""

from bot.i18n import key

DESCRIPTIONS = {
    "start": key("commands.start"),
    "support": key("commands.support"),
    "town": key("commands.town"),
    "score": key("commands.score"),
    "why": key("commands.why"),
    "whatif": key("commands.whatif"),
    "compare": key("commands.compare"),
    "ranking": key("commands.ranking"),
    "map": key("commands.map"),
    "targets": key("commands.targets"),
    "monotown": key("commands.monotown"),
    "export": key("commands.export"),
    "method": key("commands.method"),
    "programme": key("commands.programme"),
    "sources": key("commands.sources"),
    "contradictions": key("commands.contradictions"),
    "documents": key("commands.documents"),
    "where": key("commands.where"),
    "status": key("commands.status"),
    "loan": key("commands.loan"),
    "menu": key("commands.menu"),
    "language": key("commands.language"),
    "help": key("commands.help"),
    "privacy": key("commands.privacy"),
    "mydata": key("commands.mydata"),
    "forget": key("commands.forget"),
    "cancel": key("commands.cancel"),
}
