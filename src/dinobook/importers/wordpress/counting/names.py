"""The names that the raw tree knows: of elements, of blocks, of shortcodes."""

from __future__ import annotations

import json
import re
from typing import Final


def names(text: str) -> frozenset[str]:
    """The names in a row of words."""
    return frozenset(text.split())


BLOCKS: Final = names(
    "address article aside blockquote caption center dd details div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre "
    "section summary table tbody td tfoot th thead tr ul x-caption x-gallery x-playlist "
    "x-code x-verse x-classic"
)
VOID: Final = names(
    "area base br col embed hr img input link meta param source track wbr x-gallery "
    "x-playlist x-media x-formula"
)
CLOSED_BY: Final = {
    "li": frozenset({"li"}),
    "dd": frozenset({"dd", "dt"}),
    "dt": frozenset({"dd", "dt"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tr": frozenset({"tr", "td", "th"}),
}
SHORT: Final = re.compile(r"(\[?)\[(/?)([A-Za-z][\w-]*)([^\[\]]*)\](\]?)")
FORMULA: Final = re.compile(r"\$latex\s+([^$\n]+?)\s*\$")
NOTE_NAMES: Final = ("mfn", "modern_footnote", "efn_note", "note")
MEDIA_NAMES: Final = (
    *("audio", "video", "embed", "youtube", "vimeo", "soundcloud", "dailymotion", "ted", "twitter"),
    *("tweet", "instagram", "facebook", "spotify", "slideshare", "googlemaps", "flickr"),
    *("wpvideo", "videopress", "tiktok", "bandcamp", "mixcloud"),
)
PAIRS: Final = {
    **dict.fromkeys(NOTE_NAMES, "x-note"),
    "caption": "x-caption",
    "wp_caption": "x-caption",
    "code": "x-code",
    "sourcecode": "x-code",
}
OTHERS: Final = {"gallery": "x-gallery", "playlist": "x-playlist"}
FORMS: Final = (
    *("efn_reset", "contact-form", "contact-form-7", "contact-field", "wpforms", "gravityform"),
    *("mc4wp_form", "jetpack_subscription_form", "subscribe2", "blog_subscription_form"),
    *("newsletter", "newsletter_form", "mailpoet_form", "sharethis", "addtoany"),
    *("addthis_share_buttons", "jetpack-related-posts", "sitemap", "googleapps", "polldaddy"),
    "crowdsignal",
)
DEEPEST: Final = 400
SITE: Final = re.compile(
    r"(?:archives|avatar|calendar|categories|comments?(?:-.*)?|home-link|latest-.*|legacy-widget"
    r"|loginout|navigation(?:-.*)?|page-list.*|pattern|post-(?!featured-video).*|query(?:-.*)?"
    r"|read-more|rss|search|site-.*|social-links?|tag-cloud|template-part|term-description"
    r"|terms-query|widget-group|breadcrumbs|block-navigation)\Z"
)
NOT_READ: Final = re.compile(
    r"(?:buttons?|footnotes|spacer|more|nextpage"
    r"|[\w-]+/.*(?:subscri|newsletter|forms?\b|donat|paywall|payment|sharing|share-).*)\Z"
)


def json_of(written: str) -> dict[str, str]:
    try:
        found = json.loads(written)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(key): str(value) for key, value in found.items()}


def said_in(written: str) -> dict[str, str]:
    """The attributes of a shortcode; a bare value is kept as `bare`."""
    plain = written if '"' in written else written.translate({8220: '"', 8221: '"', 8243: '"'})
    found = {
        match[1].lower(): match[2] or match[3] or match[4] or ""
        for match in re.finditer(
            r"([A-Za-z_][\w-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))", plain
        )
    }
    rest = re.sub(r"[A-Za-z_][\w-]*\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"']+)", " ", plain)
    bare = rest.strip().strip("/").strip().lstrip("=").strip("\"'")
    if bare:
        found["bare"] = bare.split()[0]
    return found
