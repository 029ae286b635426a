/* Finds the clauses of a draft that may be calls: xhslint/classify/features.py, which explains every step, computed as
   keys of 32 bits. The sums are the same. */

typedef struct { int32_t start, end; uint32_t pattern, term; } Token;
typedef struct { int32_t start, end, first, count, anchored; } Part; /* a clause with its tokens */

/* Tell whether a token comes before another one: the longer one where both begin. */
static int is_before(const Token *one, const Token *other)
{
    if (one->start != other->start) return one->start < other->start;
    return one->end != other->end ? one->end > other->end : one->pattern < other->pattern;
}

static inline const uint32_t *classes_of(const Scanner *self, uint32_t term, uint32_t *count)
{
    const uint32_t *at = &AT_(self, CUES_AT, cues_of(term));
    *count = at[1] - at[0];
    return self->data[CUES] + at[0];
}

/* Add the weights of the features that wait to the score of the clause at hand, each once. */
static void settle(Scanner *self)
{
    uint32_t mask = self->size[WEIGHTS] / 2 - 1;
    for (uint32_t waiting = 0; waiting < self->waiting; waiting++) {
        uint32_t key = self->keys[waiting] ? self->keys[waiting] : 1;
        uint32_t place = key & mask;
        while (AT_(self, WEIGHTS, 2 * place) && AT_(self, WEIGHTS, 2 * place) != key) place = (place + 1) & mask; /* one is free */
        if (!AT_(self, WEIGHTS, 2 * place) || self->counted[place >> 5] >> (place & 31) & 1) continue;
        self->counted[place >> 5] |= 1u << (place & 31);
        self->summed[self->summands++] = place;
        self->score += AT_(self, WEIGHTS, 2 * place + 1);
    }
    self->waiting = 0;
}

/* Add the weight of a feature to the score of the clause at hand, once; return 0 if neither it nor a longer one has any. The
   bits of WEIGHED, which stay in the nearest cache, tell that of most; the others wait, so that they are looked up in one go. */
static inline int weigh(Scanner *self, uint32_t key)
{
    key ^= key >> 15;
    uint32_t bit = key >> (32 - WEIGHED_BITS);
    int may = AT_(self, WEIGHED, bit >> 5) >> (bit & 31) & 1;
    self->keys[self->waiting] = key;
    self->waiting += (uint32_t)may;
    if (self->waiting == MOST_WAITING) settle(self);
    return may;
}

static inline uint32_t mix(uint32_t key, uint32_t number) { return (key ^ number) * 16777619u; }
#define FEATURE(kind) mix(2166136261u, kind)

static int add_part(Scanner *self, int32_t *count, int32_t start, int32_t end)
{
    if (*count >= self->parts_room) {
        self->parts_room = self->parts_room * 2 + 64;
        if (grow((void **)&self->parts, (size_t)self->parts_room * sizeof(Part))) return -1;
    }
    ((Part *)self->parts)[(*count)++] = (Part){start, end, 0, 0, 0};
    return 0;
}

/* Split the view into clauses; return how many there are, -1 if memory runs out. */
static int32_t find_parts(Scanner *self)
{
    const int32_t *rank = self->rank;
    int32_t count = 0, start = 0;
    for (int32_t index = 0; index <= self->pointed; index++) {
        int32_t end = index < self->pointed ? self->points[index] : self->length;
        if (end < self->length && !clause_end(self->text[end].flags)) continue;
        if (rank[end] > rank[start]) {
            int32_t at = start;
            while (rank[end] - rank[start] > LONG_CLAUSE && at < end) {
                if (rank[at + 1] > rank[at]) { at++; continue; }
                int32_t gap = at;
                while (at < end && rank[at + 1] == rank[at]) at++;
                if (rank[gap] - rank[start] < SOFT_BEFORE || rank[end] - rank[at] < SOFT_BEHIND) continue;
                if (add_part(self, &count, start, gap)) return -1;
                start = at;
            }
            if (add_part(self, &count, start, end)) return -1;
        }
        start = end + 1 < self->length ? end + 1 : self->length;
    }
    return count;
}

