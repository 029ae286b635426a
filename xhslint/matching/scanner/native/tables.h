/* What the prefilter is told (xhslint/scantables.py), and what it keeps of the draft at hand. */

#define MAGIC 0x78687332u
#define MAX_GAP 24  /* skeleton.MAX_GAP, and ids.MAX_LEAD */
#define LONGEST 80  /* scan.LONGEST_PHRASE */
#define MOST_STEPS 4096 /* hits that are looked at for one entry; what needs more is let through, so that time stays linear */
#define MOST_ENDS 64 /* places from which a phrase is followed at once; where there are more, it is let through */

enum { PAGES, CHARS, CLASSES, ROOT, MARKED, CHILDREN, NODES, PAIRS, TERMS, ASKS_AT, ASKS, FILLS, STEPS_AT, STEPS, NEEDS,
       CODES, ENDINGS, PROVIDERS, ARRAYS };

/* Flags of characters; the same numbers stand in scanchars.py. */
enum { SOLID = 1, MARK = 2, FOLDS = 4, VANISHES = 8, LINE = 16, CLAUSE = 32, SENTENCE = 64, WEAK = 128, DIGIT = 256,
       NUMBER = 512, LEAD = 1024, DOT = 2048, AT = 4096, LURE = 8192, HEAD = 16384, TAIL = 32768, SPOKEN = 65536, TELLING = 131072,
       COIN = 262144, BRACKET = 524288, UNSEEN = 1048576, CALLS = 2097152, COLON = 4194304, ENCLOSES = 8388608, EMOJI = 16777216, JOINER = 33554432 };
/* Facts about a draft, and kinds and flags of steps; likewise (scansteps.py, facts.py). */
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
