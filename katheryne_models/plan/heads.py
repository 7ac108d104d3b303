"""Every head of the plan language, with what may follow it.

This is the inventory of what Katheryne can be asked. `execution` holds a function for each.
"""

from katheryne_models.plan.grammar import MAX_SUBJECTS, Argument, Head

CHARACTER, WEAPON, ARTIFACT, MATERIAL = ("character",), ("weapon",), ("artifact",), ("material",)
ENEMY, FOOD, DOMAIN, ABILITY, STAT = ("enemy",), ("food",), ("domain",), ("ability",), ("stat",)
LEVEL = ("level", "number")
NAMED = (
    "character", "weapon", "artifact", "piece", "material", "domain", "enemy", "food", "talent", "constellation",
    "outfit", "namecard", "achievement", "animal", "glider", "geography", "affiliation", "element", "title", "sign",
    "person", "passive",
)  # fmt: skip
# Filters in the order in which a plan states them.
FILTERS = (
    "character", "weapon", "artifact", "food", "domain", "element", "weapon_type", "region", "rarity", "stat", "pieces",
    "affiliation", "gender", "person", "language", "month", "day", "material", "enemy", "version", "number", "level",
)  # fmt: skip


# Parts of a kind that have a name of their own: what they are, the filters that fit, and the kind that is found.
_PARTS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "book_domain": ("Which domains give talent books", ("region", "day"), "domain"),
    "weapon_domain": ("Which domains give weapon ascension materials", ("region", "day"), "domain"),
    "artifact_domain": ("Which domains give artifacts", ("region",), "domain"),
    "talent_book": ("Which families of talent books there are", ("region", "day"), "material"),
    "weapon_material": ("Which families of weapon ascension materials there are", ("region", "day"), "material"),
    "gem": ("Which ascension gems there are", ("element",), "material"),
    "boss_drop": ("Which materials only world bosses drop", (), "material"),
    "weekly_drop": ("Which materials only weekly bosses drop", (), "material"),
    "boss": ("Which world bosses there are", (), "enemy"),
    "weekly_boss": ("Which weekly bosses there are", (), "enemy"),
}


def _several(*kinds: str) -> Argument:
    return Argument(kinds, 1, MAX_SUBJECTS)


def _maybe(*kinds: str, most: int = 1) -> Argument:
    return Argument(kinds, 0, most)


_LEVELS = Argument(LEVEL, 0, 2)
_PAIR = Argument(("character", "weapon", "artifact"), 2, MAX_SUBJECTS)
_ONE_C = Argument(CHARACTER)


def _facts() -> list[Head]:
    one = {
        "birthday": ("When the birthday is", CHARACTER),
        "element": ("Which element a character commands", CHARACTER),
        "weapon_type": ("Which kind of weapon", ("character", "weapon")),
        "rarity": ("How many stars", ("character", "weapon", "artifact", "material", "food")),
        "region": ("Which region it belongs to", ("character", "domain", "geography", "material", "enemy")),
        "affiliation": ("Which organisation a character belongs to", CHARACTER),
        "title": ("A character's title", CHARACTER),
        "constellation_name": ("The sign in the sky that a character is born under", CHARACTER),
        "ascension_stat": ("Which stat ascending raises", CHARACTER),
        "substat": ("Which second stat a weapon has", WEAPON),
        "version": (
            "With which version it was released",
            ("character", "weapon", "artifact", "material", "food"),
        ),
        "gender": ("A character's gender", CHARACTER),
        "signature_dish": ("The special dish that only this character cooks", CHARACTER),
        "outfits": ("A character's outfits", CHARACTER),
        "namecard": ("A character's namecard", CHARACTER),
        "type": ("What kind of thing it is", ("material", "food", "enemy", "domain", "artifact")),
    }
    found = {"signature_dish": FOOD}
    heads = [
        Head(f"fact.{name}", summary, (_several(*kinds),), search=found.get(name, ()))
        for name, (summary, kinds) in one.items()
    ]
    voice = Head("fact.voice_actor", "Who voices a character", (_several(*CHARACTER), _maybe("language")))
    return [
        *heads, voice, Head("about", "An overview of anything that has a name", (_several(*NAMED),)),
        Head("about.find", "Which achievement, wind glider, namecard, outfit, animal or place is described so"),
    ]  # fmt: skip


def _numbers() -> list[Head]:
    arguments = (
        _several("character", "weapon", "enemy"), _maybe("stat", most=3), _LEVELS, _maybe("phase"),
    )  # fmt: skip
    return [
        Head("stat", "Base stats at a level", arguments),
        Head("stat.before", "Base stats at a level, before ascending there", arguments),
        Head("stat.after", "Base stats at a level, after ascending there", arguments),
        Head(
            "ascension.stat_value",
            "How much ascending adds to the bonus stat",
            (_several(*CHARACTER), _LEVELS),
        ),
    ]


