/* The tables of a scanner (layout.py says what they hold), and what it keeps of the draft at hand. */

#ifdef _MSC_VER
#include <intrin.h>
#endif

#include "layout.h" /* made by hatch_build.py from layout.py and facts.py */

#define MOST_STEPS 4096 /* hits that are tried for one entry; one that needs more passes, so that time stays linear */
#define MOST_WAITING 256
#define MOST_ENDS 64 /* places from which a phrase is followed at once; an entry that needs more passes */

/* What is known of a character: its number in patterns, what it counts as, its unit, and its place among openings. */
typedef struct { uint32_t symbol, flags, unit, opening; } Character;

/* What begins with a symbol: the pattern that it is by itself, from 1; the base of what is longer; bits of second symbols. */
typedef struct { uint32_t pattern, base, seconds[2]; } First;

/* A pattern at [start, end), by its number and what TERMS holds of it: `drawn` says how far it is drawn apart, `alone`
   whether it is cut out of no Latin word, `next` is another hit of a pattern of its kind, or -1. */
typedef struct { int32_t start, end, next; uint32_t pattern, term; uint8_t drawn, alone; } Hit;
typedef struct { int32_t start, end, is_price; } Numeral;
typedef struct { int32_t from, end; int strong; } End; /* what comes next starts at `from` at the earliest */

typedef struct {
    PyObject_HEAD
    Py_buffer buffer;
    const uint32_t *data[ARRAYS];
    uint32_t *own; /* those arrays that were made anew, for the entries that are active */
    PyObject *whole; /* what a selection was made from, which owns the other arrays */
    uint32_t size[ARRAYS];
    uint32_t symbols, kinds, draft, seen; /* `seen`: the flags of some character of the draft */
    uint32_t wanted; /* NEEDED if hits of patterns that nothing needs are wanted as well, else 0 */
    /* Of the draft at hand, kept between drafts so that nothing is allocated for most of them. */
    Py_ssize_t room;
    Character *text; /* the view, with an empty character behind it */
    int32_t *rank, *points; /* how many solid characters stand before each place; the places of characters that tell something */
    uint32_t *solid; /* the symbols of the bare skeleton, with a 0 behind them, then those of the one with marks; the place of each */
    int32_t *place;
    Hit *hits;
    int32_t hits_room, hit_count, bare_count; /* `bare_count` of them are in the bare skeleton */
    uint32_t held; /* the flags of some hit */
    int32_t *last_hits; /* by kind, its last hit, or -1 */
    uint32_t *present, *found, found_count; /* the kinds with a hit, as bits and as numbers */
    uint32_t asking; /* kinds from here on have no entries */
    uint32_t *asked;
    int judges; /* whether an entry wants to know of calls */
    void *tokens, *parts;
    int32_t tokens_room, parts_room;
    uint32_t keys[MOST_WAITING], waiting; /* of features whose weights are to be looked up */
    uint32_t *counted, *summed, summands, score; /* of the clause at hand: bits of the places of its weights, these places, the sum */
    Numeral *numerals;
    void *ways; /* room for four numbers for each character */
    int32_t numeral_count; /* -1 while they are not known */
    int32_t length, solids, marked, pointed; /* `solids` are in the bare skeleton, `marked` is the end of the other one */
} Scanner;

#define AT_(self, array, index) ((self)->data[array][index])
/* What TERMS holds of a pattern: its kind, which says what slots it fills, the number of its classes, and flags. */
static inline uint32_t strong(uint32_t term) { return (term & STRONG) != 0; }
static inline uint32_t kind_of(uint32_t term) { return term & TERM_KIND; }
static inline uint32_t cues_of(uint32_t term) { return term >> TERM_CUES & MOST_CUES; }

/* Return the place of the lowest bit that is set. */
static inline uint32_t lowest(uint32_t bits)
{
#ifdef _MSC_VER
    unsigned long place;
    _BitScanForward(&place, bits);
    return place;
#else
    return (uint32_t)__builtin_ctz(bits);
#endif
}

static int grow(void **memory, size_t bytes)
{
    void *bigger = PyMem_RawRealloc(*memory, bytes);
    if (!bigger) { PyErr_NoMemory(); return -1; }
    *memory = bigger;
    return 0;
}

static int make_room(Scanner *self, Py_ssize_t length)
{
    size_t room = (size_t)length + length / 2 + 512;
    if (length + 1 <= self->room && (size_t)self->room / 64 <= room + 4096) return 0; /* what one long draft took is freed */
    self->room = 0;
    if (grow((void **)&self->text, room * sizeof(Character)) || grow((void **)&self->rank, room * 4) || grow((void **)&self->place, room * 8) ||
        grow((void **)&self->solid, room * 8) || grow((void **)&self->points, room * 4) ||
        grow((void **)&self->numerals, room / 2 * sizeof(Numeral)) || grow(&self->ways, room * 16)) return -1;
    self->room = (Py_ssize_t)room;
    return 0;
}
