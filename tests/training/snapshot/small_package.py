"""A package in genshin-db's own shapes with a handful of records, each there for a trap."""

import io
import json
import tarfile
from pathlib import Path
from typing import Any

from katheryne_models.game.local_names import LANGUAGES
from training.snapshot.local_names import KINDS

LEVELS = 200
MORA = {"id": 202, "name": "Mora"}
DESCRIPTION = {
    "name": "genshin-db",
    "version": "5.2.12",
    "description": "Genshin Impact v6.7 JSON data. Search and get results!",
}


def small_database() -> dict[str, Any]:
    """Return a fresh database; a test may change it before it is packed."""
    data = {
        **_characters(),
        **_weapons(),
        **_items(),
        **_places(),
        **_collection(),
        **_archive(),
    }
    return {
        "data": {"English": data, **{language: _translated(data, language) for language in LANGUAGES.values()}},
        "stats": _stats(),
        "curve": {
            folder: {str(level): {"GROW": float(level)} for level in range(1, LEVELS + 1)}
            for folder in ("characters", "weapons", "enemies")
        },
        "image": {
            "characters": {
                "hutao": {
                    "cover1": "https://example.org/cover.png",
                    "filename_icon": "UI_AvatarIcon_Hutao",
                    "hoyowiki_icon": "https://example.org/Hu Tao_icon.png",
                }
            },
            "elements": {"pyro": {"wikia": "data:image/png;base64,AAAA"}},
        },
        "version": {"characters": {"hutao": "1.3", "aether": "1.0"}, "domains": {"frostedaltari": ""}},
    }


def _translated(data: dict[str, Any], language: str) -> dict[str, Any]:
    """The same records under other names."""
    return {
        folder: {key: record | {"name": f"{record['name']} ({language})"} for key, record in records.items()}
        for folder, records in data.items()
        if folder in KINDS
    }


def pack(database: Any, archive: Path, description: dict[str, str] | None = None) -> Path:
    """Write the database into a .tgz as npm packs it, and return its path."""
    members = {
        "package/package.json": DESCRIPTION if description is None else description,
        "package/src/min/data.min.json": database,
    }
    with tarfile.open(archive, "w:gz") as tar:
        for name, content in members.items():
            encoded = json.dumps(content).encode()
            member = tarfile.TarInfo(name)
            member.size = len(encoded)
            tar.addfile(member, io.BytesIO(encoded))
    return archive


def _item(number: int, name: str, count: int) -> dict[str, Any]:
    return {"id": number, "name": name, "count": count}


def _characters() -> dict[str, Any]:
    hutao = {
        "id": 10000046,
        "name": "Hu Tao",
        "title": "Fragrance in Thaw",
        "description": "The 77th Director.",
        "weaponText": "Polearm",
        "rarity": 5,
        "gender": "Female",
        "birthdaymmdd": "7/15",
        "birthday": "July 15",
        "elementText": "Pyro",
        "affiliation": "Wangsheng Funeral Parlor",
        "region": "Liyue",
        "substatText": "CRIT DMG",
        "constellation": "Papilio Charontis",
        "cv": {"english": "B. K.", "chinese": "陶典", "japanese": "——", "korean": "K. H."},
        "costs": {
            "ascend1": [_item(202, "Mora", 20000), _item(113016, "Juvenile Jade", 2)],
            "ascend2": [_item(202, "Mora", 40000)],
        },
    }
    aether = hutao | {
        "id": 10000005,
        "name": "Aether",
        "title": "",
        "birthdaymmdd": "",
        "birthday": "",
        "elementText": "None",
        "affiliation": "",
        "region": "",
        "substatText": "ATK",
        "constellation": "???",
        "costs": {},
    }
    manekin = aether | {"id": 117, "name": "Manekin", "birthdaymmdd": "0/0", "birthday": "November 30"}
    del manekin["region"]
    constellation = {
        f"c{number}": {"name": f"C{number}", "description": "Raises **Guide** to 3."} for number in range(1, 7)
    }
    return {
        "characters": {"hutao": hutao, "aether": aether, "manekin": manekin},
        "talents": {
            "hutao": {
                "id": 4601,
                "name": "Hu Tao",
                "combat1": {
                    "name": "Secret Spear",
                    "description": "Normal Attack\\nSix strikes.",
                    "attributes": {"labels": ["1-Hit DMG|{param1:F1P}", "Low/High|{param2:P}/{param1:P}"]},
                },
                "combat3": {"name": "Spirit Soother", "description": "Fire.", "flavorText": "Ooh."},
                "passive1": {"name": "Flutter By", "description": "CRIT up."},
                "costs": {"lvl2": [_item(104301, "Teachings of Freedom", 3), _item(113999, "Shard", 1)]},
            },
            "travelercryo": {"id": 705, "name": "Traveler (Cryo)", "combat1": {}, "costs": {}},
            "traveleranemo": {
                "id": 704,
                "name": "Traveler (Anemo)",
                "combat2": {"name": "Palm Vortex", "description": "Wind."},
                "costs": {},
            },
        },
        "constellations": {"hutao": {"id": 4601, "name": "Hu Tao", **constellation}},
    }


