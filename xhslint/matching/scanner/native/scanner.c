/* The scanner: in one pass over a draft it finds the terms, and the entries (alternatives of rules) that may match.

   All that it knows of rules, characters and words is in its tables, which xhslint/matching/scanner/tables.py makes. It
   may only err by letting an entry through, for what it lets through is judged again, exactly, in Python. fallback.py has
   the same interface, for a package that was built without a compiler; the findings are the same.

   Positions are those of the view: the draft without the characters that vanish when it is folded. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

#include "tables.h"
#include "numbers.h"
#include "view.h"
#include "terms.h"
#include "facts.h"
#include "phrases.h"
#include "classify.h"
#include "respelling.h"
#include "reading.h"
#include "sound.h"

/* Forget the draft before. */
static void start_draft(Scanner *self)
{
    self->hit_count = 0;
    self->held = 0;
    self->numeral_count = -1;
    while (self->found_count) {
        uint32_t kind = self->found[--self->found_count];
        self->present[kind / 32] = 0;
        self->last_hits[kind] = -1;
    }
    if (++self->draft) return;
    memset(self->asked, 0, self->size[NEEDS] * 4); /* the number of the draft has wrapped around */
    self->draft = 1;
}

/* Find the hits in the view and, unless it is NULL, the facts; return -1 if memory runs out. `guards`: hits are wanted
   even of patterns that nothing needs. */
static int find_all(Scanner *self, int guards, uint32_t *facts)
{
    start_draft(self);
    self->wanted = guards ? NEEDED : 0;
    int bracketed = self->seen & CODED ? drop_codes(self) : 0;
    if (facts) *facts = find_facts(self);
    if (find_terms(self, 0, 0, self->solids)) return -1;
    self->bare_count = self->hit_count;
    if (!bracketed && !(self->seen & MARK)) return 0;
    read_skeleton(self, bracketed);
    return find_terms(self, !bracketed, self->solids + 1, self->marked);
}

/* Test an entry, once a draft, and add it if it passes to `found`; return -1 if memory runs out. */
static int test_entry(Scanner *self, uint32_t entry, uint32_t facts, Numbers *found)
{
    if (self->asked[entry] == self->draft) return 0;
    self->asked[entry] = self->draft;
    if (AT_(self, NEEDS, entry) & ~facts || !passes(self, entry, facts)) return 0;
    return add_numbers(found, &entry, 1);
}

/* Return the facts, with the entries that were found if there are any. */
static PyObject *facts_and_entries(uint32_t facts, const Numbers *found)
{
    if (!found->count) return PyLong_FromUnsignedLong(facts);
    PyObject *out = PyTuple_New((Py_ssize_t)found->count + 1);
    for (size_t at = 0; out && at <= found->count; at++) {
        PyObject *number = PyLong_FromUnsignedLong(at ? found->items[at - 1] : facts);
        if (!number) Py_CLEAR(out);
        else PyTuple_SET_ITEM(out, (Py_ssize_t)at, number);
    }
    return out;
}

/* Read a text; return 0 if it must be folded first, -1 if it is none or too long, or if memory runs out. */
static int take_text(Scanner *self, PyObject *text, int is_view)
{
    if (!PyUnicode_Check(text)) { PyErr_SetString(PyExc_TypeError, "a view is a str"); return -1; }
    if (PyUnicode_GET_LENGTH(text) > INT32_MAX / 4) { PyErr_SetString(PyExc_OverflowError, "the text is too long"); return -1; }
    return make_room(self, PyUnicode_GET_LENGTH(text)) ? -1 : read_view(self, text, is_view);
}

PyDoc_STRVAR(open_doc, "open(text, is_view, is_disguised=False) -> None, the facts, or (facts, *entries)\n\n"
"Return the facts about a text, with the entries that may match it. None: it must be folded first.");

