"""Materials, domains, enemies and food."""

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.answer.numbers import percent, rounded
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.basics import domain_rows, each
from katheryne_models.plan.execution.calendar import weekday
from katheryne_models.plan.execution.costs import bosses_for, material_names
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply

_ELEMENTS = ("physical", "pyro", "hydro", "electro", "cryo", "dendro", "anemo", "geo")
_MOST_ENEMIES = 6
# Rewards that every domain and boss gives, which nobody asks about.
_EVERYWHERE = frozenset({"Mora", "Adventure EXP", "Companionship EXP"})


def material_rows(asked: Asked, entity: Entity) -> list[Row]:
    """A material's row, or those of a family's members from the lowest up."""
    if entity.kind == "material_group":
        keys = asked.row(entity).texts("members")
        return [row for key in keys if (row := asked.game.row("materials", key))]
    return [asked.row(entity)]


@answers("material.days")
def days(asked: Asked) -> Reply:
    """On which days and where a material can be farmed."""

    def answer(entity: Entity, reply: Reply) -> None:
        for row in _with_days(asked, entity):
            domain = row.text("domain") or "-"
            name = entity.name if entity.kind != "weapon" else row.name()
            reply.add(say("material-days", name=name, days=joined(row.texts("days")), domain=domain))
            reply.state(row, "days", "domain")
            reply.show(row)
        if not reply.lines:
            raise DeclinedError(say("every-day", name=entity.name))

    return each(asked, ("material", "material_group", "weapon"), answer)


def _with_days(asked: Asked, entity: Entity) -> list[Row]:
    """One row with days for a material, its family, or each family that a weapon takes."""
    if entity.kind == "weapon":
        costs = asked.game.table("weapon_costs").of(entity.key)
        rows = [row for cost in costs if (row := asked.game.row("materials", cost.text("material") or ""))]
        by_group = {row.text("group"): row for row in rows if row.texts("days")}
        return list(by_group.values())
    return [row for row in material_rows(asked, entity) if row.texts("days")][:1]


@answers("material.source")
def source(asked: Asked) -> Reply:
    """Where a material comes from."""

    def answer(entity: Entity, reply: Reply) -> None:
        for row in material_rows(asked, entity):
            lines = [text for text in row.texts("sources") if text]
            enemies = [found.name() for found in bosses_for(asked, row.name())]
            if row.text("domain") and not any((row.text("domain") or "-") in line for line in lines):
                lines.append(say("from-domain", domain=row.text("domain") or ""))
            if enemies and len(enemies) <= _MOST_ENEMIES:
                lines.append(say("from-enemies", enemies=joined(enemies)))
            elif enemies:
                lines.append(say("from-many-enemies", enemies=", ".join(enemies[:_MOST_ENEMIES]), count=len(enemies)))
            if lines:
                reply.add(say("material-source", name=row.name(), sources="\n".join(f"- {line}" for line in lines)))
                reply.state(row, "sources", "domain")
                reply.show(row)
        if not reply.lines:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-source")))

    return each(asked, ("material", "material_group"), answer)


def users(asked: Asked, entity: Entity, kind: str) -> list[Entity]:
    """The characters or weapons whose costs hold a material or a member of a family."""
    names = set(material_names(asked, entity))
    tables = (("character_costs", "character"), ("talent_costs", "owner")) if kind == "character" else (
        ("weapon_costs", "weapon"),)  # fmt: skip
    found: dict[str, Entity] = {}
    for table, column in tables:
        for name in names:
            for cost in asked.game.where(table, "material_name", name):
                key = cost.name(column)
                row = asked.game.row(f"{kind}s", key)
                owner = next(iter(asked.game.table("talents").of(key)), None) if row is None else None
                label = row.name() if row else owner.name("owner_name") if owner else key
                found[key] = Entity(kind, key, label)
    return sorted(found.values(), key=lambda item: item.name)


@answers("material.users", "material.weapon_users")
def material_users(asked: Asked) -> Reply:
    """Which characters or weapons need a material."""
    kind = "character" if asked.request.head == "material.users" else "weapon"

    def answer(entity: Entity, reply: Reply) -> None:
        found = users(asked, entity, kind)
        if not found:
            raise DeclinedError(say(f"no-{kind}-users", name=entity.name))
        names = ", ".join(item.name for item in found)
        reply.add(say("material-users", name=entity.name, count=len(found), names=names, kind=f"{kind}s"))
        reply.found += found
        for row in material_rows(asked, entity):
            reply.state(row, "name")
            reply.show(row)

    return each(asked, ("material", "material_group"), answer)


