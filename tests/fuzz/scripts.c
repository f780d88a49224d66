/*
 * scripts.c - evaluates experiments as this project has them, and some of the tests, with some of their tokens and lines
 * changed: taken away, doubled, exchanged, replaced by others or by values at the edges.
 */
#include <ctype.h>
#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine.h"

#define SCRIPTS_MOST 100
#define TOKENS_MOST 4000 /* of a script; one with more is cut off */
#define LARGE 40         /* whole numbers above it are made smaller, so that a case takes little time */

enum kind { NUMBER, STRING, NAME, SIGN };

struct token {
	enum kind kind;
	size_t line;
	const char *text; /* with the blanks and comments before it */
	size_t length;
};

struct script {
	const char *paper;
	struct token *tokens;
	size_t count;
};

static struct script corpus[SCRIPTS_MOST];
static size_t scripts;

/* --- reading ---------------------------------------------------------------------------------------- */

/* Where a bracket such as [[ or [=[ that begins at p has its end; NULL if there is none. */
static const char *long_end(const char *p)
{
	const char *q = p + 1 + strspn(p + 1, "=");
	const size_t level = (size_t)(q - p) - 1;
	if (*p != '[' || *q != '[')
		return NULL;
	for (q++; (q = strchr(q, ']')) != NULL; q++)
		if (strspn(q + 1, "=") == level && q[level + 1] == ']')
			return q + level + 2;
	return NULL;
}

/* Behind blanks and comments. */
static const char *skip_blanks(const char *p, size_t *line)
{
	for (;;) {
		if (*p == '\n')
			(*line)++;
		if (isspace((unsigned char)*p))
			p++;
		else if (p[0] == '-' && p[1] == '-')
			p = long_end(p + 2) != NULL ? long_end(p + 2) : p + strcspn(p, "\n");
		else
			return p;
	}
}

static const char *token_end(const char *p, enum kind *kind)
{
	const char *end = long_end(p);
	if (*p == '"' || *p == '\'' || end != NULL) {
		*kind = STRING;
		if (end != NULL)
			return end;
		for (end = p + 1; *end != '\0' && *end != *p; end++)
			end += *end == '\\' && end[1] != '\0';
		return end + (*end != '\0');
	}
	*kind = isdigit((unsigned char)*p) ? NUMBER : isalpha((unsigned char)*p) || *p == '_' ? NAME : SIGN;
	end = p + 1;
	if (*kind != SIGN)
		while (isalnum((unsigned char)*end) || *end == '_' || (*kind == NUMBER && *end == '.' && end[1] != '.'))
			end++;
	else if (strchr("=~<>.:/", *p) != NULL)
		while (*end == *p || *end == '=')
			end++;
	return end;
}

/* A whole number above LARGE becomes a smaller one, larger ones staying larger: a copy of the token. */
static struct token shrunk(struct token token, const char *blanks, size_t blank)
{
	char *text, *end;
	const double value = strtod(token.text + blank, &end);
	if (end != token.text + token.length || value != floor(value) || value <= LARGE)
		return token;
	const int length = asprintf(&text, "%.*s%d", (int)blank, blanks, LARGE + (int)(8 * log2(value / LARGE)));
	if (length < 0)
		abort();
	token.text = text;
	token.length = (size_t)length;
	return token;
}

