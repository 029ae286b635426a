/* Tests whether the phrases of an entry may stand in a draft. */

/* Tell whether a character is solid, and no part of an emoji code. */
static inline int solid(const Scanner *self, int32_t at) { return self->rank[at + 1] > self->rank[at]; }

/* Tell whether at least so many characters of an account stand from `at` on, through decoration; `numbered`: not letters
   alone. Characters of emoji codes are counted too, which errs on the safe side. */
static int names(const Scanner *self, int32_t at, uint32_t least, int numbered)
{
    uint32_t count = 0;
    for (; at < self->length; at++) {
        uint32_t symbol = self->text[at].symbol;
        if (latin(symbol) || symbol == '-') count++;
        else if (symbol == '_' || self->text[at].flags & DIGIT) { count++; numbered = 0; }
        else if (solid(self, at)) return 0;
        if (count >= least && !numbered) return 1;
        if (count > LONGEST_PHRASE) return 0; /* no account is as long */
    }
    return 0;
}

/* Tell whether an account begins at `at`: accounts.TOKEN. */
static int begins_token(const Scanner *self, int32_t at)
{
    const Character *here = self->text + at;
    if (!latin(here->symbol) || (at && (alphanumeric(here[-1].symbol) || among(here[-1].symbol, "_@#./-")))) return 0;
    for (int next = 1; next < 4; next++) if (!of_name(here[next].symbol)) return 0;
    return 1; /* the view ends with a 0 */
}

/* Tell whether something that looks like an account follows: introduced.after. As many solid characters as the step
   says may stand before it, and the words of introduced.LEAD. */
static int introduces(const Scanner *self, int32_t end, const uint32_t *step, uint32_t facts)
{
    uint32_t least = step[1] >> 8 & facts ? 1 : step[1] & 0xff;
    int32_t others = (int32_t)step[2];
    for (int32_t at = end; at < self->length && at - end <= (int32_t)step[3]; at++) {
        uint32_t symbol = self->text[at].symbol;
        if ((alphanumeric(symbol) || symbol == '_' || self->text[at].flags & DIGIT) && (!(step[0] & AFTER_AT) || (at && self->text[at - 1].symbol == '@')) &&
            (!(step[0] & TOKENS) || begins_token(self, at)) && names(self, at, least, step[0] & TOKENS)) return 1;
        if (solid(self, at) && (step[0] & TOKENS || !(self->text[at].flags & LEAD)) && --others < 0) return 0;
    }
    return 0;
}

/* Tell whether a numeral is a price: registry.PRICE. */
static int priced(const Scanner *self, int32_t start, int32_t end)
{
    int32_t before = start - 1 - (start > 0 && self->text[start - 1].symbol == ' '), after = end + (self->text[end].symbol == ' ');
    return (before >= 0 && self->text[before].flags & LURE) || (after < self->length && self->text[after].flags & COIN);
}

/* Find the numerals of the draft, unless they are known. */
static void find_numerals(Scanner *self)
{
    const Character *text = self->text;
    if (self->numeral_count >= 0) return;
    self->numeral_count = 0;
    for (int32_t index = 0; index < self->pointed; index++) {
        int32_t start = self->points[index], end = start + 1;
        if (!(text[start].flags & NUMBER) || (start && text[start - 1].flags & NUMBER)) continue;
        while (text[end].flags & NUMBER || (text[end].symbol == '.' && text[end + 1].flags & NUMBER)) end++;
        self->numerals[self->numeral_count++] = (Numeral){start, end, priced(self, start, end)};
    }
}

/* Add a place from which a phrase goes on; return 0 where there is no room. */
static int add_end(End *ends, int *count, int32_t from, int32_t end, int firm)
{
    if (*count && ends[*count - 1].from == from && ends[*count - 1].end == end) { ends[*count - 1].strong |= firm; return 1; }
    if (*count == MOST_ENDS) return 0;
    ends[(*count)++] = (End){from, end, firm};
    return 1;
}

/* Tell whether a clause may end with a word at `end`, perhaps with the plural of its 我. */
static int may_end(const Scanner *self, int32_t end)
{
    return !(self->text[end].flags & SOLID) || self->text[end].symbol == PLURAL;
}

