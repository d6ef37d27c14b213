"""What a claim is: its id."""

from annotations.claim import ALPHABET, new_claim_id


def test_ids_sort_by_the_order_they_were_made_in_also_within_a_millisecond():
    ids = [new_claim_id() for _ in range(2_000)]
    assert ids == sorted(set(ids))
    assert all(len(one) == 26 and set(one) <= set(ALPHABET) for one in ids)
