/* Words in text: a dictionary as a trie, and the cuts of jieba by two of them.

   ../trie_words.py says what the file of a trie holds, ../segmentation.py what a segmentation answers: it is the definition,
   and the fallback for a package that was built without a compiler. The answers are the same, sums of logarithms to the last
   bit. Nothing changes once it is made, so everything may be shared among threads. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <float.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <structmember.h>

#include "words_layout.h" /* made by hatch_build.py from trie_words.py and segmentation.py */
#include "trie.h"
#include "cuts.h"

/* ------------------------------------------------------------------------------------------------------------ Trie */

/* Return (first, second); it takes over the references to both, each of which may be NULL. */
static PyObject *pair(PyObject *first, PyObject *second)
{
    PyObject *out = first && second ? PyTuple_New(2) : NULL;
    if (!out) { Py_XDECREF(first); Py_XDECREF(second); return NULL; }
    PyTuple_SET_ITEM(out, 0, first);
    PyTuple_SET_ITEM(out, 1, second);
    return out;
}

/* Add a pair to a list and let go of it; return -1, also if it is NULL, if memory runs out. */
static int add(PyObject *list, PyObject *item)
{
    int failed = !item || PyList_Append(list, item);
    Py_XDECREF(item);
    return failed ? -1 : 0;
}

PyDoc_STRVAR(words_at_doc, "words_at(text, at) -> [(end, frequency), ...]\n\nReturn the words that begin at a place in a text, the shortest first.");

static PyObject *Trie_words_at(Trie *self, PyObject *args)
{
    PyObject *text;
    Py_ssize_t at;
    if (!PyArg_ParseTuple(args, "Un:words_at", &text, &at)) return NULL;
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    uint32_t node = 0;
    PyObject *out = PyList_New(0);
    while (out && at >= 0 && at < length && (node = child(self, node, PyUnicode_READ_CHAR(text, at)))) {
        at++;
        if (self->counts[node] && add(out, pair(PyLong_FromSsize_t(at), PyLong_FromUnsignedLong(self->counts[node])))) Py_CLEAR(out);
    }
    return out;
}

PyDoc_STRVAR(spans_doc, "spans(text, first, end) -> [(start, end), ...]\n\n"
"Return the spans of the words of several characters that begin in [first, end), in order.");

static PyObject *Trie_spans(Trie *self, PyObject *args)
{
    PyObject *text;
    Py_ssize_t first, end;
    if (!PyArg_ParseTuple(args, "Unn:spans", &text, &first, &end)) return NULL;
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    PyObject *out = PyList_New(0);
    for (Py_ssize_t start = first < 0 ? 0 : first; out && start < end && start < length; start++) {
        uint32_t node = 0;
        for (Py_ssize_t at = start; out && at < length && (node = child(self, node, PyUnicode_READ_CHAR(text, at))); at++)
            if (at > start && self->counts[node] && add(out, pair(PyLong_FromSsize_t(start), PyLong_FromSsize_t(at + 1)))) Py_CLEAR(out);
    }
    return out;
}

PyDoc_STRVAR(frequency_doc, "frequency(word) -> int\n\nReturn the frequency of a word, 0 for anything else.");

static PyObject *Trie_frequency(Trie *self, PyObject *word)
{
    if (!PyUnicode_Check(word)) return PyErr_Format(PyExc_TypeError, "a word is a str");
    Py_ssize_t length = PyUnicode_GET_LENGTH(word);
    uint32_t node = 0;
    for (Py_ssize_t at = 0; at < length; at++)
        if (!(node = child(self, node, PyUnicode_READ_CHAR(word, at)))) break;
    return PyLong_FromUnsignedLong(node ? self->counts[node] : 0);
}

static void Trie_dealloc(Trie *self)
{
    PyMem_RawFree(self->heads);
    if (self->buffer.obj) PyBuffer_Release(&self->buffer);
    PyTypeObject *type = Py_TYPE(self);
    type->tp_free((PyObject *)self);
    Py_DECREF(type);
}

