"""The Discord bot: client, commands, the assistant worker, the store."""
