"""In production the stylesheet is one file that says the same as the many."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings

from support.stylesheets import WHOLE, OneStylesheet


@pytest.fixture
def collected(tmp_path: Path) -> Path:
    """The stylesheets, copied as `collectstatic` does first."""
    shutil.copytree(Path(settings.STATICFILES_DIRS[0]) / "css", tmp_path / "css")
    return tmp_path


def finish(folder: Path) -> str:
    storage = OneStylesheet(location=str(folder), base_url="/static/")
    names = [str(path.relative_to(folder)) for path in folder.rglob("*.css")]
    for _name, _hashed, trouble in storage.post_process({name: (storage, name) for name in names}):
        if isinstance(trouble, Exception):
            raise trouble
    return (folder / WHOLE).read_text()


def test_what_was_imported_stands_in_it_in_its_layer_and_order(collected: Path) -> None:
    before = (collected / WHOLE).read_text()
    whole = finish(collected)
    assert "@import" in before
    assert "@import" not in whole
    assert (
        whole.index("@layer tokens {") < whole.index("@layer layout {") < whole.index("@layer components {")
    )
    assert (collected / "css/components/prose.css").read_text() in whole


def test_a_part_that_names_files_of_its_own_is_refused(collected: Path) -> None:
    (collected / "css/components/prose.css").write_text('.x { background: url("x.svg"); }')
    with pytest.raises(ValueError, match=r"prose\.css names a file"):
        finish(collected)
