"""What a new desk asks before a case goes to specialists; admins change it, and what they changed stays."""

from django.utils.translation import gettext_noop

from support.people.models import Team
from tickets.complexity import Complexity
from tickets.models import Requirement, Specialists

TEXT, CHOICE, CHECK = Requirement.Kind.TEXT, Requirement.Kind.CHOICE, Requirement.Kind.CHECK
SIMPLE, DATA, FIND_OUT = Complexity.SIMPLE, Complexity.NEEDS_DATA, Complexity.INVESTIGATION

# By team: minutes to answer a colleague, the classes it takes, and (key, kind, question, choices, required).
Asked = tuple[str, str, str, list[str], bool]
BY_TEAM: dict[str, tuple[int, list[str], list[Asked]]] = {
    "security": (
        30,
        [DATA, FIND_OUT],
        [
            (
                "locked",
                CHECK,
                gettext_noop("The account is locked, or the customer knows how to lock it"),
                [],
                True,
            ),
            ("sessions", CHECK, gettext_noop("Recent sign-ins and devices were looked at"), [], True),
            (
                "address",
                CHECK,
                gettext_noop("Withdrawal addresses were compared with the customer"),
                [],
                False,
            ),
            ("seen", TEXT, gettext_noop("What the customer saw, and when (UTC)"), [], True),
            (
                "lost",
                CHOICE,
                gettext_noop("Has money left the account?"),
                [gettext_noop("yes"), gettext_noop("no"), gettext_noop("not known")],
                True,
            ),
        ],
    ),
    "crypto-operations": (
        120,
        [SIMPLE, DATA, FIND_OUT],
        [
            ("explorer", CHECK, gettext_noop("The transaction was looked up in an explorer"), [], True),
            ("node", CHECK, gettext_noop("The state of our nodes was looked at"), [], True),
            ("network", TEXT, gettext_noop("Network"), [], True),
            ("txid", TEXT, gettext_noop("Transaction ID"), [], True),
            ("amount", Requirement.Kind.NUMBER, gettext_noop("Amount"), [], True),
            ("memo", TEXT, gettext_noop("Memo or tag, if the network has one"), [], False),
        ],
    ),
    "technical": (
        240,
        [DATA, FIND_OUT],
        [
            (
                "again",
                CHECK,
                gettext_noop("It was seen a second time, or nobody can make it happen again"),
                [],
                True,
            ),
            ("status", CHECK, gettext_noop("The status page was looked at"), [], True),
            (
                "where",
                TEXT,
                gettext_noop("Where it happens: app and version, browser, or API path"),
                [],
                True,
            ),
            ("error", TEXT, gettext_noop("Error code or request id"), [], False),
            (
                "how-many",
                CHOICE,
                gettext_noop("Who is concerned?"),
                [gettext_noop("one customer"), gettext_noop("several"), gettext_noop("all")],
                True,
            ),
        ],
    ),
    "compliance": (
        480,
        [DATA, FIND_OUT],
        [
            ("tip", CHECK, gettext_noop("The customer was told nothing about a review"), [], True),
            ("papers", CHECK, gettext_noop("What the customer has sent is with the ticket"), [], True),
            ("question", TEXT, gettext_noop("What has to be decided"), [], True),
        ],
    ),
    "payments": (
        240,
        [SIMPLE, DATA, FIND_OUT],
        [
            ("account", CHECK, gettext_noop("The sender's name was compared with the account's"), [], True),
            ("reference", TEXT, gettext_noop("Payment reference"), [], True),
            ("sent", TEXT, gettext_noop("Day it was sent"), [], True),
            ("amount", Requirement.Kind.NUMBER, gettext_noop("Amount"), [], True),
        ],
    ),
}


def prepare() -> None:
    """Make the rows of teams that have none."""
    teams = Team.objects.filter(slug__in=BY_TEAM, specialists=None)
    for team in teams:
        minutes, complexities, asked = BY_TEAM[team.slug]
        row, made = Specialists.objects.get_or_create(
            team=team, defaults={"answer_minutes": minutes, "complexities": complexities}
        )
        if made:
            Requirement.objects.bulk_create(
                Requirement(
                    specialists=row,
                    key=key,
                    kind=kind,
                    names={"en": words},
                    choices=choices,
                    required=required,
                    order=order,
                )
                for order, (key, kind, words, choices, required) in enumerate(asked)
            )
