/* Whether tables can be used. They come from a file: whatever it holds, nothing outside of them may be read. What is not
   checked here is checked where it is used. */

/* Tell whether all numbers of an array, or every so many from one on, are below a limit. */
static int below(const Scanner *self, int array, uint32_t from, uint32_t step, uint64_t limit)
{
    for (uint32_t at = from; at < self->size[array]; at += step) if (AT_(self, array, at) >= limit) return 0;
    return 1;
}

/* Tell whether the numbers of an array rise from one at the least to one at the most. */
static int rises(const Scanner *self, int array, uint32_t from, uint32_t to)
{
    for (uint32_t at = 0; at < self->size[array]; at++) {
        if (AT_(self, array, at) < from || AT_(self, array, at) > to) return 0;
        from = AT_(self, array, at);
    }
    return 1;
}

/* Tell whether so many rows of items of `unit` numbers are sound: their starts rise from 0 to the length of `flat`. */
static int rows(const Scanner *self, int starts, uint32_t count, int flat, uint32_t unit)
{
    uint32_t items = self->size[flat] / unit;
    if (self->size[starts] != count + 1 || AT_(self, starts, 0) || AT_(self, starts, count) != items) return 0;
    return items * unit == self->size[flat] && rises(self, starts, 0, items);
}

/* Tell whether what is known of characters is a place of another array, wherever it is one. */
static int sound_characters(const Scanner *self)
{
    const uint16_t *characters = (const uint16_t *)self->data[CHARS];
    const Character *kinds = (const Character *)self->data[CLASSES];
    uint32_t count = self->size[CLASSES] / CLASS_SIZE;
    uint32_t width = self->size[OPENINGS] ? AT_(self, OPENINGS, 0) : 0, height = width ? (self->size[OPENINGS] - 1) / width : 0;
    if (self->size[PAGES] != 0x110000 / 256 || !below(self, PAGES, 0, 1, self->size[CHARS] / 128)) return 0;
    for (uint32_t character = 0; character < 2 * self->size[CHARS]; character++) if (characters[character] >= count) return 0;
    for (uint32_t kind = 0; kind < count; kind++) {
        uint32_t opening = kinds[kind].opening;
        if (opening && ((opening & ROW) >= height || (opening >> COLUMN & COLUMNS) / BITS >= width)) return 0;
        if (kinds[kind].symbol >= self->symbols || (kinds[kind].unit && kinds[kind].unit >= self->size[UNIT_PLACES])) return 0;
    }
    return 1;
}

/* Tell whether the tables of sounds are sound: every number in them is a place of the array that it refers to. */
static int sound_tries(const Scanner *self)
{
    if (!self->size[WORDS]) return 1;
    uint32_t units = self->size[UNITS], sounds = self->size[SOUNDS], words = self->size[WORDS_AT] - 1;
    if (!units || !self->size[WORDS_AT] || self->size[UNIT_CHILDREN] != units + 1 || self->size[SOUND_CHILDREN] != sounds + 1) return 0;
    if (self->size[UNIT_PLACES] != AT_(self, UNIT_CHILDREN, 1)) return 0;
    if (!rises(self, UNIT_CHILDREN, 1, units) || !rises(self, SOUND_CHILDREN, 1, sounds) || !rows(self, WORDS_AT, words, WORDS, 1)) return 0;
    if (!rows(self, UNIT_READINGS_AT, units, UNIT_READINGS, 1) || !rows(self, SOUND_WORDS_AT, sounds, SOUND_WORDS, 1)) return 0;
    if (!below(self, SOUND_WORDS, 0, 1, words) || !below(self, WORDS, 0, 1, units) || !below(self, UNITS, 0, 1, 0x110000)) return 0;
    for (uint32_t word = 0; word < words; word++) {
        uint32_t size = AT_(self, WORDS_AT, word + 1) - AT_(self, WORDS_AT, word);
        if (!size || size > MOST_PIECES * LONGEST_READING) return 0;
    }
    for (uint32_t row = 0; row < self->size[UNIT_READINGS]; row++) {
        uint32_t reading = AT_(self, UNIT_READINGS, row), rest = reading >> KIND_BITS, kind = reading_kind(reading);
        if (kind == READ_ALIKE || kind == READ_PARTS || kind == READ_WHOLE_PARTS) { if (!rest || rest >= units) return 0; continue; }
        for (uint32_t place = 0; place < LONGEST_READING; place++) if (syllable_of(rest, place) >= self->size[SYLLABLES]) return 0;
    }
    return 1;
}

