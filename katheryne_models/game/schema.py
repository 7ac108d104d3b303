"""The tables of the game snapshot: every column, its type, and whether it may be missing.

One declaration serves the build, which writes exactly these columns, and the reader, which refuses others.

A column is written `name`, then `:int`, `:number` (64-bit float), `:flag`, `:texts`, `:ints` or `:numbers`
(lists); no type means text. `?` marks a column that may be null: the game data does not say. A list is never
null; an empty one says that nothing is recorded. `*` marks the columns that rows are sorted by.

`key` columns are genshin-db's record names ("hutao"): stable, unique, and what other tables refer to.
Percentages are fractions (0.466 is 46.6 %), in stats and resistances alike; Elemental Mastery is in points.
`icon` and `card` are picture addresses, where the package has one; `icon_name` is the game's own name of a
picture.
"""

import pyarrow as pa

SCHEMA_VERSION = 2

_TYPES: dict[str, pa.DataType] = {
    "": pa.string(),
    "int": pa.int64(),
    "number": pa.float64(),
    "flag": pa.bool_(),
    "texts": pa.list_(pa.string()),
    "ints": pa.list_(pa.int64()),
    "numbers": pa.list_(pa.float64()),
}

_COLUMNS: dict[str, str] = {
    # A row a playable character. Aether and Lumine have no element or birthday, Manekin and Manekina no
    # constellation; `ascension_stat` is the stat that ascending raises.
    "characters": """
        *key id:int name title? description? element? weapon_type rarity:int gender birthday?
        birthday_month:int? birthday_day:int? affiliation? region? ascension_stat
        constellation? voice_english? voice_chinese?
        voice_japanese? voice_korean? version? icon? icon_name? card?""",
    # A row a character, level 1 to 100 and ascension phase; levels 20, 40, 50, 60, 70 and 80 have two rows,
    # before and after ascending. `ascension_value` includes the 5 % CRIT Rate or 50 % CRIT DMG of everyone.
    "character_stats": """
        *character *level:int *ascension:int hp:number atk:number def:number ascension_value:number""",
    # A row a material that one ascension takes; `phase` is 1 to 6.
    "character_costs": "*character *phase:int material? material_name count:int",
    # A row a talent. `owner` is a character's key or one of the Traveler's elements ("traveleranemo"), where
    # `character` is null. `slot` is normal, skill, sprint, jump, burst, or passive1 to passive4.
    "talents": "*owner owner_name character? slot name description? flavor? icon? icon_name?",
    # A row a number that the game lists for a talent, and level. `text` is written as the game writes it,
    # `values` are the raw parameters in it. A slot that cannot be levelled has level 1 alone.
    "talent_multipliers": "*owner slot position:int label level:int text values:numbers",
    # A row a material that raising a talent to `level`, 2 to 10, takes.
    "talent_costs": "*owner *level:int material? material_name count:int",
    # A row a constellation; `number` is 1 to 6. The owner is as in talents.
    "constellations": "*owner owner_name *number:int name description? icon? icon_name?",
    # A row a weapon. Weapons of 1 and 2 stars have no substat and no passive.
    "weapons": """
        *key id:int name weapon_type rarity:int description? story? base_atk:number substat?
        substat_base:number? passive_name? version? icon? icon_name?""",
    # A row a weapon, level and ascension phase, as in character_stats; levels end at 90, or 70 below 3 stars.
    "weapon_stats": "*weapon *level:int *ascension:int atk:number substat_value:number?",
    # A row a weapon and refinement, 1 to 5. Some weapons cannot be refined and have 1 alone.
    "weapon_refinements": "*weapon *refinement:int description",
    # A row a material that one ascension of a weapon takes; `phase` is 1 to 6, or 1 to 4 below 3 stars.
    "weapon_costs": "*weapon *phase:int material? material_name count:int",
    # A row an artifact set. Four sets have a 1-piece effect and neither of the others.
    "artifacts": """
        *key id:int name min_rarity:int max_rarity:int effect_1pc? effect_2pc? effect_4pc? version? icon?
        icon_name?""",
    # A row a piece: flower, plume, sands, goblet, circlet.
    "artifact_pieces": "*artifact slot name description? icon? icon_name?",
    # A row an item of the inventory. `group` is its family in material_groups, `domain` the entrance behind
    # which it drops, `days` the weekdays on which it does.
    "materials": """
        *key id:int name rarity:int? type? category description? version? icon? icon_name? group? domain?
        sources:texts days:texts""",
    # A row a family of materials that craft into each other; `members` from the lowest rarity up. `kind` is
    # talent_book, weapon_material, gem, common (enemy drops of 1 to 3 stars) or elite (2 to 4 stars).
    "material_groups": "*key name kind region? domain? days:texts members:texts",
    # A row a domain and difficulty. Domains of artifacts are open every day and have no `days`.
    "domains": """
        *key id:int name region entrance type description? recommended_level:int recommended_elements:texts
        days:texts unlock_rank:int disorder:texts monsters:texts icon? icon_name?""",
    # A row a reward. `item` is a key of the table that `kind` names: material, artifact (the set), weapon,
    # food, or other where no table has it.
    "domain_rewards": "*domain *position:int kind item? name rarity:int? count:int?",
    # A row an enemy. `type` is NORMAL, ELITE or BOSS. `weekly_boss` is true where a boss drops a 5-star
    # material that talents take: only the bosses with weekly rewards do.
    "enemies": """
        *key id:int name type category description? special_names:texts weekly_boss:flag version? icon?
        icon_name? res_physical:number? res_pyro:number? res_hydro:number? res_electro:number?
        res_cryo:number? res_dendro:number? res_anemo:number? res_geo:number?""",
    # A row a drop, as in domain_rewards; `count` is the average a kill where one is known.
    "enemy_drops": "*enemy *position:int kind item? name rarity:int? count:number?",
    # A row an enemy and level, 1 to 200, before any multiplier of its location.
    "enemy_stats": "*enemy *level:int hp:number atk:number def:number",
    # A row a dish. `type` is Normal or Specialty; a specialty has a `base_dish` and its cook, `character`.
    "foods": """
        *key id:int name rarity:int type category effect? description? base_dish? character?
        suspicious_effect? normal_effect? delicious_effect? version? icon? icon_name?""",
    # A row an ingredient of a dish.
    "food_ingredients": "*food *position:int item? name count:int",
    # A row a recipe of the crafting bench, named after what it makes.
    "crafts": "*key id:int name category? unlock_rank:int result_count:int mora_cost:int",
    # A row an ingredient; the options of a recipe are alternatives.
    "craft_ingredients": "*craft *option:int *position:int item? name count:int",
    # A row an element; `color` is a CSS hex colour.
    "elements": "*key name color region archon icon?",
    # A row an outfit.
    "outfits": """
        *key id:int name description? character? character_name is_default:flag source:texts version? icon?
        icon_name?""",
    # A row a namecard.
    "namecards": "*key id:int name description? source:texts version? icon? icon_name?",
    # A row a stage of an achievement; `progress` is what the stage asks for.
    "achievements": """
        *key name group hidden:flag *stage:int title description? progress:int reward_name reward_count:int
        version?""",
    # A row a voice-over's title; `kind` is friend (the archive's lines) or action (said while playing).
    "voice_lines": "*character kind position:int title",
    # A row a viewpoint of the archive.
    "geographies": "*key id:int name area? region description? icon? icon_name?",
    # A row a living being of the archive.
    "animals": "*key id:int name category description? version? icon? icon_name?",
    # A row a wind glider.
    "wind_gliders": "*key id:int name rarity:int description? source:texts version? icon? icon_name?",
    # A row an adventure rank; `exp` leads to the next rank and is null for the last.
    "adventure_ranks": "*rank:int exp:int? unlocks?",
    # A row a language and thing: what it is called there. `language` is named as Discord does; English is not one.
    "localised_names": "*language *kind *key name",
    # A row a reward for reaching a rank; `kind` and `item` are as in domain_rewards.
    "adventure_rank_rewards": "*rank:int *position:int kind item? name count:int",
}


def _field(column: str) -> pa.Field:
    name, _, kind = column.strip("*?").partition(":")
    return pa.field(name, _TYPES[kind], nullable=column.endswith("?"))


TABLES: dict[str, pa.Schema] = {
    table: pa.schema([_field(column) for column in columns.split()]) for table, columns in _COLUMNS.items()
}

SORT_COLUMNS: dict[str, tuple[str, ...]] = {
    table: tuple(_field(column).name for column in columns.split() if column.startswith("*"))
    for table, columns in _COLUMNS.items()
}
