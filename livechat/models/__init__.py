"""The rows of the chat."""

from livechat.models.block import Block as Block
from livechat.models.device import Device as Device
from livechat.models.device import Proof as Proof
from livechat.models.hours import Hours as Hours
from livechat.models.site import Site as Site
from livechat.models.site_key import SiteKey as SiteKey
from livechat.models.visit import HERE_FOR as HERE_FOR
from livechat.models.visit import Visit as Visit
