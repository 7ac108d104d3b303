"""Adventure ranks: what they ask for, unlock and give."""

from katheryne_models.answer.messages import joined, say
from katheryne_models.answer.numbers import rounded
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.question.normalise import plain

# Words of a question about ranks that say nothing of what unlocks there.
_IDLE_WORDS = frozenset(plain(
    "at which what ar adventure rank ranks level do does i we you unlock unlocks unlocked get can need to for the a an "
    "is when open opens start use be me my of in on how have must reach available before"
).split())  # fmt: skip


@answers("rank")
def rank(asked: Asked) -> Reply:
    """What one or more ranks ask for, unlock and give.

    Raises:
        DeclinedError: If there is no such rank.
    """
    rows = {row.count("rank"): row for row in asked.game.table("adventure_ranks").rows}
    reply = Reply()
    for number in asked.numbers("level", "number"):
        if number not in rows:
            raise DeclinedError(say("no-such-rank", rank=number, top=max(rows)))
        _rank(asked, rows[number], reply)
    return reply


def _rank(asked: Asked, row: Row, reply: Reply) -> None:
    number = row.count("rank")
    exp = row.number("exp")
    reply.add(say("rank-heading", rank=number))
    reply.add(say("rank-exp", exp=rounded(exp), next=number + 1) if exp is not None else say("rank-last"))
    reply.state(row, "rank", "exp", "unlocks")
    if text := row.text("unlocks"):
        reply.add(say("rank-unlocks", text=" ".join(text.split())))
    rewards = asked.game.table("adventure_rank_rewards").of(str(number))
    if rewards:
        items = joined(
            [say("material-count", name=item.name(), count=rounded(item.count("count"))) for item in rewards]
        )
        reply.add(say("rank-rewards", items=items))
    for item in rewards:
        reply.state(item, "name", "count")


@answers("rank.find")
def unlocking(asked: Asked) -> Reply:
    """At which rank something unlocks.

    Raises:
        DeclinedError: If no rank's notes speak of it.
    """
    wanted = {word for word in asked.question.words if word not in _IDLE_WORDS and not word.isdigit()}
    # Notes write "Co-Op", players "coop": the letters are compared without spaces.
    scored = [
        (sum(word in _letters(text) for word in wanted), row)
        for row in asked.game.table("adventure_ranks").rows
        if (text := row.text("unlocks"))
    ]
    top = max((score for score, _ in scored), default=0)
    if not top:
        raise DeclinedError(say("nothing-found"))
    best = [row for score, row in scored if score == top][:_MOST_RANKS]
    reply = Reply()
    for row in best:
        reply.add(say("rank-found", rank=row.count("rank"), text=" ".join(row.name("unlocks").split())))
        reply.state(row, "rank", "unlocks")
    return reply


_MOST_RANKS = 4


def _letters(text: str) -> str:
    return plain(text).replace(" ", "")
