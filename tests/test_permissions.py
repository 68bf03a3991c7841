"""Who may what, at every door: the house's own list of addresses, tried by everybody, against one table.

A new address that is not in the tables of tests/permissions/ fails here with its name, and so does a line
of a table whose address is gone.
"""

import re
import uuid

import pytest

from tests import windows
from tests.permissions import routes, stage, trial
from tests.permissions.admin import ADMIN
from tests.permissions.chats import CHATS
from tests.permissions.desk import DESK
from tests.permissions.machines import MACHINES
from tests.permissions.pages import PAGES
from tests.permissions.sockets import SOCKETS
from tests.permissions.table import GOOD, WHO
from tests.permissions.writing import WRITING

TABLES = {
    "pages": PAGES,
    "desk": DESK,
    "chats": CHATS,
    "machines": MACHINES,
    "admin": ADMIN,
    "writing": WRITING,
}
DOORS = [row for table in TABLES.values() for row in table]
STRANGERS = ("anon", "cleo", "gus", "ben", "bare")  # nothing of Carl's is ever theirs to see
OUTSIDE = ("anon", "carl", "cleo", "gus", "key", "bare")  # nothing said among agents is
# Doors with no positive control here, and where it is.
TRIED_ELSEWHERE = {
    "desk:invite": "tests/tickets/test_inviting.py: a colleague who is not on the stage",
    "desk:translation": "tests/tickets/test_translating.py: where a translator is configured",
    "helpcenter:article": "tests/helpcenter: a draft that is published",
    "tickets:stay_locked": "the link that is not forged, one row above",
    "tickets:open": "the link that is not forged, one row above",
    "tickets:link": "a guest's own ticket, one row above",
    "tickets:rate-by-link": "the link that is not forged, one row above",
    "account_confirm_email": "tests/people: the address is proven, and the sign-in follows",
    "social:x": "the rows with a token and a signature",
    "mfa_reauthenticate": "allauth's own tests: nobody here has a second step",
    "mfa_deactivate_totp": "allauth's own tests",
    "mfa_view_recovery_codes": "allauth's own tests",
    "mfa_download_recovery_codes": "allauth's own tests",
    "livechat:rate": "tests/livechat/test_rating.py: of a conversation that was solved",
    "livechat:correct": "tests/livechat/test_corrections.py: of a line that is there",
    "livechat:upload": "a file of one's own, one row above",
    "livechat:file": "a file that is not a note's, one row above",
    "embed:unread": "tests/livechat/test_embed.py: by token",
    "embed:ticket": "tests/livechat/test_embed.py: by token",
    "desk:attachment": "a file that is not being scanned, in the rows above it",
    "tickets:file-line": "a file that is not a note's, one row above",
    "desk:bulk": "tests/tickets/test_bulk.py: with tickets that are chosen",
    "desk:seal": "a file that is not a note's, one row above",
    "desk:escalate": "tests/tickets/test_desk_escalate.py: with everything the team asks",
    "desk:wishes": "tests/tickets/notices/test_wished.py: a whole table",
    "desk:devices": "tests/tickets/notices/test_pushed.py: where the house has keys",
    "writing:text": "tests/helpcenter/test_writing_pages.py: who has seen the newest text",
    "writing:picture": "tests/helpcenter/test_writing_pages.py: with a picture",
    "exchange:files": "tests/helpcenter/test_article_files.py: with a file that can be read",
    "writing:new": "tests/helpcenter/test_placing.py: with everything an article needs",
    "writing:place": "tests/helpcenter/test_placing.py: with everything an article needs",
    "writing:machine": "no translator is configured on the stage",
    "demo_x": "tests/social/test_demo.py",
    "demo_graph": "tests/social/test_demo.py",
    "admin:tickets_policy_table": "tests/support/test_admin_promises.py",
    "admin:tickets_policy_replay": "tests/support/test_admin_replay.py",
    "admin:people_customer_import_tiers": "tests/support/test_admin_files.py",
    "admin:view_on_site": "no row has a page of its own",
    "admin/(?P<url>.*)$": "nothing is there",
}