def _costs() -> list[Head]:
    both = ("character", "weapon")
    ascension = {
        "gem": ("Which gemstones ascending takes", both),
        "specialty": ("Which local specialty ascending takes", CHARACTER),
        "boss_material": ("Which boss drop ascending takes", CHARACTER),
        "boss": ("Which boss to fight for ascending", CHARACTER),
        "common": ("Which common enemy drops ascending takes", both),
    }
    talents = {
        "books": "Which talent books",
        "weekly": "Which weekly boss drop talents take",
        "boss": "Which weekly boss to fight for talents",
        "common": "Which common enemy drops talents take",
        "days": "On which days and where the talent books are farmed",
        "crown": "What the last talent level takes",
    }
    found = {
        "gem": MATERIAL, "specialty": MATERIAL, "boss_material": MATERIAL, "boss": ENEMY, "common": MATERIAL,
        "books": MATERIAL, "weekly": MATERIAL,
    }  # fmt: skip
    return [
        Head("ascension.materials", "Everything that ascending takes", (_several(*both), _LEVELS, _maybe("phase"))),
        Head("ascension.mora", "The Mora that ascending takes", (_several(*both), _LEVELS, _maybe("phase"))),
        *(
            Head(f"ascension.{name}", text, (_several(*kinds),), search=found.get(name, ()))
            for name, (text, kinds) in ascension.items()
        ),
        Head("talents.materials", "Everything that talent levels take", (_several(*CHARACTER), _LEVELS)),
        Head("talents.mora", "The Mora that talent levels take", (_several(*CHARACTER), _LEVELS)),
        *(
            Head(f"talents.{name}", summary, (_several(*CHARACTER),), search=found.get(name, ()))
            for name, summary in talents.items()
        ),
        Head("materials.amount", "How many of a material something takes",
             (_several(*MATERIAL), _several(*both), _LEVELS, _maybe("phase"))),
    ]  # fmt: skip


def _talents() -> list[Head]:
    owned = (
        "talent", "constellation", "food", "piece", "title", "sign", "outfit", "namecard", "person", "weapon",
        "passive",
    )  # fmt: skip
    ability = Argument(ABILITY, 0, 2)
    return [
        Head("talent", "What a talent does and is called", (_several(*CHARACTER), Argument(ABILITY, 1, 3))),
        Head("talent.passives", "A character's passive talents", (_several(*CHARACTER), _maybe("stat"))),
        Head("talent.all", "A character's whole kit", (_several(*CHARACTER),)),
        Head("talent.cooldown", "How long until a talent is ready again", (_several("character", "talent"), ability)),
        Head("talent.energy", "How much Energy a burst takes", (_several("character", "talent"),)),
        Head("talent.duration", "How long a talent lasts", (_several("character", "talent"), ability)),
        Head("talent.multiplier", "The numbers of a talent at a level",
             (_several("character", "talent"), ability, Argument(("label",), 0, 2), _LEVELS)),
        Head("kit.find", "What in a character's kit does something that the question describes",
             (_several(*CHARACTER),)),
        Head("talent.find", "Which talent, passive or constellation does something", (),
             ("element", "weapon_type", "stat", "constellation_level", "ability", "number"), search=("character",)),
        Head("constellation", "What a constellation does and is called",
             (_several(*CHARACTER), Argument(("constellation_level", "number"), 1, 6))),
        Head("constellation.all", "All six constellations", (_several(*CHARACTER),)),
        Head("owner", "Whose talent, dish, title, voice or piece it is", (_several(*owned),), search=("character",)),
    ]  # fmt: skip


