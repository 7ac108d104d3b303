"""Runs the unmodified bot as a program with the addresses of a local Discord.

    python -m tests.bot.sockets.run_bot [run --shards 0-1/4]

With arguments it is the command line, else `python -m bot`. With `SCRIPTED_ASSISTANT` set, a small assistant answers
instead of the networks, in the real worker.
"""

import os
import runpy
import sys

import bot.checkpoints
import bot.cli
from bot.settings import AssistantSettings
from bot.worker import AssistantLoader
from tests.bot.assistants import ScriptedAssistant
from tests.bot.sockets.addresses import use_local_discord


def scripted(settings: AssistantSettings) -> AssistantLoader:  # noqa: ARG001 - the name is the real one's
    """Stands for `assistant_loader`."""
    return ScriptedAssistant


if __name__ == "__main__":
    use_local_discord(os.environ["LOCAL_DISCORD"], setattr)
    if "SCRIPTED_ASSISTANT" in os.environ:
        bot.checkpoints.assistant_loader = scripted
    if sys.argv[1:]:
        bot.cli.main()
    else:
        runpy.run_module("bot", run_name="__main__", alter_sys=True)
