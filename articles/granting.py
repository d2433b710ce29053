"""Rights given to the roles of the desk by migrations."""

from collections.abc import Callable, Mapping, Sequence

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

ORDER = ("viewers", "editors", "chief_editors", "administrators")
"""The roles; each has the rights of those before it."""

Step = Callable[[Apps, BaseDatabaseSchemaEditor], None]


class Granted(RunPython):
    """An operation that does nothing but give rights."""


def granted(rights: Mapping[str, Sequence[str]], *, app: str = "articles") -> Granted:
    """Return an operation that gives rights of ``app`` to roles, and takes them back in reverse.

    ``rights`` says for a role which codenames it is the first to have: ``{"viewers": ["view_merger"],
    "chief_editors": ["add_merger"]}``; the roles above have them too. Put the operation after those that make
    the models. Raises LookupError where there is no such right: a slip must not pass.
    """
    return Granted(_step(rights, app, give=True), _step(rights, app, give=False))


def _step(rights: Mapping[str, Sequence[str]], app: str, *, give: bool) -> Step:
    def step(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if give:
            make_permissions(apps, schema_editor, app)
        for number, role in enumerate(ORDER):
            codenames = {each for lower in ORDER[: number + 1] for each in rights.get(lower, ())}
            _change(apps, role, codenames, app, give=give)

    return step


def make_permissions(apps: Apps, schema_editor: BaseDatabaseSchemaEditor, app: str) -> None:
    """Make the rights of an app's models now; Django makes them only after all migrations."""
    config = apps.get_app_config(app)
    module = getattr(config, "models_module", None)  # the stub of a migration has none
    config.models_module = True  # type: ignore[assignment]  # create_permissions skips apps without models
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = module


def _change(apps: Apps, role: str, codenames: set[str], app: str, *, give: bool) -> None:
    found = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label=app, codename__in=codenames
    )
    if give:
        if missing := codenames - set(found.values_list("codename", flat=True)):
            raise LookupError(", ".join(sorted(missing)))
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=role)
        group.permissions.add(*found)
    elif group := apps.get_model("auth", "Group").objects.filter(name=role).first():
        group.permissions.remove(*found)
