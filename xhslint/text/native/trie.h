/* A trie of words, read where it lies. */

#define HEADS 0x10000 /* characters that have a place of their own in the table of those that begin words */

/* A node is what some words begin with; 0 is the root. Its children are the nodes from children[node] to before
   children[node + 1], in the order of the characters that lead to them. */
typedef struct {
    PyObject_HEAD
    Py_buffer buffer;
    unsigned long long total;
    uint32_t nodes;
    const uint32_t *labels, *children, *counts;
    uint32_t *heads; /* by character, the child of the root, or 0 */
} Trie;

/* Return the child of a node by a character, or 0. */
static inline uint32_t child(const Trie *self, uint32_t node, Py_UCS4 character)
{
    if (!node && character < HEADS) return self->heads[character];
    uint32_t low = self->children[node], end = self->children[node + 1], high = end;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (self->labels[middle] < character) low = middle + 1;
        else high = middle;
    }
    return low < end && self->labels[low] == character ? low : 0;
}

/* Return the frequency of a word, 0 for anything else. */
static uint32_t counted(const Trie *self, const Py_UCS4 *word, int32_t length)
{
    uint32_t node = 0;
    for (int32_t at = 0; at < length; at++) if (!(node = child(self, node, word[at]))) return 0;
    return self->counts[node];
}

/* Tell whether the file can be used: whatever it holds, nothing outside of it may be read. */
static int sound(Trie *self)
{
    const char *data = self->buffer.buf;
    uint64_t head[TRIE_HEAD], length = (uint64_t)self->buffer.len;
    if (length < sizeof head || (uintptr_t)data % 4) return 0;
    memcpy(head, data, sizeof head); /* which may lie at any multiple of 4 */
    uint64_t nodes = head[2];
    if (head[0] != TRIE_MAGIC || head[1] > UINT32_MAX || !nodes || nodes > INT32_MAX || length != sizeof head + 4 * (3 * nodes + 1)) return 0;
    self->total = head[1];
    self->nodes = (uint32_t)nodes;
    self->labels = (const uint32_t *)(data + sizeof head);
    self->children = self->labels + nodes;
    self->counts = self->children + nodes + 1;
    /* Every node but the root is the child of one before it. */
    uint32_t before = 1, wrong = self->children[0] != 1 || self->children[nodes] != nodes || self->counts[0];
    for (uint32_t node = 0; node < self->nodes; node++) {
        uint32_t first = self->children[node];
        wrong |= (first < before) | (first <= node);
        before = first;
    }
    return !wrong && before <= nodes;
}

/* Return the children of the root by character; NULL if memory runs out. */
static uint32_t *heads_of(const Trie *self)
{
    uint32_t *heads = PyMem_RawCalloc(HEADS, 4);
    for (uint32_t node = 1; heads && node < self->children[1] && self->labels[node] < HEADS; node++) heads[self->labels[node]] = node;
    return heads;
}
