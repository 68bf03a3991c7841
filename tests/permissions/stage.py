"""The stage: Carl's ticket with everything on it, and everybody who stands before the doors.

Carl is the owner, Cleo a stranger who signs in, Gus a guest with the link to his own ticket. Ada's team has
Carl's ticket, Ben's has not. `key` is a machine with every scope, `bare` one with none.
"""

import json
import uuid
from dataclasses import replace
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from helpcenter import actions as library
from helpcenter.models import Article
from livechat.models import Hours, Visit
from social.models import Account, Delivery
from support import mailbox
from support.audit import book
from support.files import check
from support.noticeboard.models import Notice, OfficialAccount
from support.people import imports, lock_links
from support.people.models import AccountLock, ApiKey, Entrance, Skill, Team, User
from support.search.models import Concept
from tests.conftest import PASSWORD
from tests.permissions import chat_sites, chat_work, composer, library_work, ticket_work
from tests.permissions.machine_bodies import JSON, SIGNATURES, SIGNED
from tests.permissions.table import WHO
from tickets import actions, letters, rating_links
from tickets.models import Attachment, Calendar, Policy, Routing, SavedView, Upload

THEIRS = "marmalade-for-carl-alone"  # what Carl said
AMONG_US = "quince-among-colleagues"  # what Ada noted
CHATTED = "medlar-in-carls-chat"  # what Carl typed in the chat


