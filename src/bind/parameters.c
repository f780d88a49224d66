/*
 * parameters.c - the parameters the library knows by name, their ranges, and reading of option
 * tables. One table serves the kernel's bindings and the declaration of experiments.
 */
#include "bind.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ABOVE_ZERO 0x1p-1074
#define TEXT_SHOWN 200 /* bytes of a string in a message, at most */

static const struct parameter {
	const char *name;
	bool whole;
	double low, high; /* of a real one high may be infinite; the value itself must be finite; a real one
	                     that starts at ABOVE_ZERO may be anything above 0 */
	const char *meaning;
} parameters[] = {
	{"neurons", true, 1, 65536, "neurons of the network"},
	{"density", false, 0, 1, "probability that a weight is not zero"},
	{"balance", false, -1, 1, "excitatory less inhibitory share of the weights"},
	{"width", false, 0, INFINITY, "standard deviation behind the weights' magnitudes"},
	{"coupling", false, 0, INFINITY, "factor of the Normal(0, 1) inputs"},
	{"steps", true, 1, 2147483647, "time steps, transient included"},
	{"transient", true, 0, 2147483647, "first steps, not recorded"},
	{"chains", true, 1, 65536, "independent chains of a machine"},
	{"bias_width", false, 0, INFINITY, "standard deviation of the neurons' biases"},
	{"noise", false, 0, INFINITY, "standard deviation of the noise of observation"},
	{"classes", true, 2, 8, "classes that a series is cut into"},
	{"magnitude", false, ABOVE_ZERO, INFINITY, "the largest magnitude of a weight"},
	{"bound", false, ABOVE_ZERO, INFINITY, "the largest magnitude a weight may have"},
	{"population", true, 2, 65536, "parents of a generation"},
	{"offspring", true, 1, 65536, "children of a generation"},
	{"generations", true, 1, 1000000000, "selections of an evolution"},
	{"start", false, ABOVE_ZERO, 1, "size of an evolution's first parents, relative to what is drawn within the bound"},
	{"jumps", false, 0, 1, "share of mutations that set a weight to 0 or a bound"},
	{"redraws", false, 0, 1, "share of children of which one row is drawn anew"},
	{"exchanges", false, 0, 1, "share of children of which two rows or columns change places"},
	{"patience", true, 0, 1000000000, "generations without progress until an evolution starts afresh"},
	{"progress", false, 0, INFINITY, "the least growth of an evolution's best that patience takes for progress"},
};

static const struct parameter *parameter_find(const char *name)
{
	for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++)
		if (strcmp(parameters[i].name, name) == 0)
			return &parameters[i];
	return NULL;
}

size_t character_length(const unsigned char *p, size_t left)
{
	if (*p >= 0x20 && *p < 0x7f)
		return 1;
	const size_t length = *p >= 0xc2 && *p < 0xe0 ? 2 : (*p & 0xf0) == 0xe0 ? 3 : *p >= 0xf0 && *p < 0xf5 ? 4 : 0;
	if (length == 0 || length > left)
		return 0;
	uint32_t code = *p & (0x7fu >> length);
	for (size_t i = 1; i < length; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (p[i] & 0x3fu);
	}
	static const uint32_t first[] = {0, 0, 0xa0, 0x800, 0x10000}; /* 0x80 to 0x9f are control characters */
	const bool surrogate = code >= 0xd800 && code < 0xe000;
	return code >= first[length] && code <= 0x10ffff && !surrogate ? length : 0;
}

/* A string in quotes, at most TEXT_SHOWN bytes of it; what cannot be shown is written \xNN. */
static void push_string_text(lua_State *L, int index)
{
	size_t length;
	const char *string = lua_tolstring(L, index, &length);
	const unsigned char *p = (const unsigned char *)string, *end = p + (length < TEXT_SHOWN ? length : TEXT_SHOWN);
	luaL_Buffer text;
	luaL_buffinit(L, &text);
	luaL_addchar(&text, '"');
	while (p < end) {
		const size_t shown = character_length(p, length - (size_t)((const char *)p - string));
		char hex[5];
		if (shown > 0)
			luaL_addlstring(&text, (const char *)p, shown);
		else
			luaL_addlstring(&text, hex, (size_t)snprintf(hex, sizeof hex, "\\x%02X", *p));
		p += shown > 0 ? shown : 1;
	}
	luaL_addstring(&text, length > TEXT_SHOWN ? "...\" (a string)" : "\" (a string)");
	luaL_pushresult(&text);
}

