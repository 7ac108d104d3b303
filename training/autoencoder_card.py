"""The model card of an autoencoder."""

from collections.abc import Mapping

from pydantic import JsonValue

from katheryne_models.checkpoint_config import AutoencoderConfig
from katheryne_models.similarity.feature_space import GroupWeight
from katheryne_models.similarity.features.table import FeatureTable
from katheryne_models.similarity.features.tables import Kind

_ITEMS = {"characters": "characters", "weapons": "weapons", "artifacts": "artifact sets"}


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
    lines = [
        f"# Autoencoder of {items}",
        "",
        f"Places {items} that play alike beside each other. Made from {config.data or 'the game tables'}.",
        "",
        f"- Input: {config.input_dim} features of {len(table.keys)} {items}, derived from the game's tables by rules.",
        f"- Latents: {metrics['latents']}, of which {metrics['dead_latents']} are 0 for every item.",
        "- Likeness: the cosine of two items' latents minus the mean of all.",
        f"- Training: {metrics['epochs']} epochs, batches of {metrics['batch_size']}, seed {metrics['seed']}. "
        "The loss is the error of the rebuilt features and the error of the latents' cosines against the features'.",
        f"- Of each item's ten nearest by features, {float(str(metrics['nearest_ten_kept'])):.0%} are nearest by latents.",
        "",
        "| group of features | features | weight |",
        "|---|---|---|",
        *(f"| {group} | {groups.count(group)} | {weight.weight:g} |" for group, weight in chosen.items()),
        "",
        "`features.safetensors` holds the means and scales of the features, and for characters the words and "
        "directions by which talent texts are read: items of a later snapshot are placed without training.",
        "",
        "Limits: the rules read English texts; rotations, teams and play feel are not in the data.",
        "",
    ]
    return "\n".join(lines)