/* Only what can be computed here, and is the same each time, is worth changing. */
static bool is_good(const char *path, const char *text)
{
	/* without end and not the same, on purpose; no script yet; and those that take long */
	static const char *const wrong[] = {"/pattern.lua", "/holes.lua", "/template.lua", "/estimators.lua", "/evolved.lua",
	                                    "/optimum.lua", "/ternary.lua", "/kernel.lua"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (strstr(path, wrong[i]) != NULL)
			return false;
	return strstr(text, "recur.experiment") != NULL && strstr(text, "reads =") == NULL;
}

static void read_script(const char *path)
{
	char *text = file_read(path); /* stays: the tokens are parts of it */
	if (!is_good(path, text)) {
		free(text);
		return;
	}
	const char *p = text;
	struct script *script = &corpus[scripts++];
	size_t line = 1;
	script->paper = strstr(path, "/flux/") != NULL ? "flux" : "import";
	script->tokens = calloc(TOKENS_MOST, sizeof *script->tokens);
	if (script->tokens == NULL)
		abort();
	while (script->count < TOKENS_MOST) {
		const char *start = skip_blanks(p, &line);
		if (*start == '\0')
			break;
		struct token token = {.line = line, .text = p};
		const char *end = token_end(start, &token.kind);
		token.length = (size_t)(end - p);
		script->tokens[script->count++] = token.kind == NUMBER ? shrunk(token, p, (size_t)(start - p)) : token;
		p = end;
	}
}

static void read_corpus(void)
{
	static const char *const patterns[] = {"lua/flux/*.lua", "lua/import/*.lua", "tests/cli/fixtures/*.lua"};
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		glob_t found;
		if (glob(patterns[i], 0, NULL, &found) != 0) {
			fprintf(stderr, "fuzz: no %s\n", patterns[i]);
			exit(2);
		}
		for (size_t k = 0; k < found.gl_pathc && scripts < SCRIPTS_MOST; k++)
			read_script(found.gl_pathv[k]);
		globfree(&found);
	}
}

/* --- changing --------------------------------------------------------------------------------------- */

static const char *const numbers[] = {
	"0", "-0.0", "1", "-1", "2", "3", "0.5", "1.5", "(0/0)", "math.huge", "-math.huge", "9007199254740993", "2147483647",
	"2147483648", "4294967296", "math.maxinteger", "math.mininteger", "1e300", "-1e300", "1e-320", "65536", "65537", "1e15",
	"0x7fffffffffffffff", "1e308*10", "2^63"};
static const char *const strings[] = {
	"\"\"", "\"a\"", "\"\\0\"", "\"x\\0y\"", "\"\\xff\\xfe\"", "(\"x\"):rep(100000)", "(\"\\u{e9}\"):rep(3000)",
	"\"a\\nb\"", "\"a\\tb\"", "\"\\u{202e}\"", "\"3\"", "\"0x10\"", "\"nan\"", "\"%s\"", "\"%d%n%p\"", "\"# title\"",
	"\"import/driven\"", "\"neurons\"", "\"steps\"", "[[\n]]"};
static const char *const names[] = {
	"nil", "true", "false", "{}", "{ {} }", "{ 1, 2, 3 }", "{ 1, nil, 3 }", "recur", "rng", "p", "data", "_G", "print", "error",
	"pairs", "ipairs", "next", "pcall", "setmetatable", "getmetatable", "rawset", "tostring", "type", "select", "string",
	"table", "math", "utf8", "function() end", "function() return {} end", "(function() error({}) end)()", "rng:stream(\"a\")",
	"rng:child(1)", "recur.rng(1)", "recur.network", "recur.boltzmann", "recur.axis", "neurons", "steps", "transient",
	"density", "balance", "width", "coupling", "runs", "seed", "grid", "columns", "title", "fixed", "draft", "paired", "reads",
	"rows", "run", "setmetatable({}, { __index = function() error(\"x\") end })", "local", "return", "end", "and", "or",
	"not", "while true do end", "goto", "break", "#", "..", "...", "==", "<", "=", ",", ";", ":", ".", "(", ")", "{", "}", "[",
	"]", "+", "-", "*", "/", "//", "%", "^", "&", "~", "|", "<<", ">>", "::a::", "--", "[["};

#define ONE_OF(chance, list) (list)[chance_below(chance, sizeof(list) / sizeof *(list))]

static struct token made_token(enum kind kind, size_t line, const char *text)
{
	static char pool[64][64]; /* of one case at work */
	static size_t used;
	char *own = pool[used++ % 64];
	const int length = snprintf(own, sizeof pool[0], " %s", text);
	return (struct token){kind, line, own, (size_t)(length < 63 ? length : 63)};
}

