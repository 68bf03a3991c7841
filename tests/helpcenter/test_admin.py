"""The library as an admin keeps it."""

import pytest
from django.urls import reverse

from helpcenter import actions, search
from helpcenter.models import Revision, Translation
from support.audit import book


@pytest.fixture
def desk(client, root):
    client.force_login(root)
    return client


def test_every_list_and_form_opens(desk, write, shelf) -> None:
    text = write("memo", "I forgot the memo")
    for model, pk in (("category", shelf.pk), ("article", text.article_id), ("translation", text.pk)):
        assert desk.get(reverse(f"admin:helpcenter_{model}_changelist")).status_code == 200
        assert desk.get(reverse(f"admin:helpcenter_{model}_change", args=[pk])).status_code == 200


def test_a_text_is_read_here_and_written_at_the_desk(desk, write, root) -> None:
    text = write("memo", "I forgot the memo")
    page = reverse("admin:helpcenter_translation_change", args=[text.pk])
    assert 'href="/desk/help/memo/en/"' in desk.get(page).text
    form = {"title": "Zebra memo", "summary": "", "body": "New words."}
    form |= {f"revisions-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
    assert desk.post(page, form).status_code == 403
    assert desk.get(reverse("admin:helpcenter_translation_add")).status_code == 403
    assert not Revision.objects.filter(title="Zebra memo")


def test_publishing_puts_out_what_somebody_else_wrote(desk, write, root, sam, committed) -> None:
    text = write("memo", "I forgot the memo")
    actions.revise(text.article, "en", by=root, title="Zebra memo", body="New words.")
    chosen = {"action": "publish", "_selected_action": [text.pk]}
    with committed():
        desk.post(reverse("admin:helpcenter_translation_changelist"), chosen)
    text.refresh_from_db()
    assert text.title == "I forgot the memo"  # root's own words wait for somebody else
    assert Revision.objects.first().by == root
    Revision.objects.filter(by=root).update(by=sam)
    with committed():
        desk.post(reverse("admin:helpcenter_translation_changelist"), chosen)
    text.refresh_from_db()
    assert text.title == "Zebra memo"
    assert [one.slug for one in search.find("zebra", "en")] == ["memo"]
    assert [(line.action, line.by) for line in book.about(text.article)] == [("article.published", root)]


def test_withdrawing_takes_it_off_the_shelf(desk, write, client, committed) -> None:
    text = write("memo", "Zebra memo")
    chosen = {"action": "withdraw", "_selected_action": [text.pk]}
    with committed():
        desk.post(reverse("admin:helpcenter_translation_changelist"), chosen)
    text.refresh_from_db()
    assert text.status == Translation.Status.DRAFT
    assert search.find("zebra", "en") == []


def test_agents_and_customers_find_no_such_pages(client, write, ada, carl) -> None:
    text = write("memo")
    for person in (ada, carl.user):
        client.force_login(person)
        assert client.get(reverse("admin:helpcenter_translation_change", args=[text.pk])).status_code == 404
