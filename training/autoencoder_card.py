"""The model card of an autoencoder."""

from collections.abc import Mapping

from pydantic import JsonValue

from katheryne_models.checkpoint_config import AutoencoderConfig
from katheryne_models.similarity.feature_space import GroupWeight
from katheryne_models.similarity.features.table import FeatureTable, Kind

_ITEMS = {"characters": "characters", "weapons": "weapons", "artifacts": "artifact sets"}
_CARD = """# Autoencoder of {items}

Places {items} that play alike beside each other. Made from {data}.

- Input: {inputs} features of {count} {items}, derived from the game's tables by rules.
- Latents: {latents}, of which {dead_latents} are 0 for every item.
- Likeness: the cosine of two items' latents minus the mean of all.
- Training: {epochs} epochs, batches of {batch_size}, seed {seed}. The loss is the error of the rebuilt features
  and the error of the latents' cosines against the features'.
- Of each item's ten nearest by features, {kept} are among the ten nearest by latents.

| group of features | features | weight |
|---|---|---|
{groups}

The weights are set by hand. `features.safetensors` holds the means and scales of the features, and for
characters the words and directions by which talent texts are read: items of a later snapshot are placed without
training.

Limits: the rules read English texts; rotations, teams and the feel of a character are not in the data.
"""


def write_card(
    table: FeatureTable,
    config: AutoencoderConfig,
    metrics: Mapping[str, JsonValue],
    weights: Mapping[Kind, Mapping[str, GroupWeight]],
) -> str:
    """Write what a reader should know of a trained autoencoder, in Markdown."""
    items = _ITEMS[table.kind]
    groups = [name.partition(": ")[0] for name in config.feature_names]
    chosen = next(groups_of for kind, groups_of in weights.items() if kind == table.kind)
    kept = float(str(metrics["nearest_ten_kept"]))
    return _CARD.format(
        items=items,
        data=config.data or "the game's tables",
        inputs=config.input_dim,
        count=len(table.keys),
        kept=f"{kept:.0%}",
        groups="\n".join(
            f"| {group} | {groups.count(group)} | {weight.weight:g} |" for group, weight in chosen.items()
        ),
        **{name: metrics[name] for name in ("latents", "dead_latents", "epochs", "batch_size", "seed")},
    )
