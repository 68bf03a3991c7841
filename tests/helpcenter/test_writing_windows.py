"""Two windows of one editor at one text: neither writes over what it has not seen, nothing is lost."""

import re

import pytest

from helpcenter.models import Unsent
from tests.helpcenter.test_writing_pages import form, page, signed_in


class Window:
    """One window at one text: what it saw is what the page, or the last answer that was heard, said."""

    def __init__(self, user, text, name) -> None:
        self.client, self.text, self.name = signed_in(user), text, name
        self.load()

    def load(self):
        """Look at the page anew."""
        self.shown = self.client.get(page("text", self.text)).text
        self.seen = re.search(r'<input type="hidden" name="version"(?: value="(\w*)")?', self.shown)[1] or ""
        return self.shown

    def said(self, body, **more):
        """The form as it is sent."""
        return form(self.text, body=body) | {"window": self.name, "version": self.seen} | more

    def types(self, body, *, is_heard=True, **more):
        """Stillness after typing: the answer, which the window remembers if it was heard."""
        answer = self.client.post(page("unsent", self.text), self.said(body, **more))
        if answer.status_code == 204 and is_heard:
            self.seen = answer["ETag"].strip('"')
        return answer

    def saves(self, body):
        """The button."""
        return self.client.post(page("text", self.text), self.said(body), follow=True)


@pytest.fixture
def windows(write, ada):
    text = write("memo", "Memo")
    return Window(ada, text, "one"), Window(ada, text, "two")


def body():
    return Unsent.objects.get().typed["body"]


def aside():
    return {window: one["typed"]["body"] for window, one in Unsent.objects.get().others.items()}


def test_one_window_alone_is_never_refused(windows) -> None:
    one, _ = windows
    assert one.types("Half").status_code == 204
    assert one.types("Half a sent").status_code == 204
    one.load()
    one.name = "one, loaded again"
    assert one.types("Half a sentence").status_code == 204
    assert one.types("Half a sentence.").status_code == 204
    assert (body(), aside()) == ("Half a sentence.", {})


def test_an_answer_that_was_lost_makes_no_quarrel_with_oneself(windows) -> None:
    one, _ = windows
    one.types("Half", is_heard=False)
    assert one.types("Half", is_heard=False).status_code == 204
    assert one.types("Half a sentence.", is_heard=False).status_code == 204
    one.name = "one, brought back with its words"
    assert one.types("Half a sentence.").status_code == 204
    assert (body(), aside()) == ("Half a sentence.", {})


def test_the_second_window_is_refused_and_told_and_nothing_of_either_is_lost(windows, time_machine) -> None:
    one, two = windows
    time_machine.move_to("2026-11-18T14:05:00+00:00", tick=False)
    one.types("The first window's words.")
    time_machine.move_to("2026-11-18T14:30:00+00:00", tick=False)
    answer = two.types("The second window's words.")
    assert answer.status_code == 409
    told = re.sub(r"<[^>]+>", "", answer.text)
    assert "This text was also typed in another window at 14:05. Nothing of either is lost." in told
    assert "The first window&#x27;s words." in told
    assert "Keep what stands here" in told
    assert body() == "The first window's words."
    assert two.types("The second window's words, and more.").status_code == 409
    assert aside() == {"two": "The second window's words, and more."}
    shown = one.load()
    assert "Typed in another window and not saved" in shown
    assert "The second window&#x27;s words, and more." in shown


def test_who_saw_the_other_window_s_words_goes_on_from_them(windows) -> None:
    one, two = windows
    one.types("From the first.")
    assert "From the first." in two.load()
    assert two.types("From the first, and on.").status_code == 204
    assert one.types("From the first, otherwise.").status_code == 409
    assert (body(), aside()) == ("From the first, and on.", {"one": "From the first, otherwise."})


def test_the_same_words_in_two_windows_are_no_quarrel(windows) -> None:
    one, two = windows
    one.types("The same.")
    assert two.types("The same.").status_code == 204
    assert one.types("The same, and on.").status_code == 204


def test_keep_mine_keeps_both_and_the_other_window_is_the_one_that_is_told(windows) -> None:
    one, two = windows
    one.types("First.")
    assert two.types("Second.").status_code == 409
    assert two.types("Second.", mine="1").status_code == 204
    assert (body(), aside()) == ("Second.", {"one": "First."})
    assert two.types("Second, on.").status_code == 204
    assert one.types("First, on.").status_code == 409
    assert one.types("First, on.", mine="1").status_code == 204
    assert (body(), aside()) == ("First, on.", {"two": "Second, on."})


def test_what_is_saved_in_one_window_takes_nothing_of_the_other_along(windows) -> None:
    one, two = windows
    one.types("First.")
    two.types("Second.")
    shown = one.saves("First.").text
    assert "data-unsaved" not in shown
    assert "Second." in shown
    assert aside() == {"two": "Second."}
    assert two.types("Second, on.").status_code == 204
    assert (body(), aside()) == ("Second, on.", {})


def test_a_window_that_was_refused_saves_and_the_other_s_words_stay_beside_it(windows) -> None:
    one, two = windows
    one.types("First.")
    two.types("Second.")
    shown = two.saves("Second.").text
    assert "First." in shown
    assert two.text.revisions.first().body == "Second."
    assert aside() == {"one": "First."}


def test_words_are_discarded_as_they_were_seen_and_no_others(windows) -> None:
    one, two = windows
    one.types("First.")
    two.load()
    one.types("First, on.")
    discard = {"forget": "1", "version": two.seen, "window": "two"}
    two.client.post(page("unsent", two.text), discard)
    assert aside() == {"one": "First, on."}
    two.client.post(page("unsent", two.text), {"discard": "one"})
    assert not Unsent.objects.exists()


def test_what_is_beside_is_discarded_without_the_words_in_the_form(windows) -> None:
    one, two = windows
    one.types("First.")
    two.types("Second.")
    one.client.post(page("unsent", one.text), {"discard": "two"})
    assert (body(), aside()) == ("First.", {})


def test_another_editor_s_words_are_another_row(windows, ada, ben) -> None:
    one, _ = windows
    one.types("Ada's.")
    his = Window(ben, one.text, "his")
    assert his.types("Ben's.").status_code == 204
    assert one.types("Ada's, on.").status_code == 204
    kept = {row.by: (row.typed["body"], row.others) for row in Unsent.objects.select_related("by")}
    assert kept == {ada: ("Ada's, on.", {}), ben: ("Ben's.", {})}


def test_a_form_that_comes_back_still_says_what_its_window_saw(windows) -> None:
    one, two = windows
    one.types("First.")
    refused = two.client.post(page("text", two.text), two.said("Second.", title=""))
    assert refused.status_code == 422
    assert f'data-window="{two.name}"' in refused.text
    assert 'name="version" id="id_version"' in refused.text
    assert two.types("Second.").status_code == 409


def test_only_so_many_windows_are_remembered_the_newest_ones(windows, time_machine) -> None:
    one, two = windows
    one.types("First.")
    for n in range(12):
        time_machine.move_to(f"2027-01-01T10:{n:02}:00+00:00", tick=False)
        two.name = f"{n}"
        two.types(f"Words {n}.")
    assert aside() == {f"{n}": f"Words {n}." for n in range(2, 12)}
