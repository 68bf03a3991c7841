"""The rows of the chat."""

from livechat.models.block import Block as Block
from livechat.models.visit import HERE_FOR as HERE_FOR
from livechat.models.visit import Visit as Visit
