"""How allauth makes our users: a proven address opens the customer's own history, nothing before does."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from support.people import actions
from support.people.models import Customer, User

LONGEST_ADDRESS = 254  # characters: RFC 3696, erratum 1690


class DeskAccountAdapter(DefaultAccountAdapter):
    """Joins a user with their customer once the address is proven."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Try a sign-in; what is longer than any address is nobody's, and not worth remembering."""
        if len(str(credentials.get("email", ""))) > LONGEST_ADDRESS:
            return None
        return super().authenticate(request, **credentials)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Prove the address; tickets written from it become theirs."""
        confirmed = super().confirm_email(request, email_address)
        if confirmed and Customer.of(email_address.user) is None and not email_address.user.is_staff:
            actions.join(email_address.user, language=get_language() or "en")
        return confirmed

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Agents start at the desk, customers at their tickets."""
        return reverse("desk:home" if request.user.is_staff else "tickets:mine")