bool string_is(lua_State *L, int index, const char *text)
{
	return lua_type(L, index) == LUA_TSTRING && lua_rawlen(L, index) == strlen(text) &&
	       strcmp(lua_tostring(L, index), text) == 0;
}

void value_push_text(lua_State *L, int index)
{
	switch (lua_type(L, index)) {
	case LUA_TNUMBER:
		if (isnan(lua_tonumber(L, index))) { /* its sign differs between processors */
			lua_pushliteral(L, "nan");
			break;
		}
		lua_pushvalue(L, index);
		lua_tostring(L, -1);
		break;
	case LUA_TSTRING: push_string_text(L, index); break;
	case LUA_TNIL:
	case LUA_TNONE: lua_pushliteral(L, "nothing"); break;
	case LUA_TBOOLEAN: lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false"); break;
	default: lua_pushfstring(L, "a %s", luaL_typename(L, index)); break;
	}
}

static bool in_range(lua_State *L, int index, const struct parameter *p)
{
	if (lua_type(L, index) != LUA_TNUMBER)
		return false;
	double x = lua_tonumber(L, index);
	if (!isfinite(x) || x < p->low || x > p->high)
		return false;
	int exact;
	lua_tointegerx(L, index, &exact);
	return !p->whole || exact;
}

static void push_expected(lua_State *L, const struct parameter *p)
{
	const char *noun = p->whole ? "a whole number" : "a finite number";
	if (p->low == ABOVE_ZERO)
		lua_pushfstring(L, "%s above 0", noun);
	else if (isinf(p->high))
		lua_pushfstring(L, "%s of at least %f", noun, p->low);
	else if (p->whole)
		lua_pushfstring(L, "%s from %I to %I", noun, (LUAI_UACINT)p->low,
		                (LUAI_UACINT)p->high);
	else
		lua_pushfstring(L, "a number from %f to %f", p->low, p->high);
}

bool parameter_wrong(lua_State *L, const char *name, int index)
{
	const struct parameter *p = parameter_find(name);
	index = lua_absindex(L, index);
	if (p == NULL || in_range(L, index, p))
		return false;
	push_expected(L, p);
	value_push_text(L, index);
	lua_pushfstring(L, "expected %s, found %s", lua_tostring(L, -2), lua_tostring(L, -1));
	lua_replace(L, -3);
	lua_pop(L, 1);
	return true;
}

const char *parameter_meaning(const char *name)
{
	const struct parameter *p = parameter_find(name);
	return p != NULL ? p->meaning : NULL;
}

static bool keyword_known(lua_State *L, int key, const struct keyword *keywords)
{
	for (; keywords->name != NULL; keywords++)
		if (string_is(L, key, keywords->name))
			return true;
	return false;
}

/* Of several keys that a table should not have the one whose text comes first is told: their own order differs between
 * runs. */
