/* Where patterns occur in one view, for the rules that may match it: xhslint/matching/scan.py. */

/* The hits in one view by pattern, in order; a copy, because the scanner goes on to the next view. */
typedef struct { uint32_t pattern; int32_t first, count, filled; } Group; /* the hits of a pattern; `count` is 0 in a free place */
typedef struct {
    PyObject_HEAD
    Hit *hits;
    Group *groups; /* a hash table of `mask` + 1 places, few of them taken: most patterns have no hit */
    int32_t *rank;
    uint32_t mask;
    int32_t length;
} Reading;

/* Return the place of a pattern in the table of groups: its own, or a free one. */
static inline Group *group_of(const Reading *self, uint32_t pattern)
{
    uint32_t place = (pattern * 0x9e3779b1u) >> 7 & self->mask;
    while (self->groups[place].count && self->groups[place].pattern != pattern) place = (place + 1) & self->mask;
    return &self->groups[place];
}

static void Reading_dealloc(Reading *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyMem_RawFree(self->hits); PyMem_RawFree(self->groups); PyMem_RawFree(self->rank);
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

/* Tell whether a number is one of several in ascending order. */
static int is_among(const uint32_t *numbers, size_t count, uint32_t wanted)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (numbers[middle] < wanted) low = middle + 1;
        else high = middle;
    }
    return low < count && numbers[low] == wanted;
}

/* Return the next group of one of several patterns, in ascending order; NULL behind the last one. `*at` is 0 at first. Of
   many patterns few have hits, so that the groups are gone through in their place. */
static const Group *next_group(const Reading *self, const uint32_t *numbers, size_t count, size_t *at)
{
    if (count <= self->mask) {
        while (*at < count) {
            const Group *group = group_of(self, numbers[(*at)++]);
            if (group->count) return group;
        }
        return NULL;
    }
    while (*at <= self->mask) {
        const Group *group = &self->groups[(*at)++];
        if (group->count && is_among(numbers, count, group->pattern)) return group;
    }
    return NULL;
}

/* Return the first hit of a group that begins at `start` or behind it. */
static const Hit *hits_from(const Reading *self, const Group *group, int32_t start)
{
    const Hit *low = self->hits + group->first, *high = low + group->count;
    while (low < high) {
        const Hit *middle = low + (high - low) / 2;
        if (middle->start < start) low = middle + 1;
        else high = middle;
    }
    return low;
}

PyDoc_STRVAR(places_doc, "places(patterns, start, end) -> [(start, end, pattern, drawn), ...]\n\n"
"Return where patterns (an array of unsigned 32-bit numbers in ascending order) begin in [start, end), in order. `drawn` is 1 where only a\n"
"strong term may stand.");

static PyObject *Reading_places(Reading *self, PyObject *args)
{
    Py_buffer patterns;
    int start, end;
    if (!PyArg_ParseTuple(args, "y*ii", &patterns, &start, &end)) return NULL;
    const uint32_t *numbers = patterns.buf;
    size_t count = (size_t)patterns.len / 4, found = 0, room = 0, kept = 0, next = 0;
    Hit *hits = NULL;
    PyObject *out = NULL;
    for (const Group *group; (group = next_group(self, numbers, count, &next));) {
        const Hit *hit = hits_from(self, group, start), *past = self->hits + group->first + group->count;
        for (; hit < past && hit->start < end; hit++) {
            if (hit->drawn == TORN) continue;
            if (found == room && grow((void **)&hits, (room = room * 2 + 32) * sizeof(Hit))) goto end;
            hits[found++] = *hit;
        }
    }
    if (found > 1) qsort(hits, found, sizeof(Hit), in_order);
    for (size_t at = 0; at < found; at++) { /* both skeletons may have the same place */
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

PyDoc_STRVAR(count_doc, "count(patterns) -> int\n\nReturn how often patterns occur, places included that `places` leaves out.");

static PyObject *Reading_count(Reading *self, PyObject *argument)
{
    Py_buffer patterns;
    if (PyObject_GetBuffer(argument, &patterns, PyBUF_SIMPLE)) return NULL;
    const uint32_t *numbers = patterns.buf;
    long count = 0;
    size_t next = 0;
    for (const Group *group; (group = next_group(self, numbers, (size_t)patterns.len / 4, &next));) count += group->count;
    PyBuffer_Release(&patterns);
    return PyLong_FromLong(count);
}

PyDoc_STRVAR(rank_doc, "rank(position) -> int\n\nReturn how many solid characters stand before a position.");

static PyObject *Reading_rank(Reading *self, PyObject *argument)
{
    long position = PyLong_AsLong(argument);
    if (position == -1 && PyErr_Occurred()) return NULL;
    return PyLong_FromLong(self->rank[position < 0 ? 0 : position > self->length ? self->length : position]);
}

static PyMethodDef Reading_methods[] = {
    {"places", (PyCFunction)Reading_places, METH_VARARGS, places_doc},
    {"count", (PyCFunction)Reading_count, METH_O, count_doc},
    {"rank", (PyCFunction)Reading_rank, METH_O, rank_doc},
    {NULL, NULL, 0, NULL},
};
static PyType_Slot Reading_slots[] = {
    {Py_tp_doc, "Where all patterns occur in one view."},
    {Py_tp_dealloc, Reading_dealloc},
    {Py_tp_methods, Reading_methods},
    {0, NULL},
};
static PyType_Spec Reading_spec = {"xhslint.matching.scanner._scanner.Reading", sizeof(Reading), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, Reading_slots};
static PyTypeObject *Reading_type;
