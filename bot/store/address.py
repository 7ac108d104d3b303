"""The address of a PostgreSQL database: a URL that may hold a password."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

# Parameters of the URL that are passwords too.
_SECRET_PARAMETERS = {"password", "sslpassword"}


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """What may be said of a URL, and what may not.

    Attributes:
        shown: The URL without its password and its parameters, for messages.
        secrets: The passwords in it, as they are written there and as they are meant.
    """

    shown: str
    secrets: tuple[str, ...] = field(repr=False)


def read_address(url: str) -> DatabaseAddress:
    """Take a URL apart.

    Raises:
        ValueError: It is no address of a PostgreSQL database. The text repeats nothing of it.
    """
    try:
        parts = urlsplit(url)
        parameters = parse_qsl(parts.query, strict_parsing=True) if parts.query else []
    except ValueError:
        parts, parameters = urlsplit(""), []
    if parts.scheme not in {"postgresql", "postgres"}:
        message = "this is no address of a PostgreSQL database"
        raise ValueError(message)
    if "@" in url.replace(parts.netloc, "", 1) or parts.netloc.count("@") > 1:
        message = "write a sign such as @, /, # or ? in a password as %40, %2F, %23 or %3F"
        raise ValueError(message)
    login, at, hosts = parts.netloc.rpartition("@")
    user, _, password = login.partition(":")
    secrets = {password, unquote(password), *(value for name, value in parameters if name in _SECRET_PARAMETERS)}
    return DatabaseAddress(
        f"{parts.scheme}://{user}{at}{hosts}{parts.path}", tuple(sorted(secrets - {""}, key=len, reverse=True))
    )