static PyObject *Scanner_open(Scanner *self, PyObject *const *args, Py_ssize_t count)
{
    if (count < 2 || count > 3) return PyErr_Format(PyExc_TypeError, "open takes 2 or 3 arguments, not %zd", count);
    int is_view = PyObject_IsTrue(args[1]), is_disguised = count > 2 ? PyObject_IsTrue(args[2]) : 0;
    int taken = is_view < 0 || is_disguised < 0 ? -1 : take_text(self, args[0], is_view);
    if (taken < 0) return NULL;
    if (!taken) Py_RETURN_NONE;
    uint32_t facts;
    if (find_all(self, 0, &facts)) return NULL;
    if (self->judges) {
        int called = find_clauses(self, is_disguised, NULL);
        if (called < 0) return NULL;
        facts |= called ? CALL : 0;
    }
    facts |= find_spellings(self, NULL) || has_columns(self) ? RESPELLED : 0;
    Numbers found = {0};
    int failed = 0;
    if (self->last_hits[0] < 0) self->found[self->found_count++] = 0; /* the kind 0 stands for no word */
    for (uint32_t kind = 0; kind < self->found_count && !failed; kind++) {
        if (self->found[kind] >= self->asking) continue;
        const uint32_t *asks = &AT_(self, ASKS_AT, self->found[kind]);
        for (uint32_t at = asks[0]; at < asks[1] && !failed; at++) failed = test_entry(self, AT_(self, ASKS, at), facts, &found);
    }
    PyObject *out = failed ? NULL : facts_and_entries(facts, &found);
    PyMem_RawFree(found.items);
    return out;
}

PyDoc_STRVAR(read_doc, "read(view) -> Reading\n\nReturn where all patterns occur in a view.");

static PyObject *Scanner_read(Scanner *self, PyObject *text)
{
    if (take_text(self, text, 1) < 0) return NULL;
    if (find_all(self, 1, NULL)) return NULL;
    Reading *out = (Reading *)Reading_type->tp_alloc(Reading_type, 0);
    if (!out) return NULL;
    out->length = self->length;
    size_t hits = (size_t)self->hit_count + 1, length = (size_t)self->length + 1, places = 8;
    while (places < hits * 2) places *= 2; /* at least half of the places stay free, so that every search ends */
    out->mask = (uint32_t)places - 1;
    if (grow((void **)&out->hits, hits * sizeof(Hit)) || grow((void **)&out->groups, places * sizeof(Group)) || grow((void **)&out->rank, length * 4)) { Py_DECREF(out); return NULL; }
    memcpy(out->rank, self->rank, length * 4);
    memset(out->groups, 0, places * sizeof(Group));
    for (Py_ssize_t at = 0; at < self->hit_count; at++) {
        Group *group = group_of(out, self->hits[at].pattern);
        group->pattern = self->hits[at].pattern;
        group->count++;
    }
    int32_t end = 0;
    for (size_t place = 0; place < places; place++) {
        out->groups[place].first = end;
        end += out->groups[place].count;
        out->groups[place].filled = 0;
    }
    for (Py_ssize_t at = 0; at < self->hit_count; at++) {
        Group *group = group_of(out, self->hits[at].pattern);
        out->hits[group->first + group->filled++] = self->hits[at];
    }
    for (size_t place = 0; place < places; place++) {
        const Hit *first = out->hits + out->groups[place].first;
        int32_t sorted = 1;
        for (int32_t at = 1; at < out->groups[place].count && sorted; at++) sorted = first[at - 1].start <= first[at].start;
        if (!sorted) qsort((void *)first, (size_t)out->groups[place].count, sizeof(Hit), in_order);
    }
    if (self->hits_room > 1 << 16) { /* free what one long draft took */
        PyMem_RawFree(self->hits);
        self->hits = NULL;
        self->hits_room = 0;
    }
    return (PyObject *)out;
}

PyDoc_STRVAR(clauses_doc, "clauses(view) -> [(start, end, score, words), ...]\n\n"
"Return the clauses of a view with an anchor, with their words: (start, end, pattern) each.");

