"""A page template of an author's own that does not end, or grows: stopped, with its line."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from dinobook.errors import ManifestError
from dinobook.problems import Problem
from dinobook.theme import Theme
from dinobook.theme.faults import theme_problems
from dinobook.theme.house import house_files

HEAD = '<section xmlns="http://www.w3.org/1999/xhtml" id="{{ id }}">\n<p>\n'
FAR = "2000000000"


def fault(*lines: str, name: str = "pages/part.xhtml", **more: str) -> Problem:
    """What is said of a part's page with these lines below the first two."""
    files = {f"pages/{key}.xhtml": text.encode() for key, text in more.items()}
    theme = Theme({**house_files(), name: (HEAD + "\n".join(lines)).encode(), **files})
    began = time.process_time()
    with pytest.raises(ManifestError) as caught:
        theme.page("part", id="deel", title="Deel", matter="body", words=["a"])
    assert time.process_time() - began < 30
    (problem,) = caught.value.problems
    assert problem.code == "theme-001"
    return problem


def place(problem: Problem) -> str:
    return str(problem.place)


@pytest.mark.parametrize(
    "line",
    [
        "{{ 'x' * " + FAR + " }}",
        "{{ " + FAR + " * 'x' }}",
        "{{ [1] * " + FAR + " }}",
        "{{ '%" + FAR + "d' % 1 }}",
        "{{ '%*d' % (" + FAR + ", 1) }}",
        "{{ ('%" + FAR + "d') | format(1) }}",
        "{{ '{:>" + FAR + "}'.format(1) }}",
        "{{ '{:>{}}'.format(1, " + FAR + ") }}",
        "{{ 'x'.ljust(" + FAR + ") }}",
        "{{ title.center(" + FAR + ") }}",
        "{{ 'x' | center(" + FAR + ") }}",
        "{{ 'x' | indent(" + FAR + ", first=true) }}",
        "{{ ('x' * 1000000).replace('x', 'y' * 1000000) }}",
        "{{ (['x'] * 100000) | join('y' * 1000000) }}",
        "{{ '{:{}}'.format(1, " + FAR + ") }}",
        "{{ '{:{w[0]}}'.format_map({'w': [" + FAR + "]}) }}",
        "{{ ('{:>" + FAR + "}' | safe).format(1) }}",
        "{{ '%(a)-" + FAR + "s' % {'a': 1} }}",
        "{{ '%." + FAR + "f' % 1 }}",
        "{{ ('%*d') | format(" + FAR + ", 1) }}",
        "{{ 'x'.zfill(" + FAR + ") }}",
        "{{ '\\t'.expandtabs(tabsize=" + FAR + ") }}",
        "{{ (1).to_bytes(" + FAR + ", 'big') }}",
        "{{ [1] | batch(" + FAR + ", 'x') | list }}",
        "{{ [1] | slice(slices=" + FAR + ") | list }}",
        "{{ [1] | tojson(indent=" + FAR + ") }}",
        "{{ 2.5 | round(" + FAR + ", 'ceil') }}",
        "{{ ('a b ' * 3000000) | wordwrap(2) | length }}",
        "{% set w = range(99) | list %}{% for a in w recursive %}{{ loop(w) }}{% endfor %}",
        "{% set w = range(999) | list %}{% for a in w recursive %}{% if loop.depth < 4 %}"
        "{{ loop(w) }}{% endif %}{% endfor %}",
        "{% set w = range(999) | list %}{% for a in w recursive %}{% if loop.depth < 4 %}"
        "{{ loop(iterable=w) }}{% endif %}{% endfor %}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ range(" + FAR + ") | list }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{{ title }}{% endfor %}{% endfor %}",
        "{% set w = range(99999) | list %}{% for a in w %}{% for b in w %}{% endfor %}{% endfor %}",
        "{% set n = namespace(s='x') %}{% for a in range(99) %}{% set n.s=n.s~n.s %}{% endfor %}",
        "{% set n = namespace(s='x') %}{% for a in range(99) %}{% set n.s=n.s+n.s %}{% endfor %}",
        "{% set n = namespace(s=9) %}{% for a in range(99) %}{% set n.s = n.s * n.s %}{% endfor %}",
        "{% set n = namespace(s='xy') %}{% for a in range(99) %}{% set n.s %}{{ n.s }}{{ n.s }}"
        "{% endset %}{% endfor %}",
        "{% macro m(t) %}{{ m(t) }}{% endmacro %}{{ m(1) }}",
        "{% macro m(t) %}{{ m(t ~ t) }}{% endmacro %}{{ m('x') }}",
        "{% include 'pages/part.xhtml' %}",
        "{{ 1 / 0 }}",
        "{{ 'a' + 1 }}",
        "{{ words[7].upper() }}",
        "{{ missing }}",
        "{{ 'x' | nofilter }}",
        "{% if %}",
        "{{ ''.__class__.__mro__ }}",
        "{{ title.nothing() }}",
        "{{ '{x}'.format() }}",
        "{{ (1,) | first(2) }}",
    ],
)
def test_a_template_is_stopped_at_its_line(line: str) -> None:
    assert place(fault(line)) == "styles/pages/part.xhtml:3"


