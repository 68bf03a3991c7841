"""Lock my account now: by one press, by a letter to the account's address, and the way back with a pause.

The links of letters tell no other host where they led (SECURE_REFERRER_POLICY); with "no-referrer", browsers
would send their forms with the origin "null", which is refused.
"""

import uuid
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from support.look.times import duration
from support.people import lock_calls, lock_letters, lock_links, locks
from support.people.models import AccountLock, Customer
from support.people.requests import VisitorRequest, signed_in
from tickets import floods, guests, locking, outbox
from tickets.models import Ticket

From = AccountLock.AskedFrom


class AddressForm(forms.Form):
    """The address of an account at the exchange."""

    email = forms.EmailField(
        label=gettext_lazy("The e-mail address of your account"),
        max_length=254,
        error_messages={
            "required": gettext_lazy("Type the address your account has."),
            "invalid": gettext_lazy("This is no e-mail address. It looks like name@example.com."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: VisitorRequest) -> HttpResponse:
    """What became of it, or how to lock; POST locks the account of who is signed in, and stops a lifting."""
    if not lock_calls.is_offered():
        raise Http404
    if request.method != "POST":
        return _show(request)
    ticket = _ticket(request)
    account = locking.account_of(request.user)
    if account:
        if wait := floods.seconds_to_wait(floods.LOCKS_A_CUSTOMER, account.pk, thing=uuid.uuid4()):
            return _too_often(request, wait)
        locks.lock(account, by=signed_in(request), asked_from=From.TICKET if ticket else From.PAGE)
    return _on(request, ticket)


@never_cache
@require_POST
def ask_undo(request: VisitorRequest) -> HttpResponse:
    """Ask for the lock to be lifted, after the pause; only with a sign-in."""
    account, ticket = locking.account_of(request.user), _ticket(request)
    lock = account.locks.in_effect().first() if account else None
    if account is None or lock is None or not lock.email:
        raise Http404
    if wait := floods.seconds_to_wait(floods.LIFTINGS_A_CUSTOMER, account.pk, thing=uuid.uuid4()):
        return _too_often(request, wait)
    locks.ask_undo(lock, by=signed_in(request))
    return _on(request, ticket)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_letter(request: VisitorRequest) -> HttpResponse:
    """Mail a link that locks to the account's own address; the answer is the same whether anybody has it."""
    if not lock_calls.is_offered():
        raise Http404
    if request.method != "POST":
        return redirect("tickets:lock")
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _show(request, status=422, form=form)
    address = form.cleaned_data["email"].strip().lower()
    if wait := floods.seconds_to_wait(floods.LOCK_LETTERS_AN_IP, floods.address(request), thing=uuid.uuid4()):
        return _too_often(request, wait, form=form)
    allowed = not floods.seconds_to_wait(floods.LOCK_LETTERS_AN_ADDRESS, address, thing=uuid.uuid4())
    if allowed and not outbox.mail_lock_links(address):
        form.add_error(None, _("We could not send it just now. Try again in a minute."))
        return _show(request, status=422 if request.htmx else 503, form=form)
    return _show(request, mailed_to=address)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_letter(request: VisitorRequest, token: str) -> HttpResponse:
    """The link of a letter: a page that asks once more; POST locks. A link that was used opens nothing."""
    customer = lock_links.customer_to_lock(token) if lock_calls.is_offered() else None
    if customer is None:
        known = locking.lock_shown_to(request)
        return redirect("tickets:lock") if known else _used(request)
    if request.method != "POST":
        facts = {"account": _ends(customer), "locking": True}
        return render(request, "tickets/lock_letter.html", facts)
    lock = locks.lock(customer, by=None, asked_from=From.LETTER)
    request.session[locking.KEPT] = str(lock.key)
    return redirect("tickets:lock")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stay(request: VisitorRequest, token: str) -> HttpResponse:
    """The link of the warning: a page that asks once more; POST stops the lifting."""
    lock = lock_links.lock_to_stay(token)
    if lock is None:
        return _used(request)
    if request.method != "POST":
        facts = {"account": _ends(lock.customer), "lock": lock}
        return render(request, "tickets/lock_letter.html", facts)
    stays = locks.stop_undo(lock, by=None)
    request.session[locking.KEPT] = str(stays.key)
    return redirect("tickets:lock")


def _ticket(request: HttpRequest) -> Ticket | None:
    """The visitor's own ticket the button was pressed on."""
    reference = request.POST.get("ticket", "").replace("\0", "")[:20]
    return guests.visible_to(request.user, request.session).filter(reference=reference).first()


def _on(request: VisitorRequest, ticket: Ticket | None) -> HttpResponse:
    """Back to where the button was pressed: the part of the page, the ticket, or the page about the lock."""
    if request.htmx:
        return _show(request)
    return redirect("tickets:show", ticket.reference) if ticket else redirect("tickets:lock")


def _show(request: VisitorRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    facts = locking.facts(request) | {"form": more.pop("form", None) or AddressForm()} | more
    return render(
        request, "tickets/_lock.html" if request.htmx else "tickets/lock.html", facts, status=status
    )


def _too_often(request: VisitorRequest, wait: int, **more: Any) -> HttpResponse:
    time = {"time": duration(wait, rounding="up")}
    words = (
        _("That was asked many times within the hour. Try again in %(time)s, or lock it in the app.") % time
    )
    # htmx puts into the page what is refused by 422, and no more.
    response = _show(request, status=422 if request.htmx else 429, trouble=words, **more)
    response["Retry-After"] = str(wait)
    return response


def _used(request: HttpRequest) -> HttpResponse:
    return render(request, "tickets/lock_letter.html", {"stale": True}, status=404)


def _ends(customer: Customer) -> str:
    return lock_letters.ends(customer.exchange_id or "")
