"""What chat is measured against: the same server, layer and group, and nothing kept."""

import django

django.setup()

from channels.generic.websocket import AsyncJsonWebsocketConsumer  # noqa: E402  (needs the app registry)


class Echo(AsyncJsonWebsocketConsumer):
    """Says each frame to a group of one."""

    async def connect(self) -> None:
        """A group of its own."""
        self.mine = "echo." + self.channel_name.rpartition(".")[2][-32:]
        await self.channel_layer.group_add(self.mine, self.channel_name)
        await self.accept()

    async def receive_json(self, content: dict[str, object], **kwargs: object) -> None:
        """To the group."""
        await self.channel_layer.group_send(self.mine, {"type": "frame", "frame": content})

    async def frame(self, event: dict[str, object]) -> None:
        """From the group."""
        await self.send_json(event["frame"])


application = Echo.as_asgi()
