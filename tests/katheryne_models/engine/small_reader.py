"""A small second opinion with opinions, over the same plan tokens as the small network."""

import torch

from katheryne_models.checkpoint_config import ReaderConfig
from katheryne_models.question.vocabulary import SPECIAL_TOKENS, Vocabulary
from katheryne_models.sentence_reader import SentenceReader
from tests.katheryne_models.engine.small_network import VOCABULARY, WORDS

PLAN_TOKENS = [VOCABULARY.tokens[index] for index in VOCABULARY.plan_token_ids]
PIECES = ["wh", "##en", "##ere", "is", "from", "birth", "##day", "hp", "more", "of"]


def reader_vocabulary(plan_tokens: list[str] = PLAN_TOKENS[1:]) -> Vocabulary:
    others = [token for token in (*PIECES, *WORDS) if token not in {*plan_tokens, *SPECIAL_TOKENS}]
    tokens = (*SPECIAL_TOKENS, *plan_tokens, *dict.fromkeys(others))
    return Vocabulary(tokens, (3, *range(4, 4 + len(plan_tokens))))


READER_VOCABULARY = reader_vocabulary()
CONFIG = ReaderConfig(
    vocab_size=len(READER_VOCABULARY), plan_tokens=len(PLAN_TOKENS), layers=2, width=16, heads=4, inner_width=32,
    plan_width=12, weight_type="int8", slope=2.0, offset=1.0,
)  # fmt: skip


def make_reader(seed: int = 2) -> SentenceReader:
    torch.manual_seed(seed)
    reader = SentenceReader(
        CONFIG.vocab_size, CONFIG.plan_tokens, CONFIG.layers, CONFIG.width, CONFIG.heads, CONFIG.inner_width,
        CONFIG.plan_width,
    )  # fmt: skip
    with torch.no_grad():
        for parameter in reader.output.parameters():
            parameter.mul_(4)
    return reader.eval()
