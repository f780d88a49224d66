/*
 * patterns.c - Lua's patterns (Lua 5.4 reference manual, §6.4.1), searched by a matcher of our own.
 *
 * A pattern may take a time that grows with any power of the length of a text, and the stock matcher cannot be stopped. This
 * one counts its steps, which are charged to the grid point as instructions are. A pattern is first taken apart into items;
 * one that is malformed is refused then, even where the stock matcher would not have come to the malformed part.
 */
#include "patterns.h"

#include <ctype.h>
#include <lauxlib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "sandbox.h"

#define CAPTURES 32       /* of a pattern, as in the stock library */
#define FEW 24            /* items that need no memory of their own */
#define STEPS_AT_ONCE 65536 /* between two charges, which also look whether to stop */

enum item_kind {
	ITEM_LITERAL,  /* one character; the first four may be repeated */
	ITEM_ANY,      /* . */
	ITEM_CLASS,    /* %a */
	ITEM_SET,      /* [set] */
	ITEM_OPEN,     /* ( */
	ITEM_CLOSE,    /* ) */
	ITEM_POSITION, /* () */
	ITEM_BACK,     /* %1 */
	ITEM_BALANCE,  /* %bxy */
	ITEM_FRONTIER, /* %f[set] */
	ITEM_LAST,     /* $ at the end */
	ITEM_END
};

struct item {
	unsigned char kind;
	char repeat;              /* * + - ? or 0 */
	unsigned char a, b;       /* character, class, number of a capture; the two of a balance */
	uint64_t set[4];          /* a bit for each character */
};

struct capture {
	const char *start;
	ptrdiff_t length; /* -1: a position */
};

/* A place to which a failed match goes back. */
struct choice {
	const struct item *item;
	const char *least, *now; /* where the item's repetition ends at least, and at the time */
};

struct matcher {
	lua_State *L;
	const char *text, *end;
	const struct item *items;
	struct choice *choices; /* room for one for each repeated item */
	int captures;
	int steps;              /* not yet charged */
	struct capture capture[CAPTURES];
};

/* --- a pattern taken apart ----------------------------------------------------------------------- */

struct reader {
	lua_State *L;
	const char *p, *end; /* what is left of the pattern */
	int captures, open[CAPTURES], depth; /* numbers of the captures that are open, the innermost last */
	bool closed[CAPTURES];
};

static bool class_has(unsigned char letter, unsigned char c)
{
	bool has;
	switch (tolower(letter)) {
	case 'a': has = isalpha(c); break;
	case 'c': has = iscntrl(c); break;
	case 'd': has = isdigit(c); break;
	case 'g': has = isgraph(c); break;
	case 'l': has = islower(c); break;
	case 'p': has = ispunct(c); break;
	case 's': has = isspace(c); break;
	case 'u': has = isupper(c); break;
	case 'w': has = isalnum(c); break;
	case 'x': has = isxdigit(c); break;
	case 'z': has = c == 0; break;
	default: return letter == c;
	}
	return isupper(letter) ? !has : has;
}

static void set_add(uint64_t *set, unsigned first, unsigned last)
{
	for (unsigned c = first; c <= last; c++)
		set[c / 64] |= (uint64_t)1 << c % 64;
}

static void set_add_class(uint64_t *set, unsigned char letter)
{
	for (unsigned c = 0; c < 256; c++)
		if (class_has(letter, (unsigned char)c))
			set_add(set, c, c);
}

/* The next character of the pattern, which must be there. */
static unsigned char next(struct reader *r, const char *problem)
{
	if (r->p == r->end)
		luaL_error(r->L, "malformed pattern (%s)", problem);
	return (unsigned char)*r->p++;
}

/* Where the set ends whose first character, behind [ or [^, is next: at its ]. One that comes first stands for itself. */
static const char *set_end(const struct reader *r)
{
	const char *p = r->p;
	do {
		if (p < r->end && *p++ == '%' && p < r->end)
			p++;
		if (p == r->end)
			luaL_error(r->L, "malformed pattern (missing ']')");
	} while (*p != ']');
	return p;
}

/* Reads a set behind its [. */
static void read_set(struct reader *r, struct item *item)
{
	memset(item->set, 0, sizeof item->set);
	const bool complement = r->p < r->end && *r->p == '^';
	r->p += complement;
	const unsigned char *c = (const unsigned char *)r->p;
	r->p = set_end(r);
	const unsigned char *const end = (const unsigned char *)r->p++;
	for (; c < end; c++) {
		if (*c == '%') {
			set_add_class(item->set, *++c);
		} else if (c[1] == '-' && c + 2 < end) {
			if (c[0] <= c[2])
				set_add(item->set, c[0], c[2]);
			c += 2;
		} else {
			set_add(item->set, *c, *c);
		}
	}
	for (int i = 0; complement && i < 4; i++)
		item->set[i] = ~item->set[i];
}

