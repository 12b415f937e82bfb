"""Exports of WordPress blogs, made for tests: as small or as odd as a test asks for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape

SITE: Final = "https://blog.voorbeeld.be"


@dataclass(frozen=True)
class Item:
    """One item of an export, with what WordPress writes unless a test says otherwise."""

    id: str = "1"
    title: str = "De ladder"
    content: str = "Er staat een ladder tegen de gevel."
    type: str = "post"
    status: str = "publish"
    slug: str = "de-ladder"
    link: str = ""
    date: str = "2016-07-14 10:00:00"
    parent: str = "0"
    order: str = "0"
    password: str = ""
    excerpt: str = ""
    creator: str = "an"
    url: str = ""
    categories: Sequence[tuple[str, str, str]] = ()
    """Domain, nicename and name of each."""
    meta: Mapping[str, str] = field(default_factory=dict)
    comments: int = 0
    raw: str = ""
    """XML to add as it is."""


def cdata(text: str) -> str:
    inner = text.replace("]]>", "]]]]><![CDATA[>")
    return f"<![CDATA[{inner}]]>"


def item(one: Item) -> str:
    link = one.link or f"{SITE}/{one.slug}/"
    rows = [
        f"<title>{cdata(one.title)}</title>",
        f"<link>{escape(link)}</link>",
        f"<dc:creator>{cdata(one.creator)}</dc:creator>",
        f'<guid isPermaLink="false">{SITE}/?p={one.id}</guid>',
        f"<content:encoded>{cdata(one.content)}</content:encoded>",
        f"<excerpt:encoded>{cdata(one.excerpt)}</excerpt:encoded>",
        f"<wp:post_id>{one.id}</wp:post_id>",
        f"<wp:post_date>{cdata(one.date)}</wp:post_date>",
        f"<wp:post_name>{cdata(one.slug)}</wp:post_name>",
        f"<wp:status>{cdata(one.status)}</wp:status>",
        f"<wp:post_parent>{one.parent}</wp:post_parent>",
        f"<wp:menu_order>{one.order}</wp:menu_order>",
        f"<wp:post_type>{cdata(one.type)}</wp:post_type>",
        f"<wp:post_password>{cdata(one.password)}</wp:post_password>",
    ]
    rows += [f"<wp:attachment_url>{escape(one.url)}</wp:attachment_url>"] if one.url else []
    rows += [
        f'<category domain="{domain}" nicename="{nicename}">{cdata(name)}</category>'
        for domain, nicename, name in one.categories
    ]
    rows += [
        f"<wp:postmeta><wp:meta_key>{cdata(key)}</wp:meta_key>"
        f"<wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>"
        for key, value in one.meta.items()
    ]
    rows += [_comment(number) for number in range(one.comments)]
    return "<item>\n" + "\n".join([*rows, one.raw]) + "\n</item>\n"


def _comment(number: int) -> str:
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id>"
        f"<wp:comment_author>{cdata('Reageerder')}</wp:comment_author>"
        f"<wp:comment_author_email>lezer{number}@geheim.example</wp:comment_author_email>"
        "<wp:comment_author_IP>203.0.113.77</wp:comment_author_IP>"
        f"<wp:comment_content>{cdata('Mooi gezegd!')}</wp:comment_content></wp:comment>"
    )


AUTHORS: Final = (
    "<wp:author><wp:author_login>an</wp:author_login>"
    "<wp:author_email>an@geheim.example</wp:author_email>"
    "<wp:author_display_name>An Proef</wp:author_display_name></wp:author>"
)


def export(
    *items: Item,
    version: str = "1.2",
    scheme: str = "http",
    language: str = "nl-BE",
    site: str = SITE,
    authors: str = AUTHORS,
) -> bytes:
    """A whole file."""
    base = f"{scheme}://wordpress.org/export/{version}/"
    head = (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<!-- generator="WordPress/6.5" -->\n'
        f'<rss version="2.0" xmlns:excerpt="{base}excerpt/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:wp="{base}">\n<channel>\n<title>Proefblog</title>\n<link>{site}</link>\n'
        f"<language>{language}</language>\n<wp:wxr_version>{version}</wp:wxr_version>\n"
        f"<wp:base_site_url>{site}</wp:base_site_url>\n<wp:base_blog_url>{site}</wp:base_blog_url>\n"
        f"{authors}\n"
    )
    return (head + "".join(map(item, items)) + "</channel>\n</rss>\n").encode()


def zipped(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()
