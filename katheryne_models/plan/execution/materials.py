"""Materials: where they come from, who uses them, how they are crafted."""

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.answer.numbers import rounded
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.basics import each
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply

_MOST_ENEMIES = 6
_MOST_NAMED = 12
_MOST_CRAFTS = 4  # a gem is made in three steps
# Where it stands what things of a kind take, with the column that names the thing.
COST_TABLES: dict[str, tuple[tuple[str, str], ...]] = {
    "character": (("character_costs", "character"), ("talent_costs", "owner")),
    "weapon": (("weapon_costs", "weapon"),),
}
# The data's notes for its own map and shop windows, which tell a reader nothing.
_IDLE_SOURCES = frozenset({"Go to collect", "Check the Enemies Tab in the Adventurer Handbook"})
_ADVICE = "Recommendation: "
# How the data's own source lines begin that already name the enemies.
_NAMES_ENEMIES = ("Dropped ", "Lv. ")


def material_rows(asked: Asked, entity: Entity) -> list[Row]:
    """A material's row, or those of a family's members from the lowest up."""
    if entity.kind == "material_group":
        keys = asked.row(entity).texts("members")
        return [row for key in keys if (row := asked.game.row("materials", key))]
    return [asked.row(entity)]


def material_names(asked: Asked, entity: Entity) -> list[str]:
    """A material's name, or those of a family's members."""
    return [row.name() for row in material_rows(asked, entity)]


def bosses_for(asked: Asked, material: str) -> list[Row]:
    """The enemies that drop a material; of bosses and others, the bosses alone."""
    keys = dict.fromkeys(row.name("enemy") for row in asked.game.where("enemy_drops", "name", material))
    rows = [row for key in keys if (row := asked.game.row("enemies", key))]
    return [row for row in rows if row.name("type") == "BOSS"] or rows


@answers("material.source")
def source(asked: Asked) -> Reply:
    """Where a material comes from."""

    def answer(entity: Entity, reply: Reply) -> None:
        for row in material_rows(asked, entity):
            lines = _source_lines(asked, row, reply)
            if lines:
                reply.add(say("material-source", name=row.name()))
                reply.lines += [say("source-line", text=line) for line in lines]
                reply.state(row, "sources", "domain", "days")
                reply.show(row)
        if not reply.lines:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-source")))

    return each(asked, ("material", "material_group"), answer)


def _source_lines(asked: Asked, row: Row, reply: Reply) -> list[str]:
    """The domain first, then what the data says, then enemies where it does not name them."""
    lines = [text.removeprefix(_ADVICE) for text in row.texts("sources") if text and text not in _IDLE_SOURCES]
    domain = row.text("domain")
    if domain:
        lines.insert(0, say("from-domain", domain=domain, days=joined(row.texts("days"))))
        reply.found += [] if (place := Entity("domain", domain, domain)) in reply.found else [place]
    enemies = bosses_for(asked, row.name())
    dropping = [Entity("enemy", enemy.name("key"), enemy.name()) for enemy in enemies[:_MOST_ENEMIES]]
    reply.found += [enemy for enemy in dropping if enemy not in reply.found]
    if any(line.startswith(_NAMES_ENEMIES) for line in lines):
        return lines
    names = [enemy.name() for enemy in enemies[:_MOST_ENEMIES]]
    if len(enemies) > len(names):
        lines.append(say("from-many-enemies", enemies=", ".join(names), count=len(enemies)))
    elif enemies:
        lines.append(say("from-enemies", enemies=joined(names)))
    for enemy in enemies[:_MOST_ENEMIES]:
        reply.state(enemy, "name")
    return lines


def user_rows(asked: Asked, entity: Entity, kind: str) -> dict[Entity, Row]:
    """The characters or weapons whose costs hold a material or a member of a family, each with such a cost."""
    names = material_names(asked, entity)
    found: dict[str, tuple[Entity, Row]] = {}
    for table, column in COST_TABLES[kind]:
        for name in names:
            for cost in asked.game.where(table, "material_name", name):
                key = cost.name(column)
                if key not in found:
                    found[key] = (Entity(kind, key, _user_name(asked, kind, key)), cost)
    return dict(sorted(found.values(), key=lambda user: user[0].name))


def _user_name(asked: Asked, kind: str, key: str) -> str:
    row = asked.game.row(f"{kind}s", key)
    if row is not None:
        return row.name()
    kit = asked.game.row("talents", key)
    return kit.name("owner_name") if kit else key


