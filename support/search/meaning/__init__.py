"""Finding by meaning, beside finding by words; off unless SEARCH_MEANING names a model (docs/search.md).

Documents are cut into `passages`. A model makes vectors of them in the background (`reading`), and of a
question within a bounded time (`asking`). The `nearest` documents are looked up, and whoever searches joins
them with what words found (`fusion`). Whatever fails is named once a minute, and words alone answer.
"""