static void read_open(struct reader *r, struct item *item)
{
	if (r->captures == CAPTURES)
		luaL_error(r->L, "too many captures");
	item->a = (unsigned char)r->captures++;
	if (r->p < r->end && *r->p == ')') {
		r->p++;
		r->closed[item->a] = true;
		item->kind = ITEM_POSITION;
	} else {
		r->open[r->depth++] = item->a;
		item->kind = ITEM_OPEN;
	}
}

static void read_close(struct reader *r, struct item *item)
{
	if (r->depth == 0)
		luaL_error(r->L, "invalid pattern capture");
	item->a = (unsigned char)r->open[--r->depth];
	r->closed[item->a] = true;
	item->kind = ITEM_CLOSE;
}

static void read_back(struct reader *r, struct item *item, unsigned char digit)
{
	const int which = digit - '1';
	if (which < 0 || which >= r->captures || !r->closed[which])
		luaL_error(r->L, "invalid capture index %%%d", which + 1);
	item->kind = ITEM_BACK;
	item->a = (unsigned char)which;
}

/* Reads what stands behind a %: whether it may be repeated. */
static bool read_escape(struct reader *r, struct item *item)
{
	const unsigned char c = next(r, "ends with '%'");
	if (c == 'b') {
		item->kind = ITEM_BALANCE;
		item->a = next(r, "missing arguments to '%b'");
		item->b = next(r, "missing arguments to '%b'");
	} else if (c == 'f') {
		if (r->p == r->end || *r->p++ != '[')
			luaL_error(r->L, "missing '[' after '%%f' in pattern");
		item->kind = ITEM_FRONTIER;
		read_set(r, item);
	} else if (isdigit(c)) {
		read_back(r, item, c);
	} else {
		item->kind = isalpha(c) ? ITEM_CLASS : ITEM_LITERAL;
		item->a = c;
		return true;
	}
	return false;
}

static void read_item(struct reader *r, struct item *item)
{
	const unsigned char c = (unsigned char)*r->p++;
	bool single = true;
	item->repeat = 0;
	item->kind = c == '.' ? ITEM_ANY : c == '[' ? ITEM_SET : ITEM_LITERAL;
	item->a = c;
	if (c == '[') {
		read_set(r, item);
	} else if (c == '%') {
		single = read_escape(r, item);
	} else if (c == '(') {
		read_open(r, item);
		single = false;
	} else if (c == ')') {
		read_close(r, item);
		single = false;
	} else if (c == '$' && r->p == r->end) {
		item->kind = ITEM_LAST;
		single = false;
	}
	if (single && r->p < r->end && memchr("*+-?", *r->p, 4) != NULL)
		item->repeat = *r->p++;
}

/* Memory for the items of a pattern of that length, and as many choices: the few given, or of a userdata pushed. */
static struct item *room_for(lua_State *L, size_t length, struct item *few, struct choice *few_choices,
                             struct choice **choices)
{
	*choices = few_choices;
	if (length < FEW)
		return few;
	struct item *items = lua_newuserdatauv(L, (length + 1) * (sizeof *items + sizeof **choices), 0);
	*choices = (struct choice *)(void *)(items + length + 1);
	return items;
}

/* Takes a pattern apart, without an anchor; the items have room for all. Returns the number of captures. */
static int read_pattern(lua_State *L, const char *pattern, size_t length, struct item *items)
{
	struct reader r = {.L = L, .p = pattern, .end = pattern + length};
	sandbox_charge(L, 1 + length);
	while (r.p < r.end)
		read_item(&r, items++);
	if (r.depth > 0)
		luaL_error(L, "unfinished capture");
	items->kind = ITEM_END;
	return r.captures;
}

/* --- the search ---------------------------------------------------------------------------------- */

static void count(struct matcher *m, ptrdiff_t steps)
{
	if (steps >= STEPS_AT_ONCE - m->steps) {
		sandbox_charge(m->L, (uint64_t)(m->steps + steps));
		m->steps = 0;
	} else {
		m->steps += (int)steps;
	}
}

static bool set_has(const struct item *item, unsigned char c) { return item->set[c / 64] >> c % 64 & 1; }

