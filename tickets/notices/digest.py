"""Who is away reads in one letter what happened: at most one in ten minutes, without a word of anybody's."""

from collections.abc import Iterable
from datetime import timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from support.people.models import User
from tickets import letters, mail, post
from tickets.models import Notice, Wishes
from tickets.notices import listing
from tickets.notices.words import SAYS

PAUSE = timedelta(minutes=10)
MOST = 50  # lines of one letter
OURS = "en"  # the language of the house: nobody said which language an agent's letters shall be in


def mail_the_away(users: Iterable[int] | None = None) -> int:
    """Write to those who are away and have unread news; returns how many letters left.

    Twice is safe: what was mailed says so, and a letter whose fate is unknown keeps its Message-ID. Raises
    NotDelivered or MaybeDelivered; then the news waits.
    """
    waiting = Notice.objects.filter(to_mail=True, read_at=None)
    asked = waiting if users is None else waiting.filter(to__in=users)
    rows = User.objects.filter(pk__in=asked.order_by().values("to"), is_active=True).select_related("agent")
    return sum(_write(user) for user in rows)


def _write(user: User) -> bool:
    rows = Notice.objects.filter(to=user, to_mail=True, read_at=None).select_related("event__ticket")
    if not mail.is_away(user):
        rows.update(to_mail=False)  # they came back: it stands in their list
        return False
    now = timezone.now()
    wishes, _ = Wishes.objects.get_or_create(user=user)
    is_time = Q(mailed_at=None) | Q(mailed_at__lte=now - PAUSE)
    if not Wishes.objects.filter(is_time, pk=user.pk).update(mailed_at=now):
        return False
    taken = list(rows.order_by("-pk")[:MOST])
    news = listing.seen_by(user, taken)
    try:
        if news:
            _send(user, news)
    except Exception:
        Wishes.objects.filter(pk=user.pk, mailed_at=now).update(mailed_at=wishes.mailed_at)
        raise
    Notice.objects.filter(pk__in=[one.pk for one in taken]).update(to_mail=False)
    return bool(news)


def _send(user: User, news: list[Notice]) -> None:
    single = len({one.event.ticket_id for one in news}) == 1 and news[0].aside_id is None
    path = reverse("desk:ticket", args=[news[0].event.ticket_id]) if single else reverse("desk:notices")
    facts: dict[str, Any] = {
        "lines": [(one.event.ticket.reference, SAYS[one.kind]) for one in reversed(news)],
        "link": settings.SITE_URL + path,
        "house": parseaddr(settings.DEFAULT_FROM_EMAIL)[0],
        "short": settings.EXCHANGE_NAME.split()[0],
        "language": OURS,
    }
    with translation.override(OURS):
        subject = " ".join(render_to_string("emails/notify.subject.txt", facts).split())
        text, html = (render_to_string(f"emails/notify.{kind}", facts) for kind in ("txt", "html"))
    own_id = letters.own_id(news[0].event.ticket, f"{user.pk}-{news[0].pk}", "news")
    letter = EmailMultiAlternatives(
        subject,
        text,
        from_email=f"bounces@{settings.REPLY_DOMAIN}",
        to=[user.email],
        reply_to=[settings.DEFAULT_FROM_EMAIL],  # an agent's "reply" must not speak as the customer
        headers=mail.AUTOMATIC
        | {"Message-ID": own_id, "From": settings.DEFAULT_FROM_EMAIL, "Content-Language": OURS},
    )
    letter.attach_alternative(html, "text/html")
    post.send(letter)
