"""Who else is writing: names of colleagues at the same text, for agents alone."""

import pytest

from tests.tickets.lines import do, line, opened, refused_with, silent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]


async def test_two_editors_of_one_text_see_each_other_and_others_do_not(write, ada, ben, sam):
    text = await do(write)("memo", "Memo")
    path = f"/ws/help/{text.article_id}/"
    en, de = f"{path}en/", f"{path}de/"
    async with line(ada, en) as hers, line(ben, en) as his, line(sam, de) as sams:
        for socket in (hers, his, sams):
            await opened(socket)
        await his.send_json_to({"here": "new"})
        told = await hers.receive_json_from(timeout=5)
        assert (told["type"], told["name"], told["on"], told["is_new"]) == ("here", "Ben Pay", True, True)
        assert await silent(sams)
        await his.send_json_to({"body": "words"})
        assert (await his.receive_json_from(timeout=5))["type"] == "here"  # their own, which the page ignores
        assert (await his.receive_json_from(timeout=5))["error"] == "not understood"


async def test_customers_and_other_roles_are_refused(write, ada, carl):
    text = await do(write)("memo", "Memo", roles=["admin"])
    for person, code in ((None, 4401), (carl.user, 4403), (ada, 4404)):
        async with line(person, f"/ws/help/{text.article_id}/en/") as socket:
            assert await refused_with(socket) == code
