/* The prefilter: in one pass over a draft, which rules can match it at all.

   It knows nothing of rules, characters or words but what xhslint/scantables.py put into its tables, and it may only err
   by letting something through: whatever it lets through is judged again, exactly, by the modules in Python. Without it
   (no compiler at hand when the package was built) those do everything, and the findings are the same.

   Positions are those of the view: the draft without the characters that vanish when it is folded. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

#define MAGIC 0x78687332u
#define MAX_GAP 24  /* skeleton.MAX_GAP, and ids.MAX_LEAD */
#define LONGEST 80  /* scan.LONGEST_PHRASE */
#define MOST_STEPS 4096 /* hits that are looked at for one entry; what needs more is let through, so that time stays linear */
#define MOST_ENDS 64 /* places from which a phrase is followed at once; where there are more, it is let through */

enum { PAGES, CHARS, CLASSES, ROOT, MARKED, CHILDREN, NODES, PAIRS, TERMS, ASKS_AT, ASKS, FILLS, STEPS_AT, STEPS, NEEDS,
       CODES, ENDINGS, PROVIDERS, ARRAYS };

/* Flags of characters; the same numbers stand in scantables.py. */
enum { SOLID = 1, MARK = 2, FOLDS = 4, VANISHES = 8, LINE = 16, CLAUSE = 32, SENTENCE = 64, WEAK = 128, DIGIT = 256,
       NUMBER = 512, LEAD = 1024, DOT = 2048, AT = 4096, MONEY = 8192, HEAD = 16384, TAIL = 32768, SPOKEN = 65536, TELLING = 131072,
       COIN = 262144, BRACKET = 524288, UNSEEN = 1048576, CALLS = 2097152, COLON = 4194304, ENCLOSES = 8388608 };
/* Facts about a draft, and kinds and flags of steps; likewise. */
enum { LINK = 1, CODE = 2, PHONE = 4, LANDLINE = 8, MAIL = 16, SYSTEM = 32, ACCOUNT = 64, TOKEN = 128, LABEL = 256, HIDDEN = 512 };
enum { WORD = 0, NUMERAL = 1, NAME = 2, SIGN = 3, KIND = 3, FIRST = 4, WIDE = 8, DIRECT = 16, LOOSE = 32, BEGINS = 64, ENDS = 128,
       PRICED = 256, AFTER_AT = 512, TOKENS = 1024,
       OPTIONAL = 2048 };
enum { STEP_SIZE = 4, TEXT_SIZE = 3 };

typedef struct { int32_t start, end, next; uint32_t pattern; uint32_t drawn, alone; } Hit; /* `next` of the same pattern, or -1 */
typedef struct { uint32_t pattern; int32_t next; } Filler;          /* `next` of the same slot, or -1 */
typedef struct { uint32_t draft; int32_t last; } Chain;             /* valid for the draft of that number only */
typedef struct { int32_t from, end; int strong; } End; /* what comes next starts at `from` at the earliest */

typedef struct {
    PyObject_HEAD
    Py_buffer buffer;
    const uint32_t *data[ARRAYS];
    uint32_t *own; /* those of the arrays that a selection has made anew */
    PyObject *whole; /* what a selection was made from: it owns the others */
    uint32_t size[ARRAYS];
    uint32_t symbols, slots, draft, unseen;
    int guards; /* whether patterns that fill no slot are wanted as well */
    /* Of the draft at hand, kept between drafts so that nothing is allocated for most of them. */
    Py_ssize_t room;
    uint32_t *flags, *symbol, *solid_symbol;
    int32_t *rank, *place, *telling;
    Hit *hits;
    Py_ssize_t hits_room, hit_count;
    Filler *fillers;
    Py_ssize_t fillers_room, filler_count;
    Chain *pattern_hits, *slot_fillers;
    uint32_t *asked;
    int32_t length, solids, telling_count;
} Scanner;

#define AT_(self, array, index) ((self)->data[array][index])
/* What is known of a pattern: where the slots that it fills begin, whether an entry is asked where it occurs, and whether
   it is a strong term of some list. */
enum { PLACE = 0x3fffffff, ASKED = 0x40000000 };
static inline uint32_t strong(uint32_t term) { return term >> 31; }

/* ------------------------------------------------------------------------------------------------------- memory */

static int grow(void **memory, size_t bytes)
{
    void *bigger = PyMem_RawRealloc(*memory, bytes);
    if (!bigger) { PyErr_NoMemory(); return -1; }
    *memory = bigger;
    return 0;
}

static int make_room(Scanner *self, Py_ssize_t length)
{
    if (length + 1 <= self->room) return 0;
    size_t room = (size_t)length + length / 2 + 512;
    self->room = 0;
    if (grow((void **)&self->flags, room * 4) || grow((void **)&self->symbol, room * 4) || grow((void **)&self->solid_symbol, room * 4) ||
        grow((void **)&self->rank, room * 4) || grow((void **)&self->place, room * 4) ||
        grow((void **)&self->telling, room * 4)) return -1;
    self->room = (Py_ssize_t)room;
    return 0;
}

/* ---------------------------------------------------------------------------------------------------- characters */

typedef struct { const uint32_t *pages, *classes; const uint16_t *characters; uint32_t page_count; } Table;

static inline Table table_of(const Scanner *self)
{
    return (Table){self->data[PAGES], self->data[CLASSES], (const uint16_t *)self->data[CHARS], self->size[PAGES]};
}

/* The symbol and the flags of a character: those of its class, of which there are few enough to stay at hand. */
static inline const uint32_t *look_up(Table table, Py_UCS4 character)
{
    uint32_t page = character >> 8 < table.page_count ? table.pages[character >> 8] : 0;
    return table.classes + 2 * table.characters[page * 256 + (character & 255)];
}