@answers("material.users", "material.weapon_users")
def users(asked: Asked) -> Reply:
    """Which characters or weapons need a material."""
    kind = "character" if asked.request.head == "material.users" else "weapon"

    def answer(entity: Entity, reply: Reply) -> None:
        found = user_rows(asked, entity, kind)
        if not found:
            raise DeclinedError(say(f"no-{kind}-users", name=entity.name))
        what = say(f"kind-{kind}", count=len(found))
        names = joined([user.name for user in found])
        reply.add(say("material-users", name=entity.name, count=len(found), names=names, kind=what))
        reply.found += found
        for cost in found.values():
            reply.state(cost, "material_name")
        reply.show(material_rows(asked, entity)[-1])

    return each(asked, ("material", "material_group"), answer)


@answers("material.use")
def use(asked: Asked) -> Reply:
    """What a material is for."""

    def answer(entity: Entity, reply: Reply) -> None:
        row = material_rows(asked, entity)[-1]
        reply.add(say("material-use", name=entity.name, type=row.text("type") or say("a-material")))
        reply.state(row, "type")
        for kind in ("character", "weapon"):
            found = user_rows(asked, entity, kind)
            if found:
                named = [user.name for user in found][:_MOST_NAMED]
                more = say("and-more", count=len(found) - len(named)) if len(found) > len(named) else ""
                names = ", ".join(named) + more if more else joined(named)
                what = say(f"kind-{kind}", count=len(found))
                reply.add(say("used-by", count=len(found), kind=what, names=names))
                for cost in list(found.values())[:_MOST_NAMED]:
                    reply.state(cost, "material_name")
        if len(reply.lines) == 1 and (text := row.text("description")):
            reply.add(text.split("\n")[0])
            reply.state(row, "description")
        reply.show(row)

    return each(asked, ("material", "material_group"), answer)


@answers("material.recipe")
def recipe(asked: Asked) -> Reply:
    """How a material is crafted."""

    def answer(entity: Entity, reply: Reply) -> None:
        for name, row in _craftable(asked, entity):
            craft = next(iter(asked.game.where("crafts", "name", name)), None)
            if craft is None:
                continue
            options: dict[int, list[str]] = {}
            for taken in asked.game.table("craft_ingredients").of(craft.name("key")):
                part = say("material-count", name=taken.name(), count=rounded(taken.count("count")))
                options.setdefault(taken.count("option"), []).append(part)
                reply.state(taken, "count")
            ways = joined([joined(parts) for parts in options.values()], "or")
            mora = rounded(craft.count("mora_cost"))
            count = craft.count("result_count")
            item = say("material-count", name=name, count=count) if count > 1 else say("bold", name=name)
            reply.add(say("recipe" if craft.count("mora_cost") else "recipe-free", item=item, ways=ways, mora=mora))
            reply.state(craft, "mora_cost", "result_count")
            if row:
                reply.show(row)
        if not reply.lines:
            _no_recipe(asked, entity, reply)

    reply = each(asked, ("material", "material_group"), answer)
    _all_the_way(asked, reply)
    return reply


def _all_the_way(asked: Asked, reply: Reply) -> None:
    """Of two materials of which one is made from the other over several steps, how many it takes."""
    names = [entity.name for entity in asked.subjects("material")]
    if len(names) != 2:  # noqa: PLR2004 - a higher and a lower one
        return
    for higher, lower in (names, names[::-1]):
        count = _taken(asked, higher, lower, _MOST_CRAFTS)
        if count > 1:
            reply.add(say("recipe-chain", higher=higher, lower=lower, count=rounded(count)))


def _taken(asked: Asked, made: str, wanted: str, steps: int) -> float:
    """How many of a material go into one of another; 0 where none do."""
    if made == wanted:
        return 1
    craft = next(iter(asked.game.where("crafts", "name", made)), None)
    if craft is None or not steps:
        return 0
    parts = [row for row in asked.game.table("craft_ingredients").of(craft.name("key")) if row.count("option") == 1]
    total = sum(row.count("count") * _taken(asked, row.name(), wanted, steps - 1) for row in parts)
    return total / craft.count("result_count")


def _craftable(asked: Asked, entity: Entity) -> list[tuple[str, Row | None]]:
    """The names of what may be crafted, each with its row; potions and the like have none."""
    if entity.kind == "material" and entity.key not in asked.game.table("materials"):
        return [(entity.name, None)]
    return [(row.name(), row) for row in material_rows(asked, entity)]


def _no_recipe(asked: Asked, entity: Entity, reply: Reply) -> None:
    """What the game says of a material that can't be crafted: it may be what was meant ("one hero's wit = ? exp")."""
    row = material_rows(asked, entity)[-1]
    description = row.text("description")
    if description is None:
        raise DeclinedError(say("no-recipe", name=entity.name))
    reply.add(say("no-recipe", name=row.name()))
    reply.add(description)
    reply.state(row, "description")
    reply.show(row)
