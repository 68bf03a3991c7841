"""How a machine calls the desk: `machine(...)` in the tests of the API."""

import json
import uuid
from dataclasses import dataclass

from django.test import Client

from support.people.models import ApiKey

EVERY_SCOPE = list(ApiKey.Scope.values)


@dataclass
class Machine:
    """A caller with a key; `call` answers with the response, whose `.json()` is read only when it is JSON."""

    text: str

    def call(self, method, path, body=None, *, raw=None, once=None, kind="application/json", **headers):
        """`once` is the Idempotency-Key; `raw` goes out as it is, `body` as JSON."""
        named = {"Authorization": f"Api-Key {self.text}"} if self.text else {}
        if once:
            named["Idempotency-Key"] = once
        data = raw if raw is not None else json.dumps(body) if body is not None else ""
        client = Client(raise_request_exception=False)
        return client.generic(method, f"/api/v1/{path}", data, kind, headers=named | headers)

    def get(self, path, **query):
        """GET, with a query."""
        from urllib.parse import urlencode

        return self.call("GET", f"{path}?{urlencode(query)}" if query else path)

    def put(self, path, body, **more):
        """PUT JSON."""
        return self.call("PUT", path, body, **more)

    def post(self, path, body, *, once=None, **more):
        """POST JSON under a new key, or under the one given."""
        return self.call("POST", path, body, once=once or uuid.uuid4().hex, **more)


def machine(*scopes, acts_as=None, **facts):
    """A machine whose key has these scopes; all of them when none is named."""
    scopes = list(scopes) or EVERY_SCOPE
    _, text = ApiKey.objects.create_key(name="exchange", scopes=scopes, acts_as=acts_as, **facts)
    return Machine(text)


def wrong(problem):
    """What a problem says of each field: {field: its sentences}."""
    found = {}
    for one in problem["errors"]:
        assert one.keys() == {"field", "code", "detail"}
        found.setdefault(one["field"], []).append(one["detail"])
    return found


def is_problem(response, status):
    """Whether an answer is an RFC 9457 problem with this status; back comes its body."""
    assert response.status_code == status, (response.status_code, response.content[:300])
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert {"type", "title", "status", "detail"} <= problem.keys()
    assert problem["status"] == status
    assert all(problem[word] for word in ("type", "title", "detail"))
    return problem
