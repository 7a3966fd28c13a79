"""The buttons of content that changes without a release: files, what they would change, and their confirmation."""

from collections.abc import Sequence

from bot.wire import Action


class ShowContents(Action, frozen=True):
    """What waits, what was published, and the way to the files."""

    code = "kl"


class ListIssues(Action, frozen=True):
    """What was published, by whom and when."""

    code = "kh"
    page: int = 1


class ListContentFiles(Action, frozen=True):
    code = "kf"


class SendContentFile(Action, frozen=True):
    """As it is in force, to be changed and sent back."""

    code = "kg"
    path: str


class ReadContent(Action, frozen=True):
    """A file was sent; it never stands in a button."""

    code = "kr"


class ShowContent(Action, frozen=True):
    """A proposal with its impact, over what is published now."""

    code = "kp"
    number: int


class PublishContent(Action, frozen=True):
    code = "kc"
    number: int
    digest: str


class RunContentAgain(Action, frozen=True):
    code = "kn"
    number: int


class WithdrawContent(Action, frozen=True):
    code = "kx"
    number: int


class UndoContent(Action, frozen=True):
    """Proposes to take an issue back."""

    code = "ku"
    issue: int


KINDS: Sequence[type[Action]] = (
    ShowContents, ListIssues, ListContentFiles, SendContentFile, ReadContent, ShowContent, PublishContent,
    RunContentAgain, WithdrawContent, UndoContent,
)  # fmt: skip
