"""Near-copies: which articles are prints of one text.

Two articles are linked when their signatures share a key and their words are those of copies
(:mod:`articles.ingest.likeness`). A group is everything that links hold together, and bears the id of its
first article. A rewritten article dissolves the group it was in; what still holds together comes back.
What an editor ruled (:mod:`articles.ingest.copy_rulings`) stands over both: it ties articles that nothing
else does, and parts a group (:mod:`articles.ingest.parting`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from heapq import nsmallest

from django.db.models import Q

from articles.ingest import copy_groups, identity, likeness, ruled_copies
from articles.ingest.likeness import Links, Wording
from articles.ingest.parting import Ruling, parted
from articles.ingest.signatures import (
    compared,
    delete_keys,
    holders,
    insert_keys,
    is_written,
    keys_of,
    signature,
)
from articles.models import Article, CopySignature
from articles.models.bulk import copy_objects

CROWD = 32
"""A key that so many articles have takes in no more: it is a formula, not a text, or a text whose prints meet
under their other keys. So one article is never compared with a whole archive."""

CLOSEST, MISSES = 32, 8
"""So many candidates, those with most keys in common, are looked at; after so many likely groups that were
none of its own an article is left alone."""

LOCK = ("near-copies",)


@dataclass(slots=True)
class Plan:
    """What regrouping would write: signatures that are not as held (with their group), the articles whose
    held ones they replace, keys to add and to take away, and the new group of every article whose group
    changes. ``touched`` are the groups of which a print came, went or has other words."""

    signatures: list[CopySignature] = field(default_factory=list)
    outdated: list[int] = field(default_factory=list)
    keys: list[tuple[int, int]] = field(default_factory=list)
    old_keys: list[tuple[int, int]] = field(default_factory=list)
    groups: dict[int, int | None] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)


def regroup(articles: Sequence[Article], *, afresh: bool = False) -> set[int]:
    """Find the near-copies of stored articles; return the ids of all articles whose group changed.

    Call it in the transaction that stores them, last before their announcement: from here on no other
    transaction groups until this one ends. Articles whose words are as at the last call cost one query;
    ``afresh`` asks about them all the same.
    """
    plan = planned(articles, afresh=afresh)
    delete_keys(plan.old_keys)
    CopySignature.objects.filter(pk__in=plan.outdated).delete()
    copy_objects(plan.signatures)
    insert_keys(plan.keys)
    written = {signature.pk for signature in plan.signatures}
    by_group: dict[int | None, list[int]] = defaultdict(list)
    for number, group in plan.groups.items():
        if number not in written:
            by_group[group].append(number)
    for group, numbers in by_group.items():
        CopySignature.objects.filter(pk__in=numbers).update(group=group)
    copy_groups.refresh(plan.touched)
    return set(plan.groups)


def planned(articles: Sequence[Article], *, afresh: bool = False) -> Plan:
    """Return what :func:`regroup` would write, with the lock held and nothing written."""
    words = {article.pk: compared(article) for article in articles}
    made = {pk: signature(pk, wording) for pk, wording in words.items()}
    identity.lock(LOCK)
    held = CopySignature.objects.in_bulk(list(made))
    moved = {pk: each for pk, each in made.items() if afresh or not _same(held.get(pk), each)}
    if not moved:
        return Plan()
    before = {pk: held[pk] for pk in moved if pk in held}
    drawn: set[int] = set()
    while True:
        regrouping = _Regrouping(words, moved, before, drawn)
        plan = regrouping.plan()
        more = regrouping.ruled_with()
        if not more:
            return plan
        drawn |= more


def _same(one: CopySignature | None, other: CopySignature) -> bool:
    return one is not None and (one.version, one.digest) == (other.version, other.digest)


class _Regrouping:
    """One call: the articles that moved, and with them the whole groups they were in, and those ``drawn`` in
    because a ruling speaks of them, are linked anew."""

    def __init__(
        self,
        words: dict[int, Wording],
        moved: dict[int, CopySignature],
        held: dict[int, CopySignature],
        drawn: AbstractSet[int],
    ) -> None:
        self._words, self._moved, self._held = words, moved, held
        dissolved = {each.group for each in held.values() if each.group is not None}
        loose = Q(group__in=dissolved) | Q(pk__in=drawn)
        is_alone = not dissolved and not drawn
        peers = () if is_alone else CopySignature.objects.filter(loose).exclude(pk__in=moved)
        self._loose: dict[int, CopySignature] = {each.pk: each for each in peers} | moved
        self._before = {each.pk: each.group for each in peers} | {pk: each.group for pk, each in held.items()}
        self._keys = {pk: keys_of(each) for pk, each in self._loose.items()}
        self._buckets: dict[int, list[int]] = defaultdict(list)
        self._near: dict[int, CopySignature] = {}
        self._links = Links()
        self._rulings: list[Ruling] = ruled_copies.in_force(self._loose)

    def plan(self) -> Plan:
        plan = Plan()
        self._fill_buckets(plan)
        candidates = {pk: self._candidates(pk, plan) for pk in sorted(self._loose)}
        unknown = {other for near in candidates.values() for other in near} - self._loose.keys()
        self._near = CopySignature.objects.in_bulk(list(unknown)) | self._loose
        likely = {pk: self._likely(pk, near) for pk, near in candidates.items()}
        self._read(other for pk, near in likely.items() for other in self._one_of_each(near)[:MISSES])
        for pk, near in likely.items():
            self._link(pk, near)
        for ruling in self._rulings:
            self._tie(ruling)
        self._group(plan)
        return plan

    def ruled_with(self) -> set[int]:
        """Return the articles that must be loose too: a ruling ties them to these, or parts them from
        these."""
        joined = set(self._links.joined()) - self._loose.keys()
        alone = {node for node in joined if self._is_lone(node)}
        named = {article for ruling in self._rulings for article in ruling.named} - self._loose.keys()
        if not joined and not named:
            return set()
        signed = CopySignature.objects.filter(pk__in=named).values_list("pk", flat=True) if named else ()
        return ruled_copies.drawn_in(set(signed), joined - alone, alone) - self._loose.keys()

    def _tie(self, ruling: Ruling) -> None:
        """Join what an editor said is one report, whatever the words say."""
        first, *others = sorted(ruling.sides[0] & self._loose.keys()) or [0]
        for other in others if not ruling.parts else ():
            self._links.join(first, other)

    def _fill_buckets(self, plan: Plan) -> None:
        """Fetch who has the keys of the loose articles; those that moved leave the keys they had."""
        kept = {(key, pk) for pk, keys in self._keys.items() for key in keys}
        old = {(key, pk) for pk, each in self._held.items() for key in keys_of(each)}
        for key, pk in holders({key for key, _pk in kept | old}):
            if pk in self._moved and (key, pk) not in kept:
                plan.old_keys.append((key, pk))
            else:
                self._buckets[key].append(pk)

    def _candidates(self, pk: int, plan: Plan) -> list[int]:
        """Return who shares most keys with an article; from here on it is found under its keys too."""
        if not self._keys[pk]:
            return []
        *shared, own = self._keys[pk]
        found = Counter({other: len(shared) for other in self._buckets[own]})
        for key in shared:
            found.update(self._buckets[key])
        del found[pk]
        entered = [self._enter(key, pk, plan) for key in shared]
        if not all(entered):
            self._enter(own, pk, plan)
        return nsmallest(CLOSEST, found, key=lambda other: (-found[other], other))

    def _enter(self, key: int, pk: int, plan: Plan) -> bool:
        """Let an article be found under a key; tell whether it is, for a crowded key takes in no more."""
        bucket = self._buckets[key]
        if pk in bucket:
            return True
        if len(bucket) >= CROWD:
            return False
        bucket.append(pk)
        plan.keys.append((key, pk))
        return True

    def _likely(self, pk: int, candidates: Iterable[int]) -> list[int]:
        """Return the candidates whose signatures agree enough: those with the same words, then the most
        alike."""
        own = self._loose[pk]
        rated = [
            (near.digest != own.digest, -likeness.agreement(bytes(own.minima), bytes(near.minima)), other)
            for other in candidates
            if (near := self._near.get(other)) is not None and near.version == own.version
        ]
        return [other for _differs, rate, other in sorted(rated) if -rate >= likeness.WORTH_READING]

    def _link(self, pk: int, likely: Sequence[int]) -> None:
        """Join an article to the groups of its copies.

        One of each group is asked first. Where its likest print is no copy (it has a paragraph more, or other
        numbers), another still may be: so one of each wording is asked too, but not in a crowd of strangers.
        """
        first = self._one_of_each(likely)
        if self._ask(pk, first) < MISSES:
            wordings = {self._near[other].digest: other for other in reversed(likely)}
            others = set(wordings.values()) - set(first)
            self._ask(pk, [other for other in likely if other in others], patience=CLOSEST)

    def _ask(self, pk: int, others: Iterable[int], patience: int = MISSES) -> int:
        """Join an article to those that are its copies; return how many were none, at most ``patience``."""
        missed = 0
        for other in others:
            if self._links.are_joined(self._node(pk), self._node(other)):
                continue
            self._read([pk, other])
            if likeness.are_copies(self._words[pk], self._words[other]):
                self._links.join(self._node(pk), self._node(other))
                continue
            missed += 1
            if missed == patience:
                break
        return missed

    def _one_of_each(self, likely: Iterable[int]) -> list[int]:
        """Return the first of each group."""
        first: dict[int, int] = {}
        for other in likely:
            first.setdefault(self._links.group(self._node(other)), other)
        return list(first.values())

    def _read(self, numbers: Iterable[int]) -> None:
        missing = set(numbers) - self._words.keys()
        if missing:
            for article in Article.objects.filter(pk__in=missing).only("text", "blocks"):
                self._words[article.pk] = compared(article)

    def _node(self, pk: int) -> int:
        """Return what stands for an article among links: a group that is not dissolved holds together."""
        return pk if pk in self._loose else self._near[pk].group or pk

    def _is_lone(self, node: int) -> bool:
        """Tell whether what stands among links is an article without a group, not a whole group."""
        return node in self._loose or (node in self._near and self._near[node].group is None)

    def _settled(self) -> dict[int, int]:
        """Return the group of everything that is joined to something, as links and rulings have it."""
        whole: dict[int, set[int]] = defaultdict(set)
        for node in self._links.joined():
            whole[self._links.group(node)].add(node)
        now: dict[int, int] = {}
        for nodes in whole.values():
            speaking = [each for each in self._rulings if all(side & nodes for side in each.sides)]
            for part in self._parted(nodes) if speaking else [nodes]:
                if len(part) > 1 or not self._is_lone(min(part)):
                    now |= dict.fromkeys(part, min(part))
        return now

    def _parted(self, nodes: AbstractSet[int]) -> list[set[int]]:
        """Part what links hold together, as editors ruled."""
        of_group = {each.group: each for each in self._near.values() if each.group is not None}
        minima = {
            node: bytes((self._loose.get(node) or of_group.get(node) or self._near[node]).minima)
            for node in nodes
        }
        return parted(nodes, self._rulings, lambda one, other: likeness.agreement(minima[one], minima[other]))

    def _group(self, plan: Plan) -> None:
        now = self._settled()
        for pk, each in self._loose.items():
            each.group = now.get(pk)
            if self._before.get(pk) != each.group:
                plan.groups[pk] = each.group
        whole = {node: group for node, group in now.items() if node not in self._loose}
        renamed = [node for node, group in whole.items() if node != group]
        held = CopySignature.objects.filter(group__in=renamed)
        plan.groups |= {each.pk: whole[each.group] for each in held if each.group is not None}
        alone = {pk for pk in whole if pk in self._near and self._near[pk].group is None}
        plan.groups |= {pk: whole[pk] for pk in alone}
        plan.signatures = [
            each for pk, each in sorted(self._moved.items()) if not is_written(self._held.get(pk), each)
        ]
        plan.outdated = [each.pk for each in plan.signatures if each.pk in self._held]
        touched = (*self._before.values(), *now.values(), *renamed)
        plan.touched = {group for group in touched if group is not None}