static bool fits(const struct matcher *m, const struct item *item, const char *s)
{
	if (s >= m->end)
		return false;
	const unsigned char c = (unsigned char)*s;
	switch (item->kind) {
	case ITEM_LITERAL: return c == item->a;
	case ITEM_ANY: return true;
	case ITEM_CLASS: return class_has(item->a, c);
	default: return set_has(item, c);
	}
}

/* Past the text from a to b in balance that begins at s, or NULL. */
static const char *balanced(struct matcher *m, const struct item *item, const char *s)
{
	const char *const begin = s;
	int64_t depth = 0;
	for (; s < m->end; s++) {
		const unsigned char c = (unsigned char)*s;
		if (s > begin && c == item->b)
			depth--;
		else if (c == item->a)
			depth++;
		if (depth == 0)
			break;
	}
	count(m, s - begin);
	return s < m->end && s > begin ? s + 1 : NULL;
}

static const char *repeated(struct matcher *m, const struct item *item, const char *s)
{
	const struct capture *c = &m->capture[item->a];
	const ptrdiff_t length = c->length;
	count(m, length < 0 ? 0 : length / 16);
	return length >= 0 && m->end - s >= length && memcmp(s, c->start, (size_t)length) == 0 ? s + length : NULL;
}

static bool at_frontier(const struct matcher *m, const struct item *item, const char *s)
{
	const unsigned char before = s > m->text ? (unsigned char)s[-1] : 0, here = s < m->end ? (unsigned char)*s : 0;
	return !set_has(item, before) && set_has(item, here);
}

/* Goes through an item that is not repeated, from s: where it ends, or NULL. */
static const char *pass(struct matcher *m, const struct item *item, const char *s)
{
	struct capture *capture = &m->capture[item->a % CAPTURES];
	switch (item->kind) {
	case ITEM_OPEN: capture->start = s; return s;
	case ITEM_CLOSE: capture->length = s - capture->start; return s;
	case ITEM_POSITION: *capture = (struct capture){s, -1}; return s;
	case ITEM_BACK: return repeated(m, item, s);
	case ITEM_BALANCE: return balanced(m, item, s);
	case ITEM_FRONTIER: return at_frontier(m, item, s) ? s : NULL;
	case ITEM_LAST: return s == m->end ? s : NULL;
	default: return fits(m, item, s) ? s + 1 : NULL;
	}
}

/* Begins an item that is repeated: as often as possible, or with - as seldom. Where it ends for now, or NULL. */
static const char *begin(struct matcher *m, const struct item *item, const char *s, struct choice *choice)
{
	const char *now = s;
	const ptrdiff_t most = item->repeat == '-' ? 0 : item->repeat == '?' ? 1 : m->end - s;
	while (now - s < most && fits(m, item, now))
		now++;
	count(m, now - s);
	*choice = (struct choice){item, item->repeat == '+' ? s + 1 : s, now};
	return now >= choice->least ? now : NULL;
}

/* The next possibility of an item that is repeated, or NULL. */
static const char *go_on(const struct matcher *m, struct choice *choice)
{
	if (choice->item->repeat == '-')
		return fits(m, choice->item, choice->now) ? ++choice->now : NULL;
	return choice->now > choice->least ? --choice->now : NULL;
}

/* Where a match that begins at s ends, or NULL. */
static const char *match_at(struct matcher *m, const char *s)
{
	const struct item *item = m->items;
	struct choice *top = m->choices; /* the next free one */
	while (item->kind != ITEM_END) {
		count(m, 1);
		s = item->repeat != 0 ? begin(m, item, s, top) : pass(m, item, s);
		if (s != NULL && item->repeat != 0)
			top++;
		while (s == NULL && top > m->choices) {
			count(m, 1);
			s = go_on(m, top - 1);
			if (s == NULL)
				top--;
			else
				item = top[-1].item;
		}
		if (s == NULL)
			return NULL;
		item++;
	}
	return s;
}

/* --- captures ------------------------------------------------------------------------------------ */

/* Pushes a capture of a match from s to e; the first of none is the whole. */
static void push_capture(const struct matcher *m, int which, const char *s, const char *e)
{
	if (which >= m->captures) {
		if (which > 0)
			luaL_error(m->L, "invalid capture index %%%d", which + 1);
		lua_pushlstring(m->L, s, (size_t)(e - s));
		return;
	}
	const struct capture *c = &m->capture[which];
	if (c->length < 0)
		lua_pushinteger(m->L, c->start - m->text + 1);
	else
		lua_pushlstring(m->L, c->start, (size_t)c->length);
}

