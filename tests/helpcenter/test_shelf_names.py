"""A shelf stays where its readers left it: pages, feeds and files that know its former name lead on."""

import xml.etree.ElementTree as ET

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from helpcenter import actions, search
from helpcenter.models import Category, FormerShelf
from support.audit.models import Entry
from tests.helpcenter.reading import words

ATOM = "{http://www.w3.org/2005/Atom}"


def renamed(client, root, shelf: Category, slug: str):
    """What the admin answers to the renaming."""
    client.force_login(root)
    said = {"slug": slug, "parent": "", "icon": "file", "order": 0}
    said |= {"names": '{"en": "Crypto deposits"}', "descriptions": "{}"}
    answer = client.post(reverse("admin:helpcenter_category_change", args=[shelf.pk]), said)
    client.logout()
    return answer


def test_page_and_feed_of_a_renamed_shelf_lead_on_for_good(client, root, write, shelf, committed) -> None:
    write("memo", "Zebra memo")
    assert client.get("/help/topics/crypto-deposits/").status_code == 200  # and is kept for strangers
    with committed():
        assert renamed(client, root, shelf, "deposits").status_code == 302
    page = client.get("/help/topics/crypto-deposits/?lang=de")
    assert (page.status_code, page["Location"]) == (301, "/help/topics/deposits/?lang=de")
    assert "Zebra memo" in words(client.get(page["Location"]))
    feed = client.get("/help/feeds/topics/crypto-deposits.atom?lang=en")
    assert (feed.status_code, feed["Location"]) == (301, "/help/feeds/topics/deposits.atom?lang=en")
    entries = ET.fromstring(client.get(feed["Location"]).content).iter(f"{ATOM}entry")
    assert [one.find(f"{ATOM}title").text for one in entries] == ["Zebra memo"]
    assert [one.slug for one in search.find("zebra", "en", only={"category": "deposits"})] == ["memo"]
    assert client.get("/help/topics/never-a-shelf/").status_code == 404
    (said,) = Entry.objects.filter(action="shelf.renamed")
    assert (said.by, said.detail) == (root, {"before": "crypto-deposits", "after": "deposits"})


def test_a_shelf_s_name_is_its_own_for_ever(client, root, shelf) -> None:
    other = actions.shelve("fees", names={"en": "Fees"})
    actions.rename_shelf(shelf, "deposits")
    for taken in ("crypto-deposits", "deposits"):
        with pytest.raises(ValidationError):
            actions.rename_shelf(other, taken)
        assert "is or was the address of “deposits”" in words(renamed(client, root, other, taken))
    shelf.refresh_from_db()
    actions.rename_shelf(shelf, "crypto-deposits")  # its own old one it may have again
    assert list(FormerShelf.objects.values_list("slug", flat=True)) == ["deposits"]


def test_a_file_that_knows_the_former_name_puts_up_no_second_shelf(shelf) -> None:
    actions.rename_shelf(shelf, "deposits")
    again = actions.shelve("crypto-deposits", names={"en": "Deposits of coins"})
    assert (again.pk, again.slug, again.name) == (shelf.pk, "deposits", "Deposits of coins")
    assert Category.objects.count() == 1


def test_a_closed_shelf_is_told_of_by_no_name_and_no_feed(client, write, shelf, ada) -> None:
    write("runbook", audience="agent")
    actions.rename_shelf(shelf, "runbooks")
    for name in ("crypto-deposits", "runbooks"):
        assert client.get(f"/help/topics/{name}/").status_code == 404
        assert client.get(f"/help/feeds/topics/{name}.atom").status_code == 404
    client.force_login(ada)
    assert client.get("/help/topics/crypto-deposits/")["Location"] == "/help/topics/runbooks/"
