"""What customers call an agent: the given name, never a surname and never a part of an address. Pure."""

import re

TITLES = {"dr", "mr", "mrs", "ms", "miss", "prof", "sir", "herr", "frau", "ing", "mag", "señor", "señora"}
# Family names of two characters; most others have one (Ministry of Public Security of China, 2020).
LONG_FAMILY_NAMES = {
    "欧阳",
    "歐陽",
    "上官",
    "司马",
    "司馬",
    "诸葛",
    "諸葛",
    "司徒",
    "皇甫",
    "尉迟",
    "令狐",
    "慕容",
    "东方",
    "夏侯",
}
FAMILY_FIRST = re.compile("[\u3400-\u9fff]{1,4}|[\uac00-\ud7a3]{1,4}")  # Chinese characters, Hangul


def given_name(name: str) -> str:
    """The given name in a full name as somebody wrote it, "" where there is none.

    "Miller, Jane", "MILLER Jane", "Jane Miller" and "Dr. Jane Miller" are all Jane; 王小明 is 小明.
    """
    if "@" in name:
        return ""
    family, comma, given = name.partition(",")
    words = [word for word in (given if comma else family).split() if word.lower().strip(".") not in TITLES]
    if not words:
        return ""
    if FAMILY_FIRST.fullmatch(words[0]):
        return words[-1] if len(words) > 1 or comma else _behind_family_name(words[0])
    if not comma and len(words) > 1 and words[0].isupper() and len(words[0]) > 2:
        return next((word for word in words if not word.isupper()), words[0])
    return words[0]


def _behind_family_name(name: str) -> str:
    if len(name) == 4:  # two and two, whichever is the family's
        return name[2:]
    return name[2:] if len(name) > 2 and name[:2] in LONG_FAMILY_NAMES else name[1:]
