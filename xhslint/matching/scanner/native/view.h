/* The view of a draft: its characters, its skeleton, and what may stand between two places of it. */

/* ---------------------------------------------------------------------------------------------------- characters */

static inline int latin(uint32_t symbol) { return symbol >= 'a' && symbol <= 'z'; }
static inline int decimal(uint32_t symbol) { return symbol >= '0' && symbol <= '9'; }
static inline int alphanumeric(uint32_t symbol) { return latin(symbol) || decimal(symbol); }
static inline int among(uint32_t symbol, const char *characters) { return symbol && symbol < 128 && strchr(characters, (int)symbol); }
static inline int of_name(uint32_t symbol) { return alphanumeric(symbol) || symbol == '_' || symbol == '-'; }

/* Return what ends a clause there, 0 for a character that ends none. */
static inline uint32_t clause_end(uint32_t flags) { return flags >> END_AT & MOST_ENDS_OF_CLAUSES; }

/* Read `size` characters of a `kind` of PyUnicode: see `read_view`. */
static inline int read_characters(Scanner *self, int kind, const void *data, Py_ssize_t size, int is_view)
{
    const uint32_t *pages = self->data[PAGES];
    const uint16_t *rows = (const uint16_t *)self->data[CHARS];
    const Character *classes = (const Character *)self->data[CLASSES];
    Character *view = self->text;
    int32_t *rank = self->rank, *place = self->place, *points = self->points;
    uint32_t *solid = self->solid;
    int32_t count = 0, solids = 0, pointed = 0;
    uint32_t seen = is_view ? UNSEEN : 0; /* a view has lost its unseen characters, so they must be assumed */
    uint32_t joins = 0; /* whether a joiner there belongs to an emoji, and stays */
    Py_ssize_t special = -1; /* behind the last character that is no plain one */
    for (Py_ssize_t at = 0; at < size; at++) {
        Py_UCS4 code = PyUnicode_READ(kind, data, at);
        Character read = classes[rows[256 * pages[code >> 8] + (code & 255)]];
        seen |= read.flags;
        if (read.flags & (FOLDS | VANISHES | TAIL | UNSEEN)) {
            uint32_t before = count ? view[count - 1].flags : 0;
            if (!is_view && (read.flags & FOLDS || (read.flags & TAIL && before & HEAD))) return 0;
            joins = read.flags & JOINER && (at == special ? joins : before & EMOJI);
            special = at + 1;
            if (read.flags & VANISHES && !is_view && !joins) continue;
        }
        rank[count] = solids;
        place[solids] = points[pointed] = count;
        solid[solids] = read.symbol;
        solids += (read.flags & SOLID) != 0;
        pointed += (read.flags & TELLING) != 0;
        view[count++] = read;
    }
    view[count] = (Character){0, 0, 0, 0};
    rank[count] = solids;
    solid[solids] = 0;
    self->solids = solids;
    self->length = count;
    self->pointed = pointed;
    self->seen = seen;
    return 1;
}

/* Read the view of a draft, or a view, and its skeleton as it is without emoji codes. Return 0 for a draft that only the
   fold can read. */
static int read_view(Scanner *self, PyObject *text, int is_view)
{
    Py_ssize_t size = PyUnicode_GET_LENGTH(text);
    switch (PyUnicode_KIND(text)) { /* a loop for each */
    case PyUnicode_1BYTE_KIND: return read_characters(self, PyUnicode_1BYTE_KIND, PyUnicode_DATA(text), size, is_view);
    case PyUnicode_2BYTE_KIND: return read_characters(self, PyUnicode_2BYTE_KIND, PyUnicode_DATA(text), size, is_view);
    default: return read_characters(self, PyUnicode_4BYTE_KIND, PyUnicode_DATA(text), size, is_view);
    }
}

/* ------------------------------------------------------------------------------------------------------- skeleton */

static inline int wordy(const Scanner *self, int32_t at) { return self->text[at].flags & SOLID || self->text[at].symbol == '_'; }

/* Return where the emoji code at a [ or / ends; `at` if there is none. A name in brackets that is no code of the platform
   is one in the `bare` skeleton only; `bracketed` is set if there was one. */
