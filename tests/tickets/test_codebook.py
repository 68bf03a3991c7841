"""What we know about an error code is said where it is typed, and beside the ticket."""

import pytest
from django.conf import settings

from support.audit.models import Entry
from tests import source
from tests.support.office import filled, page
from tickets import actions, catalogue, codebook
from tickets.advice.codes import SHAPE, fold
from tickets.models import ErrorCode

ROWS = catalogue.read("error_codes.json")
ADVICE = "/tickets/new/advice/"
PAUSED = "The network is paused"


@pytest.fixture
def office(client, root):
    """Root's browser in the admin."""
    client.force_login(root)
    return client


def advice(client, language="en", **typed):
    answer = client.post(ADVICE, {"happened": "", **typed}, headers={"Accept-Language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_catalogue_speaks_every_language_and_each_code_means_one_thing():
    languages = set(dict(settings.LANGUAGES))
    folded = [fold(code) for row in ROWS for code in row["codes"]]
    assert len(folded) == len(set(folded)) > 12
    for row in ROWS:
        assert row["meanings"].keys() == row["remedies"].keys() == languages, row["slug"]
        assert all([*row["meanings"].values(), *row["remedies"].values()])
        assert all(SHAPE.fullmatch(code) for code in row["codes"])
        assert (source.ROOT / "helpcenter" / "content" / row["article"]).is_dir(), row["article"]


@pytest.mark.parametrize("where", ["subject", "happened", "did", "expected"])
def test_a_code_typed_anywhere_is_explained_with_its_article(as_carl, where):
    said = advice(as_carl, **{where: "It says MX-406"})
    assert 'data-code="MX-406"' in said
    assert PAUSED in said
    assert "/help/withdrawal-on-hold/#mx-406" in said


@pytest.mark.parametrize("language", dict(settings.LANGUAGES))
def test_it_is_explained_in_the_reader_s_language(as_carl, language):
    row = next(row for row in ROWS if "MX-406" in row["codes"])
    assert row["meanings"][language] in advice(as_carl, language, happened="MX-406")


def test_a_bare_number_is_a_code_where_a_code_is_asked_for(as_carl):
    asked = {"topic": "bug-report", "asked": "bug-report"}
    assert 'data-code="-1021"' in advice(as_carl, **asked, **{"f-error_code": "1021"})
    assert "data-code" not in advice(as_carl, **asked, **{"f-device": "1021"}, happened="1021")


def test_nobody_comments_on_what_we_do_not_know(as_carl):
    assert "data-code" not in advice(as_carl, happened="MX-999, -4711, ERR_NEW", subject="-1021 USDT")


def test_the_page_says_it_without_javascript_when_the_form_comes_back(as_carl):
    answer = as_carl.post("/tickets/new/", {"subject": "MX-406", "happened": ""})
    assert answer.status_code == 422
    assert PAUSED in answer.content.decode()


def test_what_is_typed_is_never_shown_as_a_code(as_carl):
    assert "<b>" not in advice(as_carl, happened="MX-406 <b>E-1021</b>")


def test_the_agent_reads_it_beside_the_ticket(client, ada, carl, says):
    ticket = says(carl, body="I get MX-406", topic="feedback")
    other = says(carl, body="I get nothing", topic="feedback")
    client.force_login(ada)
    shown = client.get(f"/desk/tickets/{ticket.pk}/about/").content.decode()
    assert "Error codes" in shown
    assert PAUSED in shown
    assert "Error codes" not in client.get(f"/desk/tickets/{other.pk}/about/").content.decode()


def test_an_agent_s_own_words_are_no_customer_s_code(ada, carl, says):
    ticket = says(carl, body="I get nothing")
    actions.reply(ticket, by=ada, body="Is it MX-406?", key="r1")
    assert codebook.in_ticket(ticket) == []


def test_two_codes_of_one_cause_are_explained_once(house):
    assert [known.code for known in codebook.found(["MX-704 or -1003"])] == ["MX-704"]


# In the admin.


def test_what_an_admin_edited_stays_and_the_rest_gets_the_release_s_words(office, root, house):
    said = {"meanings": '{"en": "Our own words"}', "codes": "MX-406, ERR_NETWORK_MAINTENANCE"}
    row = ErrorCode.objects.get(slug="network-paused")
    assert filled(office, page("tickets_errorcode_change", row.pk), **said).status_code == 302
    ErrorCode.objects.exclude(pk=row.pk).update(article="forgotten")
    codebook.prepare()
    row.refresh_from_db()
    assert row.meaning == "Our own words"
    assert not ErrorCode.objects.filter(article="forgotten").exists()
    assert ErrorCode.objects.count() == len(ROWS)
    assert Entry.objects.get(action="code.edited").by == root
    assert codebook.found(["MX-406"])[0].meaning == "Our own words"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"codes": "error"}, "codes"),
        ({"codes": "12"}, "codes"),
        ({"codes": "MX 406"}, "codes"),
        ({"codes": "MX-406(.*)"}, "codes"),
        ({"codes": "mx704"}, "codes"),  # means something already
        ({"codes": ""}, "codes"),
        ({"meanings": '{"de": "Nur deutsch"}'}, "meanings"),
        ({"remedies": "[]"}, "remedies"),
    ],
)
def test_a_code_that_could_not_be_found_or_shown_is_refused(office, house, said, field):
    row = ErrorCode.objects.get(slug="network-paused")
    answer = filled(office, page("tickets_errorcode_change", row.pk), **said)
    assert answer.status_code == 200
    assert field in answer.context["adminform"].form.errors
    row.refresh_from_db()
    assert row.codes == ["MX-406", "ERR_NETWORK_MAINTENANCE"]


def test_a_new_code_is_explained_at_once(office, house):
    said = {"slug": "new", "codes": "mx-999", "meanings": '{"en": "New."}', "remedies": '{"en": "Wait."}'}
    assert office.post(page("tickets_errorcode_add"), said).status_code == 302
    assert [known.meaning for known in codebook.found(["MX-999"])] == ["New."]
