"""The few lines of a document where the question is answered, with the question's words marked. Pure."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from support.search import text

LENGTH = 180  # letters
HAN_LENGTH = 70


@dataclass(frozen=True)
class Highlighted(Mapping[str, list[SafeString]]):
    """What Haystack calls a result's highlights, worked out when a page shows them."""

    title: str
    body: str
    wanted: frozenset[str]
    code: str

    def __getitem__(self, name: str) -> list[SafeString]:
        if name == "text":
            return [snippet(self.body, self.wanted, self.code)]
        if name == "title":
            return [marked(self.title, self.wanted, self.code)]
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(("text", "title"))

    def __len__(self) -> int:
        return 2


def snippet(body: str, wanted: Iterable[str], code: str) -> SafeString:
    """The stretch of `body` with most of the wanted folded words, as safe HTML with <mark>."""
    hits = _hits(body, frozenset(wanted), code)
    size = HAN_LENGTH if text.language(code) is text.PLAIN else LENGTH
    start, end = _stretch(body, hits, size)
    inside = [(max(at, start), min(to, end)) for at, to in hits if at < end and to > start]
    return _marked(body, start, end, inside)


def marked(words: str, wanted: Iterable[str], code: str) -> SafeString:
    """A whole text, such as a title, with the wanted words marked."""
    return _marked(words, 0, len(words), _hits(words, frozenset(wanted), code))


def _hits(body: str, wanted: frozenset[str], code: str) -> list[tuple[int, int]]:
    """Where a word begins like a wanted one, or Chinese text holds a pair of its characters."""
    pairs = {piece for word in wanted if text.is_han(word) for piece in text.pieces(word) if len(piece) > 1}
    pairs |= {word for word in wanted if text.is_han(word) and len(word) == 1}
    beginnings = {word[: text.SHORTEST_STEM] for word in wanted}
    known: dict[str, bool] = {}  # a text repeats most of its words
    found: list[tuple[int, int]] = []
    for match in text.WORD.finditer(body):
        written, at = match.group(), match.start()
        if text.is_han(written):
            found += _pairs(written, at, pairs)
            continue
        if written not in known:
            word = text.fold(written, code)
            known[written] = word[: text.SHORTEST_STEM] in beginnings and text.alike(word, wanted)
        if known[written]:
            found.append((at, match.end()))
    return found


def _pairs(run: str, offset: int, pairs: set[str]) -> list[tuple[int, int]]:
    """Stretches of a Chinese run that are made of wanted pairs, joined where they overlap."""
    joined: list[tuple[int, int]] = []
    for i in range(len(run)):
        width = 2 if run[i : i + 2] in pairs else int(run[i] in pairs)
        if not width:
            continue
        if joined and joined[-1][1] >= offset + i:
            joined[-1] = (joined[-1][0], max(joined[-1][1], offset + i + width))
        else:
            joined.append((offset + i, offset + i + width))
    return joined


def _stretch(body: str, hits: list[tuple[int, int]], size: int) -> tuple[int, int]:
    """Where to begin and end: the window with most hits, at whole words."""
    if not hits:
        start = 0
    else:
        begins = [at for at, _ in hits]
        weights = [bisect_left(begins, at + size * 3 // 4) - place for place, at in enumerate(begins)]
        start = max(0, begins[weights.index(max(weights))] - size // 5)
    end = min(len(body), start + size)
    if start:
        space = body.find(" ", start, start + 25)
        start = space + 1 if space > 0 else start
    if end < len(body):
        space = body.rfind(" ", end - 25, end)
        end = space if space > 0 else end
    return start, end


def _marked(body: str, start: int, end: int, hits: list[tuple[int, int]]) -> SafeString:
    out: list[str] = ["… "] if start else []
    here = start
    for at, to in hits:
        out += [escape(body[here:at]), "<mark>", escape(body[at:to]), "</mark>"]
        here = to
    out.append(escape(body[here:end]))
    if end < len(body):
        out.append(" …")
    return mark_safe("".join(out))  # noqa: S308  every part is escaped above
