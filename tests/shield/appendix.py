"""What must be masked and what must stay: public test vectors, never anybody's secret."""

import unicodedata

HEX = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"
WIF = "KwdMAjGmerYanjeui5SHS7JkmpZvVipYvB2LJGU1ZxJwYvP98617"
XPRV = (
    "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuG"
    "BxrMPHi"
)
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
PEM = (
    "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIIrYSSNQFaA2Hwf1duRSxKtLYX5CB04fSeQ6tF1aY/PuoAoGCCqGSM49\n"
    "AwEHoUQDQgAEPR3tU2Fta9ktY+6P9G0cWO+0kETA6SFs38GecTyudlHz6xvCdz8q\n-----END EC PRIVATE KEY-----"
)
YELLOW = "legal winner thank year wave sausage worth useful legal winner thank yellow"
ABOVE = "letter advice cage absurd amount doctor acoustic avoid letter advice cage above"
TITLE = (
    "legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth useful "
    "legal winner thank year wave sausage worth title"
)
SPANISH = " ".join(["ábaco"] * 11 + ["abierto"])
JAPANESE = "\u3000".join(["あいこくしん"] * 11 + ["あおぞら"])
FRENCH = " ".join(["abaisser"] * 11 + ["abeille"])
KOREAN = " ".join(["가격"] * 11 + ["가능"])
CHINESE = "的" * 11 + "在"
PLAIN_ENGLISH = "please help because they still say wait until tomorrow before you open"

CARDS = (
    "4111 1111 1111 1111",
    "5555-5555-5555-4444",
    "378282246310005",
    "6011111111111117",
    "3530111333300000",
)

# (kind, the secret). Each must be gone wherever it stands.
SECRETS: tuple[tuple[str, str], ...] = (
    ("seed", YELLOW),
    ("seed", ABOVE),
    ("seed", TITLE),
    ("seed", unicodedata.normalize("NFC", SPANISH)),
    ("seed", unicodedata.normalize("NFD", SPANISH)),
    ("seed", JAPANESE),
    ("seed", unicodedata.normalize("NFD", JAPANESE)),
    ("seed", FRENCH),
    ("seed", KOREAN),
    ("seed", unicodedata.normalize("NFD", KOREAN)),
    ("seed", " ".join(CHINESE)),
    ("seed", CHINESE),
    ("private_key", "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"),
    ("private_key", WIF),
    ("private_key", XPRV),
    *(("card", card) for card in CARDS),
    *(("card", card.replace(" ", "\u00a0").replace("-", "\u00a0")) for card in CARDS[:2]),
    *(("card", card.replace(" ", ".").replace("-", ".")) for card in CARDS[:2]),
    *(("card", card.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})) for card in CARDS),
    ("private_key", PEM),
    ("session", JWT),
    ("otp_setup", "otpauth://totp/Meridian:carl?secret=JBSWY3DPEHPK3PXP&issuer=Meridian"),
    ("api_secret", "Xk29fLqA.8sJd02LkqPz71MnbVcXyT45RtGhWe93Z"),
)