static void first_odd_key(lua_State *L, int odd)
{
	value_push_text(L, -1);
	if (lua_isnil(L, odd)) {
		lua_pushvalue(L, -2);
		lua_replace(L, odd);
	} else {
		value_push_text(L, odd);
		if (strcmp(lua_tostring(L, -2), lua_tostring(L, -1)) < 0) {
			lua_pushvalue(L, -3);
			lua_replace(L, odd);
		}
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
}

static void refuse_unknown(lua_State *L, int table, const char *function,
                           const struct keyword *keywords)
{
	const char *names[KEYWORDS_MOST] = {NULL};
	size_t count = 0;
	lua_pushnil(L);
	const int odd = lua_gettop(L);
	for (lua_pushnil(L); lua_next(L, table);) {
		lua_pop(L, 1);
		if (!keyword_known(L, -1, keywords))
			first_odd_key(L, odd);
	}
	if (lua_isnil(L, odd)) {
		lua_pop(L, 1);
		return;
	}
	while (keywords[count].name != NULL) {
		names[count] = keywords[count].name;
		count++;
	}
	names_push_unknown(L, "key", odd, names, count);
	luaL_error(L, "%s: %s", function, lua_tostring(L, -1));
}

/* The length is not asked of Lua: that of a list with holes depends on where the table keeps its entries. */
bool list_length(lua_State *L, int index, size_t *count)
{
	index = lua_absindex(L, index);
	lua_Integer entries = 0, last = 0;
	lua_pushnil(L);
	const int odd = lua_gettop(L);
	for (lua_pushnil(L); lua_next(L, index);) {
		lua_pop(L, 1);
		const lua_Integer key = lua_isinteger(L, -1) ? lua_tointeger(L, -1) : 0;
		if (key < 1)
			first_odd_key(L, odd);
		entries++;
		last = key > last ? key : last;
	}
	*count = (size_t)entries;
	if (!lua_isnil(L, odd)) {
		value_push_text(L, odd);
		lua_pushfstring(L, "the key %s", lua_tostring(L, -1));
		lua_replace(L, odd);
		lua_settop(L, odd);
		return false;
	}
	lua_pop(L, 1);
	if (entries != last)
		lua_pushliteral(L, "a hole in it");
	return entries == last;
}

size_t list_check(lua_State *L, int index, const char *function, const char *what)
{
	size_t count;
	if (!list_length(L, index, &count))
		luaL_error(L, "%s: %s: expected a list and nothing else, found %s", function, what, lua_tostring(L, -1));
	return count;
}

/* The value is on the top of the stack, not nil. */
static void keyword_store(lua_State *L, const char *function, const struct keyword *keyword)
{
	if (keyword->kind == KEYWORD_VALUE) {
		*(int *)keyword->into = 1;
		return;
	}
	if (keyword->kind == KEYWORD_FLAG) {
		if (!lua_isboolean(L, -1)) {
			value_push_text(L, -1);
			luaL_error(L, "%s: %s: expected true or false, found %s", function, keyword->name, lua_tostring(L, -1));
		}
		*(bool *)keyword->into = lua_toboolean(L, -1);
		return;
	}
	if (keyword->kind == KEYWORD_CHOICE) {
		for (int i = 0; keyword->choices[i] != NULL; i++)
			if (string_is(L, -1, keyword->choices[i])) {
				*(int *)keyword->into = i;
				return;
			}
		luaL_Buffer names;
		luaL_buffinit(L, &names);
		for (int i = 0; keyword->choices[i] != NULL; i++) {
			luaL_addstring(&names, i > 0 ? ", " : "");
			luaL_addstring(&names, keyword->choices[i]);
		}
		luaL_pushresult(&names);
		value_push_text(L, -2);
		luaL_error(L, "%s: %s: expected one of %s, found %s", function, keyword->name,
		           lua_tostring(L, -2), lua_tostring(L, -1));
	}
	if (parameter_wrong(L, keyword->name, -1))
		luaL_error(L, "%s: %s: %s", function, keyword->name, lua_tostring(L, -1));
	if (keyword->kind == KEYWORD_WHOLE)
		*(size_t *)keyword->into = (size_t)lua_tointeger(L, -1);
	else
		*(double *)keyword->into = lua_tonumber(L, -1);
}

void keywords_read(lua_State *L, int table, const char *function, const struct keyword *keywords)
{
	if (!lua_istable(L, table)) {
		value_push_text(L, table);
		luaL_error(L, "%s: expected a table of options, found %s", function,
		           lua_tostring(L, -1));
	}
	refuse_unknown(L, table, function, keywords);
	for (const struct keyword *o = keywords; o->name != NULL; o++) {
		if (lua_getfield(L, table, o->name) != LUA_TNIL)
			keyword_store(L, function, o);
		else if (o->required)
			luaL_error(L, "%s: missing key '%s'", function, o->name);
		lua_pop(L, 1);
	}
}

size_t argument_whole(lua_State *L, int arg, const char *name, size_t low, size_t high)
{
	int exact = 0;
	lua_Integer value = lua_type(L, arg) == LUA_TNUMBER ? lua_tointegerx(L, arg, &exact) : 0;
	if (!exact || value < (lua_Integer)low || value > (lua_Integer)high) {
		value_push_text(L, arg);
		const char *message = lua_pushfstring(
			L, "%s: expected a whole number from %I to %I, found %s", name,
			(LUAI_UACINT)low, (LUAI_UACINT)high, lua_tostring(L, -1));
		luaL_argerror(L, arg, message);
	}
	return (size_t)value;
}

size_t argument_whole_or(lua_State *L, int arg, const char *name, size_t initial, size_t low,
                         size_t high)
{
	return lua_isnoneornil(L, arg) ? initial : argument_whole(L, arg, name, low, high);
}