static PyObject *Trie_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    PyObject *data;
    if (kwargs && PyDict_Size(kwargs)) return PyErr_Format(PyExc_TypeError, "no keywords");
    if (!PyArg_ParseTuple(args, "O", &data)) return NULL;
    Trie *self = (Trie *)type->tp_alloc(type, 0);
    if (!self) return NULL;
    if (PyObject_GetBuffer(data, &self->buffer, PyBUF_SIMPLE)) { Py_DECREF(self); return NULL; }
    if (!sound(self)) {
        Py_DECREF(self);
        return PyErr_Format(PyExc_ValueError, "not a dictionary");
    }
    if (!(self->heads = heads_of(self))) { Py_DECREF(self); return PyErr_NoMemory(); }
    return (PyObject *)self;
}

static PyMethodDef Trie_methods[] = {
    {"words_at", (PyCFunction)Trie_words_at, METH_VARARGS, words_at_doc},
    {"spans", (PyCFunction)Trie_spans, METH_VARARGS, spans_doc},
    {"frequency", (PyCFunction)Trie_frequency, METH_O, frequency_doc},
    {NULL, NULL, 0, NULL},
};
static PyMemberDef Trie_members[] = {
    {"total", T_ULONGLONG, offsetof(Trie, total), READONLY, "The sum of all frequencies."},
    {NULL, 0, 0, 0, NULL},
};
static PyType_Slot Trie_slots[] = {
    {Py_tp_doc, "Trie(data): words with their frequencies, read where they lie."},
    {Py_tp_new, Trie_new},
    {Py_tp_dealloc, Trie_dealloc},
    {Py_tp_methods, Trie_methods},
    {Py_tp_members, Trie_members},
    {0, NULL},
};
static PyType_Spec Trie_spec = {"xhslint.text._words.Trie", sizeof(Trie), 0, Py_TPFLAGS_DEFAULT, Trie_slots};
static PyTypeObject *Trie_type;

/* ------------------------------------------------------------------------------------------------------- Segmenter */

PyDoc_STRVAR(straddles_doc, "straddles(text, start, end, inside=(False, False)) -> (bool, bool)\n\n"
"Tell whether a word lies across the left and across the right edge of a span: Segmentation.straddles.");

static PyObject *Segmenter_straddles(Segmenter *self, PyObject *args)
{
    PyObject *text;
    Py_ssize_t start, end;
    int inside[2] = {0, 0}, crossed[2];
    if (!PyArg_ParseTuple(args, "Unn|(pp):straddles", &text, &start, &end, &inside[0], &inside[1])) return NULL;
    Window window;
    Span across[2];
    for (int side = 0; side < 2; side++) {
        if (!side || !window.whole) cross(self, text, start, end, side, &window, across);
        Span found = across[side];
        const Py_UCS4 *word = window.text + found.start;
        int32_t length = found.end - found.start;
        crossed[side] = length && (counted(self->base, word, length) || (inside[side] && parts_cross(self, word, length, window.edges[side] - found.start)));
    }
    return pair(PyBool_FromLong(crossed[0]), PyBool_FromLong(crossed[1]));
}

PyDoc_STRVAR(widened_doc, "widened(text, start, end) -> (start, end)\n\n"
"Return a span with the rest of the words that lie across its edges: Segmentation.widened.");

static PyObject *Segmenter_widened(Segmenter *self, PyObject *args)
{
    PyObject *text;
    Py_ssize_t start, end;
    if (!PyArg_ParseTuple(args, "Unn:widened", &text, &start, &end)) return NULL;
    Py_ssize_t widened[2] = {start, end};
    Window window;
    Span across[2];
    for (int side = 0; side < 2; side++) {
        if (!side || !window.whole) cross(self, text, start, end, side, &window, across);
        if (across[side].end) widened[side] = window.first + (side ? across[side].end : across[side].start);
    }
    return pair(PyLong_FromSsize_t(widened[0]), PyLong_FromSsize_t(widened[1]));
}

PyDoc_STRVAR(cut_doc, "cut(text) -> [(start, end), ...]\n\nReturn the spans of the words of a text: Segmentation.cut.");

