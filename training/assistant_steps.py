"""The optimizer steps of an assistant's training."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from typing import Any, cast

import torch
from lightning_fabric import Fabric
from torch import Tensor
from torch.nn import functional
from torch.optim import AdamW
from torch.optim.lr_scheduler import LambdaLR
from torch.utils.data import DataLoader

from katheryne_models.genshin_assistant import GenshinAssistant
from katheryne_models.question.vocabulary import PAD_ID, Vocabulary
from training.batches import Batch, BucketSampler, collate
from training.configuration import AssistantTraining
from training.dataset import GenshinAssistantDataset
from training.processor_pass import ProcessorPass

_IGNORED = -100


class AssistantSteps:
    """Draws batches, and makes one optimizer step of each group of `accumulation_steps` batches.

    Args:
        config: The training's settings.
        dataset: The training data.
        network: The network to train, which is changed in place.
        fabric: Device and precision.
        rates: The share of the learning rate at each step, from 0; the released rise and fall without it.

    Attributes:
        total: The steps of all epochs.
        taken: The steps that were taken.
        device: Where the network is.
    """

    def __init__(
        self,
        config: AssistantTraining,
        dataset: GenshinAssistantDataset,
        network: GenshinAssistant,
        fabric: Fabric,
        rates: Callable[[int], float] | None = None,
    ) -> None:
        self._config = config
        self._fabric = fabric
        self.device = fabric.device
        training = dataset.indices("train")
        self._sampler = BucketSampler(
            training,
            [len(dataset.query_tensors[index]) for index in training],
            config.batch_size * config.accumulation_steps,
            config.bucket_batches,
            config.seed,
            (fabric.global_rank, fabric.world_size),
        )
        loader = DataLoader(
            dataset,
            batch_sampler=self._sampler,
            collate_fn=partial(collate, batch_size=config.batch_size),
            num_workers=config.num_workers,
            pin_memory=self.device.type == "cuda",
            persistent_workers=config.num_workers > 0,
            # of its own, so that beginning an epoch draws nothing from the generator that dropout draws from
            generator=torch.Generator().manual_seed(config.seed),
        )
        self._loader = fabric.setup_dataloaders(loader, use_distributed_sampler=False)
        self.total = config.epochs * len(self._sampler)
        self.taken = 0
        on_processor = self.device.type == "cpu"
        # fused: one pass over the weights; with fp16's gradient scaling on a GPU it could not be clipped
        optimizer = AdamW(
            network.parameters(), config.learning_rate, weight_decay=config.weight_decay, fused=on_processor
        )
        # in float32 alone: the pass's own gradients know of no mixed precision
        arranged = on_processor and fabric.strategy.precision.precision == "32-true"
        scored = ProcessorPass(network) if arranged else network
        self._network, self._optimizer = fabric.setup(scored, optimizer)
        self._schedule = LambdaLR(optimizer, rates or partial(rate_share, total=self.total, warm_up=config.warm_up))
        self._output_ids = torch.tensor(dataset.vocab.plan_token_ids, device=self.device)
        self._labels = _label_of_each_token(dataset.vocab).to(self.device)

    @property
    def learning_rate(self) -> float:
        """The rate of the next step."""
        return cast("float", self._schedule.get_last_lr()[0])

    def state(self) -> dict[str, Any]:
        """What the next step rests on, besides the network."""
        return {
            "taken": self.taken,
            "optimizer": self._optimizer.state_dict(),
            "schedule": self._schedule.state_dict(),
            "precision": self._fabric.strategy.precision.state_dict(),
            "random": torch.get_rng_state(),
            "random_of_gpus": torch.cuda.get_rng_state_all(),
        }

    def go_on_from(self, state: dict[str, Any]) -> None:
        """Take up what `state` gave."""
        self.taken = state["taken"]
        self._optimizer.load_state_dict(state["optimizer"])
        self._schedule.load_state_dict(state["schedule"])
        self._fabric.strategy.precision.load_state_dict(state["precision"])
        torch.set_rng_state(state["random"])
        torch.cuda.set_rng_state_all(state["random_of_gpus"])

    def of_epoch(self, epoch: int, skip: int = 0) -> Iterator[tuple[int, list[Batch]]]:
        """Draw the batches of an epoch, counted from 1, each group with its step's number, from 1.

        Args:
            epoch: The epoch.
            skip: How many of its steps were taken before.
        """
        self._sampler.set_epoch(epoch, skip)
        return zip(count(self.taken + 1), self._loader, strict=False)

    def take(self, batches: list[Batch]) -> Tensor:
        """Make one optimizer step.

        The loss is the mean over all tokens of all batches, so that accumulating equals one large batch.

        Returns:
            The loss before the step, a scalar. Where it is not finite, no step is made.
        """
        everything = self._of_all(torch.stack([batch.token_weight() for batch in batches]).sum())
        loss = torch.zeros((), device=self.device)
        for position, batch in enumerate(batches):
            waits = position < len(batches) - 1
            with self._fabric.no_backward_sync(self._network, enabled=waits):
                part = self._loss(batch) / everything
                # the processes' gradients are averaged, but each has only its part of the mean
                self._fabric.backward(part * self._fabric.world_size)
            loss += part.detach()
        loss = self._of_all(loss)
        if torch.isfinite(loss):
            # fp16 gradient scaling skips a step whose gradients overflow: that is no failure
            self._fabric.clip_gradients(
                self._network, self._optimizer, max_norm=self._config.gradient_clip, error_if_nonfinite=False
            )
            self._optimizer.step()
            self._schedule.step()
        self._optimizer.zero_grad()
        self.taken += 1
        return loss

    def _of_all(self, number: Tensor) -> Tensor:
        """The sum of a number over all processes."""
        return cast("Tensor", self._fabric.all_reduce(number, reduce_op="sum"))

    def _loss(self, batch: Batch) -> Tensor:
        """Sum the weighted cross entropy of a batch's tokens over the plan tokens."""
        logits = self._network(batch.tokens, batch.lengths, batch.targets, self._output_ids)
        losses = functional.cross_entropy(
            logits.flatten(0, 1).float(),
            self._labels[batch.targets[:, 1:]].flatten(),
            ignore_index=_IGNORED,
            label_smoothing=self._config.label_smoothing,
            reduction="none",
        )
        return (losses.view(len(batch.tokens), -1) * batch.weights.unsqueeze(1)).sum()


def rate_share(step: int, total: int, warm_up: float) -> float:
    """Give the share of the learning rate at a step, counted from 0: a straight rise, then a straight fall.

    Args:
        step: Steps taken before.
        total: All steps.
        warm_up: The share of all steps in which the rate rises.
    """
    rising = max(1, round(total * warm_up))
    return min((step + 1) / rising, (total - step) / max(1, total - rising + 1))


def _label_of_each_token(vocabulary: Vocabulary) -> Tensor:
    """Map token ids to the network's outputs, [vocab_size]; padding and words have none."""
    labels = torch.full((len(vocabulary),), _IGNORED)
    labels[list(vocabulary.plan_token_ids)] = torch.arange(len(vocabulary.plan_token_ids))
    labels[PAD_ID] = _IGNORED
    return labels
