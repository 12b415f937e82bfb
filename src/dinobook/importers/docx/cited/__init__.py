"""Citations that Word and reference managers keep in fields → our Markdown and CSL-JSON."""
