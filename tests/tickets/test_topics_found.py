"""The words customers type into the topic's field lead to the right topics, in nine languages."""

import unicodedata

import pytest
from django.utils import translation

from tickets import catalogue, topics
from tickets.models import Topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]

# A language, and "word > topic" for what its customers type; a topic is one that must be among the found.
TYPED = {
    "en": "iban > bank-deposit-missing, iban > bank-withdrawal-late, chargeback > card-payment, "
    "stolen > account-takeover, robbed > account-takeover, kyc > verification-refused, "
    "scam > paid-a-scammer, frozen > account-locked, password > cannot-sign-in, "
    "gdpr > personal-data, visa > card-payment, wire > bank-deposit-missing, "
    "dead > bereavement, passport > verification-refused, tax > tax-documents",
    "de": "geklaut > account-takeover, Betrug > paid-a-scammer, IBAN > bank-deposit-missing, "
    "Ausweis > verification-refused, gesperrt > account-locked, Karte > card-payment, "
    "Passwort > cannot-sign-in, Steuer > tax-documents, kündigen > close-account, "
    "Erbe > bereavement, Rückbuchung > card-payment, Überweisung > bank-deposit-missing",
    "es": "robado > account-takeover, estafa > paid-a-scammer, iban > bank-deposit-missing, "
    "dni > verification-refused, bloqueada > account-locked, tarjeta > card-payment, "
    "contraseña > cannot-sign-in, impuestos > tax-documents, contracargo > card-payment, "
    "herencia > bereavement",
    "fr": "volé > account-takeover, arnaque > paid-a-scammer, iban > bank-deposit-missing, "
    "passeport > verification-refused, bloqué > account-locked, carte > card-payment, "
    "mot de passe > cannot-sign-in, impôts > tax-documents, virement > bank-deposit-missing, "
    "décédé > bereavement",
    "it": "furto > account-takeover, truffa > paid-a-scammer, iban > bank-deposit-missing, "
    "passaporto > verification-refused, bloccato > account-locked, carta > card-payment, "
    "password > cannot-sign-in, tasse > tax-documents, bonifico > bank-deposit-missing, "
    "eredità > bereavement",
    "pt": "roubado > account-takeover, golpe > paid-a-scammer, pix > bank-deposit-missing, "
    "passaporte > verification-refused, bloqueada > account-locked, cartão > card-payment, "
    "senha > cannot-sign-in, imposto > tax-documents, estorno > card-payment, "
    "herança > bereavement",
    "ru": "украли > account-takeover, мошенник > paid-a-scammer, банк > bank-deposit-missing, "
    "паспорт > verification-refused, заблокирован > account-locked, карта > card-payment, "
    "пароль > cannot-sign-in, налог > tax-documents, возврат > payment-returned, "
    "наследство > bereavement",
    "tr": "çalındı > account-takeover, dolandırıldım > paid-a-scammer, "
    "havale > bank-deposit-missing, kimlik > verification-refused, "
    "donduruldu > account-locked, kart > card-payment, şifre > cannot-sign-in, "
    "vergi > tax-documents, iade > payment-returned, miras > bereavement",
    "zh-hans": "被盗 > account-takeover, 诈骗 > paid-a-scammer, 诈骗 > phishing-report, "
    "诈骗 > impersonation, 银行 > bank-deposit-missing, 实名 > verification-refused, 冻结 > account-locked, "
    "银行卡 > card-payment, 密码 > cannot-sign-in, 税 > tax-documents, 退款 > payment-returned, "
    "遗产 > bereavement",
}
ROWS = [
    (language, *map(str.strip, row.split(">"))) for language, rows in TYPED.items() for row in rows.split(",")
]


def fold(text):
    """As static/js/lib/alike.js folds."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower().replace("ı", "i"))
    return "".join(char for char in plain if not unicodedata.category(char).startswith("M"))


def found(typed, language):
    """The topics of which every typed word is said, without any slip forgiven."""
    with translation.override(language):
        rows = [(topic, also) for _name, group in topics.findable() for topic, also in group]
        return {
            topic.slug
            for topic, also in rows
            if all(word in fold(f"{topic.name} {also}") for word in fold(typed).split())
        }


@pytest.mark.parametrize(("language", "typed", "slug"), ROWS)
def test_a_customer_s_own_word_finds_its_topic(language, typed, slug):
    assert slug in found(typed, language)


@pytest.mark.parametrize("language", TYPED)
def test_a_word_finds_few_and_nonsense_nothing(language):
    typed = {word for code, word, _slug in ROWS if code == language}
    assert max(len(found(word, language)) for word in typed) <= 12
    assert not found("zzzz", language)


def test_every_topic_is_found_by_words_of_every_language():
    words = catalogue.read("found_by.json")
    assert words.keys() == set(Topic.objects.values_list("slug", flat=True))
    assert all(said.keys() == set(TYPED) and all(said.values()) for said in words.values())
