"""How a row is tried: one request on the stage, undone afterwards."""

import re
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

FLEETING = {"django_session", "axes_accessattempt", "axes_accessfailurelog", "axes_accesslog"}


@dataclass
class Outcome:
    """What came back, in the tables' words, and whether a row was written."""

    verdict: str
    body: str
    changed: bool


class Trial:
    """Tries doors one after the other; nothing of one is left for the next."""

    def __init__(self, stage, routes):
        self.stage, self.routes = stage, routes
        self.client = Client(raise_request_exception=False)
        self.sign_ins = (
            reverse(settings.LOGIN_URL),
            reverse("account_reauthenticate"),
            reverse("admin:login"),
        )

    def of(self, row, name, *, thing=None):
        """The outcome of a row for one person; `thing` in place of the row's own."""
        route = self.routes[row.route]
        known = self.stage.thing(row.route, row.about) if thing is None else thing
        address = route.address(known) + ("?" + known["?"] if "?" in known else "")
        return self.at(address, row.method, name, self.stage.bodies(row.route, row.about))

    def at(self, address, method, name, sent=({}, "", {})):
        """The outcome of one request."""
        who, (data, kind, headers) = self.stage.people[name], sent
        self.client.cookies.clear()
        self.client.cookies.load(who["cookies"])
        cache.clear()
        written = []
        with transaction.atomic(), connection.execute_wrapper(partial(_note_writes, written)):
            call = getattr(self.client, method.lower())
            more = {"content_type": kind} if kind else {}
            answer = call(
                address, data if method != "GET" else None, headers=who["headers"] | headers, **more
            )
            body = answer.getvalue().decode(errors="replace")
            transaction.set_rollback(True)
        return Outcome(self._verdict(answer), body, bool(written))

    def _verdict(self, answer):
        if answer.status_code != 302:
            return str(answer.status_code)
        return "in" if answer.headers["Location"].startswith(self.sign_ins) else "to"


def _note_writes(written, execute, sql, params, many, context):
    """Keep every statement that changes a row of ours."""
    found = re.match(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', sql)
    if found and found[1] not in FLEETING:
        written.append(sql)
    return execute(sql, params, many, context)


def unmarked(body, address):
    """A page without what differs from one showing to the next: nonces, tokens, its address and number."""
    body = re.sub(r'nonce="[^"]*"|value="[A-Za-z0-9]{64}"|[0-9a-f]{32}', "", body)
    body = body.replace(address, "…").replace(quote(address, safe=""), "…")
    number = re.search(r"MER-[0-9A-Z]{7}", address)
    return body.replace(number[0], "…") if number else body
