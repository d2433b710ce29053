"""An editor at the desk."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client


@pytest.fixture
def desk(db: None) -> Client:
    editor = get_user_model().objects.create_user("mai", password="mai", is_staff=True)
    editor.groups.add(Group.objects.get_or_create(name="editors")[0])
    client = Client()
    client.force_login(editor)
    return client