def test_the_line_is_that_of_the_template_that_is_at_fault() -> None:
    called = "{% macro m() %}\n\n\n{{ 'x' * " + FAR + " }}\n{% endmacro %}"
    problem = fault("{% from 'pages/sense.xhtml' import m %}", "{{ m() }}", sense=called)
    assert place(problem) == "styles/pages/sense.xhtml:4"


def test_templates_that_call_each_other_are_stopped() -> None:
    problem = fault("{% include 'pages/sense.xhtml' %}", sense="{% include 'pages/part.xhtml' %}")
    assert problem.place.path in ("styles/pages/part.xhtml", "styles/pages/sense.xhtml")
    assert "calls itself without end" in problem.message


@pytest.mark.parametrize(
    "line", ["{% extends 'pages/part.xhtml' %}", "{% import 'pages/part.xhtml' as p %}"]
)
def test_a_template_that_is_its_own_parent_is_stopped(line: str) -> None:
    assert fault(line).place.path == "styles/pages/part.xhtml"


def test_a_template_that_nests_too_deeply_is_stopped() -> None:
    assert (
        fault("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}").place.path == "styles/pages/part.xhtml"
    )


def test_a_template_that_is_not_there_is_named() -> None:
    problem = fault("{% include 'pages/weg.xhtml' %}")
    assert place(problem) == "styles/pages/part.xhtml:3"
    assert "pages/weg.xhtml" in problem.message


@pytest.mark.parametrize(
    "line",
    [
        "{% set w = range(99) | list %}{% for a in w recursive %}{{ loop(w) }}{% endfor %}",
        "{% macro m(t) %}{{ m(t) }}{% endmacro %}{{ m(1) }}",
        "{% include 'pages/part.xhtml' %}",
    ],
)
def test_a_program_that_calls_deeper_is_not_ended(line: str) -> None:
    """Each call of a template takes some of the stack, which has an end."""
    code = (
        "import sys; sys.setrecursionlimit(10**6); from theme.test_limits import *; "
        f"print(place(fault({line!r}))); print(sys.getrecursionlimit())"
    )
    tests = Path(__file__).parents[1]
    environment = {"PYTHONPATH": f"{tests}:{tests.parent / 'src'}"}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert ran.stdout.split() == ["styles/pages/part.xhtml:3", str(10**6)], ran.stderr


