"""What the networks told us, as whom we speak there, and what of ours has arrived."""

from social.models.account import Account, Network
from social.models.delivery import MOST_ATTEMPTS, Delivery
from social.models.piece import Piece

__all__ = ["MOST_ATTEMPTS", "Account", "Delivery", "Network", "Piece"]
