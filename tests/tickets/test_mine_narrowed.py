"""My tickets narrowed: by state, words and topic, with true counts, by plain links; and they keep up."""

import re
from urllib.parse import urlsplit

import pytest

from tickets import actions, letters
from tickets.views import mine

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(ada, carl, says):
    """Open, waiting for Carl, solved, closed, and merged into the first."""
    names = ("open", "waiting", "solved", "closed", "merged")
    made = {name: says(carl, name, subject=f"USDT {name}", topic="deposit-missing") for name in names[:3]}
    made |= {name: says(carl, name, subject=f"Pass {name}") for name in names[3:]}
    actions.reply(made["waiting"], by=ada, body="Which?", key="k")
    for name in ("solved", "closed"):
        actions.resolve(made[name], by=ada)
    actions.close(made["closed"])
    actions.merge(made["merged"], into=made["open"], by=ada)
    return made


def shown(answer):
    return re.findall(r'<span class="id">(MER-\w{7})', answer.content.decode())


def of(made, *names):
    return {made[name].reference for name in names}


def counts(answer):
    tabs = re.search(r'id="shown".*?</nav>', answer.content.decode(), re.DOTALL)[0]
    return [int(number) for number in re.findall(r'class="count">(\d+)', tabs)]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ("open", "waiting", "solved", "closed", "merged")),
        ("show=open", ("open", "waiting")),
        ("show=waiting-for-you", ("waiting",)),
        ("show=solved", ("solved",)),
        ("show=closed", ("closed", "merged")),
        ("q=usdt", ("open", "waiting", "solved")),
        ("q=pass&show=closed", ("closed", "merged")),
        ("topic=deposit-missing", ("open", "waiting", "solved")),
        ("topic=deposit-missing&show=solved", ("solved",)),
        ("show=nonsense", ("open", "waiting", "solved", "closed", "merged")),
    ],
)
def test_each_look_shows_its_own(as_carl, five, query, names):
    found = shown(as_carl.get(f"/tickets/?{query}"))
    assert set(found) == of(five, *names)
    assert len(found) == len(names)


def test_a_number_finds_its_ticket_in_either_case(as_carl, five):
    reference = five["solved"].reference
    assert shown(as_carl.get(f"/tickets/?q={reference.lower()}")) == [reference]


def test_the_counts_are_those_of_the_words_and_the_topic(as_carl, five):
    assert counts(as_carl.get("/tickets/")) == [5, 2, 1, 1, 2]
    assert counts(as_carl.get("/tickets/?q=usdt&show=solved")) == [3, 2, 1, 1, 0]


def test_another_persons_tickets_are_neither_found_nor_counted(as_carl, five, cleo, says):
    other = says(cleo, "USDT", subject="USDT of Cleo")
    answer = as_carl.get(f"/tickets/?q={other.reference}")
    assert shown(answer) == []
    assert counts(as_carl.get("/tickets/?q=usdt"))[0] == 3


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=nothing-like-it", "Nothing of yours fits"),
        ("show=waiting-for-you", "We wait for nothing from you"),
        ("show=closed", "None at the moment"),
    ],
)
def test_nothing_found_is_said_as_it_is(as_carl, carl, says, query, said):
    says(carl)
    assert said in as_carl.get(f"/tickets/?{query}").content.decode()


@pytest.mark.parametrize(
    "query",
    ["q=%25", "q=_", "q=%27%3B--", "topic=%27", f"q={'y' * 5000}", "q=%3Cscript%3E"],
)
def test_whatever_is_looked_for_nothing_breaks(as_carl, five, query):
    answer = as_carl.get(f"/tickets/?{query}")
    assert answer.status_code == 200
    assert "<script>" not in re.sub(r"<script type.*", "", answer.content.decode())


def test_a_percent_sign_is_a_percent_sign(as_carl, five, carl, says):
    ticket = says(carl, subject="100 % lost")
    assert shown(as_carl.get("/tickets/?q=%25")) == [ticket.reference]


def test_the_pages_of_a_narrowed_list_stay_narrowed(as_carl, carl, says):
    for number in range(mine.A_PAGE + 3):
        says(carl, subject=f"USDT {number}")
        says(carl, subject="Other")
    first = as_carl.get("/tickets/?q=usdt&show=open")
    later = re.search(r'rel="next" href="([^"]+)"', first.content.decode())[1].replace("&amp;", "&")
    assert "q=usdt" in later
    rest = as_carl.get(f"/tickets/{later}")
    assert len({*shown(first), *shown(rest)}) == mine.A_PAGE + 3


def test_a_guest_sees_the_same_looks_of_their_own(client, gus, carl, says):
    ticket = says(gus, subject="USDT of Gus")
    says(carl, subject="USDT of Carl")
    client.post(urlsplit(letters.guest_link(ticket)).path)
    assert shown(client.get("/tickets/?q=usdt")) == [ticket.reference]
