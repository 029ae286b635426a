/* Facts about a draft (xhslint/matching/facts.py); a fact may be set where it does not hold, never the other way round. */

/* Tell whether the symbols [start, end) spell a word of a list of Latin words. */

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

/* Tell whether a Latin word begins at `start`. */
static inline int spells(const Scanner *self, int32_t start, const char *word)
{
    for (; *word; word++, start++) if (self->symbol[start] != (uint32_t)*word) return 0; /* the view ends with a 0 */
    return 1;
}

/* Tell whether Latin stands at most `most` places left of `at`, with nothing but blanks and characters of the flags
   `between` in between, which are counted in `marks`. */
static int latin_before(const Scanner *self, int32_t at, uint32_t between, int32_t most, int *marks)
{
    int32_t place = at - 1;
    for (*marks = 0; place >= 0 && at - place <= most; place--) {
        if (self->flags[place] & between) (*marks)++;
        else if (self->symbol[place] != ' ') break;
    }
    return place >= 0 && at - place <= most && (alphanumeric(self->symbol[place]) || self->symbol[place] == '_' || self->symbol[place] == '-');
}

/* Return the facts that follow from a run of Latin letters and digits. `scheme` is set if it is the scheme of a link,
   `parted` if it may be the label behind a dot. */
static uint32_t facts_of_run(const Scanner *self, int32_t start, int32_t end, int *scheme, int *parted)
{
    uint32_t facts = 0;
    int marks;
    int32_t size = end - start, label = end;
    while (label < start + 4 * TEXT_SIZE + 2 && label < self->length && (alphanumeric(self->symbol[label]) || self->symbol[label] == '_' || self->symbol[label] == '-')) label++;
    if (size >= 9) facts |= TOKEN;
    if (size >= 8 && size <= 14) {
        int32_t mark = start - 1 - (start > 0 && self->symbol[start - 1] == ' ');
        if (mark >= 0 && self->flags[mark] & LURE) facts |= CODE;
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

/* Return the facts about the draft. */
static uint32_t find_facts(const Scanner *self)
{
    const uint32_t *symbols = self->symbol, *all_flags = self->flags;
    uint32_t facts = self->unseen ? HIDDEN : 0;
    int scheme = 0, parted = 0, singles = 0, marks, counted = 0, distinct = 0;
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
            facts |= facts_of_run(self, at, end, &scheme, &parted);
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
            if (rank > (named < 0 ? 0 : self->rank[named] + ((all_flags[named] & SOLID) != 0))) counted = distinct = 0; /* another solid character stands between */
            named = at;
            counted++;
            distinct |= flags & DIGIT || symbol == '_';
            if (distinct && counted > 5) facts |= ACCOUNT;
            if (at + 1 < length && all_flags[at + 1 + (symbols[at + 1] == ' ')] & BRACKET) facts |= LABEL;
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
