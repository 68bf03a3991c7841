"""Agents go by their given name, whichever way it is written; by no surname and no address."""

import pytest

from support.people.calling import given_name
from support.people.models import User


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Jane Miller", "Jane"),
        ("Miller, Jane", "Jane"),
        ("Miller, Jane Ann", "Jane"),
        ("van der Berg, Anna", "Anna"),
        ("MILLER Jane", "Jane"),
        ("Dr. Jane Miller", "Jane"),
        ("Miller, Dr. Jane", "Jane"),
        ("Jane", "Jane"),
        ("AJ", "AJ"),
        ("王小明", "小明"),
        ("王明", "明"),
        ("欧阳娜娜", "娜娜"),
        ("司马光", "光"),
        ("王 小明", "小明"),
        ("田中 太郎", "太郎"),
        ("김민수", "민수"),
        ("Анна Каренина", "Анна"),
        ("Ayşe Yılmaz", "Ayşe"),
        ("", ""),
        ("  ", ""),
        (",", ""),
        ("jane.miller@fairlead.example", ""),
    ],
)
def test_the_given_name_of(name, called):
    assert given_name(name) == called


@pytest.mark.django_db
def test_without_a_name_an_agent_is_their_team_and_never_their_address(ada):
    ada.name = ""
    ada.save()
    assert ada.first_name == ada.agent.teams.order_by("pk").first().name
    nobody = User(email="jane.miller@fairlead.example")
    assert nobody.first_name == "Support"