@answers("material.use")
def use(asked: Asked) -> Reply:
    """What a material is for."""

    def answer(entity: Entity, reply: Reply) -> None:
        row = material_rows(asked, entity)[-1]
        reply.add(say("material-use", name=entity.name, type=row.text("type") or say("a-material")))
        if text := row.text("description"):
            reply.add(text.split("\n")[0])
        reply.state(row, "type", "description")
        for kind in ("character", "weapon"):
            found = users(asked, entity, kind)
            if found:
                names = ", ".join(item.name for item in found[:12]) + (" …" if len(found) > 12 else "")  # noqa: PLR2004
                reply.add(say("used-by", count=len(found), kind=f"{kind}s", names=names))
        reply.show(row)

    return each(asked, ("material", "material_group"), answer)


@answers("material.recipe")
def recipe(asked: Asked) -> Reply:
    """How a material is crafted."""

    def answer(entity: Entity, reply: Reply) -> None:
        for row in material_rows(asked, entity):
            craft = next(iter(asked.game.where("crafts", "name", row.name())), None)
            if craft is None:
                continue
            options: dict[int, list[str]] = {}
            for item in asked.game.table("craft_ingredients").of(craft.name("key")):
                part = say("material-count", name=item.name(), count=rounded(item.count("count")))
                options.setdefault(item.count("option"), []).append(part)
                reply.state(item, "count")
            ways = joined([joined(parts) for parts in options.values()], "or")
            mora = rounded(craft.count("mora_cost"))
            reply.add(say("recipe", name=row.name(), ways=ways, mora=mora, count=craft.count("result_count")))
            reply.state(craft, "mora_cost", "result_count")
        if not reply.lines:
            raise DeclinedError(say("no-recipe", name=entity.name))

    return each(asked, ("material", "material_group"), answer)


@answers("domain.rewards", "domain.days")
def rewards(asked: Asked) -> Reply:
    """What a domain gives, on a day or on each."""
    day = weekday(asked.value("day")) if asked.value("day") else None

    def answer(entity: Entity, reply: Reply) -> None:
        by_days: dict[tuple[str, ...], list[str]] = {}
        for row in domain_rows(asked, entity):
            if day and row.texts("days") and day not in row.texts("days"):
                continue
            for item in asked.game.table("domain_rewards").of(row.name("key")):
                names = by_days.setdefault(row.texts("days"), [])
                name = _family(asked, item)
                if item.name() not in _EVERYWHERE and name not in names:
                    names.append(name)
                    reply.state(item, "name")
                    if item.text("item"):
                        reply.found.append(Entity(item.name("kind"), item.name("item"), item.name()))
        for days_, names in by_days.items():
            when = joined(days_) if days_ else say("any-day")
            reply.add(say("domain-rewards", name=entity.name, days=when, items=", ".join(names)))
        if not reply.lines:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-rewards")))

    return each(asked, ("domain",), answer)


def _family(asked: Asked, reward: Row) -> str:
    """A reward's name; of a family of materials only the highest is named, with its family."""
    material = asked.game.row("materials", reward.text("item") or "") if reward.name("kind") == "material" else None
    group = asked.game.row("material_groups", (material.text("group") if material else None) or "")
    return group.name() if group and material and material.texts("days") else reward.name()


@answers("domain.location", "domain.level")
def location(asked: Asked) -> Reply:
    """Where a domain is, and which rank and level it asks for."""

    def answer(entity: Entity, reply: Reply) -> None:
        rows = domain_rows(asked, entity)
        first = rows[0]
        reply.add(say("domain-location", name=entity.name, region=first.name("region"), type=first.name("type")))
        reply.state(first, "region", "type")
        if asked.request.head == "domain.level":
            levels = [row.count("recommended_level") for row in rows]
            ranks = [row.count("unlock_rank") for row in rows]
            reply.add(say("domain-level", rank=min(ranks), least=min(levels), most=max(levels)))
            for row in rows:
                reply.state(row, "unlock_rank", "recommended_level")

    return each(asked, ("domain",), answer)


@answers("domain.monsters", "domain.effect")
def inside(asked: Asked) -> Reply:
    """Who fights in a domain, or what its ley lines do."""
    column = "monsters" if asked.request.head == "domain.monsters" else "disorder"

    def answer(entity: Entity, reply: Reply) -> None:
        texts: dict[str, None] = {}
        for row in domain_rows(asked, entity):
            texts |= dict.fromkeys(row.texts(column))
            reply.state(row, column)
        if not texts:
            raise DeclinedError(say("missing", name=entity.name, what=say(f"what-{column}")))
        lines = "\n".join(f"- {text}" for text in texts)
        reply.add(say(f"domain-{column}", name=entity.name, lines=lines))

    return each(asked, ("domain",), answer)


