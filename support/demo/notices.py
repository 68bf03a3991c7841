"""What hangs on the demo's notice board."""

from datetime import timedelta

from django.utils import timezone

from support.noticeboard.models import Notice, OfficialAccount

SLOW = {
    "en": "Ethereum deposits are credited late",
    "es": "Los depósitos de Ethereum se abonan con retraso",
    "fr": "Les dépôts Ethereum sont crédités en retard",
    "de": "Ethereum-Einzahlungen werden verspätet gutgeschrieben",
    "it": "I depositi Ethereum vengono accreditati in ritardo",
    "pt": "Os depósitos de Ethereum são creditados com atraso",
    "ru": "Депозиты Ethereum зачисляются с задержкой",
    "tr": "Ethereum yatırımları geç yansıyor",
    "zh-hans": "以太坊充值到账延迟",
}
WHY = {
    "en": "Up to 50 minutes instead of 6. Nothing is lost, and you need not write to us.",
    "es": "Hasta 50 minutos en lugar de 6. No se ha perdido nada y no hace falta que nos escriba.",
    "fr": "Jusqu’à 50 minutes au lieu de 6. Rien n’est perdu, et il n’est pas nécessaire de nous écrire.",
    "de": "Bis zu 50 Minuten statt 6. Nichts ist verloren, Sie müssen uns nicht schreiben.",
    "it": "Fino a 50 minuti invece di 6. Nulla è perduto e non serve che ci scriva.",
    "pt": "Até 50 minutos em vez de 6. Nada se perdeu e não precisa de nos escrever.",
    "ru": "До 50 минут вместо 6. Ничего не потеряно, писать нам не нужно.",
    "tr": "6 dakika yerine 50 dakikaya kadar. Hiçbir şey kaybolmadı, bize yazmanıza gerek yok.",
    "zh-hans": "最长 50 分钟，平时为 6 分钟。资金没有丢失，您无需联系我们。",
}
ACCOUNTS = [
    ("X", "@MeridianXchg"),
    ("Facebook", "MeridianXchg"),
    ("E-mail", "support@meridian.example"),
    ("E-mail", "no-reply@meridian.example"),
    ("E-mail", "complaints@meridian.example"),
    ("Web", "meridian.example"),
]


def pin() -> None:
    """Pin an incident and the official accounts, once."""
    now = timezone.now()
    if not Notice.objects.exists():
        Notice.objects.create(
            titles=SLOW,
            texts=WHY,
            tone=Notice.Tone.SLOW,
            begins_at=now - timedelta(minutes=50),
            next_word_at=now + timedelta(minutes=25),
        )
    for network, name in ACCOUNTS:
        OfficialAccount.objects.get_or_create(network=network, name=name)
