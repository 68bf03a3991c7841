"""Why a file cannot be taken, in words that name it and say what to send instead."""

from django.utils.translation import gettext as _


class FileRefused(Exception):
    """The upload cannot be taken; the text says why and what to do, in the reader's language."""


def empty(name: str) -> FileRefused:
    """Nothing in it."""
    return FileRefused(_("“%(name)s” is empty. Choose the file again.") % {"name": name})


def too_large(name: str, most: int) -> FileRefused:
    """More than `most` bytes."""
    told = {"name": name, "most": most // (1024 * 1024)}
    return FileRefused(
        _("“%(name)s” is larger than %(most)d MB. Send a smaller picture or a shorter recording.") % told
    )


def unwanted(name: str) -> FileRefused:
    """Of a kind we do not know."""
    return FileRefused(
        _(
            "We cannot take “%(name)s”. Take a screenshot of what it shows, or print it as a PDF, and send"
            " that."
        )
        % {"name": name}
    )


def program(name: str) -> FileRefused:
    """Something that runs."""
    return FileRefused(
        _("We cannot take “%(name)s”, for it is a program. Send a screenshot of what it shows instead.")
        % {"name": name}
    )


def formula(name: str) -> FileRefused:
    """A table with cells that call something."""
    return FileRefused(
        _(
            "We cannot take “%(name)s”: some of its cells begin with =, +, - or @ and would run in a"
            " spreadsheet. Print the table as a PDF and send that."
        )
        % {"name": name}
    )


def picture(name: str) -> FileRefused:
    """A picture of a kind we do not paint anew."""
    return FileRefused(
        _(
            "We cannot take “%(name)s”. Save the picture as JPEG or PNG and send that, or take a screenshot"
            " of it."
        )
        % {"name": name}
    )


def film(name: str) -> FileRefused:
    """A film of a kind no phone records any more."""
    return FileRefused(
        _(
            "We cannot take “%(name)s”. Save the film as MP4, or play it while you record the screen, and"
            " send that. A screenshot of the moment that matters helps as well."
        )
        % {"name": name}
    )


def sound(name: str) -> FileRefused:
    """Sound alone."""
    return FileRefused(
        _("We cannot take sound (“%(name)s”). Write down what is said in it, or send a screen recording.")
        % {"name": name}
    )


def lying(name: str) -> FileRefused:
    """Not of the kind its name says, or cut short."""
    return FileRefused(
        _("“%(name)s” is not what its name says, or it is damaged. Open it, save it again, and send that.")
        % {"name": name}
    )


def two_in_one(name: str) -> FileRefused:
    """A second file is hung on behind the first."""
    return FileRefused(
        _("“%(name)s” has a second file hidden in it. Open it, save it again, and send that.")
        % {"name": name}
    )


def too_many_pixels(name: str) -> FileRefused:
    """A picture larger than any screen, or one that says so to fill our memory."""
    return FileRefused(
        _("“%(name)s” has more pixels than we can open. Send a smaller picture, or a part of it.")
        % {"name": name}
    )


def too_long_animation(name: str) -> FileRefused:
    """More frames than we can paint anew."""
    return FileRefused(
        _("“%(name)s” is a very long animation. Send a recording (mp4, webm) or a picture instead.")
        % {"name": name}
    )


def too_long_text(name: str, most: int) -> FileRefused:
    """More than `most` bytes of text."""
    return FileRefused(
        _("“%(name)s” is a very long text. Send the part around the error, up to %(most)d MB.")
        % {"name": name, "most": most >> 20}
    )


def secret(name: str, what: str) -> FileRefused:
    """A text with a secret in it."""
    return FileRefused(
        _("“%(name)s” holds a secret (%(what)s). Nobody here needs it: take it out, then send the file.")
        % {"name": name, "what": what}
    )


def key(name: str) -> FileRefused:
    """A private key, or a wallet."""
    return FileRefused(
        _(
            "“%(name)s” is a key or a wallet: whoever has it has what it opens. Nobody here needs it, and we"
            " did not keep it. Never send it to anybody, also not to us."
        )
        % {"name": name}
    )


def traffic(name: str) -> FileRefused:
    """A browser's record of its traffic (HAR)."""
    return FileRefused(
        _(
            "“%(name)s” records what your browser sent, your sign-in with it. We did not keep it. Send a"
            " screenshot of the error instead."
        )
        % {"name": name}
    )


def archive(name: str) -> FileRefused:
    """A packed file, in which anything may be."""
    return FileRefused(
        _("We cannot look into “%(name)s”. Unpack it and send the files themselves.") % {"name": name}
    )


def document(name: str) -> FileRefused:
    """An office document or a page: it can act when it is opened."""
    return FileRefused(
        _("We cannot take “%(name)s”. Save it as a PDF, or send a screenshot of it.") % {"name": name}
    )


def active_paper(name: str) -> FileRefused:
    """A PDF that does something when it is opened, or carries other files."""
    return FileRefused(
        _("“%(name)s” runs a program or carries other files. Print it as a PDF and send that copy.")
        % {"name": name}
    )


def locked_paper(name: str) -> FileRefused:
    """A PDF nobody can look into."""
    return FileRefused(
        _(
            "“%(name)s” is protected, so we cannot see that it is safe. Open it, print it as a PDF and send"
            " that copy, or send a screenshot."
        )
        % {"name": name}
    )