# (kind, what is written, the part of it that must be gone).
SAID: tuple[tuple[str, str, str], ...] = (
    ("private_key", f"private key: 0x{HEX}", HEX),
    ("private_key", f"my private key to this wallet is {HEX}", HEX),
    ("private_key", f"{HEX} is my private key", HEX),
    ("private_key", f"clave privada: {HEX}", HEX),
    ("private_key", f"ma clé privée {HEX}", HEX),
    ("private_key", f"privater Schlüssel: {HEX}", HEX),
    ("private_key", f"chiave privata = {HEX}", HEX),
    ("private_key", f"chave privada {HEX.upper()}", HEX.upper()),
    ("private_key", f"мой приватный ключ {HEX}", HEX),
    ("private_key", f"özel anahtarım: {HEX}", HEX),
    ("private_key", f"我的私钥是{HEX}", HEX),
    ("password", "my password is Hunter2!x", "Hunter2!x"),
    ("password", "Password: correcthorse", "correcthorse"),
    ("password", "mi contraseña es Hunter2!x", "Hunter2!x"),
    ("password", "mon mot de passe : Hunter2!x", "Hunter2!x"),
    ("password", "Mein Passwort lautet Hunter2!x", "Hunter2!x"),
    ("password", "la mia password è Hunter2!x", "Hunter2!x"),
    ("password", "minha senha é Hunter2!x", "Hunter2!x"),
    ("password", "мой пароль Hunter2!x", "Hunter2!x"),
    ("password", "şifrem Hunter2!x", "Hunter2!x"),
    ("password", "我的密码是Hunter2!x，请帮我登录", "Hunter2!x"),
    ("code", "2fa code 493021", "493021"),
    ("code", "the code it shows is 493 021", "493 021"),
    ("code", "G-493021 is your Google verification code", "493021"),
    ("code", "el código que me llegó es 493021", "493021"),
    ("code", "le code reçu par SMS est 493021", "493021"),
    ("code", "mein Bestätigungscode: 493021", "493021"),
    ("code", "il codice è 493021", "493021"),
    ("code", "o código é 493021", "493021"),
    ("code", "код из смс 493021", "493021"),
    ("code", "doğrulama kodum 493021", "493021"),
    ("code", "验证码是493021", "493021"),
    ("code", "backup codes:\n1a2b-3c4d\n5e6f-7g8h", "5e6f-7g8h"),
    ("cvv", "4111 1111 1111 1111 12/27 737", "737"),
    ("cvv", "the CVV is 737", "737"),
    ("cvv", "código de seguridad 737", "737"),
    ("cvv", "安全码737", "737"),
    ("pin", "PIN: 4821", "4821"),
    ("otp_setup", "2FA setup key: JBSW Y3DP EHPK 3PXP", "JBSW Y3DP EHPK 3PXP"),
    ("otp_setup", "authenticator key jbsw y3dp ehpk 3pxp", "jbsw y3dp ehpk 3pxp"),
    ("api_secret", "api secret: 9fKq2LmX8vTz4RwB7nYc", "9fKq2LmX8vTz4RwB7nYc"),
    ("api_secret", "API-Sign: kq3Lr0T9yN2Fz8mUq7yHc0==", "kq3Lr0T9yN2Fz8mUq7yHc0=="),
    ("session", "Cookie: sessionid=u7qk2v9x4m1p8r3t; theme=dark", "u7qk2v9x4m1p8r3t"),
    ("session", f"Authorization: Bearer {JWT}", JWT),
    ("seed", "seed phrase: " + " ".join(["abandon"] * 12), "abandon abandon"),
    (
        "seed",
        "here is my seed phrase: lgeal winner thank yaer wave sausage worth useful legal winner thank yellow",
        "sausage",
    ),
)

# Each must stay, byte for byte.
HARMLESS: tuple[str, ...] = (
    " ".join(["abandon"] * 12),
    PLAIN_ENGLISH,
    WIF[:-1] + "K",
    "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1E"
    "GMcet8",
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr",
    "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045",
    f"tx {HEX}",
    f"hash: 0x{HEX}",
    f"txid {HEX} from my wallet",
    f"https://mempool.space/tx/{HEX}",
    HEX,
    f"My private key is safe with me. The transaction is {HEX}",
    "4111111111111112",
    "1732259800123460",
    "1732259800123456798",
    "490154203237518",
    "6f1e2b1c-8c53-4e4e-9d2f-0c4b7f3c9a11",
    "MER-7K2QXWD",
    "493021 USDT",
    "I got error code 500123 and status code 404",
    "code 404",
    "DE89 3704 0044 0532 0130 00",
    "DE89370400440532013000",
    "OQ7PLX-4DB6T-XQ2WZR",
    "order code 493021",
    "promo code 20261122",
    "my password is wrong, please reset my password",
    "Password reset does not work: I forgot it",
    "I changed my 2FA yesterday and sent 250000 USDT",
    "我忘记密码了，请帮我重置",
    "не могу сменить пароль, помогите",
    "0.4532015112830366 BTC",
    "https://x.com/meridian/status/4532015112830366",
    "Block 870123, fee 12 sat/vB, 2026-11-22 14:35:07",
)
