"""Somebody who signs in, with an e-mail address and a role."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from support.people.calling import given_name


class UserManager(BaseUserManager["User"]):
    """Makes users; addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user; without a password the account can only be entered by a reset link."""
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an admin."""
        return self.create_user(email, password, role=User.Role.ADMIN, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a user by address, whatever its case."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A person with a sign-in. The role says which rooms open; there is no other switch."""

    class Role(models.TextChoices):
        """What somebody is to the exchange."""

        CUSTOMER = "customer", _("customer")
        AGENT = "agent", _("agent")
        SUPERVISOR = "supervisor", _("supervisor")
        ADMIN = "admin", _("admin")

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.CUSTOMER)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_an_address")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        """Whether the desk opens for them."""
        return self.is_active and self.role != self.Role.CUSTOMER

    @property
    def is_supervisor(self) -> bool:
        """Whether they see every team."""
        return self.is_active and self.role in {self.Role.SUPERVISOR, self.Role.ADMIN}

    @property
    def is_admin(self) -> bool:
        """Whether /admin/ opens for them."""
        return self.is_active and self.role == self.Role.ADMIN

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """What /admin/ asks: admins may everything there, nobody else anything."""
        return self.is_admin

    def has_perms(self, perm_list: list[str], obj: object = None) -> bool:
        """The same for several."""
        return self.is_admin

    def has_module_perms(self, app_label: str) -> bool:
        """The same for a whole room."""
        return self.is_admin

    @property
    def first_name(self) -> str:
        """What customers call an agent: the given name, else a team of theirs; nothing of their address."""
        if known := given_name(self.name):
            return known
        agent = getattr(self, "agent", None)
        team = agent.teams.order_by("pk").first() if agent else None
        return team.name if team else gettext("Support")

    @property
    def initials(self) -> str:
        """Two letters for an avatar."""
        words = (self.name or self.email).split()
        return "".join(word[0] for word in words[:2]).upper()
