"""The help center: a library that stands alone. Articles, their translations, how they are found and read."""