static inline int latin(uint32_t symbol) { return symbol >= 'a' && symbol <= 'z'; }
static inline int decimal(uint32_t symbol) { return symbol >= '0' && symbol <= '9'; }
static inline int alphanumeric(uint32_t symbol) { return latin(symbol) || decimal(symbol); }

/* The view of a draft. 0: it reads otherwise than it is written, in a way that only the fold itself can tell. */
enum { AS_WRITTEN, FOLDED, VIEW }; /* how a text is given: a view keeps the joiners of emoji, and with them its positions */

static int read_view(Scanner *self, PyObject *text, int folded)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    Table table = table_of(self);
    uint32_t *symbols = self->symbol, *all_flags = self->flags;
    int32_t count = 0, telling = 0, *places = self->telling;
    uint32_t before = 0, seen = folded ? UNSEEN : 0; /* what was unseen is gone from a text that was folded */
    for (Py_ssize_t at = 0; at < length; at++) {
        const uint32_t *entry = look_up(table, PyUnicode_READ(kind, data, at));
        uint32_t flags = entry[1];
        if (flags & (FOLDS | VANISHES | TAIL | UNSEEN)) {
            if (!folded && (flags & FOLDS || (flags & TAIL && before & HEAD))) return 0;
            seen |= flags;
            if (flags & VANISHES && folded != VIEW) continue;
        }
        symbols[count] = entry[0];
        places[telling] = count;
        telling += (flags & TELLING) != 0;
        all_flags[count++] = before = flags;
    }
    self->length = count;
    self->telling_count = telling;
    self->unseen = seen & UNSEEN;
    all_flags[count] = 0;
    symbols[count] = 0;
    return 1;
}

/* ------------------------------------------------------------------------------------------------------- skeleton */

static inline int wordy(const Scanner *self, int32_t at) { return self->flags[at] & SOLID || self->symbol[at] == '_'; }

/* Where the emoji code at a [ or / ends, or `at`. A name in brackets that is no code of the platform counts in the
   skeleton without marks only; `bracketed` tells that there was one. */
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

/* The solid characters and their places; a skeleton that is not `bare` keeps the marks that terms are written with. */
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

/* skeleton.vertical: whether the lines that hold what lies between two places are written downwards. */
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

/* skeleton.skippable */
static int skippable(const Scanner *self, int32_t start, int32_t end, int firm)
{
    uint32_t seen = 0;
    if (end - start > MAX_GAP) return 0;
    for (int32_t at = start; at < end; at++) seen |= self->flags[at];
    if (seen & LINE) return vertical(self, start, end);
    return firm || !(seen & WEAK);
}

/* phrase.bridged, for a slot right behind another one */
static int bridged(const Scanner *self, const End *before, const Hit *hit, uint32_t how, int32_t most)
{
    int32_t distance = self->rank[hit->start] - self->rank[before->end];
    if (hit->start == before->end) return 1;
    int firm = before->strong || strong(AT_(self, TERMS, hit->pattern));
    if (distance == 0 && skippable(self, before->end, hit->start, firm)) return 1;
    if (!most) return 0;
    uint32_t seen = 0;
    for (int32_t at = before->end; at < hit->start; at++) seen |= self->flags[at];
    if (seen & (how & WIDE ? SENTENCE : CLAUSE)) return 0;
    return !(seen & LINE) || vertical(self, before->end, hit->start);
}

/* ----------------------------------------------------------------------------------------------------------- terms */

/* A node's children lie together, in the order of their symbols. A node holds its symbol and, shifted, the number of the
   pattern that ends there, from 1. */
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

/* Whether some pattern may begin with two symbols. */
static inline int begin(const uint32_t *pairs, uint32_t first, uint32_t second)
{
    uint32_t at = (first * 0x9e3779b1u ^ second * 0x85ebca6bu) >> 15;
    return pairs[at >> 5] >> (at & 31) & 1;
}

enum { WHOLE, APART, TORN }; /* nothing lies inside a term; what a strong one may have inside; what none may */

/* scan.Scan._drawn */
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

/* scan.Scan._stands_alone */
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

