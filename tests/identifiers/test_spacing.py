"""Chinese and Latin letters in one sentence."""

import pytest
from django.utils import translation

from support.identifiers.looks import instead
from support.identifiers.spacing import apart


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("这看起来是Tron 地址；您选择的是Ethereum。", "这看起来是 Tron 地址；您选择的是 Ethereum。"),
        ("有34个字符", "有 34 个字符"),
        ("这看起来是邮箱地址，而不是地址。", "这看起来是邮箱地址，而不是地址。"),
        ("This looks like a Tron address.", "This looks like a Tron address."),
        ("Это адрес Tron.", "Это адрес Tron."),
    ],
)
def test_a_space_stands_where_they_touch_and_nowhere_else(words, told):
    assert apart(words) == told


def test_what_a_text_looks_like_is_told_in_chinese_with_spaces():
    with translation.override("zh-hans"):
        told = str(instead("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "交易哈希"))
    assert "是 Tron 地址" in told
