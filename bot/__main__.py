"""`python -m bot`: runs the bot."""

import sys

from bot.run import main

sys.exit(main())
