"""An exchange as JSON, for whoever keeps it outside of the process that it came from."""

from pydantic import TypeAdapter, ValidationError

from katheryne_models.answer.answer import Exchange
from katheryne_models.plan.reading import PlanSyntaxError, parse_plan
from katheryne_models.question.linked import Link

_EXCHANGE = TypeAdapter(Exchange)
# the class itself only names the type of its links, since questions are built upon answers
_EXCHANGE.rebuild(force=True, _types_namespace={"Link": Link})


def exchange_as_json(exchange: Exchange) -> str:
    """The exchange as JSON."""
    return _EXCHANGE.dump_json(exchange).decode()


def exchange_of_json(written: str) -> Exchange | None:
    """The exchange that `exchange_as_json` wrote, or None where another version wrote what this one can't read."""
    try:
        exchange = _EXCHANGE.validate_json(written)
        parse_plan(exchange.plan)
    except (ValidationError, PlanSyntaxError):
        return None
    return exchange
