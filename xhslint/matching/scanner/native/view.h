/* The view of a draft: its characters, its skeleton, and what may stand between two places of it. */

/* ---------------------------------------------------------------------------------------------------- characters */

typedef struct { const uint32_t *pages, *classes; const uint16_t *characters; uint32_t page_count; } Table;

static inline Table table_of(const Scanner *self)
{
    return (Table){self->data[PAGES], self->data[CLASSES], (const uint16_t *)self->data[CHARS], self->size[PAGES]};
}

/* Return what is known of a character: the symbol, the flags, the unit and the opening of its class. */
static inline const uint32_t *look_up(Table table, Py_UCS4 character)
{
    uint32_t page = character >> 8 < table.page_count ? table.pages[character >> 8] : 0;
    return table.classes + CLASS_SIZE * table.characters[page * 256 + (character & 255)];
}

static inline int latin(uint32_t symbol) { return symbol >= 'a' && symbol <= 'z'; }
static inline int decimal(uint32_t symbol) { return symbol >= '0' && symbol <= '9'; }
static inline int alphanumeric(uint32_t symbol) { return latin(symbol) || decimal(symbol); }

/* Return what ends a clause there, 0 for a character that ends none. */
static inline uint32_t clause_end(uint32_t flags) { return flags >> END_AT & MOST_ENDS_OF_CLAUSES; }

/* Read the view of a draft, or a view. Return 0 for a draft that only the fold can read. */
static int read_view(Scanner *self, PyObject *text, int is_view)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    Table table = table_of(self);
    uint32_t *symbols = self->symbol, *all_flags = self->flags, *units = self->unit, *openings = self->opening;
    int32_t count = 0, telling = 0, ends = 0, *places = self->telling, *ends_at = self->ends;
    uint32_t before = 0, seen = is_view ? UNSEEN : 0; /* a view has lost its unseen characters, so they must be assumed */
    int joins = 0; /* whether a joiner here would belong to an emoji, and stay */
    for (Py_ssize_t at = 0; at < length; at++) {
        const uint32_t *entry = look_up(table, PyUnicode_READ(kind, data, at));
        uint32_t flags = entry[1];
        if (flags & (FOLDS | VANISHES | TAIL | UNSEEN)) {
            if (!is_view && (flags & FOLDS || (flags & TAIL && before & HEAD))) return 0;
            seen |= flags;
            joins = joins && flags & JOINER;
            if (flags & VANISHES && !is_view && !joins) continue;
        }
        else joins = (flags & EMOJI) != 0;
        symbols[count] = entry[0];
        units[count] = entry[2];
        openings[count] = entry[3];
        places[telling] = count;
        telling += (flags & TELLING) != 0;
        ends_at[ends] = count;
        ends += clause_end(flags) != 0;
        all_flags[count++] = before = flags;
    }
    self->length = count;
    self->telling_count = telling;
    self->ends_count = ends;
    self->unseen = seen & UNSEEN;
    all_flags[count] = 0;
    symbols[count] = openings[count] = 0;
    return 1;
}

/* ------------------------------------------------------------------------------------------------------- skeleton */

static inline int wordy(const Scanner *self, int32_t at) { return self->flags[at] & SOLID || self->symbol[at] == '_'; }

/* Return where the emoji code at a [ or / ends; `at` if there is none. A name in brackets that is no code of the platform
   is one in the `bare` skeleton only; `bracketed` is set if there was one. */
