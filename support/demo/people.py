"""Who works and who writes at Meridian: made once, found again on every later seeding."""

from dataclasses import dataclass
from functools import cache

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from support.demo import PASSWORD
from support.identifiers.house import account_id
from support.people.actions import join
from support.people.models import Agent, Customer, Entrance, Handle, Team, Tier, TierSource, User
from tickets.models import Topic

# Meridian is small: four teams answer, each also for others of the catalogue, and each in all nine languages.
ANSWERS_FOR = {
    "front-line": ["complaints", "verification", "business", "tax"],
    "security": ["trust", "compliance", "privacy"],
    "crypto-operations": ["payments", "staking", "trading", "technical"],
    "social": [],
}
AGENTS = [
    ("ada", "Ada Lindqvist", ["security", "front-line", "social"], ["en", "de", "fr", "it"]),
    ("tomas", "Tomas Havel", ["security"], ["en", "es", "pt", "ru", "tr", "zh-hans"]),
    ("ines", "Inês Duarte", ["front-line", "business"], ["en", "pt", "es", "fr", "it"]),
    ("mei", "Mei Tanaka", ["front-line", "business"], ["en", "zh-hans", "ru", "tr", "de"]),
    ("oleg", "Oleg Marin", ["crypto-operations"], ["en", "ru", "tr", "de"]),
    ("chiara", "Chiara Conti", ["crypto-operations"], ["en", "it", "es", "pt", "fr", "zh-hans"]),
    ("deniz", "Deniz Acar", ["social"], ["en", "tr", "ru", "zh-hans"]),
    ("paul", "Paul Renard", ["social", "business"], ["en", "fr", "de", "es", "it", "pt"]),
]
ALL_LANGUAGES = ["en", "es", "fr", "de", "it", "pt", "ru", "tr", "zh-hans"]

# First names and family names as they go together in each language; one customer a pair.
CUSTOMERS = {
    "en": ["Carl Bennett", "Priya Sandhu", "Noah Whitlock", "Grace Okafor", "Liam Prescott", "Orbit Capital"],
    "es": ["Marta Rivas", "Julián Soto", "Lucía Ferrer", "Diego Paredes", "Elena Vidal"],
    "fr": ["Claire Dumas", "Antoine Lefort", "Nadia Benali", "Hugo Marchal", "Sophie Garnier"],
    "de": ["Lena Krüger", "Jonas Weiß", "Anneliese Grünwald", "Timo Brandt", "Hafenkontor GmbH"],
    "it": ["Paolo Ferri", "Giulia Monti", "Davide Serra", "Francesca Longo"],
    "pt": ["Rafael Moura", "Beatriz Nunes", "Tiago Falcão", "Carolina Prado"],
    "ru": ["Дмитрий Волков", "Анна Орлова", "Сергей Климов", "Ирина Белова", "Павел Зимин"],
    "tr": ["Emre Aydın", "Zeynep Kaya", "Murat Şahin", "Elif Demir"],
    "zh-hans": ["李静", "王浩然", "陈思远", "刘雨晴", "赵明"],
}
SIGNS_IN = {"Carl Bennett": "carl", "Orbit Capital": "orbit"}  # as customers; the latter is Business
TIER_OF = ["verified", "entry", "plus", "entry", "verified", "business"]
ZONES = {
    "en": "Europe/London",
    "es": "Europe/Madrid",
    "fr": "Europe/Paris",
    "de": "Europe/Berlin",
    "it": "Europe/Rome",
    "pt": "America/Sao_Paulo",
    "ru": "Asia/Almaty",
    "tr": "Europe/Istanbul",
    "zh-hans": "Asia/Shanghai",
}


@dataclass(frozen=True)
class Cast:
    """Everybody of the day."""

    agents: list[User]
    customers: list[Customer]

    def who_answers(self, team: Team) -> User:
        """An agent of a team; the first agent where a team has none."""
        member = next((a for a in self.agents if team in a.agent.teams.all()), None)
        return member or self.agents[0]


def gather() -> Cast:
    """Make whoever is missing, and let the four teams answer for everything."""
    for team, others in ANSWERS_FOR.items():
        Topic.objects.filter(team__slug__in=others).update(team=Team.objects.get(slug=team))
    _user("root@meridian.example", "Root Admin", User.Role.ADMIN)
    _agent(
        "sam",
        "Sam Okoro",
        [*ANSWERS_FOR, "business"],
        ALL_LANGUAGES,
        User.Role.SUPERVISOR,
    )
    _rights()
    agents = [_agent(key, name, teams, languages) for key, name, teams, languages in AGENTS]
    customers = [
        _customer(number, name, language)
        for language, names in CUSTOMERS.items()
        for number, name in enumerate(names)
    ]
    return Cast(agents, customers)


def _rights() -> None:
    """Business has a desk of its own, and Entry, as every guest, asks about S4 by ticket."""
    team, business = (
        Team.objects.filter(slug="business").first(),
        Tier.objects.filter(slug="business").first(),
    )
    if team and business:
        own = {"slug": "business", "names": team.names, "team": team}
        Entrance.objects.get_or_create(tier=business, defaults=own)
    Tier.objects.filter(slug="entry", chat=Tier.Chat.ANYTHING).update(chat=Tier.Chat.USUAL)


@cache
def _password() -> str:
    """Hashed once: argon2 is slow on purpose, and these sign-ins are public."""
    return make_password(PASSWORD)


def _user(email: str, name: str, role: User.Role) -> User:
    user, _ = User.objects.get_or_create(
        email=email, defaults={"name": name, "role": role, "password": _password()}
    )
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    return user


def _agent(
    key: str, name: str, teams: list[str], languages: list[str], role: User.Role = User.Role.AGENT
) -> User:
    user = _user(f"{key}@meridian.example", name, role)
    agent, made = Agent.objects.get_or_create(
        user=user,
        defaults={"languages": languages, "capacity": 20, "availability": Agent.Availability.ONLINE},
    )
    if made:
        agent.teams.set(Team.objects.filter(slug__in=teams))
    return user


def _customer(number: int, name: str, language: str) -> Customer:
    slug = SIGNS_IN.get(name) or f"{language.removesuffix('-hans')}{number + 1}"
    email = f"{slug}@customer.example"
    if known := Customer.objects.filter(email=email).first():
        return known
    tier = "business" if name in {"Orbit Capital", "Hafenkontor GmbH"} else TIER_OF[number % len(TIER_OF)]
    customer = Customer.objects.create(
        name=name,
        email=email,
        language=language,
        time_zone=ZONES[language],
        tier=Tier.objects.get(slug=tier),
        tier_source=TierSource.API,
        tier_told_at=timezone.now(),
        exchange_id=account_id(1000 + 17 * Customer.objects.count()),
    )
    Handle.objects.create(
        customer=customer, network="x", external_id=f"90{customer.pk:05d}", name=f"{slug}_trades"
    )
    if name in SIGNS_IN:
        join(_user(email, name, User.Role.CUSTOMER))
    return customer
