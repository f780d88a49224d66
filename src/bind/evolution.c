/*
 * evolution.c - recur.evolution: matrices evolved within bounds towards a larger flux, a longer mean period,
 * a mixture of both, or whatever a Lua function of the matrix returns.
 */
#include "bind.h"

#include <math.h>

#include "../core/attractors.h"
#include "../core/evolution.h"
#include "../core/markov.h"

enum { USER_OBJECTIVE = 1, USER_HISTORY, USER_VALUES = 2 };

struct breeding {
	struct evolution evolution;
	enum coding coding;
	double flux_share, period_share; /* the objective, unless it is a Lua function */
	bool by_script;
	size_t refinements; /* calls of evolution:refine */
};

static struct breeding *breeding_check(lua_State *L) { return luaL_checkudata(L, 1, EVOLUTION_TYPE); }

/* --- the objective ----------------------------------------------------------------------------- */

static const char objective_wanted[] =
	"\"flux\", \"mean_period\", a table of their shares { flux = ..., mean_period = ... }, or a function of "
	"the matrix";

static double read_share(lua_State *L, const char *function, int table, const char *name)
{
	double share = 0;
	if (lua_getfield(L, table, name) != LUA_TNIL) {
		share = lua_type(L, -1) == LUA_TNUMBER ? lua_tonumber(L, -1) : (double)NAN;
		if (!isfinite(share)) {
			value_push_text(L, -1);
			luaL_error(L, "%s: objective: %s: expected a finite number, found %s", function, name,
			           lua_tostring(L, -1));
		}
	}
	lua_pop(L, 1);
	return share;
}

static void read_shares(lua_State *L, const char *function, int table, struct breeding *b)
{
	int flux = 0, period = 0;
	const struct keyword keywords[] = {{.name = "flux", KEYWORD_VALUE, false, &flux},
	                                   {.name = "mean_period", KEYWORD_VALUE, false, &period},
	                                   {0}};
	keywords_read(L, table, lua_pushfstring(L, "%s: objective", function), keywords);
	if (!flux && !period)
		luaL_error(L, "%s: objective: expected a share of flux or mean_period, found none", function);
	b->flux_share = read_share(L, function, table, "flux");
	b->period_share = read_share(L, function, table, "mean_period");
}

/* Reads the option "objective", left on the top of the stack. */
static void read_objective(lua_State *L, const char *function, int options, struct breeding *b)
{
	lua_getfield(L, options, "objective");
	if (string_is(L, -1, "flux")) {
		b->flux_share = 1;
	} else if (string_is(L, -1, "mean_period")) {
		b->period_share = 1;
	} else if (lua_istable(L, -1)) {
		read_shares(L, function, lua_gettop(L), b);
	} else if (lua_isfunction(L, -1)) {
		b->by_script = true;
	} else {
		value_push_text(L, -1);
		luaL_error(L, "%s: objective: expected %s, found %s", function, objective_wanted,
		           lua_tostring(L, -1));
	}
}

/* What the objective can be found for. */
static void check_size(lua_State *L, const char *function, const struct breeding *b, size_t neurons,
                       enum coding coding)
{
	if (b->flux_share != 0)
		chain_refuse(L, function, neurons, coding, "use a function of the matrix as the objective");
	if (b->period_share != 0 && neurons > ATTRACTORS_FEW_NEURONS)
		luaL_error(L, "%s: expected at most %d neurons for the mean period, found %I; use a function of the "
		              "matrix as the objective",
		           function, ATTRACTORS_FEW_NEURONS, (LUAI_UACINT)neurons);
}

/* Values of the pending matrices from the kernel; those of the flux first. */
static void evaluate(lua_State *L, struct breeding *b, struct pending pending, struct work *work)
{
	const size_t neurons = b->evolution.settings.neurons, size = neurons * neurons;
	const int place = lua_gettop(L);
	for (size_t i = 0; i < pending.count; i++)
		pending.values[i] = 0;
	if (b->flux_share != 0)
		context_check(L, KERNEL(L, work, "evolution:advance",
		                        markov_fluxes(pending.matrices, pending.count, neurons, b->coding, work, pending.values)));
	lua_settop(L, place);
	for (size_t i = 0; i < pending.count; i++) {
		if (isnan(pending.values[i]))
			chain_too_strong(L, "evolution:advance");
		pending.values[i] *= b->flux_share != 0 ? b->flux_share : 1;
		if (b->period_share != 0)
			pending.values[i] += b->period_share * attractors_mean_period(pending.matrices + i * size, neurons,
			                                                             b->coding);
		if (!isfinite(pending.values[i]))
			luaL_error(L, "evolution:advance: objective: its shares are so large that the value is not finite");
	}
}

