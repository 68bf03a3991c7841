"""Signatures: every vector of the networks' contracts, and every way of being almost right."""

import json

import pytest

from support import signatures

X_SECRET = "x-consumer-secret-for-tests-0001"
X_CRC_TOKEN = "MTc2NDAwMDAwMHx0ZXN0LWNyYw"
X_CRC_ANSWER = "sha256=HdfpwJNXj3SbSMcPODir0n8WrIrZDx+ro6ksYjl0DeI="
X_BODY = (
    '{"for_user_id":"1111111111111111111","direct_message_events":[{"type":"message_create",'
    '"id":"2080765901528535096","created_timestamp":"1784928224372","message_create":{"target":'
    '{"recipient_id":"1111111111111111111"},"sender_id":"2222222222222222222","message_data":'
    '{"text":"Où est ma carte ?"}}}]}'
).encode()
X_SIGNATURE = "sha256=dX23NiUkkhMHEnDQkFNs0wYwVotVVqjV4f37iUW9XIY="

META_SECRET = "meta-app-secret-for-tests-0001"
META_BODY = (
    rb'{"object":"page","entry":[{"id":"102938475610293","time":1785312004871,"messaging":[{"sender":'
    rb'{"id":"7392015648120394"},"recipient":{"id":"102938475610293"},"timestamp":1785312004523,'
    rb'"message":{"mid":"m_AbC1dEf2GhI3","text":"O\u00f9 est ma carte ?"}}]}]}'
)
META_SIGNATURE = "sha256=42060e1ec2b91039ad4ad0f47fd57ec0c70782031a12a455362ab138391d856b"
META_RESERIALISED = "sha256=a837d3a3c2630aceb7a83b8672c9402a410cc4930faddeba6ce6f25e629f4772"


def test_the_challenge_of_x_is_answered_as_documented():
    assert signatures.answer_crc(X_SECRET, X_CRC_TOKEN) == X_CRC_ANSWER


def test_a_challenge_is_never_answered_without_a_secret():
    with pytest.raises(ValueError):
        signatures.answer_crc("", X_CRC_TOKEN)


def test_a_body_signed_by_x_is_theirs():
    assert len(X_BODY) == 298
    assert signatures.for_x(X_SECRET, X_BODY) == X_SIGNATURE
    assert signatures.is_from_x(X_SECRET, X_BODY, X_SIGNATURE)


def test_a_body_signed_by_meta_is_theirs():
    assert signatures.for_meta(META_SECRET, META_BODY) == META_SIGNATURE
    assert signatures.is_from_meta(META_SECRET, META_BODY, META_SIGNATURE)


def test_the_signature_of_reserialised_json_is_wrong():
    again = json.dumps(json.loads(META_BODY), separators=(",", ":"), ensure_ascii=False).encode()
    assert signatures.for_meta(META_SECRET, again) == META_RESERIALISED
    assert not signatures.is_from_meta(META_SECRET, META_BODY, META_RESERIALISED)


def test_the_proof_for_the_graph_api_is_as_documented():
    proof = signatures.appsecret_proof(META_SECRET, "EAAB-page-token-for-tests")
    assert proof == "e8012c0246a5d5ab01eccdd2b3ab414dcda69faff309c55bdc1df2ba2853eeeb"


ALMOST = {
    "missing": None,
    "empty": "",
    "prefix only": "sha256=",
    "without prefix": META_SIGNATURE.removeprefix("sha256="),
    "upper-case hex": "sha256=" + META_SIGNATURE.removeprefix("sha256=").upper(),
    "another app's secret": signatures.for_meta("another-secret", META_BODY),
    "the other network's encoding": signatures.for_x(META_SECRET, META_BODY),
    "two headers joined": f"{META_SIGNATURE},{META_SIGNATURE}",
    "trailing space": META_SIGNATURE + " ",
    "not ASCII": "sha256=é" + META_SIGNATURE[8:],
    "lone surrogate from latin-1": "sha256=\udce9",
    "SHA-1": "sha1=fd5b5a5b4ad4a1e9dbd3ee4ac1c9ba1b5d7a8aa9",
}


@pytest.mark.parametrize("header", ALMOST.values(), ids=ALMOST.keys())
def test_almost_the_right_signature_is_refused(header):
    assert not signatures.is_from_meta(META_SECRET, META_BODY, header)


@pytest.mark.parametrize("header", [None, "", "sha256=", X_SIGNATURE[7:], X_SIGNATURE + "=", META_SIGNATURE])
def test_almost_the_signature_of_x_is_refused(header):
    assert not signatures.is_from_x(X_SECRET, X_BODY, header)


def test_another_secret_or_encoding_does_not_speak_for_x():
    assert not signatures.is_from_x("another-secret", X_BODY, X_SIGNATURE)
    assert not signatures.is_from_x(X_SECRET, X_BODY, signatures.for_meta(X_SECRET, X_BODY))


@pytest.mark.parametrize(
    "body", [META_BODY + b" ", META_BODY[:-1], b"", META_BODY.replace(b"u00f9", b"u00F9")]
)
def test_one_byte_more_or_less_is_refused(body):
    assert not signatures.is_from_meta(META_SECRET, body, META_SIGNATURE)


def test_an_empty_secret_lets_nobody_in():
    assert not signatures.is_from_x("", X_BODY, signatures.for_x("", X_BODY))
    assert not signatures.is_from_meta("", META_BODY, signatures.for_meta("", META_BODY))
    assert not signatures.is_same_token("", "")


def test_a_shared_token_is_compared_whole():
    assert signatures.is_same_token("demo-token", "demo-token")
    assert not signatures.is_same_token("demo-token", "demo-toke")
    assert not signatures.is_same_token("demo-token", None)