static PyObject *Scanner_clauses(Scanner *self, PyObject *text)
{
    if (take_text(self, text, 1) < 0) return NULL;
    if (find_all(self, 0, NULL)) return NULL;
    Numbers found = {0};
    PyObject *out = find_clauses(self, 0, &found) ? NULL : listed_clauses(&found);
    PyMem_RawFree(found.items);
    return out;
}

PyDoc_STRVAR(spellings_doc, "spellings(view) -> [(word, pieces), ...]\n\n"
"Return the oddly spelled words in a view, with their pieces: (start, end, kind, reads, weak) each.");

static PyObject *Scanner_spellings(Scanner *self, PyObject *text)
{
    if (take_text(self, text, 1) < 0) return NULL;
    Numbers found = {0};
    PyObject *out = find_spellings(self, &found) < 0 ? NULL : listed_spellings(&found);
    PyMem_RawFree(found.items);
    return out;
}

PyDoc_STRVAR(known_doc, "known(view) -> [(start, end), ...]\n\n"
"Return the places of all patterns of several characters that are cut out of no Latin word, in any order.");

static PyObject *Scanner_known(Scanner *self, PyObject *text)
{
    if (take_text(self, text, 1) < 0) return NULL;
    if (find_all(self, 1, NULL)) return NULL;
    PyObject *out = PyList_New(0);
    for (Py_ssize_t at = 0; out && at < self->hit_count; at++) {
        const Hit *hit = &self->hits[at];
        if (hit->end - hit->start < 2 || !hit->alone) continue;
        PyObject *place = Py_BuildValue("ii", hit->start, hit->end);
        if (!place || PyList_Append(out, place)) Py_CLEAR(out);
        Py_XDECREF(place);
    }
    return out;
}

static void Scanner_dealloc(Scanner *self)
{
    void *const memory[] = {self->text, self->rank, self->points, self->solid, self->place, self->numerals, self->ways, self->hits, self->tokens, self->parts,
                            self->counted, self->summed, self->last_hits, self->present, self->found, self->asked, self->own};
    for (size_t at = 0; at < sizeof memory / sizeof *memory; at++) PyMem_RawFree(memory[at]);
    if (self->buffer.obj) PyBuffer_Release(&self->buffer);
    Py_XDECREF(self->whole);
    PyTypeObject *type = Py_TYPE(self);
    type->tp_free((PyObject *)self);
    Py_DECREF(type);
}

/* Return a scanner, with room for what it finds, that tests the entries whose byte in `active` is not 0, or if it is NULL
   all; NULL if memory runs out. */
