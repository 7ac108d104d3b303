"""Characters, their stats at every level and what ascending costs."""

from training.snapshot.records.characters import CharacterRecord, CharacterStatsRecord
from training.snapshot.rows import Items, Row, Tables, cost_rows, level_phases
from training.snapshot.source import Package
from training.snapshot.text import clean

_LAST_LEVEL = 100


def character_tables(package: Package, items: Items) -> Tables:
    """Build characters, character_stats and character_costs.

    Raises:
        SnapshotError: A record breaks its model.
    """
    records = package.records("characters", CharacterRecord)
    stats = package.statistics("characters", CharacterStatsRecord)
    return {
        "characters": [_character(package, key, record) for key, record in records.items()],
        "character_stats": [row for key in records for row in _stats(package, key, stats[key])],
        "character_costs": [
            row
            for key, record in records.items()
            for row in cost_rows(("character", key), "phase", record.costs, items)
        ],
    }


def _character(package: Package, key: str, record: CharacterRecord) -> Row:
    birthday, month, day = _birthday(record)
    return {
        "key": key,
        "id": record.id,
        "name": record.name,
        "title": clean(record.title),
        "description": clean(record.description),
        "element": None if record.element_text == "None" else record.element_text,
        "weapon_type": record.weapon_text,
        "rarity": record.rarity,
        "gender": record.gender,
        "birthday": birthday,
        "birthday_month": month,
        "birthday_day": day,
        "affiliation": clean(record.affiliation),
        "region": clean(record.region),
        "ascension_stat": record.substat_text,
        "constellation": clean(record.constellation),
        "voice_english": clean(record.cv.english),
        "voice_chinese": clean(record.cv.chinese),
        "voice_japanese": clean(record.cv.japanese),
        "voice_korean": clean(record.cv.korean),
        "version": package.release("characters", key),
        # the wiki of HoYoLAB shows its addresses itself, the others are composed from the picture's name
        "icon": package.address("characters", key, "hoyowiki_icon", "mihoyo_icon"),
        "icon_name": package.picture("characters", key, "filename_icon"),
        "card": package.address("characters", key, "cover1", "card"),
    }


def _birthday(record: CharacterRecord) -> tuple[str | None, int | None, int | None]:
    """Return the birthday as text, month and day; all None for "" (Aether) and "0/0" (Manekin)."""
    if record.birthdaymmdd in {"", "0/0"}:
        return None, None, None
    month, _, day = record.birthdaymmdd.partition("/")
    return clean(record.birthday), int(month), int(day)


def _stats(package: Package, key: str, stats: CharacterStatsRecord) -> list[Row]:
    """Compute the stats at every level and phase, as `calcStatsCharacter` of genshin-db's getdata.js does."""
    base = stats.base
    curves = (stats.curve.hp, stats.curve.attack, stats.curve.defense)
    hp, attack, defense = (package.growth("characters", curve, _LAST_LEVEL) for curve in curves)
    everyones = {"FIGHT_PROP_CRITICAL": base.critrate, "FIGHT_PROP_CRITICAL_HURT": base.critdmg}
    start = everyones.get(stats.specialized, 0.0)
    rows: list[Row] = []
    for level, phase in level_phases([bonus.maxlevel for bonus in stats.promotion], _LAST_LEVEL):
        bonus = stats.promotion[phase]
        rows.append(
            {
                "character": key,
                "level": level,
                "ascension": phase,
                "hp": base.hp * hp[level - 1] + bonus.hp,
                "atk": base.attack * attack[level - 1] + bonus.attack,
                "def": base.defense * defense[level - 1] + bonus.defense,
                "ascension_value": bonus.specialized + start,
            }
        )
    return rows
