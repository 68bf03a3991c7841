"""How many slips of the finger lie between two words. Pure."""


def slips(one: str, other: str, most: int) -> int:
    """Letters left out, added, changed or swapped with a neighbour; `most` + 1 when there are more.

    The restricted Damerau-Levenshtein distance (Boytsov 2011, section 2.2).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before_last, before, row = before, row, [i]
        for j, mark in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != mark))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == mark:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
