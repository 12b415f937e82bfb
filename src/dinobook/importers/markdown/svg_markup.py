"""SVG as web pages hold it, written as a file needs it.

A browser reads a drawing inside a page as HTML: names in any case, values without quotes, HTML's
own entities. The names are those of “any other start tag” in the HTML standard, section 13.2.6.5.
"""

from __future__ import annotations

import html
import re
from typing import Final

from dinobook.importers.markdown.tags import Tag, read_tags

_MIXED: Final = (
    # elements
    "altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend"
    " feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting"
    " feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR"
    " feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight"
    " feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef linearGradient"
    " radialGradient textPath"
    # attributes
    " attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant"
    " edgeMode filterUnits gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints"
    " keySplines keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth"
    " maskContentUnits maskUnits numOctaves pathLength patternContentUnits patternTransform"
    " patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits"
    " refX refY repeatCount repeatDur requiredExtensions requiredFeatures specularConstant"
    " specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale"
    " systemLanguage tableValues targetX targetY textLength viewBox viewTarget xChannelSelector"
    " yChannelSelector zoomAndPan"
)
_WRITTEN: Final = {name.lower(): name for name in _MIXED.split()}

_AMPERSAND: Final = re.compile(
    r"<!\[CDATA\[.*?\]\]>|<!--.*?-->|(?P<said>&(?:#?\w+(?:;|(?![\w=])))?)", re.DOTALL
)


def as_xml(text: str) -> str:
    """The drawing with names, values and signs as XML has them."""
    for tag in reversed(read_tags(text)):
        text = _tag_as_xml(text, tag)
    return _AMPERSAND.sub(_letter, text)


def _tag_as_xml(text: str, tag: Tag) -> str:
    for attribute in reversed(tag.attributes):
        written = text[attribute.start : attribute.end]
        key, sign, value = written.partition("=")
        name = key.replace(key.strip(), _name(key.strip()))
        value = value.strip()
        if not sign:
            name, value = name.rstrip(), '""'
        elif value[:1] not in ('"', "'"):
            value = f'"{value}"'
        text = f"{text[: attribute.start]}{name}={value}{text[attribute.end :]}"
    at = tag.start + (2 if tag.closes else 1)
    end = at + len(tag.name)
    return f"{text[:at]}{_name(text[at:end])}{text[end:]}"


def _name(written: str) -> str:
    return _WRITTEN.get(written.lower(), written.lower())


def _letter(found: re.Match[str]) -> str:
    """XML knows five entities; every other is written as the letter that it stands for."""
    return html.escape(html.unescape(found["said"])) if found["said"] else found[0]
