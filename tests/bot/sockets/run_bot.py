"""Runs the unmodified bot as a program with the addresses of a local Discord: `python -m tests.bot.sockets.run_bot`."""

import os
import runpy

from tests.bot.sockets.addresses import use_local_discord

use_local_discord(os.environ["LOCAL_DISCORD"], setattr)
runpy.run_module("bot", run_name="__main__", alter_sys=True)
