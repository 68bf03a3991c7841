"""OAuth 1.0a signs what X checks: the published example vectors, byte for byte."""

from social.networks import oauth1

PARAMETERS = {
    "oauth_consumer_key": "ck-test-0001",
    "oauth_nonce": "abc123nonce",
    "oauth_signature_method": "HMAC-SHA1",
    "oauth_timestamp": "1790000000",
    "oauth_token": "tk-test-0001",
    "oauth_version": "1.0",
}


def sign(base: str) -> str:
    return oauth1.signature(base, consumer_secret="cs-test-0001", token_secret="ts-test-0001")


def test_a_post_is_signed_without_its_json_body():
    base = oauth1.base_string("POST", "https://api.x.com/2/tweets", PARAMETERS)
    assert base == (
        "POST&https%3A%2F%2Fapi.x.com%2F2%2Ftweets&oauth_consumer_key%3Dck-test-0001%26oauth_nonce%3Dabc123nonce"
        "%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D1790000000%26oauth_token%3Dtk-test-0001"
        "%26oauth_version%3D1.0"
    )
    assert sign(base) == "yOTEBgaCW5NjW0jPo3LdrzuTFYA="


def test_the_query_is_signed():
    url = "https://api.x.com/2/users/1111111111111111111/mentions"
    query = {"max_results": "100", "since_id": "2080765813578191303", "tweet.fields": "created_at,author_id"}
    assert sign(oauth1.base_string("GET", url, PARAMETERS | query)) == "sokvsXPkQrPWOnRNh7lg6OFpFHQ="


def test_the_header_carries_everything_but_the_secrets():
    header = oauth1.authorization(
        "POST",
        "https://api.x.com/2/tweets",
        {},
        consumer=("ck-test-0001", "cs-test-0001"),
        token=("tk-test-0001", "ts-test-0001"),
        nonce="abc123nonce",
        timestamp="1790000000",
    )
    assert header.startswith('OAuth oauth_consumer_key="ck-test-0001", ')
    assert 'oauth_signature="yOTEBgaCW5NjW0jPo3LdrzuTFYA%3D"' in header
    assert "cs-test" not in header
    assert "ts-test" not in header
