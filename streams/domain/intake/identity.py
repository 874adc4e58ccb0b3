"""One name for one article, in whichever of its forms a wire writes it.

A feed that adds a tracking parameter, moves to https or counts its versions in a fragment sends no new article. Names that say
nothing of their form (a desk's own numbers) are kept to the letter.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_TRACKING = re.compile(
    r"(?i)(?:utm_|at_|pk_|mtm_|matomo_|hsa_|oly_|vero_|guce_|ns_|wt\.)[\w.]*|_ga|_gl|_hs(?:enc|mi)|(?:fb|g|d|y|ms|tw|ttc|wbra|gbra)cl(?:id|sr?c)"
    r"|msclkid|[gw]braid|mc_[ce]id|igsh(?:id)?|cmp(?:id)?|icid|ito|ref_(?:src|url)|smid|smtyp|taid|xtor|sr_share|share|ocid|__twitter_impression"
)
"""Query parameters that name the way to a page, not the page. By hand, from the analytics vendors' documentation."""
_PORTS = {"http": ":80", "https": ":443"}
_UUID = re.compile(r"(?i)(?:urn:uuid:|\{)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?")
_URN = re.compile(r"(?i)urn:([a-z0-9][a-z0-9-]{0,31}):")
_NEWSML = re.compile(r"(?P<name>urn:newsml:[^:]+:\d{8}(?:T\d{6}(?:Z|[+-]\d{4})?)?:[^:]+):(?P<revision>\d+)[NUA]?", re.IGNORECASE)
"""Source: RFC 3085, section 2: provider, date, item, then the revision with the letter of its update."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """An article's name, and the version that stood within it."""

    uri: str
    version: str = ""
    """"" where the name says none."""


def identify(uri: str) -> Identity:
    """The form of a uri that all its forms share.

    >>> identify("http://News.example.com:80/a/7/?utm_source=rss&page=2#3").uri
    'https://news.example.com/a/7?page=2'
    >>> identify("urn:newsml:example.com:20260302:ferry-7:2U")
    Identity(uri='urn:newsml:example.com:20260302:ferry-7', version='2')
    """
    if uuid := _UUID.fullmatch(uri):
        return Identity(uri=f"urn:uuid:{uuid[1].lower()}")
    if urn := _URN.match(uri):
        named = f"urn:{urn[1].lower()}:{uri[urn.end() :]}"
        revised = _NEWSML.fullmatch(named)
        return Identity(uri=revised["name"], version=revised["revision"]) if revised else Identity(uri=named)
    if uri[:8].lower().startswith(("http://", "https://")):
        return Identity(uri=_page(uri))
    return Identity(uri=uri)


def scoped(name: str, scope: str) -> str:
    """A feed's own number made a uri of its own: "7" of two feeds are two articles. A name with a scheme stays as it is.

    >>> scoped("7", "news.example.com"), scoped("tag:example.com,2026:7", "news.example.com")
    ('news.example.com:7', 'tag:example.com,2026:7')
    """
    return name if not name or not scope or _SCHEME.match(name) or _UUID.fullmatch(name) else f"{scope}:{name}"


def host_of(uri: str) -> str:
    """The host of a page's address in lower case, without "www."; "" where there is none."""
    try:
        return (urlsplit(uri).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _page(uri: str) -> str:
    try:
        parts = urlsplit(uri)
    except ValueError:
        return uri
    host = parts.netloc.rpartition("@")[2].lower().removesuffix(_PORTS[parts.scheme.lower()])
    if not host:
        return uri
    kept = "&".join(part for part in parts.query.split("&") if part and not _TRACKING.fullmatch(part.partition("=")[0]))
    shown = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return f"https://{host}{parts.path.rstrip('/')}{'?' if kept else ''}{kept}{shown}"
