/* Words written by what sounds or looks like them: xhslint/respelling/lattice.py and spelling.py, which say it in full. */

#define JOINTS "._-/@:&=?#%+'" /* lattice.JOINTS */

/* A piece of a path: `count` syllables of `reading`, the first `letter` of one, or the `whole` unit that parts make. */
typedef struct { int32_t start, end; uint32_t kind, reading, count, letter, whole; } Edge;
typedef struct { uint32_t kind, count, weak; } Heard; /* how an edge stands for characters of a word */
typedef struct { Scanner *self; Numbers *found; Edge path[MOST_PIECES]; int length; } Walk; /* `found`: NULL to be told of the first word only */

static inline uint32_t reading_kind(uint32_t reading) { return reading & ((1u << KIND_BITS) - 1); }
static inline int latin_at(const Scanner *self, int32_t at) { return at >= 0 && at < self->length && latin(self->text[at].symbol); }

/* Tell whether the character at a place is no noise between two pieces. */
static inline int ends_gap(const Scanner *self, int32_t at)
{
    return self->text[at].flags & (SOLID | CLAUSE | LINE) || self->text[at].symbol == '[' || self->text[at].symbol == ']';
}

/* Return where a number stands in [low, high) of an array that ascends there, `high` if it does not. */
static uint32_t place_of(const Scanner *self, int numbers, uint32_t low, uint32_t high, uint32_t wanted)
{
    uint32_t end = high;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (AT_(self, numbers, middle) < wanted) low = middle + 1;
        else high = middle;
    }
    return low < end && AT_(self, numbers, low) == wanted ? low : end;
}

/* Return the child of a node of a trie by its label, 0 if there is none. */
static uint32_t labelled(const Scanner *self, int labels, int children, uint32_t node, uint32_t label)
{
    uint32_t end = AT_(self, children, node + 1), place = place_of(self, labels, AT_(self, children, node), end, label);
    return place < end ? place : 0;
}

/* Return a syllable of those that a reading holds. */
static inline uint32_t syllable_of(uint32_t syllables, uint32_t place)
{
    return syllables >> (SYLLABLE_BITS * place) & ((1u << SYLLABLE_BITS) - 1);
}

/* Return the unit that begins with that of the character at a place, and goes on with a unit; 0 if there is none. */
static uint32_t next_unit(const Scanner *self, uint32_t unit, int32_t at)
{
    uint32_t next = self->text[at].unit; /* 0 behind the view */
    if (unit < self->size[UNIT_PLACES] && !may_begin(self->data[UNIT_PAIRS], unit, next)) return 0;
    if (!next || AT_(self, UNIT_CHILDREN, unit) == AT_(self, UNIT_CHILDREN, unit + 1)) return 0;
    return labelled(self, UNITS, UNIT_CHILDREN, unit, AT_(self, UNITS, self->text[at].unit));
}

/* Tell whether a character, by its unit, is heard as a syllable. */
static int sounds_like(const Scanner *self, uint32_t unit, uint32_t syllable)
{
    for (uint32_t at = AT_(self, UNIT_READINGS_AT, unit); at < AT_(self, UNIT_READINGS_AT, unit + 1); at++) {
        uint32_t reading = AT_(self, UNIT_READINGS, at), kind = reading_kind(reading);
        if ((kind == READ_HAN || kind == READ_COMMON) && reading >> KIND_BITS == syllable) return 1;
    }
    return 0;
}

/* Tell whether the two characters from a place on are a word of the dictionary. */
static int is_pair(const Scanner *self, int32_t at)
{
    if (at < 0 || at + 1 >= self->length) return 0;
    uint32_t count = self->size[PAIRS_OF_UNITS];
    return place_of(self, PAIRS_OF_UNITS, 0, count, self->text[at].unit << 16 | self->text[at + 1].unit) < count;
}

/* Tell whether [start, end) is known to stand for nothing else. */
static int is_ordinary(const Scanner *self, int32_t start, int32_t end)
{
    uint32_t unit = self->text[start].unit;
    for (int32_t at = start + 1; unit && at < end; at++) unit = next_unit(self, unit, at);
    for (uint32_t at = AT_(self, UNIT_READINGS_AT, unit); at < AT_(self, UNIT_READINGS_AT, unit + 1); at++)
        if (reading_kind(AT_(self, UNIT_READINGS, at)) == READ_ORDINARY) return 1;
    return 0;
}