static int32_t code_end(const Scanner *self, int32_t at, int bare, int *bracketed)
{
    const Character *text = self->text;
    int32_t length = self->length, end = at + 1;
    if (text[at].symbol == '/') {
        if (end + 1 < length && text[end].flags & SOLID)
            for (uint32_t code = 0; code + 1 < self->size[CODES]; code += 2)
                if (AT_(self, CODES, code) == text[end].symbol && AT_(self, CODES, code + 1) == text[end + 1].symbol) return end + 2;
        return at;
    }
    while (end < length && end - at <= 9 && wordy(self, end)) end++;
    if (end >= length || text[end].symbol != ']' || end == at + 1) return at;
    int32_t inside = end - at - 1;
    if (inside == 2 && text[at + 1].symbol == 'e' && text[at + 2].symbol == 'm' && end + 2 < length && text[end + 1].symbol == 'e') {
        int32_t close = end + 2;
        while (close < length && decimal(text[close].symbol)) close++;
        if (close > end + 2 && close + 4 < length && text[close].symbol == '[' && text[close + 1].symbol == '/' && text[close + 2].symbol == 'e' &&
            text[close + 3].symbol == 'm' && text[close + 4].symbol == ']') return close + 5;
    }
    if (inside >= 2 && text[end - 1].symbol == 'r') return end + 1;
    if (inside > 6) return at;
    *bracketed = 1;
    return bare ? end + 1 : at;
}

/* Take the emoji codes out of the skeleton. Tell whether some brackets are a code there, but not in the one with marks. */
static int drop_codes(Scanner *self)
{
    int32_t *rank = self->rank, past = 0, dropped = 0; /* `past`: behind the last code */
    int bracketed = 0;
    for (int32_t index = 0; index <= self->pointed; index++) {
        int32_t at = index < self->pointed ? self->points[index] : self->length, end = at;
        if (at < past) continue;
        if (index < self->pointed && (!(self->text[at].flags & CODED) || (end = code_end(self, at, 1, &bracketed)) == at)) continue;
        size_t kept = (size_t)(rank[at] - rank[past]) * 4;
        memmove(self->place + rank[past] - dropped, self->place + rank[past], kept);
        memmove(self->solid + rank[past] - dropped, self->solid + rank[past], kept);
        int32_t inside = rank[end] - rank[at], before = rank[at] - dropped;
        for (; past < at; past++) rank[past] -= dropped;
        for (; past < end; past++) rank[past] = before;
        dropped += inside;
    }
    rank[self->length] = self->solids -= dropped;
    self->solid[self->solids] = 0;
    return bracketed;
}

/* Add the characters [at, end) to a skeleton of so many with the marks that terms are written with; return how many it has then. */
static int32_t read_marked(Scanner *self, int32_t at, int32_t end, int32_t count)
{
    const Character *text = self->text;
    int bracketed;
    for (int32_t past; at < end; at = past) {
        if (text[at].flags & CODED && (past = code_end(self, at, 0, &bracketed)) > at) continue;
        past = at + 1;
        self->place[count] = at;
        self->solid[count] = text[at].symbol;
        count += (text[at].flags & (SOLID | MARK)) != 0;
    }
    return count;
}

/* Read the skeleton with marks, behind the bare one: of the whole view, or only as far from each mark as a pattern with it may reach. */
static void read_skeleton(Scanner *self, int whole)
{
    const int32_t *rank = self->rank;
    int32_t longest = (int32_t)AT_(self, LONGEST, 0), length = self->length, past = 0, count = self->solids + 1;
    if (whole) count = read_marked(self, 0, length, count);
    for (int32_t mark = 0; mark < length && !whole; mark++) {
        if (!(self->text[mark].flags & MARK)) continue;
        int32_t start = mark < past ? past : mark, end = mark < past ? past : mark + 1;
        while (start > past && rank[mark] - rank[start - 1] < longest) start--;
        while (end < length && rank[end] - rank[mark] < longest) end++;
        count = read_marked(self, start, end, count);
        past = end;
    }
    self->marked = count;
    self->solid[count] = 0;
}

/* ------------------------------------------------------------------------------------- what may stand in between */

/* Tell whether the lines around [start, end) are written vertically: skeleton.vertical. */
static int vertical(const Scanner *self, int32_t start, int32_t end)
{
    int32_t first = start, last = end, solid = 0, lines = 0;
    while (first > 0 && first > start - 4 && self->text[first - 1].symbol != '\n') first--;
    while (last < self->length && last < end + 4 && self->text[last].symbol != '\n') last++;
    for (int32_t at = first; at <= last; at++) {
        if (at == last || self->text[at].symbol == '\n') {
            if (solid > 2) return 0;
            lines += solid > 0;
            solid = 0;
        }
        else solid += self->text[at].flags & SOLID;
    }
    return lines > 1;
}

/* Tell whether the noise [start, end) may be skipped in a strong (`firm`) or a weak term: skeleton.skippable. */
static int skippable(const Scanner *self, int32_t start, int32_t end, int firm)
{
    uint32_t seen = 0;
    if (end - start > MAX_GAP) return 0;
    for (int32_t at = start; at < end; at++) seen |= self->text[at].flags;
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
    for (int32_t at = before->end; at < hit->start; at++) seen |= self->text[at].flags;
    if (seen & (how & WIDE ? SENTENCE : CLAUSE)) return 0;
    return !(seen & LINE) || vertical(self, before->end, hit->start);
}