static PyObject *prepared(Scanner *self, const char *active)
{
    uint32_t kinds = self->kinds, words = kinds / 32 + 1, asks = 0;
    const uint32_t *all_asks_at = self->data[ASKS_AT], *all_terms = self->data[TERMS];
    uint32_t *used = self->present = PyMem_RawCalloc(words, 4);
    uint32_t *own = self->own = PyMem_RawMalloc(((size_t)kinds + 1 + self->size[ASKS] + self->size[TERMS]) * 4);
    self->found = PyMem_RawMalloc((size_t)kinds * 4 + 4);
    self->last_hits = PyMem_RawCalloc(kinds, sizeof(int32_t));
    self->asked = PyMem_RawCalloc((size_t)self->size[NEEDS] + 1, 4);
    self->counted = PyMem_RawCalloc((size_t)self->size[WEIGHTS] / 64 + 1, 4);
    self->summed = PyMem_RawMalloc((size_t)self->size[WEIGHTS] * 2 + 4);
    if (!used || !own || !self->found || !self->last_hits || !self->asked || !self->counted || !self->summed) { Py_DECREF(self); return PyErr_NoMemory(); }
    for (uint32_t kind = 0; kind < kinds; kind++) {
        own[kind] = asks;
        for (uint32_t at = all_asks_at[kind]; at < all_asks_at[kind + 1]; at++) {
            uint32_t entry = AT_(self, ASKS, at);
            if (active && !active[entry]) continue;
            own[kinds + 1 + asks++] = entry;
            self->asking = kind + 1;
            self->judges |= !kind && AT_(self, NEEDS, entry) & CALL; /* only entries that need no word want to know of calls */
        }
    }
    own[kinds] = asks;
    self->data[ASKS_AT] = own;
    self->data[ASKS] = own + kinds + 1;
    for (uint32_t entry = 0; entry < self->size[NEEDS]; entry++)
        for (uint32_t at = AT_(self, STEPS_AT, entry); (!active || active[entry]) && at < AT_(self, STEPS_AT, entry + 1); at++) {
            const uint32_t *step = &AT_(self, STEPS, at * STEP_SIZE);
            for (uint32_t row = 0; (step[0] & KIND) == WORD && row < AT_(self, SLOTS_AT, step[1] + 1) - AT_(self, SLOTS_AT, step[1]); row++) {
                const uint32_t *filling = &AT_(self, SLOTS, 2 * (AT_(self, SLOTS_AT, step[1]) + row));
                used[filling[0]] |= filling[1];
            }
        }
    uint32_t *terms = own + kinds + 1 + self->size[ASKS];
    for (uint32_t pattern = 0; pattern < self->size[TERMS]; pattern++) {
        uint32_t term = all_terms[pattern] & ~(uint32_t)(NEEDED | CUED | ANCHOR), kind = kind_of(term), classes;
        const uint32_t *first = classes_of(self, term, &classes);
        if (self->size[WEIGHTS] && classes) term |= CUED | (*first < AT_(self, JUDGE, 0) ? ANCHOR : 0);
        int needed = used[kind / 32] >> (kind % 32) & 1 || (self->judges && term & CUED);
        terms[pattern] = term | (needed ? NEEDED : 0);
    }
    self->data[TERMS] = terms;
    memset(used, 0, (size_t)words * 4); /* from here on it is `present` */
    memset(self->last_hits, 0xff, (size_t)kinds * sizeof(int32_t));
    return (PyObject *)self;
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
    return prepared(self, NULL);
}

PyDoc_STRVAR(select_doc, "select(active) -> Scanner\n\nReturn a scanner that tests only the entries whose byte in `active` is not 0.");

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
    out->kinds = self->kinds;
    out->whole = Py_NewRef((PyObject *)self);
    return prepared(out, active);
}

static PyMethodDef Scanner_methods[] = {
    {"open", (PyCFunction)(void (*)(void))Scanner_open, METH_FASTCALL, open_doc},
    {"read", (PyCFunction)Scanner_read, METH_O, read_doc},
    {"clauses", (PyCFunction)Scanner_clauses, METH_O, clauses_doc},
    {"spellings", (PyCFunction)Scanner_spellings, METH_O, spellings_doc},
    {"known", (PyCFunction)Scanner_known, METH_O, known_doc},
    {"select", (PyCFunction)Scanner_select, METH_O, select_doc},
    {NULL, NULL, 0, NULL},
};
static PyType_Slot Scanner_slots[] = {
    {Py_tp_doc, "Scanner(tables): finds the terms of a draft, and the entries that may match it."},
    {Py_tp_new, Scanner_new},
    {Py_tp_dealloc, Scanner_dealloc},
    {Py_tp_methods, Scanner_methods},
    {0, NULL},
};
static PyType_Spec Scanner_spec = {"xhslint.matching.scanner._scanner.Scanner", sizeof(Scanner), 0, Py_TPFLAGS_DEFAULT, Scanner_slots};

static int fill_module(PyObject *module)
{
    PyObject *type = PyType_FromSpec(&Scanner_spec);
    if (!type || !(Reading_type = (PyTypeObject *)PyType_FromSpec(&Reading_spec))) return -1;
    int failed = PyModule_AddObject(module, "Scanner", type);
    if (failed) Py_DECREF(type);
    return failed;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, fill_module}, {0, NULL}};
static PyModuleDef module = {PyModuleDef_HEAD_INIT, "_scanner", "The scanner, in C.", 0, NULL, module_slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__scanner(void) { return PyModuleDef_Init(&module); }
