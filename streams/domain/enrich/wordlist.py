"""Word lists as they read best: words in a text."""


def words(text: str) -> frozenset[str]:
    """The words of a text.

    >>> sorted(words("said says"))
    ['said', 'says']
    """
    return frozenset(text.split())
