"""How much each group of features counts in the likeness of two items.

Set by hand and coarsely: a group that players care about twice as much counts about twice. No search fitted them; a few
coarse steps were compared on a small share of judged items, where most differ by less than 0.005 of nDCG@10.
"""

from katheryne_models.similarity.feature_space import GroupWeight
from katheryne_models.similarity.features.table import Kind

WEIGHTS: dict[Kind, dict[str, GroupWeight]] = {
    "characters": {
        "scales on": GroupWeight(1.5),
        "heal scales on": GroupWeight(0.6),
        "shield scales on": GroupWeight(0.5),
        "role": GroupWeight(0.8),
        "ascension": GroupWeight(1.2),
        "weapon type": GroupWeight(0.6),
        "element": GroupWeight(0.5),
        "base": GroupWeight(0.4, is_numeric=True),
        "attack": GroupWeight(0.4),
        "gives the party": GroupWeight(0.2),
        "effect": GroupWeight(0.3),
        "reaction": GroupWeight(0.2),
        "text": GroupWeight(1.5),
    },
    "weapons": {
        "type": GroupWeight(1.5),
        "substat": GroupWeight(1.0),
        "stats": GroupWeight(0.3, is_numeric=True),
        "supplies": GroupWeight(0.8),
        "effect": GroupWeight(0.2),
        "trigger": GroupWeight(0.1),
        "play": GroupWeight(0.5),
        "suits": GroupWeight(1.5),
    },
    "artifacts": {
        "2 pieces": GroupWeight(1.5),
        "4 pieces": GroupWeight(1.5),
        "element": GroupWeight(0.6),
        "play": GroupWeight(1.0),
        "effect": GroupWeight(0.5),
        "trigger": GroupWeight(0.1),
        "reaction": GroupWeight(0.2),
        "suits": GroupWeight(0.3),
    },
}