static int more_room(Scanner *self, uint32_t fills)
{
    Py_ssize_t hits = self->hits_room, fillers = self->fillers_room;
    if (self->hit_count >= hits) {
        hits = hits * 2 + 512;
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

static inline int add_hit(Scanner *self, uint32_t pattern, int32_t first, int32_t last)
{
    uint32_t at = AT_(self, TERMS, pattern) & PLACE, past = AT_(self, TERMS, pattern + 1) & PLACE, draft = self->draft;
    if (at == past && !self->guards) return 0; /* no entry wants it */
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

/* ----------------------------------------------------------------------------------------------------------- facts */

static int listed(const Scanner *self, int array, int32_t start, int32_t end)
{
    char name[4 * TEXT_SIZE] = {0};
    uint32_t words[TEXT_SIZE];
    if (end - start > 4 * TEXT_SIZE) return 0;
    for (int32_t at = start; at < end; at++) name[at - start] = (char)self->symbol[at];
    memcpy(words, name, sizeof words);
    for (uint32_t at = 0; at + TEXT_SIZE <= self->size[array]; at += TEXT_SIZE)
        if (!memcmp(words, &AT_(self, array, at), sizeof words)) return 1;
    return 0;
}

static inline int spells(const Scanner *self, int32_t start, const char *word)
{
    for (; *word; word++, start++) if (self->symbol[start] != (uint32_t)*word) return 0; /* the view ends with a 0 */
    return 1;
}

/* Whether what stands left of `at` is Latin, with marks of `between`, blanks and brackets in between. */
static int latin_before(const Scanner *self, int32_t at, uint32_t between, int32_t most, int *marks)
{
    int32_t place = at - 1;
    for (*marks = 0; place >= 0 && at - place <= most; place--) {
        if (self->flags[place] & between) (*marks)++;
        else if (self->symbol[place] != ' ') break;
    }
    return place >= 0 && at - place <= most && (alphanumeric(self->symbol[place]) || self->symbol[place] == '_' || self->symbol[place] == '-');
}

/* What a run of Latin letters and digits tells. */
static uint32_t told_by_run(const Scanner *self, int32_t start, int32_t end, int *scheme, int *parted)
{
    uint32_t facts = 0;
    int marks;
    int32_t size = end - start, label = end;
    while (label < self->length && (alphanumeric(self->symbol[label]) || self->symbol[label] == '_' || self->symbol[label] == '-')) label++;
    if (size >= 9) facts |= TOKEN;
    if (self->flags[end + (self->symbol[end] == ' ')] & BRACKET) facts |= LABEL;
    if (size >= 8 && size <= 14) {
        int32_t mark = start - 1 - (start > 0 && self->symbol[start - 1] == ' ');
        if (mark >= 0 && self->flags[mark] & MONEY) facts |= CODE;
        if (size >= 10 && size <= 12 && start > 0 && self->flags[start - 1] & self->flags[end] & ENCLOSES) facts |= CODE;
    }
    if (self->symbol[start] == 'h' || self->symbol[start] == 'f') *scheme |= spells(self, start, "http") || spells(self, start, "hxxp") || spells(self, start, "ftp");
    if (size == 4 && spells(self, start, "wxid_")) facts |= SYSTEM;
    if (size == 2 && spells(self, start, "gh_")) facts |= SYSTEM;
    if (size == 3 && spells(self, start, "dot")) facts |= LINK;
    if (latin_before(self, start, DOT, 8, &marks) && marks) {
        *parted = 1;
        if (listed(self, ENDINGS, start, label)) facts |= LINK;
    }
    if (latin_before(self, start, AT | DOT, 5, &marks) && marks && listed(self, PROVIDERS, start, end)) facts |= MAIL;
    if (size == 2 && spells(self, start, "at")) {
        int32_t host = end, past;
        while (host < end + 3 && host < self->length && (self->symbol[host] == ' ' || self->flags[host] & (AT | DOT))) host++;
        for (past = host; alphanumeric(self->symbol[past]); past++) {}
        if (listed(self, PROVIDERS, host, past) || self->flags[host] & SPOKEN) facts |= MAIL;
    }
    return facts;
}

/* Facts that stand in for what looks for more than words: links, codes, numbers, mail. */
static uint32_t tell_facts(const Scanner *self)
{
    const uint32_t *symbols = self->symbol, *all_flags = self->flags;
    uint32_t facts = self->unseen ? HIDDEN : 0;
    int scheme = 0, parted = 0, singles = 0, marks, counted = 0, told = 0;
    int32_t single = -9, named = -9, digit = -99, digits = 0, loose = 0, length = self->length;
    for (int32_t index = 0; index < self->telling_count; index++) {
        int32_t at = self->telling[index], rank = self->rank[at];
        uint32_t symbol = symbols[at], flags = all_flags[at];
        if (alphanumeric(symbol) || flags & DOT) { /* letters that stand apart: w w w . */
            singles = at - single >= 2 && at - single <= 3 && symbols[at - 1] == ' ' && symbols[single + 1] == ' ' ? singles + 1 : 1;
            single = at;
            if (singles > 6) facts |= LINK;
        }
        if (alphanumeric(symbol) && !(at && alphanumeric(symbols[at - 1]))) {
            int32_t end = at + 1;
            while (alphanumeric(symbols[end])) end++;
            facts |= told_by_run(self, at, end, &scheme, &parted);
        }
        if (symbol == '/' && at) {
            if (symbols[at - 1] == '/') facts |= LINK;
            if (symbols[at - 1] == ':') facts |= CODE;
        }
        if (flags & AT && latin_before(self, at, AT | DOT, 4, &marks)) {
            int32_t beyond = at + 1;
            while (beyond < length && beyond < at + 4 && (symbols[beyond] == ' ' || all_flags[beyond] & (AT | DOT))) beyond++;
            if (all_flags[beyond] & SPOKEN || (symbol != '#' && alphanumeric(symbols[beyond]))) facts |= MAIL;
        }
        if (flags & DIGIT || latin(symbol) || symbol == '_' || symbol == '-') { /* what accounts are made of */
            if (rank > (named < 0 ? 0 : self->rank[named] + ((all_flags[named] & SOLID) != 0))) counted = told = 0; /* something else stands between */
            named = at;
            counted++;
            told |= flags & DIGIT || symbol == '_';
            if (told && counted > 5) facts |= ACCOUNT;
            if (flags & DIGIT && all_flags[at + 1 + (symbols[at + 1] == ' ')] & BRACKET) facts |= LABEL;
        }
        if (flags & DIGIT || symbol == 'o') {
            int32_t others = digit < 0 ? 99 : rank - self->rank[digit] - 1;
            loose = others > 3 ? 1 : loose + 1;
            digits = !(flags & DIGIT) ? 0 : others ? 1 : digits + 1;
            digit = at;
            if (loose > 9) facts |= PHONE;
            if (digits > 8) facts |= LANDLINE;
        }
    }
    return scheme && parted ? facts | LINK : facts;
}

/* --------------------------------------------------------------------------------------------------------- phrases */

/* Whether so many characters of an account stand from `at` on, whatever decorates them; `numbered`: not letters alone. */
static int names(const Scanner *self, int32_t at, uint32_t least, int numbered)
{
    uint32_t count = 0;
    for (; at < self->length; at++) {
        uint32_t symbol = self->symbol[at];
        if (latin(symbol) || symbol == '-') count++;
        else if (symbol == '_' || self->flags[at] & DIGIT) { count++; numbered = 0; }
        else if (self->flags[at] & SOLID) return 0;
        if (count >= least && !numbered) return 1;
    }
    return 0;
}

/* ids.TOKEN */
static int begins_token(const Scanner *self, int32_t at)
{
    const uint32_t *symbol = self->symbol + at;
    if (!latin(*symbol) || (at && (alphanumeric(symbol[-1]) || symbol[-1] == '_' || symbol[-1] == '@' || symbol[-1] == '#' ||
                                   symbol[-1] == '.' || symbol[-1] == '/' || symbol[-1] == '-'))) return 0;
    for (int next = 1; next < 4; next++) if (!alphanumeric(symbol[next]) && symbol[next] != '_' && symbol[next] != '-') return 0;
    return 1; /* the view ends with a 0 */
}

/* Whether something that looks like an account follows: ids.after. So many solid characters may stand before it, and the
   little words of ids.LEAD. */
static int introduces(const Scanner *self, int32_t end, const uint32_t *step, uint32_t facts)
{
    uint32_t least = step[1] >> 8 & facts ? 1 : step[1] & 0xff;
    int32_t others = (int32_t)step[2];
    for (int32_t at = end; at < self->length && at - end <= (int32_t)step[3]; at++) {
        uint32_t symbol = self->symbol[at];
        if ((alphanumeric(symbol) || symbol == '_' || self->flags[at] & DIGIT) && (!(step[0] & AFTER_AT) || (at && self->symbol[at - 1] == '@')) &&
            (!(step[0] & TOKENS) || begins_token(self, at)) && names(self, at, least, step[0] & TOKENS)) return 1;
        if (self->flags[at] & SOLID && (step[0] & TOKENS || !(self->flags[at] & LEAD)) && --others < 0) return 0;
    }
    return 0;
}

/* Whether a numeral is a price: ids.PRICE. */
static int priced(const Scanner *self, int32_t start, int32_t end)
{
    int32_t before = start - 1 - (start > 0 && self->symbol[start - 1] == ' '), after = end + (self->symbol[end] == ' ');
    return (before >= 0 && self->flags[before] & MONEY) || (after < self->length && self->flags[after] & COIN);
}

static int add_end(End *ends, int *count, int32_t from, int32_t end, int firm)
{
    if (*count && ends[*count - 1].from == from && ends[*count - 1].end == end) { ends[*count - 1].strong |= firm; return 1; }
    if (*count == MOST_ENDS) return 0;
    ends[(*count)++] = (End){from, end, firm};
    return 1;
}

/* Whether a hit may follow one of the places where the phrase has come to. */
static int follows(const Scanner *self, const Hit *hit, const uint32_t *step, const End *ends, int count)
{
    uint32_t how = step[0];
    if (!(how & LOOSE) && (!hit->alone || hit->drawn > strong(AT_(self, TERMS, hit->pattern)))) return 0;
    if (how & BEGINS && hit->start && self->flags[hit->start - 1] & SOLID) return 0;
    if (how & ENDS && self->flags[hit->end] & SOLID) return 0;
    if (how & FIRST) return 1;
    for (int at = 0; at < count; at++) {
        int32_t end = ends[at].end;
        if (ends[at].from > hit->start || hit->start - end > (int32_t)step[3] || self->rank[hit->start] - self->rank[end] > (int32_t)step[2]) continue;
        if (!(how & DIRECT) || bridged(self, &ends[at], hit, how, (int32_t)step[2])) return 1;
    }
    return 0;
}

/* Whether the steps of an entry can be gone somewhere in the draft. */
static int passes(const Scanner *self, uint32_t entry, uint32_t facts)
{
    End old[MOST_ENDS], new[MOST_ENDS];
    int count = 0, steps = 0;
    uint32_t first = AT_(self, STEPS_AT, entry), past = AT_(self, STEPS_AT, entry + 1);
    for (uint32_t at = first; at < past; at++) {
        const uint32_t *step = &AT_(self, STEPS, at * STEP_SIZE);
        if ((step[0] & (KIND | OPTIONAL)) == WORD && self->slot_fillers[step[1]].draft != self->draft) return 0;
    }
    for (uint32_t at = first; at < past; at++) {
        const uint32_t *step = &AT_(self, STEPS, at * STEP_SIZE);
        int found = 0;
        switch (step[0] & KIND) {
        case WORD:
            if (step[0] & OPTIONAL) {
                memcpy(new, old, sizeof(End) * (size_t)count);
                found = count;
                if (self->slot_fillers[step[1]].draft != self->draft) break;
            }
            for (int32_t filler = self->slot_fillers[step[1]].last; filler >= 0; filler = self->fillers[filler].next)
                for (int32_t hit = self->pattern_hits[self->fillers[filler].pattern].last; hit >= 0; hit = self->hits[hit].next) {
                    if (++steps > MOST_STEPS) return 1;
                    if (follows(self, &self->hits[hit], step, old, count) &&
                        !add_end(new, &found, self->hits[hit].end, self->hits[hit].end, (int)strong(AT_(self, TERMS, self->hits[hit].pattern)))) return 1;
                }
            break;
        case NUMERAL:
            for (int32_t index = 0; index < self->telling_count; index++) {
                int32_t start = self->telling[index];
                if (++steps > MOST_STEPS) return 1;
                if (!(self->flags[start] & NUMBER) || (start && self->flags[start - 1] & NUMBER)) continue;
                int32_t end = start + 1;
                while (end < self->length && (self->flags[end] & NUMBER || (self->symbol[end] == '.' && self->flags[end + 1] & NUMBER))) end++;
                if (step[0] & PRICED && !priced(self, start, end)) continue;
                int good = step[0] & FIRST;
                for (int other = 0; other < count && !good; other++)
                    good = old[other].from < end && start - old[other].end <= (int32_t)step[3] &&
                           self->rank[start] - self->rank[old[other].end] <= (int32_t)step[2];
                if (good && !add_end(new, &found, start + 1, end, 1)) return 1; /* a word may follow that is a numeral as well: 40一单 */
            }
            break;
        case NAME:
            for (int index = 0; index < count && !found; index++)
                if (introduces(self, old[index].end, step, facts)) add_end(new, &found, old[index].from, old[index].end, 1);
            break;
        case SIGN:
            for (int index = 0; index < count; index++) {
                int32_t end = old[index].end;
                if (step[0] & ENDS) { if (!(self->flags[end] & SOLID)) new[found++] = old[index]; continue; }
                for (int32_t sign = end; sign < self->length && sign - end <= (int32_t)step[3]; sign++) {
                    if (self->rank[sign] - self->rank[end] > (int32_t)step[2]) break;
                    if (self->flags[sign] & step[1] && !add_end(new, &found, sign + 1, sign + 1, 1)) return 1;
                }
            }
            break;
        }
        if (!found) return 0;
        memcpy(old, new, sizeof(End) * (size_t)found);
        count = found;
    }
    return 1;
}

/* ---------------------------------------------------------------------------------------------------------- Python */

static void start_draft(Scanner *self)
{
    self->hit_count = self->filler_count = 0;
    if (++self->draft) return;
    memset(self->pattern_hits, 0, self->size[TERMS] * sizeof(Chain)); /* after four thousand million drafts */
    memset(self->slot_fillers, 0, self->slots * sizeof(Chain));
    memset(self->asked, 0, self->size[NEEDS] * 4);
    self->draft = 1;
}

/* The hits of a view, and the facts if they are wanted. */
static int find_all(Scanner *self, int guards, uint32_t *facts)
{
    start_draft(self);
    self->guards = guards;
    int special = read_skeleton(self, 1);
    if (facts) *facts = tell_facts(self);
    if (find_terms(self, ROOT)) return -1;
    if (!special) return 0;
    read_skeleton(self, 0);
    return find_terms(self, special & 2 ? ROOT : MARKED);
}

/* Ask an entry that may be asked, and add its number to what was found: a list of the facts and entries. */
static int ask(Scanner *self, uint32_t entry, uint32_t facts, PyObject **found)
{
    if (self->asked[entry] == self->draft) return 0;
    self->asked[entry] = self->draft;
    if (AT_(self, NEEDS, entry) & ~facts || !passes(self, entry, facts)) return 0;
    if (!*found && !(*found = Py_BuildValue("[I]", facts))) return -1;
    PyObject *number = PyLong_FromUnsignedLong(entry);
    int failed = !number || PyList_Append(*found, number);
    Py_XDECREF(number);
    return failed ? -1 : 0;
}

PyDoc_STRVAR(open_doc, "open(text, folded) -> None, the facts, or (facts, *entries)\n\n"
"Which entries a text can match. None: it must be folded first.");

static PyObject *Scanner_open(Scanner *self, PyObject *args)
{
    PyObject *text;
    int folded;
    if (!PyArg_ParseTuple(args, "Up", &text, &folded)) return NULL;
    if (PyUnicode_GET_LENGTH(text) > INT32_MAX / 4) return PyErr_Format(PyExc_OverflowError, "the text is too long");
    if (make_room(self, PyUnicode_GET_LENGTH(text))) return NULL;
    if (!read_view(self, text, folded)) Py_RETURN_NONE;
    uint32_t facts;
    if (find_all(self, 0, &facts)) return NULL;
    PyObject *found = NULL;
    int failed = 0;
    for (Py_ssize_t hit = 0; hit < self->hit_count && !failed; hit++) {
        uint32_t pattern = self->hits[hit].pattern;
        if (self->hits[hit].next >= 0 || !(AT_(self, TERMS, pattern) & ASKED)) continue; /* each pattern once */
        for (uint32_t at = AT_(self, ASKS_AT, pattern); at < AT_(self, ASKS_AT, pattern + 1) && !failed; at++)
            failed = ask(self, AT_(self, ASKS, at), facts, &found);
    }
    uint32_t last = self->size[TERMS] - 1; /* those that need no word */
    for (uint32_t at = AT_(self, ASKS_AT, last); at < AT_(self, ASKS_AT, last + 1) && !failed; at++)
        failed = ask(self, AT_(self, ASKS, at), facts, &found);
    if (failed) { Py_XDECREF(found); return NULL; }
    if (!found) return PyLong_FromUnsignedLong(facts);
    PyObject *out = PyList_AsTuple(found);
    Py_DECREF(found);
    return out;
}

/* ---------------------------------------------------------------------------------------------------------- Reading */

/* What was found in one view, apart from the scanner, which goes on to the next: the hits by pattern, in order. */
typedef struct {
    PyObject_HEAD
    Hit *hits;
    int32_t *first, *count; /* by pattern; where `first` is -1 there are none */
    int32_t *rank;
    uint32_t patterns;
    int32_t length;
} Reading;

static void Reading_dealloc(Reading *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyMem_RawFree(self->hits); PyMem_RawFree(self->first); PyMem_RawFree(self->count); PyMem_RawFree(self->rank);
    type->tp_free((PyObject *)self);
    Py_DECREF(type);
}

static int in_order(const void *one, const void *other)
{
    const Hit *a = one, *b = other;
    if (a->start != b->start) return a->start < b->start ? -1 : 1;
    if (a->end != b->end) return a->end < b->end ? -1 : 1;
    return a->pattern < b->pattern ? -1 : a->pattern > b->pattern;
}

/* The hits of a pattern that start at `start` or behind it. */
static const Hit *hits_from(const Reading *self, uint32_t pattern, int32_t start, const Hit **past)
{
    if (pattern >= self->patterns || self->first[pattern] < 0) return *past = NULL;
    const Hit *low = self->hits + self->first[pattern], *high = low + self->count[pattern];
    *past = high;
    while (low < high) {
        const Hit *middle = low + (high - low) / 2;
        if (middle->start < start) low = middle + 1;
        else high = middle;
    }
    return low;
}

PyDoc_STRVAR(places_doc, "places(patterns, start, end) -> [(start, end, pattern, drawn), ...]\n\n"
"Where patterns (an array of unsigned 32-bit numbers) begin in a stretch of the view, in order. `drawn` is 1 for a place at\n"
"which only a strong term may stand.");

static PyObject *Reading_places(Reading *self, PyObject *args)
{
    Py_buffer patterns;
    int start, end;
    if (!PyArg_ParseTuple(args, "y*ii", &patterns, &start, &end)) return NULL;
    const uint32_t *numbers = patterns.buf;
    size_t count = (size_t)patterns.len / 4, found = 0, room = 0, kept = 0;
    Hit *hits = NULL;
    PyObject *out = NULL;
    for (size_t at = 0; at < count; at++) {
        const Hit *past, *hit = hits_from(self, numbers[at], start, &past);
        for (; hit < past && hit->start < end; hit++) {
            if (hit->drawn == TORN) continue;
            if (found == room && grow((void **)&hits, (room = room * 2 + 32) * sizeof(Hit))) goto end;
            hits[found++] = *hit;
        }
    }
    if (found > 1) qsort(hits, found, sizeof(Hit), in_order);
    for (size_t at = 0; at < found; at++) { /* both skeletons may tell of a place */
        if (kept && !in_order(&hits[kept - 1], &hits[at])) { if (hits[at].drawn < hits[kept - 1].drawn) hits[kept - 1].drawn = hits[at].drawn; }
        else hits[kept++] = hits[at];
    }
    out = PyList_New((Py_ssize_t)kept);
    for (size_t at = 0; out && at < kept; at++) {
        PyObject *place = Py_BuildValue("(iiII)", hits[at].start, hits[at].end, hits[at].pattern, hits[at].drawn);
        if (!place) Py_CLEAR(out);
        else PyList_SET_ITEM(out, (Py_ssize_t)at, place);
    }
end:
    PyMem_RawFree(hits);
    PyBuffer_Release(&patterns);
    return out;
}

PyDoc_STRVAR(count_doc, "count(patterns) -> how often patterns occur in the skeletons");

static PyObject *Reading_count(Reading *self, PyObject *argument)
{
    Py_buffer patterns;
    if (PyObject_GetBuffer(argument, &patterns, PyBUF_SIMPLE)) return NULL;
    const uint32_t *numbers = patterns.buf;
    long count = 0;
    for (size_t at = 0; at < (size_t)patterns.len / 4; at++)
        if (numbers[at] < self->patterns && self->first[numbers[at]] >= 0) count += self->count[numbers[at]];
    PyBuffer_Release(&patterns);
    return PyLong_FromLong(count);
}

PyDoc_STRVAR(near_doc, "near(patterns, start, end) -> whether one of these patterns occurs in a stretch, or reaches into it");

static PyObject *Reading_near(Reading *self, PyObject *args)
{
    Py_buffer patterns;
    int start, end, found = 0;
    if (!PyArg_ParseTuple(args, "y*ii", &patterns, &start, &end)) return NULL;
    const uint32_t *numbers = patterns.buf;
    for (size_t at = 0; at < (size_t)patterns.len / 4 && !found; at++) {
        const Hit *past, *hit = hits_from(self, numbers[at], start - LONGEST, &past);
        for (; hit < past && hit->start < end && !found; hit++) found = hit->end > start;
    }
    PyBuffer_Release(&patterns);
    return PyBool_FromLong(found);
}

PyDoc_STRVAR(rank_doc, "rank(position) -> how many solid characters stand before it");

static PyObject *Reading_rank(Reading *self, PyObject *argument)
{
    long position = PyLong_AsLong(argument);
    if (position == -1 && PyErr_Occurred()) return NULL;
    return PyLong_FromLong(self->rank[position < 0 ? 0 : position > self->length ? self->length : position]);
}

static PyMethodDef Reading_methods[] = {
    {"places", (PyCFunction)Reading_places, METH_VARARGS, places_doc},
    {"near", (PyCFunction)Reading_near, METH_VARARGS, near_doc},
    {"count", (PyCFunction)Reading_count, METH_O, count_doc},
    {"rank", (PyCFunction)Reading_rank, METH_O, rank_doc},
    {NULL, NULL, 0, NULL},
};
static PyType_Slot Reading_slots[] = {
    {Py_tp_doc, "What a scanner found in one view."},
    {Py_tp_dealloc, Reading_dealloc},
    {Py_tp_methods, Reading_methods},
    {0, NULL},
};
static PyType_Spec Reading_spec = {"xhslint._scanner.Reading", sizeof(Reading), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, Reading_slots};
static PyTypeObject *Reading_type;

PyDoc_STRVAR(read_doc, "read(view) -> Reading\n\nWhere all patterns occur in a view.");

static PyObject *Scanner_read(Scanner *self, PyObject *text)
{
    if (!PyUnicode_Check(text)) return PyErr_Format(PyExc_TypeError, "a view is a str");
    if (PyUnicode_GET_LENGTH(text) > INT32_MAX / 4) return PyErr_Format(PyExc_OverflowError, "the text is too long");
    if (make_room(self, PyUnicode_GET_LENGTH(text))) return NULL;
    read_view(self, text, VIEW);
    if (find_all(self, 1, NULL)) return NULL;
    Reading *out = (Reading *)Reading_type->tp_alloc(Reading_type, 0);
    if (!out) return NULL;
    out->patterns = self->size[TERMS] - 1;
    out->length = self->length;
    size_t patterns = (size_t)out->patterns + 1, hits = (size_t)self->hit_count + 1, length = (size_t)self->length + 1;
    if (grow((void **)&out->hits, hits * sizeof(Hit)) || grow((void **)&out->first, patterns * 4) || grow((void **)&out->count, patterns * 4) ||
        grow((void **)&out->rank, length * 4)) { Py_DECREF(out); return NULL; }
    memcpy(out->rank, self->rank, length * 4);
    memset(out->first, 0xff, patterns * 4);
    int32_t end = 0;
    for (Py_ssize_t at = self->hit_count - 1; at >= 0; at--) { /* each pattern from its last hit on */
        uint32_t pattern = self->hits[at].pattern;
        if (out->first[pattern] >= 0) continue;
        int32_t count = 0, sorted = 1;
        for (int32_t hit = (int32_t)at; hit >= 0; hit = self->hits[hit].next) count++;
        out->first[pattern] = end;
        out->count[pattern] = count;
        end += count;
        int32_t place = end;
        for (int32_t hit = (int32_t)at; hit >= 0; hit = self->hits[hit].next) {
            out->hits[--place] = self->hits[hit];
            sorted &= place + 1 == end || out->hits[place].start <= out->hits[place + 1].start;
        }
        if (!sorted) qsort(out->hits + place, (size_t)count, sizeof(Hit), in_order);
    }
    if (self->hits_room > 1 << 16) { /* what one long draft took is given back */
        PyMem_RawFree(self->hits);
        self->hits = NULL;
        self->hits_room = 0;
    }
    return (PyObject *)out;
}

static void Scanner_dealloc(Scanner *self)
{
    PyMem_RawFree(self->flags); PyMem_RawFree(self->symbol); PyMem_RawFree(self->solid_symbol);
    PyMem_RawFree(self->rank); PyMem_RawFree(self->place); PyMem_RawFree(self->telling); PyMem_RawFree(self->hits);
    PyMem_RawFree(self->fillers);
    PyMem_RawFree(self->pattern_hits); PyMem_RawFree(self->slot_fillers); PyMem_RawFree(self->asked);
    if (self->buffer.obj) PyBuffer_Release(&self->buffer);
    PyMem_RawFree(self->own);
    Py_XDECREF(self->whole);
    PyTypeObject *type = Py_TYPE(self);
    type->tp_free((PyObject *)self);
    Py_DECREF(type);
}

/* Whether rows point where they may: starts that rise to the length of `flat`, and items below `limit`. */
static int rows(const Scanner *self, int starts, int flat, uint32_t unit, uint32_t limit)
{
    uint32_t count = self->size[starts], before = 0;
    if (!count || AT_(self, starts, 0) || (uint64_t)AT_(self, starts, count - 1) * unit != self->size[flat]) return 0;
    for (uint32_t at = 0; at < count; at++) {
        if (AT_(self, starts, at) < before) return 0;
        before = AT_(self, starts, at);
    }
    for (uint32_t at = 0; unit == 1 && at < self->size[flat]; at++) if (AT_(self, flat, at) >= limit) return 0;
    return 1;
}

/* The tables come from a file: whatever it holds, nothing outside of it may be read. What is not asked here is asked
   where it is used. */
static int sound(Scanner *self)
{
    const uint32_t *head = self->buffer.buf;
    uint64_t words = (uint64_t)self->buffer.len / 4, at = 1 + ARRAYS;
    if (self->buffer.len % 4 || words < at || head[0] != MAGIC) return 0;
    for (int array = 0; array < ARRAYS; array++) {
        self->data[array] = head + at;
        self->size[array] = head[1 + array];
        at += head[1 + array];
        if (at > words) return 0;
    }
    uint32_t patterns = self->size[TERMS] - 1, entries = self->size[NEEDS], nodes = self->size[NODES], before = 0;
    const uint16_t *characters = (const uint16_t *)self->data[CHARS], *slots = (const uint16_t *)self->data[FILLS];
    self->symbols = self->size[ROOT];
    if (at != words || self->symbols < 128 || self->size[MARKED] != self->symbols || self->size[PAIRS] != 4096 || !self->size[TERMS] ||
        self->size[ASKS_AT] != patterns + 2 || self->size[STEPS_AT] != entries + 1 || self->size[CHILDREN] != nodes + 1) return 0;
    for (uint32_t page = 0; page < self->size[PAGES]; page++)
        if ((uint64_t)(AT_(self, PAGES, page) + 1) * 128 > self->size[CHARS]) return 0;
    for (uint32_t character = 0; character < 2 * self->size[CHARS]; character++)
        if (2u * characters[character] + 1 >= self->size[CLASSES]) return 0;
    for (uint32_t kind = 0; kind + 1 < self->size[CLASSES]; kind += 2)
        if (AT_(self, CLASSES, kind) >= self->symbols) return 0;
    for (uint32_t symbol = 0; symbol < self->symbols; symbol++)
        if (AT_(self, ROOT, symbol) >= nodes || AT_(self, MARKED, symbol) >= nodes) return 0;
    for (uint32_t node = 0; node < nodes; node++)
        if (AT_(self, NODES, node) >> 16 > patterns || AT_(self, CHILDREN, node) > AT_(self, CHILDREN, node + 1)) return 0;
    if (nodes && AT_(self, CHILDREN, nodes) > nodes) return 0;
    for (uint32_t pattern = 0; pattern <= patterns; pattern++) {
        if ((AT_(self, TERMS, pattern) & PLACE) < before) return 0;
        before = AT_(self, TERMS, pattern) & PLACE;
    }
    if (before > 2 * self->size[FILLS]) return 0;
    for (uint32_t fill = 0; fill < before; fill++) if (slots[fill] >= self->slots) self->slots = slots[fill] + 1u;
    if (!rows(self, ASKS_AT, ASKS, 1, entries) || !rows(self, STEPS_AT, STEPS, STEP_SIZE, 0)) return 0;
    for (uint32_t step = 0; step < self->size[STEPS]; step += STEP_SIZE)
        if ((AT_(self, STEPS, step) & KIND) == WORD && AT_(self, STEPS, step + 1) >= self->slots) return 0;
    return 1;
}

/* A scanner with room for what it finds, or NULL instead of it. */
static PyObject *prepared(Scanner *self)
{
    self->pattern_hits = PyMem_RawCalloc(self->size[TERMS], sizeof(Chain));
    self->slot_fillers = PyMem_RawCalloc((size_t)self->slots + 1, sizeof(Chain));
    self->asked = PyMem_RawCalloc((size_t)self->size[NEEDS] + 1, 4);
    if (self->pattern_hits && self->slot_fillers && self->asked) return (PyObject *)self;
    Py_DECREF(self);
    return PyErr_NoMemory();
}

static PyObject *Scanner_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    PyObject *tables;
    if (kwargs && PyDict_Size(kwargs)) return PyErr_Format(PyExc_TypeError, "no keywords");
    if (!PyArg_ParseTuple(args, "O", &tables)) return NULL;
    Scanner *self = (Scanner *)type->tp_alloc(type, 0);
    if (!self) return NULL;
    if (PyObject_GetBuffer(tables, &self->buffer, PyBUF_SIMPLE)) { Py_DECREF(self); return NULL; }
    if ((uintptr_t)self->buffer.buf % 4 || !sound(self)) {
        Py_DECREF(self);
        return PyErr_Format(PyExc_ValueError, "not the tables of a scanner");
    }
    return prepared(self);
}

PyDoc_STRVAR(select_doc, "select(active) -> Scanner\n\nThe same for those entries only that are `active`, a byte each.");

static PyObject *Scanner_select(Scanner *self, PyObject *argument)
{
    char *active;
    Py_ssize_t length;
    if (PyBytes_AsStringAndSize(argument, &active, &length)) return NULL;
    if (length != (Py_ssize_t)self->size[NEEDS]) return PyErr_Format(PyExc_ValueError, "%u entries, not %zd", self->size[NEEDS], length);
    Scanner *out = (Scanner *)Py_TYPE(self)->tp_alloc(Py_TYPE(self), 0);
    if (!out) return NULL;
    memcpy(out->data, self->data, sizeof self->data);
    memcpy(out->size, self->size, sizeof self->size);
    out->symbols = self->symbols;
    out->slots = self->slots;
    out->whole = Py_NewRef((PyObject *)self);
    uint32_t patterns = self->size[TERMS] - 1, asks = 0, fills = 0, *asks_at, *asked, *terms;
    uint8_t *used = PyMem_RawCalloc(self->slots + 1, 1);
    out->own = PyMem_RawCalloc((size_t)self->size[ASKS_AT] + self->size[ASKS] + self->size[TERMS] + self->size[FILLS] + 1, 4);
    if (!used || !out->own) { PyMem_RawFree(used); Py_DECREF(out); return PyErr_NoMemory(); }
    for (uint32_t entry = 0; entry < self->size[NEEDS]; entry++)
        for (uint32_t at = AT_(self, STEPS_AT, entry); active[entry] && at < AT_(self, STEPS_AT, entry + 1); at++)
            if ((AT_(self, STEPS, at * STEP_SIZE) & KIND) == WORD) used[AT_(self, STEPS, at * STEP_SIZE + 1)] = 1;
    out->data[ASKS_AT] = asks_at = out->own;
    out->data[ASKS] = asked = asks_at + patterns + 2;
    out->data[TERMS] = terms = asked + self->size[ASKS];
    out->data[FILLS] = terms + patterns + 1;
    const uint16_t *old = (const uint16_t *)self->data[FILLS];
    uint16_t *slots = (uint16_t *)(terms + patterns + 1);
    for (uint32_t pattern = 0; pattern <= patterns; pattern++) {
        asks_at[pattern] = asks;
        for (uint32_t at = AT_(self, ASKS_AT, pattern); at < AT_(self, ASKS_AT, pattern + 1); at++)
            if (active[AT_(self, ASKS, at)]) asked[asks++] = AT_(self, ASKS, at);
        terms[pattern] = fills | (AT_(self, TERMS, pattern) & ~(uint32_t)(PLACE | ASKED)) | (asks > asks_at[pattern] ? ASKED : 0);
        for (uint32_t at = AT_(self, TERMS, pattern) & PLACE; pattern < patterns && at < (AT_(self, TERMS, pattern + 1) & PLACE); at++)
            if (used[old[at]]) slots[fills++] = old[at];
    }
    asks_at[patterns + 1] = asks;
    PyMem_RawFree(used);
    return prepared(out);
}

static PyMethodDef Scanner_methods[] = {
    {"open", (PyCFunction)Scanner_open, METH_VARARGS, open_doc},
    {"read", (PyCFunction)Scanner_read, METH_O, read_doc},
    {"select", (PyCFunction)Scanner_select, METH_O, select_doc},
    {NULL, NULL, 0, NULL},
};
static PyType_Slot Scanner_slots[] = {
    {Py_tp_doc, "Scanner(tables): the prefilter by the tables of xhslint.scantables."},
    {Py_tp_new, Scanner_new},
    {Py_tp_dealloc, Scanner_dealloc},
    {Py_tp_methods, Scanner_methods},
    {0, NULL},
};
static PyType_Spec Scanner_spec = {"xhslint._scanner.Scanner", sizeof(Scanner), 0, Py_TPFLAGS_DEFAULT, Scanner_slots};

static int fill_module(PyObject *module)
{
    PyObject *type = PyType_FromSpec(&Scanner_spec);
    if (!type || !(Reading_type = (PyTypeObject *)PyType_FromSpec(&Reading_spec))) return -1;
    int failed = PyModule_AddObject(module, "Scanner", type);
    if (failed) Py_DECREF(type);
    return failed;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, fill_module}, {0, NULL}};
static PyModuleDef module = {PyModuleDef_HEAD_INIT, "_scanner", "The prefilter, in C.", 0, NULL, module_slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__scanner(void) { return PyModuleDef_Init(&module); }