/* Pushes all captures; if there are none, the whole match, or nothing if it is not wanted. */
static int push_captures(const struct matcher *m, const char *s, const char *e, bool whole)
{
	const int pushed = m->captures == 0 && whole ? 1 : m->captures;
	luaL_checkstack(m->L, pushed, "too many captures");
	for (int i = 0; i < pushed; i++)
		push_capture(m, i, s, e);
	return pushed;
}

/* --- the functions ------------------------------------------------------------------------------- */

/* Where argument `arg`, a position from 1 or from the end if negative, lies behind the start. */
static size_t initial(lua_State *L, int arg, size_t length)
{
	const lua_Integer position = luaL_optinteger(L, arg, 1);
	if (position > 0)
		return (size_t)position - 1;
	return position == 0 || position < -(lua_Integer)length ? 0 : length - (size_t)-position;
}

static int push_found(lua_State *L, const char *text, const char *from, const char *to)
{
	lua_pushinteger(L, from - text + 1);
	lua_pushinteger(L, to - text);
	return 2;
}

/* The text as it is, without patterns. */
static int find_plain(lua_State *L, const char *text, size_t length, size_t from, const char *wanted, size_t size)
{
	const char *found = memmem(text + from, length - from, wanted, size);
	sandbox_charge(L, (size + (found != NULL ? (size_t)(found - text) : length) - from) / 4);
	if (found != NULL)
		return push_found(L, text, found, found + size);
	luaL_pushfail(L);
	return 1;
}

/* Sets up a matcher of a pattern without its anchor. */
static void prepare(struct matcher *m, lua_State *L, const char *text, size_t length, const char *pattern, size_t size,
                    struct item *few, struct choice *few_choices)
{
	struct item *items = room_for(L, size, few, few_choices, &m->choices);
	m->L = L;
	m->text = text;
	m->end = text + length;
	m->items = items;
	m->steps = 0;
	m->captures = read_pattern(L, pattern, size, items);
}

static bool anchored(const char **pattern, size_t *size)
{
	const bool is = *size > 0 && **pattern == '^';
	*pattern += is;
	*size -= is;
	return is;
}

static int search(lua_State *L, bool find)
{
	size_t length, size;
	const char *text = luaL_checklstring(L, 1, &length), *pattern = luaL_checklstring(L, 2, &size);
	const size_t from = initial(L, 3, length);
	struct item few[FEW];
	struct choice few_choices[FEW];
	struct matcher m;
	if (from > length) {
		luaL_pushfail(L);
		return 1;
	}
	if (find && (lua_toboolean(L, 4) || strcspn(pattern, "^$*+?.([%-") == size))
		return find_plain(L, text, length, from, pattern, size);
	const bool anchor = anchored(&pattern, &size);
	prepare(&m, L, text, length, pattern, size, few, few_choices);
	for (const char *s = text + from; s <= m.end; s++) {
		const char *e = match_at(&m, s);
		if (e != NULL) {
			sandbox_charge(L, (uint64_t)m.steps);
			const int pushed = find ? push_found(L, text, s, e) : 0;
			return pushed + push_captures(&m, s, e, !find);
		}
		if (anchor)
			break;
	}
	sandbox_charge(L, (uint64_t)m.steps);
	luaL_pushfail(L);
	return 1;
}

static int find(lua_State *L) { return search(L, true); }
static int match(lua_State *L) { return search(L, false); }

/* What an iterator of gmatch keeps, followed by its items and choices; text and pattern are values beside it. */
struct iterator {
	struct matcher matcher;
	const char *from, *last; /* where to go on, and where the last match ended */
};

static int gmatch_next(lua_State *L)
{
	struct iterator *i = lua_touserdata(L, lua_upvalueindex(1));
	struct matcher *m = &i->matcher;
	m->L = L;
	for (const char *s = i->from; s <= m->end; s++) {
		const char *e = match_at(m, s);
		if (e != NULL && e != i->last) {
			sandbox_charge(L, 1 + (uint64_t)m->steps);
			m->steps = 0;
			i->from = i->last = e;
			return push_captures(m, s, e, true);
		}
	}
	i->from = m->end + 1;
	sandbox_charge(L, 1 + (uint64_t)m->steps);
	m->steps = 0;
	return 0;
}

