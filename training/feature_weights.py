"""How much each group of features counts in the likeness of two items.

Set by hand and coarsely: a group that players care about twice as much counts about twice. They are not
fitted to anything.
"""

from katheryne_models.similarity.feature_space import GroupWeight
from katheryne_models.similarity.features.tables import Kind

WEIGHTS: dict[Kind, dict[str, GroupWeight]] = {
    "characters": {
        "scales on": GroupWeight(1.5),
        "heal scales on": GroupWeight(0.5),
        "shield scales on": GroupWeight(0.5),
        "buff scales on": GroupWeight(0.2),
        "role": GroupWeight(0.8),
        "ascension": GroupWeight(1.0),
        "weapon type": GroupWeight(0.7),
        "element": GroupWeight(0.6),
        "base": GroupWeight(0.5, is_numeric=True),
        "energy": GroupWeight(0.1, is_numeric=True),
        "attack": GroupWeight(0.4),
        "gives the party": GroupWeight(0.3),
        "effect": GroupWeight(0.4),
        "reaction": GroupWeight(0.2),
        "text": GroupWeight(0.8),
    },
    "weapons": {
        "type": GroupWeight(1.2),
        "substat": GroupWeight(1.0),
        "stats": GroupWeight(0.4, is_numeric=True),
        "supplies": GroupWeight(0.5),
        "effect": GroupWeight(0.3),
        "trigger": GroupWeight(0.2),
        "reaction": GroupWeight(0.1),
        "suits": GroupWeight(1.2),
    },
    "artifacts": {
        "2 pieces": GroupWeight(1.5),
        "4 pieces": GroupWeight(0.8),
        "effect": GroupWeight(0.6),
        "trigger": GroupWeight(0.2),
        "reaction": GroupWeight(0.2),
        "stats": GroupWeight(0.2, is_numeric=True),
        "suits": GroupWeight(0.5),
    },
}
