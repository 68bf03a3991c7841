"""Finding articles: one result an article, the reader's language first, nothing that is not out."""

from django.utils.translation import override
from haystack.query import SearchQuerySet

from helpcenter import actions, search
from helpcenter.models import Article, Translation


def slugs(query: str, language: str = "en", **more: object) -> list[str]:
    return [one.slug for one in search.find(query, language, **more)]


def test_an_article_is_found_in_the_readers_language(write) -> None:
    write("memo", "I forgot the memo")
    write("memo", "Memo vergessen", language="de")
    found = search.find("memo", "de")
    assert [(one.slug, one.language, one.is_fallback) for one in found] == [("memo", "de", False)]


def test_what_is_not_translated_is_found_in_english_and_says_so(write) -> None:
    write("memo", "I forgot the memo")
    found = search.find("memo", "tr")
    assert [(one.slug, one.language, one.is_fallback) for one in found] == [("memo", "en", True)]


def test_english_does_not_answer_for_what_is_translated(write) -> None:
    write("memo", "I forgot the memo", body="Otherwise a zebra.")
    write("memo", "Memo vergessen", language="de")
    write("fees", "Zebra fees")
    assert slugs("zebra", "de") == ["fees"]


def test_where_there_is_enough_english_answers_only_with_a_title_that_says_it_all(write) -> None:
    write("own", "Merkzettel", language="de", body="Eine Giraffe, ein Zebra, ein Ledger.")
    write("named", "Ledgers of a zebra")
    write("other", "Something else", body="A giraffe.")
    assert slugs("zebra ledger", "de", limit=1) == ["named"]
    assert slugs("giraffe", "de", limit=1) == ["own"]
    assert slugs("giraffe", "de", limit=9) == ["own", "other"]


def test_words_of_another_language_are_understood_at_last(write) -> None:
    write("memo", "Auszahlung gesperrt", language="de")
    found = search.find("Auszahlung", "en")
    assert [(one.language, one.is_fallback) for one in found] == [("de", True)]


def test_words_of_another_language_lead_to_the_text_the_reader_can_read(write) -> None:
    write("memo", "Auszahlung gesperrt", language="de")
    write("memo", "Withheld", language="en")
    (found,) = search.find("Auszahlung", "en")
    assert (found.language, found.is_fallback, found.title) == ("en", False, "Withheld")
    assert found.snippet == "About memo."


def test_what_becomes_readable_in_a_language_is_left_out_in_the_others_and_comes_back(
    write, committed
) -> None:
    write("memo", "Zebra memo")
    write("fees", "Zebra fees")
    german = write("memo", "Merkzettel vergessen", language="de")
    assert slugs("zebra", "de") == ["fees"]
    with committed():
        actions.withdraw(german)
    assert sorted(slugs("zebra", "de")) == ["fees", "memo"]


def test_a_draft_is_never_found(write) -> None:
    write("memo", "Zebra memo", out=False)
    assert slugs("zebra") == []


def test_what_is_published_is_found_and_what_is_withdrawn_is_not(write, committed) -> None:
    text = write("memo", "Zebra memo", out=False)
    with committed():
        actions.publish(text)
    assert slugs("zebra") == ["memo"]
    with committed():
        actions.withdraw(text)
    assert slugs("zebra") == []


def test_the_database_has_the_last_word_when_the_index_lags(write) -> None:
    text = write("memo", "Zebra memo")
    Translation.objects.filter(pk=text.pk).update(status=Translation.Status.DRAFT)
    assert slugs("zebra") == []


def test_agents_articles_are_for_agents(write, ada, carl) -> None:
    write("runbook", "Zebra runbook", audience=Article.Audience.AGENTS)
    assert slugs("zebra") == []
    assert slugs("zebra", user=carl.user) == []
    assert slugs("zebra", user=ada) == ["runbook"]


def test_the_index_follows_a_new_text(write, committed) -> None:
    text = write("memo", "Zebra memo")
    with committed():
        actions.revise(text.article, "en", title="Giraffe memo", body="Words.")
        actions.publish(text)
    assert slugs("zebra") == []
    assert slugs("giraffe") == ["memo"]


