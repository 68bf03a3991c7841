"""The library for admins: shelves, articles, and texts that go out only by being published."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.admin import ModelAdmin, TabularInline

from helpcenter import actions, addresses
from helpcenter.admin_quoted import FactAdmin, PictureAdmin, SnippetAdmin, VideoAdmin
from helpcenter.models import Article, Category, Revision, Translation
from helpcenter.writing import review
from support.audit.history import WithHistory
from support.people.models import User

__all__ = ["FactAdmin", "PictureAdmin", "SnippetAdmin", "VideoAdmin"]  # registered beside their forms


class ReadOnlyInline(TabularInline):
    """Rows to look at; they are made by actions."""

    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never here."""
        return False


class TranslationInline(ReadOnlyInline):
    """An article's languages and where each stands."""

    model = Translation
    fields = readonly_fields = ["language", "title", "status", "checked_at"]


class RevisionInline(ReadOnlyInline):
    """Every text a translation ever had."""

    model = Revision
    fields = readonly_fields = ["saved_at", "by", "title", "why", "severity", "standing"]
    show_change_link = False


class CategoryForm(forms.ModelForm):
    """A shelf, which never stands in itself."""

    def clean(self) -> dict[str, Any]:
        """Ask the same question as `shelve`."""
        said = super().clean() or {}
        if self.instance.pk:
            actions.may_stand_in(self.instance, said.get("parent"))
        addresses.shelf_may_be_called(self.instance, said.get("slug", ""))
        return said


@admin.register(Category)
class CategoryAdmin(ModelAdmin):
    """Shelves and their names in every language."""

    form = CategoryForm
    list_display = ["slug", "name", "parent", "order"]
    search_fields = ["slug"]

    def save_model(self, request: HttpRequest, obj: Category, form: Any, change: bool) -> None:
        """A shelf's new name shows at once; an old short name leads on."""
        slug = obj.slug
        if change:
            obj.slug = form.initial["slug"]
        super().save_model(request, obj, form, change)
        actions.rename_shelf(obj, slug, by=request.user)  # type: ignore[arg-type]
        actions.readers_see()


class ArticleForm(forms.ModelForm):
    """Where an article stands."""

    def clean_slug(self) -> str:
        """A short name is one article's for ever."""
        slug: str = self.cleaned_data["slug"]
        try:
            addresses.may_be_called(self.instance if self.instance.pk else None, slug)
        except ValidationError as refused:
            raise ValidationError(refused.messages) from refused
        return slug


@admin.register(Article)
class ArticleAdmin(WithHistory, ModelAdmin):
    """Where an article stands and for whom it is; its words are in its translations."""

    form = ArticleForm
    list_display = ["slug", "category", "kind", "audience", "languages"]
    list_filter = ["category", "kind", "audience"]
    list_select_related = ["category"]
    search_fields = ["slug", "translations__title"]
    readonly_fields = ["history_lines"]
    inlines = [TranslationInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """With their translations."""
        return super().get_queryset(request).prefetch_related("translations")

    @admin.display(description=_("languages that are out"))
    def languages(self, article: Article) -> str:
        """Codes of what readers see."""
        return " ".join(one.language for one in article.translations.all() if one.is_readable)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Another shelf or audience shows at once, in the index too; an old short name leads on."""
        slug = obj.slug
        if change:
            obj.slug = form.initial["slug"]
        super().save_model(request, obj, form, change)
        actions.rename(obj, slug, by=request.user)  # type: ignore[arg-type]
        actions.readers_see(*obj.translations.all())

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Never: what was out is withdrawn, and its texts are kept."""
        return False


@admin.register(Translation)
class TranslationAdmin(ModelAdmin):
    """One language of an article, to look at; it is written at the desk, which knows what a text is of."""

    list_display = ["title", "article", "language", "status", "checked_at"]
    list_filter = ["status", "language", "article__category"]
    list_select_related = ["article"]
    search_fields = ["title", "article__slug"]
    fields = ["article", "language", "status", "title", "slug", "summary", "body", "written"]
    readonly_fields = ["written"]
    actions = ["submit", "publish", "withdraw"]
    inlines = [RevisionInline]

    @admin.display(description=_("Write"))
    def written(self, text: Translation) -> str:
        """Where it is written."""
        address = reverse("writing:text", args=[text.article.slug, text.language])
        return format_html('<a href="{}">{}</a>', address, _("Open it at the desk"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Translation | None = None) -> bool:
        """Never here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Translation | None = None) -> bool:
        """Never: a text is withdrawn."""
        return False

    @admin.action(description=_("Submit for review"))
    def submit(self, request: HttpRequest, chosen: QuerySet[Translation]) -> None:
        """Somebody else should look at these drafts."""

        def submit(one: Translation, by: User) -> None:
            if newest := one.revisions.first():
                review.submit(newest, by=by)

        self._each(request, chosen, submit)

    @admin.action(description=_("Publish"))
    def publish(self, request: HttpRequest, chosen: QuerySet[Translation]) -> None:
        """Put the latest texts out."""
        self._each(request, chosen, actions.publish)

    @admin.action(description=_("Withdraw"))
    def withdraw(self, request: HttpRequest, chosen: QuerySet[Translation]) -> None:
        """Take them off the shelf."""
        self._each(request, chosen, actions.withdraw)

    def _each(self, request: HttpRequest, chosen: QuerySet[Translation], act: Callable[..., object]) -> None:
        done = 0
        for one in chosen.select_related("article"):
            try:
                act(one, by=request.user)
                done += 1
            except ValidationError as refused:
                self.message_user(request, f"{one}: {' '.join(refused.messages)}", messages.ERROR)
        if done:
            words = ngettext("%d text changed.", "%d texts changed.", done) % done
            self.message_user(request, words, messages.SUCCESS)
