/* Where the terms of the rulebook occur in a skeleton. */

/* Return the child of a node by a symbol, or 0. Children lie together, in the order of their symbols. A node holds its
   symbol and, above 16 bits, the number of the pattern that ends there, from 1. */
static inline uint32_t child(const uint32_t *children, const uint32_t *nodes, uint32_t node, uint32_t symbol)
{
    uint32_t low = children[node], high = children[node + 1];
    while (high - low > 6) {
        uint32_t middle = (low + high) / 2;
        if ((nodes[middle] & 0xffff) > symbol) high = middle;
        else low = middle;
    }
    for (; low < high; low++) if ((nodes[low] & 0xffff) == symbol) return low;
    return 0;
}

/* Tell whether some pattern may begin with two symbols. */
static inline int begin(const uint32_t *pairs, uint32_t first, uint32_t second)
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
    uint32_t head = self->symbol[start], tail = self->symbol[end - 1];
    if (head > 127 && tail > 127) return 1;
    if (start > 0 && alphanumeric(head)) {
        uint32_t before = self->symbol[start - 1];
        if (latin(before) || (decimal(before) && end - start == 1)) return 0;
    }
    return !(latin(tail) && end < self->length && latin(self->symbol[end]));
}

/* Make room for one more hit that fills so many slots; return -1 if memory runs out. */
static int more_room(Scanner *self, uint32_t fills)
{
    Py_ssize_t hits = self->hits_room, fillers = self->fillers_room;
    if (self->hit_count >= hits) {
        hits = hits * 2 + 512;
        if (hits > INT32_MAX / 4) { PyErr_NoMemory(); return -1; } /* they are numbered in 32 bits */
        if (grow((void **)&self->hits, hits * sizeof(Hit))) return -1;
        self->hits_room = hits;
    }
    if (self->filler_count + fills > fillers) {
        fillers = fillers * 2 + fills + 2048;
        if (grow((void **)&self->fillers, fillers * sizeof(Filler))) return -1;
        self->fillers_room = fillers;
    }
    return 0;
}

/* Add the hit of a pattern at the solid characters [first, last]; return -1 if memory runs out. */
static inline int add_hit(Scanner *self, uint32_t pattern, int32_t first, int32_t last)
{
    uint32_t at = AT_(self, TERMS, pattern) & PLACE, past = AT_(self, TERMS, pattern + 1) & PLACE, draft = self->draft;
    if (at == past && !self->guards && !(self->judges && AT_(self, CUES_AT, pattern) < AT_(self, CUES_AT, pattern + 1))) return 0; /* no entry needs it */
    if ((self->hit_count >= self->hits_room || self->filler_count + (past - at) > self->fillers_room) && more_room(self, past - at)) return -1;
    int32_t number = (int32_t)self->hit_count++, start = self->place[first], end = self->place[last] + 1;
    Chain *others = &self->pattern_hits[pattern];
    int32_t next = others->draft == draft ? others->last : -1;
    self->hits[number] = (Hit){start, end, next, pattern, end - start > last - first + 1 ? drawn(self, first, last) : WHOLE,
                               stands_alone(self, start, end)};
    *others = (Chain){draft, number};
    if (next >= 0) return 0;
    const uint16_t *slots = (const uint16_t *)self->data[FILLS];
    Chain *chains = self->slot_fillers;
    Filler *filler = self->fillers + self->filler_count;
    for (int32_t count = (int32_t)self->filler_count; at < past; at++, count++) {
        Chain *chain = &chains[slots[at]];
        *filler++ = (Filler){pattern, chain->draft == draft ? chain->last : -1};
        *chain = (Chain){draft, count};
    }
    self->filler_count = filler - self->fillers;
    return 0;
}

/* Add every hit in the skeleton of the patterns below a root; return -1 if memory runs out. */
static int find_terms(Scanner *self, int root)
{
    const uint32_t *roots = self->data[root], *children = self->data[CHILDREN], *nodes = self->data[NODES], *pairs = self->data[PAIRS];
    const uint32_t *solids = self->solid_symbol;
    int32_t count = self->solids;
    for (int32_t start = 0; start < count; start++) {
        uint32_t symbol = solids[start], node = roots[symbol];
        if (!node) continue;
        uint32_t pattern = nodes[node] >> 16;
        if (pattern && add_hit(self, pattern - 1, start, start)) return -1;
        if (start + 1 >= count || !begin(pairs, symbol, solids[start + 1])) continue;
        for (int32_t at = start + 1; at < count && (node = child(children, nodes, node, solids[at])); at++)
            if ((pattern = nodes[node] >> 16) && add_hit(self, pattern - 1, start, at)) return -1;
    }
    return 0;
}
