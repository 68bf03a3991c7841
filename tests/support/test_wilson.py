"""Wilson's interval against published figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.wilson import interval


@pytest.mark.parametrize(
    ("kept", "cases", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17:857–872 (1998), table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_published_vectors(kept, cases, low, high):
    assert interval(kept, cases) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_nothing_is_known_of_no_case():
    assert interval(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("kept", "cases"), [(3, 2), (-1, 2)])
def test_more_than_all_is_refused(kept, cases):
    with pytest.raises(ValueError):
        interval(kept, cases)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_it_holds_the_share_stays_within_all_and_mirrors(case):
    kept, cases = case
    low, high = interval(kept, cases)
    assert 0 <= low <= kept / cases <= high <= 1
    other = interval(cases - kept, cases)
    assert (1 - other[1], 1 - other[0]) == (pytest.approx(low, abs=1e-9), pytest.approx(high, abs=1e-9))
    assert interval(kept * 4, cases * 4)[1] - interval(kept * 4, cases * 4)[0] <= high - low + 1e-9
