"""Tiers by file: tried first, which changes nobody; then applied, line by line, exactly as it was shown."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from support import shield
from support.audit import book
from support.people import tier_files
from support.people.actions import change_tier
from support.people.models import Customer, Tier, TierImport, TierImportLine, TierSource, User
from support.people.tier_files import Row

Outcome = TierImportLine.Outcome


@transaction.atomic
def try_out(content: bytes, *, name: str, by: User) -> TierImport:
    """Keep what a file would change, with its problems by line; raises tier_files.Unreadable."""
    rows = tier_files.read(content)
    lines = _judged(rows)
    matters = [line for line in lines if line.problem or line.after_id != line.before_id]
    named = tier_files.kept(name)[-120:]
    file = TierImport.objects.create(name=named, uploaded_by=by, unchanged=len(lines) - len(matters))
    for line in matters:
        line.file = file
    TierImportLine.objects.bulk_create(matters, batch_size=2000)
    return file


def _judged(rows: Iterable[Row]) -> list[TierImportLine]:
    rows = list(rows)
    ids = Counter(row.cells[0] for row in rows if not row.problem)
    known = {customer.exchange_id: customer for customer in Customer.objects.filter(exchange_id__in=ids)}
    tiers = {word.casefold(): tier for tier in Tier.objects.all() for word in (tier.name, tier.slug)}
    masked = cache(_masked)
    return [_line(row, ids, known, tiers, masked) for row in rows]


def _tier_of(customer: Customer) -> int | None:
    """The id of the tier; None when it is unknown."""
    return customer.tier_id if customer.is_tier_known else None


def _masked(text: str) -> str:
    return shield.mask(tier_files.kept(text)).text[: tier_files.LONGEST_REASON]


def _line(
    row: Row,
    ids: Counter[str],
    known: dict[str | None, Customer],
    tiers: dict[str, Tier],
    masked: Callable[[str], str],
) -> TierImportLine:
    problem, who, named = row.problem, row.cells[0], "".join(row.cells[1:2])
    customer, after = known.get(who), tiers.get(named.casefold())
    if not problem and ids[who] > 1:
        problem = _("This customer stands in %d lines.") % ids[who]
    elif not problem and customer is None:
        problem = _("We know no customer with this exchange id.")
    elif not problem and after is None:
        problem = _("We have no such tier.")
    if problem or customer is None:
        cells = [masked(cell) for cell in row.cells[:6]]
        return TierImportLine(number=row.number, cells=cells, problem=problem)
    return TierImportLine(
        number=row.number,
        customer=customer,
        before_id=_tier_of(customer),
        after=after,
        reason=masked(row.cells[2]),
    )


@transaction.atomic
def apply(file: TierImport, *, by: User, reason: str) -> bool:
    """Have a file applied that was tried out; False when somebody did so before."""
    file = TierImport.objects.select_for_update().get(pk=file.pk)
    if file.applied_at:
        return False
    file.applied_by, file.reason, file.applied_at = by, reason, timezone.now()
    file.save(update_fields=["applied_by", "reason", "applied_at"])
    return True


def go_on(file: TierImport, *, until: datetime) -> bool:
    """Apply line after line until then, each for itself; True when none is left. Twice at once is safe."""
    while timezone.now() < until:
        if not _next(file):
            return True
    return not file.lines.filter(outcome=Outcome.WAITS, problem="").exists()


@transaction.atomic
def _next(file: TierImport) -> bool:
    """Apply one line that nobody else is at; False when none is left, and the book says so once."""
    waiting = file.lines.filter(outcome=Outcome.WAITS, problem="")
    line = (
        waiting.select_for_update(skip_locked=True, of=["self"])
        .select_related("after", "file__applied_by")
        .first()
    )
    if line is None:
        _finish(file)
        return False
    line.outcome = _applied(line)
    line.save(update_fields=["outcome"])
    return True


def _applied(line: TierImportLine) -> Outcome:
    """Change one customer, unless somebody did so since the file was tried out."""
    rows = Customer.objects.select_for_update(no_key=True)
    customer = rows.get(pk=line.customer_id) if line.customer_id else None
    if customer is None or line.after is None or _tier_of(customer) != line.before_id:
        return Outcome.LEFT
    reason = line.reason or line.file.reason
    change_tier(customer, to=line.after, by=line.file.applied_by, reason=reason, source=TierSource.FILE)
    return Outcome.CHANGED


def _finish(file: TierImport) -> None:
    file = TierImport.objects.select_for_update().get(pk=file.pk)
    if file.finished_at or file.lines.filter(outcome=Outcome.WAITS, problem="").exists():
        return
    file.finished_at = timezone.now()
    file.save(update_fields=["finished_at"])
    told = {"file": file.name, "reason": file.reason, **counts(file)}
    book.record("tiers.imported", file, by=file.applied_by, **told)


def counts(file: TierImport) -> dict[str, int]:
    """How many lines change, are changed, were left alone, have problems, and are already so."""
    found = Counter(file.lines.values_list("outcome", flat=True).filter(problem=""))
    return {
        "changes": sum(found.values()),
        "changed": found[Outcome.CHANGED],
        "done": sum(found.values()) - found[Outcome.WAITS],
        "left": found[Outcome.LEFT],
        "problems": file.lines.exclude(problem="").count(),
        "unchanged": file.unchanged,
    }
