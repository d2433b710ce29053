"""The group ``editors``: may upload, check and correct; may not delete what came in."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GROUP = "editors"

PERMISSIONS = {
    "upload": ("add", "change", "view"),
    "document": ("change", "view"),
    "article": ("change", "view"),
    "original": ("view",),
    "decision": ("view",),
    "placemention": ("change", "view"),
    "unitmention": ("change", "view"),
    "directivemention": ("change", "view"),
    "figuremention": ("change", "view"),
    "newspaper": ("add", "change", "view"),
    "unit": ("add", "change", "view"),
    "directive": ("add", "change", "view"),
    "place": ("view",),
}


def make_group(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the group with its rights; permissions are normally made after all migrations, so make them now."""
    config = apps.get_app_config("articles")
    module = getattr(config, "models_module", None)  # the stub of a migration has none
    config.models_module = True  # type: ignore[assignment]  # create_permissions skips apps without models
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = module
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    permission = apps.get_model("auth", "Permission")
    codenames = [f"{action}_{model}" for model, actions in PERMISSIONS.items() for action in actions]
    group.permissions.set(permission.objects.filter(content_type__app_label="articles", codename__in=codenames))


def drop_group(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the group."""
    apps.get_model("auth", "Group").objects.filter(name=GROUP).delete()


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [
        ("articles", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_group, drop_group)]