/* Fill in how the edges of a path stand for a word of so many units; return 0 if they do not, or only plainly. */
static int stand_for(const Walk *walk, const uint32_t *word, int32_t size, Heard *heard)
{
    const Scanner *self = walk->self;
    int changed = 0;
    for (int place = 0; place < walk->length; place++) {
        const Edge *edge = &walk->path[place];
        uint32_t count = edge->count ? edge->count : 1, weak = 0;
        if ((size -= (int32_t)count) < 0) return 0;
        if (edge->end - edge->start == 1 && count == 1 && self->text[edge->start].unit == *word) {
            heard[place] = (Heard){READ_PLAIN, 1, 0};
            word++;
            continue;
        }
        if (edge->kind == READ_COMMON || (edge->whole && edge->whole != *word)) return 0;
        for (uint32_t syllable = 0; syllable < edge->count; syllable++)
            weak += !sounds_like(self, word[syllable], syllable_of(edge->reading, syllable));
        heard[place] = (Heard){edge->kind, count, weak};
        word += count;
        changed = 1;
    }
    return changed && !size;
}

/* Tell whether no other Latin letter or digit touches [start, end). */
static int stands_apart(const Scanner *self, int32_t start, int32_t end)
{
    return !(start > 0 && alphanumeric(self->text[start - 1].symbol)) && !(end < self->length && alphanumeric(self->text[end].symbol));
}

/* Tell whether the gaps of a path hold no blank and nothing that parts thoughts. */
static int is_marked(const Walk *walk)
{
    for (int place = 1; place < walk->length; place++)
        for (int32_t at = walk->path[place - 1].end; at < walk->path[place].start; at++)
            if (walk->self->text[at].symbol == ' ' || walk->self->text[at].flags & WEAK) return 0;
    return 1;
}

/* Tell whether a spelling may be a disguise: spelling.is_odd or is_doubtful, and beside no word of the dictionary. */
static int may_be_disguise(const Walk *walk, const Heard *heard, uint32_t last, int32_t size)
{
    const Scanner *self = walk->self;
    int32_t start = walk->path[0].start, end = walk->path[walk->length - 1].end, written = 0;
    uint32_t kinds = 0, weak = 0;
    int is_word = 0, is_rebus = /* or leads on: spelling.is_led */
        walk->length > 1 ? self->text[walk->path[0].start].unit != self->text[walk->path[1].start].unit : end < self->length && self->text[end].flags & SOLID;
    int others = 0; /* pieces that are changed, but neither odd by themselves nor a digit */
    uint32_t odd = 1u << READ_EMOJI | 1u << READ_PARTS | 1u << READ_PINYIN | 1u << READ_WHOLE_PARTS;
    for (int place = 0; place < walk->length; place++) {
        kinds |= 1u << heard[place].kind;
        weak += heard[place].weak;
        written += walk->path[place].end - walk->path[place].start;
        is_word |= place && heard[place - 1].kind == READ_INITIAL && heard[place].kind == READ_PINYIN;
        others += heard[place].kind == READ_DIGIT ? place > 0 : heard[place].kind != READ_PLAIN && !(odd >> heard[place].kind & 1);
    }
    int gaps = end - start > written, may_be;
    if (kinds & (1u << READ_DIGIT | 1u << READ_INITIAL))
        may_be = !weak && !gaps && !is_word && stands_apart(self, start, end) && (!(kinds & 1u << READ_DIGIT) || !others);
    else if (kinds == 1u << READ_EMOJI && !is_rebus)
        may_be = 0;
    else if (size == 2 && AT_(self, UNITS, last) == ME && !(kinds & ~(1u << READ_PLAIN | 1u << READ_HAN)))
        may_be = 0;
    else if (weak < 2 && !(weak && kinds & 1u << READ_PLAIN) && (!gaps || (!weak && is_marked(walk))))
        may_be = 1;
    else if (kinds & 1u << READ_ALIKE)
        may_be = 0;
    else if (kinds & odd)
        may_be = weak < 2 && kinds != 1u << READ_EMOJI && !(kinds & 1u << READ_EMOJI && weak);
    else
        may_be = (int32_t)weak < size - 1 && !gaps;
    return may_be && !(size == 2 && end - start == 2 && is_pair(self, start)) && !is_ordinary(self, start, end) &&
           !is_pair(self, start - 1) && !is_pair(self, end - 1);
}

/* Add a spelling of a word to what is found: its size, its characters, the number of pieces, and start, end, kind, size and
   weakness of each; return -1 if memory runs out. */
