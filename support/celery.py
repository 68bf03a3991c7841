"""Celery: which queues there are, and what happens because time passed."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "support.settings")

app = Celery("fairlead")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="clock")

app.conf.beat_scheduler = "support.beat:SteadyScheduler"
app.conf.beat_schedule = {
    # Every 15 seconds: events whose announcement was cut short are announced again.
    "announce-the-forgotten": {"task": "tickets.clock.announce_the_forgotten", "schedule": 15},
    # Every minute: replies whose delivery was cut short are tried again.
    "deliver-the-stranded": {"task": "tickets.clock.deliver_the_stranded", "schedule": 60},
    # Every 15 seconds: agents are told of promises in danger and broken.
    "warn-of-deadlines": {
        "task": "tickets.clock.warn_of_deadlines",
        "schedule": 15,
        "options": {"expires": 15},
    },
    # Every 10 seconds: open desks are asked whether they are there; who has vanished loses their chats.
    "call-the-roll": {"task": "tickets.clock.call_the_roll", "schedule": 10, "options": {"queue": "urgent"}},
    # Every 3 seconds: in teams with push, what waits is given to the freest agents.
    "push-the-waiting": {
        "task": "tickets.clock.push_the_waiting",
        "schedule": 3,
        "options": {"queue": "urgent", "expires": 3},
    },
    # Every 15 seconds: what was taken and not answered in time goes back to the queue.
    "take-back-the-unanswered": {"task": "tickets.clock.take_back_the_unanswered", "schedule": 15},
    # Every 15 seconds: visitors who fell silent in a chat are asked whether they are there; then it ends.
    "ask-the-silent": {
        "task": "livechat.clock.ask_the_silent",
        "schedule": 15,
        "options": {"expires": 15},
    },
    # Every 15 seconds: mails that came in and were not understood at once become words on tickets.
    "understand-the-letters": {
        "task": "tickets.clock.understand_the_letters",
        "schedule": 15,
        "options": {"expires": 15},
    },
    # Every 15 seconds: new promises take effect at their time, and open tickets follow what changed.
    "follow-the-promises": {
        "task": "tickets.clock.follow_the_promises",
        "schedule": 15,
        "options": {"expires": 15},
    },
    # Every five minutes: what waits moves to the lane its topic and tier ask for, should they have changed.
    "mend-the-lanes": {
        "task": "tickets.clock.mend_the_lanes",
        "schedule": 300,
        "options": {"expires": 300},
    },
    # Every minute: the exchange is asked again for tiers of people who wait, where it gave no answer.
    "ask-for-tiers": {"task": "tickets.clock.ask_for_tiers", "schedule": 60},
    # Every 5 seconds: files of tiers that an admin applied go on where they stopped.
    "go-on-with-files": {"task": "support.people.clock.go_on_with_files", "schedule": 5},
    # Every 3 seconds: files of articles that editors brought are tried out and taken in.
    "go-on-with-article-files": {
        "task": "helpcenter.clock.go_on_with_article_files",
        "schedule": 3,
        "options": {"queue": "bulk", "expires": 3},
    },
    # Every 5 seconds: the exchange is told of locks it has not answered, and of those to be lifted.
    "go-on-with-locks": {
        "task": "support.people.clock.go_on_with_locks",
        "schedule": 5,
        "options": {"queue": "urgent", "expires": 5},
    },
    # Every 5 seconds: owners are warned that somebody wants a lock lifted, our own where nobody answers.
    "write-about-locks": {
        "task": "support.people.clock.write_about_locks",
        "schedule": 5,
        "options": {"queue": "urgent", "expires": 5},
    },
    # Every 10 seconds: supervisors are told of hidden facts that were looked at as nobody should have to.
    "tell-supervisors": {
        "task": "support.people.clock.tell_supervisors",
        "schedule": 10,
        "options": {"queue": "default", "expires": 10},
    },
    # Every week: the openings of the days to come are laid out.
    "lay-out-calendars": {"task": "tickets.clock.lay_out_calendars", "schedule": 7 * 24 * 3600},
    # Every hour: tickets resolved REOPEN_DAYS ago and left in peace are closed.
    "close-the-quiet": {"task": "tickets.clock.close_the_quiet", "schedule": 3600},
    # Every hour: tickets that the search does not know yet become known to it.
    "write-missing-words": {
        "task": "tickets.clock.write_missing_words",
        "schedule": 3600,
        "options": {"queue": "bulk", "expires": 3600},
    },
    # Every half minute: files that clamd gave no answer about are shown to it again.
    "scan-the-waiting": {
        "task": "tickets.clock.scan_the_waiting",
        "schedule": 30,
        "options": {"queue": "bulk", "expires": 30},
    },
    # Every 15 seconds: tickets on which a file held a virus say so.
    "tell-of-viruses": {"task": "tickets.clock.tell_of_viruses", "schedule": 15},
    # Every hour: identity documents whose time is over are deleted, and uploads that no form took along.
    "empty-the-vault": {
        "task": "tickets.clock.empty_the_vault",
        "schedule": 3600,
        "options": {"queue": "bulk"},
    },
    "sweep-uploads": {"task": "tickets.clock.sweep_uploads", "schedule": 3600, "options": {"queue": "bulk"}},
    # Every minute: customers we have waited for a day, and three days, are reminded.
    "remind-the-waiting": {"task": "tickets.clock.remind_the_waiting", "schedule": 60},
    # Every hour: visits to the chat in which nothing was said, and whose session is over, are forgotten.
    "forget-the-silent": {"task": "livechat.clock.forget_the_silent", "schedule": 3600},
    # Every hour: unsent words nobody came back to are forgotten.
    "forget-old-drafts": {"task": "tickets.clock.forget_old_drafts", "schedule": 3600},
    # Every 2 seconds: replies leave whose seconds of grace are over, or whose hour has come.
    "send-what-is-due": {
        "task": "tickets.clock.send_what_is_due",
        "schedule": 2,
        "options": {"queue": "urgent", "expires": 4},
    },
    # Every hour: agents' half-written words nobody came back to are forgotten.
    "forget-old-jottings": {"task": "tickets.clock.forget_old_jottings", "schedule": 3600},
    # Every 15 seconds: push messages that were put off; every minute: letters to who is away.
    "push-the-late": {
        "task": "tickets.clock.push_the_late",
        "schedule": 15,
        "options": {"expires": 15},
    },
    "mail-the-away": {"task": "tickets.clock.mail_the_away", "schedule": 60, "options": {"expires": 60}},
    # Every day: notices of long ago are forgotten.
    "forget-old-notices": {
        "task": "tickets.clock.forget_old_notices",
        "schedule": 24 * 3600,
        "options": {"queue": "bulk"},
    },
    # Every day: the guesser of topics learns from what agents corrected.
    "learn-topics": {
        "task": "tickets.clock.learn_topics",
        "schedule": 24 * 3600,
        "options": {"queue": "bulk"},
    },
    # Every 15 seconds: snoozed tickets whose time has come stand in the queue again.
    "wake-the-snoozed": {
        "task": "tickets.clock.wake_the_snoozed",
        "schedule": 15,
        "options": {"expires": 15},
    },
    # Every 15 seconds: answers to all incidents of a problem go on where they stopped.
    "answer-the-incidents": {
        "task": "tickets.clock.answer_the_incidents",
        "schedule": 15,
        "options": {"expires": 15},
    },
    # Every 15 seconds: changes to many tickets go on where they stopped.
    "go-on-with-bulk-changes": {
        "task": "tickets.clock.go_on_with_bulk_changes",
        "schedule": 15,
        "options": {"expires": 15},
    },
    # Every 15 seconds: articles go out, and come back, at the times that were set for them.
    "keep-to-the-times": {
        "task": "helpcenter.clock.keep_to_the_times",
        "schedule": 15,
        "options": {"expires": 15},
    },
    # Every half minute: what was published is read for its meaning, where SEARCH_MEANING is on.
    "read-for-meaning": {
        "task": "support.search.clock.read_for_meaning",
        "schedule": 30,
        "options": {"queue": "bulk", "expires": 30},
    },
    # Every minute: a search server that was away learns of the articles that changed meanwhile.
    "catch-up-with-texts": {
        "task": "helpcenter.clock.catch_up_with_texts",
        "schedule": 60,
        "options": {"queue": "bulk", "expires": 60},
    },
    # Every day: what was searched for long ago is forgotten.
    "forget-searches": {
        "task": "helpcenter.clock.forget_searches",
        "schedule": 24 * 3600,
        "options": {"queue": "bulk"},
    },
    # Every minute: webhooks kept but not yet understood are understood.
    "understand-the-forgotten": {"task": "social.clock.understand_the_forgotten", "schedule": 60},
}