static int32_t code_end(const Scanner *self, int32_t at, int bare, int *bracketed)
{
    const uint32_t *symbol = self->symbol;
    int32_t length = self->length, end = at + 1;
    if (symbol[at] == '/') {
        if (end + 1 < length && self->flags[end] & SOLID)
            for (uint32_t code = 0; code + 1 < self->size[CODES]; code += 2)
                if (AT_(self, CODES, code) == symbol[end] && AT_(self, CODES, code + 1) == symbol[end + 1]) return end + 2;
        return at;
    }
    while (end < length && end - at <= 9 && wordy(self, end)) end++;
    if (end >= length || symbol[end] != ']' || end == at + 1) return at;
    int32_t inside = end - at - 1;
    if (inside == 2 && symbol[at + 1] == 'e' && symbol[at + 2] == 'm' && end + 2 < length && symbol[end + 1] == 'e') {
        int32_t close = end + 2;
        while (close < length && decimal(symbol[close])) close++;
        if (close > end + 2 && close + 4 < length && symbol[close] == '[' && symbol[close + 1] == '/' && symbol[close + 2] == 'e' &&
            symbol[close + 3] == 'm' && symbol[close + 4] == ']') return close + 5;
    }
    if (inside >= 2 && symbol[end - 1] == 'r') return end + 1;
    if (inside > 6) return at;
    *bracketed = 1;
    return bare ? end + 1 : at;
}

/* Find the solid characters and their places; a skeleton that is not `bare` keeps the marks that terms are written with.
   Return flags for the second skeleton: 1 if there are marks, 2 if it has brackets that the bare one has not. */
static int read_skeleton(Scanner *self, int bare)
{
    const uint32_t *symbols = self->symbol, *all_flags = self->flags;
    uint32_t *solids = self->solid_symbol;
    int32_t *places = self->place, *ranks = self->rank;
    int32_t count = 0, at = 0, length = self->length;
    uint32_t solid = bare ? SOLID : SOLID | MARK, seen = 0;
    int bracketed = 0;
    while (at < length) {
        uint32_t symbol = symbols[at], flags = all_flags[at];
        if (symbol == '[' || symbol == '/') {
            int32_t end = code_end(self, at, bare, &bracketed);
            if (end > at) {
                seen |= flags;
                if (bare) while (at < end) ranks[at++] = count;
                at = end;
                continue;
            }
        }
        seen |= flags;
        if (bare) ranks[at] = count;
        places[count] = at++;
        solids[count] = symbol;
        count += (flags & solid) != 0;
    }
    if (bare) ranks[length] = count;
    self->solids = count;
    return (seen & MARK ? 1 : 0) | (bracketed ? 2 : 0);
}

/* ------------------------------------------------------------------------------------- what may stand in between */

/* Tell whether the lines around [start, end) are written vertically: skeleton.vertical. */
static int vertical(const Scanner *self, int32_t start, int32_t end)
{
    int32_t first = start, last = end, solid = 0, lines = 0;
    while (first > 0 && first > start - 4 && self->symbol[first - 1] != '\n') first--;
    while (last < self->length && last < end + 4 && self->symbol[last] != '\n') last++;
    for (int32_t at = first; at <= last; at++) {
        if (at == last || self->symbol[at] == '\n') {
            if (solid > 2) return 0;
            lines += solid > 0;
            solid = 0;
        }
        else solid += self->flags[at] & SOLID;
    }
    return lines > 1;
}

/* Tell whether the noise [start, end) may be skipped in a strong (`firm`) or a weak term: skeleton.skippable. */
static int skippable(const Scanner *self, int32_t start, int32_t end, int firm)
{
    uint32_t seen = 0;
    if (end - start > MAX_GAP) return 0;
    for (int32_t at = start; at < end; at++) seen |= self->flags[at];
    if (seen & LINE) return vertical(self, start, end);
    return firm || !(seen & WEAK);
}

/* Tell whether a hit may follow a place, for a slot right behind another one: phrase.bridged. */
static int bridged(const Scanner *self, const End *before, const Hit *hit, uint32_t how, int32_t most)
{
    int32_t distance = self->rank[hit->start] - self->rank[before->end];
    if (hit->start == before->end) return 1;
    int firm = before->strong || strong(hit->term);
    if (distance == 0 && skippable(self, before->end, hit->start, firm)) return 1;
    if (!most) return 0;
    uint32_t seen = 0;
    for (int32_t at = before->end; at < hit->start; at++) seen |= self->flags[at];
    if (seen & (how & WIDE ? SENTENCE : CLAUSE)) return 0;
    return !(seen & LINE) || vertical(self, before->end, hit->start);
}
