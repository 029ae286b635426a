/* What a scan finds, as numbers of its own. Objects are made of them when the scan is over: making one may collect garbage
   or let another thread run, and that may scan with the same scanner. */

typedef struct { uint32_t *items; size_t count, room; } Numbers;

/* Add some numbers; return -1 if memory runs out. */
static int add_numbers(Numbers *self, const uint32_t *items, size_t count)
{
    if (self->count + count > self->room) {
        size_t room = self->room * 2 + count + 64;
        if (grow((void **)&self->items, room * 4)) return -1;
        self->room = room;
    }
    memcpy(self->items + self->count, items, count * 4);
    self->count += count;
    return 0;
}
