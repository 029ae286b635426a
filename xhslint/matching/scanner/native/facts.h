/* Facts about a draft (xhslint/matching/facts.py); a fact may be set where it does not hold, never the other way round. */

/* Tell whether the symbols [start, end) spell a word of a list of Latin words. */
static int listed(const Scanner *self, int array, int32_t start, int32_t end)
{
    char name[4 * TEXT_SIZE] = {0};
    uint32_t words[TEXT_SIZE];
    if (end - start > 4 * TEXT_SIZE) return 0;
    for (int32_t at = 0; at < 4 * TEXT_SIZE && at < end - start; at++) name[at] = (char)self->text[start + at].symbol;
    memcpy(words, name, sizeof words);
    for (uint32_t at = 0; at + TEXT_SIZE <= self->size[array]; at += TEXT_SIZE)
        if (!memcmp(words, &AT_(self, array, at), sizeof words)) return 1;
    return 0;
}

/* Tell whether a Latin word begins at `start`. */
static inline int spells(const Scanner *self, int32_t start, const char *word)
{
    for (; *word; word++, start++) if (self->text[start].symbol != (uint32_t)*word) return 0; /* the view ends with a 0 */
    return 1;
}

/* Tell whether Latin stands at most `most` places left of `at`, with nothing but blanks and characters of the flags
   `between` in between, which are counted in `marks`. */
static int latin_before(const Scanner *self, int32_t at, uint32_t between, int32_t most, int *marks)
{
    int32_t place = at - 1;
    for (*marks = 0; place >= 0 && at - place <= most; place--) {
        if (self->text[place].flags & between) (*marks)++;
        else if (self->text[place].symbol != ' ') break;
    }
    return place >= 0 && at - place <= most && of_name(self->text[place].symbol);
}

/* Tell whether only com and cn end a host there: a comma stands before it, or a full stop beside a blank (links.is_spaced). */
static int is_doubtful(const Scanner *self, int32_t at)
{
    int32_t dot = at - 1;
    while (dot > 0 && self->text[dot].symbol == ' ') dot--;
    if (dot < 1 || self->text[dot].symbol == ',') return 1;
    return self->text[dot].symbol == '.' && (dot < at - 1 || self->text[dot - 1].symbol == ' ');
}

/* Tell whether the scheme of a link begins at a place: links.SCHEMED. */
static int is_scheme(const Scanner *self, int32_t at)
{
    int32_t end = at + (spells(self, at, "ftp") ? 3 : spells(self, at, "http") || spells(self, at, "hxxp") ? 4 : 0);
    if (end == at) return 0;
    end += self->text[end].symbol == 's';
    end += self->text[end].symbol == ' ';
    return (self->text[end].flags & COLON) != 0;
}

/* Return the facts that follow from a run of Latin letters and digits. `scheme` is set if it is the scheme of a link,
   `parted` if it may be the label behind a dot. */
static uint32_t facts_of_run(const Scanner *self, int32_t start, int32_t end, int *scheme, int *parted)
{
    uint32_t facts = 0;
    int marks;
    int32_t size = end - start, label = end;
    while (label < start + 4 * TEXT_SIZE + 2 && label < self->length && of_name(self->text[label].symbol)) label++;
    if (size >= 9) facts |= TOKEN;
    if (size >= 8 && size <= 14) {
        int32_t mark = start - 1 - (start > 0 && self->text[start - 1].symbol == ' ');
        if (mark >= 0 && self->text[mark].flags & LURE) facts |= CODE;
        if (size >= 10 && size <= 12 && start > 0 && self->text[start - 1].flags & self->text[end].flags & ENCLOSES) facts |= CODE;
    }
    for (int32_t at = start; at < end && !*scheme; at++) *scheme = (at == start || decimal(self->text[at - 1].symbol)) && is_scheme(self, at);
    if (size == 4 && spells(self, start, "wxid_")) facts |= SYSTEM;
    if (size == 2 && spells(self, start, "gh_")) facts |= SYSTEM;
    if (size == 3 && spells(self, start, "dot")) facts |= LINK;
    if (latin_before(self, start, DOT, 8, &marks) && marks) {
        *parted = 1;
        int ends_host = is_doubtful(self, start) ? spells(self, start, "com") || spells(self, start, "cn") : listed(self, ENDINGS, start, label);
        if (ends_host) facts |= LINK;
    }
    if (latin_before(self, start, AT | DOT, 5, &marks) && marks && listed(self, PROVIDERS, start, end)) facts |= MAIL;
    if (size == 2 && spells(self, start, "at")) {
        int32_t host = end, past;
        while (host < end + 3 && host < self->length && (self->text[host].symbol == ' ' || self->text[host].flags & (AT | DOT))) host++;
        for (past = host; alphanumeric(self->text[past].symbol); past++) {}
        if (listed(self, PROVIDERS, host, past) || self->text[host].flags & SPOKEN) facts |= MAIL;
    }
    return facts;
}

/* Return the facts about the draft. */
static uint32_t find_facts(const Scanner *self)
{
    const Character *text = self->text;
    uint32_t facts = self->seen & UNSEEN ? HIDDEN : 0;
    int scheme = 0, parted = 0, singles = 0, marks, counted = 0, distinct = 0;
    int32_t single = -9, named = -9, digit = -99, digits = 0, loose = 0, length = self->length;
    for (int32_t index = 0; index < self->pointed; index++) {
        int32_t at = self->points[index], rank = self->rank[at];
        uint32_t symbol = text[at].symbol, flags = text[at].flags;
        if (alphanumeric(symbol) || flags & DOT) { /* letters that stand apart: w w w . */
            singles = at - single >= 2 && at - single <= 3 && text[at - 1].symbol == ' ' && text[single + 1].symbol == ' ' ? singles + 1 : 1;
            single = at;
            if (singles > 6) facts |= LINK;
        }
        if (alphanumeric(symbol) && !(at && alphanumeric(text[at - 1].symbol))) {
            int32_t end = at + 1;
            while (alphanumeric(text[end].symbol)) end++;
            facts |= facts_of_run(self, at, end, &scheme, &parted);
        }
        if (symbol == '/' && at) {
            if (text[at - 1].symbol == '/') facts |= LINK;
            if (text[at - 1].symbol == ':') facts |= CODE;
        }
        if (flags & AT && latin_before(self, at, AT | DOT, 4, &marks)) {
            int32_t beyond = at + 1;
            while (beyond < length && beyond < at + 4 && (text[beyond].symbol == ' ' || text[beyond].flags & (AT | DOT))) beyond++;
            if (text[beyond].flags & SPOKEN || (symbol != '#' && alphanumeric(text[beyond].symbol))) facts |= MAIL;
        }
        if (flags & DIGIT || latin(symbol) || symbol == '_' || symbol == '-') { /* what accounts are made of */
            if (rank > (named < 0 ? 0 : self->rank[named] + ((text[named].flags & SOLID) != 0))) counted = distinct = 0; /* another solid character stands between */
            named = at;
            counted++;
            distinct |= flags & DIGIT || symbol == '_';
            if (distinct && counted > 5) facts |= ACCOUNT;
            if (at + 1 < length && text[at + 1 + (text[at + 1].symbol == ' ')].flags & BRACKET) facts |= LABEL;
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