/* Values from the script's function, which is given each matrix as a list of rows. */
static void evaluate_by_script(lua_State *L, const struct breeding *b, struct pending pending)
{
	const size_t neurons = b->evolution.settings.neurons, generation = b->evolution.generation, refinements = b->refinements;
	lua_getiuservalue(L, 1, USER_OBJECTIVE);
	for (size_t i = 0; i < pending.count; i++) {
		lua_pushvalue(L, -1);
		matrix_push(L, pending.matrices + i * neurons * neurons, neurons);
		lua_call(L, 1, 1);
		if (b->evolution.generation != generation)
			luaL_error(L, "evolution:advance: the objective has itself advanced this evolution");
		if (b->refinements != refinements)
			luaL_error(L, "evolution:advance: the objective has itself refined this evolution");
		double value = lua_type(L, -1) == LUA_TNUMBER ? lua_tonumber(L, -1) : (double)NAN;
		if (!isfinite(value)) {
			value_push_text(L, -1);
			luaL_error(L, "evolution:advance: objective: expected a finite number, found %s",
			           lua_tostring(L, -1));
		}
		pending.values[i] = value;
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
}

/* Of the children, what else they may be besides changed in single weights. */
static void check_shares(lua_State *L, const char *function, const struct evolution_settings *s)
{
	const double both = s->redraws + s->exchanges;
	if (both > 1)
		luaL_error(L, "%s: expected redraws and exchanges of at most 1 together, found %f", function, both);
}

/* --- recur.evolution --------------------------------------------------------------------------- */

/* recur.evolution { neurons, bound, objective, rng, coding = "signs", population = 20, offspring = 100,
 * jumps = 0, redraws = 0, exchanges = 0, draw = "uniform" | "ternary", limit = "weights" | "norm" | "sum" | "none",
 * patience = 0, progress = 0, start = 1 } */
static int evolution_new(lua_State *L)
{
	const char *function = "recur.evolution";
	struct evolution_settings s = {.population = 20, .offspring = 100, .start = 1};
	struct breeding b = {0};
	static const char *const limits[] = {"weights", "norm", "sum", "none", NULL}; /* in the order of enum evolution_limit */
	static const char *const draws[] = {"uniform", "ternary", NULL}; /* of enum evolution_draw */
	int coding = CODING_SIGNS, limit = LIMIT_WEIGHTS, draw = DRAW_UNIFORM, rng = 0, objective = 0;
	const struct keyword keywords[] = {
		{.name = "bound", KEYWORD_REAL, true, &s.bound},
		{.name = "coding", KEYWORD_CHOICE, false, &coding, coding_names},
		{.name = "draw", KEYWORD_CHOICE, false, &draw, draws},
		{.name = "exchanges", KEYWORD_REAL, false, &s.exchanges},
		{.name = "jumps", KEYWORD_REAL, false, &s.jumps},
		{.name = "limit", KEYWORD_CHOICE, false, &limit, limits},
		{.name = "neurons", KEYWORD_WHOLE, true, &s.neurons},
		{.name = "objective", KEYWORD_VALUE, true, &objective},
		{.name = "offspring", KEYWORD_WHOLE, false, &s.offspring},
		{.name = "patience", KEYWORD_WHOLE, false, &s.patience},
		{.name = "population", KEYWORD_WHOLE, false, &s.population},
		{.name = "progress", KEYWORD_REAL, false, &s.progress},
		{.name = "redraws", KEYWORD_REAL, false, &s.redraws},
		{.name = "rng", KEYWORD_VALUE, true, &rng},
		{.name = "start", KEYWORD_REAL, false, &s.start},
		{0},
	};
	lua_settop(L, 1);
	keywords_read(L, 1, function, keywords);
	s.limit = (enum evolution_limit)limit;
	s.draw = (enum evolution_draw)draw;
	check_shares(L, function, &s);
	struct stream_name name = rng_option(L, 1, function);
	read_objective(L, function, 1, &b); /* stays at index 2 */
	check_size(L, function, &b, s.neurons, (enum coding)coding);
	struct arena arena = {0};
	evolution_lay(&b.evolution, &arena, &s);
	const char *what = lua_pushfstring(L, "an evolution of %I neurons", (LUAI_UACINT)s.neurons);
	struct breeding *breeding = object_push(L, &arena, sizeof b, USER_VALUES, what);
	*breeding = b;
	breeding->coding = (enum coding)coding;
	evolution_lay(&breeding->evolution, &arena, &s);
	evolution_open(&breeding->evolution, name, context_of(L)->work.simd);
	lua_pushvalue(L, 2);
	lua_setiuservalue(L, -2, USER_OBJECTIVE);
	lua_newtable(L);
	lua_setiuservalue(L, -2, USER_HISTORY);
	luaL_setmetatable(L, EVOLUTION_TYPE);
	return 1;
}

static double mean_value(const struct evolution *ev)
{
	double sum = 0;
	for (size_t i = 0; i < ev->settings.population; i++)
		sum += ev->values[i];
	return sum / (double)ev->settings.population;
}

/* Adds the generation just selected to the history; its population has to be looked at before a restart
 * replaces it. */
static void record_generation(lua_State *L, const struct evolution *ev, double best, double mean)
{
	lua_getiuservalue(L, 1, USER_HISTORY);
	lua_createtable(L, 0, 4);
	lua_pushnumber(L, ev->best_value);
	lua_setfield(L, -2, "best");
	lua_pushnumber(L, best);
	lua_setfield(L, -2, "now");
	lua_pushnumber(L, mean);
	lua_setfield(L, -2, "mean");
	lua_pushinteger(L, (lua_Integer)ev->restarts);
	lua_setfield(L, -2, "restarts");
	lua_rawseti(L, -2, (lua_Integer)ev->generation);
	lua_pop(L, 1);
}

/* evolution:advance(generations = 1): the first one of all is the selection among the random parents.
 * Returns the best value found so far. */
static int evolution_generations(lua_State *L)
{
	struct breeding *b = breeding_check(L);
	size_t generations = argument_whole_or(L, 2, "generations", 1, 1, 1000000000);
	lua_settop(L, 2);
	struct work *work = context_work(L);
	for (size_t g = 0; g < generations; g++) {
		if (work_interrupted(work))
			context_check(L, STATUS_INTERRUPTED);
		struct pending pending = evolution_pending(&b->evolution);
		if (b->by_script)
			evaluate_by_script(L, b, pending);
		else
			evaluate(L, b, pending, work);
		evolution_advance(&b->evolution);
		record_generation(L, &b->evolution, b->evolution.values[0], mean_value(&b->evolution));
	}
	lua_pushnumber(L, b->evolution.best_value);
	return 1;
}

static void check_started(lua_State *L, const char *function, const struct breeding *b)
{
	if (b->evolution.generation == 0)
		luaL_error(L, "%s: expected an evolution that has been advanced, found generation 0", function);
}

/* evolution:refine(): from now on every parent is the best ever found, and is only polished by Gaussian steps. */
static int evolution_polish(lua_State *L)
{
	struct breeding *b = breeding_check(L);
	check_started(L, "evolution:refine", b);
	evolution_refine(&b->evolution);
	b->refinements++;
	return 0;
}

/* evolution:best(): the best matrix ever found, and its value. */
static int evolution_best(lua_State *L)
{
	const struct breeding *b = breeding_check(L);
	check_started(L, "evolution:best", b);
	matrix_push(L, b->evolution.best, b->evolution.settings.neurons);
	lua_pushnumber(L, b->evolution.best_value);
	return 2;
}

/* evolution:parent(i): the i-th best of the population as selected last, and its value. */
static int evolution_parent(lua_State *L)
{
	const struct breeding *b = breeding_check(L);
	const struct evolution *ev = &b->evolution;
	check_started(L, "evolution:parent", b);
	size_t i = argument_whole(L, 2, "i", 1, ev->settings.population) - 1;
	const size_t neurons = ev->settings.neurons;
	matrix_push(L, ev->sorted + i * neurons * neurons, neurons);
	lua_pushnumber(L, ev->values[i]);
	return 2;
}

/* evolution:history(): for each generation { best = ever found, now = of this population, mean = over it,
 * restarts = so far }; a copy, so that a script may change it. */
static int evolution_history(lua_State *L)
{
	breeding_check(L);
	lua_getiuservalue(L, 1, USER_HISTORY);
	const int own = lua_gettop(L);
	const lua_Integer generations = (lua_Integer)lua_rawlen(L, own);
	lua_createtable(L, (int)generations, 0);
	for (lua_Integer g = 1; g <= generations; g++) {
		lua_createtable(L, 0, 4);
		lua_rawgeti(L, own, g);
		for (lua_pushnil(L); lua_next(L, -2);) {
			lua_pushvalue(L, -2);
			lua_insert(L, -2); /* entry copied, entry, key, key, value */
			lua_rawset(L, -5);
		}
		lua_pop(L, 1);
		lua_rawseti(L, -2, g);
	}
	return 1;
}

static int evolution_generation(lua_State *L)
{
	lua_pushinteger(L, (lua_Integer)breeding_check(L)->evolution.generation);
	return 1;
}

/* evolution:evaluations(): how often the objective was found. */
static int evolution_evaluations(lua_State *L)
{
	lua_pushinteger(L, (lua_Integer)breeding_check(L)->evolution.evaluations);
	return 1;
}

static int evolution_tostring(lua_State *L)
{
	const struct breeding *b = breeding_check(L);
	lua_pushfstring(L, "recur.evolution of %I neurons, generation %I", (LUAI_UACINT)b->evolution.settings.neurons,
	                (LUAI_UACINT)b->evolution.generation);
	return 1;
}

void evolution_type_open(lua_State *L)
{
	static const luaL_Reg meta[] = {{"__tostring", evolution_tostring}, {NULL, NULL}};
	static const struct function methods[] = {{"advance(generations = 1)", evolution_generations},
	                                   {"refine()", evolution_polish},
	                                   {"best()", evolution_best},
	                                   {"parent(i)", evolution_parent},
	                                   {"history()", evolution_history},
	                                   {"generation()", evolution_generation},
	                                   {"evaluations()", evolution_evaluations},
	                                   {NULL, NULL}};
	type_register(L, EVOLUTION_TYPE, meta, methods);
	static const struct function functions[] = {{"evolution { neurons, bound, objective, rng }", evolution_new}, {NULL, NULL}};
	module_register(L, functions);
}