static int gmatch(lua_State *L)
{
	size_t length, size;
	const char *text = luaL_checklstring(L, 1, &length), *pattern = luaL_checklstring(L, 2, &size);
	const size_t from = initial(L, 3, length);
	lua_settop(L, 2);
	struct iterator *i = lua_newuserdatauv(
		L, sizeof *i + (size + 1) * (sizeof(struct item) + sizeof(struct choice)), 0);
	struct item *items = (struct item *)(void *)(i + 1);
	i->matcher = (struct matcher){L, text, text + length, items, (struct choice *)(void *)(items + size + 1), 0, 0, {{0}}};
	i->matcher.captures = read_pattern(L, pattern, size, items);
	i->from = text + (from > length ? length + 1 : from);
	i->last = NULL;
	lua_pushvalue(L, 1);
	lua_pushcclosure(L, gmatch_next, 2); /* the iterator, and the text it points into */
	return 1;
}

/* Adds a replacement text, in which %0 to %9 stand for what was found. */
static void add_text(struct matcher *m, luaL_Buffer *buffer, const char *s, const char *e)
{
	size_t length;
	const char *text = lua_tolstring(m->L, 3, &length), *const end = text + length, *sign;
	count(m, (ptrdiff_t)(length / 16));
	for (; (sign = memchr(text, '%', (size_t)(end - text))) != NULL; text = sign + 2) {
		luaL_addlstring(buffer, text, (size_t)(sign - text));
		const char c = sign[1]; /* 0 at the end */
		if (c == '%')
			luaL_addchar(buffer, c);
		else if (c == '0')
			luaL_addlstring(buffer, s, (size_t)(e - s));
		else if (c >= '1' && c <= '9') {
			push_capture(m, c - '1', s, e);
			luaL_tolstring(m->L, -1, NULL); /* a position becomes a text */
			lua_remove(m->L, -2);
			luaL_addvalue(buffer);
		} else {
			luaL_error(m->L, "invalid use of '%%' in replacement string");
		}
	}
	luaL_addlstring(buffer, text, (size_t)(end - text));
}

/* Adds what takes the place of the match from s to e; whether anything does. */
static bool add_replacement(struct matcher *m, luaL_Buffer *buffer, const char *s, const char *e)
{
	lua_State *L = m->L;
	const int type = lua_type(L, 3);
	if (type == LUA_TFUNCTION) {
		lua_pushvalue(L, 3);
		lua_call(L, push_captures(m, s, e, true), 1);
	} else if (type == LUA_TTABLE) {
		push_capture(m, 0, s, e);
		lua_gettable(L, 3);
	} else {
		add_text(m, buffer, s, e);
		return true;
	}
	const bool replaced = lua_toboolean(L, -1);
	if (!replaced) {
		lua_pop(L, 1);
		luaL_addlstring(buffer, s, (size_t)(e - s));
	} else if (!lua_isstring(L, -1)) {
		luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
	} else {
		luaL_addvalue(buffer);
	}
	return replaced;
}

static int gsub(lua_State *L)
{
	size_t length, size;
	const char *text = luaL_checklstring(L, 1, &length), *pattern = luaL_checklstring(L, 2, &size), *last = NULL;
	const int type = lua_type(L, 3);
	const lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)length + 1);
	luaL_argexpected(L, type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION || type == LUA_TTABLE, 3,
	                 "string/function/table");
	if (type == LUA_TNUMBER)
		lua_tolstring(L, 3, NULL);
	struct item few[FEW];
	struct choice few_choices[FEW];
	struct matcher m;
	const bool anchor = anchored(&pattern, &size);
	prepare(&m, L, text, length, pattern, size, few, few_choices);
	luaL_Buffer buffer;
	luaL_buffinit(L, &buffer);
	lua_Integer n = 0;
	bool changed = false;
	const char *s = text;
	while (n < most) {
		const char *e = match_at(&m, s);
		if (e != NULL && e != last) {
			n++;
			changed |= add_replacement(&m, &buffer, s, e);
			s = last = e;
		} else if (s < m.end) {
			luaL_addchar(&buffer, *s++);
		} else {
			break;
		}
		if (anchor)
			break;
	}
	sandbox_charge(L, (uint64_t)m.steps);
	if (changed) {
		luaL_addlstring(&buffer, s, (size_t)(m.end - s));
		luaL_pushresult(&buffer);
	} else {
		lua_pushvalue(L, 1);
	}
	lua_pushinteger(L, n);
	return 2;
}

void patterns_open(lua_State *L)
{
	static const luaL_Reg functions[] = {{"find", find}, {"match", match}, {"gmatch", gmatch}, {"gsub", gsub}, {NULL, NULL}};
	luaL_setfuncs(L, functions, 0);
}
