"""How people say, in nine languages, that they sent no memo or tag: whoever forgot it is understood."""

import re

_SAID = """
none|no|nothing|empty|blank|without|forgot|forgotten|missing|no memo|no tag|no destination tag|without memo
without tag|without a memo|i forgot|i forgot it|forgot it|i forgot the memo|i forgot the tag|left empty
i left it empty|left blank|n/a|na|not used
keine|keins|keines|keiner|kein|nein|ohne|leer|vergessen|kein memo|kein tag|ohne memo|ohne tag
habe ich vergessen|ich habe es vergessen|leer gelassen|nichts
ninguno|ninguna|nada|sin memo|sin tag|sin etiqueta|vacío|vacio|lo olvidé|lo olvide|se me olvidó
no puse|no lo puse
aucun|aucune|non|rien|sans|sans mémo|sans memo|sans tag|pas de mémo|pas de memo|vide|oublié
j'ai oublié|je l'ai oublié
nessuno|nessuna|niente|senza|senza memo|senza tag|vuoto|dimenticato|l'ho dimenticato|ho dimenticato
nenhum|nenhuma|não|nao|sem memo|sem tag|vazio|esqueci|esqueci-me|eu esqueci|não coloquei
нет|без|без memo|без мемо|без тега|пусто|забыл|забыла|не указал|не указала|не было|никакого
yok|hayır|boş|memosuz|etiketsiz|memo yok|etiket yok|unuttum|yazmadım|boş bıraktım
无|没有|没|空|忘了|忘记了|没填|没有填|没写|忘记填|没有memo|没有标签|无memo
"""
WORDS = frozenset(re.split(r"[|\n]+", _SAID.strip()))


def is_said(text: str) -> bool:
    """Whether the whole answer means that there was none; a dash does as well."""
    plain = " ".join(text.casefold().replace("’", "'").strip(" .!。").split())
    return plain in WORDS or set(plain) <= set("-–—")
