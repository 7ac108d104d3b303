"""Judges what a bot says to Discord by Discord's own OpenAPI document."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator, ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

if TYPE_CHECKING:
    from collections.abc import Iterable

DOCUMENT = "urn:discord"
JSON_SCHEMA = ("content", "application/json", "schema")


class DiscordContract:
    """Validates bodies against an OpenAPI 3.1 document, whose schemas are JSON Schema 2020-12."""

    def __init__(self, document: Path) -> None:
        self._document = json.loads(document.read_text(encoding="utf-8"))
        # Discord takes a number where its document says that an id is a string; discord.py sends attachments' ids so.
        self._document["components"]["schemas"]["SnowflakeType"]["type"] = ["string", "integer"]
        resource = Resource.from_contents(self._document, DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource(DOCUMENT, resource)
        # the path with the fewest placeholders first: ".../messages/@original" before ".../messages/{message_id}"
        templates = sorted(self._document["paths"], key=lambda path: path.count("{"))
        self._paths = [(re.compile(_pattern(template)), template) for template in templates]
        self._validators: dict[tuple[str, ...], Draft202012Validator | None] = {}

    def faults_of_request(self, method: str, path: str, body: Any) -> list[str]:
        """What is wrong with a request; nothing where it is valid."""
        template = self._template(path)
        if template is None or method.lower() not in self._document["paths"][template]:
            return [f"{method} {path} is not in the document"]
        return self._faults(("paths", template, method.lower(), "requestBody", *JSON_SCHEMA), body)

    def _template(self, path: str) -> str | None:
        return next((template for pattern, template in self._paths if pattern.fullmatch(path)), None)

    def _faults(self, keys: tuple[str, ...], body: Any) -> list[str]:
        if keys not in self._validators:
            self._validators[keys] = self._validator(keys)
        validator = self._validators[keys]
        if validator is None or body is None:
            return []
        return [_sentence(_deepest(error)) for error in validator.iter_errors(body)]

    def _validator(self, keys: tuple[str, ...]) -> Draft202012Validator | None:
        node = self._document
        for key in keys:
            if key not in node:
                return None
            node = node[key]
        pointer = "/".join(key.replace("~", "~0").replace("/", "~1") for key in keys)
        return Draft202012Validator({"$ref": f"{DOCUMENT}#/{pointer}"}, registry=self._registry)


def _pattern(template: str) -> str:
    return re.sub(r"\\\{[^}]+\\\}", "[^/]+", re.escape(template))


def _deepest(error: ValidationError) -> ValidationError:
    """The cause that lies deepest in alternatives: it says the most."""
    causes: Iterable[ValidationError] = error.context or ()
    return max(map(_deepest, causes), key=lambda cause: len(cause.absolute_path), default=error)


def _sentence(error: ValidationError) -> str:
    where = "/".join(map(str, error.absolute_path)) or "the body"
    return f"{where}: {error.message[-120:]}"
