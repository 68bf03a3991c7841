"""Which words announce which secret, in en es fr de it pt ru tr zh.

Accents, case and the gaps between words do not matter; `*` stands for an ending. To teach the shield a new
word, add it here and run `python -m support.shield.browser`, which carries it to the browser.
"""

from .cues import Cues

SEED = Cues(
    "seed phrase* | seed word* | seed* | mnemoni* | recovery phrase* | recovery word* | secret phrase*",
    "secret word* | backup phrase* | wallet phrase* | 12 word* | 24 word* | twelve word* | passphrase*",
    "frase semilla | semilla | frase de recuperación | frase secreta | palabras de recuperación",
    "12 palabras | palabras semilla | frase mnemotécnica | frase mnemónica | 24 palabras | doce palabras",
    "phrase de récupération | phrase secrète | phrase mnémonique | phrase de secours | 12 mots | 24 mots",
    "mots de récupération | mots secrets | douze mots",
    "wiederherstellungs* | wiederherstellungsphrase | wiederherstellungswörter | sicherungsphrase",
    "geheimphrase | geheime wörter | 12 wörter* | 24 wörter* | zwölf wörter*",
    "frase seme | frase di recupero | frase segreta | parole di recupero | frase mnemonica | 12 parole",
    "24 parole | dodici parole",
    "frase semente | frase de recuperação | palavras de recuperação | palavras semente | 12 palavras",
    "24 palavras | doze palavras",
    "сид | сида | сид фраз* | сидк* | seed фраз* | мнемоник* | мнемоническ* | секретн* фраз*",
    "секретн* слов* | фраз* восстановления | слова восстановления | фраз* для восстановления | 12 слов*",
    "24 слов* | kurtarma ifade* | kurtarma cümle* | kurtarma kelime* | tohum kelime* | tohum ifade*",
    "gizli kelime* | gizli ifade* | anımsatıcı* | 12 kelime* | 24 kelime* | on iki kelime*",
    "助记词 | 助記詞 | 恢复短语 | 恢復短語 | 恢复词 | 种子短语 | 種子短語 | 种子词 | 私密短语",
)
PRIVATE_KEY = Cues(
    "private key* | privkey* | priv key* | secret key* | signing key | spend key | wallet key | wif",
    "clave privada | claves privadas | llave privada | llaves privadas | clave secreta",
    "clé privée | clés privées | clé secrète",
    "privater schlüssel | privaten schlüssel | private schlüssel | privatschlüssel | geheimer schlüssel",
    "chiave privata | chiavi private | chiave segreta | chave privada | chaves privadas | chave secreta",
    "приватн* ключ* | закрыт* ключ* | секретн* ключ* | приватник*",
    "özel anahtar* | gizli anahtar* | 私钥 | 私鑰 | 密钥 | 密鑰 | 私密金鑰",
)
PASSWORD = Cues(
    "password* | passwd | passphrase | contraseña* | mot de passe | mots de passe | mdp | passwort*",
    "kennwort* | senha* | palavra passe | парол* | şifre* | parola* | 密码 | 密碼 | 口令",
)
PASSWORD_SHORT = Cues("pass | pwd | pw | passcode | clave")
CODE_STRONG = Cues(
    "2fa | 2 fa | mfa | otp | totp | two factor* | two step* | one time code* | one time password",
    "one time pin | verification code* | authenticator* | authentication code* | confirmation code*",
    "security code* | login code* | sms code* | sms | passcode* | approval code* | device code*",
    "access code* | código* de verificación | código* de seguridad | código sms | código* de confirmación",
    "doble factor | code* de vérification | code* de confirmation | code* de sécurité | code sms",
    "double authentification | bestätigungscode* | sicherheitscode* | einmalcode* | einmalpasswort*",
    "freigabecode* | anmeldecode* | tan | verifizierungscode* | smscode*",
    "codice di verifica | codici di verifica | codice di sicurezza | codice sms | codice di conferma",
    "código* de verificação | código* de segurança | código* de confirmação",
    "код* подтверждения | код* из смс | смс код* | смс | одноразов* код* | одноразов* парол*",
    "код* безопасности | doğrulama kod* | onay kod* | güvenlik kod* | tek kullanımlık | sms kod*",
    "验证码 | 驗證碼 | 校验码 | 动态码 | 动态密码 | 短信码 | 一次性密码 | 安全码",
)
CODE_WEAK = Cues("code* | código* | codice | codici | код* | kod*")
BACKUP_CODES = Cues(
    "backup code* | back up code* | recovery code* | rescue code* | scratch code*",
    "código* de respaldo | código* de recuperación | code* de secours | code* de récupération",
    "backup codes | wiederherstellungscode* | ersatzcode* | sicherungscode*",
    "codici di backup | codici di recupero | codice di recupero | código* de recuperação | código* de backup",
    "резервн* код* | код* восстановления | yedek kod* | kurtarma kod* | 备用码 | 备份码 | 恢复码",
)
CVV = Cues(
    "cvv | cvv2 | cvc | cvc2 | csc | cav2 | card verification* | security code* | card code",
    "código* de seguridad | cryptogramme* | code* de sécurité | kartenprüfnummer* | prüfnummer*",
    "prüfziffer* | sicherheitscode* | codice di sicurezza | código* de segurança | код* безопасности",
    "güvenlik kod* | güvenlik numara* | 安全码 | 安全碼 | 校验码",
)
PIN = Cues(
    "pin | pin code | pin number | pincode | código pin | code pin | codice pin | geheimzahl",
    "pin код* | пин | пин код* | pin kod* | pin码 | pin碼",
)
OTP_SETUP = Cues(
    "2fa secret* | 2fa key* | 2fa setup key* | totp secret* | totp key* | otp secret* | otp key*",
    "setup key* | set up key* | authenticator key* | authenticator secret* | authenticator setup key*",
    "manual entry key | clave de configuración | clave 2fa | clé de configuration | clé 2fa",
    "einrichtungsschlüssel | 2fa schlüssel | chiave di configurazione | chiave 2fa",
    "chave de configuração | chave 2fa | ключ* настройки | ключ* 2fa | 2fa ключ* | kurulum anahtar*",
    "2fa anahtar* | 设置密钥 | 2fa密钥 | 谷歌密钥 | google authenticator key",
)
API_SECRET = Cues(
    "secret | api secret* | api private key* | api key secret | secret key* | client secret*",
    "secret access key* | private key* | app secret* | api token* | access token* | bearer token*",
    "webhook secret* | secreto de api | secreto de la api | clave secreta | clé secrète | secret api",
    "api geheimnis* | geheimer schlüssel | chiave segreta | segreto api | chave secreta | segredo da api",
    "секретн* ключ* | секрет api | api секрет* | gizli anahtar* | api gizli* | api密钥 | 密钥 | 私钥",
)
