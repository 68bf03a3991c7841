"""The files of a form that comes back are kept: a browser without scripts forgets what was chosen.

They are taken in as if they had come ahead, by the same rules and limits and for as long. The page names them
in `uploads`, one tick each, and in `kept`: what is in `kept` alone has lost its tick.
"""

from django.utils.translation import gettext as _

from support.files import Checked
from support.look.times import duration
from support.people.requests import VisitorRequest
from tickets import actions, uploads
from tickets.forms import Spoken
from tickets.models import Upload


class _NotKept(Exception):
    """Why a file has to be chosen again, in the reader's language."""


def let_go(request: VisitorRequest) -> None:
    """Delete what its sender does not want to go along any more."""
    unwanted = set(request.POST.getlist("kept")) - set(request.POST.getlist("uploads"))
    for upload in uploads.of(request).filter(
        used_at=None, token__in=[one.replace("\0", "") for one in unwanted]
    ):
        actions.forget_upload(upload)


def keep(request: VisitorRequest, form: Spoken) -> None:
    """Take in what came with a form that goes back, unless a script holds it; the page names what is kept."""
    tokens = list(form["files"].data.ahead)
    for file in [] if request.htmx else form.good_files:
        try:
            tokens.append(_taken_in(request, form, file))
        except _NotKept as why:
            words = _("“%(name)s” is not kept: choose it again. %(why)s")
            form.unkept.append(words % {"name": file.name, "why": why})
    rows = uploads.of(request).filter(token__in=tokens, used_at=None).exclude(state=Upload.State.REFUSED)
    named = rows.order_by("pk").values("token", "name", "kind", "size", "state")
    kinds: dict[str, str] = form["files"].data.ahead
    form.kept_uploads = [{**row, "kind": kinds.get(row["token"]) or row["kind"]} for row in named]


def carry_over(request: VisitorRequest, form: Spoken, fresh: Spoken) -> None:
    """The same for a page that begins with a fresh form; what was refused is named there as well."""
    keep(request, form)
    fresh.kept_uploads = form.kept_uploads
    fresh.unkept = [*form.errors.get("files", []), *form.unkept]


def _taken_in(request: VisitorRequest, form: Spoken, file: Checked) -> str:
    """The token of a file that is kept from now on. Raises _NotKept."""
    sender = uploads.owner(request)
    if wait := uploads.seconds_to_wait(request, sender):
        words = _("Many files came from here within the hour. Send this one in %(time)s.")
        raise _NotKept(words % {"time": duration(wait, rounding="up")})
    try:
        key = str(form["key"].value() or "")
        return actions.take_in(file, owner=sender, form=key).token
    except actions.TooManyUploads as many:
        raise _NotKept(str(many)) from many
