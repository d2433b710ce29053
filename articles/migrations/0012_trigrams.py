"""Parts of names are found by their trigrams: ``pg_trgm``, an extension that every PostgreSQL brings along."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0011_document_states'),
    ]

    operations = [TrigramExtension()]
