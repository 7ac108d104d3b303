"""Domains and their rewards."""

from training.snapshot.records.items import DomainRecord
from training.snapshot.rows import Items, Row, Tables, reward_rows
from training.snapshot.source import Package
from training.snapshot.text import clean, clean_list


def domain_tables(package: Package, items: Items) -> Tables:
    """Build domains and domain_rewards; raises SnapshotError where a record breaks its model."""
    records = package.records("domains", DomainRecord)
    return {
        "domains": [_domain(package, key, record) for key, record in records.items()],
        "domain_rewards": [
            row for key, record in records.items() for row in reward_rows(("domain", key), record.reward_preview, items)
        ],
    }


def _domain(package: Package, key: str, record: DomainRecord) -> Row:
    return {
        "key": key,
        "id": record.id,
        "name": record.name,
        "region": record.region_name,
        "entrance": record.entrance_name,
        "type": record.domain_text,
        "description": clean(record.description),
        "recommended_level": record.recommended_level,
        "recommended_elements": clean_list(record.recommended_elements),
        "days": list(record.days_of_week),
        "unlock_rank": record.unlock_rank,
        "disorder": clean_list(record.disorder),
        "monsters": clean_list([monster.name for monster in record.monster_list]),
        "icon": package.address("domains", key, "image"),
        "icon_name": package.picture("domains", key, "filename_image"),
    }
