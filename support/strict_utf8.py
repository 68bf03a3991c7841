"""An encoding that never replaces a broken letter: Django's parser of multipart forms asks for replacement
letters and leaves only the encoding to choose.
"""

import codecs
from typing import TYPE_CHECKING

from django.core.exceptions import BadRequest

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

NAME = "utf_8_strict"


def decode(found: "Buffer", errors: str = "strict") -> tuple[str, int]:
    """Decode UTF-8, as a codec does; raises BadRequest for a broken letter, whatever `errors` asks for."""
    try:
        return codecs.utf_8_decode(found, "strict", True)
    except UnicodeDecodeError as broken:
        raise BadRequest("not UTF-8") from broken


codecs.register(
    lambda name: codecs.CodecInfo(codecs.utf_8_encode, decode, name=NAME) if name == NAME else None
)