static int add_spelling(const Walk *walk, const uint32_t *word, uint32_t size, const Heard *heard)
{
    uint32_t text[MOST_PIECES * LONGEST_READING], length = (uint32_t)walk->length;
    for (uint32_t place = 0; place < size; place++) text[place] = AT_(walk->self, UNITS, word[place]);
    if (add_numbers(walk->found, &size, 1) || add_numbers(walk->found, text, size) || add_numbers(walk->found, &length, 1)) return -1;
    for (uint32_t place = 0; place < length; place++) {
        const Edge *edge = &walk->path[place];
        uint32_t piece[5] = {(uint32_t)edge->start, (uint32_t)edge->end, heard[place].kind, heard[place].count, heard[place].weak};
        if (add_numbers(walk->found, piece, 5)) return -1;
    }
    return 0;
}

/* Return what `find_spellings` found as [(word, pieces), ...]; NULL if memory runs out. */
static PyObject *listed_spellings(const Numbers *found)
{
    PyObject *out = PyList_New(0);
    for (size_t at = 0; out && at < found->count;) {
        uint32_t size = found->items[at], length = found->items[at + 1 + size];
        const uint32_t *text = found->items + at + 1, *piece = text + size + 1;
        PyObject *pieces = PyTuple_New((Py_ssize_t)length), *spelling = NULL;
        at += 2 + size + 5 * (size_t)length;
        PyObject *word = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, text, (Py_ssize_t)size);
        for (uint32_t place = 0; pieces && place < length; text += piece[3], piece += 5, place++) {
            PyObject *reads = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, text, (Py_ssize_t)piece[3]);
            PyObject *each = reads ? Py_BuildValue("(iiINI)", (int)piece[0], (int)piece[1], piece[2], reads, piece[4]) : NULL;
            if (!each) Py_CLEAR(pieces);
            else PyTuple_SET_ITEM(pieces, (Py_ssize_t)place, each);
        }
        if (word && pieces) spelling = PyTuple_Pack(2, word, pieces);
        if (!spelling || PyList_Append(out, spelling)) Py_CLEAR(out);
        Py_XDECREF(word); Py_XDECREF(pieces); Py_XDECREF(spelling);
    }
    return out;
}

/* Tell whether a path is a term of the rulebook as it stands (xhs, 闲鱼), which ordinary.unexplained takes for itself. */
static int is_term(const Walk *walk)
{
    const Scanner *self = walk->self;
    const Edge *path = walk->path, *last = &path[walk->length - 1];
    if (walk->length < 2) return 0;
    for (const Edge *edge = path; edge <= last; edge++) /* of doubled characters a term explains nothing: ordinary.is_doubled */
        if (edge->end - edge->start == 2 && self->text[edge->start].symbol == self->text[edge->start + 1].symbol) return 0;
    for (Py_ssize_t at = 0; at < self->hit_count; at++) {
        const Hit *hit = &self->hits[at];
        if (hit->start == path->start && hit->end == last->end && hit->alone) return 1;
    }
    return 0;
}

/* Take up the words that end at a node of the sounds; return 1 if the walk is over, -1 if memory runs out. */
static int spelled(Walk *walk, uint32_t node)
{
    const Scanner *self = walk->self;
    for (uint32_t at = AT_(self, SOUND_WORDS_AT, node); at < AT_(self, SOUND_WORDS_AT, node + 1); at++) {
        uint32_t number = AT_(self, SOUND_WORDS, at), first = AT_(self, WORDS_AT, number), past = AT_(self, WORDS_AT, number + 1);
        const uint32_t *word = &AT_(self, WORDS, first);
        Heard heard[MOST_PIECES];
        if (!stand_for(walk, word, (int32_t)(past - first), heard) || !may_be_disguise(walk, heard, word[past - first - 1], (int32_t)(past - first))) continue;
        if (!walk->found) { if (is_term(walk)) continue; return 1; }
        if (add_spelling(walk, word, past - first, heard)) return -1;
    }
    return 0;
}

static int walk_on(Walk *walk, int32_t at, uint32_t node);

/* Go on by an edge to a node; the results are those of `spelled`. */
static int step(Walk *walk, Edge edge, uint32_t node)
{
    const Scanner *self = walk->self;
    int over = 0;
    walk->path[walk->length++] = edge;
    if (!(latin_at(self, edge.end - 1) && latin_at(self, edge.end))) over = spelled(walk, node);
    if (!over && walk->length < MOST_PIECES) over = walk_on(walk, edge.end, node);
    walk->length--;
    return over;
}

