"""What a topic asks for besides words."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tickets.models.topic import Topic


def spoken(words: dict[str, str], otherwise: str = "") -> str:
    """Words by language code in the reader's language, else in English, else `otherwise`."""
    return words.get(get_language() or "en") or words.get("en") or otherwise


class TopicField(models.Model):
    """One typed question of a topic; `tickets.fields` knows how each kind is asked and read."""

    class Kind(models.TextChoices):
        """What the answer is."""

        TEXT = "text", _("one line of words")
        WORDS = "words", _("several lines")
        CHOICE = "choice", _("one of several")
        CHOICES = "choices", _("some of several")
        AGREE = "agree", _("a box to tick")
        NUMBER = "number", _("a whole number")
        MOMENT = "moment", _("date and time, in the customer’s zone")
        DATE = "date", _("a day")
        PAST_DAY = "past_day", _("a day that has been")
        YEAR = "year", _("a year")
        AMOUNT = "amount", _("an amount")
        ASSET = "asset", _("a coin or token")
        CURRENCY = "currency", _("a currency")
        PAIR = "pair", _("a trading pair")
        NETWORK = "network", _("a network")
        TXID = "txid", _("a transaction ID")
        TXIDS = "txids", _("several transaction IDs")
        ADDRESS = "address", _("an address on a network")
        MEMO = "memo", _("a memo or tag")
        ACCOUNT = "account", _("an account ID or e-mail address")
        EMAIL = "email", _("an e-mail address")
        URL = "url", _("a link")
        LINK = "link", _("a dangerous link, made harmless")
        WITHDRAWAL = "withdrawal", _("a withdrawal ID")
        ORDER = "order", _("an order ID")
        LEDGER = "ledger", _("a ledger ID")
        CASE = "case", _("a ticket number")
        IBAN = "iban", _("an IBAN")
        BANK_REFERENCE = "bank_reference", _("a bank’s trace number")
        COUNTRY = "country", _("a country")
        LAST3 = "last3", _("the last three digits")
        LAST4 = "last4", _("the last four characters")
        AUTH_CODE = "auth_code", _("a card payment’s authorisation code")
        IP = "ip", _("an IP address")

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="fields", verbose_name=_("topic"))
    key = models.SlugField(_("short name"), max_length=30)
    kind = models.CharField(_("what it is"), max_length=14, choices=Kind, default=Kind.TEXT)
    labels = models.JSONField(_("question"), default=dict, help_text=_("One per language code."))
    helps = models.JSONField(_("help"), default=dict, blank=True, help_text=_("One per language code."))
    options = models.JSONField(
        _("options"),
        default=list,
        blank=True,
        help_text=_('For “of several”: [{"value": "yes", "names": {"en": "Yes"}}, …].'),
    )
    raises = models.JSONField(
        _("raises the severity"),
        default=list,
        blank=True,
        help_text=_(
            '[{"is": "yes", "to": 0}] or, for a moment, [{"older_hours": 24, "to": 1}], '
            'for an amount [{"above": 10000, "to": 1}].'
        ),
    )
    required = models.BooleanField(_("must be answered"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("field of a topic")
        verbose_name_plural = _("fields of a topic")
        constraints = [models.UniqueConstraint(fields=["topic", "key"], name="one_field_a_key")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The question in the reader's language, else English."""
        return spoken(self.labels, self.key)

    @property
    def help(self) -> str:
        """What helps to answer it, in the reader's language, else English."""
        return spoken(self.helps)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The options as a form wants them."""
        return [(one["value"], spoken(one["names"], one["value"])) for one in self.options]
