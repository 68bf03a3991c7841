"""One stylesheet on the wire: what `@import` names is put in its place when static files are collected.

Written, it stays a file a component; a browser that first has to read which forty files to ask for shows
its first words later. The layers stay as they were written.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

WHOLE = "css/fairlead.css"
IMPORT = re.compile(r'@import url\("([^":]+)"\) layer\((\w+)\);')


class OneStylesheet(CompressedManifestStaticFilesStorage):
    """Hashed and compressed names, as WhiteNoise makes them, of a stylesheet that imports nothing."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Put the imports in, then go on as ever."""
        if WHOLE in paths and not dry_run:
            whole = IMPORT.sub(self._layer, self._words(WHOLE))
            self.delete(WHOLE)
            self._save(WHOLE, ContentFile(whole.encode()))
            paths[WHOLE] = (self, WHOLE)
        yield from super().post_process(paths, dry_run, **options)

    def _layer(self, found: re.Match[str]) -> str:
        """An imported file as a layer. Raises ValueError for one whose own addresses would lead elsewhere."""
        words = self._words(str(PurePosixPath(WHOLE).parent / found[1]))
        if "url(" in words:
            raise ValueError(f"{found[1]} names a file by url(); that is not found from {WHOLE}")
        return f"@layer {found[2]} {{\n{words}\n}}"

    def _words(self, path: str) -> str:
        with self.open(path) as file:
            return file.read().decode()