@answers("farm")
def farm(asked: Asked) -> Reply:
    """Which talent books and weapon materials the domains give on a day."""
    day = weekday(asked.value("day"))
    region = asked.value("region")
    reply = Reply()
    reply.add(say("farm-heading", day=day))
    for group in asked.game.table("material_groups").rows:
        if day in group.texts("days") and (region is None or group.text("region") == region):
            reply.add(
                say("farm-line", name=group.name(), kind=say(f"group-{group.name('kind').replace('_', '-')}"),
                    domain=group.text("domain") or "-", region=group.text("region") or "-")
            )  # fmt: skip
            reply.state(group, "days", "domain")
            reply.found.append(Entity("material_group", group.name("key"), group.name()))
    if not reply.found:
        raise DeclinedError(say("nothing-found"))
    return reply


def enemy_of(asked: Asked, entity: Entity) -> Entity:
    """The enemy that a name means, where a character bears it too ("childe")."""
    if entity.kind == "enemy":
        return entity
    for link in asked.question.links.values():
        if link.entity == entity and (enemy := link.of_kind("enemy")):
            return enemy
    raise DeclinedError(say("no-enemy", name=entity.name))


@answers("enemy.drops")
def drops(asked: Asked) -> Reply:
    """What an enemy drops."""

    def answer(subject: Entity, reply: Reply) -> None:
        entity = enemy_of(asked, subject)
        items: dict[str, None] = {}
        for row in asked.game.table("enemy_drops").of(entity.key):
            if row.name() not in _EVERYWHERE:
                items[row.name()] = None
                reply.state(row, "name")
                if row.text("item"):
                    found = Entity(row.name("kind"), row.name("item"), row.name())
                    reply.found += [] if found in reply.found else [found]
        if not items:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-drops")))
        reply.add(say("enemy-drops", name=asked.row(entity).name(), items=", ".join(items)))
        reply.show(asked.row(entity))

    return each(asked, ("enemy", "character"), answer)


@answers("enemy.resistance")
def resistance(asked: Asked) -> Reply:
    """What an enemy resists, and by how much."""
    wanted = [element.lower() for element in asked.values("element")] or list(_ELEMENTS)

    def answer(entity: Entity, reply: Reply) -> None:
        row = asked.row(entity)
        known = [(element, row.number(f"res_{element}")) for element in wanted]
        parts = [f"{element.title()} {percent(value)}" for element, value in known if value is not None]
        if not parts:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-resistance")))
        reply.add(say("enemy-resistance", name=row.name(), values=joined(parts)))
        reply.state(row, *(f"res_{element}" for element, value in known if value is not None))
        reply.show(row)

    return each(asked, ("enemy",), answer)


@answers("food.ingredients")
def ingredients(asked: Asked) -> Reply:
    """What goes into a dish."""

    def answer(entity: Entity, reply: Reply) -> None:
        rows = asked.game.table("food_ingredients").of(entity.key)
        if not rows:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-ingredients")))
        items = joined([say("material-count", name=row.name(), count=rounded(row.count("count"))) for row in rows])
        reply.add(say("food-ingredients", name=entity.name, items=items))
        for row in rows:
            reply.state(row, "name", "count")
            if key := row.text("item"):
                reply.found.append(Entity("material", key, row.name()))
        reply.show(asked.row(entity))

    return each(asked, ("food",), answer)


@answers("food.effect")
def food_effect(asked: Asked) -> Reply:
    """What a dish does: at its best, or in all three qualities."""

    def answer(entity: Entity, reply: Reply) -> None:
        row = asked.row(entity)
        qualities = [(name, row.text(f"{name}_effect")) for name in ("delicious", "normal", "suspicious")]
        known = [(name, text) for name, text in qualities if text]
        if known:
            reply.add(say("food-heading", name=entity.name, category=row.name("category")))
            for name, text in known:
                reply.add(say("food-quality", quality=name.title(), text=text))
                reply.state(row, f"{name}_effect")
        elif text := row.text("effect"):
            reply.add(say("food-effect", name=entity.name, text=text))
            reply.state(row, "effect")
        else:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-effect")))
        reply.show(row)

    return each(asked, ("food",), answer)


@answers("food.base")
def food_base(asked: Asked) -> Reply:
    """Which dish a special dish is made from."""

    def answer(entity: Entity, reply: Reply) -> None:
        row = asked.row(entity)
        base = asked.game.row("foods", row.text("base_dish") or "")
        if base is None:
            raise DeclinedError(say("no-base-dish", name=entity.name))
        reply.add(say("food-base", name=entity.name, base=base.name()))
        reply.state(row, "base_dish")
        reply.found.append(Entity("food", base.name("key"), base.name()))
        reply.show(row)

    return each(asked, ("food",), answer)