/* Weigh the characters in a row of a clause, of the clause at hand (`distance` 0) or of one beside it. */
static void weigh_characters(Scanner *self, const Part *part, int32_t distance)
{
    int32_t begun[OWN_GRAMS + 2], begins = 0; /* where two characters in a row have a weight, or begin something that has one */
    uint32_t codes[OWN_GRAMS + 2], begin = mix(FEATURE(FEATURE_GRAM), (uint32_t)distance);
    int32_t count = 0, first = self->rank[part->start], size = self->rank[part->end] - first;
    int32_t most = distance ? OTHER_GRAMS : OWN_GRAMS, longest = distance ? 3 : 4;
    if (!distance) codes[count++] = GRAM_START;
    for (int32_t at = first; at < first + size && at < first + most; at++) codes[count++] = AT_(self, ALPHABET, self->solid[at]);
    if (!distance) codes[count++] = GRAM_STOP;
    for (int32_t at = 0; at + 1 < count; at++) {
        begun[begins] = at;
        begins += weigh(self, mix(mix(begin, codes[at]), codes[at + 1]));
    }
    for (int32_t at = 0; at < begins; at++) {
        int32_t next = begun[at] + 2, past = begun[at] + longest < count ? begun[at] + longest : count;
        uint32_t key = mix(mix(begin, codes[next - 2]), codes[next - 1]);
        while (next < past && weigh(self, key = mix(key, codes[next]))) next++;
    }
}

/* Weigh the words of the clause at hand by themselves. */
static void weigh_words(Scanner *self, const Part *part)
{
    const Token *tokens = (const Token *)self->tokens + part->first;
    const int32_t *rank = self->rank;
    uint32_t ones, others;
    for (int32_t at = 0; at < part->count; at++) {
        const uint32_t *first = classes_of(self, tokens[at].term, &ones), *second;
        for (uint32_t one = 0; one < ones; one++) weigh(self, mix(mix(FEATURE(FEATURE_CLASS), 0), first[one]));
        for (int32_t next = at + 1; next < part->count && next <= at + PAIR_REACH; next++) {
            int32_t gap = rank[tokens[next].start] - rank[tokens[at].end];
            if (gap < 0) continue;
            second = classes_of(self, tokens[next].term, &others);
            for (uint32_t one = 0; one < ones; one++)
                for (uint32_t other = 0; other < others; other++) {
                    weigh(self, mix(mix(mix(FEATURE(FEATURE_PAIR), GAP_ANY), first[one]), second[other]));
                    if (gap <= NEAR_GAP)
                        weigh(self, mix(mix(mix(FEATURE(FEATURE_PAIR), gap <= 1 ? GAP_NEXT : GAP_NEAR), first[one]), second[other]));
                }
        }
    }
    if (!part->count) return;
    for (uint32_t side = 0; side < 2; side++) {
        const Token *token = side ? &tokens[part->count - 1] : tokens;
        int32_t gap = side ? rank[part->end] - rank[token->end] : rank[token->start] - rank[part->start];
        const uint32_t *classes = classes_of(self, token->term, &ones);
        for (uint32_t one = 0; one < ones; one++)
            weigh(self, mix(mix(mix(FEATURE(FEATURE_EDGE), side), gap < 0 ? 0 : gap > 2 ? 2 : (uint32_t)gap), classes[one]));
    }
}