def test_following_twice_does_no_harm(write) -> None:
    text = write("memo", "Zebra memo")
    search.follow([text.pk])
    search.follow([text.pk, 999_999])
    assert slugs("zebra") == ["memo"]


def test_a_result_shows_where_the_words_are_and_remembers_the_question(write) -> None:
    write("memo", "I forgot the memo", body="Write to us with the txid & the zebra.")
    (found,) = search.find("zebra & co", "en")
    assert "<mark>zebra</mark>" in found.snippet
    assert "&amp;" in found.snippet
    assert found.url == "/help/memo/?q=zebra+%26+co"


def test_related_articles_are_about_the_same_and_never_the_same(write) -> None:
    memo = write("memo", "Memo or tag missing", body="A deposit without its memo waits for its owner.")
    write(
        "wrong-network", "Wrong network", body="A deposit on the wrong network waits too. The memo is right."
    )
    write("fees", "Trading fees", body="Makers and takers pay by volume.")
    write("secret", "Memo runbook", body="memo deposit owner", audience=Article.Audience.AGENTS)
    related = search.related(memo)
    assert related[0] == ("/help/wrong-network/", "Wrong network", "en")
    assert not {"/help/memo/", "/help/secret/"} & {address for address, _title, _language in related}


def test_haystack_filters_counts_facets_and_orders(write) -> None:
    write("memo", "Zebra memo", kind="how-to")
    write("fees", "Zebra fees", kind="explainer")
    write("staking", "Giraffe", kind="how-to")
    everything = SearchQuerySet().models(Translation)
    zebras = everything.filter(content="zebra")
    assert zebras.count() == 2
    assert [one.title for one in zebras.filter(kind="how-to")] == ["Zebra memo"]
    assert zebras.exclude(kind="how-to").count() == 1
    assert everything.filter(kind__in=["how-to", "notice"]).count() == 2
    assert next(iter(everything.order_by("-title"))).title == "Zebra memo"
    assert dict(zebras.facet("kind").facet_counts()["fields"]["kind"]) == {"how-to": 1, "explainer": 1}
    assert everything.filter_or(content="giraffe").filter_or(kind="explainer").count() == 2
    assert everything.auto_query('"zebra fees"').count() == 1
    assert everything.auto_query("zebra -memo").count() == 1


def test_haystack_says_what_was_probably_meant(write) -> None:
    write("memo", "Withdrawal on hold")
    assert (
        SearchQuerySet().filter(language="en").auto_query("withdrawl").spelling_suggestion() == "withdrawal"
    )
    assert SearchQuerySet().filter(language="en").auto_query("withdrawal").spelling_suggestion() is None


def test_the_whole_index_can_be_made_anew(write) -> None:
    from django.core.management import call_command

    write("memo", "Zebra memo")
    write("draft", "Zebra draft", out=False)
    call_command("rebuild_index", interactive=False, verbosity=0)
    assert slugs("zebra") == ["memo"]


def test_half_a_word_is_enough_while_somebody_types(write) -> None:
    write("memo", "Withdrawal on hold")
    assert [one.slug for one in search.half_typed("with", "en")] == ["memo"]
    assert search.half_typed("wxyz", "en") == []


def test_results_narrow_by_a_field(write) -> None:
    write("memo", "Zebra memo", kind="how-to")
    write("fees", "Zebra fees", kind="explainer")
    assert [one.slug for one in search.find("zebra", "en", only={"kind": "how-to"})] == ["memo"]
    assert search.find("zebra", "en", only={"category": "elsewhere"}) == []


def test_an_article_knows_the_forms_it_leads_to(write) -> None:
    write("memo", "Zebra memo", body="[Write about fees](/tickets/new/?topic=fees) or [not](/help/fees/).")
    (found,) = search.find("zebra", "en")
    assert found.forms == [("/tickets/new/?topic=fees", "Write about fees")]


