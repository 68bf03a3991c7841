"""Believable customers' messages without a secret in them, in nine languages, from a fixed seed.

They speak of passwords, codes, phrases and cards all the time and are full of ids, amounts and addresses.
"""

import uuid
from random import Random

SENTENCES = {
    "en": (
        "My password is wrong every time, please reset my password.",
        "The password: I forgot it after the update. Password reset mail never arrives.",
        "The 2FA code does not arrive by SMS since {date}.",
        "I got error code {six} and then HTTP status code 404.",
        "I sent {amount} {coin} yesterday, txid {txid}, but my balance is 0.",
        "The transaction hash is {txid} and the address was {address}.",
        "My recovery phrase is safe on paper, do not worry, nobody has seen it.",
        "I would never share my private key. Here is the transaction: {txid}",
        "My card ending in {four} was declined twice for {amount} EUR.",
        "Order {order} from {date} is still pending, reference {uuid}.",
        "Please help me open my account again before tomorrow because they still say wait.",
        "Promo code {six} does not work and the referral code {six} neither.",
        "My ticket is {ticket}, the earlier one was {ticket}.",
        "Call me at +44 20 7946 0{four}, my IBAN is {iban}.",
        "I bought at {price} and sold at {price}, fee {price} USDT.",
        "The authenticator app on my new phone shows different codes, ticket {six}.",
    ),
    "es": (
        "Mi contraseña es incorrecta y no puedo restablecer la contraseña.",
        "No me llega el código de verificación por SMS desde el {date}.",
        "Envié {amount} {coin} ayer, hash {txid}, y no aparece.",
        "El código postal es 28013 y el código de error {six}.",
        "Mi clave privada está segura, solo quiero saber dónde está la transacción {txid}.",
        "Pedido {order}, referencia {uuid}, ayuda por favor.",
        "La frase semilla la tengo guardada en papel, nadie la ha visto.",
    ),
    "fr": (
        "Mon mot de passe est incorrect et je n'ai pas reçu le code.",
        "Mot de passe : oublié. Le code de vérification n'arrive pas depuis le {date}.",
        "J'ai envoyé {amount} {coin} hier, transaction {txid}, rien n'arrive.",
        "Le code postal 75001 est refusé, code d'erreur {six}.",
        "Je garde ma phrase de récupération sur papier et ma clé privée aussi.",
        "Commande {order}, référence {uuid}.",
    ),
    "de": (
        "Mein Passwort ist falsch und das Passwort lässt sich nicht zurücksetzen.",
        "Der Bestätigungscode kommt seit {date} nicht an, Fehlercode {six}.",
        "Ich habe gestern {amount} {coin} gesendet, Transaktion {txid}, nichts da.",
        "Meine Postleitzahl {six} wird nicht angenommen, Bestellung {order}.",
        "Die Wiederherstellungsphrase liegt auf Papier, mein privater Schlüssel auch.",
        "Meine IBAN ist {iban}, Vorgang {uuid}.",
    ),
    "it": (
        "La mia password è sbagliata e non riesco a reimpostarla.",
        "Il codice di verifica non arriva dal {date}, codice di errore {six}.",
        "Ho inviato {amount} {coin} ieri, hash {txid}, e il saldo è zero.",
        "Codice fiscale a parte, serve altro? Ordine {order}.",
        "La frase di recupero è al sicuro, la chiave privata anche.",
    ),
    "pt": (
        "Minha senha é incorreta e não consigo redefinir a senha.",
        "O código de verificação não chega desde {date}, código de erro {six}.",
        "Enviei {amount} {coin} ontem, hash {txid}, e o saldo está zerado.",
        "Meu código postal {six} não é aceito, pedido {order}.",
        "A frase de recuperação está guardada, a chave privada também.",
    ),
    "ru": (
        "Мой пароль неверный, не могу сменить пароль, помогите.",
        "Код из СМС не приходит с {date}, код ошибки {six}.",
        "Вчера отправил {amount} {coin}, транзакция {txid}, деньги не пришли.",
        "Почтовый индекс {six} не принимается, заказ {order}.",
        "Сид-фраза лежит дома на бумаге, приватный ключ тоже, никому не показывал.",
        "Пароль: не помню. Номер заявки {ticket}.",
    ),
    "tr": (
        "Şifrem yanlış diyor, şifremi sıfırlayamıyorum.",
        "Doğrulama kodu {date} tarihinden beri gelmiyor, hata kodu {six}.",
        "Dün {amount} {coin} gönderdim, işlem {txid}, hâlâ gelmedi.",
        "Posta kodu {six} kabul edilmiyor, sipariş {order}.",
        "Kurtarma ifadesi evde, özel anahtarım da güvende.",
    ),
    "zh": (
        "我忘记密码了，请帮我重置密码，谢谢。",
        "验证码一直收不到，从{date}开始就这样，错误代码{six}。",
        "昨天转了{amount} {coin}，交易哈希{txid}，到现在还没到账。",
        "邮政编码{six}填不进去，订单{order}。",
        "助记词我写在纸上放在家里，没有告诉任何人，私钥也是。",
        "我的账户被锁了请帮我解锁",
        "客服你好，请问提现需要多久？",
        "为什么我的身份认证一直没有通过，已经等了三天了",
    ),
}
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def _drawn(random: Random, signs: str, length: int) -> str:
    return "".join(random.choice(signs) for _ in range(length))


def _facts(random: Random) -> dict[str, str]:
    """Ids, amounts and addresses of the shapes that look most like secrets."""
    hexes = _drawn(random, "0123456789abcdef", 64)
    base58 = _drawn(random, _BASE58, 33)
    bech32 = _drawn(random, "qpzry9x8gf2tvdw0s3jn54khce6mua7l", 38)
    groups = " ".join(_drawn(random, "0123456789", length) for length in (4, 4, 4, 4, 2))
    return {
        "txid": random.choice([hexes, f"0x{hexes}", hexes.upper(), f"https://mempool.space/tx/{hexes}"]),
        "address": random.choice([f"1{base58}", f"T{base58}", f"0x{hexes[:40]}", f"bc1q{bech32}"]),
        "amount": f"{random.randrange(1, 10**7)}" + random.choice(["", ".50", ",25"]),
        "coin": random.choice(["USDT", "BTC", "ETH", "SOL"]),
        "price": f"{random.random() * 10**5:.{random.randrange(2, 17)}f}",
        "date": f"20{random.randrange(24, 27)}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}",
        "six": str(random.randrange(10**5, 10**6)),
        "four": f"{random.randrange(10**4):04}",
        "order": "O" + "-".join(_drawn(random, _CROCKFORD, n) for n in (6, 5, 6)),
        "ticket": f"MER-{_drawn(random, _CROCKFORD, 7)}",
        "uuid": str(uuid.UUID(int=random.getrandbits(128), version=4)),
        "iban": f"DE{random.randrange(10, 99)} {groups}",
    }


def messages(count: int, seed: int = 7) -> list[str]:
    """That many messages, always the same for a seed."""
    random = Random(seed)
    said = []
    for _ in range(count):
        sentences = random.choice(list(SENTENCES.values()))
        picked = random.sample(sentences, random.randrange(1, 5))
        said.append(random.choice([" ", "\n"]).join(line.format(**_facts(random)) for line in picked))
    return said