/* Go on by the sounds of an edge. */
static int follow(Walk *walk, Edge edge, uint32_t node)
{
    for (uint32_t place = 0; place < edge.count; place++) {
        uint32_t sound = AT_(walk->self, SYLLABLES, syllable_of(edge.reading, place));
        if (!(node = labelled(walk->self, SOUNDS, SOUND_CHILDREN, node, sound))) return 0;
    }
    return step(walk, edge, node);
}

/* Go on by a reading of [start, end). */
static int read_edge(Walk *walk, int32_t start, int32_t end, uint32_t reading, uint32_t node)
{
    const Scanner *self = walk->self;
    uint32_t kind = reading_kind(reading), rest = reading >> KIND_BITS;
    if (kind == READ_ALIKE || kind == READ_PARTS || kind == READ_WHOLE_PARTS) {
        for (uint32_t at = AT_(self, UNIT_READINGS_AT, rest); at < AT_(self, UNIT_READINGS_AT, rest + 1); at++) {
            uint32_t own = AT_(self, UNIT_READINGS, at);
            if (reading_kind(own) != READ_HAN && reading_kind(own) != READ_COMMON) continue;
            int over = follow(walk, (Edge){start, end, kind, own >> KIND_BITS, 1, 0, rest}, node);
            if (over) return over;
        }
        return 0;
    }
    uint32_t count = 0;
    while (count < LONGEST_READING && syllable_of(rest, count)) count++;
    return kind == READ_ORDINARY || !count ? 0 : follow(walk, (Edge){start, end, kind, rest, count, 0, 0}, node);
}

/* Tell whether the character beside a Latin run makes it part of an id or an address. */
static int joins(const Scanner *self, int32_t at, int32_t to)
{
    if (at < 0 || at >= self->length) return 0;
    if (decimal(self->text[at].symbol)) return 1;
    return among(self->text[at].symbol, JOINTS) && at + to >= 0 && at + to < self->length && alphanumeric(self->text[at + to].symbol);
}

/* Go on by a letter as the first of a syllable. Sounds ascend by their letters. */
static int read_letter(Walk *walk, int32_t at, uint32_t node)
{
    const Scanner *self = walk->self;
    uint32_t letter = self->text[at].symbol, low = AT_(self, SOUND_CHILDREN, node), past = AT_(self, SOUND_CHILDREN, node + 1), high = past;
    int over = 0;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (AT_(self, SOUNDS, middle) >> LETTER < letter) low = middle + 1;
        else high = middle;
    }
    for (; low < past && AT_(self, SOUNDS, low) >> LETTER == letter && !over; low++)
        over = step(walk, (Edge){at, at + 1, READ_INITIAL, 0, 0, letter, 0}, low);
    return over;
}

/* Go on by the pieces that begin at a place. */
static int read_place(Walk *walk, int32_t at, uint32_t node)
{
    const Scanner *self = walk->self;
    int32_t end = at + 1;
    int over = 0;
    if (latin_at(self, at) && !latin_at(self, at - 1)) {
        while (latin_at(self, end)) end++;
        if (is_ordinary(self, at, end) || joins(self, at - 1, -1) || joins(self, end, 1)) return 0;
        if (end <= at + MOST_INITIALS) over = read_letter(walk, at, node);
    }
    else if (latin_at(self, at)) over = read_letter(walk, at, node);
    end = at + 1;
    for (uint32_t unit = self->text[at].unit; unit && !over; unit = next_unit(self, unit, end++))
        for (uint32_t row = AT_(self, UNIT_READINGS_AT, unit); row < AT_(self, UNIT_READINGS_AT, unit + 1) && !over; row++)
            over = read_edge(walk, at, end, AT_(self, UNIT_READINGS, row), node);
    return over;
}

/* Go on from a node with the pieces behind a place, or at it if the path is empty. */
static int walk_on(Walk *walk, int32_t at, uint32_t node)
{
    const Scanner *self = walk->self;
    for (int32_t place = at; place <= at + MOST_SKIPPED && place < self->length; place++) {
        int inside = latin_at(self, place - 1) && latin_at(self, place);
        if (!inside || (walk->length && place == at)) {
            int over = read_place(walk, place, node);
            if (over) return over;
        }
        if (!walk->length || ends_gap(self, place)) break;
    }
    return 0;
}

/* Return the row of a character among the openings. */
static inline const uint32_t *row_of(const Scanner *self, const Character *first)
{
    return self->data[OPENINGS] + 1 + AT_(self, OPENINGS, 0) * (first->opening & ROW);
}

