"""A believable day at Meridian Exchange, which does not exist: its people, and what they wrote."""

PASSWORD = "fairlead-demo-2026"  # noqa: S105  (of people who do not exist)

SIGN_INS = [
    f"customer    carl@customer.example    {PASSWORD}",
    f"agent       ada@meridian.example     {PASSWORD}",
    f"supervisor  sam@meridian.example     {PASSWORD}",
    f"admin       root@meridian.example    {PASSWORD}",
]
