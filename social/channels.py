"""The doors out: replies leave as direct messages, or in public where the customer wrote in public."""

from datetime import timedelta
from types import ModuleType

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from social.discretion import private_details
from social.models import Account, Piece
from social.networks import facebook, x
from social.networks.wire import Refused, Unknown
from social.networks.words import Saying
from support import shield
from support.look import written
from tickets.channels import Channel, MaybeDelivered, NotDelivered
from tickets.models import Message

MOST_PIECES = 5
MOST_DOUBTS = 8  # attempts after which nobody will ever know


class _Network(Channel):
    """What X and Facebook have in common: everything but their module."""

    network: ModuleType

    def deliver(self, message: Message) -> str:
        """Send what has not arrived yet, piece by piece; returns the last piece's id.

        Each piece's row says before the call that it is being tried: whoever comes after a crash asks first.
        """
        account, person = self._address(message)
        self._check_content(message)
        before = ""
        for piece in self._pieces(message):
            if piece.tried_at and not piece.remote_id:
                raise MaybeDelivered(_("An earlier try is still in doubt."))
            if not piece.remote_id:
                piece.reply_to = before or piece.reply_to  # in public each piece answers the one before
                self._send(piece, account, self._saying(piece, person))
            before = piece.remote_id
        return before

    def find(self, message: Message) -> str | None:
        """Settle the pieces in doubt by asking the network; the last id when every piece has arrived."""
        account, person = self._address(message)
        pieces = list(Piece.objects.filter(message=message))
        for piece in pieces:
            if piece.tried_at and not piece.remote_id:
                self._settle(piece, account, self._saying(piece, person))
        everything = pieces and all(piece.remote_id for piece in pieces)
        return pieces[-1].remote_id if everything else None

    def _address(self, message: Message) -> tuple[Account, str]:
        """Our account and the person, from the ticket's thread; a public reply only on a public thread."""
        kind, _colon, rest = message.ticket.thread.partition(":")
        account, _colon, person = rest.partition(":")
        if kind not in {"dm", "public"} or (kind == "public") != message.public or not person:
            raise NotDelivered(_("This ticket does not say where the answer goes."), permanent=True)
        return Account.known_as(self.name, account), person.rpartition(":")[2]

    def _check_content(self, message: Message) -> None:
        if message.public and (found := private_details(shield.readable(message.body))):
            words = _("Not sent, because everybody would read it: %s. Ask for a direct message instead.")
            raise NotDelivered(words % ", ".join(found), permanent=True)
        if message.attachments.exists():
            raise NotDelivered(_("Not sent: files cannot leave by this network yet."), permanent=True)

    @transaction.atomic
    def _pieces(self, message: Message) -> list[Piece]:
        """The reply cut to what the network takes; cut once, so that a later try sends the same."""
        kept = list(Piece.objects.filter(message=message))
        if kept:
            return kept
        said = written.plain(shield.readable(message.body))
        bodies = self.network.split(said, public=message.public)
        if len(bodies) > MOST_PIECES or not bodies[0]:
            words = _("Not sent: it would take %(count)d messages; at most %(most)d are sent.")
            raise NotDelivered(words % {"count": len(bodies), "most": MOST_PIECES}, permanent=True)
        answered = _last_words(message) if message.public else ""
        return [
            Piece.objects.create(
                message=message, number=number, network=self.name, body=body, reply_to=answered
            )
            for number, body in enumerate(bodies, start=1)
        ]

    def _saying(self, piece: Piece, person: str) -> Saying:
        return Saying(
            text=piece.body,
            person_id=person,
            public=piece.message.public,
            reply_to=piece.reply_to,
            key=piece.key,
        )

    def _send(self, piece: Piece, account: Account, saying: Saying) -> None:
        if until := account.pause(public=saying.public):
            raise NotDelivered(
                _("The network asked for a pause."), permanent=False, after=until - timezone.now()
            )
        piece.tried_at = timezone.now()
        piece.save(update_fields=["tried_at", "reply_to"])
        try:
            sent = self.network.Client(account.external_id).send(saying)
        except Unknown as doubt:
            raise MaybeDelivered(str(doubt)) from doubt
        except Refused as refusal:
            piece.tried_at = None
            piece.save(update_fields=["tried_at"])
            raise _not_delivered(refusal, account, public=saying.public) from refusal
        piece.arrived(sent.remote_id)
        account.connect()
        if sent.quiet_until:
            account.hush(public=saying.public, until=sent.quiet_until)

    def _settle(self, piece: Piece, account: Account, saying: Saying) -> None:
        taken = set(
            Piece.objects.filter(network=self.name).exclude(remote_id="").values_list("remote_id", flat=True)
        )
        try:
            found = self.network.Client(account.external_id).find(saying, since=piece.tried_at, taken=taken)
        except Refused as refusal:
            if refusal.permanent:
                words = _("It may have arrived, but the network does not let us look: %s")
                raise NotDelivered(words % refusal, permanent=True) from refusal
            raise MaybeDelivered(str(refusal)) from refusal
        if found:
            piece.arrived(found)
            return
        if piece.message.attempts > MOST_DOUBTS:
            raise NotDelivered(_("Nobody can say whether it arrived: look on the network."), permanent=True)
        piece.tried_at = None
        piece.save(update_fields=["tried_at"])


class X(_Network):
    """Direct messages and replies on X."""

    name, network = "x", x


class Facebook(_Network):
    """Messenger, and comments on the Page."""

    name, network = "facebook", facebook


def _last_words(message: Message) -> str:
    """The id of what a public reply answers: the post or comment that came last before it."""
    before = message.ticket.messages.filter(kind=Message.Kind.CUSTOMER, seq__lt=message.seq)
    last = before.filter(external_id__startswith="post:").order_by("-seq").first()
    return last.external_id.split(":")[1] if last else ""


def _not_delivered(refusal: Refused, account: Account, *, public: bool) -> NotDelivered:
    if refusal.disconnected:
        account.disconnect(str(refusal))
    elif refusal.until:
        account.hush(public=public, until=refusal.until)
    after = max(refusal.until - timezone.now(), timedelta(0)) if refusal.until else None
    return NotDelivered(str(refusal), permanent=refusal.permanent, after=after)
