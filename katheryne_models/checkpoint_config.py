"""What a checkpoint's `config.json` states, and the tensors that follow from it."""

from typing import Annotated, Literal, Self

import torch
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from katheryne_models.genshin_assistant import GenshinAssistant
from katheryne_models.genshin_model import GenshinAutoencoder

Kind = Literal["assistant", "autoencoder"]
WeightType = Literal["float16", "float32"]
Size = Annotated[int, Field(ge=1, le=1_000_000)]

TORCH_TYPES: dict[WeightType, torch.dtype] = {"float16": torch.float16, "float32": torch.float32}


class NetworkConfig(BaseModel):
    """What both kinds of checkpoint state.

    Attributes:
        schema_version: The form of the checkpoint folder.
        data: The data that the network was trained on, such as "genshin-db 5.2.12"; for the reader.
        weight_type: How the weights are stored; they are cast to float32 when loaded.
        sha256: The checksum of `model.safetensors`, written by `save_checkpoint`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    schema_version: Literal[1] = 1
    data: str = ""
    weight_type: WeightType = "float32"
    sha256: str = ""


class AssistantConfig(NetworkConfig):
    """The sizes of a `GenshinAssistant`.

    Attributes:
        kind: Always "assistant".
        vocab_size: Tokens of the vocabulary beside it.
        embedding_dim: The width of a token's vector.
        hidden_dim: The width of one direction of the encoder.
        dropout: The share of values dropped in training.
        max_length: The most words of a question and tokens of a plan in training.
        vocabulary_sha256: The checksum of the vocabulary's tokens, written by `save_checkpoint`.
    """

    kind: Literal["assistant"] = "assistant"
    vocab_size: Size
    embedding_dim: Size
    hidden_dim: Size
    dropout: Annotated[float, Field(ge=0, lt=1)] = 0.1
    max_length: Size = 64
    vocabulary_sha256: str = ""

    def skeleton(self) -> GenshinAssistant:
        """Make the network without memory for its weights: it tells their names and shapes."""
        with torch.device("meta"):
            return GenshinAssistant(self.vocab_size, self.embedding_dim, self.hidden_dim, self.dropout)


class AutoencoderConfig(NetworkConfig):
    """The sizes of a `GenshinAutoencoder`.

    Attributes:
        kind: Always "autoencoder".
        items: What it was trained on: "characters", "weapons" or "artifacts".
        input_dim: Features of an item.
        feature_names: The features' names in their order, `input_dim` of them.
    """

    kind: Literal["autoencoder"] = "autoencoder"
    items: str
    input_dim: Size
    feature_names: Annotated[list[str], Field(min_length=1)]

    @model_validator(mode="after")
    def _name_every_feature(self) -> Self:
        if len(self.feature_names) != self.input_dim:
            message = f"feature_names holds {len(self.feature_names)} names for an input_dim of {self.input_dim}"
            raise ValueError(message)
        return self

    def skeleton(self) -> GenshinAutoencoder:
        """Make the network without memory for its weights: it tells their names and shapes."""
        with torch.device("meta"):
            return GenshinAutoencoder(self.input_dim)


CheckpointConfig = Annotated[AssistantConfig | AutoencoderConfig, Field(discriminator="kind")]

CONFIG_READER: TypeAdapter[AssistantConfig | AutoencoderConfig] = TypeAdapter(CheckpointConfig)
