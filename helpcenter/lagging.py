"""What readers of an outdated translation are told: which of its parts the original changed since."""

from helpcenter.models import Translation
from helpcenter.sections import split
from helpcenter.writing import staleness


def parts(text: Translation, contents: tuple[tuple[str, str], ...]) -> list[tuple[str, str, str]]:
    """(anchor, title, language) of each changed part with a heading; no anchor for the original's alone.

    `contents` are the anchors and headings of the text as it is shown. Parts are the same where the text has
    as many sections as its original had, and still has; else they are named as in the original.
    """
    lacks = staleness.behind(text.live) if text.live else None
    if not lacks or text.live is None:
        return []
    own = split(text.body)
    original = split(lacks.newest.body)
    lengths = {len(own), len(split(lacks.source.body)), len(original)}
    anchors = {title: anchor for anchor, title in contents}
    told = []
    for place in lacks.changed:
        if place == 0 or not original[place - 1].title:
            continue
        if len(lengths) == 1:
            title = own[place - 1].title
            told.append((anchors.get(title, ""), title, text.language))
        else:
            told.append(("", original[place - 1].title, lacks.newest.translation.language))
    return told