@pytest.fixture
def scene(house, ada, ben, sam, root, carl, cleo, gus, says, valkey, settings):
    """The stage, with sessions in rows, so that undoing a request undoes all of it."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    cast = {"ada": ada, "ben": ben, "sam": sam, "root": root, "carl": carl, "cleo": cleo, "gus": gus}
    return stage.Stage(cast, says)


@pytest.fixture
def doors(scene):
    """Tries one door after the other."""
    return trial.Trial(scene, routes.pages())


# The tables are whole.


def test_every_address_is_in_a_table_and_every_line_has_an_address():
    there = {
        (name, method)
        for name, route in routes.pages().items()
        for method in ("GET", "POST", *(("PUT", "PATCH", "DELETE") if route.is_for_machines else ()))
    }
    written = {(row.route, row.method) for row in DOORS}
    assert not sorted(there - written), "in no table"
    assert not sorted(written - there), "in a table, but nowhere else"


def test_every_live_line_is_in_the_table():
    assert routes.lines() == {row.route for row in SOCKETS}


def test_every_line_opens_for_somebody_or_says_where_that_is_proved():
    closed = {row.route for row in DOORS if not row.opens and row.verdicts["root"] != "403"}
    assert not closed - TRIED_ELSEWHERE.keys()
    assert not TRIED_ELSEWHERE.keys() - closed


def test_no_line_is_written_twice():
    titles = [row.title for row in [*DOORS, *SOCKETS]]
    assert len(titles) == len(set(titles))


# Everybody at every door.


@pytest.mark.parametrize("table", TABLES)
def test_everybody_gets_what_the_table_says_and_nobody_else_s_words(doors, table):
    wrong = []
    for row in TABLES[table]:
        for who in WHO:
            found = doors.of(row, who)
            if found.verdict != row.verdicts[who]:
                wrong.append(f"{row.title}, {who}: {found.verdict}, the table says {row.verdicts[who]}")
            if found.changed and found.verdict not in GOOD and row.about != "proof":  # proven, then signed in
                wrong.append(f"{row.title}, {who}: refused with {found.verdict}, and yet rows changed")
            if who in OUTSIDE and stage.AMONG_US in found.body:
                wrong.append(f"{row.title}, {who}: reads what was said among agents")
            if who in STRANGERS and (stage.THEIRS in found.body or stage.CHATTED in found.body):
                wrong.append(f"{row.title}, {who}: reads what Carl wrote")
    assert not wrong, "\n".join(wrong)


def test_the_owner_and_the_agents_do_read_it(doors):
    """The positive control: what must not leak is there to be leaked."""
    show, said = (row for row in DOORS if row.title in {"GET tickets:show ticket", "GET desk:ticket ticket"})
    assert stage.THEIRS in doors.of(show, "carl").body
    for agent in ("ada", "sam", "root"):
        body = doors.of(said, agent).body
        assert stage.THEIRS in body
        assert stage.AMONG_US in body


def test_what_is_not_offered_changes_nothing(doors):
    """PUT and DELETE where only GET and POST are spoken."""
    wrong = []
    for name, route in doors.routes.items():
        if route.is_for_machines or name in {
            "tickets:upload",
            "livechat:upload",
        }:  # where its sender's DELETE is spoken
            continue
        about = next(row.about for row in DOORS if row.route == name)
        address = route.address(doors.stage.thing(name, about))
        for method in ("PUT", "DELETE"):
            for who in ("carl", "root"):
                found = doors.at(address, method, who)
                if found.changed or found.verdict.startswith("5"):
                    wrong.append(f"{method} {name}, {who}: {found.verdict}")
    assert not wrong


def test_what_is_somebody_else_s_looks_exactly_like_what_is_not_there(doors):
    """Nobody learns from a refusal that there is something to be refused (AZ-02)."""
    nothing = {
        "pk": 987654321,
        "key": uuid.uuid4(),
        "seq": 0,
        "reference": "MER-0000000",
        "token": "x",
        "exchange_id": "MX-NOBODY",
    }
    wrong, seen = [], 0
    for row in DOORS:
        if row.about not in {
            *(
                "ticket",
                "chat",
                "guest",
                "file",
                "note-file",
                "identity",
                "scanning",
                "upload",
                "said",
                "waiting",
            )
        }:
            continue
        there = doors.stage.thing(row.route, row.about)
        route = doors.routes[row.route]
        for who in (who for who in WHO if row.verdicts[who] == "404"):
            seen += 1
            theirs, none = doors.of(row, who), doors.of(row, who, thing=nothing)
            bodies = [
                trial.unmarked(outcome.body, route.address(known))
                for outcome, known in ((theirs, there), (none, nothing))
            ]
            same = bodies[0] == bodies[1]
            if theirs.verdict != none.verdict or not same:
                wrong.append(f"{row.title}, {who}")
    assert seen > 100
    assert not wrong


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%ff%fe", "after=%00", "page=x", "before=99999999999999999999", "view=%22%3E"]
)
def test_whatever_an_address_ends_with_nothing_breaks(doors, query):
    wrong = []
    for row in DOORS:
        if row.method == "GET" and row.route.startswith(
            ("help", "home", "tickets", "notice", "live", "desk", "reports", "api", "demo_")
        ):
            address = doors.routes[row.route].address(doors.stage.thing(row.route, row.about))
            who = next((who for who in WHO if row.verdicts[who] == "200"), "root")
            if doors.at(f"{address}?{query}", "GET", who).verdict.startswith("5"):
                wrong.append(row.title)
    assert not wrong


# Live lines.


@pytest.mark.django_db(transaction=True)
def test_live_lines_open_for_whom_the_table_says(scene):
    async def knock(path, who):
        browser = windows.Browser()
        browser.client.cookies.load(scene.people[who]["cookies"])
        async with browser.window(path) as window:
            await window.send(after=0)  # a line that is open answers, whether it understands or not
            answer = await window.line.receive_output(timeout=windows.WAIT)
            return str(answer["code"]) if answer["type"] == "websocket.close" else "open"

    wrong = []
    for row in SOCKETS:
        known = scene.things[row.about]
        route = row.route.replace("*", "ws/nowhere/")
        path = "/" + re.sub(r"<\w+:(\w+)>", lambda part, known=known: str(known.get(part[1])), route)
        for who in WHO:
            found = windows.play(knock, path, who)
            if found != row.verdicts[who]:
                wrong.append(f"{row.title}, {who}: {found}, the table says {row.verdicts[who]}")
    assert not wrong, "\n".join(wrong)
