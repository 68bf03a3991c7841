"""How a mail leaves: what the mail server said of it, in our own words.

A connection that breaks before the mail was handed over means "not sent"; one that breaks while it is
handed over means nobody knows.
"""

import smtplib

from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRecipientsRefused
from django.core.mail import EmailMessage, get_connection

from tickets.refusals import MaybeDelivered, NotDelivered

REFUSED_FOR_GOOD = range(500, 600)  # RFC 5321 4.2.1


def send(mail: EmailMessage) -> None:
    """Hand one mail over. Raises NotDelivered or MaybeDelivered."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as unreachable:
        raise NotDelivered(str(unreachable), permanent=False) from unreachable
    try:
        connection.send_messages([mail])
    except (smtplib.SMTPRecipientsRefused, AnymailRecipientsRefused, ValueError) as refusal:
        raise NotDelivered(str(refusal), permanent=_is_final(refusal)) from refusal
    except smtplib.SMTPResponseException as refusal:
        final = isinstance(refusal, smtplib.SMTPDataError) and refusal.smtp_code in REFUSED_FOR_GOOD
        raise NotDelivered(str(refusal), permanent=final) from refusal
    except AnymailAPIError as refusal:
        status = getattr(refusal, "status_code", None)
        if status is None:
            raise MaybeDelivered(str(refusal)) from refusal
        raise NotDelivered(str(refusal), permanent=status in {400, 413, 422}) from refusal
    except (smtplib.SMTPException, AnymailError, OSError) as cut:
        raise MaybeDelivered(str(cut)) from cut
    finally:
        connection.close()


def _is_final(refusal: Exception) -> bool:
    """Whether nobody at all would take it; a mail server that says "later" (4xx) is asked again."""
    if isinstance(refusal, smtplib.SMTPRecipientsRefused):
        return all(code in REFUSED_FOR_GOOD for code, _ in refusal.recipients.values())
    return True
