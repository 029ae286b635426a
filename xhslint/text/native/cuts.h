/* The best cut of a text into words, and the words that lie across the edges of a span. */

#define WINDOW (3 * REACH) /* a span, with as much to either side */
#if FLT_EVAL_METHOD == 0
#define ROUNDED double
#else
#define ROUNDED volatile double /* or sums would be more precise than Python's */
#endif

typedef struct {
    PyObject_HEAD
    Trie *base, *extra;
    double whole; /* the logarithm of the sum of all frequencies */
} Segmenter;

typedef struct { int32_t start, end; } Span; /* none where `end` is 0 */
typedef struct { ROUNDED score; int32_t end; } Best; /* the best cut of what follows a place, and where its first word ends */
typedef struct { ROUNDED chance; int32_t end; } Word; /* the logarithm of its probability */

/* Part of a text, which begins at `first`: a span, at `edges`, with what jieba would segment together with it. If the span is
   not `whole`, it is an edge of one. */
typedef struct { Py_UCS4 text[WINDOW]; Py_ssize_t first; int32_t length, edges[2], whole; } Window;

/* ---------------------------------------------------------------------------------------------------- characters */

static unsigned char ascii_kinds[128];
enum { IS_SEGMENTED = 1, IS_LATIN = 2 };

static void learn_characters(void)
{
    for (const char *at = SEGMENTED; *at; at++) ascii_kinds[(int)*at] |= IS_SEGMENTED;
    for (const char *at = LATIN; *at; at++) ascii_kinds[(int)*at] |= IS_LATIN;
}

/* Tell whether jieba segments a character; any other one is a word by itself. */
static inline int segmented(Py_UCS4 character)
{
    return character < 128 ? ascii_kinds[character] & IS_SEGMENTED : character >= FIRST_HAN && character <= LAST_HAN;
}

static inline int latin(Py_UCS4 character) { return character < 128 && ascii_kinds[character] & IS_LATIN; }

/* ---------------------------------------------------------------------------------------------------------- words */

/* Where the words that begin at a place are looked for: the characters up to `end` led to these nodes, to none where 0. */
typedef struct { uint32_t base, extra; int32_t end; int begun; } Walk;

/* Find the next word that begins at a place and ends by `stop`, the shortest first; return 0 if there is none. `extra` may be NULL. */
static inline int next_word(const Segmenter *self, const Trie *extra, const Py_UCS4 *text, int32_t stop, Walk *walk, ROUNDED *chance)
{
    while (walk->end < stop && (!walk->begun || walk->base || walk->extra)) {
        Py_UCS4 character = text[walk->end++];
        if (!walk->begun || walk->base) walk->base = child(self->base, walk->base, character);
        if (extra && (!walk->begun || walk->extra)) walk->extra = child(extra, walk->extra, character);
        walk->begun = 1;
        uint32_t count = walk->extra ? extra->counts[walk->extra] : 0;
        if (!count && walk->base) count = self->base->counts[walk->base];
        if (!count) continue;
        *chance = log((double)count) - self->whole;
        return 1;
    }
    return 0;
}

/* Find the best cut of what follows each place of [start, stop), from the last one on; as in jieba, the longer of two words that are as good. */
static void find_bests(const Segmenter *self, const Trie *extra, const Py_UCS4 *text, int32_t start, int32_t stop, Best *bests)
{
    bests[stop].score = 0;
    for (int32_t at = stop - 1; at >= start; at--) {
        Walk walk = {0, 0, at, 0};
        ROUNDED chance;
        bests[at].end = 0;
        while (next_word(self, extra, text, stop, &walk, &chance)) {
            ROUNDED score = chance + bests[walk.end].score;
            if (!bests[at].end || score >= bests[at].score) bests[at] = (Best){score, walk.end};
        }
        if (!bests[at].end) bests[at] = (Best){-self->whole + bests[at + 1].score, at + 1}; /* a character that begins no word */
    }
}

