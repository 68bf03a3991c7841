"""What stands around a text says its language, and keeps its ids for itself."""

import re

from helpcenter.anchors import TAKEN


def test_what_leads_on_from_a_page_is_marked_with_its_language_too(client, write) -> None:
    write("memo", "I forgot the memo")
    write("next-one", "Find the tag")
    html = client.get("/help/memo/", headers={"accept-language": "tr"}).content.decode()
    assert '<li aria-current="page" lang="en">I forgot the memo</li>' in html
    following = html[html.index('class="following"') :].partition("</nav>")[0]
    assert 'lang="en">Find the tag</a>' in following
    assert "İngilizce" in following
    write("next-one", "Etiketi bulun", language="tr")
    html = client.get("/help/memo/", headers={"accept-language": "tr"}).content.decode()
    following = html[html.index('class="following"') :].partition("</nav>")[0]
    assert 'lang="tr">Etiketi bulun</a>' in following
    assert "İngilizce" not in following


def test_the_ids_around_a_text_are_known_as_taken(client, write) -> None:
    write("memo", body="Some words.\n\n## One\n\n## Two")
    write("next-one")
    write("memo", language="de")
    for asked in ("", "?voted=no", "?lang=tr", "?voted=yes"):
        ids = re.findall(r'\sid="([^"]*)"', client.get(f"/help/memo/{asked}").content.decode())
        assert len(set(ids)) == len(ids)
        assert set(ids) <= TAKEN | {"s1", "s2"}
