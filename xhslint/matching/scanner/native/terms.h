/* Where the terms of the rulebook occur in a skeleton. */

/* A place from which patterns are followed, with the base of the cell that they have come to, or the pattern that ends there.
   A cell takes two numbers: its symbol with, above 16 bits, the number of the pattern that ends there, from 1; and its base,
   behind which its children stand, each as far as its symbol. */
typedef struct { int32_t start; uint32_t number; } Way;

/* Tell whether something may begin with two numbers, by a hash table of PAIR_WORDS: pairs.py. */
static inline uint32_t may_begin(const uint32_t *pairs, uint32_t first, uint32_t second)
{
    uint32_t at = (first * 0x9e3779b1u ^ second * 0x85ebca6bu) >> 15;
    return pairs[at >> 5] >> (at & 31) & 1;
}

/* Return how far the solid characters [first, last] are drawn apart. */
static inline uint32_t drawn(const Scanner *self, int32_t first, int32_t last)
{
    const int32_t *places = self->place;
    uint32_t how = WHOLE;
    for (int32_t at = first + 1; at <= last; at++) {
        int32_t start = places[at - 1] + 1, end = places[at];
        if (end == start || skippable(self, start, end, 0)) continue;
        if (!skippable(self, start, end, 1)) return TORN;
        how = APART;
    }
    return how;
}

/* Tell whether [start, end) is cut out of no Latin word: scan.Scan._stands_alone. */
static inline uint32_t stands_alone(const Scanner *self, int32_t start, int32_t end)
{
    uint32_t head = self->text[start].symbol, tail = self->text[end - 1].symbol;
    if (head > 127 && tail > 127) return 1;
    if (start > 0 && alphanumeric(head)) {
        uint32_t before = self->text[start - 1].symbol;
        if (latin(before) || (decimal(before) && end - start == 1)) return 0;
    }
    return !(latin(tail) && end < self->length && latin(self->text[end].symbol));
}

/* Make room for more hits; return -1 if memory runs out. */
static int more_room(Scanner *self, int32_t hits)
{
    hits += self->hits_room + self->hits_room / 2 + 512;
    if (hits > INT32_MAX / 4) { PyErr_NoMemory(); return -1; } /* they are numbered in 32 bits */
    if (grow((void **)&self->hits, (size_t)hits * sizeof(Hit))) return -1;
    self->hits_room = hits;
    return 0;
}

/* Add the hits of patterns of so many solid characters; return -1 if memory runs out. */
static int add_hits(Scanner *self, const Way *ended, int32_t ends, int32_t length)
{
    if (self->hit_count + ends > self->hits_room && more_room(self, ends)) return -1;
    const uint32_t *terms = self->data[TERMS];
    const int32_t *place = self->place;
    int32_t *last_hits = self->last_hits, count = self->hit_count;
    Hit *hits = self->hits;
    for (int32_t at = 0; at < ends; at++) {
        int32_t first = ended[at].start, last = first + length - 1, start = place[first], end = place[last] + 1;
        uint32_t pattern = ended[at].number - 1, term = terms[pattern], kind = kind_of(term);
        if (!((term | self->wanted) & NEEDED)) continue;
        uint32_t how = end - start > length ? drawn(self, first, last) : WHOLE;
        hits[count] = (Hit){start, end, last_hits[kind], pattern, term, (uint8_t)how, (uint8_t)stands_alone(self, start, end)};
        self->found[self->found_count] = kind;
        self->found_count += last_hits[kind] < 0;
        self->present[kind / 32] |= 1u << (kind % 32);
        self->held |= term;
        last_hits[kind] = count++;
    }
    self->hit_count = count;
    return 0;
}

/* Add every hit at the solid characters [start, past) of the patterns of a root (0 all, 1 those with a mark); return -1 if
   memory runs out. All places are followed at once, a character further each time, and which are kept is counted without
   branches, which could not be foreseen. */
static int find_terms(Scanner *self, int root, int32_t start, int32_t past)
{
    const uint32_t *cells = self->data[CELLS], *solid = self->solid;
    const First *firsts = (const First *)self->data[FIRSTS] + (uint32_t)root * self->symbols;
    Way *ways = self->ways, *ended = ways + self->room; /* patterns that go on, and those that end at the character at hand */
    int32_t going = 0, ends = 0;
    for (; start < past; start++) {
        const First *first = &firsts[solid[start]];
        ways[going] = (Way){start, first->base};
        ended[ends] = (Way){start, first->pattern};
        going += first->seconds[solid[start + 1] >> 5 & 1] >> (solid[start + 1] & 31) & 1;
        ends += first->pattern != 0;
    }
    for (int32_t length = 1;; length++) {
        if (add_hits(self, ended, ends, length)) return -1;
        if (!going) return 0;
        int32_t all = going;
        going = ends = 0;
        for (int32_t at = 0; at < all; at++) {
            Way way = ways[at];
            uint32_t symbol = solid[way.start + length]; /* 0 behind the last one */
            const uint32_t *cell = cells + 2 * (way.number + symbol);
            uint32_t is_child = ((cell[0] & 0xffff) == symbol) & (symbol != 0);
            ways[going] = (Way){way.start, cell[1]};
            ended[ends] = (Way){way.start, cell[0] >> 16};
            going += is_child & (cell[1] != 0); /* the base is 0 where no longer pattern goes on */
            ends += is_child & (cell[0] >> 16 != 0);
        }
    }
}
