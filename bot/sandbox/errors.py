"""How Telegram says no."""

from typing import Any

Json = dict[str, Any]


NAMES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


class Refused(Exception):
    """`description` is worded as Telegram words it, without the name of the status before the colon."""

    def __init__(self, description: str = "", status: int = 400, parameters: Json | None = None) -> None:
        name = NAMES[status]
        super().__init__(f"{name}: {description}" if description else name)
        self.status = status
        self.parameters = parameters

    def body(self) -> Json:
        answer: Json = {"ok": False, "error_code": self.status, "description": str(self)}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class Overtaken(Refused):
    """What was asked was right once, or might have been: the message is gone, the query too old, the chat another."""


class Cut(Exception):
    """The connection broke. Only the sandbox knows whether the call had its effect before."""
