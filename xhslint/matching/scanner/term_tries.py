"""The patterns of an index as tries in one array, in which the scanner finds a child by one look."""

from __future__ import annotations

from collections.abc import Sequence

from xhslint.matching.scanner.characters import Symbols

EMPTY = 0xFFFF
"""The symbol of a cell that no node has."""


class TermTries:
    """The patterns as two tries in one, all of them and those written with a mark."""

    def __init__(self, patterns: Sequence[str], symbols: Symbols) -> None:
        self.width = len(symbols.numbers) + 1
        if self.width > 0xFFFF:
            raise OverflowError("more characters than the scanner can number")
        self.roots = (0, 1)
        self.ends = [0, 0]
        self.children: list[dict[int, int]] = [{}, {}]
        for number, pattern in enumerate(patterns, 1):
            row = [symbols.number(character) for character in pattern]
            self.add(0, row, number)
            if not symbols.marks.isdisjoint(pattern):
                self.add(1, row, number)

    def add(self, node: int, row: Sequence[int], number: int) -> None:
        """Add a pattern, as symbols, below a root, by its number."""
        for symbol in row:
            children = self.children[node]
            if symbol not in children:
                children[symbol] = len(self.children)
                self.children.append({})
                self.ends.append(0)
            node = children[symbol]
        self.ends[node] = number

    def arrays(self) -> tuple[list[int], list[int], list[int]]:
        """Return the bases of the roots, the cells of the nodes, and the first symbols.

        A cell is two numbers: the symbol of the node with, above 16 bits, the number of the pattern that ends there, from 1;
        and the base of the node. A child stands as far behind the base as its symbol says. No two nodes share a base, so
        that the symbol tells whose child a cell is; the base of a node without children is 0, behind which no child stands.
        """
        bases = [0] * len(self.children)
        used, taken = 0, 1  # bits of cells and of bases
        for node in sorted(range(len(bases)), key=lambda node: -len(self.children[node])):
            if not self.children[node]:
                break
            barred = taken
            for symbol in self.children[node]:
                barred |= used >> symbol
            bases[node] = (~barred & (barred + 1)).bit_length() - 1
            taken |= 1 << bases[node]
            for symbol in self.children[node]:
                used |= 1 << bases[node] + symbol
        cells = [EMPTY, 0] * (max(used.bit_length(), *bases) + self.width)
        for node, children in enumerate(self.children):
            for symbol, child in children.items():
                at = 2 * (bases[node] + symbol)
                cells[at : at + 2] = symbol | self.ends[child] << 16, bases[child]
        return [bases[root] for root in self.roots], cells, self.firsts(bases)

    def firsts(self, bases: Sequence[int]) -> list[int]:
        """Return, for each root and symbol, `FIRST_SIZE` numbers about what begins with it.

        They are the pattern that the symbol is by itself, from 1, the base of its node, and 64 bits: the remainders of the
        symbols that may be the second one.
        """
        found = []
        for root in self.roots:
            for symbol in range(self.width):
                node = self.children[root].get(symbol)
                seconds = self.children[node] if node else ()
                bits = sum({1 << second % 64 for second in seconds})
                found += [self.ends[node], bases[node], bits & 0xFFFFFFFF, bits >> 32] if node else [0, 0, 0, 0]
        return found