static PyObject *Segmenter_cut(Segmenter *self, PyObject *argument)
{
    if (!PyUnicode_Check(argument)) return PyErr_Format(PyExc_TypeError, "a text is a str");
    Py_ssize_t length = PyUnicode_GET_LENGTH(argument), at = 0;
    if (length > INT32_MAX / (Py_ssize_t)sizeof(Best)) return PyErr_Format(PyExc_OverflowError, "the text is too long");
    Py_UCS4 *text = PyUnicode_AsUCS4Copy(argument);
    Best *bests = PyMem_RawMalloc(((size_t)length + 1) * sizeof(Best));
    PyObject *out = text && bests ? PyList_New(0) : NULL;
    if (text && !bests) PyErr_NoMemory();
    while (out && at < length) {
        Py_ssize_t stop = at;
        while (stop < length && segmented(text[stop])) stop++;
        if (stop > at) find_bests(self, self->extra, text, (int32_t)at, (int32_t)stop, bests);
        else bests[at].end = (int32_t)(stop = at + (text[at] == '\r' && at + 1 < length && text[at + 1] == '\n' ? 2 : 1));
        while (out && at < stop) {
            Py_ssize_t end = word_end(bests, text, (int32_t)at, (int32_t)stop);
            if (add(out, pair(PyLong_FromSsize_t(at), PyLong_FromSsize_t(end)))) Py_CLEAR(out);
            at = end;
        }
    }
    PyMem_Free(text);
    PyMem_RawFree(bests);
    return out;
}

static void Segmenter_dealloc(Segmenter *self)
{
    Py_XDECREF((PyObject *)self->base);
    Py_XDECREF((PyObject *)self->extra);
    PyTypeObject *type = Py_TYPE(self);
    type->tp_free((PyObject *)self);
    Py_DECREF(type);
}

static PyObject *Segmenter_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    PyObject *base, *extra;
    if (kwargs && PyDict_Size(kwargs)) return PyErr_Format(PyExc_TypeError, "no keywords");
    if (!PyArg_ParseTuple(args, "O!O!", Trie_type, &base, Trie_type, &extra)) return NULL;
    if (!((Trie *)base)->total || ((Trie *)base)->total != ((Trie *)extra)->total) return PyErr_Format(PyExc_ValueError, "words of another dictionary");
    Segmenter *self = (Segmenter *)type->tp_alloc(type, 0);
    if (!self) return NULL;
    self->base = (Trie *)Py_NewRef(base);
    self->extra = (Trie *)Py_NewRef(extra);
    self->whole = log((double)self->base->total);
    return (PyObject *)self;
}

static PyMethodDef Segmenter_methods[] = {
    {"straddles", (PyCFunction)Segmenter_straddles, METH_VARARGS, straddles_doc},
    {"widened", (PyCFunction)Segmenter_widened, METH_VARARGS, widened_doc},
    {"cut", (PyCFunction)Segmenter_cut, METH_O, cut_doc},
    {NULL, NULL, 0, NULL},
};
static PyType_Slot Segmenter_slots[] = {
    {Py_tp_doc, "Segmenter(base, extra): cuts text by a dictionary and by extra words, whose frequencies go with it."},
    {Py_tp_new, Segmenter_new},
    {Py_tp_dealloc, Segmenter_dealloc},
    {Py_tp_methods, Segmenter_methods},
    {0, NULL},
};
static PyType_Spec Segmenter_spec = {"xhslint.text._words.Segmenter", sizeof(Segmenter), 0, Py_TPFLAGS_DEFAULT, Segmenter_slots};

/* ---------------------------------------------------------------------------------------------------------- module */

static int add_type(PyObject *module, const char *name, PyObject *type)
{
    if (type && !PyModule_AddObject(module, name, Py_NewRef(type))) return 0;
    Py_XDECREF(type);
    return -1;
}

static int fill_module(PyObject *module)
{
    learn_characters();
    if (!(Trie_type = (PyTypeObject *)PyType_FromSpec(&Trie_spec))) return -1;
    PyObject *type = PyType_FromSpec(&Segmenter_spec);
    int failed = add_type(module, "Trie", (PyObject *)Trie_type) || add_type(module, "Segmenter", type);
    Py_XDECREF(type);
    return failed ? -1 : 0;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, fill_module}, {0, NULL}};
static PyModuleDef module = {PyModuleDef_HEAD_INIT, "_words", "Words in text, in C.", 0, NULL, module_slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__words(void) { return PyModuleDef_Init(&module); }