/* Tell whether the entries are sound: their steps, the slots of these, and the kinds that fill slots. */
static int sound_entries(const Scanner *self)
{
    uint32_t entries = self->size[NEEDS], slots = self->size[SLOTS_AT] - 1;
    if (!rows(self, ASKS_AT, self->kinds, ASKS, 1) || !below(self, ASKS, 0, 1, entries)) return 0;
    if (!rows(self, TESTS_AT, entries, TESTS, 1) || !below(self, TESTS, 0, 1, slots)) return 0;
    if (!rows(self, SLOTS_AT, slots, SLOTS, 2) || !rows(self, STEPS_AT, entries, STEPS, STEP_SIZE)) return 0;
    for (uint32_t row = 0; row < self->size[SLOTS]; row += 2) {
        uint32_t first = AT_(self, SLOTS, row), kinds = AT_(self, SLOTS, row + 1);
        if (first > (self->kinds - 1) / 32 || (!first && kinds & 1)) return 0; /* no slot is filled by the kind 0 */
        for (uint32_t kind = 0; kind < 32; kind++) if (kinds >> kind & 1 && first * 32 + kind >= self->kinds) return 0;
    }
    for (uint32_t step = 0; step < self->size[STEPS]; step += STEP_SIZE)
        if ((AT_(self, STEPS, step) & KIND) == WORD && AT_(self, STEPS, step + 1) >= slots) return 0;
    return 1;
}

/* Tell whether the tables of the classifier are sound. */
static int sound_weights(const Scanner *self)
{
    uint32_t keys = self->size[WEIGHTS] / 2, sets = self->size[CUES_AT] - 1, free = !keys;
    if (!rows(self, CUES_AT, sets, CUES, 1) || !below(self, CUES, 0, 1, ORDINARY + 1) || (keys & (keys - 1)) || self->size[WEIGHTS] != 2 * keys) return 0;
    for (uint32_t place = 0; place < keys; place++) free |= !AT_(self, WEIGHTS, 2 * place);
    return free && (!keys || (self->size[JUDGE] == 4 && self->size[WEIGHED] == 1 << (WEIGHED_BITS - 5)));
}

/* Tell whether the tables in the buffer can be used, and find their arrays. */
static int sound(Scanner *self)
{
    const uint32_t *head = self->buffer.buf;
    uint64_t words = (uint64_t)self->buffer.len / 4, at = 1 + ARRAYS;
    if (self->buffer.len % 4 || words < at || words > INT32_MAX || head[0] != MAGIC) return 0; /* so no size wraps around */
    for (int array = 0; array < ARRAYS; array++) {
        self->data[array] = head + at;
        self->size[array] = head[1 + array];
        at += head[1 + array];
        if (at > words) return 0;
    }
    if (at != words || self->size[ASKS_AT] < 2 || !self->size[SLOTS_AT] || !self->size[CUES_AT]) return 0;
    if (self->size[LONGEST] != 1 || AT_(self, LONGEST, 0) > INT32_MAX || self->size[UNIT_PAIRS] != PAIR_WORDS) return 0;
    uint32_t patterns = self->size[TERMS], cells = self->size[CELLS] / 2;
    self->kinds = self->size[ASKS_AT] - 1;
    self->symbols = self->size[ALPHABET];
    if (self->symbols < 128 || self->symbols > 0xffff || cells < self->symbols || self->size[FIRSTS] != 2 * FIRST_SIZE * self->symbols) return 0;
    uint64_t numbers = (uint64_t)patterns + 1, bases = (uint64_t)cells - self->symbols + 1;
    if (!below(self, FIRSTS, 0, FIRST_SIZE, numbers) || !below(self, FIRSTS, 1, FIRST_SIZE, bases)) return 0;
    if (self->size[CELLS] % 2 || !below(self, CELLS, 0, 2, numbers << 16) || !below(self, CELLS, 1, 2, bases)) return 0;
    for (uint32_t pattern = 0; pattern < patterns; pattern++)
        if (kind_of(AT_(self, TERMS, pattern)) >= self->kinds || cues_of(AT_(self, TERMS, pattern)) + 1 >= self->size[CUES_AT]) return 0;
    return sound_characters(self) && sound_entries(self) && sound_weights(self) && sound_tries(self);
}