/* Tell whether a hit may be the next word of a phrase that goes on from one of `ends`. */
static int follows(const Scanner *self, const Hit *hit, const uint32_t *step, const End *ends, int count)
{
    uint32_t how = step[0];
    if (!(how & LOOSE) && (!hit->alone || hit->drawn > strong(hit->term))) return 0;
    if (how & BEGINS && hit->start && self->text[hit->start - 1].flags & SOLID) return 0;
    if (how & ENDS && !may_end(self, hit->end)) return 0;
    if (how & FIRST) return 1;
    for (int at = 0; at < count; at++) {
        int32_t end = ends[at].end;
        int is_near = (ends[at].from <= hit->start) & (hit->start - end <= (int32_t)step[3]) & (self->rank[hit->start] - self->rank[end] <= (int32_t)step[2]);
        if (!is_near) continue;
        if (!(how & DIRECT) || bridged(self, &ends[at], hit, how, (int32_t)step[2])) return 1;
    }
    return 0;
}

/* Return the kinds with a hit that fill a slot, as bits, of a row of SLOTS, which says of which 32 kinds, and which of them. */
static inline uint32_t filling(const Scanner *self, uint32_t row) { return AT_(self, SLOTS, row + 1) & self->present[AT_(self, SLOTS, row)]; }

/* Tell whether a slot can be filled. */
static inline int is_filled(const Scanner *self, uint32_t slot)
{
    for (uint32_t row = 2 * AT_(self, SLOTS_AT, slot); row < 2 * AT_(self, SLOTS_AT, slot + 1); row += 2) if (filling(self, row)) return 1;
    return 0;
}

/* Tell whether the steps of an entry can be followed somewhere in the draft. */
static int passes(Scanner *self, uint32_t entry, uint32_t facts)
{
    End old[MOST_ENDS], new[MOST_ENDS];
    int count = 0, steps = 0;
    for (uint32_t at = AT_(self, TESTS_AT, entry); at < AT_(self, TESTS_AT, entry + 1); at++) if (!is_filled(self, AT_(self, TESTS, at))) return 0;
    for (uint32_t at = AT_(self, STEPS_AT, entry); at < AT_(self, STEPS_AT, entry + 1); at++) {
        const uint32_t *step = &AT_(self, STEPS, at * STEP_SIZE);
        int found = 0;
        switch (step[0] & KIND) {
        case WORD:
            if (step[0] & OPTIONAL) {
                memcpy(new, old, sizeof(End) * (size_t)count);
                found = count;
            }
            for (uint32_t row = 2 * AT_(self, SLOTS_AT, step[1]); row < 2 * AT_(self, SLOTS_AT, step[1] + 1); row += 2)
                for (uint32_t kinds = filling(self, row); kinds; kinds &= kinds - 1)
                    for (int32_t at_hit = self->last_hits[AT_(self, SLOTS, row) * 32 + lowest(kinds)]; at_hit >= 0; at_hit = self->hits[at_hit].next) {
                        const Hit *hit = &self->hits[at_hit];
                        if (++steps > MOST_STEPS) return 1;
                        if (follows(self, hit, step, old, count) && !add_end(new, &found, hit->end, hit->end, (int)strong(hit->term))) return 1;
                    }
            break;
        case NUMERAL:
            find_numerals(self);
            for (int32_t index = 0; index < self->numeral_count; index++) {
                int32_t start = self->numerals[index].start, end = self->numerals[index].end;
                if (++steps > MOST_STEPS) return 1;
                if (step[0] & PRICED && !self->numerals[index].is_price) continue;
                int good = step[0] & FIRST;
                for (int other = 0; other < count && !good; other++)
                    good = old[other].from < end && start - old[other].end <= (int32_t)step[3] &&
                           self->rank[start] - self->rank[old[other].end] <= (int32_t)step[2];
                if (good && !add_end(new, &found, start + 1, end, 1)) return 1; /* the next word may be a numeral itself: 40一单 */
            }
            break;
        case NAME:
            for (int index = 0; index < count && !found; index++)
                if (introduces(self, old[index].end, step, facts)) add_end(new, &found, old[index].from, old[index].end, 1);
            break;
        case SIGN:
            for (int index = 0; index < count; index++) {
                int32_t end = old[index].end;
                if (step[0] & ENDS) { if (may_end(self, end)) new[found++] = old[index]; continue; }
                for (int32_t sign = end; sign < self->length && sign - end <= (int32_t)step[3]; sign++) {
                    if (self->rank[sign] - self->rank[end] > (int32_t)step[2]) break;
                    if (self->text[sign].flags & step[1] && !add_end(new, &found, sign + 1, sign + 1, 1)) return 1;
                }
            }
            break;
        }
        if (!found) return 0;
        memcpy(old, new, sizeof(End) * (size_t)found);
        count = found;
    }
    return 1;
}