def test_what_a_template_may_do_it_can() -> None:
    lines = [
        "{% set n = namespace(s='') %}{% for a in words %}{% set n.s = n.s ~ 'x' %}{% endfor %}",
        "{% for w in [['a', 'b']] recursive %}{{ loop.depth }}:{{ loop.index }}/{{ loop.length }};"
        "{{ loop(w) if w is not string }}{% endfor %}",
        "{% for k, v in {'a': 1}.items() %}{{ k }}{{ v }}{% else %}none{% endfor %}",
        "{{ '%03d' % 7 }}{{ '{:>4}'.format('x') }}{{ title | upper | center(9) }}{{ '-' * 3 }}",
        "{{ words | join(', ') }}{{ [3, 1] | sort | first }}",
        "</p></section>",
    ]
    text = (HEAD + "\n".join(lines)).encode()
    theme = Theme({**house_files(), "pages/part.xhtml": text})
    made = theme.page("part", id="deel", title="Deel", matter="body", words=["a", "b"])
    assert "1:1/1;2:1/2;2:2/2;" in made
    assert "a1007   x   DEEL  ---" in made.replace("\n", "")
    assert "a, b1" in made


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ 'ISBN 9789012345678 {}'.format(title) }}", "ISBN 9789012345678 Deel"),
        ("{{ '{{9789012345678}} {0}'.format(title) }}", "{9789012345678} Deel"),
        ("{{ '{a}'.format_map({'a': 9789012345678}) }}", "9789012345678"),
        ("{{ '%s-20240101' | format(title) }}", "Deel-20240101"),
        ("{{ '%s-20240101' % title }}", "Deel-20240101"),
        ("{{ '100%%20240101 %d' % 20240101 }}", "100%20240101 20240101"),
        ("{{ '%(isbn)d' % {'isbn': 9789012345678} }}", "9789012345678"),
        ("{{ '%d' | format(20240101) }}", "20240101"),
        ("{{ '{:,}'.format(20240101) }}", "20,240,101"),
        ("{{ 2000000 | filesizeformat }}", "2.0 MB"),
        ("{{ missing | default(20240101) }}", "20240101"),
        ("{{ 20240101 | round }}", "20240101"),
        ("{{ [1, 2] | batch(3, 20240101) | first | last }}", "20240101"),
        ("{{ ['9789012345678'] | map('int') | sum(start=20240101) }}", "9789032585779"),
        ("{% macro m(t) %}{{ t }}{% endmacro %}{{ m(20240101) }}", "20240101"),
        ("{{ 'x'.replace('x', '20240101', 20240101) }}", "20240101"),
    ],
)
def test_a_large_number_is_no_size(line: str, said: str) -> None:
    text = (HEAD + line + "\n</p></section>").encode()
    theme = Theme({**house_files(), "pages/part.xhtml": text})
    assert said in theme.page("part", id="deel", title="Deel")


def test_a_long_chapter_goes_through_filters() -> None:
    text = (
        HEAD
        + "{{ body | safe }}{{ body | length }}{{ body | striptags | wordcount }}</p></section>"
    )
    theme = Theme({**house_files(), "pages/part.xhtml": text.encode()})
    assert "1500000250000" in theme.page("part", id="deel", body="woord " * 250_000)


def test_a_system_without_this_fence_has_the_others(repository: Path) -> None:
    program = (
        "import sys; sys.modules['resource'] = None\n"
        "from dinobook.theme import limits\n"
        "with limits.memory_fenced(): print('made')"
    )
    made = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, cwd=repository / "src"
    )
    assert made.stdout.split() == [b"made"], made.stderr


@pytest.mark.parametrize("line", ["{% if %}", "{{ 'x' | nofilter }}", "{% endfor %}", "{{ title"])
def test_check_sees_a_template_that_cannot_be_read(line: str) -> None:
    files = {**house_files(), "pages/part.xhtml": (HEAD + line).encode()}
    (problem,) = theme_problems(Theme(files))
    assert (place(problem), problem.code) == ("styles/pages/part.xhtml:3", "theme-001")


def test_a_page_that_was_stopped_does_not_count_for_the_next() -> None:
    fault("{% for a in range(99999) %}{% for b in range(99) %}{% endfor %}{% endfor %}")
    assert "Deel" in Theme(house_files()).page(
        "half-title", id="x", title="Deel", matter="front", book={"title": "Deel"}
    )