/* Return where the word at a place ends; single letters and digits side by side are one. */
static int32_t word_end(const Best *bests, const Py_UCS4 *text, int32_t at, int32_t stop)
{
    int32_t end = bests[at].end;
    if (end > at + 1 || !latin(text[at])) return end;
    while (end < stop && bests[end].end == end + 1 && latin(text[end])) end++;
    return end;
}

/* Tell whether a word of the dictionary inside an extra word lies across an edge. */
static int parts_cross(const Segmenter *self, const Py_UCS4 *word, int32_t length, int32_t edge)
{
    Best bests[WINDOW + 1];
    int32_t end = 0;
    find_bests(self, NULL, word, 0, length, bests);
    while (end < edge) end = word_end(bests, word, end, length);
    return edge < end;
}

/* ---------------------------------------------------------------------------------------------------------- edges */

/* Take the part of a text around [left, right), of at most REACH characters. */
static void take(Window *window, PyObject *text, Py_ssize_t left, Py_ssize_t right)
{
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), first = left, last = right;
    while (first > 0 && left - first < REACH && segmented(PyUnicode_READ(kind, data, first - 1))) first--;
    while (last < length && last - right < REACH && segmented(PyUnicode_READ(kind, data, last))) last++;
    for (Py_ssize_t at = first; at < last; at++) window->text[at - first] = PyUnicode_READ(kind, data, at);
    window->first = first;
    window->length = (int32_t)(last - first);
    window->edges[0] = (int32_t)(left - first);
    window->edges[1] = (int32_t)(right - first);
}

/* Find the words that lie across the edges of a window. */
static void find_across(const Segmenter *self, const Window *window, Span *across)
{
    Word words[WINDOW * (WINDOW + 1) / 2];
    int32_t firsts[WINDOW + 1]; /* where those of a place begin in `words` */
    int32_t left = window->edges[0], right = window->edges[1], start = 0, reach = 0, count = 0, at;
    /* A position that no word lies across is cut in every segmentation, so what is beyond it changes nothing. */
    for (at = 0; at < window->length; at++) {
        if (reach <= at) {
            if (at >= right) break;
            if (at <= left) { start = at; count = 0; }
        }
        Walk walk = {0, 0, at, 0};
        ROUNDED chance;
        firsts[at] = count;
        while (next_word(self, self->extra, window->text, window->length, &walk, &chance)) words[count++] = (Word){chance, walk.end};
        if (count == firsts[at]) words[count++] = (Word){-self->whole, at + 1};
        if (words[count - 1].end > reach) reach = words[count - 1].end;
    }
    firsts[at] = count;
    Best bests[WINDOW + 1];
    bests[at].score = 0;
    while (--at >= start) {
        bests[at].end = 0;
        for (const Word *word = words + firsts[at]; word < words + firsts[at + 1]; word++) {
            ROUNDED score = word->chance + bests[word->end].score;
            if (!bests[at].end || score >= bests[at].score) bests[at] = (Best){score, word->end};
        }
    }
    across[0] = across[1] = (Span){0, 0};
    for (at = start; at < right; at = bests[at].end)
        for (int side = 0; side < 2; side++)
            if (at < window->edges[side] && window->edges[side] < bests[at].end) across[side] = (Span){at, bests[at].end};
}

/* Find the words that lie across the edges of [start, end), or if the window is then not `whole`, the word across one of them: the left for
   `side` 0, else the right. */
static void cross(const Segmenter *self, PyObject *text, Py_ssize_t start, Py_ssize_t end, int side, Window *window, Span *across)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), at;
    start = start < 0 ? 0 : start > length ? length : start;
    end = end < start ? start : end > length ? length : end;
    for (at = start; at < end && at - start < REACH && segmented(PyUnicode_READ_CHAR(text, at));) at++;
    window->whole = at == end;
    if (window->whole) take(window, text, start, end);
    else take(window, text, side ? end : start, side ? end : start);
    find_across(self, window, across);
}
