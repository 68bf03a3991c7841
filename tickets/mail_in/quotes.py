"""What somebody newly said in an answer: without the mail it answers, and without the signature. Pure."""

import re

# A few words, perhaps on two lines: mail programs wrap. Never a quoted line, and never long.
GAP = r"[^\n]{2,160}(?:\n[^\n>][^\n]{0,120})?"
# How mail programs introduce what they quote, in our nine languages (Gmail, Apple, Outlook, Thunderbird).
HEADS = (
    r"On\b…\bwrote\s?:",
    r"Am\b…\bschrieb\b[^\n]{0,120}:",
    r"Le\b…\ba écrit\s?:",
    r"El\b…\bescribió\s?:",
    r"Il\b…\bha scritto\s?:",
    r"Em\b…\bescreveu\s?:",
    r"…\btarihinde\b[^\n]{0,120}\byazdı\s?:",
    r"…(?:написал|написала|написал\(а\)|пишет)\s?:",
    r"…写道\s?[:：]",
    r"…<[^<>\s]+@[^<>\s]+>\s?:",
    r"-{2,}\s*(?:Original Message|Ursprüngliche Nachricht|Message d'origine|Mensaje original"
    r"|Messaggio originale|Mensagem original|Özgün İleti|Исходное сообщение|原始邮件)\s*-{2,}",
    r"_{20,}",
    r"(?:From|Von|De|Da|Kimden|От|发件人)\s?[:：][^\n]*<?[^\s<>]+@[^\s<>]+>?",
)
QUOTED = re.compile(rf"^[ \t]*(?:{'|'.join(HEADS)})[ \t]*$".replace("…", GAP), re.MULTILINE)
SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)


def newly_said(text: str) -> str:
    """The words above the quoted mail and the signature; of words between quotes, the own lines."""
    text = text.replace("\r\n", "\n").replace("\xa0", " ")
    if found := QUOTED.search(text):
        text = text[: found.start()]
    if found := SIGNATURE.search(text):
        text = text[: found.start()]
    kept = [line for line in text.split("\n") if not line.lstrip().startswith(">")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
