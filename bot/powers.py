"""What those who answer for the figures do: action → handler. bot/routes.py joins it with what everybody does."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import audit as of_record
from bot.actions import contents as of_contents
from bot.actions import figures as of_figures
from bot.actions import history as of_history
from bot.actions import people as of_people
from bot.actions import uploads as of_uploads
from bot.handlers import audit, contents, history, invitations, overtaken, people, proposals, set_figures, uploads, work
from bot.screen import Screen
from bot.turn import Turn
from bot.wire import Action

Handler = Callable[[Turn, Any], Awaitable[Screen]]


HANDLERS: Mapping[type[Action], Handler] = {
    of_people.ShowWork: work.show,
    of_people.ShowPeople: people.people,
    of_people.ShowHolder: people.holder,
    of_people.ChooseRole: people.choose_role,
    of_people.ChoosePlaces: people.choose_places,
    of_people.Give: people.give,
    of_people.TakeAway: people.take_away,
    of_people.GrantInWords: people.grant_in_words,
    of_people.RevokeInWords: people.revoke_in_words,
    of_people.Invite: invitations.invite,
    of_people.InviteInWords: invitations.invite_in_words,
    of_people.ShowInvitations: invitations.every,
    of_people.WithdrawInvitation: invitations.withdraw,
    of_people.OpenInvitation: invitations.open_,
    of_people.AcceptInvitation: invitations.accept,
    of_record.ShowRecord: audit.show,
    of_record.PickFilter: audit.pick,
    of_record.SendRecord: audit.send,
    of_record.RecordInWords: audit.in_words,
    of_figures.SetFigures: set_figures.set_,
    of_figures.AnswerFigures: set_figures.answer,
    of_figures.OverruleDoubts: set_figures.overrule,
    of_figures.TellFigures: set_figures.typed,
    of_figures.ListProposals: proposals.waiting,
    of_figures.ShowProposal: proposals.open_,
    of_figures.ListChanges: proposals.changes,
    of_figures.PaintProposal: proposals.picture,
    of_figures.Publish: proposals.publish,
    of_figures.RunAgain: overtaken.again,
    of_figures.TellReason: overtaken.reason,
    of_figures.Withdraw: proposals.withdraw,
    of_history.AskUndo: history.ask_undo,
    of_history.UndoBatch: history.undo,
    of_uploads.ReadFile: uploads.receive,
    of_uploads.SendTemplate: uploads.send_template,
    of_uploads.SendWholeTemplate: uploads.send_whole_template,
    of_uploads.TakeGoodRows: uploads.take_good_rows,
    of_uploads.PickUploadYear: uploads.pick_year,
    of_uploads.PickUploadPart: uploads.pick_part,
    of_uploads.DropUpload: uploads.drop,
    of_uploads.TellUpload: uploads.typed,
    of_contents.ShowContents: contents.everything,
    of_contents.ListIssues: contents.issues,
    of_contents.ListContentFiles: contents.files,
    of_contents.SendContentFile: contents.file,
    of_contents.ReadContent: contents.receive,
    of_contents.ShowContent: contents.open_,
    of_contents.PublishContent: contents.publish,
    of_contents.RunContentAgain: contents.again,
    of_contents.UndoContent: contents.undo,
    of_contents.WithdrawContent: contents.withdraw,
}
DEEDS: tuple[type[Action], ...] = (
    of_people.Invite, of_people.Give, of_people.TakeAway, of_people.WithdrawInvitation, of_people.AcceptInvitation,
    of_figures.SetFigures, of_figures.AnswerFigures, of_figures.OverruleDoubts, of_figures.TellFigures,
    of_figures.Publish, of_figures.RunAgain, of_figures.TellReason, of_figures.Withdraw, of_history.UndoBatch,
    of_uploads.TakeGoodRows, of_uploads.PickUploadYear, of_uploads.PickUploadPart, of_uploads.DropUpload,
    of_uploads.TellUpload,
    of_contents.PublishContent, of_contents.RunContentAgain, of_contents.UndoContent, of_contents.WithdrawContent,
)  # fmt: skip