def _things() -> list[Head]:
    return [
        Head("weapon.passive", "What a weapon's passive does and is called",
             (_several(*WEAPON), Argument(("refinement", "number"), 0, 2))),
        Head("weapon.find", "Which weapon's passive does something", (), ("weapon_type", "rarity", "stat", "number"),
             search=("weapon",)),
        Head("artifact.bonus", "What a set gives", (_several(*ARTIFACT), Argument(("pieces", "number"), 0, 2))),
        Head("artifact.piece", "What a piece of a set is called", (_several(*ARTIFACT), Argument(("slot",), 1, 5))),
        Head("artifact.pieces", "All pieces of a set", (_several(*ARTIFACT),)),
        Head("artifact.source", "Where a set drops", (_several("artifact", "piece"),), search=("domain",)),
        Head("artifact.same_domain", "Which other set drops in the same domain", (_several(*ARTIFACT),),
             search=("artifact",)),
        Head("artifact.find", "Which set gives something", (), ("element", "stat", "pieces", "number"),
             search=("artifact",)),
        Head("material.days", "On which days a material can be farmed", (_several("material", "weapon"),)),
        Head("material.source", "Where a material comes from", (_several(*MATERIAL),), search=("domain", "enemy")),
        Head("material.users", "Which characters need a material", (_several(*MATERIAL),), search=("character",)),
        Head("material.weapon_users", "Which weapons need a material", (_several(*MATERIAL),), search=("weapon",)),
        Head("material.use", "What a material is for", (_several(*MATERIAL),)),
        Head("material.recipe", "How a material is crafted", (_several("material"),)),
        Head("domain.rewards", "What a domain gives", (_several(*DOMAIN), _maybe("day")), search=("material",)),
        Head("domain.location", "Where a domain is", (_several(*DOMAIN),)),
        Head("domain.monsters", "Who fights in a domain", (_several(*DOMAIN),), search=("enemy",)),
        Head("domain.level", "Which rank and level a domain asks for", (_several(*DOMAIN),)),
        Head("domain.elements", "Which elements a domain recommends", (_several(*DOMAIN),)),
        Head("domain.effect", "The ley line disorder of a domain", (_several(*DOMAIN),)),
        Head("domain.days", "What a domain gives on which days", (_several(*DOMAIN),)),
        Head("farm", "What the domains give on a day", (Argument(("day",)), _maybe("region")), search=("material",)),
        Head("enemy.drops", "What an enemy drops", (_several("enemy", "character"),), search=("material",)),
        Head("enemy.resistance", "What an enemy resists", (_several(*ENEMY), _maybe("element"))),
        Head("food.ingredients", "What goes into a dish", (_several(*FOOD),)),
        Head("food.effect", "What a dish does", (_several(*FOOD),)),
        Head("food.base", "Which dish a special dish is made from", (_several(*FOOD),), search=("food",)),
        Head("food.find", "Which dish does something", (), ("rarity", "stat", "number"), search=("food",)),
        Head("rank", "What an adventure rank asks for, unlocks and gives", (Argument(LEVEL, 1, MAX_SUBJECTS),)),
        Head("rank.find", "At which adventure rank something unlocks"),
    ]  # fmt: skip


def _searches() -> list[Head]:
    kinds = ("character", "weapon", "artifact", "food", "domain", "enemy", "material")
    filters = FILTERS
    ranked = {
        "best": "Who has the highest value", "worst": "Who has the lowest value",
        "newest": "Which was released last", "oldest": "Which was released first",
    }  # fmt: skip
    return [
        *(Head(f"list.{kind}", f"Every {kind} that fits", (), filters, search=(kind,)) for kind in kinds),
        *(Head(f"count.{kind}", f"How many of kind {kind} fit", (), filters) for kind in kinds),
        *(
            Head(f"{head}.{kind}", f"{summary} ({kind})", (), filters, search=(kind,),
                 least_filters=1 if head in {"best", "worst"} else 0)
            for head, summary in ranked.items()
            for kind in ("character", "weapon", "artifact")
            if not (kind == "artifact" and head in {"best", "worst"})
        ),
        *(
            Head(f"list.{name}", summary, (), where, search=(found,))
            for name, (summary, where, found) in _PARTS.items()
        ),
        Head("same.voice_actor", "Whom a character's voice actor voices besides", (_ONE_C, _maybe("language")),
             search=("character",)),
        *(
            Head(f"same.{name}", f"Who shares a character's {name.replace('_', ' ')}", (_ONE_C,), search=("character",))
            for name in ("birthday", "element", "region", "ascension_stat", "weapon_type", "affiliation")
        ),
        Head("check", "Whether something is so",
             (Argument(("character", "weapon", "artifact", "material", "food", "domain", "enemy"), 1, 1),), filters,
             least_filters=1),
    ]  # fmt: skip


def _comparisons() -> list[Head]:
    facts = ("version", "rarity", "birthday", "energy", "all")
    return [
        Head("compare.stat", "Who has more", (_PAIR, _maybe("stat", most=3), _LEVELS)),
        Head("compare.cooldown", "Whose talent is back sooner", (_PAIR, Argument(ABILITY, 0, 1))),
        *(Head(f"compare.{name}", f"Two or more side by side: {name}", (_PAIR,)) for name in facts),
        Head("common", "What two or more have in common", (_PAIR,)),
    ]


def _talk() -> list[Head]:
    replaced = (
        "character", "weapon", "artifact", "material", "domain", "enemy", "food", "element", "weapon_type", "region",
        "rarity", "stat", "slot", "ability", "level", "phase", "constellation_level", "refinement", "pieces",
        "language", "day", "month", "gender", "number", "talent", "constellation", "title", "affiliation", "person",
        "geography", "version", "label",
    )  # fmt: skip
    return [
        Head("again", "The earlier question with something replaced", (), replaced, least_filters=1),
        Head("greet", "A greeting"),
        Head("thanks", "Thanks"),
        Head("help", "What Katheryne can do"),
        Head("unknown", "Nothing that the game data answers"),
    ]


HEADS: dict[str, Head] = {
    head.name: head
    for head in (
        *_facts(), *_numbers(), *_costs(), *_talents(), *_things(), *_searches(), *_comparisons(), *_talk(),
    )
}  # fmt: skip
