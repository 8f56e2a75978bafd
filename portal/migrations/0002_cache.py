from django.apps.registry import Apps
from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_table(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    """A table for what all web processes must count together, such as wrong passwords."""

    dependencies = [("portal", "0001_people")]
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
