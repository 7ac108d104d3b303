"""The slash commands, one file a command group."""