static struct token edge_token(struct chance *chance, enum kind kind, size_t line)
{
	if (chance_once_in(chance, 5))
		kind = (enum kind)chance_below(chance, 3);
	return made_token(kind, line, kind == NUMBER ? ONE_OF(chance, numbers) : kind == STRING ? ONE_OF(chance, strings) :
	                                                                                         ONE_OF(chance, names));
}

static struct token foreign_token(struct chance *chance)
{
	const struct script *script = &corpus[chance_below(chance, scripts)];
	return script->tokens[chance_below(chance, script->count)];
}

static void insert(struct script *script, size_t at, const struct token *tokens, size_t count)
{
	if (script->count + count > TOKENS_MOST)
		return;
	memmove(script->tokens + at + count, script->tokens + at, (script->count - at) * sizeof *tokens);
	memcpy(script->tokens + at, tokens, count * sizeof *tokens);
	script->count += count;
}

static void take_away(struct script *script, size_t at, size_t count)
{
	memmove(script->tokens + at, script->tokens + at + count, (script->count - at - count) * sizeof *script->tokens);
	script->count -= count;
}

/* The tokens of the line on which token i stands: the first, and how many. */
static size_t line_of(const struct script *script, size_t i, size_t *count)
{
	size_t first = i, last = i;
	while (first > 0 && script->tokens[first - 1].line == script->tokens[i].line)
		first--;
	while (last + 1 < script->count && script->tokens[last + 1].line == script->tokens[i].line)
		last++;
	*count = last - first + 1;
	return first;
}

static void change_line(struct chance *chance, struct script *script, size_t i)
{
	static struct token copy[TOKENS_MOST];
	size_t count, first = line_of(script, i, &count);
	memcpy(copy, script->tokens + first, count * sizeof *copy);
	switch (chance_below(chance, 3)) {
	case 0: take_away(script, first, count); break;
	case 1: insert(script, first, copy, count); break;
	default: /* to another place */
		take_away(script, first, count);
		insert(script, chance_below(chance, script->count + 1), copy, count);
	}
}

static void change(struct chance *chance, struct script *script)
{
	const size_t i = chance_below(chance, script->count), k = chance_below(chance, script->count);
	struct token *tokens = script->tokens, token = tokens[i];
	switch (chance_below(chance, 10)) {
	case 0: take_away(script, i, 1); break;
	case 1: insert(script, i, &token, 1); break;
	case 2:
		tokens[i] = tokens[k];
		tokens[k] = token;
		break;
	case 3: tokens[i] = foreign_token(chance); break;
	case 4:
		token = chance_once_in(chance, 2) ? foreign_token(chance) : edge_token(chance, NAME, token.line);
		insert(script, i, &token, 1);
		break;
	case 5: change_line(chance, script, i); break;
	default: /* most often a value or a name is another one */
		for (size_t n = 0; n < script->count; n++) {
			struct token *next = &tokens[(i + n) % script->count];
			if (next->kind != SIGN) {
				*next = edge_token(chance, next->kind, next->line);
				break;
			}
		}
	}
}

static void make(struct chance *chance, struct text *text)
{
	static struct token tokens[TOKENS_MOST];
	const struct script *chosen = &corpus[chance_below(chance, scripts)];
	struct script script = {chosen->paper, tokens, chosen->count};
	text->paper = chosen->paper;
	memcpy(tokens, chosen->tokens, chosen->count * sizeof *tokens);
	for (size_t changes = chance_below(chance, 5); changes > 0 && script.count > 1; changes--)
		change(chance, &script);
	for (size_t i = 0; i < script.count; i++)
		text_add(text, script.tokens[i].text, script.tokens[i].length);
	text_add(text, "\n", 1);
}

int main(int argc, char **argv)
{
	read_corpus();
	return fuzz(&(struct fuzzer){"scripts", "scripts", 1, make}, argc, argv);
}
