"""Materials and their families."""

from training.snapshot.families import Family, find_families
from training.snapshot.records.items import CraftRecord, DomainRecord, MaterialRecord
from training.snapshot.rows import Row, Tables
from training.snapshot.source import Package
from training.snapshot.text import clean, clean_list


def material_tables(package: Package) -> Tables:
    """Build materials and material_groups.

    A material names the first difficulty of the domain where it drops; the tables name its entrance, which is
    what players call the domain. Weekdays are the materials' own: the package's lists of talent and weapon
    material types stop at three nations.

    Raises:
        SnapshotError: A record breaks its model.
    """
    records = package.records("materials", MaterialRecord)
    domains = {record.id: record for record in package.records("domains", DomainRecord).values()}
    families = find_families(records, package.records("crafts", CraftRecord))
    group_of = {member: family.key for family in families for member in family.members}
    return {
        "materials": [
            _material(package, key, record, _drop_domain(record, domains), group_of.get(key))
            for key, record in records.items()
        ],
        "material_groups": [_group(family, records, domains) for family in families],
    }


def _drop_domain(record: MaterialRecord, domains: dict[int, DomainRecord]) -> DomainRecord | None:
    return None if record.drop_domain_id is None else domains.get(record.drop_domain_id)


def _material(
    package: Package, key: str, record: MaterialRecord, domain: DomainRecord | None, group: str | None
) -> Row:
    return {
        "key": key,
        "id": record.id,
        "name": record.name,
        "rarity": record.rarity,
        "type": clean(record.type_text),
        "category": record.category,
        "description": clean(record.description),
        "version": package.release("materials", key),
        "icon": package.address("materials", key, "icon"),
        "icon_name": package.picture("materials", key, "filename_icon"),
        "group": group,
        "domain": None if domain is None else domain.entrance_name,
        "sources": clean_list(record.sources),
        "days": list(record.days_of_week),
    }


def _group(family: Family, records: dict[str, MaterialRecord], domains: dict[int, DomainRecord]) -> Row:
    lowest = records[family.members[0]]
    domain = _drop_domain(lowest, domains)
    return {
        "key": family.key,
        "name": family.name,
        "kind": family.kind,
        "region": None if domain is None else domain.region_name,
        "domain": None if domain is None else domain.entrance_name,
        "days": list(lowest.days_of_week),
        "members": list(family.members),
    }
