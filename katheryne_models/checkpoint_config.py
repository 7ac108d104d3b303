"""What a checkpoint's `config.json` states, and the tensors that follow from it."""

from typing import Annotated, Literal, Self

import torch
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from katheryne_models.genshin_assistant import GenshinAssistant
from katheryne_models.genshin_model import GenshinAutoencoder
from katheryne_models.sentence_reader import SentenceReader

Kind = Literal["assistant", "autoencoder", "reader"]
WeightType = Literal["float16", "float32", "int8"]
FileName = Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z]+$")]
Size = Annotated[int, Field(ge=1, le=1_000_000)]

# Types that all weights share; "int8" is told apart by tensor, see `quantised_weights`.
TORCH_TYPES: dict[WeightType, torch.dtype] = {"float16": torch.float16, "float32": torch.float32}


class NetworkConfig(BaseModel):
    """What all kinds of checkpoint state.

    Attributes:
        schema_version: The form of the checkpoint folder.
        data: The data that the network was trained on, such as "genshin-db 5.2.12"; for the reader.
        weight_type: How the weights are stored; they are cast to float32 when loaded.
        sha256: The checksum of `model.safetensors`, written by `save_checkpoint`.
        files: The checksums of the other files that are read, by name, written by `save_checkpoint`.
        checksum: That of this file, see `katheryne_models.checksum`, written by `save_checkpoint`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    schema_version: Literal[1] = 1
    data: str = ""
    weight_type: WeightType = "float32"
    sha256: str = ""
    files: dict[FileName, str] = {}
    checksum: str = ""


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


class ReaderConfig(NetworkConfig):
    """The sizes of a `SentenceReader`, and how sure its and the assistant's common plans are.

    Attributes:
        kind: Always "reader".
        vocab_size: Tokens of the vocabulary beside it.
        plan_tokens: How many of them a plan may hold.
        layers: See `SentenceReader`.
        width: See `SentenceReader`.
        heads: See `SentenceReader`.
        inner_width: See `SentenceReader`.
        plan_width: See `SentenceReader`.
        share: How much of a token's score is the reader's; the rest is the assistant's.
        slope: A plan is right with the probability 1 / (1 + exp(-(slope * score + offset))), where the score is the
            logarithm of its probability (Platt, 1999).
        offset: See `slope`.
        vocabulary_sha256: The checksum of the vocabulary's tokens, written by `save_checkpoint`.
    """

    kind: Literal["reader"] = "reader"
    vocab_size: Size
    plan_tokens: Size
    layers: Annotated[int, Field(ge=1, le=48)] = 6
    width: Size = 384
    heads: Size = 12
    inner_width: Size = 1536
    plan_width: Size = 256
    share: Annotated[float, Field(ge=0, le=1)] = 0.6
    slope: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 1.0
    offset: Annotated[float, Field(allow_inf_nan=False)] = 0.0
    vocabulary_sha256: str = ""

    def skeleton(self) -> SentenceReader:
        """Make the network without memory for its weights: it tells their names and shapes."""
        with torch.device("meta"):
            return SentenceReader(
                self.vocab_size,
                self.plan_tokens,
                self.layers,
                self.width,
                self.heads,
                self.inner_width,
                self.plan_width,
            )


AnyConfig = AssistantConfig | AutoencoderConfig | ReaderConfig
CheckpointConfig = Annotated[AnyConfig, Field(discriminator="kind")]

CONFIG_READER: TypeAdapter[AnyConfig] = TypeAdapter(CheckpointConfig)
