"""The door of e-mail: kept, understood a moment later, and heard by `actions.receive` like any words."""
