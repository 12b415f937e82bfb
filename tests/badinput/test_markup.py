"""What an author pastes into a chapter, and what an attacker would."""

from __future__ import annotations

import pytest

from badinput.desk import FIRST_LINE, Desk, places

REFUSED = {
    "script": ("<script>alert(1)</script>", ["html-001"]),
    "event": ('<b onclick="x()">b</b>', ["html-002"]),
    "event in braces": ("[b]{onclick=x}", ["html-002"]),
    "javascript": ("[x](javascript:alert(1))", ["address-001"]),
    "javascript in capitals": ("[x](JaVaScRiPt:alert)", ["address-001"]),
    "javascript with a tab as entity": ("[x](java&#9;script:alert)", ["address-001"]),
    "javascript with a letter as entity": ("[x](&#106;avascript:alert)", ["address-001"]),
    "javascript with a tab": ('<a href="java\tscript:x">x</a>', ["address-001"]),
    "vbscript": ("[x](vbscript:x)", ["address-001"]),
    "page as data": ("[x](data:text/html,hallo)", ["address-001"]),
    "file": ("[x](file:///etc/hostname)", ["address-001"]),
    "no address": ("[x](http://[::1)", ["address-001"]),
    "attachment": ("<link rel=attachment href=file:///etc/hostname>", ["html-001"]),
    "attachment in a link": ("<a rel=attachment href=file:///etc/hostname>x</a>",
                             ["address-001", "html-002"]),
    "style": ('<p style="background: url(file:///etc/hostname)">x</p>', ["html-002"]),
    "style sheet": ("<style>@import 'x.css';</style>", ["html-001"]),
    "frame": ("<iframe src=file:///etc/hostname></iframe>", ["html-001"]),
    "object": ("<object data=x></object>", ["html-001"]),
    "base": ("<base href=https://x.example>", ["html-001"]),
    "refresh": ("<meta http-equiv=refresh content=0>", ["html-001"]),
    "drawing": ("<svg onload=x></svg>", ["html-001"]),
    "never closed": ("<div><p>open <b>en nog", ["text-015"]),
    "picture as data": ("![b](data:image/png;base64,AAAA)", ["address-002"]),
    "picture outside": ("![b](../../geheim.png)", ["address-002"]),
    "picture outside, encoded": ("![b](..%2f..%2fgeheim.png)", ["address-002"]),
    "picture by its root": ("![b](/etc/hostname)", ["address-002"]),
    "picture on a drive": ("![b](C:/geheim.png)", ["address-002"]),
    "picture on a drive, with backslashes": ("![b](C:\\geheim\\bord.png)", ["address-002"]),
    "picture by file:": ("![b](file:///etc/hostname)", ["address-002"]),
    "picture on a share": ("![b](//host/bord.png)", ["address-002"]),
    "picture on the web": ("![b](https://x.example/bord.png)", ["address-002"]),
    "picture with a hidden end": ("![b](images/a%00b.png)", ["address-002"]),
    "id twice": ("[a]{#x} [b]{#x}", ["text-016"]),
    "note without text": ("Zin.[^x]", ["note-001"]),
    "id of another chapter": ("[a]{#tweede}", ["links-002"]),
    "id of its own chapter": ("[a]{#welkom}", ["links-002"]),
    "id of a generated page": ("[a]{#contents}", ["links-002"]),
    "id of a part": ("[a]{#part-deel}", ["links-002"]),
    "number beyond measure": ("999999999. x", ["html-003"]),
    "control character as entity": ("Te&#12;kst", ["char-001"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "codes"), REFUSED.values(), ids=REFUSED)
def test_what_a_book_cannot_hold_is_refused_on_its_line(
    desk: Desk, text: str, codes: list[str]
) -> None:
    desk.chapter(f"Tekst.\n\n{text}")
    found = [one for one in places(desk.refused()) if one[1] in codes]
    assert {code for _, code in found} == set(codes)
    assert {where for where, _ in found} == {f"welkom.md:{FIRST_LINE + 2}"}


def test_both_places_of_a_doubled_label_are_named(desk: Desk) -> None:
    desk.chapter("Een.[^1]\n\n## A {#x}\n\n## B {#x}\n\n[^1]: a\n[^1]: b\n\n[^2]: c")
    errors = desk.refused()
    assert places(errors) == [
        ("welkom.md:9", "text-016"),
        ("welkom.md:12", "note-002"),
        ("welkom.md:14", "note-004"),
    ]
    assert "line 7" in errors[0].message
    assert "line 11" in errors[1].message


def test_faults_in_many_files_come_in_one_report_in_order(desk: Desk) -> None:
    desk.manifest('title: "Proef"', "title: 2016")
    desk.chapter("<script>x</script>\n\n![Een bord](images/weg.png)\n\n[x](nergens)")
    desk.write("tweede.md", b"---\ntitle: T\n---\n\ncaf\xe9\n")
    desk.write("derde.md", "---\ntitle: 5\n---\n\nTekst.\n")
    desk.write("styles.md", "---\ntitle: X\n")
    found = places(desk.refused())
    assert found == sorted(found, key=lambda one: (one[0].split(":")[0], int(one[0].split(":")[1])))
    assert {
        ("book.yaml:2", "manifest-007"),
        ("derde.md:2", "front-006"),
        ("styles.md:1", "front-001"),
        ("tweede.md:5", "project-003"),
        ("welkom.md:5", "html-001"),
        ("welkom.md:7", "images-001"),
        ("welkom.md:9", "links-001"),
    } <= set(found)