class Stage:
    """Rows and people: `people[name]` is {"cookies", "headers"}, `things[name]` is what an address asks."""

    def __init__(self, cast, says):
        self.cast, self.says = cast, says
        self.ticket = says(
            cast["carl"], body=THEIRS, subject=THEIRS, files=[self._file("theirs.txt", THEIRS)]
        )
        actions.claim(self.ticket, by=cast["ada"])
        actions.note(
            self.ticket, by=cast["ada"], body=AMONG_US, key="n1", files=[self._file("ours.txt", AMONG_US)]
        )
        actions.reply(self.ticket, by=cast["ada"], body="We are looking into it.", key="r1")
        self.aside = actions.ask(
            self.ticket, to=cast["ben"], by=cast["ada"], question=AMONG_US, key="aside-1"
        )
        Team.objects.filter(slug="security").update(may_see_identity=True)  # Ada's
        self.secret = says(cast["carl"], topic="cannot-sign-in", files=[self._passport()])
        self.scanning = says(
            cast["carl"], topic="cannot-sign-in", files=[self._file("unseen.txt", THEIRS)]
        ).messages.get()
        self.scanning.attachments.update(state="scanning")
        self.upload = Upload.objects.create(owner=f"user:{cast['carl'].user.pk}", name=THEIRS, size=5)
        self.guests_ticket = says(cast["gus"], body="A guest's words")
        self.waiting = says(cast["carl"], body=THEIRS)
        self.merged, self.whole = says(cast["carl"], body=THEIRS), says(cast["carl"], body=THEIRS)
        actions.merge(self.merged, into=self.whole, by=cast["ada"], why=AMONG_US)
        self._ask_and_solve()
        ticket_work.prepare(self)
        self._write_articles()
        self._one_of_each()
        self.people = {name: self._person(name) for name in WHO}
        self.things = self._things()

    def _ask_and_solve(self):
        """A thing asked of Carl, and a ticket of his that is solved."""
        self.asked = self.says(self.cast["carl"], body=THEIRS)
        things = [actions.Thing("The transaction id")]
        actions.reply(self.asked, by=self.cast["ada"], body="Please", key="r2", wanted=things)
        self.solved = actions.resolve(self.says(self.cast["carl"], body=THEIRS), by=self.cast["ada"])

    def _file(self, name, words):
        return check(SimpleUploadedFile(name, words.encode(), "text/plain"))

    def _passport(self):
        return replace(self._file("passport.txt", THEIRS), kind="identity")

    def _write_articles(self):
        self.pictures = library_work.hang_pictures()
        shelf = library.shelve("deposits", names={"en": "Deposits"})
        texts = [("open", "everyone", []), ("draft", "everyone", []), ("ours", "agent", [])]
        for slug, audience, roles in [*texts, ("root-s", "agent", ["admin"])]:
            article = library.open_article(slug, category=shelf, audience=audience, roles=roles)
            text = library.revise(article, "en", title=slug, body=library_work.body(slug)).translation
            if slug != "draft":
                library.publish(text)

    def _one_of_each(self):
        """What else an admin looks at."""
        book.record("ticket.viewed", self.ticket, by=self.cast["ada"])
        SavedView.objects.create(name=AMONG_US, owner=self.cast["ada"])
        Notice.objects.create(titles={"en": "News"}), chat_sites.put_up()
        Concept.objects.create(said={"en": ["txid", "hash"]})
        Skill.objects.create(name="Futures", slug="futures")
        calendar = Calendar.objects.create(name="Office", hours="Mo-Fr 09:00-18:00")
        Routing.objects.create(team=self.ticket.team, calendar=calendar)
        Hours.objects.create(region="Pacific/Fiji", calendar=calendar)
        OfficialAccount.objects.create(network="X", name="@us")
        own = {"tier": self.cast["carl"].tier, "names": {"en": "Own desk"}, "team": self.ticket.team}
        Entrance.objects.create(slug="own", **own)
        line = f"{self.cast['carl'].exchange_id},plus,passport checked".encode()
        self.file = imports.try_out(line, name="tiers.csv", by=self.cast["root"])
        Account.objects.create(network="x", external_id="1", name="us")
        Delivery.objects.create(network="x", provider_event_id="1", body=b"{}", headers={})
        known = {"exchange_id": self.cast["carl"].exchange_id, "email": self.cast["carl"].email}
        AccountLock.objects.create(customer=self.cast["carl"], state="locked", **known)
        asked = {"exchange_id": "MX-GUS", "undo_asked_at": timezone.now()}
        self.lifted = AccountLock.objects.create(customer=self.cast["gus"], **asked)

    def _person(self, name):
        client, headers = Client(), {}
        if name in {"key", "bare"}:
            scopes = ApiKey.Scope.values if name == "key" else []
            _, text = ApiKey.objects.create_key(name=name, scopes=scopes, acts_as=self.cast["ada"])
            headers = {"Authorization": f"Api-Key {text}"}
        elif name == "gus":
            client.post(urlsplit(letters.guest_link(self.guests_ticket)).path)
        elif name != "anon":
            who = self.cast[name]
            user = getattr(who, "user", who)
            EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
            client.force_login(user)
            client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        if name == "carl":
            client.get("/chat/")
            visit = Visit.objects.get(customer=self.cast["carl"])
            self.chat = chat_work.begin(visit, CHATTED, self._file("said.txt", THEIRS))
        return {"cookies": {key: morsel.value for key, morsel in client.cookies.items()}, "headers": headers}

    def _things(self):
        theirs = Attachment.objects.get(name="theirs.txt")
        ours = Attachment.objects.get(message__kind="note")
        thing, solve = self.asked.wanted.get(), actions.last_solve(self.solved)
        mail = mailbox.keep(b"From: a@meridian.example\r\nTo: b@c.example\r\nSubject: x\r\n\r\nx\r\n").stem
        return {
            "-": {"key": "x:y:z", "uidb36": "1", "path": "2/users/me", "url": "nowhere", "content_type_id": 1}
            | {
                "object_id": 1,
                "app_label": "people",
                "version": "v1",
                "target": "1",
                "edge": "messages",
                "exchange_id": "MX-1",
            },
            "ticket": {"reference": self.ticket.reference, "pk": self.ticket.pk, "seq": 0},
            "said": {"pk": self.ticket.pk, "seq": self.ticket.messages.get(kind="reply").seq},
            "waiting": {"reference": self.waiting.reference, "pk": self.waiting.pk, "seq": 0},
            "whole": {"pk": self.whole.pk, "part": self.merged.pk},
            "thing": {"reference": self.asked.reference, "pk": thing.pk},
            "asked": {"pk": self.asked.pk, "thing": thing.pk},
            "solved": {"reference": self.solved.reference},
            "rating": {"token": rating_links.link(solve).rstrip("/").rpartition("/")[2]},
            "export": {"reference": self.ticket.reference, "form": "json"},
            "guests-export": {"reference": self.guests_ticket.reference, "form": "html"},
            "all": {"form": "html"},
            "merged": {"pk": self.merged.pk},
            "view": {"pk": SavedView.objects.get().pk},
            "aside": {"pk": self.aside.pk},
            **chat_work.things(self.chat),
            "guest": {"reference": self.guests_ticket.reference, "pk": self.guests_ticket.pk, "seq": 0},
            "link": {"token": letters.guest_link(self.guests_ticket).rstrip("/").rpartition("/")[2]},
            "letter": {"token": lock_links.to_lock(self.cast["cleo"]).rstrip("/").rpartition("/")[2]},
            "stay": {"token": lock_links.to_stay(self.lifted).rstrip("/").rpartition("/")[2]},
            "forged": {"token": f"{self.ticket.reference}:{self.ticket.customer_id}:1abcde:forged"},
            "unsent": {"form": "new-ticket", "key": "draft-0001"},
            "half-said": {"form": self.ticket.reference, "key": "draft-0002"},
            "file": {"key": theirs.key},
            "note-file": {"key": ours.key},
            "identity": {"key": Attachment.objects.get(kind="identity").key},
            "scanning": {"key": self.scanning.attachments.get().key},
            "upload": {"token": self.upload.token},
            **ticket_work.things(self),
            "agent": {"pk": self.cast["ada"].agent.pk},
            "policy": {"pk": Policy.objects.get().pk, "key": "forgotten"},
            "entrance": {"slug": "own"},
            "tiers-file": {"key": self.file.pk},
            "articles-file": {"key": library_work.bring_articles(self.cast["sam"]).pk},
            "customer": {"exchange_id": self.cast["carl"].exchange_id},
            "article": {"slug": "open", "pk": Article.objects.get(slug="open").pk},
            "draft": {"slug": "draft"},
            "internal": {"slug": "ours", "pk": Article.objects.get(slug="ours").pk},
            "shelf": {"slug": "deposits"},
            "sitemap": {"number": 1},
            "feed": {"form": "atom", "shelf": "deposits", "kind": "faq"},
            "picture": {"name": "open", "file": self.pictures[0]},
            "inner-picture": {"name": "ours", "file": self.pictures[1]},
            "mail": {"name": mail},
            "seq": {"seq": 0},
            "signed": {},
            **library_work.things() | chat_sites.things(),
            **composer.things(self.ticket, self.cast, AMONG_US),
            "crc": {"?": "crc_token=abc"},
            "verify": {
                "?": f"hub.mode=subscribe&hub.challenge=1&hub.verify_token={settings.META_VERIFY_TOKEN}"
            },
            "question": {"?": "q=deposit"},
            "lookup": {"?": "app_label=people&model_name=customer&field_name=user&term=a"},
            "proof": {"key": EmailConfirmationHMAC(self._unproven()).key},
        }

    def _unproven(self):
        user = User.objects.create_user("dana@customer.example", "correct horse battery")
        return EmailAddress.objects.create(user=user, email=user.email, primary=True)

    def thing(self, route, about):
        """What the address of a row asks; "row" is the first row of the kind an admin's address names."""
        if about != "row":
            return self.things[about]
        app, model, _ = route.removeprefix("admin:").split("_")
        return {"object_id": apps.get_model(app, model).objects.first().pk}

    def bodies(self, route, about):
        """What is sent: a body that does something where somebody may; (data, type, headers)."""
        once, key = uuid.uuid4().hex, uuid.uuid4().hex
        form = self._named(route) or FORMS.get(route)
        if form is not None:
            return {**form, "key": key}, "", {}
        if route in JSON:
            told = JSON[route] | (
                {"customer": self.cast["carl"].exchange_id} if route == "api-tickets" else {}
            )
            return json.dumps(told), "application/json", {"Idempotency-Key": once}
        if about == "signed":
            at = {"at": timezone.now().isoformat()} if route == "exchange-hook" else {}
            body = json.dumps(SIGNED[route] | at)
            return body, "application/json", SIGNATURES[route](body.encode())
        if route in {"tickets:uploads", "livechat:uploads"}:
            told = {"Upload-Length": "5", "Upload-Metadata": "filename YS50eHQ="}  # a.txt
            return b"", "application/offset+octet-stream", {"Tus-Resumable": "1.0.0"} | told
        return {}, "", {}

    def _named(self, route):
        """Forms that name a row of the stage."""
        team, other = Team.objects.get(slug="payments").pk, self.ticket.team_id
        return {
            "desk:assign": {"to": f"team-{other}"},
            "desk:ask": {"to": f"team-{other}", "body": "What do you think?"},
            "desk:merge": {"other": self.waiting.pk, "keep": "this"},
            "desk:force": {"to": self.cast["ben"].pk, "why": "nobody else is there"},
            "desk:rebalance": {"source": other, "target": team, "most": 5, "why": "a crash"},
            "desk:link": {"way": "related", "references": self.asked.reference},
            "desk:split": {"messages": self.second.pk},
            "desk:relieve": {"why": "six chats"},
        }.get(route)


