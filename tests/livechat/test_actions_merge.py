"""A chat that was merged shows its window the ticket it goes on in, and comes home when that is undone."""

from livechat import access, actions
from livechat.models import Visit
from tickets import actions as tickets


def test_the_window_follows_its_conversation_there_and_back(ada, carl, says):
    visit = Visit.objects.create(customer=carl)
    chat = actions.say(visit, body="Hello", key="line-0001").ticket
    other = says(carl)
    tickets.merge(chat, into=other, by=ada)
    known = access.known(str(visit.pk))
    actions.follow(known)
    assert known.ticket == Visit.objects.get(pk=visit.pk).ticket == other
    assert actions.say(known, body="More", key="line-0002").ticket == other
    tickets.unmerge(chat, by=ada)
    actions.follow(known)
    assert Visit.objects.get(pk=visit.pk).ticket == chat


def test_a_chat_that_was_never_merged_stays_where_it_is(carl, django_assert_num_queries):
    visit = Visit.objects.create(customer=carl)
    chat = actions.say(visit, body="Hello", key="line-0001").ticket
    known = access.known(str(visit.pk))
    with django_assert_num_queries(1):
        actions.follow(known)
    assert known.ticket == chat
