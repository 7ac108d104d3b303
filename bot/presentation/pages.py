"""Splits long answers into pages."""

PAGE_LIMIT = 1900
_BORDERS = ("\n\n", "\n", ". ", " ")


def split_pages(text: str, limit: int = PAGE_LIMIT) -> list[str]:
    """The text in pages of at most `limit` characters, cut at paragraphs, else lines, sentences or words.

    A word longer than a page is cut, since there is no other way. An empty text is one empty page.
    """
    pages = []
    rest = text.strip()
    while len(rest) > limit:
        cut = _border(rest, limit)
        pages.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*pages, rest]


def _border(text: str, limit: int) -> int:
    for border in _BORDERS:
        # a paragraph's end counts in the second half of the page only, lest pages be nearly empty
        earliest = 0 if border == " " else limit // 2
        found = text.rfind(border, earliest, limit + 1)
        if found > 0:
            return found + (1 if border == ". " else 0)
    return limit