def _weapons() -> dict[str, Any]:
    refined = {f"r{number}": {"description": f"ATK +{number}%."} for number in range(1, 6)}
    blade = {
        "id": 11419,
        "name": "Prized Isshin Blade",
        "description": "An ominous blade.",
        "weaponText": "Sword",
        "rarity": 4,
        "story": "",
        "mainStatText": "ATK",
        "effectName": "Wandering Striker",
        "r1": {"description": "<color=#99FFFFFF>180%</color> of ATK."},
        "costs": {"ascend1": [_item(202, "Mora", 5000)]},
    }
    dull = {
        "id": 11101,
        "name": "Dull Blade",
        "description": "Youthful.",
        "weaponText": "Sword",
        "rarity": 1,
        "story": "Once.",
        "costs": {},
    }
    homa = blade | refined | {"id": 13501, "name": "Staff of Homa", "weaponText": "Polearm", "rarity": 5}
    return {
        "weapons": {
            "prizedisshinblade": blade,
            "prizedisshinblade-01": blade | {"id": 11420},
            "dullblade": dull,
            "staffofhoma": homa,
        }
    }


def _material(number: int, name: str, rarity: int | None, kind: str, **more: Any) -> dict[str, Any]:
    record = {
        "id": number,
        "name": name,
        "description": "A thing.",
        "category": "AVATAR_MATERIAL",
        "typeText": kind,
        "sources": [],
    }
    return record | ({} if rarity is None else {"rarity": rarity}) | more


def _items() -> dict[str, Any]:
    book = "Character Talent Material"
    days = {"dropDomainId": 4210, "daysOfWeek": ["Monday", "Thursday", "Sunday"]}
    materials = {
        "mora": _material(202, "Mora", 3, "Common Currency", description=""),
        "juvenilejade": _material(113016, "Juvenile Jade", 4, "Character Level-Up Material"),
        "shard": _material(113999, "Shard", 5, "Character Level-Up Material"),
        "teachingsoffreedom": _material(104301, "Teachings of Freedom", 2, book, **days),
        "guidetofreedom": _material(
            104302,
            "Guide to Freedom",
            3,
            book,
            sources=["Placeholder - Craftable Amount: {0}", "Shop"],
            **days,
        ),
        "keysigil": _material(100934, "Key Sigil", None, "Adventure Item"),
        "keysigil-01": _material(100935, "Key Sigil", None, "Adventure Item"),
    }
    piece = {"name": "Tiara of Torrents", "description": "A tiara."}
    specialty = {
        "id": 10000046,
        "name": "Ghostly March",
        "rarity": 3,
        "foodtype": "SPECIALTY",
        "filterText": "ATK-Boosting Dish",
        "effect": "Increases CRIT.",
        "description": "Noodles.",
        "baseDishId": 3004,
        "characterId": 10000046,
        "ingredients": [_item(101230, "Bulle Fruit", 1)],
    }
    dish = specialty | {"id": 3004, "name": "Noodles", "foodtype": "NORMAL", "normal": {"effect": "Up."}}
    del dish["baseDishId"], dish["characterId"]
    craft = {"id": 1, "unlockRank": 15, "resultCount": 1, "moraCost": 0}
    return {
        "materials": materials,
        "artifacts": {
            "prayersfordestiny": {
                "id": 15010,
                "rarityList": [3, 4],
                "name": "Prayers for Destiny",
                "effect1Pc": "Affected by Hydro for 40% less time.",
                "circlet": piece,
            }
        },
        "foods": {"ghostlymarch": specialty, "noodles": dish},
        "crafts": {
            "guidetofreedom": craft
            | {"name": "Guide to Freedom", "recipe": [_item(104301, "Teachings of Freedom", 3)]},
            "reddye": craft
            | {
                "name": "Red Dye",
                "filterText": "Dyes",
                "recipe": [_item(1, "Sunsettia", 1)],
                "altrecipes": [[_item(2, "Carrot", 1)]],
            },
        },
    }