FORMS = {
    **library_work.FORMS,
    "tickets:new": {"happened": "It is gone", "email": "new@guest.example"},
    "tickets:desk": {"happened": "It is gone"},
    "admin:people_customer_file": {"reason": "yearly check"},
    "tickets:reply": {"body": "More words"},
    "tickets:solve": {},
    "tickets:lock_letter": {"email": "somebody@else.example"},
    "tickets:thing": {"body": "0xabc"},
    "tickets:rate": {"score": "4"},
    "tickets:rate-by-link": {"score": "4"},
    "desk:spare": {},
    "livechat:address": {"email": "somebody@else.example"},
    "livechat:end": {},
    "livechat:rate": {"score": "4"},
    "noticeboard:is_this_us": {"contact": "@us"},
    "helpcenter:vote": {"helped": "yes", "language": "en"},
    "set_language": {"language": "de"},
    "desk:next": {},
    "admin:tickets_policy_back": {"version": "1"},
    "desk:claim": {},
    "desk:resolve": {"after": 9_999},
    "desk:reopen": {},
    "desk:reveal": {"field": "email", "why": "match"},
    "desk:severity": {"severity": "1", "why": "worse than it looked"},
    "desk:refile": {"topic": "fees"},
    "desk:unmerge": {},
    **composer.FORMS,
    "desk:view-new": {"name": "Late", "sort": "due", "all": "is:late"},
    "desk:view-change": {"name": "Late", "sort": "due", "all": "is:late"},
    "desk:escalate": {},
    "desk:complexity": {"complexity": "needs-data", "why": "no transaction id yet"},
    "desk:promise": {},
    **ticket_work.FORMS,
    "desk:aside-say": {"body": "Words among us"},
    "desk:aside-end": {},
    "desk:availability": {"availability": "busy"},
    "account_login": {"login": "nobody@customer.example", "password": "wrong"},
    "account_signup": {"email": "fresh@customer.example", "password1": "correct horse battery"},
    "account_reset_password": {"email": "nobody@customer.example"},
    "demo_social": {"door": "x_message", "handle": "mia", "text": "hello"},
}
