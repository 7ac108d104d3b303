from bot.commands.help import EXAMPLES
from bot.presentation.catalogue import text
from katheryne_models.assistant import Assistant
from tests.bot.commands.test_ask import labels, reply_of
from tests.bot.conftest import World


async def test_help_names_every_command_and_its_examples_run(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "help"))
    assert reply.ephemeral
    said = " ".join(str(field.value) for field in reply.embeds[0].fields)
    commands = {command.name for command in world.bot.tree.get_commands() if not hasattr(command, "type")}
    assert all(f"/{name}`" in said for name in commands - {"help", "admin"})

    for example in labels(reply):
        asked = reply_of(await world.bob.click(reply, label=example))
        assert asked.embeds[0].title == example


def test_the_examples_are_answered(released: Assistant) -> None:
    for example in EXAMPLES:
        assert released.ask(text(example)).answered, text(example)
