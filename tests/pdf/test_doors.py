"""WeasyPrint is stepped in for once, and nothing of it is exchanged while it is at work."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import pytest
import weasyprint

import dinobook.pdf.engine
from dinobook.errors import SetupError
from dinobook.pdf.engine import doors, version
from dinobook.pdf.engine import section as chapter
from dinobook.pdf.engine.doors import Switch, step_in
from dinobook.pdf.engine.engine import Engine
from dinobook.pdf.stylesheet import face_resources, face_rules
from dinobook.pdf.workers.jobs import LayoutJob
from dinobook.storage.cache import NO_CACHE

CSS = """\
@page { size: 70mm 90mm; margin: 10mm; @bottom-right { content: counter(page) } }
section { font-family: "Vollkorn"; line-height: 12pt; font-size: 9pt; text-align: justify }
.footnote { float: footnote }
"""
TEXT = "Elke dag stond er iemand bij de deur, en elke dag was dat een ander. " * 12


def functions() -> Mapping[tuple[str, str], object]:
    """All that WeasyPrint's modules and classes hold, by where it is."""
    return {
        (f"{title}.{getattr(owner, '__qualname__', '')}", name): value
        for title, module in list(sys.modules.items())
        if title.split(".")[0] == "weasyprint"
        for owner in (module, *(one for one in vars(module).values() if isinstance(one, type)))
        for name, value in vars(owner).items()
        if callable(value)
    }


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine((face_rules(CSS), CSS), face_resources(CSS), fine=True)


def test_nothing_is_exchanged_while_a_chapter_is_laid_out_and_drawn(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Mapping[tuple[str, str], object]] = []
    before = functions()
    switched = Switch.set_to

    def watched(switch: Switch[object], state: object) -> object:
        seen.append(functions())
        return switched(switch, state)

    monkeypatch.setattr(Switch, "set_to", watched)
    note = '<span class="footnote" id="n1" data-number="1">Een noot.</span>'
    html = f'<html lang="nl"><body><section id="een"><p>{TEXT}{note}</p></section></body></html>'
    fragment = chapter.lay_out(engine, LayoutJob("een", html), lambda _: "", NO_CACHE)
    assert len(fragment.pages) > 1
    assert len(seen) > 8, "lines, pages, notes, hyphens, fonts and tags go by a switch each"
    assert all(one == before for one in (*seen, functions()))


def test_a_switch_is_off_again_also_after_a_failure() -> None:
    switch: Switch[int] = Switch()
    with switch.set_to(1):
        with pytest.raises(ZeroDivisionError), switch.set_to(2):
            _ = 1 / 0
        assert switch.now == 1
    assert switch.now is None


def test_every_module_that_steps_in_is_asked() -> None:
    folder = Path(dinobook.pdf.engine.__path__[0])
    listing = {
        path.relative_to(folder).with_suffix("").as_posix().replace("/", ".")
        for path in folder.rglob("*.py")
        if "\nSTAND_INS: Final" in path.read_text(encoding="utf-8")
    }
    assert listing == set(doors._MODULES)


def test_every_stand_in_is_in_place() -> None:
    """None was put where something else had been imported from before."""
    step_in()
    for name in doors._MODULES:
        for owner, attribute, *_ in import_module(f"dinobook.pdf.engine.{name}").STAND_INS:
            found = getattr(owner, attribute)
            home = getattr(found, "__module__", "") or ""
            assert not home.startswith("weasyprint"), (owner, attribute)


@pytest.mark.parametrize("what", ["package", "module"])
def test_nothing_steps_in_for_another_version(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its package may say one version and its code another, where one lies over the other."""
    if what == "package":
        monkeypatch.setattr(version, "installed", lambda: "71.0")
    else:
        monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(SetupError, match=f"weasyprint=={version.WANTED}"):
        step_in.__wrapped__()