def _places() -> dict[str, Any]:
    domain = {
        "id": 4210,
        "name": "Domain of Mastery: Frosted Altar I",
        "regionName": "Mondstadt",
        "entranceName": "Forsaken Rift",
        "domainText": "Talent Level-Up Material",
        "description": "Cold.",
        "recommendedLevel": 36,
        "recommendedElements": ["Pyro"],
        "daysOfWeek": ["Monday", "Thursday", "Sunday"],
        "unlockRank": 27,
        "rewardPreview": [MORA | {"count": 1125}, {"id": 400001, "name": "Prayers for Destiny", "rarity": 4}],
        "disorder": ["Slow."],
        "monsterList": [{"id": 1, "name": "Hilichurl"}],
    }
    wolf = {
        "id": 29020101,
        "name": "Lupus Boreas",
        "specialNames": [None],
        "enemyType": "BOSS",
        "categoryText": "Enemies of Note",
        "description": "A wolf.\\n<color=#F39000FF>Old.</color>",
        "rewardPreview": [{"id": 113999, "name": "Shard", "count": 2.5}, {"id": 9, "name": "Nothing Known"}],
    }
    slime = wolf | {"id": 2, "name": "Slime", "enemyType": "NORMAL", "rewardPreview": [MORA]}
    return {"domains": {"frostedaltari": domain}, "enemies": {"lupusboreas": wolf, "slime": slime}}


def _collection() -> dict[str, Any]:
    reward = {"id": 201, "name": "Primogem", "count": 5}
    stages = {
        f"stage{number}": {
            "title": "Wind",
            "description": "Withstand {param0} damage.",
            "progress": 1500 * number,
            "reward": reward,
        }
        for number in (1, 2)
    }
    collected = {"id": 1, "name": "Wings", "description": "Blue.", "source": ["Gift"]}
    outfit = {
        "id": 204600,
        "name": "Cherries Snow-Laden",
        "description": "{REALNAME[ID(1)]}'s outfit.",
        "isDefault": False,
        "characterId": 10000046,
        "characterName": "Hu Tao",
    }
    return {
        "outfits": {"cherriessnowladen": outfit},
        "namecards": {"wings": collected},
        "windgliders": {"wings": collected | {"rarity": 4}},
        "achievements": {"wind": {"name": "Wind", "achievementGroupName": "Wonders", "isHidden": True} | stages},
    }


def _archive() -> dict[str, Any]:
    title = "#About {REALNAME[ID(1)]}: Puppet"
    place = {
        "id": 1,
        "name": "Aaru's Shut",
        "areaName": "???",
        "description": "Sand.",
        "regionName": "Sumeru",
    }
    ranks = [
        {"id": 1, "exp": 375, "unlockDescription": "", "reward": []},
        {"id": 2, "exp": 0, "unlockDescription": "Wishes", "reward": [_item(7, "Tiara of Torrents", 1)]},
    ]
    return {
        "elements": {
            "adaptive": {"color": "#a8f5ce"},
            "pyro": {"name": "Pyro", "color": "#FF9999", "region": "Natlan", "archon": "Murata"},
        },
        "geographies": {"aarusshut": place},
        "animals": {"eel": {"id": 3, "name": "Eel", "description": "Long.", "categoryText": "Fish"}},
        "voiceovers": {
            "hutao": {
                "id": 10000046,
                "name": "Hu Tao",
                "friendLines": [{"title": "Hello"}, {"title": title}],
                "actionLines": [{"title": "Elemental Skill: I"}],
            }
        },
        "adventureranks": {str(rank["id"]): rank for rank in ranks},
    }


def _stats() -> dict[str, Any]:
    base = {"hp": 1000.0, "attack": 10.0, "defense": 60, "critrate": 0.05, "critdmg": 0.5}
    phases = [(20, 0), (40, 100), (90, 200)]
    hutao = {
        "base": base,
        "curve": {"hp": "GROW", "attack": "GROW", "defense": "GROW"},
        "specialized": "FIGHT_PROP_CRITICAL_HURT",
        "promotion": [
            {"maxlevel": level, "hp": bonus, "attack": bonus, "defense": bonus, "specialized": bonus / 1000}
            for level, bonus in phases
        ],
    }
    aether = hutao | {"specialized": "FIGHT_PROP_ATTACK_PERCENT"}
    weapon = {
        "base": {"attack": 40.0, "specialized": 0.1},
        "curve": {"attack": "GROW", "specialized": "GROW"},
        "promotion": [{"maxlevel": level, "attack": bonus} for level, bonus in phases[:2]],
    }
    enemy = {
        "resistance": {"physical": 0.1, "pyro": 0.1},
        "base": {"hp": 13.5, "attack": 5.0, "defense": 500},
        "curve": {"hp": "GROW", "attack": "GROW", "defense": "GROW"},
    }
    return {
        "characters": {"hutao": hutao, "aether": aether, "manekin": aether},
        "weapons": dict.fromkeys(("prizedisshinblade", "prizedisshinblade-01", "dullblade", "staffofhoma"), weapon),
        "talents": {
            "hutao": {"combat1": {"param1": [0.46885, 0.5], "param2": [1.005, 2]}},
            "travelercryo": {},
            "traveleranemo": {},
        },
        "enemies": {"lupusboreas": enemy, "slime": enemy},
    }