/* Weigh the words of a clause beside the one at hand. */
static void weigh_neighbour(Scanner *self, const Part *part, const Part *other, int32_t distance)
{
    const Token *tokens = self->tokens;
    uint32_t kinds = AT_(self, JUDGE, 0), ones, others;
    for (int32_t at = other->first; at < other->first + other->count; at++) {
        const uint32_t *classes = classes_of(self, tokens[at].term, &ones);
        for (uint32_t one = 0; one < ones; one++) {
            weigh(self, mix(mix(FEATURE(FEATURE_CLASS), (uint32_t)distance), classes[one]));
            if (distance < -1 || distance > 1) continue;
            for (int32_t own = part->first; own < part->first + part->count; own++) {
                const uint32_t *anchors = classes_of(self, tokens[own].term, &others);
                for (uint32_t kind = 0; kind < others && anchors[kind] < kinds; kind++)
                    weigh(self, mix(mix(mix(FEATURE(FEATURE_KIND_NEAR), anchors[kind]), (uint32_t)distance), classes[one]));
            }
        }
    }
}

/* Return the score of a clause. */
static int32_t score_part(Scanner *self, int32_t number, int32_t count)
{
    const Part *parts = self->parts, *part = &parts[number];
    while (self->summands) self->counted[self->summed[--self->summands] >> 5] = 0;
    self->score = AT_(self, JUDGE, 1);
    weigh_words(self, part);
    for (int32_t distance = -2; distance <= 2; distance++)
        if (distance && number + distance >= 0 && number + distance < count) weigh_neighbour(self, part, &parts[number + distance], distance);
    int32_t size = self->rank[part->end] - self->rank[part->start];
    weigh(self, mix(FEATURE(FEATURE_LENGTH), (uint32_t)((size > LENGTH_0) + (size > LENGTH_1) + (size > LENGTH_2) + (size > LENGTH_3))));
    weigh(self, mix(FEATURE(FEATURE_POSITION), number == 0));
    if (number == count - 1) weigh(self, mix(FEATURE(FEATURE_POSITION), 2));
    weigh(self, mix(FEATURE(FEATURE_COUNT), (uint32_t)((count > COUNT_0) + (count > COUNT_1) + (count > COUNT_2) + (count > COUNT_3) + (count > COUNT_4) + (count > COUNT_5))));
    uint32_t mark = part->end < self->length ? clause_end(self->text[part->end].flags) : AT_END;
    if (mark == LINE_BREAK && self->rank[part->end] == self->rank[self->length]) mark = AT_END;
    weigh(self, mix(FEATURE(FEATURE_END), mark));
    for (int32_t at = part->start; at < part->end; at++)
        if (self->text[at].flags >> QUOTE_AT & 1) { weigh(self, FEATURE(FEATURE_QUOTE)); break; }
    for (int32_t distance = -1; distance <= 1; distance++)
        if (number + distance >= 0 && number + distance < count) weigh_characters(self, &parts[number + distance], distance);
    settle(self);
    return (int32_t)self->score;
}

/* Copy the hits [at, past) with classes to tokens, of each place the longest, in order; return how many there are. */
static int32_t collect_tokens(const Scanner *self, int32_t at, int32_t past, Token *tokens)
{
    int32_t *longest = self->ways, count = 0; /* by place, its longest hit, if the bit of the place is set */
    uint32_t *starts = (uint32_t *)longest + self->room, words = at < past ? (uint32_t)self->length / 32 + 1 : 0;
    memset(starts, 0, words * 4);
    for (; at < past; at++) { /* without branches, which could not be foreseen */
        const Hit *hit = &self->hits[at];
        uint32_t *word = &starts[hit->start >> 5];
        int32_t other = *word >> (hit->start & 31) & 1 ? longest[hit->start] : at;
        int is_token = ((hit->term & CUED) != 0) & hit->alone & (hit->drawn == WHOLE);
        longest[hit->start] = other + (at - other) * (is_token & (hit->end >= self->hits[other].end));
        *word |= (uint32_t)is_token << (hit->start & 31);
    }
    for (uint32_t word = 0; word < words; word++)
        for (uint32_t bits = starts[word]; bits; bits &= bits - 1) {
            const Hit *hit = &self->hits[longest[word * 32 + lowest(bits)]];
            tokens[count++] = (Token){hit->start, hit->end, hit->pattern, hit->term};
        }
    return count;
}

