"""The rows of the chat."""

from livechat.models.hours import Hours as Hours
from livechat.models.visit import HERE_FOR as HERE_FOR
from livechat.models.visit import Visit as Visit