/* Tell whether a word may begin with the character of a row and a second one, by openings.Openings. */
static inline uint32_t opens(const uint32_t *row, const Character *second)
{
    uint32_t column = second->opening >> COLUMN & COLUMNS;
    return row[column / BITS] >> (column % BITS) & 1;
}

/* Tell whether a word may begin with a Latin run, or with the first letter in it. */
static int run_opens(const Scanner *self, int32_t start, int32_t end)
{
    int found = end <= start + MOST_INITIALS && (int)opens(row_of(self, &self->text[start]), &self->text[start + 1]);
    int32_t at = start + 1;
    for (uint32_t unit = self->text[start].unit; unit; unit = next_unit(self, unit, at++))
        for (uint32_t row = AT_(self, UNIT_READINGS_AT, unit); row < AT_(self, UNIT_READINGS_AT, unit + 1); row++) {
            if (reading_kind(AT_(self, UNIT_READINGS, row)) != READ_ORDINARY) found = 1;
            else if (at == end) return 0;
        }
    return found;
}

/* Tell whether a word may begin with the character at a place, by what stands behind it. */
static int may_open(const Scanner *self, int32_t at)
{
    const Character *first = &self->text[at];
    if (first->opening & PARTS && first[1].opening & PARTS_BEHIND && next_unit(self, first->unit, at + 1)) return 1;
    const uint32_t *row = row_of(self, first);
    if (row[0] & 1) return 1; /* it may be a word by itself */
    for (int32_t next = at + 1; next <= at + 1 + MOST_SKIPPED && next < self->length; next++) {
        if (opens(row, &self->text[next])) return 1;
        if (ends_gap(self, next)) break;
    }
    return 0;
}

/* Find the places where a word may begin, as far as a character and the one behind it tell; return how many there are. There
   are no branches here, which could not be foreseen. */
static int32_t find_openings(const Scanner *self, int32_t *places)
{
    const Character *text = self->text;
    int32_t count = 0, kept = 0;
    uint32_t inside = 0; /* a Latin run */
    for (int32_t at = 0; at < self->length; at++) {
        uint32_t is_latin = text[at].symbol - 'a' < 26;
        places[count] = at;
        count += ((text[at].opening & (ROW | PARTS)) != 0) & !(is_latin & inside);
        inside = is_latin;
    }
    for (int32_t at = 0; at < count; at++) {
        const Character *first = &text[places[at]], *second = first + 1;
        const uint32_t *row = row_of(self, first);
        uint32_t is_latin = first->symbol - 'a' < 26, has_gap = !(second->flags & (SOLID | CLAUSE | LINE));
        uint32_t has_parts = ((first->opening & PARTS) != 0) & ((second->opening & PARTS_BEHIND) != 0);
        has_parts &= may_begin(self->data[UNIT_PAIRS], first->unit * has_parts, second->unit * has_parts);
        places[kept] = places[at];
        kept += (int32_t)(opens(row, second) | (row[0] & 1) | has_parts | has_gap | is_latin);
    }
    return kept;
}

/* Tell whether some lines in a row hold single characters only: rearranged.columns. */
static int has_columns(const Scanner *self)
{
    int lines = 0;
    for (int32_t index = 0, start = 0; index <= self->pointed; index++) {
        int32_t end = index < self->pointed ? self->points[index] : self->length, solids = 0, single = 1;
        if (end < self->length && self->text[end].symbol != '\n') continue;
        for (int32_t at = start; at < end && single; at++)
            if (self->text[at].flags & SOLID) single = !(solids++ && self->text[at - 1].flags & SOLID);
        if (solids && (lines = single ? lines + 1 : 0) == LEAST_LINES) return 1;
        start = end + 1;
    }
    return 0;
}

/* Find the oddly spelled words in the view, all of them, or if `found` is NULL the first; return 1 if there is that, -1 if
   memory runs out. */
static int find_spellings(Scanner *self, Numbers *found)
{
    Walk walk = {.self = self, .found = found, .length = 0};
    if (!self->size[WORDS]) return 0;
    int32_t *places = self->ways, count = find_openings(self, places);
    for (int32_t at = 0; at < count; at++) {
        int32_t start = places[at], end = start;
        while (latin(self->text[end].symbol)) end++; /* the view ends with a 0 */
        if (!(end > start ? run_opens(self, start, end) : may_open(self, start))) continue;
        int over = walk_on(&walk, start, 0);
        if (over) return over;
    }
    return 0;
}
