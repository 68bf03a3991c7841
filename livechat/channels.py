"""The door out: who is here has it on the screen already, who left gets a mail."""

from livechat.models import Visit
from tickets import mail
from tickets.channels import Channel
from tickets.models import Message


class Chat(Channel):
    """Answers to visitors. The row is the delivery: a window that comes back asks for what it missed."""

    name = "chat"

    def deliver(self, message: Message) -> str:
        """Nothing to send to a window that is open; a mail to somebody who left and told us where."""
        visit = Visit.objects.filter(ticket_id=message.ticket_id).order_by("-started_at").first()
        if (visit is None or not visit.is_here) and message.ticket.customer.email:
            return mail.send_answer(message)
        return ""
