"""Our own words coming back: they settle what we did not know, and never become a customer's."""

from django.db.models import QuerySet
from django.utils import timezone

from social.models import Piece
from social.networks import facebook, x
from social.networks.words import Said
from tickets import delivery
from tickets.models import Message

PLAIN = {"x": x.plain, "facebook": facebook.plain}


def settle(network: str, echo: Said) -> bool:
    """Whether the desk said this; a reply we were unsure of has then arrived. Twice is safe."""
    remote_id = echo.external_id.partition(":")[2]
    if Piece.objects.filter(network=network, remote_id=remote_id).exists():
        return True
    for piece in _in_doubt(network, echo):
        if echo.key == piece.key or PLAIN[network](piece.body) == PLAIN[network](echo.text):
            piece.arrived(remote_id)
            _look_again(piece.message)
            return True
    return False


def _in_doubt(network: str, echo: Said) -> QuerySet[Piece]:
    pieces = Piece.objects.select_related("message").filter(network=network, remote_id="")
    pieces = pieces.exclude(tried_at=None)
    if echo.public:
        return pieces.filter(message__public=True, reply_to=echo.reply_to)
    return pieces.filter(message__public=False, message__ticket__thread=echo.thread)


def _look_again(message: Message) -> None:
    """Let a reply in doubt be tried at once: it finds its pieces there."""
    doubtful = Message.objects.filter(pk=message.pk, delivery=Message.Delivery.UNKNOWN)
    if doubtful.update(retry_at=timezone.now()):
        delivery.attempt(message.pk)