def test_a_word_is_offered_to_whom_an_article_with_it_is_for(write, ada, carl) -> None:
    write("memo", "Zebra memo")
    write("inner", "Runbook of quagmires", audience=Article.Audience.AGENTS)
    write("members", "Giraffe letters", signed_in=True)
    for typed, word, readers in (("runboo", "runbook", [ada]), ("girafe", "giraffe", [carl.user, ada])):
        for reader in (None, carl.user, ada):
            said = search.answer(typed, "en", user=reader)
            assert (word in (said.meant, *said.likely)) == (reader in readers), (typed, reader)
    assert search.answer("quagm", "en").likely == []
    assert search.answer("zebrra", "en").meant == "zebra"


def test_half_a_word_goes_on_only_to_what_may_be_read(write, ada) -> None:
    write("memo", "Zebra memo", body="Some words.")
    write("inner", "Quagmire", audience=Article.Audience.AGENTS)
    assert [one.url for one in search.half_typed("zebra quag", "en")] == ["/help/memo/?q=zebra+quag"]
    assert search.half_typed("quag", "en") == []
    assert [one.slug for one in search.half_typed("quag", "en", user=ada)] == ["inner"]


def test_only_the_part_of_a_question_is_mended_that_may_be_said(write) -> None:
    write("memo", "Zebra memo")
    write("inner", "Runbook", audience=Article.Audience.AGENTS)
    assert search.answer("zebrra runboo", "en").meant == "zebra runboo"


def test_related_articles_are_named_in_the_readers_language_where_they_have_it(write) -> None:
    memo = write("memo", "Memo or tag missing", body="A deposit without its memo waits.")
    write("wrong-network", "Wrong network", body="A deposit on the wrong network waits too.")
    write("wrong-network", "Falsches Netzwerk", language="de")
    write("tags", "Memos and tags", body="A deposit waits for its memo.")
    with override("de"):
        assert sorted(search.related(memo)) == [
            ("/help/tags/", "Memos and tags", "en"),
            ("/help/wrong-network/", "Falsches Netzwerk", "de"),
        ]


CODES = "| Code | Meaning |\n|---|---|\n| MX-401 | Hold after a change |\n"


def test_an_error_code_leads_first_to_the_article_with_its_row(write) -> None:
    write("api-errors", "API error 401 and MX errors", body="MX 401 401 401: HTTP status 401. MX-401.")
    write("codes", "Codes", body=CODES)
    found = search.find("mx401", "en")
    assert [one.url for one in found] == ["/help/codes/?q=MX-401#mx-401", "/help/api-errors/?q=MX-401"]
    assert not any(one.row for one in search.find("MX-402", "en"))  # nobody explains it


def test_a_code_leads_in_any_language_to_what_explains_it(write) -> None:
    write("codes", "Codes", body=CODES)
    assert [one.url for one in search.find("MX 401", "tr")] == ["/help/codes/?q=MX-401#mx-401"]
    write("codes", "Kodlar", body=CODES, language="tr")
    (found,) = search.find("MX 401", "tr")
    assert (found.language, found.row) == ("tr", "mx-401")


def test_a_title_that_says_all_they_asked_for_comes_first_however_often_others_say_it(write) -> None:
    write("arrived", "我的加密货币充值未到账", body="请检查。" * 60, language="zh-hans")
    for number in range(6):
        write(f"other-{number}", "汇款附言", body="充值没有到账怎么办。充值没有到账。", language="zh-hans")
    assert slugs("充值没有到账怎么办", "zh-hans", limit=4)[0] == "arrived"
    assert slugs("怎么办", "zh-hans", limit=4)[0] != "arrived"


def test_kyc_is_what_a_level_of_verification_is_called_in_turkish(write) -> None:
    write("levels", "Her doğrulama düzeyi neye izin verir", language="tr", body="Sınırlar. " * 40)
    write("request", "İyi bir talep", language="tr", body="KYC. KYC. KYC.")
    assert slugs("KYC", "tr") == ["levels", "request"]