/* Give the clauses their tokens, those of both skeletons in order; return -1 if memory runs out. */
static int find_tokens(Scanner *self, int32_t parts)
{
    if (self->hit_count >= self->tokens_room) {
        self->tokens_room = self->hit_count * 2 + 64;
        if (grow((void **)&self->tokens, 2 * (size_t)self->tokens_room * sizeof(Token))) return -1;
    }
    Token *tokens = self->tokens, *found = tokens + self->tokens_room, last = {-1, -1, 0, 0};
    int32_t bare = collect_tokens(self, 0, self->bare_count, found), count = bare + collect_tokens(self, self->bare_count, self->hit_count, found + bare);
    int32_t kept = 0, reach = -1;
    uint32_t many;
    Part *part = self->parts, *final = part + parts - 1;
    for (int32_t one = 0, other = bare; one < bare || other < count;) {
        Token token = found[other == count || (one < bare && is_before(&found[one], &found[other])) ? one++ : other++];
        int same = last.start == token.start && last.end == token.end;
        if ((same && last.pattern == token.pattern) || (token.end <= reach && !same)) continue;
        last = token;
        if (token.end > reach) reach = token.end;
        while (part < final && part[1].start <= token.start) part++;
        if (token.start < part->start || classes_of(self, token.term, &many)[0] == ORDINARY) continue;
        if (!part->count++) part->first = kept;
        part->anchored |= (token.term & ANCHOR) != 0;
        tokens[kept++] = token;
    }
    return 0;
}

/* Split the draft into clauses with their tokens; return how many there are, 0 where none can be a call, -1 if memory
   runs out. */
static int32_t read_parts(Scanner *self)
{
    int32_t parts = self->held & ANCHOR ? find_parts(self) : 0;
    return parts > 0 && find_tokens(self, parts) ? -1 : parts;
}

/* Score the clauses with an anchor: add start, end, score and words of each, each word as start, end and pattern behind their
   number, or if `found` is NULL return 1 where one has the score of a call; return -1 if memory runs out. */
static int find_clauses(Scanner *self, int is_disguised, Numbers *found)
{
    int32_t parts = read_parts(self), least = parts ? (int32_t)AT_(self, JUDGE, is_disguised ? 3 : 2) : 0;
    const Token *tokens = self->tokens;
    for (int32_t number = 0; number < parts; number++) {
        const Part *part = (const Part *)self->parts + number;
        if (!part->anchored) continue;
        int32_t score = score_part(self, number, parts);
        if (!found && score >= least) return 1;
        uint32_t head[4] = {(uint32_t)part->start, (uint32_t)part->end, (uint32_t)score, (uint32_t)part->count};
        if (found && add_numbers(found, head, 4)) return -1;
        for (int32_t at = part->first; found && at < part->first + part->count; at++) {
            uint32_t word[3] = {(uint32_t)tokens[at].start, (uint32_t)tokens[at].end, tokens[at].pattern};
            if (add_numbers(found, word, 3)) return -1;
        }
    }
    return parts < 0 ? -1 : 0;
}

/* Return what `find_clauses` found as [(start, end, score, words), ...]; NULL if memory runs out. */
static PyObject *listed_clauses(const Numbers *found)
{
    PyObject *out = PyList_New(0);
    for (size_t at = 0; out && at < found->count;) {
        const uint32_t *head = found->items + at;
        PyObject *words = PyTuple_New((Py_ssize_t)head[3]), *clause = NULL;
        at += 4;
        for (uint32_t number = 0; number < head[3]; number++, at += 3) {
            const uint32_t *token = found->items + at;
            PyObject *word = words ? Py_BuildValue("(iiI)", (int)token[0], (int)token[1], token[2]) : NULL;
            if (!word) Py_CLEAR(words);
            else PyTuple_SET_ITEM(words, (Py_ssize_t)number, word);
        }
        if (words) clause = Py_BuildValue("(iiiN)", (int)head[0], (int)head[1], (int)head[2], words);
        if (!clause || PyList_Append(out, clause)) Py_CLEAR(out);
        Py_XDECREF(clause);
    }
    return out;
}
